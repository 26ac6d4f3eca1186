#include "apierror.h"
#include "region.h"
#include "sampletasks.h"
#include "synctask.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

class TestSyncTask final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatusKeepsItsWord_data();
    void everyStatusKeepsItsWord();
    void everyTriggerKeepsItsWord();
    void everyCauseKeepsItsWord();
    void bothSpellingsOfCancelledAreKnown();
    void anUnknownWordIsKept();
    void aWordThatWasNotGivenIsNoWord();
    void onlyEndedAndDeletedTasksAreFinal();
    void theImagePathLeavesOutWhatIsMissing();
    void aRegionHasAPlace();
    void anErrorIsOneLine();
    void onlyPassingFaultsAreTransient();
    void whatIsNeitherTransientNorBrokenIsARefusal();
    void refusalsAreTheSameFaultOfOneKindOnly();
};

void TestSyncTask::everyStatusKeepsItsWord_data()
{
    QTest::addColumn<SyncTaskStatus>("status");
    QTest::newRow("PENDING") << SyncTaskStatus::Pending;
    QTest::newRow("SYNCHRONIZING") << SyncTaskStatus::Synchronizing;
    QTest::newRow("SUCCESS") << SyncTaskStatus::Success;
    QTest::newRow("ERROR") << SyncTaskStatus::Error;
    QTest::newRow("CANCELED") << SyncTaskStatus::Canceled;
    QTest::newRow("DELETED") << SyncTaskStatus::Deleted;
}

void TestSyncTask::everyStatusKeepsItsWord()
{
    QFETCH(const SyncTaskStatus, status);
    const QString word = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(syncTaskStatusFromWire(word).value, status);
    QCOMPARE(syncTaskStatusFromWire(word.toLower()).value, status);
    QCOMPARE(wireName(status), word);
}

void TestSyncTask::everyTriggerKeepsItsWord()
{
    QCOMPARE(taskTriggerFromWire(u"PASSIVE"_s).value, TaskTrigger::Passive);
    QCOMPARE(taskTriggerFromWire(u"INITIATIVE"_s).value, TaskTrigger::Initiative);
    QCOMPARE(wireName(TaskTrigger::Passive), u"PASSIVE"_s);
    QCOMPARE(wireName(TaskTrigger::Initiative), u"INITIATIVE"_s);
}

void TestSyncTask::everyCauseKeepsItsWord()
{
    const std::pair<const char *, TaskIssue> words[] = {
        {"OSS_POLICY_UNAUTHORIZED", TaskIssue::OssPolicyUnauthorized},
        {"TAG_CONFLICT", TaskIssue::TagConflict},
        {"UNSUPPORTED_FORMAT", TaskIssue::UnsupportedFormat},
        {"INTERNAL_ERROR", TaskIssue::InternalError},
        {"NETWORK_ERROR", TaskIssue::NetworkError},
        {"DATA_LENGTH_EXCEEDED", TaskIssue::DataLengthExceeded},
    };
    for (const auto &[word, issue] : words) {
        QCOMPARE(taskIssueFromWire(QString::fromLatin1(word)).value, issue);
        QCOMPARE(wireName(issue), QString::fromLatin1(word));
    }
}

void TestSyncTask::bothSpellingsOfCancelledAreKnown()
{
    QCOMPARE(syncTaskStatusFromWire(u"CANCELLED"_s).value, SyncTaskStatus::Canceled);
    QCOMPARE(syncTaskStatusFromWire(u"CANCELLED"_s).text, u"CANCELLED"_s);
    QCOMPARE(wireNames(SyncTaskStatus::Canceled), (QStringList{u"CANCELED"_s, u"CANCELLED"_s}));
    QCOMPARE(wireNames(TaskIssue::TagConflict), QStringList{u"TAG_CONFLICT"_s});
    QCOMPARE(wireNames(TaskTrigger::Unknown), QStringList());
}

void TestSyncTask::anUnknownWordIsKept()
{
    const Word<TaskIssue> issue = taskIssueFromWire(u"DISK_ON_FIRE"_s);
    QCOMPARE(issue.value, TaskIssue::Unknown);
    QCOMPARE(issue.text, u"DISK_ON_FIRE"_s);
    QVERIFY(issue.isGiven());
}

void TestSyncTask::aWordThatWasNotGivenIsNoWord()
{
    QVERIFY(!taskTriggerFromWire({}).isGiven());
    QCOMPARE(taskTriggerFromWire({}).value, TaskTrigger::Unknown);
}

void TestSyncTask::onlyEndedAndDeletedTasksAreFinal()
{
    QVERIFY(isFinished(SyncTaskStatus::Success));
    QVERIFY(isFinished(SyncTaskStatus::Error));
    QVERIFY(isFinished(SyncTaskStatus::Canceled));
    QVERIFY(isFinished(SyncTaskStatus::Deleted));
    QVERIFY(!isEndTold(SyncTaskStatus::Deleted));
    QVERIFY(!isFinished(SyncTaskStatus::Pending));
    QVERIFY(!isFinished(SyncTaskStatus::Synchronizing));
    QVERIFY(!isFinished(SyncTaskStatus::Unknown));
}

void TestSyncTask::theImagePathLeavesOutWhatIsMissing()
{
    ImageRef image{.repoNamespaceName = u"team"_s, .repoName = u"app"_s, .imageTag = u"1"_s};
    QCOMPARE(image.path(), u"team/app:1"_s);
    image.imageTag.clear();
    QCOMPARE(image.path(), u"team/app"_s);
    image.repoNamespaceName.clear();
    QCOMPARE(image.path(), u"app"_s);
    QCOMPARE(ImageRef{}.path(), QString());
}

void TestSyncTask::aRegionHasAPlace()
{
    QCOMPARE(placeName(u"eu-central-1"_s), u"Frankfurt"_s);
    QCOMPARE(placeName(u"moon-base-1"_s), u"moon-base-1"_s);
    QVERIFY(!findRegion(u"cn-heyuan"_s)->hasVpcEndpoint);
    QVERIFY(findRegion(u"cn-hangzhou"_s)->hasVpcEndpoint);
    // As many as the cloud's SDKs know; an old task may be of one that is closed.
    QCOMPARE(std::ranges::count(knownRegions(), false, &Region::isClosed), 41);
    QCOMPARE(placeName(u"ap-south-1"_s), u"Mumbai"_s);
}

void TestSyncTask::anErrorIsOneLine()
{
    const ApiError error{.kind = ApiError::Kind::Credential,
                         .code = u"SignatureDoesNotMatch"_s,
                         .message = u"Specified signature\nis not matched"_s,
                         .requestId = u"ABC-1"_s,
                         .httpStatus = 400,
                         .operation = u"ListRepoSyncTask"_s};
    QCOMPARE(technicalLine(error),
             u"ListRepoSyncTask: Specified signature is not matched (code SignatureDoesNotMatch, "
             "HTTP 400, request id ABC-1)"_s);
}

void TestSyncTask::onlyPassingFaultsAreTransient()
{
    using Kind = ApiError::Kind;
    for (const Kind kind : {Kind::Network, Kind::Timeout, Kind::Throttled, Kind::Server})
        QVERIFY(ApiError{.kind = kind}.isTransient());
    for (const Kind kind : {Kind::Credential, Kind::Permission, Kind::NotFound, Kind::Request,
                            Kind::Protocol, Kind::Configuration})
        QVERIFY(!ApiError{.kind = kind}.isTransient());
}

void TestSyncTask::whatIsNeitherTransientNorBrokenIsARefusal()
{
    using Kind = ApiError::Kind;
    for (const Kind kind :
         {Kind::Credential, Kind::Permission, Kind::NotFound, Kind::Request, Kind::Configuration})
        QVERIFY(ApiError{.kind = kind}.isRefusal());
    for (const Kind kind :
         {Kind::Network, Kind::Timeout, Kind::Throttled, Kind::Server, Kind::Protocol})
        QVERIFY(!ApiError{.kind = kind}.isRefusal());
}

void TestSyncTask::refusalsAreTheSameFaultOfOneKindOnly()
{
    using Kind = ApiError::Kind;
    const auto isSame = [](Kind one, Kind other) {
        return ApiError{.kind = one}.isSameFault({.kind = other});
    };
    QVERIFY(isSame(Kind::Network, Kind::Timeout));
    QVERIFY(isSame(Kind::Protocol, Kind::Server));
    QVERIFY(isSame(Kind::Permission, Kind::Permission));
    QVERIFY(!isSame(Kind::Permission, Kind::Credential));
    QVERIFY(!isSame(Kind::Permission, Kind::Network));
    QVERIFY(!isSame(Kind::Network, Kind::Permission));
}

QTEST_GUILESS_MAIN(TestSyncTask)
#include "tst_synctask.moc"
