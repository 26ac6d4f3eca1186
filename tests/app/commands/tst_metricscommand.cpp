#include "calltally.h"
#include "fakeregistry.h"
#include "manualclock.h"
#include "metricscommand.h"
#include "sampletasks.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

/// A registry with one instance of nine tasks, each third of which failed, and one rule.
struct MeasuredRegistry {
    MeasuredRegistry()
    {
        for (int i = 1; i <= 9; ++i) {
            all.push_back(
                sampleTask(i, i % 3 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success));
            all.back().ruleId = u"crsr-1"_s;
        }
        clock.set(QDateTime({2026, 11, 24}, {1, 0}, Qt::UTC));
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { answer(); });
        timer.start(0);
    }

    void answer()
    {
        for (std::size_t i = 0; i < registry.ruleCalls.size(); ++i)
            registry.ruleCalls[i].answer(rules);
        for (std::size_t i = 0; i < registry.taskCalls.size(); ++i) {
            const int pageNo = registry.taskCalls[i].question.pageNo;
            if (pageNo >= refusedFrom)
                registry.taskCalls[i].answer(tl::unexpected(refusal));
            else
                registry.taskCalls[i].answer(
                    samplePage(pageNo == 1 ? all : std::vector<SyncTask>(), total, pageNo));
        }
    }

    int run(const std::vector<ApiError> &refused = {})
    {
        QBuffer output;
        output.open(QIODevice::WriteOnly);
        QBuffer told;
        told.open(QIODevice::WriteOnly);
        const int code =
            runMetrics(registry, {{.regionId = u"cn-hangzhou"_s}}, clock, options,
                       {.refused = refused, .calls = &calls, .version = u"9.9"_s}, output, told);
        printed = output.data();
        errors = told.data();
        return code;
    }
    [[nodiscard]] bool says(const QByteArray &line) const
    {
        return printed.contains(QByteArray("\n" + line + "\n"));
    }

    FakeRegistry registry{};
    ManualClock clock{};
    QTimer timer{};
    std::vector<SyncTask> all{};
    qint64 total = 9;
    int refusedFrom = 1'000; ///< the first page that is refused
    ApiError refusal{.kind = ApiError::Kind::Permission, .code = u"NoPermission"_s};
    Result<SyncRulePage> rules = SyncRulePage{
        .items = {{.id = u"crsr-1"_s, .name = u"nightly"_s}}, .pageNo = 1, .totalCount = 1};
    CallTally calls{};
    MetricsOptions options{.instanceId = u"cri-1"_s};
    QByteArray printed{};
    QByteArray errors{};
};

const QByteArray ofList = "{account=\"\",region=\"cn-hangzhou\",instance_id=\"cri-1\"";

} // namespace

class TestMetricsCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThatWasReadIsCounted();
    void aListThatIsRefusedHasNoNumbers();
    void ofAListThatBreaksOffOnlyWhatCameIsSaid();
    void aProfileThatCannotBeAskedMakesItIncomplete();
    void withoutNamesRulesHaveTheirIds();
    void anInstanceThatNobodyListsIsNoEmptyOne();
    void theFileIsReplacedAtOnce();
    void aFileThatCannotBeWrittenIsAnError();
    void openMetricsIsWrittenWhenAskedFor();
};

void TestMetricsCommand::allThatWasReadIsCounted()
{
    MeasuredRegistry it;
    QCOMPARE(it.run(), 0);
    QCOMPARE(it.errors, "");
    QVERIFY(it.says("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"} 3"));
    QVERIFY(it.says("syncdashboard_tasks{instance_id=\"cri-1\",status=\"done\"} 6"));
    QVERIFY(it.says("syncdashboard_tasks{instance_id=\"cri-1\",status=\"running\"} 0"));
    QVERIFY(it.says("syncdashboard_rule_tasks{rule_id=\"crsr-1\",rule=\"nightly\","
                    "status=\"failed\"} 3"));
    QVERIFY(it.says("syncdashboard_list_complete" + ofList + "} 1"));
    QVERIFY(it.says("syncdashboard_list_tasks_listed" + ofList + "} 9"));
    QVERIFY(it.says("syncdashboard_reading_complete 1"));
    // When the oldest of them was created.
    QVERIFY(it.says("syncdashboard_list_complete_since_timestamp_seconds" + ofList + "} " +
                    QByteArray::number(it.all.front().createdAt.toSecsSinceEpoch())));
}

void TestMetricsCommand::aListThatIsRefusedHasNoNumbers()
{
    MeasuredRegistry it;
    it.refusedFrom = 1;
    QCOMPARE(it.run(), 1);
    QVERIFY(it.errors.contains("instance cri-1 in cn-hangzhou: "));
    QVERIFY(it.says("syncdashboard_list_state" + ofList + ",state=\"refused\"} 1"));
    QVERIFY(it.says("syncdashboard_reading_complete 0"));
    QVERIFY(!it.printed.contains("syncdashboard_tasks{"));
    QVERIFY(!it.printed.contains("last_read_timestamp_seconds{"));
}

void TestMetricsCommand::ofAListThatBreaksOffOnlyWhatCameIsSaid()
{
    MeasuredRegistry it;
    it.refusedFrom = 2;
    it.total = 250;
    it.refusal.kind = ApiError::Kind::Timeout;
    QCOMPARE(it.run(), 1);
    QVERIFY(it.says("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"} 3"));
    QVERIFY(!it.printed.contains("status=\"running\""));
    QVERIFY(it.says("syncdashboard_list_complete" + ofList + "} 0"));
    QVERIFY(it.says("syncdashboard_list_tasks_read" + ofList + "} 9"));
    QVERIFY(it.says("syncdashboard_list_tasks_listed" + ofList + "} 250"));
    QVERIFY(it.says("syncdashboard_list_state" + ofList + ",state=\"not_answering\"} 1"));
    QVERIFY(!it.printed.contains("complete_since"));
    QVERIFY(it.says("syncdashboard_reading_complete 0"));
}

void TestMetricsCommand::aProfileThatCannotBeAskedMakesItIncomplete()
{
    MeasuredRegistry it;
    QCOMPARE(it.run({{.kind = ApiError::Kind::Credential, .account = u"prod"_s}}), 1);
    QVERIFY(it.says("syncdashboard_list_state{account=\"prod\",region=\"\",instance_id=\"\","
                    "state=\"refused\"} 1"));
    QVERIFY(it.says("syncdashboard_reading_complete 0"));
    QVERIFY(it.says("syncdashboard_tasks{instance_id=\"cri-1\",status=\"failed\"} 3"));
}

void TestMetricsCommand::withoutNamesRulesHaveTheirIds()
{
    MeasuredRegistry it;
    it.rules = tl::unexpected(it.refusal);
    QCOMPARE(it.run(), 0); // all tasks are counted
    QVERIFY(it.errors.contains("rules of instance cri-1 in cn-hangzhou: "));
    QVERIFY(it.says("syncdashboard_rule_tasks{rule_id=\"crsr-1\",rule=\"crsr-1\","
                    "status=\"failed\"} 3"));
}

void TestMetricsCommand::anInstanceThatNobodyListsIsNoEmptyOne()
{
    MeasuredRegistry it;
    it.all.clear();
    it.total = 0;
    QTimer listing;
    QObject::connect(&listing, &QTimer::timeout, &listing, [&it] {
        for (std::size_t i = 0; i < it.registry.instanceCalls.size(); ++i)
            it.registry.instanceCalls[i].answer(RegistryInstancePage{.pageNo = 1, .totalCount = 0});
    });
    listing.start(0);
    QCOMPARE(it.run(), 1);
    QVERIFY(it.errors.contains("None of the profiles lists the instance cri-1"));
    QVERIFY(it.says("syncdashboard_reading_complete 0"));
}

void TestMetricsCommand::theFileIsReplacedAtOnce()
{
    const QTemporaryDir folder;
    MeasuredRegistry it;
    it.options.textfile = folder.filePath(u"sync.prom"_s);
    for (int run = 0; run < 2; ++run) {
        QCOMPARE(it.run(), 0);
        QCOMPARE(it.printed, "");
        QFile file(it.options.textfile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("syncdashboard_reading_complete 1\n"));
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestMetricsCommand::aFileThatCannotBeWrittenIsAnError()
{
    const QTemporaryDir folder;
    MeasuredRegistry it;
    it.options.textfile = folder.filePath(u"missing/sync.prom"_s);
    QCOMPARE(it.run(), 1);
    QVERIFY(it.errors.contains("cannot write: "));
    QVERIFY(it.errors.contains("missing/sync.prom"));
}

void TestMetricsCommand::openMetricsIsWrittenWhenAskedFor()
{
    MeasuredRegistry it;
    it.options.format = MetricsFormat::OpenMetrics;
    QCOMPARE(it.run(), 0);
    QVERIFY(it.printed.endsWith("\n# EOF\n"));
}

QTEST_GUILESS_MAIN(TestMetricsCommand)
#include "tst_metricscommand.moc"
