#include "manualclock.h"
#include "registryclock.h"
#include "retryquota.h"
#include "talk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const QByteArray anHourLater = "Date: Tue, 24 Nov 2026 15:00:00 GMT\r\n";
const QByteArray now = "Date: Tue, 24 Nov 2026 14:00:00 GMT\r\n";

Turn refusedTime(const QByteArray &date)
{
    return json(400, refusal("InvalidTimeStamp.Expired"), date);
}

QByteArray signedTime(const QByteArray &request)
{
    return headerOf(request, "x-acs-date");
}

/// A client whose clock stands at two o'clock.
struct AtTwo {
    explicit AtTwo(std::vector<Turn> turns, bool followsTheServer = false)
        : server(std::move(turns)),
          client(key, {.ownEndpoint = server.endpoint()},
                 followsTheServer ? static_cast<Clock &>(corrected) : clock, countingRandomSource(),
                 shortLimits())
    {
        client.tellServerTimes([this](const ServerTime &time) { corrected.learn(time); });
    }

    template<typename Question>
    void ask(const Question &asked)
    {
        call = ::ask(client, asked, [this](const auto &reply) {
            ++answers;
            error = reply ? std::nullopt : std::optional(reply.error());
        });
    }

    ScriptedServer server;
    ManualClock clock{};
    RegistryClock corrected{clock};
    RegistryClient client;
    PendingCall call{};
    std::optional<ApiError> error{};
    int answers = 0;
};

} // namespace

/// When a call is sent again, and when not any more.
class TestCallRetries final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRefusedTimeIsSentOnceMoreWithTheServersTime_data();
    void aRefusedTimeIsSentOnceMoreWithTheServersTime();
    void itIsSentOnceMoreOnlyAndSaysByHowMuch();
    void aTimeThatAgreesIsNotSentAgain();
    void anActionIsNotSentAgainForTheTime();
    void learningTheTimeLeavesTheTimeOfTheCall();
    void theServersTimeIsCountedOnceHoweverTheClockLearnsIt();
    void aCallIsNotSentTwiceAtOnce();
    void withoutTokensNoFurtherAttemptIsMade();
    void aSuccessGivesBackTokens();
    void aDroppedCallGivesBackTheTokensOfItsNextAttempt();
    void everyAttemptIsToldAndWhyItFailed_data();
    void everyAttemptIsToldAndWhyItFailed();
};

void TestCallRetries::aRefusedTimeIsSentOnceMoreWithTheServersTime_data()
{
    QTest::addColumn<bool>("followsTheServer");
    QTest::newRow("the clock follows the server") << true;
    QTest::newRow("the clock does not follow yet") << false;
}

void TestCallRetries::aRefusedTimeIsSentOnceMoreWithTheServersTime()
{
    QFETCH(bool, followsTheServer);
    AtTwo at({refusedTime(anHourLater), goodPage()}, followsTheServer);
    at.ask(question);
    QTRY_COMPARE(at.answers, 1);
    QVERIFY(!at.error);
    QCOMPARE(at.server.requests.size(), 2);
    QCOMPARE(signedTime(at.server.requests[0]), "2026-11-24T14:00:00Z");
    QCOMPARE(signedTime(at.server.requests[1]).left(17), "2026-11-24T15:00:");
}

void TestCallRetries::itIsSentOnceMoreOnlyAndSaysByHowMuch()
{
    AtTwo at({refusedTime(anHourLater), refusedTime(anHourLater), goodPage()}, true);
    at.ask(question);
    QTRY_COMPARE(at.answers, 1);
    QCOMPARE(at.server.requests.size(), 2);
    QCOMPARE(at.error->kind, Kind::Credential);
    QCOMPARE(at.error->clockAhead, -1h);
    QVERIFY2(at.error->message.contains(u"60 min behind"_s), qPrintable(at.error->message));
}

void TestCallRetries::aTimeThatAgreesIsNotSentAgain()
{
    AtTwo at({refusedTime(now), goodPage()});
    at.ask(question);
    QTRY_COMPARE(at.answers, 1);
    QCOMPARE(at.server.requests.size(), 1);
    QVERIFY2(at.error->message.contains(u"agrees"_s), qPrintable(at.error->message));
}

void TestCallRetries::anActionIsNotSentAgainForTheTime()
{
    AtTwo at({refusedTime(anHourLater), goodPage()}, true);
    at.ask(CancelSyncTask{.instance = question.instance, .syncTaskId = u"rst-1"_s});
    QTRY_COMPARE(at.answers, 1);
    QCOMPARE(at.server.requests.size(), 1);
    QCOMPARE(at.error->clockAhead, -1h);
    QVERIFY(!at.error->isOutcomeInDoubt);
}

/// An hour more on the clock is no hour of waiting.
void TestCallRetries::learningTheTimeLeavesTheTimeOfTheCall()
{
    AtTwo at({json(503, refusal("ServiceUnavailable"), anHourLater), goodPage()}, true);
    at.ask(question);
    QTRY_COMPARE(at.server.requests.size(), 1);
    QTRY_COMPARE(at.clock.waiting(), 2);
    at.clock.advance(1s);
    QTRY_COMPARE(at.answers, 1);
    QVERIFY(!at.error);
}

void TestCallRetries::theServersTimeIsCountedOnceHoweverTheClockLearnsIt()
{
    AtTwo at({refusedTime(anHourLater), json(503, refusal("ServiceUnavailable"), anHourLater),
              goodPage()},
             true);
    at.client.tellServerTimes({});
    at.ask(question);
    QTRY_COMPARE(at.client.waits().size(), 1U);
    QCOMPARE(at.server.requests.size(), 2);
    QCOMPARE(signedTime(at.server.requests[1]), "2026-11-24T15:00:00Z");
    // By the reply of another call.
    at.corrected.learn({.at = QDateTime(QDate(2026, 11, 24), QTime(15, 0), Qt::UTC)});
    at.clock.advance(1s);
    QTRY_COMPARE(at.answers, 1);
    QCOMPARE(at.server.requests.size(), 3);
    QCOMPARE(signedTime(at.server.requests[2]).left(17), "2026-11-24T15:00:");
}

void TestCallRetries::aCallIsNotSentTwiceAtOnce()
{
    ScriptedServer server({json(503, refusal("ServiceUnavailable")), goodPage(), goodPage()});
    ManualClock clock;
    int sent = 0;
    RegistryClient *asked = nullptr;
    const RandomSource random{.nonce =
                                  [&sent, &asked] {
                                      // A person asks in the moment in which it is sent again.
                                      if (++sent == 2)
                                          asked->askNow();
                                      return QByteArray("n" + QByteArray::number(sent));
                                  },
                              .random = [] { return 0.5; }};
    RegistryClient client(key, {.ownEndpoint = server.endpoint()}, clock, random, shortLimits());
    asked = &client;
    int answers = 0;
    bool isGood = false;
    const PendingCall call = ask(client, question, [&answers, &isGood](const auto &page) {
        ++answers;
        isGood = page.has_value();
    });
    QTRY_COMPARE(client.waits().size(), 1U);
    clock.advance(1s);
    QTRY_COMPARE(answers, 1);
    QVERIFY(isGood);
    QCOMPARE(sent, 2);
    QCOMPARE(server.requests.size(), 2);
}

void TestCallRetries::withoutTokensNoFurtherAttemptIsMade()
{
    const Turn failure = json(503, refusal("ServiceUnavailable"));
    Talk talk({failure, failure, failure, failure});
    const auto quota = std::make_shared<RetryQuota>(9);
    talk.client.shareRetryQuota(quota);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.server.requests.size(), 2); // of three
    QVERIFY(talk.error().isRetryWithheld);
    QVERIFY2(
        technicalLine(talk.error()).contains(u"no further attempt: too many have failed lately"_s),
        qPrintable(technicalLine(talk.error())));
    QCOMPARE(quota->tokens(), 4);
    talk.ask();
    QTRY_COMPARE(talk.answers, 2);
    QCOMPARE(talk.server.requests.size(), 3);
    QVERIFY(talk.error().isRetryWithheld);
}

void TestCallRetries::everyAttemptIsToldAndWhyItFailed_data()
{
    QTest::addColumn<std::vector<Turn>>("turns");
    QTest::addColumn<QStringList>("told");
    const Turn throttled = json(400, refusal("Throttling.User"));
    using Turns = std::vector<Turn>;
    QTest::newRow("answered") << Turns{goodPage()} << QStringList{u"sent"_s};
    QTest::newRow("throttled, then answered")
        << Turns{throttled, goodPage()} << QStringList{u"sent"_s, u"Throttling.User"_s, u"sent"_s};
    QTest::newRow("refused") << Turns{json(403, refusal("NoPermission"))}
                             << QStringList{u"sent"_s, u"NoPermission"_s};
}

void TestCallRetries::everyAttemptIsToldAndWhyItFailed()
{
    QFETCH(std::vector<Turn>, turns);
    Talk talk(turns);
    QStringList told;
    talk.client.tellRequests([&told](const RequestNote &note) {
        QCOMPARE(note.operation, u"ListRepoSyncTask"_s);
        QCOMPARE(note.asked, question.instance);
        told << (note.error ? note.error->code : u"sent"_s);
    });
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QTEST(told, "told");
}

void TestCallRetries::aSuccessGivesBackTokens()
{
    Talk talk({json(503, refusal("ServiceUnavailable")), goodPage(), goodPage(), goodPage()});
    const auto quota = std::make_shared<RetryQuota>(9);
    (void)quota->tryTake({.kind = Kind::Server});
    quota->giveBack(0);
    talk.client.shareRetryQuota(quota);
    talk.ask();
    QTRY_COMPARE(talk.answers, 1);
    QCOMPARE(talk.server.requests.size(), 2);
    QCOMPARE(quota->tokens(), 5);
    talk.ask();
    QTRY_COMPARE(talk.answers, 2);
    QCOMPARE(quota->tokens(), 6);
}

void TestCallRetries::aDroppedCallGivesBackTheTokensOfItsNextAttempt()
{
    Talk talk({json(503, refusal("ServiceUnavailable"), "Retry-After: 4\r\n")});
    const auto quota = std::make_shared<RetryQuota>(9);
    talk.client.shareRetryQuota(quota);
    talk.ask();
    QTRY_COMPARE(quota->tokens(), 9 - RetryQuota::retryCost);
    talk.call = {};
    QTRY_COMPARE(quota->tokens(), 9);
}

QTEST_GUILESS_MAIN(TestCallRetries)
#include "tst_callretries.moc"
