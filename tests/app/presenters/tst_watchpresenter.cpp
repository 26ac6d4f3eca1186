#include "notifier.h"
#include "queries.h"
#include "queryparts.h"
#include "sampletasks.h"
#include "watchpresenter.h"
#include "windowtitle.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWatchPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failuresThatNobodySawAreCountedInTheTitleUntilTheWindowIsActive();
    void whatWasSeenIsNotCountedAgain();
    void aNoticeOpensTheTasksThatItTells();
    void aNoticeWithoutAQueryOpensTheWindowOnly();
    void aPauseIsShownAndHoldsNoticesBack();
    void untilMorningMeansTheComingMorning();
    void quittingIsAskedFor();
    void theTrayCountsWhatNobodySawUntilTheWindowIsActive();
    void aPauseHidesNoFailureFromTheCount();
    void whatWasMadeGoodIsNotCounted();
    void whatIsMutedWhenItHasJustComeIsCountedOnce();
    void whatFailsAgainWhileItIsMutedIsCountedAgain();
    void failuresOfTheLastDayAreShownOutsideTheWindow();
};

namespace {

class RecordingNotifier final : public Notifier {
public:
    [[nodiscard]] bool show(const Notice &notice, const QDateTime &) override
    {
        notices.push_back(notice);
        return true;
    }
    void showStatus(const NotifierStatus &shown, const TimeContext &) override { status = shown; }

    std::vector<Notice> notices{};
    NotifierStatus status{};
};

/// A window that nobody looks at, and a task that is being copied.
struct Watch : QueryParts {
    Watch()
    {
        watch.notifyThrough(notifier);
        take(SyncTaskStatus::Synchronizing);
    }

    void take(SyncTaskStatus status)
    {
        SyncTask task = sampleTask(1, status);
        task.modifiedAt = task.modifiedAt.addSecs(++changes); // else it would be no news
        const MergeReport report = store.merge(u"cri-1"_s, std::vector{task});
        model.applyMerge(report);
        watch.take(report);
    }
    void fail()
    {
        take(SyncTaskStatus::Error);
        clock.advance(TaskWatch::gathering);
    }
    void failAgain()
    {
        take(SyncTaskStatus::Synchronizing);
        take(SyncTaskStatus::Error);
        clock.advance(TaskWatch::interval + TaskWatch::gathering);
    }
    /// Everything, for an hour.
    void mute()
    {
        watch.setSilences({{.silence = {.from = clock.now(), .until = clock.now().addSecs(3600)}}});
    }
    void letMuteEnd()
    {
        clock.advance(1h);
        watch.tick({}, {});
        clock.advance(TaskWatch::gathering);
    }
    void lookAtWindow()
    {
        QEvent activated(QEvent::WindowActivate);
        QCoreApplication::sendEvent(&window, &activated);
    }

    int changes = 0;
    RecordingNotifier notifier{};
    WindowTitle title{&window};
    WatchPresenter watch{store, model, clock, queries, window, title};
};

} // namespace

void TestWatchPresenter::failuresThatNobodySawAreCountedInTheTitleUntilTheWindowIsActive()
{
    Watch it;
    const QString before = it.window.windowTitle();
    it.fail();
    QCOMPARE(it.notifier.notices.size(), 1U);
    QVERIFY(it.window.windowTitle() != before);
    QVERIFY(it.window.windowTitle().contains(u"1"_s));
    it.lookAtWindow();
    QCOMPARE(it.window.windowTitle(), before);
}

void TestWatchPresenter::whatWasSeenIsNotCountedAgain()
{
    Watch it;
    it.fail();
    const QString one = it.window.windowTitle();
    it.lookAtWindow();
    it.failAgain();
    QCOMPARE(it.notifier.notices.size(), 2U);
    QCOMPARE(it.window.windowTitle(), one);
    it.failAgain(); // not seen meanwhile: both count
    QCOMPARE(it.notifier.notices.size(), 3U);
    QVERIFY(it.window.windowTitle() != one);
    QVERIFY(it.window.windowTitle().contains(u"2"_s));
    it.lookAtWindow();
    it.failAgain();
    QCOMPARE(it.window.windowTitle(), one);
}

void TestWatchPresenter::aNoticeOpensTheTasksThatItTells()
{
    Watch it;
    it.pages.openPage(it.otherPage);
    Q_EMIT it.notifier.noticeChosen({.count = 1, .query = query(u"status:failed"_s)});
    QVERIFY(it.window.isVisible());
    QVERIFY(it.pages.isOpen(it.table));
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
}

void TestWatchPresenter::aNoticeWithoutAQueryOpensTheWindowOnly()
{
    Watch it;
    it.queries.setQuery(query(u"repo:app"_s));
    it.pages.openPage(it.otherPage);
    Q_EMIT it.notifier.noticeChosen({.kind = Notice::Kind::ConnectionLost});
    QVERIFY(it.window.isVisible());
    QVERIFY(it.pages.isOpen(it.otherPage));
    QCOMPARE(it.queries.query(), query(u"repo:app"_s));
}

void TestWatchPresenter::aPauseIsShownAndHoldsNoticesBack()
{
    Watch it;
    Q_EMIT it.notifier.pauseChosen(WatchPause::Hour);
    const QDateTime end = it.clock.now().addSecs(3600);
    QCOMPARE(it.watch.pausedUntil(), end);
    QCOMPARE(it.notifier.status.pausedUntil, end);
    it.fail();
    QCOMPARE(it.notifier.notices.size(), 0U);
    it.clock.advance(1h);
    QCOMPARE(it.notifier.notices.size(), 1U);
    Q_EMIT it.notifier.pauseChosen(WatchPause::Hour);
    Q_EMIT it.notifier.pauseChosen(WatchPause::None);
    QVERIFY(!it.notifier.status.pausedUntil.isValid());
}

void TestWatchPresenter::untilMorningMeansTheComingMorning()
{
    Watch it; // at 14:00
    Q_EMIT it.notifier.pauseChosen(WatchPause::UntilMorning);
    QCOMPARE(it.watch.pausedUntil(), QDateTime(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC));
    it.clock.advance(13h); // who works at 03:00 has not slept yet
    Q_EMIT it.notifier.pauseChosen(WatchPause::UntilMorning);
    QCOMPARE(it.watch.pausedUntil(), QDateTime(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC));
    it.clock.advance(1h);
    Q_EMIT it.notifier.pauseChosen(WatchPause::UntilMorning);
    QCOMPARE(it.watch.pausedUntil(), QDateTime(QDate(2026, 11, 26), QTime(8, 0), Qt::UTC));
}

void TestWatchPresenter::quittingIsAskedFor()
{
    Watch it;
    const QSignalSpy asked(&it.watch, &WatchPresenter::quitRequested);
    Q_EMIT it.notifier.quitRequested();
    QCOMPARE(asked.size(), 1);
}

void TestWatchPresenter::theTrayCountsWhatNobodySawUntilTheWindowIsActive()
{
    Watch it;
    QCOMPARE(it.notifier.status.unseen, 0);
    it.fail();
    QCOMPARE(it.notifier.status.unseen, 1);
    it.watch.tick({}, {});
    QCOMPARE(it.notifier.status.unseen, 1);
    it.lookAtWindow();
    QCOMPARE(it.notifier.status.unseen, 0);
}

/// Nor does a view: the count is of all that is watched.
void TestWatchPresenter::aPauseHidesNoFailureFromTheCount()
{
    Watch it;
    it.watch.setViews({query(u"repo:of-another-team"_s)});
    Q_EMIT it.notifier.pauseChosen(WatchPause::Hour);
    it.fail();
    QCOMPARE(it.notifier.notices.size(), 0U);
    QCOMPARE(it.notifier.status.unseen, 1);
}

void TestWatchPresenter::whatWasMadeGoodIsNotCounted()
{
    Watch it;
    const QString before = it.window.windowTitle();
    it.fail();
    it.take(SyncTaskStatus::Synchronizing); // begun anew
    it.watch.tick({}, {});
    QCOMPARE(it.notifier.status.unseen, 0);
    QCOMPARE(it.window.windowTitle(), before);
}

void TestWatchPresenter::whatIsMutedWhenItHasJustComeIsCountedOnce()
{
    Watch it;
    it.take(SyncTaskStatus::Error);
    it.mute();
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.notifier.notices.size(), 0U);
    QCOMPARE(it.notifier.status.unseen, 1);
    it.letMuteEnd();
    QCOMPARE(it.notifier.notices.size(), 1U);
    QCOMPARE(it.notifier.status.unseen, 1);
}

void TestWatchPresenter::whatFailsAgainWhileItIsMutedIsCountedAgain()
{
    Watch it;
    it.take(SyncTaskStatus::Error);
    it.mute();
    it.clock.advance(TaskWatch::gathering);
    it.failAgain();
    QCOMPARE(it.notifier.notices.size(), 0U);
    QCOMPARE(it.notifier.status.unseen, 1); // until the mute ends
    it.letMuteEnd();
    QCOMPARE(it.notifier.notices.size(), 1U);
    QCOMPARE(it.notifier.status.unseen, 2);
}

void TestWatchPresenter::failuresOfTheLastDayAreShownOutsideTheWindow()
{
    Watch it;
    StatusSummary summary;
    summary.lastDay.add(SyncTaskStatus::Error);
    it.watch.tick({}, summary);
    QCOMPARE(it.notifier.status.failed, 1);
    it.watch.tick({}, {});
    QCOMPARE(it.notifier.status.failed, 0);
}

QTEST_MAIN(TestWatchPresenter)
#include "tst_watchpresenter.moc"
