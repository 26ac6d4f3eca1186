#include "erroradvice.h"
#include "faulttable.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

/// An error of \p cause, as knownFaults() names it.
ApiError errorOf(const QString &cause)
{
    ApiError error{.kind = Kind::Network, .code = cause, .host = u"cr.example"_s};
    error.message = u"MARK"_s;
    if (!cause.contains(u' '))
        return error;
    error.code.clear();
    error.kind = Kind::Server;
    if (cause.contains(u"5xx"_s))
        error.httpStatus = 502;
    else if (cause.contains(u"407"_s))
        error.httpStatus = 407;
    else if (cause.contains(u"4xx"_s))
        error = {.kind = Kind::Protocol,
                 .message = error.message,
                 .httpStatus = 403,
                 .host = error.host};
    else
        error = {.kind = Kind::Request, .httpStatus = 200, .host = u"cr.example"_s};
    return error;
}

QString toldOf(const Advice &advice)
{
    return advice.happened + u' ' + advice.whatToDo;
}

} // namespace

/// The sentences of window and command line about what fails on the way to the registry.
class TestFaultTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCauseHasSentences_data();
    void everyCauseHasSentences();
    void noTwoCausesReadAlike();
    void windowAndCommandLineSayTheSame_data();
    void windowAndCommandLineSayTheSame();
    void ofAKeyThatDidNotComeTheyDoToo_data();
    void ofAKeyThatDidNotComeTheyDoToo();
    void everyCauseIsInTheTable_data();
    void everyCauseIsInTheTable();
    void whatAStatusSaysByItselfIsSaid_data();
    void whatAStatusSaysByItselfIsSaid();
    void aProxyThatNobodySetUpIsNotSuspected();
    void aPasswordBelongsWhereItCounts_data();
    void aPasswordBelongsWhereItCounts();
    void theRegistrysOwnWordsAreNotTouched_data();
    void theRegistrysOwnWordsAreNotTouched();
    void aServerWithoutANameIsASentenceToo();
    void nothingIsSaidTwiceButAProxyIsNamed();
    void aMessageIsTakenAsItIs();
};

void TestFaultTable::everyCauseHasSentences_data()
{
    QTest::addColumn<QString>("cause");
    const QList<QString> causes = knownFaults();
    for (const QString &cause : causes)
        QTest::newRow(qPrintable(cause)) << cause;
}

void TestFaultTable::everyCauseHasSentences()
{
    QFETCH(QString, cause);
    const std::optional<Advice> advice = adviceForFault(errorOf(cause));
    QVERIFY(advice.has_value());
    static const QRegularExpression sentence(u"^\\S.*\\.$"_s);
    QVERIFY2(sentence.match(advice->happened).hasMatch(), qPrintable(advice->happened));
    QVERIFY2(sentence.match(advice->whatToDo).hasMatch(), qPrintable(advice->whatToDo));
    const QString told = toldOf(*advice);
    // Neither a place for words nor a number that only a program understands.
    for (const QString &never : {u"%1"_s, u"%2"_s, u"%3"_s, u".."_s, u"nknown error"_s, u"(99)"_s})
        QVERIFY2(!told.contains(never), qPrintable(told));
    QVERIFY2(!advice->happened.contains(u"MARK"_s), qPrintable(told));
}

void TestFaultTable::noTwoCausesReadAlike()
{
    QSet<QString> happened;
    const QList<QString> causes = knownFaults();
    for (const QString &cause : causes)
        happened << adviceForFault(errorOf(cause)).value_or(Advice()).happened;
    QCOMPARE(happened.size(), causes.size());
}

void TestFaultTable::windowAndCommandLineSayTheSame_data()
{
    everyCauseHasSentences_data();
}

void TestFaultTable::windowAndCommandLineSayTheSame()
{
    QFETCH(QString, cause);
    ApiError error = errorOf(cause);
    error.operation = u"ListRepoSyncTask"_s;
    QVERIFY2(faultLine(error).contains(toldOf(adviceFor(error))), qPrintable(faultLine(error)));
}

void TestFaultTable::ofAKeyThatDidNotComeTheyDoToo_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<ApiError>("error");
    const auto row = [](const char *operation, const char *name, const ApiError &error) {
        QTest::addRow("%s, %s", operation, name) << QString::fromLatin1(operation) << error;
    };
    const ApiError silent{
        .kind = Kind::Timeout, .code = u"ReplyTimeout"_s, .message = u"Silent"_s, .host = u"sts"_s};
    const ApiError gateway{.kind = Kind::Server, .message = u"Bad gateway"_s, .httpStatus = 502};
    const ApiError busy{.kind = Kind::Throttled,
                        .code = u"Throttling.User"_s,
                        .message = u"Too many"_s,
                        .httpStatus = 429};
    const ApiError denied{.kind = Kind::Permission,
                          .code = u"NoPermission"_s,
                          .message = u"Not allowed"_s,
                          .httpStatus = 403};
    for (const char *operation : {"AssumeRole", "EcsMetadata"}) {
        row(operation, "silent", silent);
        row(operation, "gateway", gateway);
        row(operation, "throttled", busy);
        row(operation, "denied", denied);
    }
    row("AssumeRole", "no way there",
        {.kind = Kind::Network, .code = u"ConnectionRefused"_s, .host = u"sts"_s});
}

void TestFaultTable::ofAKeyThatDidNotComeTheyDoToo()
{
    QFETCH(QString, operation);
    QFETCH(ApiError, error);
    error.operation = operation;
    QVERIFY2(faultLine(error).contains(toldOf(adviceFor(error))), qPrintable(faultLine(error)));
}

void TestFaultTable::everyCauseIsInTheTable_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *code, const QString &part) {
        QTest::newRow(code) << QString::fromLatin1(code) << part;
    };
    row("TlsSelfSigned", u"cr.example is signed by itself"_s);
    row("TlsUnknownAuthority", u"not from an authority that this computer trusts"_s);
    row("TlsExpired", u"has expired"_s);
    row("TlsNotYetValid", u"not valid yet"_s);
    row("TlsWrongHost", u"for another host"_s);
    row("TlsWeakCertificate", u"too weak"_s);
    row("TlsOldProtocol", u"TLS 1.2 or later"_s);
    row("TlsNotSpoken", u"does not answer in TLS"_s);
    row("HandshakeCut", u"closed before it was secure"_s);
    row("InvalidCaFile", u"--ca-file"_s);
    row("ProxyWantsPassword", u"asks for a user name and a password"_s);
    row("ProxyRefused", u"The proxy refuses"_s);
    row("ProxyNotFound", u"name of the proxy"_s);
    row("HostNotFound", u"The name cr.example could not be resolved"_s);
    row("ConnectionRefused", u"cr.example refuses"_s);
    row("ConnectionClosed", u"closed before the reply was complete"_s);
    row("NetworkLost", u"no way to cr.example"_s);
    row("ConnectTimeout", u"in time"_s);
    row("ReplyTimeout", u"silent"_s);
    row("CallTimeout", u"completely in time"_s);
    row("PageInsteadOfReply", u"a page instead of a reply"_s);
    row("Redirected", u"another address"_s);
    row("ContradictoryReply", u"contradicts itself"_s);
    row("NetworkFault", u"connection to cr.example failed"_s);
}

void TestFaultTable::everyCauseIsInTheTable()
{
    QFETCH(QString, code);
    QFETCH(QString, part);
    const QString told = toldOf(adviceFor(errorOf(code)));
    QVERIFY2(told.contains(part), qPrintable(told));
}

void TestFaultTable::whatAStatusSaysByItselfIsSaid_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("part");
    using namespace std::chrono_literals;
    ApiError error{.kind = Kind::Throttled,
                   .message = u"The server answered HTTP 429"_s,
                   .httpStatus = 429,
                   .host = u"cr.example"_s};
    QTest::newRow("429") << error << u"all keys of the account share one limit"_s;
    error.retryAfter = 30s;
    QTest::newRow("429, with a time") << error << u"can be asked again in 30 s"_s;
    QTest::newRow("408") << ApiError{.kind = Kind::Timeout,
                                     .message = u"The server answered HTTP 408"_s,
                                     .httpStatus = 408}
                         << u"did not answer in time"_s;
    QTest::newRow("403") << errorOf(u"status 4xx without a code"_s) << u"Check the endpoint"_s;
}

void TestFaultTable::whatAStatusSaysByItselfIsSaid()
{
    QFETCH(ApiError, error);
    QFETCH(QString, part);
    const QString told = toldOf(adviceFor(error));
    QVERIFY2(told.contains(part), qPrintable(told));
    QCOMPARE(told.contains(u"Check the endpoint"_s), error.httpStatus == 403);
}

/// Through one that is set up, the reply comes from behind it.
void TestFaultTable::aProxyThatNobodySetUpIsNotSuspected()
{
    const QString told = toldOf(adviceFor(errorOf(u"status 407 without a code"_s)));
    QVERIFY2(!told.contains(u"set up"_s), qPrintable(told));
    QVERIFY2(told.contains(u"in place of cr.example. Ask"_s), qPrintable(told));
}

void TestFaultTable::aPasswordBelongsWhereItCounts_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("HTTP") << u"ProxyWantsPassword"_s;
    QTest::newRow("SOCKS") << u"ProxyDenied"_s;
}

/// The option and the setting win over all variables, and this one over the other variables.
void TestFaultTable::aPasswordBelongsWhereItCounts()
{
    QFETCH(QString, code);
    const QString told = toldOf(adviceFor(errorOf(code)));
    QVERIFY2(told.contains(u"the variable https_proxy"_s), qPrintable(told));
    QVERIFY2(told.contains(u"leave --proxy and the setting empty"_s), qPrintable(told));
}

void TestFaultTable::theRegistrysOwnWordsAreNotTouched_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::newRow("a code") << ApiError{.kind = Kind::Server,
                                        .code = u"SLB_SERVICE_ERROR"_s,
                                        .message = u"busy"_s,
                                        .httpStatus = 503};
    QTest::newRow("its own sentence")
        << ApiError{.kind = Kind::Request, .message = u"Not today"_s, .httpStatus = 200};
}

void TestFaultTable::theRegistrysOwnWordsAreNotTouched()
{
    QFETCH(ApiError, error);
    QVERIFY(!adviceForFault(error));
    QCOMPARE(faultLine(error), technicalLine(error));
    QVERIFY(adviceFor(error).happened.contains(error.message));
}

void TestFaultTable::aServerWithoutANameIsASentenceToo()
{
    QCOMPARE(adviceForFault({.code = u"ConnectionRefused"_s}).value_or(Advice()).happened,
             u"The server refuses the connection."_s);
    QCOMPARE(adviceForFault({.code = u"NetworkLost"_s}).value_or(Advice()).happened,
             u"There is no network, or no way to the server."_s);
}

void TestFaultTable::nothingIsSaidTwiceButAProxyIsNamed()
{
    ApiError error{.code = u"ConnectTimeout"_s,
                   .message = u"Could not connect in time"_s,
                   .host = u"cr.example"_s};
    QVERIFY(adviceForFault(error).value_or(Advice()).whatToDo.startsWith(u"Check"_s));
    error.message += u" through the proxy p:1080 of ALL_PROXY"_s;
    QVERIFY(adviceForFault(error).value_or(Advice()).whatToDo.contains(
        u"proxy p:1080 of ALL_PROXY. Check"_s));
}

void TestFaultTable::aMessageIsTakenAsItIs()
{
    const ApiError error{
        .code = u"ProxyRefused"_s, .message = u"It is %1 and %2\nand so on"_s, .host = u"h"_s};
    const QString told = adviceForFault(error).value_or(Advice()).whatToDo;
    QVERIFY2(told.startsWith(u"It is %1 and %2 and so on. Check"_s), qPrintable(told));
}

QTEST_GUILESS_MAIN(TestFaultTable)
#include "tst_faulttable.moc"
