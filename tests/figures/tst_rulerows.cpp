#include "rulesamples.h"
#include "timerange.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

RuleState stateOf(const std::vector<RuleRow> &rows, const QString &id)
{
    return std::ranges::find(rows, id, &RuleRow::id)->state;
}

} // namespace

class TestRuleRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksWithoutARuleAreOfNone()
    {
        QVERIFY(counted({taskOf({}, SyncTaskStatus::Error, 1h)}).empty());
        QVERIFY(counted({}).empty());
    }

    void aRuleCountsItsOwnTasks()
    {
        const std::vector<RuleFigures> figures =
            counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h, 30s),
                     taskOf(u"crsr-2"_s, SyncTaskStatus::Error, 3h, 10s),
                     taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 5h, 90s),
                     taskOf(u"crsr-1"_s, SyncTaskStatus::Error, 50h, 10s)});
        QCOMPARE(figures.size(), 2U);
        QCOMPARE(figures[0].ruleId, u"crsr-1"_s);
        QCOMPARE(figures[0].counts.total(), 2); // the third is of the day before yesterday
        QCOMPARE(figures[0].p95Duration, milliseconds(90s));
        QCOMPARE(figures[0].firstMs, testNow.addSecs(-50 * 3600).toMSecsSinceEpoch());
        QCOMPARE(figures[0].lastMs, testNow.addSecs(-2 * 3600).toMSecsSinceEpoch());
        QCOMPARE(figures[0].instanceId, u"cri-1"_s);
        QCOMPARE(figures[0].toRegion, u"eu-central-1"_s);
        QCOMPARE(figures[1].counts.of(SyncTaskStatus::Error), 1);
        QCOMPARE(figures[1].p95Duration, std::nullopt);
    }

    void piecesCountAsTheWholeDoes()
    {
        const FilledStore filled(randomTasks(3000, 11));
        RuleFigureCount count(filled.store, testNow);
        for (std::size_t first = 0; first < filled.rows.size(); first += 700)
            count.add(std::span(filled.rows)
                          .subspan(first, std::min<std::size_t>(700, filled.rows.size() - first)));
        const TimeRange range = TimeRange::last(std::chrono::hours(24), testNow);
        const std::vector<TaskRow> inRange = rowsIn(filled.store, filled.rows, range);
        const auto half = static_cast<std::ptrdiff_t>(inRange.size() / 2);
        count.addInRange({inRange.begin(), inRange.begin() + half});
        count.addInRange({inRange.begin() + half, inRange.end()});
        int rules = 0;
        while (count.finishNext())
            ++rules;
        QCOMPARE(rules, 6);
        QVERIFY(count.figures() == countRules(filled.store, filled.rows, testNow));
        int tasks = 0;
        for (const RuleFigures &figures : count.figures())
            tasks += figures.counts.total();
        const auto isOfARule = [&](TaskRow row) {
            const TaskMoment moment = filled.store.moment(row);
            return filled.store.coldFields(row).rule != StringPool::empty &&
                   range.contains(moment.ms(), moment.status());
        };
        QCOMPARE(tasks, static_cast<int>(std::ranges::count_if(filled.rows, isOfARule)));
    }

    void aRuleThatNeverRanIsThereToo()
    {
        const std::vector<RuleRow> rows = ruleRows(listOf({listed(u"crsr-1"_s)}), {}, {});
        QCOMPARE(ids(rows), QStringList{u"crsr-1"_s});
        QCOMPARE(rows[0].state, RuleState::NotSeen);
    }

    void aRuleThatBothEndsListIsOne()
    {
        ListedRule other = listed(u"crsr-1"_s);
        other.instanceId = u"cri-2"_s;
        const std::vector<RuleRow> rows = ruleRows(listOf({listed(u"crsr-1"_s), other}), {}, {});
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].instanceId, u"cri-1"_s);
    }

    void aRuleIsDeletedWhenItsInstanceListsItNoMore_data()
    {
        QTest::addColumn<qint64>("listedAtMs");
        QTest::addColumn<RuleState>("state");
        QTest::newRow("listed after its task") << testNowMs << RuleState::Deleted;
        QTest::newRow("not yet listed") << qint64{0} << RuleState::NotListed;
        QTest::newRow("it may be newer than the list")
            << testNowMs - 7'200'000 << RuleState::NotListed;
        QTest::newRow("as old as the list") << testNowMs - 3'600'000 << RuleState::NotListed;
        QTest::newRow("a millisecond older") << testNowMs - 3'599'999 << RuleState::Deleted;
    }

    void aRuleIsDeletedWhenItsInstanceListsItNoMore()
    {
        QFETCH(qint64, listedAtMs);
        QFETCH(RuleState, state);
        RuleList list = listOf({listed(u"crsr-1"_s)});
        list.listedAtMs[u"cri-1"_s] = listedAtMs;
        const std::vector<RuleRow> rows =
            ruleRows(list, counted({taskOf(u"crsr-gone"_s, SyncTaskStatus::Success, 1h, 10s)}), {});
        QCOMPARE(stateOf(rows, u"crsr-gone"_s), state);
        QCOMPARE(stateOf(rows, u"crsr-1"_s), RuleState::NotSeen);
    }

    void aRuleWhoseTasksHaveNoTimeIsNotTakenForDeleted()
    {
        SyncTask timeless = taskOf(u"crsr-gone"_s, SyncTaskStatus::Success, 1h, 10s);
        timeless.createdAt = {};
        QCOMPARE(ruleRows(listOf({}), counted({timeless}), {})[0].state, RuleState::NotListed);
    }

    void ofTwoTasksOfOneMillisecondTheFirstTellsTheRoute()
    {
        SyncTask second = taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h, 30s);
        second.imageTo.regionId = u"cn-beijing"_s;
        const std::vector<RuleFigures> figures =
            counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h, 30s), second});
        QCOMPARE(figures[0].toRegion, u"eu-central-1"_s);
    }

    void failedTasksHaveNoPartInTheDuration()
    {
        const std::vector<RuleFigures> figures =
            counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h, 30s),
                     taskOf(u"crsr-1"_s, SyncTaskStatus::Error, 2h, 90s)});
        QCOMPARE(figures[0].p95Duration, milliseconds(30s));
    }

    void theFirstTaskIsTheOldestInWhicheverOrderTheyCome()
    {
        const std::vector<RuleFigures> figures =
            counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 5h),
                     taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 2h)});
        QCOMPARE(figures[0].firstMs, testNow.addSecs(-5 * 3600).toMSecsSinceEpoch());
    }

    void anotherInstancesAnswerDeletesNothing()
    {
        RuleList list = listOf({});
        list.listedAtMs = {{u"cri-2"_s, testNowMs}};
        const std::vector<RuleRow> rows =
            ruleRows(list, counted({taskOf(u"crsr-1"_s, SyncTaskStatus::Success, 1h, 10s)}), {});
        QCOMPARE(rows[0].state, RuleState::NotListed);
    }

    void silentOnesComeFirstThenFailingOnes()
    {
        std::vector<SyncTask> tasks;
        for (const QString &rule : {u"silent"_s, u"failing"_s, u"worse"_s, u"fine"_s, u"gone"_s})
            tasks.push_back(taskOf(rule, SyncTaskStatus::Success, 2h, 10s));
        tasks.push_back(taskOf(u"failing"_s, SyncTaskStatus::Error, 2h, 10s));
        tasks.push_back(taskOf(u"worse"_s, SyncTaskStatus::Error, 2h, 10s));
        tasks.push_back(taskOf(u"worse"_s, SyncTaskStatus::Error, 3h, 10s));
        const RuleList list = listOf({listed(u"unused"_s), listed(u"fine"_s), listed(u"worse"_s),
                                      listed(u"failing"_s), listed(u"silent"_s)});
        const std::vector<RuleRow> rows = ruleRows(list, counted(tasks), {u"silent"_s});
        QCOMPARE(ids(rows), (QStringList{u"silent"_s, u"worse"_s, u"failing"_s, u"fine"_s,
                                         u"unused"_s, u"gone"_s}));
        QCOMPARE(stateOf(rows, u"failing"_s), RuleState::Failing);
        QCOMPARE(stateOf(rows, u"fine"_s), RuleState::Working);
    }

    void amongEqualsWhoRanLastComesFirst()
    {
        const std::vector<RuleRow> rows =
            ruleRows(listOf({listed(u"a"_s), listed(u"b"_s)}),
                     counted({taskOf(u"a"_s, SyncTaskStatus::Success, 3h, 10s),
                              taskOf(u"b"_s, SyncTaskStatus::Success, 2h, 10s)}),
                     {});
        QCOMPARE(ids(rows), (QStringList{u"b"_s, u"a"_s}));
    }

    void equalsComeByTheirIdsAndFailuresBeforeTheLastRun()
    {
        QCOMPARE(ids(ruleRows(listOf({listed(u"c"_s), listed(u"a"_s), listed(u"b"_s)}), {}, {})),
                 (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        const std::vector<SyncTask> tasks = {taskOf(u"more"_s, SyncTaskStatus::Error, 5h),
                                             taskOf(u"more"_s, SyncTaskStatus::Error, 4h),
                                             taskOf(u"later"_s, SyncTaskStatus::Error, 1h)};
        QCOMPARE(ids(ruleRows(listOf({listed(u"later"_s), listed(u"more"_s)}), counted(tasks), {})),
                 (QStringList{u"more"_s, u"later"_s}));
    }

    void aTenthOfFailuresMakesAFailingRule()
    {
        std::vector<SyncTask> tasks{taskOf(u"a"_s, SyncTaskStatus::Error, 2h, 1s)};
        for (int i = 0; i < 10; ++i)
            tasks.push_back(taskOf(u"a"_s, SyncTaskStatus::Success, 2h, 1s));
        QCOMPARE(ruleRows(listOf({listed(u"a"_s)}), counted(tasks), {})[0].state,
                 RuleState::Working);
        tasks.pop_back();
        QCOMPARE(ruleRows(listOf({listed(u"a"_s)}), counted(tasks), {})[0].state,
                 RuleState::Failing);
    }
};

QTEST_GUILESS_MAIN(TestRuleRows)
#include "tst_rulerows.moc"
