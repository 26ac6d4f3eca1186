#include "boundednetwork.h"
#include "manualclock.h"
#include "proxysettings.h"
#include "talk.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Endpoint registry{.scheme = u"https"_s, .host = u"cr.example.test"_s};

QProcessEnvironment environmentOf(const QStringList &variables)
{
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return environment;
}

NetworkSetup inEnvironment(const QString &proxy)
{
    NetworkSetup setup;
    setup.environment.insert(u"HTTPS_PROXY"_s, proxy);
    return setup;
}

QString proxyOf(const Result<std::optional<ChosenProxy>> &chosen)
{
    if (!chosen)
        return u"error"_s;
    return *chosen ? (*chosen)->name() : u"none"_s;
}

/// A client that reads \p variables as its environment.
struct ProxiedTalk {
    ProxiedTalk(const QStringList &variables, const QString &endpoint)
        : client(key, {.ownEndpoint = endpoint}, clock, countingRandomSource(),
                 {.connecting = 5s, .silence = 300ms, .whole = 5s, .retry = {.maxAttempts = 1}},
                 std::make_shared<BoundedNetwork>(environmentOf(variables)))
    {
        call = ask(client, question, [this](const Result<SyncTaskPage> &page) {
            if (!page)
                error = page.error();
        });
    }

    SystemClock clock{};
    RegistryClient client;
    PendingCall call{};
    std::optional<ApiError> error{};
};

} // namespace

class TestProxySettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theVariablesAreReadAsByCurl_data();
    void theVariablesAreReadAsByCurl();
    void plainHttpTakesNoProxy();
    void someHostsAreExempt_data();
    void someHostsAreExempt();
    void anExemptPortIsTheOneThatIsUsed_data();
    void anExemptPortIsTheOneThatIsUsed();
    void aUserAndAPasswordAreTakenButNotShown();
    void noMessageRepeatsAPassword_data();
    void noMessageRepeatsAPassword();
    void whatIsSaidWinsOverTheEnvironment_data();
    void whatIsSaidWinsOverTheEnvironment();
    void aSchemeThatIsNotSupportedIsSaid_data();
    void aSchemeThatIsNotSupportedIsSaid();
    void aCallGoesThroughTheProxy_data();
    void aCallGoesThroughTheProxy();
    void anExemptHostIsAskedDirectly();
    void anUnusableProxyIsNamed_data();
    void anUnusableProxyIsNamed();
    void aSocksProxyIsAskedWithUserAndPassword();
    void aSocksProxyThatRefusesIsNamed_data();
    void aSocksProxyThatRefusesIsNamed();
    void aSocksProxyThatWantsAPasswordIsNotSaidToForbidTheServer();
    void aProxyWithoutANameServerIsNotTheServers();
    void aSilentProxyIsNamed();
};

void TestProxySettings::theVariablesAreReadAsByCurl_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const QStringList &variables, const QString &proxy) {
        QTest::newRow(qPrintable(variables.join(u' '))) << variables << proxy;
    };
    row({}, u"none"_s);
    row({u"HTTPS_PROXY=http://p:8080"_s}, u"p:8080 of HTTPS_PROXY"_s);
    row({u"https_proxy=p:8080"_s}, u"p:8080 of https_proxy"_s);
    row({u"https_proxy=p"_s}, u"p:1080 of https_proxy"_s);
    row({u"https_proxy=a:1"_s, u"HTTPS_PROXY=b:2"_s}, u"a:1 of https_proxy"_s);
    row({u"https_proxy="_s, u"HTTPS_PROXY=b:2"_s}, u"b:2 of HTTPS_PROXY"_s);
    row({u"ALL_PROXY=http://p:3128/"_s}, u"p:3128 of ALL_PROXY"_s);
    row({u"all_proxy=socks5h://p:9"_s}, u"p:9 of all_proxy"_s);
    row({u"ALL_PROXY=a:1"_s, u"HTTPS_PROXY=b:2"_s}, u"b:2 of HTTPS_PROXY"_s);
    row({u"https_proxy=http://[::1]:8080"_s}, u"[::1]:8080 of https_proxy"_s);
    row({u"http_proxy=http://p:8080"_s}, u"none"_s);
    row({u"HTTP_PROXY=http://p:8080"_s}, u"none"_s);
    row({u"HTTPS_PROXY=p:1"_s, u"NO_PROXY=example.test"_s}, u"none"_s);
    row({u"HTTPS_PROXY=p:1"_s, u"NO_PROXY=*"_s}, u"none"_s);
    row({u"ALL_PROXY=p:1"_s, u"no_proxy=.example.test"_s}, u"none"_s);
    row({u"HTTPS_PROXY=p:1"_s, u"no_proxy="_s, u"NO_PROXY=example.test"_s}, u"none"_s);
    row({u"HTTPS_PROXY=p:1"_s, u"no_proxy=other.test"_s, u"NO_PROXY=example.test"_s},
        u"p:1 of HTTPS_PROXY"_s);
    row({u"HTTPS_PROXY=https://p:443"_s}, u"error"_s);
    row({u"HTTPS_PROXY=socks4://p:443"_s}, u"error"_s);
    row({u"HTTPS_PROXY=http://"_s}, u"error"_s);
    row({u"HTTPS_PROXY=http://p:99999"_s}, u"error"_s);
}

void TestProxySettings::theVariablesAreReadAsByCurl()
{
    QFETCH(QStringList, variables);
    QTEST(proxyOf(proxyFor(registry, {.environment = environmentOf(variables)})), "proxy");
}

void TestProxySettings::plainHttpTakesNoProxy()
{
    const Endpoint demo{.scheme = u"http"_s, .host = u"127.0.0.1"_s, .port = 8080};
    const NetworkSetup setup{.environment =
                                 environmentOf({u"http_proxy=p:1"_s, u"ALL_PROXY=p:1"_s})};
    QCOMPARE(proxyOf(proxyFor(demo, setup)), u"none"_s);
}

void TestProxySettings::someHostsAreExempt_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isExempt");
    const auto row = [](const char *list, const char *host, bool isExempt) {
        QTest::addRow("%s in %s", host, list)
            << QString::fromLatin1(list) << QString::fromLatin1(host) << isExempt;
    };
    const char *host = "cr.example.test";
    row("", host, false);
    row("*", host, true);
    row("a,*", host, true);
    row("example.test", host, true);
    row(".example.test", host, true);
    row("*.example.test", host, true);
    row("EXAMPLE.test.", host, true);
    row("cr.example.test", host, true);
    row("cr.example.test", "cr.example.test.", true);
    row(".cr.example.test", host, true);
    row("r.example.test", host, false);
    row("ample.test", host, false);
    row("example.test.cn", host, false);
    row("other.test, example.test", host, true);
    row("other.test example.test", host, true);
    row("example.test:443", host, true);
    row("example.test:8443", host, false);
    row(".", host, false);
    row("10.0.0.1", "10.0.0.1", true);
    row("10.0.0.1", "10.0.0.10", false);
    row("10.0.0.0/8", "10.200.0.1", true);
    row("10.0.0.0/8", "11.0.0.1", false);
    row("10.0.0.1:443", "10.0.0.1", true);
    row("0.0.1", "10.0.0.1", false);
    row("::1", "::1", true);
    row("[::1]", "::1", true);
    row("[::1]:443", "::1", true);
    row("fd00::/8", "fd12::1", true);
    row("10.0.0.0/8", "fd12::1", false);
    row("10.0.0.0/99", "10.0.0.1", false);
}

void TestProxySettings::someHostsAreExempt()
{
    QFETCH(QString, list);
    QFETCH(QString, host);
    QTEST(isExemptFromProxy(list, host, 443), "isExempt");
}

void TestProxySettings::anExemptPortIsTheOneThatIsUsed_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("exempt");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const QString &host, int port, const QString &exempt, bool isExempt) {
        QTest::addRow("%s port %d, %s", qPrintable(host), port, qPrintable(exempt))
            << host << port << exempt << (isExempt ? u"none"_s : u"p:1 of HTTPS_PROXY"_s);
    };
    const int schemesOwn = -1;
    for (const QString &host : {u"cr.example.test"_s, u"10.0.0.1"_s, u"::1"_s}) {
        const QString entry = host.contains(u':') ? u'[' + host + u']' : host;
        row(host, schemesOwn, entry, true);
        row(host, schemesOwn, entry + u":443"_s, true);
        row(host, schemesOwn, entry + u":8443"_s, false);
        row(host, schemesOwn, entry + u":80"_s, false);
        row(host, 443, entry + u":443"_s, true);
        row(host, 8443, entry, true);
        row(host, 8443, entry + u":443"_s, false);
        row(host, 8443, entry + u":8443"_s, true);
    }
}

void TestProxySettings::anExemptPortIsTheOneThatIsUsed()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, exempt);
    const Endpoint endpoint{.scheme = u"https"_s, .host = host, .port = port};
    const QProcessEnvironment environment =
        environmentOf({u"HTTPS_PROXY=p:1"_s, u"NO_PROXY="_s + exempt});
    QTEST(proxyOf(proxyFor(endpoint, {.environment = environment})), "proxy");
}

void TestProxySettings::aUserAndAPasswordAreTakenButNotShown()
{
    const auto chosen = proxyFor(registry, inEnvironment(u"http://me%40x:s%3Acret@p:8080"_s));
    QCOMPARE((*chosen)->proxy.user(), u"me@x"_s);
    QCOMPARE((*chosen)->proxy.password(), u"s:cret"_s);
    QCOMPARE((*chosen)->name(), u"p:8080 of HTTPS_PROXY"_s);
}

void TestProxySettings::noMessageRepeatsAPassword_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address :
         {"ftp://me:secret@p:8080", "https://me:secret@p:8080", "socks4://me:secret@p:8080",
          "http://me:secret@", "http://me:12#secret@p:8080", "http://me:12/secret@p:8080",
          "http://me:12?secret@p:8080", "me:secret@p:99999", "secret://p",
          "http://me:secret@p:8080/x"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestProxySettings::noMessageRepeatsAPassword()
{
    QFETCH(QString, address);
    const auto chosen = proxyFor(registry, inEnvironment(address));
    QVERIFY(!chosen);
    QCOMPARE(chosen.error().code, u"InvalidProxy"_s);
    const QString message = chosen.error().message;
    QVERIFY2(!message.contains(u"me:"_s) && !message.contains(u"12"_s), qPrintable(message));
    if (!address.startsWith(u"secret:"_s)) // there it is no password
        QVERIFY2(!message.contains(u"secret"_s), qPrintable(message));
    QVERIFY2(message.contains(u"HTTPS_PROXY"_s), qPrintable(message));
}

void TestProxySettings::whatIsSaidWinsOverTheEnvironment_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("exempt");
    QTest::addColumn<QString>("proxy");
    QTest::newRow("nothing") << QString() << QString() << u"e:1 of HTTPS_PROXY"_s;
    QTest::newRow("a proxy") << u"http://p:8080"_s << QString() << u"p:8080 of --proxy"_s;
    QTest::newRow("SOCKS 5") << u"socks5://p:9"_s << QString() << u"p:9 of --proxy"_s;
    QTest::newRow("none") << u"none"_s << QString() << u"none"_s;
    QTest::newRow("None") << u"None"_s << QString() << u"none"_s;
    QTest::newRow("an exempt host") << u"http://p:8080"_s << u"example.test"_s << u"none"_s;
    QTest::newRow("a password") << u"http://me:secret@p:8080"_s << QString() << u"error"_s;
    QTest::newRow("TLS") << u"https://p:8080"_s << QString() << u"error"_s;
}

void TestProxySettings::whatIsSaidWinsOverTheEnvironment()
{
    QFETCH(QString, said);
    QFETCH(QString, exempt);
    const NetworkSetup setup{
        .proxy = {.text = said, .origin = u"--proxy"_s},
        .environment = environmentOf({u"HTTPS_PROXY=http://e:1"_s, u"NO_PROXY="_s + exempt})};
    QTEST(proxyOf(proxyFor(registry, setup)), "proxy");
    const auto problem = setupProblem(setup);
    QCOMPARE(problem.has_value(), !proxyFor(registry, setup).has_value());
    QVERIFY(!problem || !problem->message.contains(u"secret"_s));
}

void TestProxySettings::aSchemeThatIsNotSupportedIsSaid_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("problem");
    QTest::newRow("https") << u"https://p:443"_s << u"TLS to the proxy itself (https://)"_s;
    QTest::newRow("socks4") << u"socks4://p:1"_s << u"SOCKS4 (socks4://) is not supported"_s;
    QTest::newRow("socks4a") << u"socks4a://p:1"_s << u"SOCKS4 (socks4a://) is not supported"_s;
    QTest::newRow("socks") << u"socks://p:1"_s << u"SOCKS4 (socks://) is not supported"_s;
    QTest::newRow("ftp") << u"ftp://p:1"_s << u"ftp:// is not the scheme of a proxy"_s;
}

void TestProxySettings::aSchemeThatIsNotSupportedIsSaid()
{
    QFETCH(QString, address);
    QFETCH(QString, problem);
    const QString message = proxyFor(registry, inEnvironment(address)).error().message;
    QVERIFY2(message.startsWith(u"The proxy p of HTTPS_PROXY cannot be used: "_s + problem),
             qPrintable(message));
    QVERIFY2(message.endsWith(u"use http:// or socks5://"_s), qPrintable(message));
}

void TestProxySettings::aCallGoesThroughTheProxy_data()
{
    QTest::addColumn<QString>("variable");
    QTest::newRow("HTTPS_PROXY") << u"HTTPS_PROXY"_s;
    QTest::newRow("ALL_PROXY") << u"ALL_PROXY"_s;
}

void TestProxySettings::aCallGoesThroughTheProxy()
{
    QFETCH(QString, variable);
    ScriptedServer proxy({{.bytes = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"}});
    const ProxiedTalk talk({variable + u'=' + proxy.endpoint()}, u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    QCOMPARE(proxy.requests.size(), 1);
    QVERIFY(proxy.requests.first().startsWith("CONNECT cr.example.test:443 HTTP/1.1\r\n"));
    // What is signed goes to the registry, not to the proxy.
    QVERIFY(!proxy.requests.first().contains("Authorization"));
}

void TestProxySettings::anExemptHostIsAskedDirectly()
{
    ScriptedServer proxy({});
    ScriptedServer server({});
    const ProxiedTalk talk({u"HTTPS_PROXY="_s + proxy.endpoint(), u"NO_PROXY=127.0.0.0/8"_s},
                           server.endpoint(u"https"_s));
    QTRY_COMPARE(server.connections(), 1);
    QCOMPARE(proxy.connections(), 0);
}

void TestProxySettings::anUnusableProxyIsNamed_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody listens") << QByteArray() << u"ProxyRefused"_s;
    QTest::newRow("asks for a password")
        << QByteArray("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                      "Content-Length: 0\r\n\r\n")
        << u"ProxyWantsPassword"_s;
    QTest::newRow("forbids it") << QByteArray("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
                                << u"ProxyForbids"_s;
    QTest::newRow("cannot connect")
        << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n") << u"ProxyCannotConnect"_s;
    QTest::newRow("does not find the server")
        << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n") << u"ProxyCannotResolve"_s;
    QTest::newRow("fails") << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
                           << u"ProxyFailed"_s;
    QTest::newRow("is no proxy") << QByteArray("220 mail\r\n\r\n") << u"ProxyFailed"_s;
}

void TestProxySettings::anUnusableProxyIsNamed()
{
    QFETCH(QByteArray, reply);
    ScriptedServer proxy({{.bytes = reply, .closes = true}});
    const QString address = proxy.endpoint();
    if (reply.isEmpty())
        proxy.close();
    const ProxiedTalk talk({u"HTTPS_PROXY="_s + address}, u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    QTEST(talk.error->code, "code");
    // Too many wrong passwords lock the account at the proxy.
    QCOMPARE(talk.error->isTransient(), talk.error->code != u"ProxyWantsPassword"_s);
    QVERIFY2(talk.error->message.contains(address.mid(7) + u" of HTTPS_PROXY cannot be used"_s),
             qPrintable(talk.error->message));
}

namespace {

/// A proxy for SOCKS 5 that answers every wish with \p reply.
class SocksServer final : public QTcpServer {
public:
    SocksServer(bool wantsPassword, char reply) : m_wantsPassword(wantsPassword)
    {
        QObject::connect(this, &QTcpServer::newConnection, this, [this, reply] {
            QTcpSocket *socket = nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, this,
                             [this, socket, reply] { answer(socket, reply); });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port on loopback");
    }

    [[nodiscard]] QString address(const QString &user) const
    {
        return u"socks5://"_s + user + u"127.0.0.1:"_s + QString::number(serverPort());
    }

    QByteArrayList received{};

private:
    bool m_wantsPassword;

    // RFC 1928 and 1929: methods, user and password, the wish.
    void answer(QTcpSocket *socket, char reply)
    {
        received << socket->readAll();
        if (received.size() == 1)
            socket->write(QByteArray("\x05") + (m_wantsPassword ? '\x02' : '\0'));
        else if (received.size() == 2 && m_wantsPassword)
            socket->write(QByteArray("\x01\x00", 2));
        else
            socket->write(QByteArray("\x05") + reply +
                          QByteArray("\x00\x01\x00\x00\x00\x00\x00\x00", 8));
    }
};

} // namespace

void TestProxySettings::aSocksProxyIsAskedWithUserAndPassword()
{
    SocksServer proxy(true, 4);
    const ProxiedTalk talk({u"ALL_PROXY="_s + proxy.address(u"me:s%3Acret@"_s)},
                           u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    QCOMPARE(proxy.received.size(), 3);
    QVERIFY(proxy.received[1].contains("me") && proxy.received[1].contains("s:cret"));
    // The proxy resolves the name, as curl has it for socks5h://.
    QVERIFY(proxy.received[2].contains("cr.example.test"));
    QVERIFY(!talk.error->message.contains(u"cret"_s));
}

void TestProxySettings::aSocksProxyThatRefusesIsNamed_data()
{
    QTest::addColumn<int>("reply");
    for (int reply = 1; reply <= 8; ++reply) // RFC 1928, section 6
        QTest::addRow("reply %d", reply) << reply;
}

void TestProxySettings::aSocksProxyThatRefusesIsNamed()
{
    QFETCH(int, reply);
    const SocksServer proxy(false, static_cast<char>(reply));
    const QString address = proxy.address({});
    const ProxiedTalk talk({u"ALL_PROXY="_s + address}, u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    const QString message = talk.error->message;
    QVERIFY2(message.contains(address.mid(9) + u" of ALL_PROXY"_s), qPrintable(message));
    QVERIFY2(!message.contains(u'('), qPrintable(message)); // no number
}

void TestProxySettings::aSocksProxyThatWantsAPasswordIsNotSaidToForbidTheServer()
{
    const SocksServer proxy(true, 0);
    const ProxiedTalk talk({u"ALL_PROXY="_s + proxy.address({})}, u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    QCOMPARE(talk.error->code, u"ProxyDenied"_s); // Qt does not tell the two from each other
    QVERIFY(!talk.error->isTransient());
    QVERIFY(talk.error->message.contains(u"or asks for a user name and a password"_s));
}

void TestProxySettings::aProxyWithoutANameServerIsNotTheServers()
{
    const ProxiedTalk talk({u"HTTPS_PROXY=http://proxy.invalid:1"_s}, u"https://cr.example.test"_s);
    QTRY_VERIFY(talk.error.has_value());
    QCOMPARE(talk.error->code, u"ProxyNotFound"_s);
    QVERIFY(talk.error->message.contains(u"proxy.invalid:1 of HTTPS_PROXY"_s));
}

void TestProxySettings::aSilentProxyIsNamed()
{
    ScriptedServer proxy({});
    ManualClock clock;
    RegistryClient client(key, {.ownEndpoint = u"https://cr.example.test"_s}, clock,
                          countingRandomSource(), {.retry = {.maxAttempts = 1}},
                          std::make_shared<BoundedNetwork>(inEnvironment(proxy.endpoint())));
    std::optional<ApiError> error;
    const PendingCall call = ask(client, question, [&](const Result<SyncTaskPage> &page) {
        error = page ? std::nullopt : std::optional(page.error());
    });
    QTRY_COMPARE(proxy.requests.size(), 1);
    clock.advance(CallLimits().connecting);
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->code, u"ConnectTimeout"_s);
    QVERIFY2(error->message.contains(u" of HTTPS_PROXY"_s), qPrintable(error->message));
}

QTEST_GUILESS_MAIN(TestProxySettings)
#include "tst_proxysettings.moc"
