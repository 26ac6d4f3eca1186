#include "sampletasks.h"
#include "teamdata.h"
#include "teamreader.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef hangzhou{.regionId = u"cn-hangzhou"_s, .instanceId = u"cri-hangzhou"_s};
const QDateTime start(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

std::vector<SyncTask> tasksTo(int last)
{
    std::vector<SyncTask> tasks;
    for (int number = 1; number <= last; ++number)
        tasks.push_back(sampleTask(number));
    return tasks;
}

HistoryTasks ofHangzhou(std::vector<SyncTask> tasks)
{
    return {.instanceId = hangzhou.instanceId, .tasks = std::move(tasks)};
}

std::vector<QString> idsOf(const std::vector<SyncTask> &tasks)
{
    std::vector<QString> ids;
    for (const SyncTask &task : tasks)
        ids.push_back(task.id);
    return ids;
}

template<typename Question>
Result<typename Question::Reply> asked(TeamReader &reader, const Question &question)
{
    Result<OperationReply> reply = reader.answer(question);
    if (!reply)
        return tl::unexpected(reply.error());
    return std::get<typename Question::Reply>(*std::move(reply));
}

} // namespace

class TestTeamReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_data.reset(); }

    void pagesComeNewestFirstAndEachTaskOnce();
    void aTaskThatCameMeanwhileTakesNoneFromTheNextPage();
    void aPageBehindOthersCanBeReadAlone();
    void tasksOfOneMomentAreOnOnePageEach();
    void theTotalCountsEachTaskOnce();
    void theTotalForgetsAMonthThatIsDropped();
    void whatIsAskedForIsThatOfEitherEnd();
    void aListIsAsOldAsItsCollectorSays();
    void aListThatWasNeverReadInFullSaysSo();
    void whatTheCollectorCannotReadIsTold();
    void instancesOfAllAccountsAreListed();
    void anInstanceOfTwoAccountsIsListedOnce();
    void rulesAreTheInstances();
    void oneTaskIsFoundByItsId();
    void whatIsNotThereIsNotFound();
    void whatAHistoryCannotKnowIsNotAnswered();
    void withoutTablesThereIsNoHistory();
    void tablesOfAnotherVersionAreNotRead_data();
    void tablesOfAnotherVersionAreNotRead();
    void theRightsOfAViewerAreEnough();
    void aRoleThatMayNotReadIsRefused();
    void aServerThatWasAwayIsAskedAgain();
    void tablesOfTheFirstVersionAreBroughtOnWithTheirCounts();

private:
    void fill(int tasks)
    {
        m_writer = m_data->writer(start);
        QVERIFY(m_writer);
        writeTo(*m_writer,
                HistoryRecord::Instances{
                    .instances = {{.id = hangzhou.instanceId, .regionId = hangzhou.regionId}}},
                start);
        writeTo(*m_writer, ofHangzhou(tasksTo(tasks)), start);
    }

    std::unique_ptr<TeamData> m_data;
    std::unique_ptr<TeamHistory> m_writer;
};

void TestTeamReader::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestTeamReader::init()
{
    m_writer.reset();
    QVERIFY(m_data->empty());
}

void TestTeamReader::pagesComeNewestFirstAndEachTaskOnce()
{
    fill(25);
    TeamReader reader(m_data->address());
    std::vector<QString> ids;
    for (int page = 1; page <= 3; ++page) {
        const auto reply =
            asked(reader, ListSyncTasks{.instance = hangzhou, .pageNo = page, .pageSize = 10});
        QVERIFY(reply);
        QCOMPARE(reply->pageNo, page);
        std::ranges::copy(idsOf(reply->items), std::back_inserter(ids));
    }
    std::vector<SyncTask> expected = tasksTo(25);
    std::ranges::reverse(expected);
    QCOMPARE(ids, idsOf(expected));
    const auto behind =
        asked(reader, ListSyncTasks{.instance = hangzhou, .pageNo = 4, .pageSize = 10});
    QVERIFY(behind && behind->items.empty());
}

void TestTeamReader::aTaskThatCameMeanwhileTakesNoneFromTheNextPage()
{
    fill(20);
    TeamReader reader(m_data->address());
    const ListSyncTasks question{.instance = hangzhou, .pageSize = 10};
    QVERIFY(asked(reader, question));
    writeTo(*m_writer, ofHangzhou({sampleTask(21)}), start);
    ListSyncTasks next = question;
    next.pageNo = 2;
    const auto second = asked(reader, next);
    QVERIFY(second);
    QCOMPARE(second->items.front().id, sampleTask(10).id);
    // From its first page on it is the list of now.
    QCOMPARE(asked(reader, question)->items.front().id, sampleTask(21).id);
    QCOMPARE(asked(reader, next)->items.front().id, sampleTask(11).id);
}

void TestTeamReader::aPageBehindOthersCanBeReadAlone()
{
    fill(25);
    TeamReader reader(m_data->address());
    const auto third =
        asked(reader, ListSyncTasks{.instance = hangzhou, .pageNo = 3, .pageSize = 10});
    QVERIFY(third);
    QCOMPARE(idsOf(third->items),
             idsOf({sampleTask(5), sampleTask(4), sampleTask(3), sampleTask(2), sampleTask(1)}));
}

void TestTeamReader::tasksOfOneMomentAreOnOnePageEach()
{
    std::vector<SyncTask> tasks = tasksTo(7);
    for (SyncTask &task : tasks)
        task.createdAt = sampleTask(1).createdAt;
    m_writer = m_data->writer(start);
    QVERIFY(m_writer);
    writeTo(*m_writer,
            HistoryRecord::Instances{
                .instances = {{.id = hangzhou.instanceId, .regionId = hangzhou.regionId}}},
            start);
    writeTo(*m_writer, ofHangzhou(tasks), start);
    TeamReader reader(m_data->address());
    std::vector<QString> ids;
    for (int page = 1; page <= 4; ++page) {
        const auto reply =
            asked(reader, ListSyncTasks{.instance = hangzhou, .pageNo = page, .pageSize = 2});
        QVERIFY(reply);
        std::ranges::copy(idsOf(reply->items), std::back_inserter(ids));
    }
    std::ranges::sort(ids);
    QCOMPARE(ids, idsOf(tasksTo(7)));
}

void TestTeamReader::theTotalCountsEachTaskOnce()
{
    fill(3);
    TeamReader reader(m_data->address());
    const ListSyncTasks question{.instance = hangzhou, .pageSize = 2};
    QCOMPARE(asked(reader, question)->totalCount, 3);
    writeTo(*m_writer, ofHangzhou(tasksTo(5)), start.addSecs(1)); // three are known
    QCOMPARE(asked(reader, question)->totalCount, 5);
    writeTo(*m_writer, ofHangzhou(tasksTo(5)), start.addSecs(2));
    QCOMPARE(asked(reader, question)->totalCount, 5);
}

void TestTeamReader::theTotalForgetsAMonthThatIsDropped()
{
    fill(3);
    writeTo(*m_writer, ofHangzhou({sampleTask(8), sampleTask(9)}), start.addMonths(3));
    TeamReader reader(m_data->address());
    const ListSyncTasks question{.instance = hangzhou};
    QCOMPARE(asked(reader, question)->totalCount, 5);
    const HistoryOptions monthOnly{.maxAge = std::chrono::days(31)};
    while (m_writer->tidy(monthOnly, start.addMonths(3), std::atomic<bool>(false))) {
    }
    const auto left = asked(reader, question);
    QCOMPARE(left->totalCount, 2);
    QCOMPARE(idsOf(left->items), idsOf({sampleTask(9), sampleTask(8)}));
}

void TestTeamReader::whatIsAskedForIsThatOfEitherEnd()
{
    fill(3);
    SyncTask renamed = sampleTask(4);
    renamed.imageTo.repoNamespaceName = u"mirror"_s;
    renamed.batchId = u"batch-4"_s;
    writeTo(*m_writer, ofHangzhou({renamed}), start);
    TeamReader reader(m_data->address());
    const auto found = [&](const ListSyncTasks &question) {
        const auto reply = asked(reader, question);
        return reply ? std::pair(reply->items.size(), reply->totalCount.value_or(-1))
                     : std::pair(std::size_t{99}, qint64{-1});
    };
    const QString source = sampleTask(4).imageFrom.repoNamespaceName;
    QCOMPARE(found({.instance = hangzhou, .repoNamespaceName = source}), std::pair(4UL, 4LL));
    QCOMPARE(found({.instance = hangzhou, .repoNamespaceName = u"mirror"_s}), std::pair(1UL, 1LL));
    QCOMPARE(found({.instance = hangzhou, .tag = sampleTask(2).imageFrom.imageTag}),
             std::pair(1UL, 1LL));
    QCOMPARE(found({.instance = hangzhou, .syncRecordId = u"batch-4"_s}), std::pair(1UL, 1LL));
    QCOMPARE(found({.instance = hangzhou, .repoName = u"' OR 1=1 --"_s}), std::pair(0UL, 0LL));
}

void TestTeamReader::aListIsAsOldAsItsCollectorSays()
{
    fill(1);
    writeTo(*m_writer,
            HistoryRecord::ListSeen{.instanceId = hangzhou.instanceId,
                                    .interval = std::chrono::seconds(40)},
            start.addSecs(9));
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListSyncTasks{.instance = hangzhou});
    QVERIFY(page && page->origin);
    QCOMPARE(page->origin->asOf, start.addSecs(9));
    QCOMPARE(page->origin->interval, std::chrono::milliseconds(40'000));
    QVERIFY(!page->origin->error);
}

void TestTeamReader::aListThatWasNeverReadInFullSaysSo()
{
    fill(1);
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListSyncTasks{.instance = hangzhou});
    QVERIFY(page && page->origin);
    QVERIFY(!page->origin->asOf.isValid());
    QCOMPARE(page->items.size(), std::size_t{1});
}

void TestTeamReader::whatTheCollectorCannotReadIsTold()
{
    fill(1);
    const ApiError denied{.kind = ApiError::Kind::Permission,
                          .code = u"NoPermission"_s,
                          .message = u"it's \"denied\""_s,
                          .requestId = u"request-1"_s,
                          .operation = u"ListRepoSyncTask"_s,
                          .host = u"cr.example"_s};
    writeTo(*m_writer,
            HistoryRecord::Unread{.lists = {{.account = u"prod"_s,
                                             .regionId = hangzhou.regionId,
                                             .instanceId = hangzhou.instanceId,
                                             .since = start,
                                             .error = denied}}},
            start);
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListSyncTasks{.instance = hangzhou});
    QVERIFY(page && page->origin);
    QVERIFY(page->origin->error);
    QCOMPARE(page->origin->error->kind, denied.kind);
    QCOMPARE(page->origin->error->code, u"CollectorCannotRead"_s);
    QVERIFY(page->origin->error->message.contains(denied.message));
    QCOMPARE(page->origin->error->requestId, denied.requestId);
    QCOMPARE(page->origin->failingSince, start);
    writeTo(*m_writer, HistoryRecord::Unread{}, start);
    QVERIFY(!asked(reader, ListSyncTasks{.instance = hangzhou})->origin->error);
}

void TestTeamReader::instancesOfAllAccountsAreListed()
{
    fill(0);
    const auto other = m_data->writer(start, u"other"_s);
    QVERIFY(other);
    writeTo(*other, HistoryRecord::Instances{.instances = {{.id = u"cri-other"_s}}}, start);
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListInstances{});
    QVERIFY(page);
    QCOMPARE(page->totalCount, 2);
    QCOMPARE(page->items.front().id, u"cri-other"_s);
    QCOMPARE(page->items.back().id, hangzhou.instanceId);
    QCOMPARE(asked(reader, ListInstances{.pageNo = 2, .pageSize = 1})->items.front().id,
             hangzhou.instanceId);
}

void TestTeamReader::anInstanceOfTwoAccountsIsListedOnce()
{
    fill(2);
    const auto other = m_data->writer(start, u"zzz"_s);
    QVERIFY(other);
    writeTo(*other,
            HistoryRecord::Instances{
                .instances = {{.id = hangzhou.instanceId, .regionId = hangzhou.regionId}}},
            start);
    writeTo(*other, ofHangzhou(tasksTo(2)), start);
    TeamReader reader(m_data->address());
    QCOMPARE(asked(reader, ListInstances{})->items.size(), std::size_t{1});
    QCOMPARE(asked(reader, ListSyncTasks{.instance = hangzhou})->items.size(), std::size_t{2});
    // The first account is not collected any more.
    writeTo(*m_writer, HistoryRecord::ListSeen{.instanceId = hangzhou.instanceId}, start);
    writeTo(*other, ofHangzhou(tasksTo(5)), start.addDays(1));
    writeTo(*other, HistoryRecord::ListSeen{.instanceId = hangzhou.instanceId}, start.addDays(1));
    TeamReader later(m_data->address());
    QCOMPARE(asked(later, ListInstances{})->items.size(), std::size_t{1});
    QCOMPARE(asked(later, ListSyncTasks{.instance = hangzhou})->items.size(), std::size_t{5});
}

void TestTeamReader::rulesAreTheInstances()
{
    fill(0);
    writeTo(*m_writer,
            HistoryRecord::Rules{.instanceId = hangzhou.instanceId,
                                 .rules = {{.id = u"crsr-1"_s, .name = u"to frankfurt"_s}}},
            start);
    writeTo(*m_writer,
            HistoryRecord::Rules{.instanceId = u"cri-else"_s, .rules = {{.id = u"crsr-2"_s}}},
            start);
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListSyncRules{.instance = hangzhou});
    QVERIFY(page);
    QCOMPARE(page->items.size(), std::size_t{1});
    QCOMPARE(page->items.front().name, u"to frankfurt"_s);
}

void TestTeamReader::oneTaskIsFoundByItsId()
{
    fill(3);
    TeamReader reader(m_data->address());
    const auto detail =
        asked(reader, GetSyncTask{.instance = hangzhou, .syncTaskId = sampleTask(2).id});
    QVERIFY(detail);
    QCOMPARE(detail->task, sampleTask(2));
    QVERIFY(!detail->tellsLayers);
}

void TestTeamReader::whatIsNotThereIsNotFound()
{
    fill(1);
    TeamReader reader(m_data->address());
    const auto task = asked(reader, GetSyncTask{.instance = hangzhou, .syncTaskId = u"no"_s});
    QVERIFY(!task);
    QCOMPARE(task.error().kind, ApiError::Kind::NotFound);
}

void TestTeamReader::whatAHistoryCannotKnowIsNotAnswered()
{
    QVERIFY(TeamReader::canAnswer(ListSyncTasks{}));
    QVERIFY(TeamReader::canAnswer(ListInstances{}));
    QVERIFY(!TeamReader::canAnswer(CancelSyncTask{}));
    QVERIFY(!TeamReader::canAnswer(CreateSyncRule{}));
    QVERIFY(!TeamReader::canAnswer(ListRepositoryTags{}));
    QVERIFY(!TeamReader::canAnswer(GetInstance{})); // it may be one that nobody collects
    // Who is about to change something asks the registry itself.
    QVERIFY(!TeamReader::canAnswer(ListSyncTasks{.mustBeCurrent = true}));
    QVERIFY(!TeamReader::canAnswer(GetSyncTask{.mustBeCurrent = true}));
    QVERIFY(!TeamReader::canAnswer(ListSyncRules{.mustBeCurrent = true}));
    TeamReader reader(m_data->address());
    fill(0);
    QVERIFY(!reader.answer(CancelSyncTask{.instance = hangzhou}));
}

void TestTeamReader::withoutTablesThereIsNoHistory()
{
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListInstances{});
    QVERIFY(!page);
    QCOMPARE(page.error().code, u"TeamHistoryMissing"_s);
    QVERIFY(page.error().isTransient());
    fill(1); // a collector has begun
    QCOMPARE(asked(reader, ListInstances{})->items.size(), std::size_t{1});
}

void TestTeamReader::tablesOfAnotherVersionAreNotRead_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("code");
    QTest::newRow("older") << 1 << u"TeamHistoryOlder"_s;
    QTest::newRow("newer") << 99 << u"TeamHistoryNewer"_s;
}

void TestTeamReader::tablesOfAnotherVersionAreNotRead()
{
    QFETCH(const int, version);
    QFETCH(const QString, code);
    fill(1);
    QVERIFY(m_data->server().run(
        u"UPDATE sync_dashboard.schema_version SET version = %1"_s.arg(version)));
    TeamReader reader(m_data->address());
    const auto page = asked(reader, ListInstances{});
    QVERIFY(!page);
    QCOMPARE(page.error().code, code);
}

/// As the manual's page on a team gives them.
void TestTeamReader::theRightsOfAViewerAreEnough()
{
    fill(1);
    QVERIFY(
        m_data->server().run(u"DROP ROLE IF EXISTS viewer; CREATE ROLE viewer LOGIN;"
                             " GRANT USAGE ON SCHEMA sync_dashboard TO viewer;"
                             " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO viewer"_s));
    writeTo(*m_writer, ofHangzhou({sampleTask(2)}), start.addMonths(2)); // in a later partition
    TeamReader reader(*databaseAddress(m_data->server().uri(u"viewer"_s)));
    QCOMPARE(asked(reader, ListSyncTasks{.instance = hangzhou})->items.size(), std::size_t{2});
    QCOMPARE(asked(reader, ListInstances{})->items.size(), std::size_t{1});
    QVERIFY(asked(reader, ListSyncRules{.instance = hangzhou}));
}

void TestTeamReader::aRoleThatMayNotReadIsRefused()
{
    fill(1);
    QVERIFY(m_data->server().run(u"DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN"_s));
    TeamReader reader(*databaseAddress(m_data->server().uri(u"stranger"_s)));
    const auto page = asked(reader, ListSyncTasks{.instance = hangzhou});
    QVERIFY(!page);
    QCOMPARE(page.error().code, u"TeamDatabaseRefuses"_s);
    QVERIFY(page.error().isRefusal());
}

void TestTeamReader::aServerThatWasAwayIsAskedAgain()
{
    fill(1);
    TeamReader reader(m_data->address());
    QVERIFY(asked(reader, ListInstances{}));
    m_data->server().kill();
    const auto away = asked(reader, ListInstances{});
    QVERIFY(!away);
    QCOMPARE(away.error().code, u"TeamDatabaseUnreachable"_s);
    QCOMPARE(away.error().kind, ApiError::Kind::Network);
    QVERIFY(m_data->server().start());
    QVERIFY(asked(reader, ListInstances{}));
}

void TestTeamReader::tablesOfTheFirstVersionAreBroughtOnWithTheirCounts()
{
    fill(4);
    m_writer.reset();
    QVERIFY(m_data->server().run(
        u"SET search_path = sync_dashboard;"
        " DROP TABLE task_counts, unread_lists, notes, note_changes, task_hours,"
        " task_groups;"
        " DROP INDEX tasks_of_instance, tasks_by_changed_time,"
        " tasks_by_source_repo, tasks_by_target_repo;"
        " ALTER TABLE lists DROP COLUMN interval_ms;"
        " UPDATE schema_version SET version = 1"_s));
    TeamReader reader(m_data->address());
    QCOMPARE(asked(reader, ListInstances{}).error().code, u"TeamHistoryOlder"_s);
    QVERIFY(m_data->writer(start));
    const auto page = asked(reader, ListSyncTasks{.instance = hangzhou});
    QVERIFY(page);
    QCOMPARE(page->totalCount, 4);
}

QTEST_GUILESS_MAIN(TestTeamReader)
#include "tst_teamreader.moc"
