#include "cuttingproxy.h"
#include "registryclient.h"
#include "simulator.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum class Action : quint8 { Cancel, RunRule, CreateTask, CreateRule, DeleteRule };
constexpr std::array actions = {Action::Cancel, Action::RunRule, Action::CreateTask,
                                Action::CreateRule, Action::DeleteRule};
constexpr std::array actionNames = {"cancel", "run rule", "create task", "create rule",
                                    "delete rule"};

// Places in a request or a reply: before it, in its first line, in its head, before its end.
constexpr int places = 11;

qsizetype bytesAt(int place, qsizetype length)
{
    const std::array<qsizetype, places> at = {
        0,          1,          4,          17,    length / 4, length / 2, 3 * length / 4,
        length - 3, length - 2, length - 1, length};
    return at[static_cast<std::size_t>(place)];
}

/// One row for each place.
void addPlaces(Action action, Cut cut, bool wasAskedBefore)
{
    for (cut.after = 0; cut.after < places; ++cut.after) {
        QTest::addRow("%s, %s %d, %s, %s", actionNames[static_cast<std::size_t>(action)],
                      cut.side == Cut::Side::Request ? "request" : "reply",
                      static_cast<int>(cut.after), cut.how == Cut::How::Reset ? "reset" : "closed",
                      wasAskedBefore ? "used before" : "fresh")
            << action << cut << wasAskedBefore;
    }
}

/// Runs the event loop until \p isDone.
template<typename Done>
bool waitFor(const Done &isDone)
{
    QElapsedTimer timer;
    timer.start();
    while (!isDone() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    return isDone();
}

} // namespace

class TestNeverTwice final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_proxy->arm({}); }
    void cleanupTestCase();

    void everyActionWorksWhenNothingBreaks();
    void aBrokenConnectionNeverMakesTwo_data();
    void aBrokenConnectionNeverMakesTwo();
    void silenceLeavesADoubt();
    void aRequestThatIsRepeatedOnTheWayCountsOnce();
    void aClientThatDiesSendsNothingMore();

private:
    std::unique_ptr<RegistryClient> newClient(const QString &endpoint);
    template<typename T, typename Ask>
    Result<T> waited(Ask ask);
    Result<ActionReceipt> perform(RegistryClient &client, Action action);
    PendingCall begin(RegistryClient &client, Action action, Handler<ActionReceipt> handler);
    /// What the action is about is there.
    void prepare(Action action);
    int effects();
    void learn();

    SystemClock m_clock;
    Simulator m_simulator{m_clock};
    SimulatorInfo m_info;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::unique_ptr<RegistryClient> m_direct; ///< past the proxy
    CreateSyncTask m_newTask;
    CreateSyncRule m_newRule;
    RunSyncRule m_run;
    QString m_taskId; ///< of a task that runs
    QString m_ruleId; ///< of a rule that may be deleted
    int m_seen = 0;
    int m_good = 0;
    int m_doubtfulAndDone = 0;
    int m_doubtfulAndNotDone = 0;
};

std::unique_ptr<RegistryClient> TestNeverTwice::newClient(const QString &endpoint)
{
    return std::make_unique<RegistryClient>(
        Credentials{.accessKeyId = m_info.accessKeyId.toUtf8(),
                    .accessKeySecret = Secret(m_info.accessKeySecret.toUtf8())},
        EndpointRule{.ownEndpoint = endpoint}, m_clock, systemRandomSource(),
        CallLimits{.silence = 250ms, .whole = 5s});
}

template<typename T, typename Ask>
Result<T> TestNeverTwice::waited(Ask ask)
{
    std::optional<Result<T>> answer;
    const PendingCall call = ask([&answer](const Result<T> &result) { answer = result; });
    waitFor([&answer] { return answer.has_value(); });
    return answer.value_or(tl::unexpected(ApiError{.code = u"NoVerdict"_s}));
}

PendingCall TestNeverTwice::begin(RegistryClient &client, Action action,
                                  Handler<ActionReceipt> handler)
{
    switch (action) {
    case Action::Cancel:
        return ask(client, CancelSyncTask{.instance = m_newTask.instance, .syncTaskId = m_taskId},
                   std::move(handler));
    case Action::RunRule:
        return ask(client, m_run, std::move(handler));
    case Action::CreateTask:
        return ask(client, m_newTask, std::move(handler));
    case Action::CreateRule:
        return ask(client, m_newRule, std::move(handler));
    case Action::DeleteRule:
        return ask(client, DeleteSyncRule{.instance = m_newTask.instance, .syncRuleId = m_ruleId},
                   std::move(handler));
    }
    return {};
}

Result<ActionReceipt> TestNeverTwice::perform(RegistryClient &client, Action action)
{
    return waited<ActionReceipt>(
        [&](Handler<ActionReceipt> handler) { return begin(client, action, std::move(handler)); });
}

void TestNeverTwice::prepare(Action action)
{
    if (action == Action::Cancel)
        m_taskId = perform(*m_direct, Action::CreateTask).value_or(ActionReceipt()).createdId;
    if (action == Action::DeleteRule)
        m_ruleId = perform(*m_direct, Action::CreateRule).value_or(ActionReceipt()).createdId;
    effects();
}

/// Since the last time it was asked.
int TestNeverTwice::effects()
{
    // What was sent before has been received when this is answered.
    waited<RegistryInstancePage>([this](Handler<RegistryInstancePage> handler) {
        return ask(*m_direct, ListInstances{}, std::move(handler));
    });
    const int all = m_simulator.effectiveWrites();
    return all - std::exchange(m_seen, all);
}

void TestNeverTwice::learn()
{
    const InstanceRef instance{.regionId = m_info.instances[0].regionId,
                               .instanceId = m_info.instances[0].instanceId};
    const auto tasks = waited<SyncTaskPage>([&](Handler<SyncTaskPage> handler) {
        return ask(*m_direct, ListSyncTasks{.instance = instance}, std::move(handler));
    });
    QVERIFY(tasks.has_value());
    const SyncTask &task = tasks->items.front();
    const auto repository = waited<Repository>([&](Handler<Repository> handler) {
        return ask(*m_direct,
                   GetRepository{.instance = instance,
                                 .namespaceName = task.imageFrom.repoNamespaceName,
                                 .repoName = task.imageFrom.repoName},
                   std::move(handler));
    });
    QVERIFY(repository.has_value());
    m_newTask = {.instance = instance,
                 .repoId = repository->id,
                 .tag = task.imageFrom.imageTag,
                 .target = task.imageTo};
    m_newRule = {.instance = instance,
                 .name = u"mine"_s,
                 .namespaceName = task.imageFrom.repoNamespaceName,
                 .tagFilter = u".*"_s,
                 .trigger = TaskTrigger::Initiative,
                 .target = {.instanceId = task.imageTo.instanceId,
                            .regionId = task.imageTo.regionId,
                            .namespaceName = task.imageTo.repoNamespaceName}};
    const Result<ActionReceipt> rule = perform(*m_direct, Action::CreateRule);
    QVERIFY(rule.has_value());
    m_run = {.instance = instance,
             .repoId = repository->id,
             .tag = task.imageFrom.imageTag,
             .ruleId = rule->createdId};
}

void TestNeverTwice::initTestCase()
{
    const Result<SimulatorInfo> info = m_simulator.start({.tasks = 50, .ratePerMinute = 0});
    QVERIFY(info.has_value());
    m_info = *info;
    m_proxy = std::make_unique<CuttingProxy>(static_cast<quint16>(m_info.endpoint.port()));
    m_direct = newClient(m_info.endpoint.toString());
    learn();
    effects();
}

void TestNeverTwice::cleanupTestCase()
{
    // Every kind of end was met, so the table reaches where it should.
    QCOMPARE_GT(m_good, 0);
    QCOMPARE_GT(m_doubtfulAndDone, 0);
    QCOMPARE_GT(m_doubtfulAndNotDone, 0);
}

void TestNeverTwice::everyActionWorksWhenNothingBreaks()
{
    const auto client = newClient(m_proxy->endpoint());
    for (const Action action : actions) {
        prepare(action);
        m_proxy->arm({});
        QVERIFY(perform(*client, action).has_value());
        QCOMPARE(effects(), 1);
        QCOMPARE(m_proxy->requestsBegun(), 1);
    }
}

void TestNeverTwice::aBrokenConnectionNeverMakesTwo_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<Cut>("cut"); // its bytes are a place until the lengths are known
    QTest::addColumn<bool>("wasAskedBefore");
    for (const Action action : actions) {
        for (const auto side : {Cut::Side::Request, Cut::Side::Reply}) {
            for (const auto how : {Cut::How::Reset, Cut::How::Close}) {
                addPlaces(action, {.side = side, .how = how}, false);
                addPlaces(action, {.side = side, .how = how}, true);
            }
        }
    }
}

void TestNeverTwice::aBrokenConnectionNeverMakesTwo()
{
    QFETCH(Action, action);
    QFETCH(Cut, cut);
    QFETCH(bool, wasAskedBefore);
    static QHash<int, std::pair<qsizetype, qsizetype>> lengths;
    const auto client = newClient(m_proxy->endpoint());
    if (!lengths.contains(static_cast<int>(action))) {
        prepare(action);
        m_proxy->arm({});
        QVERIFY(perform(*client, action).has_value());
        lengths.insert(static_cast<int>(action), {m_proxy->requestBytes(), m_proxy->replyBytes()});
    }
    prepare(action);
    if (wasAskedBefore) {
        const auto page = waited<RegistryInstancePage>([&](Handler<RegistryInstancePage> handler) {
            return ask(*client, ListInstances{}, std::move(handler));
        });
        QVERIFY(page.has_value());
    }
    const auto [request, reply] = lengths.value(static_cast<int>(action));
    cut.after =
        bytesAt(static_cast<int>(cut.after), cut.side == Cut::Side::Request ? request : reply);
    m_proxy->arm(cut);
    const Result<ActionReceipt> verdict = perform(*client, action);
    const int done = effects();

    QCOMPARE_LE(done, 1);
    QCOMPARE_LE(m_proxy->requestsBegun(), 1);
    if (verdict) {
        QCOMPARE(done, 1);
        ++m_good;
        return;
    }
    QVERIFY2(verdict.error().code != u"NoVerdict"_s, "a call must end");
    if (!verdict.error().isOutcomeInDoubt)
        QCOMPARE(done, 0);
    else
        ++(done == 1 ? m_doubtfulAndDone : m_doubtfulAndNotDone);
}

void TestNeverTwice::silenceLeavesADoubt()
{
    const auto client = newClient(m_proxy->endpoint());
    for (const Action action : {Action::CreateTask, Action::CreateRule, Action::DeleteRule}) {
        for (const auto side : {Cut::Side::Request, Cut::Side::Reply}) {
            prepare(action);
            m_proxy->arm(Cut{.side = side, .after = 20, .how = Cut::How::Silence});
            const Result<ActionReceipt> verdict = perform(*client, action);
            QVERIFY(!verdict);
            QCOMPARE(verdict.error().kind, ApiError::Kind::Timeout);
            QVERIFY(verdict.error().isOutcomeInDoubt);
            QCOMPARE(effects(), side == Cut::Side::Reply ? 1 : 0);
            QCOMPARE(m_proxy->requestsBegun(), 1);
        }
    }
}

void TestNeverTwice::aRequestThatIsRepeatedOnTheWayCountsOnce()
{
    for (const Action action : {Action::CreateTask, Action::CreateRule, Action::DeleteRule}) {
        const auto client = newClient(m_proxy->endpoint());
        prepare(action);
        m_proxy->repeatRequests(true);
        const Result<ActionReceipt> verdict = perform(*client, action);
        m_proxy->repeatRequests(false);
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, u"SignatureNonceUsed"_s);
        QVERIFY(verdict.error().isOutcomeInDoubt); // and rightly so
        QCOMPARE(effects(), 1);
    }
}

void TestNeverTwice::aClientThatDiesSendsNothingMore()
{
    auto client = newClient(m_proxy->endpoint());
    m_proxy->arm(Cut{.side = Cut::Side::Reply, .after = 0, .how = Cut::How::Silence});
    const PendingCall call =
        begin(*client, Action::CreateTask, [](const Result<ActionReceipt> &) { QFAIL("dead"); });
    QVERIFY(waitFor([this] { return m_proxy->requestsBegun() == 1; }));
    client.reset();
    QTest::qWait(20);
    QCOMPARE_LE(effects(), 1);
    QCOMPARE(m_proxy->requestsBegun(), 1);
}

QTEST_GUILESS_MAIN(TestNeverTwice)
#include "tst_nevertwice.moc"
