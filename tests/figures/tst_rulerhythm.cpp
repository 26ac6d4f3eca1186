#include "randomtasks.h"
#include "rulerhythm.h"

#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using std::chrono::milliseconds;

const QString here = u"cn-hangzhou"_s;
const QDateTime always = testNow.addYears(-1);

SyncTask beat(const QString &rule, milliseconds age, const QString &batch = {})
{
    SyncTask task = taskBetween(here, here, SyncTaskStatus::Success, age);
    task.ruleId = rule;
    if (!batch.isEmpty())
        task.batchId = batch;
    return task;
}

/// One batch every \p gap, the last \p silence ago.
std::vector<SyncTask> beats(const QString &rule, int count, milliseconds gap, milliseconds silence)
{
    std::vector<SyncTask> tasks;
    for (int i = 0; i < count; ++i)
        tasks.push_back(beat(rule, silence + gap * i));
    return tasks;
}

std::vector<RuleRhythm> rhythms(const std::vector<SyncTask> &tasks,
                                const QDateTime &completeSince = always)
{
    const FilledStore filled(tasks);
    return ruleRhythms(filled.store, filled.rows, testNow, completeSince);
}

bool isSilent(const std::vector<SyncTask> &tasks, const QDateTime &completeSince = always)
{
    return rhythms(tasks, completeSince).front().silent;
}

} // namespace

class TestRuleRhythm final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTasksHaveNoRhythm() { QVERIFY(rhythms({}).empty()); }

    void oneTaskIsNoRhythm()
    {
        const std::vector<RuleRhythm> one = rhythms({beat(u"a"_s, 100h)});
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one.front().batches, 1);
        QCOMPARE(one.front().last, testNow.addSecs(-100 * 3600));
        QCOMPARE(one.front().typicalGap, std::nullopt);
        QVERIFY(!one.front().silent);
    }

    void threeTimesTheTypicalGapIsSilence()
    {
        QVERIFY(!isSilent(beats(u"a"_s, 6, 1h, 3h)));
        QVERIFY(isSilent(beats(u"a"_s, 6, 1h, 3h + 1ms)));
        QVERIFY(!isSilent(beats(u"a"_s, 5, 1h, 30h))); // four gaps are no rhythm
        QCOMPARE(rhythms(beats(u"a"_s, 6, 1h, 3h)).front().typicalGap,
                 std::optional<milliseconds>(1h));
    }

    void halfAnHourIsNeverSilence()
    {
        QVERIFY(!isSilent(beats(u"a"_s, 50, 1s, 30min)));
        QVERIFY(isSilent(beats(u"a"_s, 50, 1s, 30min + 1ms)));
        QVERIFY(isSilent(beats(u"a"_s, 50, 0ms, 31min))); // all in the same millisecond
    }

    void aClockThatGoesBackwardsIsNoSilence() { QVERIFY(!isSilent(beats(u"a"_s, 50, 1s, -2h))); }

    void theTasksOfABatchAreOneBeat()
    {
        std::vector<SyncTask> tasks;
        for (int batch = 0; batch < 6; ++batch) {
            for (int i = 0; i < 10; ++i)
                tasks.push_back(beat(u"a"_s, 10h + 1h * batch + 1s * i, u"b%1"_s.arg(batch)));
        }
        const std::vector<RuleRhythm> found = rhythms(tasks);
        QCOMPARE(found.front().batches, 6);
        QCOMPARE(found.front().typicalGap, std::optional<milliseconds>(1h));
        QVERIFY(found.front().silent);
    }

    void aBatchCountsForEachOfItsRules()
    {
        const std::vector<RuleRhythm> found =
            rhythms({beat(u"a"_s, 1h, u"x"_s), beat(u"b"_s, 1h, u"x"_s), beat(u"a"_s, 1h, u"x"_s)});
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].batches, 1);
        QCOMPARE(found[1].batches, 1);
    }

    void whatWasStartedByHandIsNotTheRulesDoing()
    {
        std::vector<SyncTask> tasks = beats(u"a"_s, 6, 1h, 10h);
        tasks.push_back(beat(u"a"_s, 1min));
        QVERIFY(!isSilent(tasks));
        tasks.back().trigger = taskTriggerFromWire(u"INITIATIVE"_s);
        QVERIFY(isSilent(tasks));
    }

    void gapsBeforeTheCompleteTimeAreNotKnown()
    {
        const std::vector<SyncTask> tasks = beats(u"a"_s, 20, 1h, 4h);
        QVERIFY(isSilent(tasks, testNow.addSecs(-9 * 3600)));
        QVERIFY(!isSilent(tasks, testNow.addSecs(-8 * 3600)));
        QVERIFY(!isSilent(tasks, {}));
        QCOMPARE(rhythms(tasks, testNow.addSecs(-9 * 3600)).front().batches, 6);
    }

    void silentRulesComeFirst()
    {
        std::vector<SyncTask> tasks = beats(u"lively"_s, 10, 1h, 1min);
        for (const std::vector<SyncTask> &more :
             {beats(u"silent"_s, 10, 1h, 20h), beats(u"slow"_s, 10, 10h, 5h)})
            tasks.insert(tasks.end(), more.begin(), more.end());
        const FilledStore filled(tasks);
        QStringList order;
        for (const RuleRhythm &rhythm : ruleRhythms(filled.store, filled.rows, testNow, always))
            order << filled.text(rhythm.rule);
        QCOMPARE(order, QStringList({u"silent"_s, u"lively"_s, u"slow"_s}));
    }

    void ofTwoThatSpokeAtOnceTheOneThatWasSeenFirstComesFirst()
    {
        const FilledStore filled({beat(u"b"_s, 1h), beat(u"a"_s, 1h), beat(u"c"_s, 2h)});
        QStringList order;
        for (const RuleRhythm &rhythm : ruleRhythms(filled.store, filled.rows, testNow, always))
            order << filled.text(rhythm.rule);
        QCOMPARE(order, QStringList({u"b"_s, u"a"_s, u"c"_s}));
    }

    void aBatchBeginsWithItsFirstTaskInWhicheverOrderTheyCome()
    {
        for (const bool isFirstLast : {false, true}) {
            std::vector<SyncTask> tasks = beats(u"a"_s, 6, 1h, 3h);
            tasks.push_back(beat(u"a"_s, isFirstLast ? 10min : 4h, u"x"_s));
            tasks.push_back(beat(u"a"_s, isFirstLast ? 4h : 10min, u"x"_s));
            QCOMPARE(rhythms(tasks).front().last, testNow.addSecs(-3 * 3600));
        }
    }

    void aTaskWithoutATimeIsNoBeat()
    {
        SyncTask timeless = beat(u"a"_s, 1h);
        timeless.createdAt = {};
        QVERIFY(rhythms({timeless}).empty());
    }

    void agreesWithTheSlowWay()
    {
        const std::vector<SyncTask> tasks = randomTasks(3'000, 5);
        const QDateTime since = testNow.addDays(-6);
        QMap<QString, QMap<QString, QDateTime>> batches; // by rule, then batch: the first time
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const SyncTask &task = tasks[i];
            if (task.ruleId.isEmpty() || !task.createdAt.isValid() ||
                task.trigger.value == TaskTrigger::Initiative)
                continue;
            const QString batch = task.batchId.isEmpty() ? u"alone %1"_s.arg(i) : task.batchId;
            QDateTime &first = batches[task.ruleId][batch];
            first = first.isValid() ? std::min(first, task.createdAt) : task.createdAt;
        }
        const FilledStore filled(tasks);
        const auto found = ruleRhythms(filled.store, filled.rows, testNow, since);
        QCOMPARE(static_cast<qsizetype>(found.size()), batches.size());
        for (const RuleRhythm &rhythm : found) {
            QList<QDateTime> times = batches.value(filled.text(rhythm.rule)).values();
            std::ranges::sort(times);
            QCOMPARE(rhythm.last, times.constLast());
            times.removeIf([&since](const QDateTime &time) { return time < since; });
            std::vector<qint64> gaps;
            for (qsizetype i = 1; i < times.size(); ++i)
                gaps.push_back(times[i - 1].msecsTo(times[i]));
            QCOMPARE(rhythm.batches, static_cast<int>(times.size()));
            QCOMPARE(rhythm.typicalGap, slowPercentile(gaps, 90));
        }
    }
};

QTEST_GUILESS_MAIN(TestRuleRhythm)
#include "tst_rulerhythm.moc"
