#include "queries.h"
#include "querytext.h"
#include "stucktasks.h"
#include "watched.h"

#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FeedState answering(const QDateTime &at)
{
    return {.asOf = at};
}

FeedState failing(const QDateTime &lastAnswer)
{
    return {.asOf = lastAnswer, .error = ApiError{.kind = ApiError::Kind::Network}};
}

} // namespace

class TestTaskWatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTaskThatFailsIsToldOnce();
    void successesAreSilent();
    void whatFailedBeforeIsNoNews();
    void whatTheHistoryKnewIsNoNews();
    void whatRanInTheHistoryAndFailedMeanwhileIsNoNews();
    void aTaskThatWasSeenRunningIsNewsWhateverTheClocksSay();
    void aFailureWhoseEndIsNotGivenIsNewsWhenItWasUnderWay();
    void aTaskThatFailsAgainIsToldAgain();
    void whatComesTogetherIsToldTogether();
    void thereIsOneNoticeAMinute();
    void aRepairedFailureIsNotTold();
    void whatSomebodyLooksAfterIsNotTold();
    void whatIsAcknowledgedBeforeItIsToldIsNotTold();
    void aNoticeFindsExactlyItsTasks();
    void tooManyToBeNamedAreFoundByTheirTime();
    void examplesAreTheLatestOnes();
    void quietHoursCrossMidnight();
    void quietHoursAreLocalTime();
    void whatFailsInQuietHoursIsToldAtTheirEnd();
    void aPauseGathersAndCanBeEnded();
    void aPauseThatEndsInQuietHoursStaysSilent();
    void whatIsSwitchedOffIsForgotten();
    void onlyTasksOfMarkedViewsAreTold();
    void whatAViewCannotDecideIsTold();
    void aStuckTaskIsToldOnce();
    void aStuckTaskThatEndedMeanwhileIsNotTold();
    void aConnectionIsLostWhenErrorsLast();
    void aShortFailureOfTheConnectionIsSilent();
    void aConnectionThatNeverWasIsNotLost();
    void aTaskThatFailsTwiceBeforeItIsToldIsOne();
    void aFailureThatIsBegunAnewBeforeItIsToldIsNotTold();
    void aFailureFromTheFirstMillisecondOnIsNews();
    void eachNoticeGathersAnew();
    void whatWasForgottenDoesNotHastenTheNext();
    void aNoticeThatWasNotNeededDelaysNothing();
    void stuckTasksAloneCanBeSwitchedOff();
    void examplesOfOneMillisecondKeepTheirOrder();
    void asManyAsCanBeNamedAreNamed();
    void ofSeveralViewsNoneNarrowsTheNotice();
    void oneViewNarrowsTheNotice();
    void whatIsLostIsToldOnceWhateverIsSet();
    void aSecondLossBeginsAnew();
    void theLatestErrorIsTold();
    void aLossWaitsForTheEndOfEachSilence();
};

void TestTaskWatch::aTaskThatFailsIsToldOnce()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing)});
    it.clock.advance(10s);
    it.fail(1);
    QCOMPARE(it.says(), QString()); // others may come with it
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
    SyncTask again = it.task(1, SyncTaskStatus::Error);
    again.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
    again.modifiedAt = it.clock.now();
    it.list({again});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::successesAreSilent()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing), it.task(2, SyncTaskStatus::Pending)});
    it.clock.advance(10s);
    it.list({it.task(1, SyncTaskStatus::Success), it.task(2, SyncTaskStatus::Canceled)});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::whatFailedBeforeIsNoNews()
{
    Watched it;
    std::vector<SyncTask> past = {it.task(1, SyncTaskStatus::Error, 2h)};
    past.front().modifiedAt = it.clock.now().addSecs(-1);
    it.clock.advance(5s);
    past.push_back(it.task(2, SyncTaskStatus::Error, 10min)); // created before, failed since
    it.list(past);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::whatTheHistoryKnewIsNoNews()
{
    Watched it;
    const SyncTask failed = it.task(1, SyncTaskStatus::Error);
    it.watch.seedFromHistory(it.store.take({failed}));
    SyncTask listed = failed;
    listed.priority = 7;
    it.list({listed});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::whatRanInTheHistoryAndFailedMeanwhileIsNoNews()
{
    Watched it;
    it.watch.seedFromHistory(it.store.take({it.task(1, SyncTaskStatus::Synchronizing, 20h)}));
    SyncTask failed = it.task(1, SyncTaskStatus::Error, 20h);
    failed.modifiedAt = it.clock.now().addSecs(-60LL * 60 * 19);
    it.list({failed});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aTaskThatWasSeenRunningIsNewsWhateverTheClocksSay()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing)});
    SyncTask failed = it.task(1, SyncTaskStatus::Error);
    failed.modifiedAt = it.clock.now().addSecs(-30); // the registry's clock is behind
    it.list({failed});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::aFailureWhoseEndIsNotGivenIsNewsWhenItWasUnderWay()
{
    Watched it;
    it.watch.seedFromHistory(it.store.take({it.task(1, SyncTaskStatus::Synchronizing)}));
    SyncTaskDetail detail;
    detail.task.id = it.task(1, SyncTaskStatus::Error).id;
    detail.task.status = syncTaskStatusFromWire(u"ERROR"_s);
    it.watch.take(it.store.tasks.mergeDetail(u"cri-1"_s, detail));
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::aTaskThatFailsAgainIsToldAgain()
{
    Watched it;
    it.fail(1);
    it.clock.advance(5min);
    QCOMPARE(it.says(), u"1 failed"_s);
    SyncTask begunAnew = it.task(1, SyncTaskStatus::Synchronizing);
    begunAnew.modifiedAt = it.clock.now();
    it.list({begunAnew});
    it.clock.advance(5min);
    it.fail(1);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::whatComesTogetherIsToldTogether()
{
    Watched it;
    it.fail(1);
    it.clock.advance(1s);
    it.list({it.task(2, SyncTaskStatus::Error), it.task(3, SyncTaskStatus::Error)});
    it.clock.advance(1s);
    QCOMPARE(it.says(), u"3 failed"_s);
}

void TestTaskWatch::thereIsOneNoticeAMinute()
{
    Watched it;
    it.fail(1);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
    for (int number = 2; number <= 6; ++number) {
        it.fail(number);
        it.clock.advance(10s);
    }
    QCOMPARE(it.says(), QString());
    it.clock.advance(10s);
    QCOMPARE(it.says(), u"5 failed"_s);
}

void TestTaskWatch::aRepairedFailureIsNotTold()
{
    Watched it;
    it.fail(1);
    it.clock.advance(1s);
    SyncTask repair = it.task(2, SyncTaskStatus::Success, 500ms);
    const SyncTask failed = it.task(1, SyncTaskStatus::Error);
    repair.imageFrom = failed.imageFrom;
    repair.imageTo = failed.imageTo;
    it.list({repair});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::whatSomebodyLooksAfterIsNotTold()
{
    Watched it;
    QSignalSpy came(&it.watch, &TaskWatch::failuresCame);
    it.acknowledge({1});
    it.list({it.task(1, SyncTaskStatus::Synchronizing), it.task(2, SyncTaskStatus::Synchronizing)});
    it.clock.advance(10s);
    it.fail(1); // anew
    QVERIFY(came.isEmpty());
    it.fail(2);
    QCOMPARE(came.size(), 1);
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
    it.acknowledge({}); // it is no news any more
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::whatIsAcknowledgedBeforeItIsToldIsNotTold()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing), it.task(2, SyncTaskStatus::Synchronizing)});
    it.fail(1);
    it.fail(2);
    it.acknowledge({2});
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::aNoticeFindsExactlyItsTasks()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Error), it.task(11, SyncTaskStatus::Error),
             it.task(12, SyncTaskStatus::Success)});
    it.clock.advance(TaskWatch::gathering);
    it.fail(111);
    QCOMPARE(it.told.size(), std::size_t{1});
    const Notice notice = it.told.front();
    QCOMPARE(notice.count, 2);
    const TaskFilter filter(it.store.tasks, notice.query, it.context());
    QCOMPARE(filter.matchingRows(), (std::vector<TaskRow>{0, 1}));
}

void TestTaskWatch::tooManyToBeNamedAreFoundByTheirTime()
{
    Watched it;
    it.list({it.task(1000, SyncTaskStatus::Success)});
    it.watch.seedFromHistory(it.store.take({[&it] {
        SyncTask past = it.task(1001, SyncTaskStatus::Error, 2h);
        past.modifiedAt = past.createdAt;
        return past;
    }()}));
    std::vector<SyncTask> many;
    for (int number = 0; number <= Notice::mostNamed; ++number)
        many.push_back(it.task(number, SyncTaskStatus::Error));
    it.list(many);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.size(), std::size_t{1});
    const TaskFilter filter(it.store.tasks, it.told.front().query, it.context());
    QCOMPARE(filter.matchingRows().size(), many.size());
    QVERIFY(parseQuery(queryText(it.told.front().query)));
}

void TestTaskWatch::examplesAreTheLatestOnes()
{
    Watched it;
    for (int number = 1; number <= 5; ++number) {
        it.list({it.task(number, SyncTaskStatus::Error)});
        it.clock.advance(100ms);
    }
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.size(), std::size_t{1});
    const QString text = noticeText(it.told.front(), it.clock.now());
    QCOMPARE(text.split(u'\n').size(), 4);
    QVERIFY(text.startsWith(it.task(5, SyncTaskStatus::Error).imageFrom.path()));
    QVERIFY(text.endsWith(u"and 2 more"_s));
}

void TestTaskWatch::quietHoursCrossMidnight()
{
    const WatchRule night{.hasQuietHours = true, .quietFrom = {22, 0}, .quietTo = {7, 30}};
    const auto end = [&night](int day, const QTime &time) {
        return endOfQuiet(night, QDateTime(QDate(2026, 11, day), time, Qt::UTC));
    };
    const QDateTime morning(QDate(2026, 11, 25), QTime(7, 30), Qt::UTC);
    QVERIFY(!end(24, {21, 59}).isValid());
    QCOMPARE(end(24, {22, 0}), morning);
    QCOMPARE(end(25, {0, 0}), morning);
    QCOMPARE(end(25, {7, 29}), morning);
    QVERIFY(!end(25, {7, 30}).isValid());

    const WatchRule noon{.hasQuietHours = true, .quietFrom = {12, 0}, .quietTo = {13, 0}};
    const QDateTime half(QDate(2026, 11, 25), QTime(12, 30), Qt::UTC);
    QCOMPARE(endOfQuiet(noon, half), half.addSecs(30LL * 60));
    QCOMPARE(endOfQuiet(noon, half.addSecs(-30LL * 60)), half.addSecs(30LL * 60));
    QVERIFY(!endOfQuiet(noon, half.addSecs(30LL * 60)).isValid());
    QVERIFY(!endOfQuiet(noon, half.addSecs(-30LL * 60).addMSecs(-1)).isValid());
    QVERIFY(!endOfQuiet(noon, morning).isValid());
    WatchRule never = noon;
    never.quietTo = never.quietFrom;
    QVERIFY(!endOfQuiet(never, half).isValid());
    never = noon;
    never.hasQuietHours = false;
    QVERIFY(!endOfQuiet(never, half).isValid());
}

void TestTaskWatch::quietHoursAreLocalTime()
{
    qputenv("TZ", "Asia/Shanghai");
    tzset();
    const WatchRule night{.hasQuietHours = true, .quietFrom = {22, 0}, .quietTo = {7, 0}};
    const QDateTime end = endOfQuiet(night, QDateTime(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC));
    qputenv("TZ", "UTC");
    tzset();
    QCOMPARE(end, QDateTime(QDate(2026, 11, 24), QTime(23, 0), Qt::UTC));
}

void TestTaskWatch::whatFailsInQuietHoursIsToldAtTheirEnd()
{
    Watched it; // at 14:00
    it.watch.setRule({.hasQuietHours = true, .quietFrom = {13, 0}, .quietTo = {16, 0}});
    it.fail(1);
    it.clock.advance(1h);
    it.fail(2);
    it.clock.advance(59min);
    QCOMPARE(it.says(), QString());
    it.clock.advance(1min);
    QCOMPARE(it.says(), u"2 failed"_s);
}

void TestTaskWatch::aPauseGathersAndCanBeEnded()
{
    Watched it;
    it.watch.pauseUntil(it.clock.now().addSecs(60LL * 60));
    QVERIFY(it.watch.pausedUntil().isValid());
    it.fail(1);
    it.clock.advance(30min);
    QCOMPARE(it.says(), QString());
    it.watch.pauseUntil({});
    it.clock.advance(0s);
    QCOMPARE(it.says(), u"1 failed"_s);

    it.watch.pauseUntil(it.clock.now().addSecs(60LL * 60));
    it.fail(2);
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
    QVERIFY(!it.watch.pausedUntil().isValid());
}

void TestTaskWatch::aPauseThatEndsInQuietHoursStaysSilent()
{
    Watched it; // at 14:00
    it.watch.setRule({.hasQuietHours = true, .quietFrom = {15, 0}, .quietTo = {18, 0}});
    it.watch.pauseUntil(it.clock.now().addSecs(2LL * 60 * 60));
    it.fail(1);
    it.clock.advance(3h);
    QCOMPARE(it.says(), QString());
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::whatIsSwitchedOffIsForgotten()
{
    Watched it;
    it.fail(1);
    it.watch.setRule({.isOn = false});
    it.fail(2);
    it.clock.advance(1h);
    it.watch.setRule({});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
    it.fail(3);
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::onlyTasksOfMarkedViewsAreTold()
{
    Watched it;
    it.watch.setViews({query(u"ns:prod"_s), query(u"repo:payment"_s)});
    SyncTask prod = it.task(1, SyncTaskStatus::Error);
    prod.imageFrom.repoNamespaceName = prod.imageTo.repoNamespaceName = u"prod"_s;
    SyncTask payment = it.task(2, SyncTaskStatus::Error);
    payment.imageFrom.repoName = payment.imageTo.repoName = u"payment"_s;
    it.list({prod, payment, it.task(3, SyncTaskStatus::Error)});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"2 failed"_s);
    it.watch.setViews({});
    it.fail(4);
    it.clock.advance(1h);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::whatAViewCannotDecideIsTold()
{
    Watched it;
    it.watch.setViews({query(u"tag:/^(a+)+$/"_s)});
    SyncTask task = it.task(1, SyncTaskStatus::Error);
    task.imageFrom.imageTag = QString(40, u'a') + u'!';
    it.list({task});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::aStuckTaskIsToldOnce()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing), it.task(2, SyncTaskStatus::Pending)});
    it.watch.takeStuck(std::vector<TaskRow>{0}); // was stuck before
    it.watch.takeStuck(std::vector<TaskRow>{0, 1});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.size(), std::size_t{1});
    QCOMPARE(queryText(it.told.front().query), u"id:=rst-2"_s);
    QCOMPARE(it.says(), u"1 stuck"_s);
    it.watch.takeStuck(std::vector<TaskRow>{0, 1});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aStuckTaskThatEndedMeanwhileIsNotTold()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing)});
    it.watch.pauseUntil(it.clock.now().addSecs(60));
    it.watch.takeStuck({});
    it.watch.takeStuck(std::vector<TaskRow>{0});
    it.clock.advance(10s);
    it.list({it.task(1, SyncTaskStatus::Success)});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aConnectionIsLostWhenErrorsLast()
{
    Watched it;
    const QDateTime begin = it.clock.now();
    it.watch.takeConnection(answering(begin));
    for (int second = 0; second < 300; second += 10) {
        it.watch.takeConnection(failing(begin));
        it.clock.advance(10s);
    }
    QCOMPARE(it.told.size(), std::size_t{1});
    QVERIFY(noticeText(it.told.front(), it.clock.now()).contains(u"5 m"_s));
    QCOMPARE(it.says(), u"lost"_s);
    it.watch.takeConnection({}); // connected anew, and not answered yet
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
    it.watch.takeConnection(answering(it.clock.now()));
    QVERIFY(noticeText(it.told.front(), it.clock.now()).contains(u"1 h"_s));
    QCOMPARE(it.says(), u"back"_s);
}

void TestTaskWatch::aShortFailureOfTheConnectionIsSilent()
{
    Watched it;
    const QDateTime begin = it.clock.now();
    it.watch.takeConnection(answering(begin));
    it.watch.takeConnection(failing(begin));
    it.clock.advance(4min);
    it.watch.takeConnection(answering(it.clock.now()));
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aConnectionThatNeverWasIsNotLost()
{
    Watched it;
    it.watch.takeConnection(failing({}));
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aTaskThatFailsTwiceBeforeItIsToldIsOne()
{
    Watched it;
    it.watch.pauseUntil(it.clock.now().addSecs(60LL * 60));
    it.fail(1);
    it.clock.advance(1min);
    SyncTask begunAnew = it.task(1, SyncTaskStatus::Synchronizing);
    begunAnew.modifiedAt = it.clock.now();
    it.list({begunAnew});
    it.clock.advance(1min);
    it.fail(1);
    it.fail(2);
    it.clock.advance(1h);
    QCOMPARE(it.told.size(), std::size_t{1});
    QCOMPARE(it.told.front().examples.size(), std::size_t{2});
    QCOMPARE(it.says(), u"2 failed"_s);
}

void TestTaskWatch::aFailureThatIsBegunAnewBeforeItIsToldIsNotTold()
{
    Watched it;
    it.fail(1);
    it.clock.advance(1s);
    SyncTask begunAnew = it.task(1, SyncTaskStatus::Synchronizing);
    begunAnew.modifiedAt = it.clock.now();
    it.list({begunAnew});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aFailureFromTheFirstMillisecondOnIsNews()
{
    Watched it;
    SyncTask noEnd = it.task(1, SyncTaskStatus::Error, 0ms); // created as the watch began
    noEnd.modifiedAt = {};
    SyncTask before = it.task(2, SyncTaskStatus::Error, 1ms);
    before.modifiedAt = {};
    SyncTask endedBefore = it.task(3, SyncTaskStatus::Error);
    endedBefore.modifiedAt = it.clock.now().addMSecs(-1);
    it.list({noEnd, before, endedBefore, it.task(4, SyncTaskStatus::Error)});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.size(), std::size_t{1});
    QCOMPARE(queryText(it.told.front().query), u"id:=rst-1,=rst-4"_s);
}

void TestTaskWatch::eachNoticeGathersAnew()
{
    Watched it;
    it.fail(1);
    it.clock.advance(10min);
    QCOMPARE(it.says(), u"1 failed"_s);
    it.fail(2);
    it.clock.advance(1s);
    QCOMPARE(it.says(), QString());
    it.fail(3);
    it.clock.advance(1s);
    QCOMPARE(it.says(), u"2 failed"_s);
}

void TestTaskWatch::whatWasForgottenDoesNotHastenTheNext()
{
    Watched it;
    it.fail(1);
    it.watch.setRule({.isOn = false});
    it.watch.setRule({});
    it.clock.advance(1h);
    it.fail(2);
    it.clock.advance(1s);
    QCOMPARE(it.says(), QString());
    it.clock.advance(1s);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::aNoticeThatWasNotNeededDelaysNothing()
{
    Watched it;
    it.fail(1);
    SyncTask cancelled = it.task(1, SyncTaskStatus::Canceled);
    cancelled.modifiedAt = it.clock.now().addSecs(1);
    it.list({cancelled});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), QString());
    it.fail(2);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
}

void TestTaskWatch::stuckTasksAloneCanBeSwitchedOff()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Synchronizing), it.task(2, SyncTaskStatus::Pending)});
    it.watch.takeStuck({});
    it.watch.takeStuck(std::vector<TaskRow>{0});
    it.fail(3);
    it.watch.setRule({.tellsStuck = false});
    it.watch.takeStuck(std::vector<TaskRow>{0, 1});
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.says(), u"1 failed"_s);
    it.watch.setRule({});
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::examplesOfOneMillisecondKeepTheirOrder()
{
    Watched it;
    it.list({it.task(1, SyncTaskStatus::Error), it.task(2, SyncTaskStatus::Error),
             it.task(3, SyncTaskStatus::Error)});
    it.clock.advance(TaskWatch::gathering);
    QStringList ids;
    for (const SyncTask &example : it.told.front().examples)
        ids << example.id;
    QCOMPARE(ids, (QStringList{u"rst-1"_s, u"rst-2"_s, u"rst-3"_s}));
    const QString text = noticeText(it.told.front(), it.clock.now());
    QCOMPARE(text.split(u'\n').size(), 3); // no "and 0 more"
}

void TestTaskWatch::asManyAsCanBeNamedAreNamed()
{
    Watched it;
    std::vector<SyncTask> many;
    for (int number = 0; number < Notice::mostNamed; ++number)
        many.push_back(it.task(number, SyncTaskStatus::Error));
    it.list(many);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.front().query.wanted(QueryField::Id).size(), Notice::mostNamed);
    QVERIFY(!it.told.front().query.has(QueryField::Since));
}

void TestTaskWatch::ofSeveralViewsNoneNarrowsTheNotice()
{
    Watched it;
    it.watch.setViews({query(u"tag:=1"_s), query(u"ns:team"_s)});
    std::vector<SyncTask> many;
    for (int number = 0; number <= Notice::mostNamed; ++number)
        many.push_back(it.task(number, SyncTaskStatus::Error));
    it.list(many);
    it.clock.advance(TaskWatch::gathering);
    QVERIFY(!it.told.front().query.has(QueryField::Tag));
    const TaskFilter filter(it.store.tasks, it.told.front().query, it.context());
    QCOMPARE(filter.matchingRows().size(), many.size());
}

void TestTaskWatch::oneViewNarrowsTheNotice()
{
    Watched it;
    it.watch.setViews({query(u"ns:team"_s)});
    std::vector<SyncTask> many;
    for (int number = 0; number <= Notice::mostNamed + 1; ++number)
        many.push_back(it.task(number, SyncTaskStatus::Error));
    many.back().imageFrom.repoNamespaceName = u"other"_s;
    many.back().imageTo.repoNamespaceName = u"other"_s;
    it.list(many);
    it.clock.advance(TaskWatch::gathering);
    QCOMPARE(it.told.front().count, Notice::mostNamed + 1);
    const TaskFilter filter(it.store.tasks, it.told.front().query, it.context());
    QCOMPARE(filter.matchingRows().size(), many.size() - 1);
}

void TestTaskWatch::whatIsLostIsToldOnceWhateverIsSet()
{
    Watched it;
    it.watch.takeConnection(answering(it.clock.now()));
    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(5min);
    QCOMPARE(it.says(), u"lost"_s);
    it.watch.setRule({.lostAfter = 1min});
    it.watch.pauseUntil({});
    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(1h);
    QCOMPARE(it.says(), QString());
}

void TestTaskWatch::aSecondLossBeginsAnew()
{
    Watched it;
    it.watch.takeConnection(answering(it.clock.now()));
    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(10min);
    it.watch.takeConnection(answering(it.clock.now()));
    QCOMPARE(it.says(), u"lost, back"_s);

    it.watch.takeConnection(failing(it.clock.now())); // short: neither is told
    it.clock.advance(4min);
    it.watch.takeConnection(answering(it.clock.now()));
    QCOMPARE(it.says(), QString());

    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(5min - 1ms);
    QCOMPARE(it.says(), QString());
    it.clock.advance(1ms);
    QVERIFY(noticeText(it.told.front(), it.clock.now()).contains(u"5 m"_s));
    QCOMPARE(it.says(), u"lost"_s);
    it.watch.takeConnection(answering(it.clock.now()));
    QCOMPARE(it.says(), u"back"_s);
}

void TestTaskWatch::theLatestErrorIsTold()
{
    Watched it;
    it.watch.takeConnection(answering(it.clock.now()));
    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(1min);
    FeedState refused = failing(it.clock.now());
    refused.error = ApiError{.kind = ApiError::Kind::Credential};
    it.watch.takeConnection(refused);
    it.clock.advance(4min);
    QCOMPARE(it.told.size(), std::size_t{1});
    QCOMPARE(it.told.front().error->kind, ApiError::Kind::Credential);
}

void TestTaskWatch::aLossWaitsForTheEndOfEachSilence()
{
    Watched it; // at 14:00
    it.watch.setRule({.hasQuietHours = true, .quietFrom = {15, 0}, .quietTo = {16, 0}});
    it.watch.pauseUntil(it.clock.now().addSecs(60LL * 60));
    it.watch.takeConnection(answering(it.clock.now()));
    it.watch.takeConnection(failing(it.clock.now()));
    it.clock.advance(2h - 1ms);
    QCOMPARE(it.says(), QString());
    it.clock.advance(1ms);
    QCOMPARE(it.says(), u"lost"_s);
    // Nobody who must not be disturbed hears that it is back.
    it.watch.pauseUntil(it.clock.now().addSecs(60));
    it.watch.takeConnection(answering(it.clock.now()));
    QCOMPARE(it.says(), QString());
}

QTEST_GUILESS_MAIN(TestTaskWatch)
#include "tst_taskwatch.moc"
