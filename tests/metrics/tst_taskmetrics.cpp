#include "calltally.h"
#include "failuregroups.h"
#include "metricsformat.h"
#include "metricstable.h"
#include "randomtasks.h"
#include "taskmetrics.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString hangzhou = u"cn-hangzhou"_s;
const QString frankfurt = u"eu-central-1"_s;

/// The list of an instance that was read in whole.
ListStatus completeList(const QString &instanceId = u"cri-1"_s)
{
    return {.state = ListStatus::State::Current,
            .instance = {.regionId = hangzhou, .instanceId = instanceId},
            .name = u"alpha"_s,
            .asOf = testNow,
            .feed = {.loaded = 7,
                     .total = 7,
                     .complete = true,
                     .completeSince = testNow.addDays(-14),
                     .asOf = testNow}};
}

ListStatus unreadList(const QString &instanceId)
{
    return {.state = ListStatus::State::Refused,
            .instance = {.regionId = hangzhou, .instanceId = instanceId}};
}

/// Of which some pages came, in an order that proves nothing.
ListStatus partialList()
{
    ListStatus list = completeList();
    list.feed.complete = false;
    list.feed.completeSince = {};
    list.feed.total.reset();
    return list;
}

/// What is measured, line by line.
struct Measured {
    explicit Measured(const TaskStore &store,
                      const std::vector<ListStatus> &lists = {completeList()},
                      const MetricsChoice &choice = {}, const CallTally *calls = nullptr,
                      std::optional<bool> isElected = {})
    {
        const MetricsSource source{.store = store,
                                   .lists = lists,
                                   .ruleNames = {{u"crsr-1"_s, u"nightly"_s}},
                                   .calls = calls,
                                   .version = u"9.9"_s,
                                   .isElected = isElected,
                                   .now = testNow};
        families = measure(source, choice);
        text = writeMetrics(families, MetricsFormat::Text);
    }

    /// The number of a series as it is written; empty: there is none.
    [[nodiscard]] QByteArray number(const QByteArray &series) const
    {
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith(QByteArray(series + ' ')))
                return line.mid(series.size() + 1);
        }
        return {};
    }
    /// Of all series of a family that have the text in their labels.
    [[nodiscard]] double sum(const QByteArray &name, const QByteArray &label = {}) const
    {
        double sum = 0;
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith(QByteArray(name + '{')) && line.contains(label))
                sum += line.mid(line.lastIndexOf(' ') + 1).toDouble();
        }
        return sum;
    }

    std::vector<MetricFamily> families{};
    QByteArray text{};
};

SyncTask taskOfRule(const QString &rule, SyncTaskStatus status, std::chrono::milliseconds age,
                    std::chrono::milliseconds took = 30s)
{
    SyncTask task = taskBetween(hangzhou, frankfurt, status, age, took);
    task.ruleId = rule;
    return task;
}

} // namespace

class TestTaskMetrics final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAreThoseOfTheWindow();
    void theOrderOfTasksAndListsDoesNotMatter();
    void anUnreadListGivesNoNumber();
    void whereNothingWasReadNothingIsCounted();
    void aZeroIsOnlySaidWhereItIsKnown();
    void completeIsWhatIsProven_data();
    void completeIsWhatIsProven();
    void theRestIsCountedTogether();
    void durationsAreOfDoneTasks();
    void theOldestAndTheStuckAreOfTheirRoute();
    void aRuleHasItsLastSuccessAndItsSilence();
    void namespacesAreCountedWhenAskedFor();
    void requestsAreCountedByWhatBecameOfThem();
    void whatShowsNothingIsWrittenByItsNumber();
    void aKeyThatWasPastedAsANameIsNotTold();
    void aCollectorThatStandsByTellsOnlyThat();
    void everyNumberIsOfTheTable();
};

void TestTaskMetrics::countsAreThoseOfTheWindow()
{
    std::vector<SyncTask> tasks = randomTasks(2'000, 5);
    for (SyncTask &task : tasks)
        task.imageFrom.imageTag = task.imageTo.imageTag = u"latest"_s; // so that some repair others
    const FilledStore filled(tasks);
    const Measured it(filled.store);
    StatusCounts counts;
    for (const TaskRow row : filled.rows)
        counts.add(filled.store.status(row));
    const LatestResults results(filled.store);
    const TaskFilter all(filled.store, TaskQuery{}, QueryContext{.now = testNow});
    const FailureBoard board = groupFailures(filled.store, all, results, FailureGrouping::Cause,
                                             testNow.toMSecsSinceEpoch());
    QVERIFY(board.repaired > 0);
    QCOMPARE(it.sum("syncdashboard_tasks"), counts.total());
    QCOMPARE(it.number("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"}"),
             QByteArray::number(counts.of(SyncTaskStatus::Error)));
    QCOMPARE(it.sum("syncdashboard_failed_tasks"), board.count);
    QCOMPARE(it.sum("syncdashboard_open_failures"), board.open());
    QCOMPARE(it.sum("syncdashboard_route_tasks"), counts.total());
    QCOMPARE(it.sum("syncdashboard_health"), 1);
}

void TestTaskMetrics::theOrderOfTasksAndListsDoesNotMatter()
{
    std::vector<SyncTask> tasks = randomTasks(200, 6);
    const FilledStore first(tasks);
    std::ranges::reverse(tasks);
    const FilledStore second(tasks);
    const std::vector lists{completeList(), unreadList(u"cri-2"_s)};
    const std::vector turned{unreadList(u"cri-2"_s), completeList()};
    QCOMPARE(Measured(first.store, lists).text, Measured(second.store, turned).text);
}

void TestTaskMetrics::anUnreadListGivesNoNumber()
{
    const FilledStore filled({taskOfRule({}, SyncTaskStatus::Error, 1h)});
    const Measured it(filled.store, {completeList(), unreadList(u"cri-2"_s)});
    QCOMPARE(it.number("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"}"), "1");
    QVERIFY(!it.text.contains("tasks{instance_id=\"cri-2\""));
    QVERIFY(!it.text.contains("last_read_timestamp_seconds{account=\"\",region=\"cn-hangzhou\","
                              "instance_id=\"cri-2\"}"));
    QCOMPARE(it.number("syncdashboard_list_state{account=\"\",region=\"cn-hangzhou\","
                       "instance_id=\"cri-2\",state=\"refused\"}"),
             "1");
    QCOMPARE(it.number("syncdashboard_reading_complete"), "0");
}

void TestTaskMetrics::whereNothingWasReadNothingIsCounted()
{
    const Measured it(TaskStore(), {unreadList(u"cri-1"_s)});
    for (const char *family :
         {"syncdashboard_tasks", "syncdashboard_failed_tasks", "syncdashboard_open_failures",
          "syncdashboard_health", "syncdashboard_route_", "syncdashboard_rule_"})
        QVERIFY2(!it.text.contains(family), family);
    const Measured read(TaskStore(), {completeList()}); // and nothing is there
    QCOMPARE(read.number("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"}"), "0");
    QCOMPARE(read.number("syncdashboard_health{state=\"unknown\"}"), "1");
}

void TestTaskMetrics::aZeroIsOnlySaidWhereItIsKnown()
{
    const FilledStore filled({taskOfRule(u"crsr-1"_s, SyncTaskStatus::Success, 1h)});
    const QByteArray failed = "syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"}";
    const QByteArray causes = "syncdashboard_failed_tasks{cause=\"TAG_CONFLICT\"}";
    const Measured whole(filled.store);
    QCOMPARE(whole.number(failed), "0");
    QCOMPARE(whole.number(causes), "0");
    const Measured part(filled.store, {partialList()});
    QCOMPARE(part.number(failed), "");
    QCOMPARE(part.number(causes), "");
    QCOMPARE(part.number("syncdashboard_tasks{instance_id=\"cri-1\",status=\"done\"}"), "1");
    QVERIFY(!part.text.contains("complete_since"));
    QVERIFY(!part.text.contains("tasks_listed"));
}

void TestTaskMetrics::completeIsWhatIsProven_data()
{
    QTest::addColumn<std::vector<ListStatus>>("lists");
    QTest::addColumn<bool>("isComplete");
    ListStatus outdated = completeList();
    outdated.state = ListStatus::State::Outdated;
    using Lists = std::vector<ListStatus>;
    QTest::newRow("read") << Lists{completeList()} << true;
    QTest::newRow("there is none") << Lists{} << true;
    QTest::newRow("in part") << Lists{partialList()} << false;
    QTest::newRow("long ago") << Lists{outdated} << false;
    QTest::newRow("one of two") << Lists{completeList(), unreadList(u"cri-2"_s)} << false;
    QTest::newRow("a region that does not tell") << Lists{completeList(), unreadList({})} << false;
}

void TestTaskMetrics::completeIsWhatIsProven()
{
    QFETCH(std::vector<ListStatus>, lists);
    QFETCH(bool, isComplete);
    const TaskStore store;
    QCOMPARE(Measured(store, lists).number("syncdashboard_reading_complete"),
             isComplete ? "1" : "0");
    const std::vector<MetricFamily> families =
        measure({.store = store, .lists = lists, .isMissingMore = true, .now = testNow}, {});
    QVERIFY(writeMetrics(families, MetricsFormat::Text)
                .contains("\nsyncdashboard_reading_complete 0\n"));
}

void TestTaskMetrics::theRestIsCountedTogether()
{
    std::vector<SyncTask> tasks;
    for (int rule = 0; rule < 5; ++rule) {
        for (int i = 0; i <= rule; ++i)
            tasks.push_back(taskOfRule(u"crsr-%1"_s.arg(rule), SyncTaskStatus::Success, 1h));
    }
    const FilledStore filled(tasks);
    const Measured it(filled.store, {completeList()}, {.named = 2});
    // By name, which is the id where there is no other, "nightly" being the last.
    QCOMPARE(it.sum("syncdashboard_rule_tasks", "rule_id=\"crsr-0\""), 1);
    QCOMPARE(it.sum("syncdashboard_rule_tasks", "rule_id=\"crsr-2\""), 3);
    QCOMPARE(it.sum("syncdashboard_rule_tasks", "rule_id=\"other\",rule=\"other\""), 11);
    QVERIFY(!it.text.contains("nightly"));
    QCOMPARE(it.text.count("syncdashboard_rule_last_success_timestamp_seconds{"), 2);
    QVERIFY(it.text.contains("(the first 2 rules by name"));
}

void TestTaskMetrics::durationsAreOfDoneTasks()
{
    const FilledStore filled({taskOfRule({}, SyncTaskStatus::Success, 1h, 30s),
                              taskOfRule({}, SyncTaskStatus::Success, 1h, 30'001ms),
                              taskOfRule({}, SyncTaskStatus::Success, 48h, 40h),
                              taskOfRule({}, SyncTaskStatus::Error, 1h, 1s),
                              taskOfRule({}, SyncTaskStatus::Synchronizing, 1h)});
    const Measured it(filled.store);
    const QByteArray labels = "{from=\"cn-hangzhou\",to=\"eu-central-1\"";
    const auto bucket = [&](const QByteArray &bound) {
        return it.number("syncdashboard_task_duration_seconds_bucket" + labels + ",le=\"" + bound +
                         "\"}");
    };
    QCOMPARE(bucket("10.0"), "0");
    QCOMPARE(bucket("30.0"), "1");
    QCOMPARE(bucket("60.0"), "2");
    QCOMPARE(bucket("86400.0"), "2");
    QCOMPARE(bucket("+Inf"), "3");
    QCOMPARE(it.number("syncdashboard_task_duration_seconds_count" + labels + "}"), "3");
    QCOMPARE(it.number("syncdashboard_task_duration_seconds_sum" + labels + "}"), "144060.001");
}

void TestTaskMetrics::theOldestAndTheStuckAreOfTheirRoute()
{
    const FilledStore filled({taskOfRule({}, SyncTaskStatus::Synchronizing, 2h),
                              taskOfRule({}, SyncTaskStatus::Pending, 5min),
                              taskBetween(frankfurt, hangzhou, SyncTaskStatus::Pending, 90s)});
    const Measured it(filled.store);
    const QByteArray there = "{from=\"cn-hangzhou\",to=\"eu-central-1\"}";
    const QByteArray back = "{from=\"eu-central-1\",to=\"cn-hangzhou\"}";
    QCOMPARE(it.number("syncdashboard_route_stuck_tasks" + there), "1");
    QCOMPARE(it.number("syncdashboard_route_stuck_tasks" + back), "0");
    const QByteArray oldest = "syncdashboard_route_oldest_unfinished_age_seconds";
    QCOMPARE(it.number(oldest + there), "7200");
    QCOMPARE(it.number(oldest + back), "90");
    QCOMPARE(it.number("syncdashboard_health{state=\"delayed\"}"), "1");
}

void TestTaskMetrics::aRuleHasItsLastSuccessAndItsSilence()
{
    std::vector<SyncTask> tasks{taskOfRule(u"crsr-1"_s, SyncTaskStatus::Success, 100h, 60s),
                                taskOfRule(u"crsr-1"_s, SyncTaskStatus::Success, 90h, 60s),
                                taskOfRule(u"crsr-1"_s, SyncTaskStatus::Error, 80h, 60s)};
    for (int hour = 0; hour < 10; ++hour) {
        tasks.push_back(taskOfRule(u"crsr-2"_s, SyncTaskStatus::Success, hour * 1h + 60s));
        tasks.push_back(taskOfRule(u"crsr-3"_s, SyncTaskStatus::Success, hour * 1h + 60h));
    }
    for (SyncTask &task : tasks)
        task.batchId = task.id;
    const FilledStore filled(tasks);
    const Measured it(filled.store);
    QCOMPARE(it.number("syncdashboard_rule_last_success_timestamp_seconds{rule_id=\"crsr-1\","
                       "rule=\"nightly\"}"),
             QByteArray::number(testNow.toSecsSinceEpoch() - 90 * 3'600 + 60));
    QCOMPARE(it.number("syncdashboard_rule_silent{rule_id=\"crsr-2\",rule=\"crsr-2\"}"), "0");
    QCOMPARE(it.number("syncdashboard_rule_silent{rule_id=\"crsr-3\",rule=\"crsr-3\"}"), "1");
    QVERIFY(!it.text.contains("rule_silent{rule_id=\"crsr-1\"")); // has no habit
    QVERIFY(!Measured(filled.store, {partialList()}).text.contains("rule_silent{"));
}

void TestTaskMetrics::namespacesAreCountedWhenAskedFor()
{
    const FilledStore filled({taskOfRule({}, SyncTaskStatus::Error, 1h)});
    QVERIFY(!Measured(filled.store).text.contains("namespace"));
    const Measured it(filled.store, {completeList()}, {.namespaces = true});
    QCOMPARE(it.number("syncdashboard_namespace_tasks{namespace=\"team\",status=\"failed\"}"), "1");
}

void TestTaskMetrics::requestsAreCountedByWhatBecameOfThem()
{
    CallTally tally;
    const InstanceRef asked{.regionId = hangzhou, .instanceId = u"cri-1"_s, .account = u"prod"_s};
    for (int i = 0; i < 5; ++i)
        tally.noteSent(asked, u"ListRepoSyncTask"_s);
    tally.noteSent({.regionId = hangzhou, .account = u"prod"_s}, u"ListInstance"_s);
    tally.noteFailed(asked, ApiError::Kind::Throttled);
    tally.noteFailed(asked, ApiError::Kind::Throttled);
    tally.noteFailed(asked, ApiError::Kind::Timeout);
    const Measured it(TaskStore(), {completeList()}, {}, &tally);
    const QByteArray labels = "{account=\"prod\",region=\"cn-hangzhou\",instance_id=\"cri-1\"";
    QCOMPARE(
        it.number("syncdashboard_requests_total" + labels + ",operation=\"ListRepoSyncTask\"}"),
        "5");
    QCOMPARE(it.sum("syncdashboard_requests_total"), 6);
    QCOMPARE(it.number("syncdashboard_throttled_requests_total" + labels + "}"), "2");
    QCOMPARE(it.number("syncdashboard_failed_requests_total" + labels + ",kind=\"timeout\"}"), "1");
    QCOMPARE(it.sum("syncdashboard_failed_requests_total"), 1);
}

void TestTaskMetrics::whatShowsNothingIsWrittenByItsNumber()
{
    SyncTask task = taskOfRule(u"crsr-1\u202E\n\"x"_s, SyncTaskStatus::Success, 1h);
    const FilledStore filled({task});
    QVERIFY(Measured(filled.store).text.contains("rule_id=\"crsr-1<U+202E><U+000A>\\\"x\""));
}

void TestTaskMetrics::aKeyThatWasPastedAsANameIsNotTold()
{
    const QString pasted = u"LTAI5tAbCdEfGhIjKlMnOpQr"_s;
    ListStatus list = completeList();
    list.instance.account = pasted;
    CallTally tally;
    tally.noteSent(list.instance, u"ListRepoSyncTask"_s);
    const Measured it(TaskStore(), {list}, {}, &tally);
    QVERIFY(!it.text.contains(pasted.toLatin1()));
    QVERIFY(it.text.contains("account=\"(24 characters that look like a key)\""));
}

void TestTaskMetrics::aCollectorThatStandsByTellsOnlyThat()
{
    const Measured it(TaskStore(), {}, {}, nullptr, false);
    QCOMPARE(it.number("syncdashboard_collector_elected"), "0");
    QCOMPARE(it.number("syncdashboard_reading_complete"), "");
    QCOMPARE(Measured(TaskStore()).number("syncdashboard_collector_elected"), "");
}

void TestTaskMetrics::everyNumberIsOfTheTable()
{
    CallTally tally;
    tally.noteSent({}, u"ListInstance"_s);
    tally.noteFailed({}, ApiError::Kind::Server);
    const FilledStore filled(randomTasks(3'000, 7));
    const Measured it(filled.store, {completeList()}, {.namespaces = true}, &tally, true);
    QCOMPARE(it.families.size(), metricDefinitions().size());
    for (std::size_t i = 0; i < it.families.size(); ++i) {
        const MetricFamily &family = it.families[i];
        QCOMPARE(family.name, metricDefinitions()[i].name);
        QVERIFY(family.unit.isEmpty() || family.name.endsWith("_seconds"));
        QVERIFY(family.help.endsWith(u'.'));
        for (const MetricSample &sample : family.samples)
            QCOMPARE(sample.labels.size(), family.labelNames.size());
        for (const MetricSpread &spread : family.spreads)
            QCOMPARE(spread.labels.size(), family.labelNames.size());
    }
}

QTEST_GUILESS_MAIN(TestTaskMetrics)
#include "tst_taskmetrics.moc"
