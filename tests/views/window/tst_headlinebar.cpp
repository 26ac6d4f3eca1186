#include "displaytext.h"
#include "headlinebar.h"
#include "headlinefigure.h"
#include "statusicon.h"
#include "theme.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StatusSummary sampleSummary()
{
    StatusSummary summary;
    for (int i = 0; i < 37; ++i)
        summary.counts.add(SyncTaskStatus::Error);
    for (int i = 0; i < 4102; ++i)
        summary.counts.add(SyncTaskStatus::Success);
    summary.running = 12;
    summary.waiting = 9;
    summary.oldestActive = 130min;
    summary.successRate = 4102.0 / 4139.0;
    summary.medianDuration = 90s;
    summary.p95Duration = 252s;
    summary.health = Health::Delayed;
    return summary;
}

HeadlineFigure *figure(const HeadlineBar &bar, const QString &name)
{
    return bar.findChild<HeadlineFigure *>(name);
}

} // namespace

class TestHeadlineBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void oneWordThenTheNumbers()
    {
        HeadlineBar bar;
        bar.showSummary(sampleSummary());
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->text(),
                 displayName(Health::Delayed));
        QCOMPARE(figure(bar, u"failedCount"_s)->text(), u"37"_s);
        QCOMPARE(figure(bar, u"runningCount"_s)->text(), u"12"_s);
        QCOMPARE(figure(bar, u"waitingCount"_s)->text(), u"9"_s);
        QCOMPARE(figure(bar, u"oldestActive"_s)->text(), durationText(130min));
        QCOMPARE(figure(bar, u"durations"_s)->text(), durationText(252s));
        QVERIFY(figure(bar, u"durations"_s)->caption().contains(durationText(90s)));
        QCOMPARE(figure(bar, u"successRate"_s)->text(), u"99.1 %"_s);
        QCOMPARE(figure(bar, u"failedCount"_s)->accessibleName(), u"37 failed"_s);
    }

    void nothingReadIsNotZero()
    {
        HeadlineBar bar;
        bar.showSummary({});
        QCOMPARE(figure(bar, u"failedCount"_s)->text(), u"0"_s);
        const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
        bar.showFreshness({.state = Freshness::State::Lost, .behind = 2, .all = 2, .unread = 2},
                          now);
        for (const QString &name : {u"failedCount"_s, u"runningCount"_s, u"waitingCount"_s})
            QCOMPARE(figure(bar, name)->text(), u"–"_s);
        bar.showFreshness({.state = Freshness::State::Partly, .behind = 1, .all = 2, .unread = 1},
                          now);
        QCOMPARE(figure(bar, u"failedCount"_s)->text(), u"0"_s);
    }

    void whereThereIsNothingToJudgeNoVerdictIsGiven_data()
    {
        QTest::addColumn<Health>("health");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing known") << Health::Unknown << u"No tasks"_s;
        QTest::newRow("well now") << Health::OnTime << u"No tasks"_s;
        QTest::newRow("bad now") << Health::Delayed << u"No tasks, now: Delayed"_s;
    }

    void whereThereIsNothingToJudgeNoVerdictIsGiven()
    {
        QFETCH(Health, health);
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
        HeadlineBar bar;
        bar.showFreshness({.all = 2}, now);
        bar.showSummary({.health = health, .hasNoTasks = true});
        QCOMPARE(bar.text(), text);
        bar.showFreshness(
            {.state = Freshness::State::Partly, .asOf = now, .behind = 1, .all = 2, .outdated = 1},
            now);
        // What is bad now is bad, whatever else is not known.
        const QString word = health == Health::Delayed ? u"Delayed, "_s : u"Incomplete, "_s;
        QVERIFY2(bar.text().startsWith(word), qPrintable(bar.text()));
        QVERIFY2(!bar.text().contains(u"On time"_s), qPrintable(bar.text()));
        bar.showFreshness({.all = 2, .unproven = 1, .missing = 1}, now);
        QVERIFY2(bar.text().startsWith(word), qPrintable(bar.text()));
        bar.showFreshness({.all = 2, .unproven = 1}, now);
        QCOMPARE(bar.text(), text + (health == Health::Delayed ? u" · "_s : u", "_s) +
                                 u"1 of 2 not proven complete"_s);
        bar.showFreshness({.state = Freshness::State::Unread, .all = 2, .unread = 2}, now);
        QCOMPARE(bar.text(), displayName(Health::Unknown));
    }

    void theWordKeepsItsSizeInAWindow()
    {
        QWidget window;
        HeadlineBar bar;
        bar.setParent(&window);
        window.show();
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->font().pixelSize(), 20);
    }

    void whatIsNotKnownIsADash()
    {
        HeadlineBar bar;
        bar.showSummary({});
        QCOMPARE(figure(bar, u"oldestActive"_s)->text(), u"–"_s);
        QCOMPARE(figure(bar, u"successRate"_s)->text(), u"–"_s);
        QCOMPARE(figure(bar, u"failedCount"_s)->text(), u"0"_s);
    }

    void aHundredPercentMeansThatNothingFailed()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.successRate = 0.99999;
        bar.showSummary(summary);
        QCOMPARE(figure(bar, u"successRate"_s)->text(), u"99.9 %"_s);
        summary.successRate = 1.0;
        bar.showSummary(summary);
        QCOMPARE(figure(bar, u"successRate"_s)->text(), u"100 %"_s);
    }

    void aNumberCanBeClickedAndReachedByKey_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status");
        QTest::newRow("failed") << u"failedCount"_s << static_cast<int>(SyncTaskStatus::Error);
        QTest::newRow("running") << u"runningCount"_s
                                 << static_cast<int>(SyncTaskStatus::Synchronizing);
        QTest::newRow("done") << u"doneCount"_s << static_cast<int>(SyncTaskStatus::Success);
        QTest::newRow("waiting") << u"waitingCount"_s << static_cast<int>(SyncTaskStatus::Pending);
    }

    void theWordSaysWhyAndLeadsThere()
    {
        HeadlineBar bar;
        bar.resize(1440, Metrics::headlineHeight);
        StatusSummary summary = sampleSummary();
        summary.health = Health::Delayed;
        summary.stuck = 4;
        summary.oldestStuck = 130min;
        bar.showSummary(summary);
        bar.show();
        auto *word = bar.findChild<QAbstractButton *>(u"healthWord"_s);
        QVERIFY2(word->toolTip().contains(durationText(130min)), qPrintable(word->toolTip()));
        QSignalSpy stuck(&bar, &HeadlineBar::stuckChosen);
        QTest::mouseClick(word, Qt::LeftButton);
        QCOMPARE(stuck.size(), 1);
        summary.health = Health::OnTime;
        bar.showSummary(summary);
        QVERIFY(word->toolTip().isEmpty());
        QTest::mouseClick(word, Qt::LeftButton);
        QCOMPARE(stuck.size(), 1);
    }

    void everyNumberLeadsSomewhere()
    {
        HeadlineBar bar;
        for (const HeadlineFigure *number : bar.findChildren<HeadlineFigure *>())
            QCOMPARE(number->focusPolicy(), Qt::TabFocus);
        QSignalSpy charts(&bar, &HeadlineBar::chartChosen);
        QSignalSpy active(&bar, &HeadlineBar::activeChosen);
        figure(bar, u"durations"_s)->click();
        figure(bar, u"successRate"_s)->click();
        figure(bar, u"oldestActive"_s)->click();
        QCOMPARE(charts.size(), 2);
        QCOMPARE(charts.first().first().value<ChartKind>(), ChartKind::Duration);
        QCOMPARE(active.size(), 1);
    }

    void aNumberCanBeClickedAndReachedByKey()
    {
        QFETCH(QString, name);
        QFETCH(int, status);
        HeadlineBar bar;
        bar.resize(1200, Metrics::headlineHeight);
        bar.show();
        QSignalSpy chosen(&bar, &HeadlineBar::statusChosen);
        HeadlineFigure *number = figure(bar, name);
        QTest::mouseClick(number, Qt::LeftButton);
        QCOMPARE(number->focusPolicy(), Qt::TabFocus);
        QTest::keyClick(number, Qt::Key_Space);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(static_cast<int>(chosen.at(0).at(0).value<SyncTaskStatus>()), status);
    }

    void stuckTasksTakeThePlaceOfTheOldest()
    {
        HeadlineBar bar;
        bar.resize(1440, Metrics::headlineHeight);
        bar.show();
        StatusSummary summary = sampleSummary();
        bar.showSummary(summary);
        QVERIFY(!figure(bar, u"stuckCount"_s)->isVisible());
        QVERIFY(figure(bar, u"oldestActive"_s)->isVisible());
        summary.stuck = 4;
        summary.oldestStuck = 130min;
        bar.showSummary(summary);
        HeadlineFigure *stuck = figure(bar, u"stuckCount"_s);
        QVERIFY(stuck->isVisible());
        QVERIFY(!figure(bar, u"oldestActive"_s)->isVisible());
        QCOMPARE(stuck->text(), u"4"_s);
        QCOMPARE(stuck->caption(), u"stuck, oldest 2 h 10 m"_s);
        QSignalSpy chosen(&bar, &HeadlineBar::stuckChosen);
        QTest::mouseClick(stuck, Qt::LeftButton);
        QTest::keyClick(stuck, Qt::Key_Space);
        QCOMPARE(chosen.size(), 2);
    }

    void theMostDelayedRouteStandsAfterTheWord()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        bar.resize(1440, Metrics::headlineHeight);
        bar.show();
        const auto *delay = bar.findChild<QAbstractButton *>(u"mostDelayed"_s);
        bar.showSummary(summary);
        QVERIFY(!delay->isVisible());
        summary.mostDelayed = DelayedRoute{
            .fromRegion = u"cn-hangzhou"_s, .toRegion = u"eu-central-1"_s, .behind = 38min};
        bar.showSummary(summary);
        QVERIFY(delay->isVisible());
        QCOMPARE(delay->text(), u"most delayed: Hangzhou → Frankfurt"_s);
        QVERIFY(delay->toolTip().contains(u"38 m"_s));
        QCOMPARE_GT(delay->x(),
                    bar.findChild<QAbstractButton *>(u"healthWord"_s)->geometry().right());
        QCOMPARE_LT(delay->geometry().right(), figure(bar, u"failedCount"_s)->x());
        QCOMPARE_GE(delay->width(), delay->sizeHint().width());
        bar.resize(640, Metrics::headlineHeight); // gives way to the figures
        QVERIFY(!delay->isVisible() || delay->width() < delay->sizeHint().width());
        QVERIFY(figure(bar, u"failedCount"_s)->isVisible());
        QVERIFY(figure(bar, u"waitingCount"_s)->isVisible());
    }

    void theOldestUnfinishedTaskSaysWhyItIsDelayed()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.health = Health::Delayed;
        summary.stuck = 2;
        summary.oldestStuck = 16h + 26min;
        summary.mostDelayed = DelayedRoute{
            .fromRegion = u"cn-hangzhou"_s, .toRegion = u"eu-central-1"_s, .behind = 38min};
        summary.oldestUnfinished = OldestUnfinished{
            .fromRegion = u"cn-beijing"_s, .toRegion = u"ap-southeast-1"_s, .age = 16h + 26min};
        bar.resize(1024, Metrics::headlineHeight);
        bar.showRange(u"in 24 h"_s);
        bar.showSummary(summary);
        bar.show();
        const auto *delay = bar.findChild<QAbstractButton *>(u"mostDelayed"_s);
        QCOMPARE(delay->text(), u"16 h 26 m: Beijing → Singapore"_s);
        QVERIFY(delay->isVisible());
        QCOMPARE_GE(delay->width(), delay->sizeHint().width());
        const auto *word = bar.findChild<QAbstractButton *>(u"healthWord"_s);
        QVERIFY2(word->toolTip().contains(u"Oldest unfinished: 16 h 26 m on Beijing → Singapore"_s),
                 qPrintable(word->toolTip()));
        QVERIFY(!word->toolTip().contains(u"Hangzhou"_s));
    }

    void theMostDelayedRouteTakesNoFigureItsRoom()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.stuck = 2;
        summary.oldestStuck = 20h + 17min;
        summary.mostDelayed = DelayedRoute{
            .fromRegion = u"cn-shanghai"_s, .toRegion = u"us-west-1"_s, .behind = 38min};
        bar.resize(1024, Metrics::headlineHeight);
        bar.showRange(u"in 24 h"_s);
        bar.showSummary(summary);
        bar.show();
        const auto *delay = bar.findChild<QAbstractButton *>(u"mostDelayed"_s);
        const HeadlineFigure *done = figure(bar, u"doneCount"_s);
        QVERIFY(delay->isVisible() && delay->width() < delay->sizeHint().width());
        QVERIFY(done->isVisible());
        QCOMPARE_LE(done->geometry().right(), bar.width());
    }

    void whatIsOldIsNotToldAsIfItWereSoNow_data()
    {
        using State = Freshness::State;
        QTest::addColumn<State>("state");
        QTest::addColumn<Health>("counted");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("note");
        QTest::addColumn<bool>("isGrey");
        const QString then = u" as of 14:02:11"_s;
        const QString some = u"1 of 3 not answering, as of 14:02:11"_s;
        QTest::newRow("fresh") << State::Fresh << Health::OnTime << u"On time"_s << QString()
                               << false;
        QTest::newRow("lost") << State::Lost << Health::OnTime << u"Not reachable"_s
                              << u"On time"_s + then << true;
        QTest::newRow("lost, was failing")
            << State::Lost << Health::Failing << u"Not reachable"_s << u"Failing"_s + then << true;
        QTest::newRow("old") << State::Outdated << Health::Delayed << u"Out of date"_s
                             << u"Delayed"_s + then << true;
        QTest::newRow("part lost")
            << State::Partly << Health::OnTime << u"Incomplete"_s << some << true;
        QTest::newRow("part lost, failing")
            << State::Partly << Health::Failing << u"Failing"_s << some << false;
        QTest::newRow("nothing known")
            << State::Lost << Health::Unknown << u"Not reachable"_s << u"as of 14:02:11"_s << true;
    }

    void whatIsOldIsNotToldAsIfItWereSoNow()
    {
        QFETCH(const Freshness::State, state);
        QFETCH(const Health, counted);
        QFETCH(const QString, word);
        QFETCH(const QString, note);
        QFETCH(const bool, isGrey);
        HeadlineBar bar;
        bar.resize(1024, Metrics::headlineHeight);
        bar.show();
        StatusSummary summary = sampleSummary();
        summary.health = counted;
        bar.showSummary(summary);
        const QDateTime asOf(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        bar.showFreshness({.state = state, .asOf = asOf, .behind = 1, .all = 3, .notAnswering = 1},
                          asOf.addSecs(120));
        const auto *shown = bar.findChild<QLabel *>(u"healthNote"_s);
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->text(), word);
        QCOMPARE(shown->text(), note);
        QCOMPARE(shown->isVisible(), !note.isEmpty());
        QCOMPARE(bar.accessibleName(), note.isEmpty() ? word : word + u", "_s + note);
        const QImage icon =
            bar.findChild<QLabel *>(u"healthIcon"_s)->pixmap(Qt::ReturnByValue).toImage();
        const QImage grey =
            healthPixmap(Health::Unknown, 18, bar.palette(), bar.devicePixelRatioF()).toImage();
        QCOMPARE(icon == grey, isGrey);
    }

    /// Over a list that was never read, not even bad news is the word.
    void aListThatWasNeverReadMakesItIncomplete_data()
    {
        QTest::addColumn<Health>("counted");
        QTest::addColumn<QString>("note");
        const QString note = u"1 of 3 refused since 14:02:11, never read"_s;
        QTest::newRow("well") << Health::OnTime << note;
        QTest::newRow("delayed") << Health::Delayed << note + u" · the others: Delayed"_s;
        QTest::newRow("failing") << Health::Failing << note + u" · the others: Failing"_s;
        QTest::newRow("nothing known") << Health::Unknown << note;
    }

    void aListThatWasNeverReadMakesItIncomplete()
    {
        QFETCH(const Health, counted);
        QFETCH(const QString, note);
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.health = counted;
        bar.showSummary(summary);
        const QDateTime since(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        bar.showFreshness({.state = Freshness::State::Partly,
                           .since = since,
                           .behind = 1,
                           .all = 3,
                           .refused = 1,
                           .unread = 1},
                          since.addSecs(120));
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->text(), u"Incomplete"_s);
        QCOMPARE(bar.findChild<QLabel *>(u"healthNote"_s)->text(), note);
    }

    void tasksThatAreMissingMakeItIncomplete()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.health = Health::OnTime;
        bar.showSummary(summary);
        const QDateTime at(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        bar.showFreshness({.all = 3, .unproven = 1}, at);
        QCOMPARE(bar.text(), u"On time, 1 of 3 not proven complete"_s);
        bar.showFreshness({.all = 3, .unproven = 1, .missing = 1}, at);
        QCOMPARE(bar.text(), u"Incomplete, 1 of 3 not proven complete"_s);
        summary.health = Health::Failing; // what is known is bad enough
        bar.showSummary(summary);
        QCOMPARE(bar.text(), u"Failing, 1 of 3 not proven complete"_s);
    }

    void noneIsReadIsSaidByWhy_data()
    {
        using State = Freshness::State;
        QTest::addColumn<State>("state");
        QTest::addColumn<int>("unread");
        QTest::addColumn<QString>("text");
        QTest::newRow("refused, as before")
            << State::Refused << 0 << u"Refused, On time as of 14:02:11"_s;
        QTest::newRow("one of them never read")
            << State::Refused << 1 << u"Refused, as of 14:02:11, 1 never read"_s;
        QTest::newRow("lost, one never read")
            << State::Lost << 1 << u"Not reachable, as of 14:02:11, 1 never read"_s;
        QTest::newRow("on its way") << State::Unread << 2 << u"Unknown"_s;
    }

    void noneIsReadIsSaidByWhy()
    {
        QFETCH(const Freshness::State, state);
        QFETCH(const int, unread);
        QFETCH(const QString, text);
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.health = Health::OnTime;
        bar.showSummary(summary);
        const QDateTime asOf(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        bar.showFreshness(
            {.state = state, .asOf = asOf, .behind = 2, .all = 2, .refused = 2, .unread = unread},
            asOf.addSecs(120));
        QCOMPARE(bar.text(), text);
    }

    void anExpiredKeyIsSaidWithItsTime()
    {
        HeadlineBar bar;
        StatusSummary summary = sampleSummary();
        summary.health = Health::OnTime;
        bar.showSummary(summary);
        const QDateTime asOf(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        Freshness freshness{.state = Freshness::State::Refused,
                            .asOf = asOf,
                            .since = asOf.addSecs(10),
                            .behind = 2,
                            .all = 2,
                            .refused = 2,
                            .refusal = PauseReason::KeyExpired};
        bar.showFreshness(freshness, asOf.addSecs(120));
        QCOMPARE(bar.text(), u"Key expired since 14:02:21, On time as of 14:02:11"_s);
        freshness.since = {};
        bar.showFreshness(freshness, asOf.addSecs(120));
        QCOMPARE(bar.text(), u"Key expired, On time as of 14:02:11"_s);
    }

    void aRefusalIsSaidByItsReason_data()
    {
        QTest::addColumn<PauseReason>("reason");
        QTest::addColumn<QString>("word");
        QTest::newRow("several, or another") << PauseReason::Refused << u"Refused"_s;
        QTest::newRow("no key") << PauseReason::KeyMissing << u"No key"_s;
        QTest::newRow("key") << PauseReason::KeyRefused << u"Key refused"_s;
        QTest::newRow("clock") << PauseReason::ClockWrong << u"Clock wrong"_s;
        QTest::newRow("permission") << PauseReason::NoPermission << u"No permission"_s;
        QTest::newRow("set-up") << PauseReason::NotSetUp << u"Not set up"_s;
    }

    void aRefusalIsSaidByItsReason()
    {
        QFETCH(const PauseReason, reason);
        QFETCH(const QString, word);
        HeadlineBar bar;
        bar.showSummary(sampleSummary());
        bar.showFreshness({.state = Freshness::State::Refused,
                           .behind = 1,
                           .all = 1,
                           .refused = 1,
                           .unread = 1,
                           .refusal = reason},
                          QDateTime(QDate(2026, 11, 24), QTime(14, 2), Qt::UTC));
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->text(), word);
    }

    void theNoteGoesBeforeTheFigures()
    {
        HeadlineBar bar;
        bar.showSummary(sampleSummary());
        bar.resize(640, Metrics::headlineHeight);
        bar.show();
        const QDateTime asOf(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        bar.showFreshness({.state = Freshness::State::Lost, .asOf = asOf}, asOf);
        const auto *note = bar.findChild<QLabel *>(u"healthNote"_s);
        QCOMPARE_GE(note->width(), note->sizeHint().width());
        QCOMPARE_LT(note->geometry().right(), figure(bar, u"failedCount"_s)->x());
        bar.resize(1440, Metrics::headlineHeight);
        bar.showFreshness({}, asOf);
        QVERIFY(!note->isVisible());
        QCOMPARE(bar.findChild<QAbstractButton *>(u"healthWord"_s)->text(),
                 displayName(Health::Delayed));
    }

    void theNextDayTheDateIsSaidToo()
    {
        HeadlineBar bar;
        bar.showSummary(sampleSummary());
        const QDateTime asOf(QDate(2026, 11, 24), QTime(14, 2, 11), Qt::UTC);
        const Freshness lost{.state = Freshness::State::Lost, .asOf = asOf};
        bar.showFreshness(lost, asOf);
        const QString today = bar.findChild<QLabel *>(u"healthNote"_s)->text();
        bar.showFreshness(lost, asOf.addDays(1));
        QCOMPARE_NE(bar.findChild<QLabel *>(u"healthNote"_s)->text(), today);
    }

    void whatHasNoRoomIsHiddenNotCut_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {400, 640, 820, 1024, 1440})
            QTest::addRow("%d", width) << width;
    }

    void whatHasNoRoomIsHiddenNotCut()
    {
        QFETCH(int, width);
        HeadlineBar bar;
        bar.showSummary(sampleSummary());
        bar.showScope(u"in the 300 loaded tasks"_s);
        bar.resize(width, Metrics::headlineHeight);
        bar.show();
        int shown = 0;
        const QList<HeadlineFigure *> figures = bar.findChildren<HeadlineFigure *>();
        for (const HeadlineFigure *each : figures) {
            if (!each->isVisible())
                continue;
            ++shown;
            QCOMPARE_GE(each->width(), each->sizeHint().width());
            QCOMPARE_LE(each->geometry().right(), width);
        }
        QVERIFY(figure(bar, u"failedCount"_s)->isVisible());
        QCOMPARE_GE(shown, width >= 1440 ? 7 : 1);
        const auto *scope = bar.findChild<QLabel *>(u"headlineScope"_s);
        QVERIFY(!scope->isVisible() || scope->geometry().right() < width);
        QCOMPARE(scope->isVisible(), width > 400);
    }
};

QTEST_MAIN(TestHeadlineBar)
#include "tst_headlinebar.moc"
