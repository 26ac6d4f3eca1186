#include "facetrow.h"
#include "fakeregistry.h"
#include "footbar.h"
#include "historygroup.h"
#include "instancestatuspanel.h"
#include "instancewatcher.h"
#include "messagebar.h"
#include "overviewparts.h"
#include "placeholder.h"
#include "queries.h"
#include "querynotice.h"
#include "statepresenter.h"
#include "watchedaccounts.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Shown = Placeholder::State;
using Kind = ApiError::Kind;

class TestStatePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeAnAnswerTheListIsLoading();
    void tasksTakeThePlaceOfWhatStoodThere();
    void eachReasonForAnEmptyListIsSaid();
    void moreIsOfferedOnlyWhereItCouldMatch();
    void whereTheRegistryWasAskedForPartThatIsSaid();
    void theFirstFailureStandsInPlaceOfTheRows_data();
    void theFirstFailureStandsInPlaceOfTheRows();
    void aFailureStandsAboveTheRows_data();
    void aFailureStandsAboveTheRows();
    void aMissingKeyIsSaidInPlaceOfTheRows();
    void anErrorIsShownThoughTheQueryIsNotDecided();
    void theWorstOfSeveralIsShownAndTheOthersNamed();
    void onlyInstancesOfTheQueryAreSpokenOf();
    void countsAreHiddenWhileNothingWasRead();
    void theSideBarSaysOfHowManyItCounts();
    void askingAgainIsPassedOn();
    void oneInstanceIsAskedAgainAlone();
    void moreIsLoadedAndStoppedOnRequest();
    void whatIsReadAgainIsShownAsRefreshing();
    void aPartOfTheAnswerThatWasNotReadIsSaid();
    void whyNothingIsAskedAndUntilWhenIsSaid_data();
    void whyNothingIsAskedAndUntilWhenIsSaid();
    void oneAccountsWaitLeavesThatOfAnother();
};

namespace {

/// The presenter over instances that a test answers by hand.
struct State : OverviewParts {
    State()
    {
        pages.resize(1000, 700);
        pages.setVisible(true);
        bar.resize(1000, 100);
        QObject::connect(&watcher, &InstanceWatcher::merged, &state,
                         [this](const MergeReport &report) {
                             model.applyMerge(report);
                             overview.countNow();
                         });
        QObject::connect(&watcher, &InstanceWatcher::stateChanged, &state, &StatePresenter::update);
        const auto ask = [this] {
            watcher.feeds().setQuery(queries.query(), queries.onlyInstance());
        };
        QObject::connect(&watcher, &InstanceWatcher::instancesChanged, &state, [this, ask] {
            queries.setInstances(watcher.directory().instances());
            queries.setNames(watcher.directory().names());
            model.setNames(watcher.directory().names());
            ask();
        });
        QObject::connect(&queries, &QueryPresenter::queryChanged, &state, [this, ask] {
            ask();
            state.update();
        });
    }

    /// One profile whose region lists these.
    void connectTo(const QStringList &instances)
    {
        auto fake = std::make_unique<FakeRegistry>();
        registry = fake.get();
        std::vector<Connection> connections;
        connections.push_back(
            {.profile = u"prod"_s, .registry = std::move(fake), .regions = {u"cn-hangzhou"_s}});
        watcher.connectTo(std::move(connections));
        clock.advance(0ms);
        RegistryInstancePage page{.pageNo = 1, .pageSize = 100, .totalCount = instances.size()};
        for (const QString &id : instances)
            page.items.push_back({.id = id, .name = u"name-"_s + id, .regionId = u"cn-hangzhou"_s});
        registry->instanceCalls.back().answer(page);
        settle();
    }
    void settle()
    {
        clock.advance(0ms);
        state.update();
    }
    /// Every open question for tasks of an instance, until none is left.
    void answer(const QString &instance, const std::vector<SyncTask> &tasks)
    {
        for (std::size_t i = 0; i < registry->taskCalls.size(); ++i) {
            auto &call = registry->taskCalls[i];
            if (!call.isOpen() || call.question.instance.instanceId != instance)
                continue;
            const int pageNo = call.question.pageNo;
            call.answer(samplePage(pageNo == 1 ? tasks : std::vector<SyncTask>(),
                                   static_cast<qint64>(tasks.size()), pageNo));
            clock.advance(0ms);
        }
        settle();
    }
    void fail(const QString &instance, const ApiError &error)
    {
        for (std::size_t i = 0; i < registry->taskCalls.size(); ++i) {
            auto &call = registry->taskCalls[i];
            if (call.isOpen() && call.question.instance.instanceId == instance)
                call.answer(tl::unexpected(error));
        }
        settle();
    }
    [[nodiscard]] bool isListShown() const { return table.isVisible(); }
    [[nodiscard]] Shown shown() const { return pages.placeholder().state(); }
    /// What the bar above the rows says; empty: there is none.
    [[nodiscard]] QString barText() const
    {
        if (bar.isHidden())
            return {};
        QStringList texts;
        for (const QString &name : {u"errorHappened"_s, u"errorWhatToDo"_s, u"errorTechnical"_s})
            texts << bar.findChild<QTextEdit *>(name)->toPlainText();
        return texts.join(u'\n');
    }
    [[nodiscard]] QString coverage() const
    {
        return filterPane.findChild<QLabel *>(u"coverage"_s)->text();
    }
    /// Of done tasks, in the side bar.
    [[nodiscard]] QString doneCount() const
    {
        return filterPane.findChild<FacetRow *>(u"statusSUCCESS"_s)->accessibleDescription();
    }
    /// What the foot says of requests.
    [[nodiscard]] QString footText() const
    {
        return foot.findChild<QLabel *>(u"nextRefresh"_s)->text();
    }
    [[nodiscard]] QString notice() const { return notes.isHidden() ? QString() : notes.text(); }
    [[nodiscard]] std::size_t asked(const QString &instance) const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(registry->taskCalls, [&instance](const auto &call) {
                return call.question.instance.instanceId == instance;
            }));
    }

    FakeRegistry *registry = nullptr;
    InstanceWatcher watcher{store, clock};
    HistoryGroup history{store, clock};
    QueryNotice notes{};
    MessageBar bar{};
    FootBar foot{};
    StatePresenter state{watcher,
                         history,
                         model,
                         queries,
                         overview,
                         clock,
                         {.toolBar = toolBar,
                          .queryNotice = notes,
                          .messageBar = bar,
                          .headline = headline,
                          .filterPane = filterPane,
                          .pages = pages,
                          .placeholder = pages.placeholder(),
                          .footBar = foot}};
};

const QString one = u"cri-1"_s;
const QString two = u"cri-2"_s;

/// Some regular expressions take too many steps over its tag.
SyncTask slowTask(int number)
{
    SyncTask task = sampleTask(number);
    task.imageFrom.imageTag = task.imageTo.imageTag = QString(40, u'a') + u'!';
    return task;
}

void addErrorKinds()
{
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::newRow("network") << Kind::Network;
    QTest::newRow("timeout") << Kind::Timeout;
    QTest::newRow("credential") << Kind::Credential;
    QTest::newRow("permission") << Kind::Permission;
    QTest::newRow("throttled") << Kind::Throttled;
    QTest::newRow("not found") << Kind::NotFound;
    QTest::newRow("request") << Kind::Request;
    QTest::newRow("server") << Kind::Server;
    QTest::newRow("protocol") << Kind::Protocol;
    QTest::newRow("configuration") << Kind::Configuration;
}

} // namespace

void TestStatePresenter::beforeAnAnswerTheListIsLoading()
{
    State it;
    it.state.update();
    QVERIFY(!it.isListShown());
    QCOMPARE(it.shown(), Shown::Loading);
    it.connectTo({one});
    QCOMPARE(it.shown(), Shown::Loading);
    QCOMPARE(it.barText(), QString());
}

void TestStatePresenter::tasksTakeThePlaceOfWhatStoodThere()
{
    State it;
    it.connectTo({one});
    it.answer(one, {sampleTask(1), sampleTask(2)});
    QVERIFY(it.isListShown());
    it.queries.setText(u"tag:none"_s);
    QVERIFY(!it.isListShown());
    it.queries.setText({});
    QVERIFY(it.isListShown());
    QCOMPARE(it.barText(), QString());
}

void TestStatePresenter::eachReasonForAnEmptyListIsSaid()
{
    State it;
    it.connectTo({});
    QCOMPARE(it.shown(), Shown::NoInstances);
    it.connectTo({one});
    QCOMPARE(it.shown(), Shown::Loading);
    it.answer(one, {});
    QCOMPARE(it.shown(), Shown::NothingYet);
    it.queries.setText(u"status:failed"_s); // there is nothing that could match
    QCOMPARE(it.shown(), Shown::NothingYet);
    it.queries.setText({});

    it.connectTo({one});
    it.answer(one, {sampleTask(1)});
    QVERIFY(it.isListShown());
    it.queries.setText(u"tag:none"_s);
    QCOMPARE(it.shown(), Shown::NothingMatches);
    it.queries.setText(u"status:failed"_s);
    QCOMPARE(it.shown(), Shown::NothingMatches);
    it.ranges.choose(ChartRange::Hour); // it is of midnight
    it.queries.setText({});
    it.state.update();
    QCOMPARE(it.shown(), Shown::NothingInRange);
    it.queries.setText(u"tag:none"_s);
    QCOMPARE(it.shown(), Shown::NothingMatches);
    it.queries.setText(u"status:done"_s);
    QCOMPARE(it.shown(), Shown::NothingInRange);
    it.ranges.choose(ChartRange::Day);
    it.state.update();
    QVERIFY(it.isListShown());
    it.queries.setText(u"tag:/^(a+)+$/"_s);
    QCOMPARE(it.shown(), Shown::NothingMatches);
    it.model.applyMerge(it.store.merge(one, std::vector{slowTask(2)}));
    it.queries.checkAnswer(it.model.filter());
    it.state.update();
    QCOMPARE(it.shown(), Shown::Undecided);
    it.queries.setText({});
    QVERIFY(it.isListShown());
}

void TestStatePresenter::moreIsOfferedOnlyWhereItCouldMatch()
{
    State it;
    it.connectTo({one});
    it.registry->taskCalls.front().answer(samplePage({sampleTask(1)}, 500)); // of 500
    it.settle();
    const auto *loadAll = it.pages.placeholder().findChild<QPushButton *>(u"loadAll"_s);
    const auto isOffered = [&] { return loadAll->isVisibleTo(&it.pages.placeholder()); };
    for (const QString &text : {u"tag:none"_s, u"since:today until:yesterday"_s, u"tag:other"_s,
                                u"status:failed status:done"_s}) {
        it.queries.setText(text);
        QCOMPARE(it.shown(), Shown::NothingMatches);
        QVERIFY2(isOffered() == text.startsWith(u"tag"_s), qPrintable(text));
    }
}

void TestStatePresenter::whereTheRegistryWasAskedForPartThatIsSaid()
{
    State it;
    it.connectTo({one});
    it.answer(one, {sampleTask(1)});
    it.queries.setText(u"repo:=web"_s);
    QCOMPARE(it.shown(), Shown::Loading);
    it.answer(one, {});
    QVERIFY(!it.isListShown());
    QCOMPARE(it.shown(), Shown::NothingOnServer);
    it.queries.setText({});
    it.answer(one, {sampleTask(1)});
    QVERIFY(it.isListShown());
}

void TestStatePresenter::theFirstFailureStandsInPlaceOfTheRows_data()
{
    addErrorKinds();
}

void TestStatePresenter::theFirstFailureStandsInPlaceOfTheRows()
{
    QFETCH(ApiError::Kind, kind);
    State it;
    it.connectTo({one});
    it.fail(one, {.kind = kind, .code = u"CodeOfIt"_s});
    QVERIFY(!it.isListShown());
    QCOMPARE(it.shown(), Shown::Failed);
    QVERIFY(it.pages.placeholder()
                .findChild<QLabel *>(u"placeholderCode"_s)
                ->text()
                .contains(u"CodeOfIt"_s));
    QCOMPARE(it.barText(), QString()); // once
    it.watcher.askAgain();
    it.settle();
    it.answer(one, {sampleTask(1)});
    QVERIFY(it.isListShown());
    QCOMPARE(it.barText(), QString());
}

void TestStatePresenter::aFailureStandsAboveTheRows_data()
{
    addErrorKinds();
}

void TestStatePresenter::aFailureStandsAboveTheRows()
{
    QFETCH(ApiError::Kind, kind);
    State it;
    it.connectTo({one});
    it.answer(one, {sampleTask(1)});
    it.watcher.feeds().refresh();
    it.settle();
    it.fail(one, {.kind = kind, .code = u"CodeOfIt"_s});
    QVERIFY(it.isListShown());
    QVERIFY2(it.barText().contains(u"CodeOfIt"_s), qPrintable(it.barText()));
    it.queries.setText(u"tag:none"_s); // no match is an answer, too
    QCOMPARE(it.shown(), Shown::NothingMatches);
    QVERIFY(it.barText().contains(u"CodeOfIt"_s));
    it.queries.setText({});
    it.ranges.choose(ChartRange::Hour);
    it.state.update();
    QCOMPARE(it.shown(), Shown::NothingInRange);
    QVERIFY(it.barText().contains(u"CodeOfIt"_s));
    it.ranges.choose(ChartRange::Day);
    it.watcher.askAgain();
    it.settle();
    it.answer(one, {sampleTask(1)});
    QVERIFY(it.isListShown());
    QCOMPARE(it.barText(), QString());
}

void TestStatePresenter::aMissingKeyIsSaidInPlaceOfTheRows()
{
    State it;
    std::vector<Connection> none;
    none.push_back({.registry = tl::unexpected(
                        ApiError{.kind = Kind::Configuration, .code = u"NoCredentials"_s}),
                    .regions = {u"cn-hangzhou"_s}});
    it.watcher.connectTo(std::move(none));
    it.settle();
    it.settle();
    QCOMPARE(it.shown(), Shown::NoCredentials);
    QCOMPARE(it.barText(), QString());
    it.connectTo({one});
    QCOMPARE(it.shown(), Shown::Loading);
}

/// Tasks of the history, and a query that cannot be answered over them.
void TestStatePresenter::anErrorIsShownThoughTheQueryIsNotDecided()
{
    State it;
    it.connectTo({one});
    it.queries.setQuery(query(u"tag:/^(a+)+$/"_s));
    it.model.applyMerge(it.store.merge(one, std::vector{slowTask(1)}));
    it.queries.checkAnswer(it.model.filter());
    QVERIFY(it.queries.isUndecided());
    it.fail(one, {.kind = Kind::Network, .code = u"CodeOfIt"_s});
    QCOMPARE(it.shown(), Shown::Undecided);
    QVERIFY2(it.barText().contains(u"CodeOfIt"_s), qPrintable(it.barText()));
}

void TestStatePresenter::theWorstOfSeveralIsShownAndTheOthersNamed()
{
    State it;
    it.connectTo({one, two, u"cri-3"_s});
    for (const QString &id : {one, two, u"cri-3"_s})
        it.answer(id, {sampleTask(1)});
    it.watcher.feeds().refresh();
    it.settle();
    it.fail(one, {.kind = Kind::Network, .code = u"Broken"_s});
    QVERIFY(it.barText().contains(u"Broken"_s));
    QVERIFY(it.barText().contains(u"name-cri-1"_s));
    it.fail(two, {.kind = Kind::Permission, .code = u"Refused"_s}); // is worse
    QVERIFY(it.barText().contains(u"Refused"_s));
    QVERIFY(!it.barText().contains(u"Broken"_s));
    for (const QString &id : {one, two})
        QVERIFY2(it.barText().contains(u"name-"_s + id), qPrintable(it.barText()));
    QVERIFY(!it.barText().contains(u"cri-3"_s));
    it.watcher.refreshInstance(two);
    it.settle();
    it.answer(two, {sampleTask(1)});
    QVERIFY(it.barText().contains(u"Broken"_s));
    QVERIFY(!it.barText().contains(u"name-cri-2"_s));
}

void TestStatePresenter::onlyInstancesOfTheQueryAreSpokenOf()
{
    State it;
    it.connectTo({one, two});
    it.answer(one, {sampleTask(1)});
    it.answer(two, {sampleTask(2)});
    it.watcher.feeds().refresh();
    it.settle();
    it.fail(two, {.kind = Kind::Permission, .code = u"Refused"_s});
    it.answer(one, {sampleTask(1)});
    QVERIFY(it.barText().contains(u"Refused"_s));
    const QString all = it.headline.text();
    it.queries.setText(u"instance:=cri-1"_s);
    QCOMPARE(it.barText(), QString());
    QVERIFY2(it.headline.text() != all, qPrintable(all));
    it.queries.setText(u"instance:=cri-2"_s);
    QVERIFY(it.barText().contains(u"Refused"_s));
    it.queries.setText({});
    QVERIFY(it.barText().contains(u"Refused"_s));
    QCOMPARE(it.headline.text(), all);
}

void TestStatePresenter::countsAreHiddenWhileNothingWasRead()
{
    State it;
    it.connectTo({one, two});
    QCOMPARE(it.doneCount(), QString());
    it.fail(one, {.kind = Kind::Network});
    QCOMPARE(it.doneCount(), QString());
    it.answer(two, {sampleTask(2)});
    QCOMPARE(it.doneCount(), u"1"_s);         // of one of them
    it.queries.setText(u"instance:=cri-1"_s); // the side bar counts the others, too
    QVERIFY(!it.doneCount().isEmpty());
    it.queries.setText({});
    it.connectTo({u"cri-3"_s});
    QCOMPARE(it.doneCount(), QString());
    it.answer(u"cri-3"_s, {});
    QVERIFY(!it.doneCount().isEmpty());
}

void TestStatePresenter::theSideBarSaysOfHowManyItCounts()
{
    State it;
    it.connectTo({one, two});
    it.answer(one, {sampleTask(1), sampleTask(2)});
    QVERIFY2(it.coverage().contains(u"loaded"_s), qPrintable(it.coverage()));
    it.answer(two, {sampleTask(3)});
    QCOMPARE(it.coverage(), u"In all 3 task(s)"_s);
    it.queries.setText(u"status:failed"_s);
    QCOMPARE(it.coverage(), u"In all 3 task(s)"_s);
    it.queries.setText({});
    it.ranges.choose(ChartRange::Hour); // they are of midnight
    it.state.update();
    QCOMPARE(it.coverage(), u"In all 0 task(s)"_s);
    it.ranges.choose(ChartRange::Day);
    it.watcher.feeds().refresh();
    it.settle();
    it.fail(one, {.kind = Kind::Network});
    QVERIFY2(it.coverage().contains(u"loaded"_s), qPrintable(it.coverage()));
}

void TestStatePresenter::askingAgainIsPassedOn()
{
    State it;
    const QSignalSpy retries(&it.state, &StatePresenter::retryRequested);
    it.connectTo({one});
    it.fail(one, {.kind = Kind::Network});
    it.pages.placeholder().findChild<QPushButton *>(u"retry"_s)->click();
    QCOMPARE(retries.size(), 1);
    it.watcher.askAgain();
    it.settle();
    it.answer(one, {sampleTask(1)});
    it.watcher.feeds().refresh();
    it.settle();
    it.fail(one, {.kind = Kind::Network});
    it.bar.findChild<QPushButton *>(u"retryError"_s)->click();
    QCOMPARE(retries.size(), 2);
    Q_EMIT it.foot.statusPanel().retryRequested({}); // of a region
    QCOMPARE(retries.size(), 3);
}

void TestStatePresenter::oneInstanceIsAskedAgainAlone()
{
    State it;
    const QSignalSpy retries(&it.state, &StatePresenter::retryRequested);
    it.connectTo({one, two});
    it.answer(one, {sampleTask(1)});
    it.answer(two, {sampleTask(2)});
    const std::size_t ofOne = it.asked(one);
    const std::size_t ofTwo = it.asked(two);
    Q_EMIT it.foot.statusPanel().retryRequested({.instanceId = two});
    it.settle();
    QCOMPARE(it.asked(one), ofOne);
    QCOMPARE(it.asked(two), ofTwo + 1);
    QCOMPARE(retries.size(), 0);
}

void TestStatePresenter::moreIsLoadedAndStoppedOnRequest()
{
    State it;
    it.watcher.setRange(ChartRange::Day);
    it.connectTo({one});
    const auto answerOpen = [&it](int number) {
        auto &call = it.registry->taskCalls.back();
        SyncTask old = sampleTask(number);
        old.createdAt = old.modifiedAt = it.clock.now().addDays(-10 - number);
        call.answer(samplePage({old}, 5, call.question.pageNo, 1));
        it.settle();
    };
    answerOpen(1); // older than the range: no more is loaded by itself
    const int open = it.registry->openTaskCalls();
    Q_EMIT it.foot.loadMoreRequested();
    it.settle();
    QVERIFY(it.registry->openTaskCalls() > open);
    Q_EMIT it.foot.stopRequested();
    it.settle();
    QCOMPARE(it.registry->openTaskCalls(), 0);
    Q_EMIT it.foot.loadAllRequested();
    it.settle();
    const int all = it.registry->openTaskCalls();
    QVERIFY(all > 0);
    Q_EMIT it.foot.stopRequested();
    it.settle();
    QCOMPARE(it.registry->openTaskCalls(), 0);
    Q_EMIT it.pages.placeholder().loadAllRequested();
    it.settle();
    QCOMPARE(it.registry->openTaskCalls(), all);
}

void TestStatePresenter::whatIsReadAgainIsShownAsRefreshing()
{
    State it;
    const auto isBusy = [&it] {
        return !it.toolBar.findChild<QAbstractButton *>(u"refreshButton"_s)
                    ->accessibleDescription()
                    .isEmpty();
    };
    it.connectTo({one});
    QVERIFY(isBusy());
    it.answer(one, {sampleTask(1)});
    QVERIFY(!isBusy());
    it.watcher.feeds().refresh();
    it.settle();
    QVERIFY(isBusy());
    it.fail(one, {.kind = Kind::Network});
    QVERIFY(!isBusy());
}

void TestStatePresenter::aPartOfTheAnswerThatWasNotReadIsSaid()
{
    State it;
    it.connectTo({one, two});
    it.answer(one, {sampleTask(1, SyncTaskStatus::Synchronizing)});
    it.answer(two, {sampleTask(2, SyncTaskStatus::Synchronizing)});
    QCOMPARE(it.notice(), QString());
    it.queries.setText(u"is:stuck"_s); // no done task says how long is long
    const QString stuck = it.notice();
    QVERIFY(!stuck.isEmpty());
    it.queries.setText({});
    QCOMPARE(it.notice(), QString());
    it.watcher.feeds().refresh();
    it.settle();
    it.answer(one, {sampleTask(1), sampleTask(3)});
    it.answer(two, {sampleTask(2)});
    it.overview.countNow();
    it.queries.setText(u"is:stuck"_s);
    QCOMPARE(it.notice(), QString());

    for (auto &call : it.registry->ruleCalls)
        call.answer(tl::unexpected(ApiError{.kind = Kind::Permission}));
    it.settle();
    QCOMPARE(it.notice(), QString()); // this query asks for no rule
    it.queries.setText(u"rule:nightly"_s);
    QVERIFY2(it.notice().contains(u"name-cri-1"_s), qPrintable(it.notice()));
    it.queries.setText({});
    QCOMPARE(it.notice(), QString());
}

void TestStatePresenter::whyNothingIsAskedAndUntilWhenIsSaid_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("atOnce");
    QTest::addColumn<QString>("later"); // by five seconds
    QTest::newRow("expired") << ApiError{.kind = Kind::Credential,
                                         .code = u"InvalidSecurityToken.Expired"_s}
                             << u"Paused: key expired, next try in 5 m"_s
                             << u"Paused: key expired, next try in 4 m"_s;
    QTest::newRow("permission") << ApiError{.kind = Kind::Permission}
                                << u"Paused: no permission, next try in 5 m"_s
                                << u"Paused: no permission, next try in 4 m"_s;
    QTest::newRow("server") << ApiError{.kind = Kind::Server} << u"Next try in 20 s"_s
                            << u"Next try in 15 s"_s;
    QTest::newRow("throttled") << ApiError{.kind = Kind::Throttled, .retryAfter = 30s}
                               << u"Paused: asked to wait, next try in 30 s"_s
                               << u"Paused: asked to wait, next try in 25 s"_s;
}

void TestStatePresenter::whyNothingIsAskedAndUntilWhenIsSaid()
{
    QFETCH(ApiError, error);
    QFETCH(QString, atOnce);
    QFETCH(QString, later);
    State it;
    it.watcher.setRefreshInterval(10s);
    it.connectTo({u"cri-1"_s});
    it.answer(u"cri-1"_s, {sampleTask(1, SyncTaskStatus::Success)});
    QVERIFY2(it.footText().contains(u"refresh in 10 s"_s), qPrintable(it.footText()));
    it.clock.advance(10s);
    it.fail(u"cri-1"_s, error);
    QCOMPARE(it.footText(), atOnce);
    it.clock.advance(5s);
    it.settle();
    QCOMPARE(it.footText(), later);
    // It is said no longer than it is so.
    it.clock.advance(5min);
    it.answer(u"cri-1"_s, {sampleTask(1, SyncTaskStatus::Success)});
    QVERIFY2(!it.footText().contains(u"try"_s), qPrintable(it.footText()));
}

void TestStatePresenter::oneAccountsWaitLeavesThatOfAnother()
{
    State it;
    it.watcher.setRefreshInterval(10s);
    std::vector<FakeRegistry *> sources;
    std::vector<Connection> connections;
    for (const QString &account : {u"prod"_s, u"test"_s}) {
        auto fake = std::make_unique<FakeRegistry>();
        sources.push_back(fake.get());
        connections.push_back({.account = account,
                               .profile = account,
                               .key = account.toLatin1(),
                               .registry = std::move(fake),
                               .regions = {u"cn-hangzhou"_s}});
    }
    it.watcher.connectTo(std::move(connections));
    it.clock.advance(0ms);
    const QStringList instances{one, two};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const QString &id = instances[static_cast<qsizetype>(i)];
        RegistryInstancePage page{.pageNo = 1, .pageSize = 100, .totalCount = 1};
        page.items.push_back({.id = id, .name = id, .regionId = u"cn-hangzhou"_s});
        sources[i]->instanceCalls.back().answer(page);
    }
    it.settle();
    const auto fail = [&it](FakeRegistry &source, const ApiError &error) {
        it.registry = &source;
        for (const QString &id : {one, two})
            it.fail(id, error);
    };
    fail(*sources[1], {.kind = Kind::Server, .retryAfter = 300s});
    fail(*sources[0], {.kind = Kind::Throttled, .retryAfter = 30s});
    QVERIFY2(it.footText().contains(u"test paused: asked to wait, next try in 5 m"_s),
             qPrintable(it.footText()));
    QVERIFY2(it.footText().contains(u"prod paused: asked to wait, next try in 30 s"_s),
             qPrintable(it.footText()));
    QCOMPARE(it.footText().count(u"prod"_s), 1); // its list waits for the same
}

QTEST_MAIN(TestStatePresenter)
#include "tst_statepresenter.moc"
