#include "connection.h"
#include "dashboard.h"
#include "fakeregistry.h"
#include "headlinebar.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "windowpart.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString region = u"cn-hangzhou"_s;

/// A window over the accounts "prod" and "test", which a test answers by hand.
struct Window {
    Window() { connectAccounts(); }

    /// Other sources take the place of those before.
    void connectAccounts()
    {
        auto prodSource = std::make_unique<FakeRegistry>();
        auto testSource = std::make_unique<FakeRegistry>();
        prod = prodSource.get();
        test = testSource.get();
        std::vector<Connection> connections;
        connections.push_back({.account = u"prod"_s,
                               .profile = u"prod"_s,
                               .key = "1",
                               .registry = std::move(prodSource),
                               .regions = {region}});
        connections.push_back({.account = u"test"_s,
                               .profile = u"test"_s,
                               .key = "2",
                               .registry = std::move(testSource),
                               .regions = {region}});
        dashboard.connectTo(std::move(connections));
        clock.advance(0ms);
    }
    void list(FakeRegistry &source, const QString &instanceId)
    {
        source.instanceCalls.back().answer(RegistryInstancePage{
            .items = {{.id = instanceId, .name = instanceId, .regionId = region}},
            .pageSize = 100,
            .totalCount = 1});
        clock.advance(0ms);
    }
    void refuse(FakeRegistry &source, ApiError::Kind kind)
    {
        source.instanceCalls.back().answer(tl::unexpected(ApiError{.kind = kind}));
        clock.advance(0ms);
    }
    void answerTasks(FakeRegistry &source)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i)
            source.taskCalls[i].answer(
                pageOf(source.taskCalls[i].question.pageNo, samplePage({sampleTask(1)}, 1)));
        clock.advance(0ms);
    }
    /// Lists two instances at once.
    void listTwo(FakeRegistry &source)
    {
        source.instanceCalls.back().answer(RegistryInstancePage{
            .items = {{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = region},
                      {.id = u"cri-2"_s, .name = u"edge"_s, .regionId = region}},
            .pageSize = 100,
            .totalCount = 2});
        clock.advance(0ms);
    }
    void answerTasksOf(FakeRegistry &source, const QString &instanceId,
                       const Result<SyncTaskPage> &page)
    {
        for (std::size_t i = 0; i < source.taskCalls.size(); ++i) {
            const ListSyncTasks &question = source.taskCalls[i].question;
            if (question.instance.instanceId == instanceId)
                source.taskCalls[i].answer(pageOf(question.pageNo, page));
        }
        clock.advance(1s);
    }
    /// Where \p first is the first page and the only one with rows.
    static Result<SyncTaskPage> pageOf(int pageNo, const Result<SyncTaskPage> &first)
    {
        return first && pageNo > 1 ? samplePage({}, first->totalCount, pageNo) : first;
    }
    template<typename Widget>
    [[nodiscard]] Widget &part(const QString &name)
    {
        return windowPart<Widget>(dashboard.window(), name);
    }
    [[nodiscard]] QString foot() { return part<QAbstractButton>(u"place"_s).text(); }
    [[nodiscard]] QString bar() { return part<QTextEdit>(u"errorHappened"_s).toPlainText(); }
    /// What the list of instances says, a line for each.
    [[nodiscard]] QStringList rows()
    {
        const QAbstractItemModel &model =
            *part<QAbstractItemView>(u"instanceStatusTable"_s).model();
        QStringList lines;
        for (int row = 0; row < model.rowCount(); ++row)
            lines << model.index(row, 0).data().toString() + u' ' +
                         model.index(row, 1).data().toString() + u' ' +
                         model.index(row, 2).data().toString();
        return lines;
    }
    [[nodiscard]] QString headline() { return dashboard.window().headline().text(); }
    void refresh()
    {
        dashboard.window().menu().refresh()->trigger();
        clock.advance(0ms);
    }

    ManualClock clock;
    Dashboard dashboard{clock, {}};
    FakeRegistry *prod = nullptr; // live as long as the connection
    FakeRegistry *test = nullptr;
    QSignalSpy reconnections{&dashboard, &Dashboard::reconnectRequested};
};

qsizetype callsFor(const FakeRegistry &source, const QString &repository)
{
    return std::ranges::count_if(source.taskCalls, [&repository](const auto &call) {
        return call.question.repoName == repository;
    });
}

} // namespace

/// What several accounts have to do with one another in a window.
class TestWindowAccounts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatOneMayNotListLeavesTheOtherConnected();
    void aKeyThatIsNotAcceptedIsLookedUpAgain();
    void whenNoneAnswersAllIsLookedUpAgain();
    void theQuestionOutlivesAnotherConnection();
    void tasksOfWhatIsNoLongerWatchedLeave();
    void theInstanceOfTheQuestionIsKnownWhenItIsListed();
    void oneThatIsNotReachableTakesTheWordFromTheHeadline();
    void whatIsNotReadForMinutesIsOutOfDate();
    void anInstanceThatWasNeverReadMakesItIncomplete_data();
    void anInstanceThatWasNeverReadMakesItIncomplete();
    void aRegionThatIsRefusedCountsTheSameEverywhere();
    void barAndFootTellOneTimeOfTheNextTry();
    void anAccountThatHasNotAnsweredIsNotForgotten();
    void allRefusedIsNoOnTime();
    void whatWasReadBeforeItWasRefusedIsAsOld();
    void aProfileThatCannotBeUsedCounts();
    void oneInstanceIsAskedAgainFromItsRow();
    void anAnswerThatRestsOnUnreadRulesSaysSo();
    void stuckWithoutAnyFinishedTaskSaysSo();
    void latestOverAPartSaysSo();
};

void TestWindowAccounts::whatOneMayNotListLeavesTheOtherConnected()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.refuse(*window.test, ApiError::Kind::Permission);
    window.answerTasks(*window.prod);
    const std::size_t asked = window.prod->taskCalls.size();
    window.refresh();
    QCOMPARE(window.reconnections.size(), 0);
    QVERIFY(window.prod->taskCalls.size() > asked);
    // It may have been allowed meanwhile.
    QCOMPARE(window.test->instanceCalls.size(), std::size_t{2});
}

void TestWindowAccounts::aKeyThatIsNotAcceptedIsLookedUpAgain()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.refuse(*window.test, ApiError::Kind::Credential);
    window.refresh();
    QCOMPARE(window.reconnections.size(), 1);
}

void TestWindowAccounts::whenNoneAnswersAllIsLookedUpAgain()
{
    Window window;
    window.refuse(*window.prod, ApiError::Kind::Network);
    window.refuse(*window.test, ApiError::Kind::Permission);
    window.refresh();
    QCOMPARE(window.reconnections.size(), 1);
}

void TestWindowAccounts::theQuestionOutlivesAnotherConnection()
{
    Window window;
    window.dashboard.setQuery(query(u"repo:=app"_s));
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
    window.connectAccounts();
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
}

/// The former endpoint lists another instance than the present one.
void TestWindowAccounts::tasksOfWhatIsNoLongerWatchedLeave()
{
    Window window;
    const auto listAndAnswer = [&window](const QString &instanceOfProd) {
        window.list(*window.prod, instanceOfProd);
        window.list(*window.test, u"cri-test"_s);
        window.answerTasksOf(
            *window.prod, instanceOfProd,
            samplePage({sampleTask(instanceOfProd == "cri-1"_L1 ? 1 : 2, SyncTaskStatus::Error)},
                       1));
        window.clock.advance(1min);
    };
    window.dashboard.setQuery(query(u"since:2026-11-01"_s));
    listAndAnswer(u"cri-1"_s);
    QCOMPARE(window.dashboard.model().rowCount(), 1);
    window.connectAccounts();
    QCOMPARE(window.dashboard.model().rowCount(), 1); // nobody has said that it is gone
    listAndAnswer(u"cri-2"_s);
    QCOMPARE(window.dashboard.model().rowCount(), 1);
    QCOMPARE(window.dashboard.model().taskAt(0).id, sampleTask(2).id);
    QCOMPARE(window.part<QAbstractButton>(u"failedCount"_s).text(), u"1"_s);
    window.connectAccounts();
    listAndAnswer(u"cri-1"_s);
    QCOMPARE(window.dashboard.model().taskAt(0).id, sampleTask(1).id);
}

void TestWindowAccounts::theInstanceOfTheQuestionIsKnownWhenItIsListed()
{
    Window window;
    window.dashboard.setQuery(query(u"instance:=cri-1 repo:=app"_s));
    window.list(*window.prod, u"cri-1"_s);
    QCOMPARE(callsFor(*window.prod, u"app"_s), 1);
    window.list(*window.test, u"cri-2"_s);
    QVERIFY(!window.test->taskCalls.empty());
    QCOMPARE(callsFor(*window.test, u"app"_s), 0);
}

void TestWindowAccounts::oneThatIsNotReachableTakesTheWordFromTheHeadline()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasks(*window.test);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.clock.advance(10s); // both are read again
    window.test->taskCalls.back().answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    window.answerTasks(*window.prod);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Incomplete, 1 of 2 not answering, as of 14:00:00"_s);
    // Only the other one is looked at.
    window.dashboard.setQuery(query(u"instance:=cri-1"_s));
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.dashboard.setQuery(query(u"instance:=cri-2"_s));
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Not reachable, On time as of 14:00:00"_s);
}

void TestWindowAccounts::whatIsNotReadForMinutesIsOutOfDate()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasks(*window.test);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    window.clock.advance(2min); // the refresh waits for an answer
    QCOMPARE(window.headline(), u"Out of date, On time as of 14:00:00"_s);
    window.answerTasks(*window.prod);
    window.answerTasks(*window.test);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
}

void TestWindowAccounts::anInstanceThatWasNeverReadMakesItIncomplete_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("counted");
    QTest::addColumn<QString>("word");
    QTest::newRow("forbidden") << ApiError{.kind = ApiError::Kind::Permission} << u"refused"_s
                               << u"Paused: no permission"_s;
    for (const QString &code : {u"INSTANCE_STATUS_NOT_SUPPORT"_s, u"INSTANCE_NOT_EXIST"_s,
                                u"INSTANCE_EDITION_NOT_SUPPORT"_s})
        QTest::newRow(qPrintable(code)) << ApiError{.kind = ApiError::Kind::Request, .code = code}
                                        << u"refused"_s << u"Refused"_s;
    QTest::newRow("timeout") << ApiError{.kind = ApiError::Kind::Timeout} << u"not answering"_s
                             << u"Not answering"_s;
    QTest::newRow("server") << ApiError{.kind = ApiError::Kind::Server} << u"not answering"_s
                            << u"Not answering"_s;
}

void TestWindowAccounts::anInstanceThatWasNeverReadMakesItIncomplete()
{
    QFETCH(const ApiError, error);
    QFETCH(const QString, counted);
    QFETCH(const QString, word);
    Window window;
    window.listTwo(*window.prod);
    window.list(*window.test, u"cri-3"_s);
    window.answerTasks(*window.test);
    window.answerTasksOf(*window.prod, u"cri-1"_s, samplePage({sampleTask(1)}, 1));
    QCOMPARE(window.headline(), u"Incomplete, 1 of 3 never read"_s); // on its way
    window.answerTasksOf(*window.prod, u"cri-2"_s, tl::unexpected(error));
    QCOMPARE(window.headline(), u"Incomplete, 1 of 3 %1 since 14:00:01, never read"_s.arg(counted));
    QCOMPARE(window.foot(), u"1 of 3 "_s + counted);
    // The bar names instance, region and profile.
    QVERIFY2(window.bar().startsWith(u"Profile prod: edge, Hangzhou: "_s),
             qPrintable(window.bar()));
    QCOMPARE(window.rows().first(), u"edge %1 never"_s.arg(word));
    QCOMPARE(window.rows().size(), 3);
    // What is looked at alone says nothing of the other.
    window.dashboard.setQuery(query(u"instance:=hub"_s));
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
}

void TestWindowAccounts::aRegionThatIsRefusedCountsTheSameEverywhere()
{
    Window window;
    window.listTwo(*window.prod);
    window.answerTasks(*window.prod);
    window.refuse(*window.test, ApiError::Kind::Permission);
    window.clock.advance(1s);
    // A region that lists nothing is no instance.
    QCOMPARE(window.headline(),
             u"Incomplete, Refused: 1 region(s) or profile(s) since 14:00:00, never read"_s);
    QCOMPARE(window.foot(), u"Refused: 1 region(s) or profile(s)"_s);
    QVERIFY2(window.bar().startsWith(u"Profile test: Hangzhou: "_s), qPrintable(window.bar()));
    QCOMPARE(window.rows().first(), u"Instances not listed Paused: no permission never"_s);
    QCOMPARE(window.rows().size(), 3);
}

/// The bar speaks of the worst list, the foot of the one that is asked first: a region is asked
/// again at other times than an instance.
void TestWindowAccounts::barAndFootTellOneTimeOfTheNextTry()
{
    Window window;
    window.listTwo(*window.prod);
    window.answerTasksOf(*window.prod, u"cri-1"_s, samplePage({sampleTask(1)}, 1));
    window.answerTasksOf(*window.prod, u"cri-2"_s,
                         tl::unexpected(ApiError{.kind = ApiError::Kind::Network}));
    window.clock.advance(3s);
    window.refuse(*window.test, ApiError::Kind::Network);
    window.clock.advance(1s);
    const QRegularExpression wait(u"in \\d+ m?s?"_s);
    const QString inBar = wait.match(window.part<QLabel>(u"errorNextTry"_s).text()).captured();
    const QString inFoot = wait.match(window.part<QLabel>(u"nextRefresh"_s).text()).captured();
    QVERIFY2(!inBar.isEmpty(), qPrintable(window.part<QLabel>(u"errorNextTry"_s).text()));
    QCOMPARE(inBar, inFoot);
}

void TestWindowAccounts::anAccountThatHasNotAnsweredIsNotForgotten()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Incomplete, Never read: 1 region(s) or profile(s)"_s);
    QCOMPARE(window.foot(), u"Never read: 1 region(s) or profile(s)"_s);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasks(*window.test);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"On time"_s);
    QVERIFY(window.foot().startsWith(u"2 instance"_s));
}

void TestWindowAccounts::allRefusedIsNoOnTime()
{
    Window window;
    window.refuse(*window.prod, ApiError::Kind::Permission);
    window.refuse(*window.test, ApiError::Kind::Credential);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Refused, since 14:00:00, never read"_s);
    QCOMPARE(window.foot(), u"Refused: 2 region(s) or profile(s)"_s);
}

void TestWindowAccounts::whatWasReadBeforeItWasRefusedIsAsOld()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.answerTasks(*window.prod);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasks(*window.test);
    window.clock.advance(12s); // both are read again
    window.test->taskCalls.back().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    window.answerTasks(*window.prod);
    window.clock.advance(1s);
    QCOMPARE(window.headline(), u"Incomplete, 1 of 2 refused, as of 14:00:00"_s);
    QCOMPARE(window.foot(), u"1 of 2 refused"_s);
}

void TestWindowAccounts::aProfileThatCannotBeUsedCounts()
{
    ManualClock clock;
    Dashboard dashboard{clock, {}};
    auto source = std::make_unique<FakeRegistry>();
    FakeRegistry &prod = *source;
    std::vector<Connection> connections;
    connections.push_back({.account = u"prod"_s,
                           .profile = u"prod"_s,
                           .key = "1",
                           .registry = std::move(source),
                           .regions = {region}});
    dashboard.connectTo(std::move(connections), {{.kind = ApiError::Kind::Credential,
                                                  .code = u"ProfileNotFound"_s,
                                                  .account = u"missing"_s}});
    clock.advance(0ms);
    prod.instanceCalls.back().answer(
        RegistryInstancePage{.items = {{.id = u"cri-1"_s, .name = u"hub"_s, .regionId = region}},
                             .pageSize = 100,
                             .totalCount = 1});
    prod.taskCalls.back().answer(samplePage({sampleTask(1)}, 1));
    clock.advance(1s);
    QCOMPARE(dashboard.window().headline().text(),
             u"Incomplete, Refused: 1 region(s) or profile(s) since 14:00:00, never read"_s);
}

void TestWindowAccounts::oneInstanceIsAskedAgainFromItsRow()
{
    Window window;
    window.listTwo(*window.prod);
    window.answerTasksOf(*window.prod, u"cri-1"_s, samplePage({sampleTask(1)}, 1));
    window.answerTasksOf(
        *window.prod, u"cri-2"_s,
        tl::unexpected(ApiError{.kind = ApiError::Kind::Permission, .requestId = u"7640819A"_s}));
    const std::size_t asked = window.prod->taskCalls.size();
    window.dashboard.window().show();
    window.part<QAbstractButton>(u"place"_s).click();
    const QString technical = window.part<QTextEdit>(u"instanceTechnical"_s).toPlainText();
    QVERIFY2(technical.contains(u"7640819A"_s), qPrintable(technical));
    window.part<QAbstractButton>(u"retryInstance"_s).click();
    window.clock.advance(0ms);
    QCOMPARE(window.prod->taskCalls.size(), asked + 1);
    QCOMPARE(window.prod->taskCalls.back().question.instance.instanceId, u"cri-2"_s);
}

void TestWindowAccounts::anAnswerThatRestsOnUnreadRulesSaysSo()
{
    Window window;
    window.listTwo(*window.prod);
    window.list(*window.test, u"cri-3"_s);
    window.answerTasks(*window.prod);
    window.answerTasks(*window.test);
    window.clock.advance(0ms);
    window.prod->ruleCalls.back().answer(
        tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    window.clock.advance(1s);
    auto &notice = window.part<QLabel>(u"queryNotice"_s);
    QVERIFY(!notice.isVisibleTo(&window.dashboard.window()));
    window.dashboard.setQuery(query(u"rule:nightly"_s));
    QVERIFY(notice.isVisibleTo(&window.dashboard.window()));
    QVERIFY2(notice.text().contains(u"hub"_s) || notice.text().contains(u"edge"_s),
             qPrintable(notice.text()));
    window.dashboard.setQuery(query(u"status:failed"_s));
    QVERIFY(!notice.isVisibleTo(&window.dashboard.window()));
}

void TestWindowAccounts::stuckWithoutAnyFinishedTaskSaysSo()
{
    Window window;
    window.list(*window.prod, u"cri-1"_s);
    window.list(*window.test, u"cri-2"_s);
    window.answerTasksOf(*window.test, u"cri-2"_s, samplePage({}, 0));
    window.answerTasksOf(*window.prod, u"cri-1"_s,
                         samplePage({sampleTask(1, SyncTaskStatus::Synchronizing)}, 1));
    window.clock.advance(2s);
    window.dashboard.setQuery(query(u"is:stuck"_s));
    QVERIFY(!window.part<QLabel>(u"queryNotice"_s).text().isEmpty());
}

void TestWindowAccounts::latestOverAPartSaysSo()
{
    Window window;
    window.listTwo(*window.prod);
    window.list(*window.test, u"cri-3"_s);
    window.answerTasks(*window.test);
    window.answerTasksOf(*window.prod, u"cri-1"_s, samplePage({sampleTask(1)}, 1));
    window.answerTasksOf(*window.prod, u"cri-2"_s,
                         tl::unexpected(ApiError{.kind = ApiError::Kind::Permission}));
    window.dashboard.setQuery(query(u"is:latest"_s));
    QVERIFY(!window.part<QLabel>(u"queryNotice"_s).text().isEmpty());
    window.dashboard.setQuery(query(u"instance:=hub is:latest"_s));
    window.clock.advance(1s);
    QCOMPARE(window.part<QLabel>(u"queryNotice"_s).text(), QString());
}

QTEST_MAIN(TestWindowAccounts)
#include "tst_window_accounts.moc"
