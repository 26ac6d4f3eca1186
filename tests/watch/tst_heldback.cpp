#include "queries.h"
#include "watched.h"

#include <QSignalSpy>
#include <QTest>

namespace {

WatchedSilence mutedView(const QDateTime &from, const QDateTime &until,
                         const QString &queryText = u"ns:prod"_s)
{
    return {.silence = {.scope = {.kind = SilenceScope::Kind::View, .view = u"prod"_s},
                        .reason = u"deployment"_s,
                        .from = from,
                        .until = until},
            .query = query(queryText)};
}

WatchedSilence plannedForAll(const QDateTime &from, const QDateTime &until)
{
    return {.silence = {.kind = Silence::Kind::Maintenance, .from = from, .until = until}};
}

/// A watch of tasks of two namespaces, "prod" and another.
struct SilencedWatch : Watched {
    void failIn(const QString &repoNamespace, int number)
    {
        SyncTask failed = task(number, SyncTaskStatus::Error);
        failed.imageFrom.repoNamespaceName = failed.imageTo.repoNamespaceName = repoNamespace;
        list({failed});
    }
    void repair(int number)
    {
        clock.advance(1s);
        SyncTask done = task(number, SyncTaskStatus::Success);
        done.imageFrom.repoNamespaceName = done.imageTo.repoNamespaceName = u"prod"_s;
        list({done});
    }
    /// As the window does each second.
    void pass(std::chrono::seconds duration)
    {
        for (std::chrono::seconds gone{0}; gone < duration; gone += 30s) {
            clock.advance(std::min(30s, duration - gone));
            watch.updateSilences();
        }
    }
    [[nodiscard]] QDateTime in(std::chrono::milliseconds time) const
    {
        return clock.now().addMSecs(time.count());
    }
};

} // namespace

class TestHeldBack final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsMutedIsToldWhenThatEnds();
    void nothingElseWaits();
    void unmutingTellsAtOnce();
    void whatTwoSilencesAreAboutWaitsForBoth();
    void whatWasMadeGoodMeanwhileIsNotTold();
    void whatIsSilencedAfterItFailedIsHeldBackToo();
    void itIsCountedOnlyWhenTheSilenceEnds();
    void quietHoursHoldItBackFurther();
    void aStuckTaskIsHeldBackToo();
    void maintenanceOfAllSilencesTheConnection();
    void aClockThatIsSetForwardEndsIt();
    void aClockThatIsSetBackIntoMaintenanceBeginsItAgain();
    void aViewThatIsNotThereSilencesNothing();
    void aViewThatIsDeletedGivesBackWhatItHeld();
    void whatAQueryCannotDecideIsTold();
};

void TestHeldBack::whatIsMutedIsToldWhenThatEnds()
{
    SilencedWatch it;
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h))});
    it.failIn(u"prod"_s, 1);
    it.failIn(u"prod"_s, 2);
    it.failIn(u"prod"_s, 3);
    it.pass(1h - 30s);
    QCOMPARE(it.says(), QString());
    it.pass(30s);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.size(), 1U);
    QCOMPARE(noticeTitle(it.told.front()), u"3 failure(s) while muted"_s);
    QVERIFY(
        noticeText(it.told.front(), it.clock.now()).endsWith(u"Muted: View “prod” · deployment"_s));
    QCOMPARE(it.says(), u"3 failed while muted"_s);
    it.pass(1h);
    QCOMPARE(it.says(), QString());
}

void TestHeldBack::nothingElseWaits()
{
    SilencedWatch it;
    it.watch.setSilences({mutedView(it.clock.now(), {})});
    it.failIn(u"prod"_s, 1);
    it.failIn(u"test"_s, 2);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestHeldBack::unmutingTellsAtOnce()
{
    SilencedWatch it;
    it.watch.setSilences({mutedView(it.clock.now(), {})});
    it.failIn(u"prod"_s, 1);
    it.pass(24h);
    QCOMPARE(it.says(), QString());
    it.watch.setSilences({});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::whatTwoSilencesAreAboutWaitsForBoth()
{
    SilencedWatch it;
    it.watch.setSilences(
        {mutedView(it.clock.now(), it.in(1h)), plannedForAll(it.in(30min), it.in(2h))});
    it.failIn(u"prod"_s, 1);
    it.pass(1h + 5min);
    QCOMPARE(it.says(), QString());
    it.pass(1h);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::whatWasMadeGoodMeanwhileIsNotTold()
{
    SilencedWatch it;
    const QSignalSpy came(&it.watch, &TaskWatch::failuresCame);
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h))});
    it.failIn(u"prod"_s, 1);
    it.repair(1);
    it.pass(2h);
    QCOMPARE(it.says(), QString());
    QCOMPARE(came.size(), 0);
}

void TestHeldBack::whatIsSilencedAfterItFailedIsHeldBackToo()
{
    SilencedWatch it;
    it.failIn(u"prod"_s, 1);
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h))});
    it.pass(30min);
    QCOMPARE(it.says(), QString());
    it.pass(1h);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::itIsCountedOnlyWhenTheSilenceEnds()
{
    SilencedWatch it;
    const QSignalSpy came(&it.watch, &TaskWatch::failuresCame);
    it.watch.setSilences({plannedForAll(it.clock.now(), it.in(1h))});
    it.failIn(u"prod"_s, 1);
    it.pass(30min);
    QCOMPARE(came.size(), 0);
    it.pass(30min);
    QCOMPARE(came.size(), 1);
}

void TestHeldBack::quietHoursHoldItBackFurther()
{
    SilencedWatch it;
    it.watch.pauseUntil(it.in(2h));
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h))});
    it.failIn(u"prod"_s, 1);
    it.pass(90min);
    QCOMPARE(it.says(), QString());
    it.pass(31min);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::aStuckTaskIsHeldBackToo()
{
    SilencedWatch it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing)});
    it.watch.takeStuck({});
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h), u"ns:team"_s)});
    it.watch.takeStuck(std::vector<TaskRow>{0});
    it.pass(30min);
    QCOMPARE(it.says(), QString());
    it.pass(31min);
    QCOMPARE(it.says(), u"1 stuck while muted"_s);
}

void TestHeldBack::maintenanceOfAllSilencesTheConnection()
{
    SilencedWatch it;
    it.watch.takeConnection({.asOf = it.clock.now()});
    it.watch.setSilences({plannedForAll(it.clock.now(), it.in(1h))});
    it.watch.takeConnection(
        {.asOf = it.clock.now(), .error = ApiError{.kind = ApiError::Kind::Network}});
    it.pass(1h - 30s);
    QCOMPARE(it.says(), QString());
    it.pass(30s);
    QCOMPARE(it.says(), u"lost"_s);
}

void TestHeldBack::aClockThatIsSetForwardEndsIt()
{
    SilencedWatch it;
    it.watch.setSilences({mutedView(it.clock.now(), it.in(1h))});
    it.failIn(u"prod"_s, 1);
    it.clock.set(it.in(3h));
    it.watch.updateSilences();
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::aClockThatIsSetBackIntoMaintenanceBeginsItAgain()
{
    SilencedWatch it;
    it.watch.setSilences({plannedForAll(it.clock.now(), it.in(1h))});
    it.pass(2h);
    it.clock.set(it.in(-90min));
    it.failIn(u"prod"_s, 1);
    it.pass(29min);
    QCOMPARE(it.says(), QString());
    it.pass(2min);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::aViewThatIsDeletedGivesBackWhatItHeld()
{
    SilencedWatch it;
    WatchedSilence mute = mutedView(it.clock.now(), {}); // until unmuted
    it.watch.setSilences({mute});
    it.failIn(u"prod"_s, 1);
    it.pass(30s);
    QCOMPARE(it.says(), QString());
    mute.query.reset();
    it.watch.setSilences({mute});
    it.pass(30s);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed while muted"_s);
}

void TestHeldBack::aViewThatIsNotThereSilencesNothing()
{
    SilencedWatch it;
    WatchedSilence silence = mutedView(it.clock.now(), {});
    silence.query.reset();
    it.watch.setSilences({silence});
    it.failIn(u"prod"_s, 1);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestHeldBack::whatAQueryCannotDecideIsTold()
{
    SilencedWatch it;
    it.watch.setSilences({mutedView(it.clock.now(), {}, u"tag:/^(a+)+$/"_s)});
    SyncTask task = it.task(1, SyncTaskStatus::Error);
    task.imageFrom.imageTag = QString(40, u'a') + u'!';
    it.list({task});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

QTEST_GUILESS_MAIN(TestHeldBack)
#include "tst_heldback.moc"
