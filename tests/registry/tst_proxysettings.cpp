#include "boundednetwork.h"
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
    void aCallGoesThroughTheProxy_data();
    void aCallGoesThroughTheProxy();
    void anExemptHostIsAskedDirectly();
    void anUnusableProxyIsNamed_data();
    void anUnusableProxyIsNamed();
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
    QTEST(proxyOf(proxyFor(registry, environmentOf(variables))), "proxy");
}

void TestProxySettings::plainHttpTakesNoProxy()
{
    const Endpoint demo{.scheme = u"http"_s, .host = u"127.0.0.1"_s, .port = 8080};
    QCOMPARE(proxyOf(proxyFor(demo, environmentOf({u"http_proxy=p:1"_s, u"ALL_PROXY=p:1"_s}))),
             u"none"_s);
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
    QTEST(proxyOf(proxyFor(endpoint, environment)), "proxy");
}

void TestProxySettings::aUserAndAPasswordAreTakenButNotShown()
{
    const auto chosen =
        proxyFor(registry, environmentOf({u"HTTPS_PROXY=http://me%40x:s%3Acret@p:8080"_s}));
    QCOMPARE((*chosen)->proxy.user(), u"me@x"_s);
    QCOMPARE((*chosen)->proxy.password(), u"s:cret"_s);
    QCOMPARE((*chosen)->name(), u"p:8080 of HTTPS_PROXY"_s);
    const auto bad = proxyFor(registry, environmentOf({u"HTTPS_PROXY=ftp://me:secret@p:8080"_s}));
    QVERIFY(!bad.error().message.contains(u"secret"_s));
    QVERIFY(bad.error().message.contains(u"HTTPS_PROXY"_s));
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
        << u"ProxyRefused"_s;
    QTest::newRow("forbids it") << QByteArray("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
                                << u"ProxyRefused"_s;
    QTest::newRow("cannot connect")
        << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n") << u"ProxyRefused"_s;
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
    QVERIFY2(talk.error->message.contains(address.mid(7) + u" of HTTPS_PROXY cannot be used"_s),
             qPrintable(talk.error->message));
}

QTEST_GUILESS_MAIN(TestProxySettings)
#include "tst_proxysettings.moc"
