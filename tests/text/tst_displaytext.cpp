#include "displaytext.h"
#include "erroradvice.h"
#include "sampletasks.h"
#include "taskadvice.h"

#include <QLocale>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array issues = {
    TaskIssue::Unknown,
    TaskIssue::OssPolicyUnauthorized,
    TaskIssue::TagConflict,
    TaskIssue::UnsupportedFormat,
    TaskIssue::InternalError,
    TaskIssue::NetworkError,
    TaskIssue::DataLengthExceeded,
};

QDateTime utc(int day, int hour, int minute, int second = 0)
{
    return {QDate(2026, 11, day), QTime(hour, minute, second), Qt::UTC};
}

/// Sets the zone of local time while it lives.
class LocalZone {
public:
    explicit LocalZone(const QByteArray &zone) : m_before(qgetenv("TZ")) { set(zone); }
    ~LocalZone() { set(m_before); }
    Q_DISABLE_COPY_MOVE(LocalZone)

private:
    static void set(const QByteArray &zone)
    {
        qputenv("TZ", zone);
        tzset();
    }
    QByteArray m_before;
};

SyncTask failedTask(TaskIssue issue)
{
    SyncTask task = sampleTask(3, SyncTaskStatus::Error);
    task.issue = {.value = issue, .text = wireName(issue)};
    return task;
}

} // namespace

class TestDisplayText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statusesHaveOperatorsWords()
    {
        QCOMPARE(displayName(SyncTaskStatus::Error), u"Failed"_s);
        QCOMPARE(displayName(SyncTaskStatus::Synchronizing), u"Running"_s);
        QCOMPARE(displayName(SyncTaskStatus::Pending), u"Waiting"_s);
        QCOMPARE(displayName(SyncTaskStatus::Canceled), u"Cancelled"_s);
        QCOMPARE(displayName(SyncTaskStatus::Success), u"Done"_s);
        QCOMPARE(displayName(SyncTaskStatus::Deleted), u"Deleted"_s);
        QCOMPARE(displayName(SyncTaskStatus::Unknown), u"Unknown"_s);
        QCOMPARE(displayName(TaskTrigger::Passive), u"Automatic"_s);
        QCOMPARE(displayName(TaskTrigger::Initiative), u"By hand"_s);
        QCOMPARE(displayName(TaskTrigger::Unknown), u"Unknown"_s);
        QCOMPARE(displayName(TaskIssue::OssPolicyUnauthorized), u"Storage permission"_s);
        QCOMPARE(displayName(TaskIssue::TagConflict), u"Immutable tag"_s);
        QCOMPARE(displayName(TaskIssue::UnsupportedFormat), u"Unsupported format"_s);
        QCOMPARE(displayName(TaskIssue::InternalError), u"Registry fault"_s);
        QCOMPARE(displayName(TaskIssue::NetworkError), u"Network"_s);
        QCOMPARE(displayName(TaskIssue::DataLengthExceeded), u"Manifest too large"_s);
    }

    void anUnknownWordIsShownAsTheApiSaidIt()
    {
        QCOMPARE(displayName(syncTaskStatusFromWire(u"PAUSED"_s)), u"PAUSED"_s);
        QCOMPARE(displayName(taskTriggerFromWire(u"CRON"_s)), u"CRON"_s);
        QCOMPARE(displayName(taskIssueFromWire(u"MOON"_s)), u"MOON"_s);
        QCOMPARE(displayName(syncTaskStatusFromWire(u"error"_s)), u"Failed"_s);
        QCOMPARE(displayName(Word<SyncTaskStatus>{}), u"Unknown"_s);
    }

    void durationsUseTwoUnits_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << u"0 s"_s;
        QTest::newRow("below a second") << qint64{999} << u"0 s"_s;
        QTest::newRow("seconds") << qint64{4'000} << u"4 s"_s;
        QTest::newRow("below zero") << qint64{-5'000} << u"0 s"_s;
        QTest::newRow("below a minute") << qint64{59'999} << u"59 s"_s;
        QTest::newRow("a minute") << qint64{60'000} << u"1 m 0 s"_s;
        QTest::newRow("below an hour") << qint64{3'599'999} << u"59 m 59 s"_s;
        QTest::newRow("an hour") << qint64{3'600'000} << u"1 h 0 m"_s;
        QTest::newRow("below a day") << qint64{86'399'999} << u"23 h 59 m"_s;
        QTest::newRow("a day") << qint64{86'400'000} << u"1 d 0 h"_s;
        QTest::newRow("minutes") << qint64{222'000} << u"3 m 42 s"_s;
        QTest::newRow("hours") << qint64{7'800'000} << u"2 h 10 m"_s;
        QTest::newRow("days") << qint64{273'600'000} << u"3 d 4 h"_s;
        QTest::newRow("years") << qint64{400} * 86'400'000 << u"400 d 0 h"_s;
    }

    void durationsUseTwoUnits()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(durationText(std::chrono::milliseconds(ms)), text);
    }

    void bytesAreBinaryUnits()
    {
        QCOMPARE(bytesText(0), u"0 bytes"_s);
        QCOMPARE(bytesText(-1), u"0 bytes"_s);
        QCOMPARE(bytesText(32'715'571), u"31.2 MiB"_s);
        QCOMPARE(bytesText(qint64{3} << 30), u"3.0 GiB"_s);
    }

    void absoluteTimesNameTheirZone()
    {
        const LocalZone zone("Asia/Shanghai");
        QCOMPARE(absoluteTimeText(utc(24, 6, 1, 41), {}), u"2026-11-24 14:01:41 +08:00"_s);
        QCOMPARE(absoluteTimeText(QDateTime(), {}), QString());
        const LocalZone west("America/St_Johns");
        QCOMPARE(absoluteTimeText(utc(24, 6, 1, 41), {}), u"2026-11-24 02:31:41 -03:30"_s);
    }

    void aCellShowsTheTimeOfTodayAndElseTheDate()
    {
        const LocalZone zone("Asia/Shanghai");
        const QDateTime now = utc(24, 6, 0);
        QCOMPARE(cellTimeText(utc(24, 5, 59, 7), now), u"13:59:07"_s);
        QCOMPARE(cellTimeText(utc(23, 16, 0), now), u"00:00:00"_s);
        QCOMPARE(cellTimeText(utc(23, 15, 59), now), u"11-23 23:59"_s);
        QCOMPARE(cellTimeText(utc(24, 4, 0).addYears(-1), now), u"2025-11-24 12:00"_s);
        QCOMPARE(cellTimeText({}, now), QString());
    }

    void relativeTimesUseOneUnit()
    {
        const QDateTime now = utc(24, 14, 0);
        QCOMPARE(relativeTimeText(now, now), u"now"_s);
        QCOMPARE(relativeTimeText(utc(24, 13, 37), now), u"23 m ago"_s);
        QCOMPARE(relativeTimeText(utc(24, 14, 0, 8), now), u"in 8 s"_s);
        QCOMPARE(relativeTimeText(utc(24, 11, 30), now), u"2 h ago"_s);
        QCOMPARE(relativeTimeText(utc(20, 14, 0), now), u"4 d ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-59), now), u"59 s ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-60), now), u"1 m ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-3'599), now), u"59 m ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-3'600), now), u"1 h ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-86'399), now), u"23 h ago"_s);
        QCOMPARE(relativeTimeText(now.addSecs(-86'400), now), u"1 d ago"_s);
        QCOMPARE(relativeTimeText({}, now), QString());
    }

    void idsAreShortenedInTheMiddle()
    {
        QCOMPARE(shortened(u"sha256:9f31c2aaaaaaaaaa4fc8e"_s, 19), u"sha256:9f31c2…4fc8e"_s);
        QCOMPARE(shortened(u"short"_s, 5), u"short"_s);
        for (int length = 0; length < 12; ++length)
            QCOMPARE(shortened(u"abcdefghijkl"_s, length).size(), length);
    }

    void aDurationEndsWithTheTask()
    {
        const QDateTime now = sampleTask(0).createdAt.addSecs(100);
        QCOMPARE(durationOf(sampleTask(0), now), std::optional(30'000ms));
        QCOMPARE(durationOf(sampleTask(0, SyncTaskStatus::Synchronizing), now),
                 std::optional(100'000ms));
        QCOMPARE(durationOf(sampleTask(0, SyncTaskStatus::Pending), now), std::optional(100'000ms));
        QCOMPARE(durationOf(sampleTask(0, SyncTaskStatus::Canceled), now), std::optional(30'000ms));
        QCOMPARE(durationOf(sampleTask(0, SyncTaskStatus::Unknown), now), std::nullopt);
        SyncTask odd = sampleTask(0);
        odd.modifiedAt = odd.createdAt.addSecs(-5);
        QCOMPARE(durationOf(odd, now), std::optional(0ms));
        odd.modifiedAt = {};
        QCOMPARE(durationOf(odd, now), std::nullopt);
        odd.createdAt = {};
        QCOMPARE(durationOf(odd, now), std::nullopt);
    }

    void everyCauseHasAdviceOfItsOwn()
    {
        QSet<QString> facts;
        for (const TaskIssue issue : issues) {
            const Advice advice = adviceFor(failedTask(issue));
            QVERIFY(!advice.happened.isEmpty());
            QVERIFY(!advice.whatToDo.isEmpty());
            facts.insert(advice.happened);
        }
        QCOMPARE(facts.size(), qsizetype{issues.size()});
    }

    void adviceNamesThePlaceWhereItHelps()
    {
        const Advice conflict = adviceFor(failedTask(TaskIssue::TagConflict));
        QCOMPARE(conflict.happened,
                 u"The tag already exists at the destination and is immutable there."_s);
        QCOMPARE(conflict.whatToDo,
                 u"With the same digest at both ends there is nothing to do. Else push a new tag, "
                 "or allow overwriting in team/app at cri-frankfurt and retry."_s);
        SyncTask unknown = failedTask(TaskIssue::Unknown);
        unknown.issue.text = u"MOON_PHASE"_s;
        QVERIFY(adviceFor(unknown).happened.contains(u"MOON_PHASE"_s));
    }

    void whatTheOtherAccountHasToDoIsLeftToItsOwner_data()
    {
        QTest::addColumn<TaskIssue>("issue");
        QTest::newRow("object storage") << TaskIssue::OssPolicyUnauthorized;
        QTest::newRow("tag conflict") << TaskIssue::TagConflict;
    }

    void whatTheOtherAccountHasToDoIsLeftToItsOwner()
    {
        QFETCH(const TaskIssue, issue);
        SyncTask ours = failedTask(issue);
        ours.crossUser = false;
        SyncTask theirs = ours;
        theirs.crossUser = true;
        SyncTask notGiven = ours;
        notGiven.crossUser.reset();
        QVERIFY(!adviceFor(ours).whatToDo.contains(u"its owner"_s));
        QVERIFY(adviceFor(theirs).whatToDo.startsWith(adviceFor(ours).whatToDo));
        QVERIFY(adviceFor(theirs).whatToDo.contains(u"its owner"_s));
        QCOMPARE(adviceFor(notGiven), adviceFor(ours));
    }

    void networkAdviceDependsOnTheLinkInUse()
    {
        SyncTask plain = failedTask(TaskIssue::NetworkError);
        plain.syncTransAccelerate = false;
        SyncTask accelerated = plain;
        accelerated.syncTransAccelerate = true;
        SyncTask custom = plain;
        custom.customLink = true;
        SyncTask notGiven = plain;
        notGiven.syncTransAccelerate.reset();
        notGiven.customLink.reset();
        QVERIFY(adviceFor(plain).whatToDo.contains(u"turn on sync acceleration"_s));
        QCOMPARE(adviceFor(notGiven), adviceFor(plain));
        QVERIFY(adviceFor(accelerated).whatToDo.contains(u"already on"_s));
        QVERIFY(adviceFor(custom).whatToDo.contains(u"check the custom link"_s));
        SyncTask both = accelerated;
        both.customLink = true; // what is copied goes through it
        QCOMPARE(adviceFor(both), adviceFor(custom));
    }

    void aProxyThatCannotBeUsedIsNamed()
    {
        const QString problem = u"The proxy p:1080 of HTTPS_PROXY cannot be used: it refuses"_s;
        const std::array errors = {
            ApiError{
                .kind = ApiError::Kind::Network, .code = u"ProxyRefused"_s, .message = problem},
            ApiError{
                .kind = ApiError::Kind::Timeout, .code = u"ProxyTimeout"_s, .message = problem},
            ApiError{.kind = ApiError::Kind::Configuration,
                     .code = u"InvalidProxy"_s,
                     .message = problem},
        };
        for (const ApiError &error : errors) {
            QVERIFY(adviceFor(error).happened.contains(u"proxy"_s));
            QVERIFY(adviceFor(error).whatToDo.startsWith(problem + u'.'));
        }
    }

    void everyKindOfErrorHasAdvice()
    {
        using Kind = ApiError::Kind;
        for (const Kind kind :
             {Kind::Network, Kind::Timeout, Kind::Credential, Kind::Permission, Kind::Throttled,
              Kind::NotFound, Kind::Request, Kind::Server, Kind::Protocol, Kind::Configuration}) {
            const Advice advice = adviceFor(ApiError{.kind = kind});
            QVERIFY(!advice.happened.isEmpty());
            QVERIFY(!advice.whatToDo.isEmpty());
        }
    }

    void aMissingPermissionIsNamed_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("permission");
        QTest::newRow("list") << u"ListRepoSyncTask"_s << u"cr:GetRepositorySync"_s;
        QTest::newRow("get") << u"GetRepoSyncTask"_s << u"cr:GetRepositorySync"_s;
        QTest::newRow("instances") << u"ListInstance"_s << u"cr:ListInstance"_s;
        QTest::newRow("rules") << u"ListRepoSyncRule"_s << u"cr:ListSyncRule"_s;
        QTest::newRow("other") << u"Whatever"_s << u"ReadOnlyAccess"_s;
    }

    void aMissingPermissionIsNamed()
    {
        QFETCH(QString, operation);
        QFETCH(QString, permission);
        const Advice advice = adviceFor(ApiError{
            .kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s, .operation = operation});
        QVERIFY(advice.whatToDo.contains(permission));
    }

    void wellKnownCodesAreUnderstood_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("clock") << u"InvalidTimeStamp.Expired"_s << u"Set the clock"_s;
        QTest::newRow("secret") << u"SignatureDoesNotMatch"_s
                                << u"secret does not belong to the access key id"_s;
        QTest::newRow("key") << u"InvalidAccessKeyId.NotFound"_s << u"does not exist"_s;
        QTest::newRow("inactive") << u"InvalidAccessKeyId.Inactive"_s << u"disabled"_s;
        QTest::newRow("token") << u"InvalidSecurityToken.Expired"_s << u"new token"_s;
        QTest::newRow("none") << u"NoCredentials"_s << u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s;
        QTest::newRow("signed out") << u"SignInExpired"_s << u"no temporary key"_s;
        QTest::newRow("not watched") << u"UnknownAccount"_s << u"No watched profile"_s;
        QTest::newRow("instance") << u"INSTANCE_NOT_EXIST"_s << u"does not exist"_s;
        QTest::newRow("stopped") << u"INSTANCE_STATUS_NOT_SUPPORT"_s << u"not running"_s;
        QTest::newRow("task") << u"SYNC_TASK_NOT_EXIST"_s << u"Refresh the list"_s;
    }

    void wellKnownCodesAreUnderstood()
    {
        QFETCH(QString, code);
        QFETCH(QString, part);
        const Advice advice = adviceFor(ApiError{.kind = ApiError::Kind::Request, .code = code});
        QVERIFY(advice.happened.contains(part) || advice.whatToDo.contains(part));
    }

    void aRefusedTimeSaysByHowMuchTheClockIsWrong_data()
    {
        using namespace std::chrono_literals;
        QTest::addColumn<std::chrono::milliseconds>("ahead");
        QTest::addColumn<QString>("part");
        QTest::newRow("ahead") << std::chrono::milliseconds(17min) << u"17 m 0 s ahead of"_s;
        QTest::newRow("behind") << std::chrono::milliseconds(-26h) << u"1 d 2 h behind"_s;
        QTest::newRow("not wrong") << std::chrono::milliseconds(500) << u"agrees with its own"_s;
    }

    void aRefusedTimeSaysByHowMuchTheClockIsWrong()
    {
        QFETCH(std::chrono::milliseconds, ahead);
        QFETCH(QString, part);
        const ApiError error{.kind = ApiError::Kind::Credential,
                             .code = u"InvalidTimeStamp.Expired"_s,
                             .clockAhead = ahead};
        QVERIFY2(adviceFor(error).happened.contains(part), qPrintable(adviceFor(error).happened));
    }

    void attemptsThatWereNotMadeAreSaid()
    {
        const ApiError error{.kind = ApiError::Kind::Timeout, .isRetryWithheld = true};
        QVERIFY(adviceFor(error).happened.endsWith(u"too many have failed lately."_s));
    }

    void aKeyThatCouldNotBeFetchedIsNotTheRegistrysFault()
    {
        ApiError error{.kind = ApiError::Kind::Credential,
                       .code = u"NoPermission"_s,
                       .message = u"You may not"_s,
                       .operation = u"AssumeRole"_s};
        QVERIFY(adviceFor(error).happened.contains(u"with AssumeRole. The answer: You may not."_s));
        error.kind = ApiError::Kind::Network;
        error.host = u"sts.example"_s;
        QCOMPARE(adviceFor(error).happened, u"sts.example cannot be reached."_s);
        error.code = u"InvalidAccessKeyId.NotFound"_s;
        QCOMPARE(adviceFor(error).happened, u"The access key id does not exist."_s);
    }

    void aKeyGiverThatFailsForAMomentIsNamed_data()
    {
        QTest::addColumn<ApiError>("error");
        QTest::addColumn<QString>("happened");
        using Kind = ApiError::Kind;
        QTest::newRow("no virtual machine")
            << ApiError{.kind = Kind::Timeout,
                        .code = u"ConnectTimeout"_s,
                        .message = u"Could not connect in time"_s,
                        .operation = u"EcsMetadata"_s}
            << u"with EcsMetadata at the moment: Could not connect in time."_s;
        QTest::newRow("busy") << ApiError{.kind = Kind::Server,
                                          .code = u"ServiceUnavailable"_s,
                                          .operation = u"AssumeRole"_s}
                              << u"with AssumeRole at the moment: ServiceUnavailable."_s;
        QTest::newRow("too many requests") << ApiError{.kind = Kind::Throttled,
                                                       .code = u"Throttling"_s,
                                                       .message = u"Slow down"_s,
                                                       .operation = u"AssumeRole"_s,
                                                       .retryAfter = std::chrono::seconds(1)}
                                           << u"with AssumeRole at the moment: Slow down."_s;
        QTest::newRow("its signature") << ApiError{.kind = Kind::Credential,
                                                   .code = u"SignatureDoesNotMatch"_s,
                                                   .message = u"The secret is wrong"_s,
                                                   .operation = u"AssumeRole"_s}
                                       << u"with AssumeRole. The answer: The secret is wrong."_s;
    }

    void aKeyGiverThatFailsForAMomentIsNamed()
    {
        QFETCH(ApiError, error);
        QFETCH(QString, happened);
        const Advice advice = adviceFor(error);
        QVERIFY2(advice.happened.endsWith(happened), qPrintable(advice.happened));
        QVERIFY(!advice.whatToDo.isEmpty());
        error.operation = u"ListInstance"_s;
        QVERIFY(!adviceFor(error).happened.contains(u"key can be obtained"_s));
    }

    void throttlingSaysHowLongToWait()
    {
        ApiError error{.kind = ApiError::Kind::Throttled, .code = u"Throttling.User"_s};
        error.retryAfter = 12s;
        QVERIFY(adviceFor(error).whatToDo.contains(u"12 s"_s));
    }

    void aCodeThatIsNotKnownIsShownVerbatim()
    {
        const Advice advice =
            adviceFor(ApiError{.kind = ApiError::Kind::Server, .code = u"SLB_SERVICE_ERROR"_s});
        QVERIFY(advice.happened.contains(u"SLB_SERVICE_ERROR"_s));
    }
};

QTEST_GUILESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
