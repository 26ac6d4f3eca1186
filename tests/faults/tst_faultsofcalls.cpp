#include "faultcases.h"
#include "faultworld.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

enum class Question : quint8 { Get, Create, Cancel };

constexpr std::array questionNames = {"get", "create", "cancel"};
constexpr std::array apiNames = {"GetRepoSyncTask", "CreateRepoSyncTask", "CancelRepoSyncTask"};

/// How the fault meets the call.
enum class Way : quint8 {
    Lasting, ///< each attempt, on a new connection
    Kept,    ///< each attempt; the first of them on a connection that was used before
    Once,    ///< the first attempt only
};

constexpr std::array wayNames = {"", ", on a kept connection", ", once"};

} // namespace

/// Each fault of a connection with each call that asks for one thing or changes one.
class TestFaultsOfCalls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFaultIsSaidAndOver_data();
    void aFaultIsSaidAndOver();
    void aServerThatIsGoneIsSaidAndComesBack_data();
    void aServerThatIsGoneIsSaidAndComesBack();
    void aNameThatIsNotKnownIsSaid_data();
    void aNameThatIsNotKnownIsSaid();
    void connectionsThatWereLostInASleepDoNotMatter_data();
    void connectionsThatWereLostInASleepDoNotMatter();

private:
    /// Makes what \p asked is about.
    void prepare(Question asked);
    Result<bool> perform(RegistryClient &client, Question asked);
    void checkFailure(Question asked, const FaultCase &fault, const Result<bool> &outcome);
    /// The next call succeeds, and nothing of the one before is left.
    void checkRecovery(std::unique_ptr<RegistryClient> client, Question asked, int kept = 1);

    std::unique_ptr<FaultWorld> m_world;
    CreateSyncTask m_newTask;
    QString m_taskId; ///< of a task that runs
};

void TestFaultsOfCalls::initTestCase()
{
    m_world = std::make_unique<FaultWorld>(50);
    const auto tasks = waitedFor<SyncTaskPage>([this](Handler<SyncTaskPage> handler) {
        return ask(m_world->direct(), ListSyncTasks{.instance = m_world->instance()},
                   std::move(handler));
    });
    QVERIFY(tasks.has_value());
    const SyncTask &task = tasks->items.front();
    const auto repository = waitedFor<Repository>([&](Handler<Repository> handler) {
        return ask(m_world->direct(),
                   GetRepository{.instance = m_world->instance(),
                                 .namespaceName = task.imageFrom.repoNamespaceName,
                                 .repoName = task.imageFrom.repoName},
                   std::move(handler));
    });
    QVERIFY(repository.has_value());
    m_newTask = {.instance = m_world->instance(),
                 .repoId = repository->id,
                 .tag = task.imageFrom.imageTag,
                 .target = task.imageTo};
}

void TestFaultsOfCalls::prepare(Question asked)
{
    if (asked != Question::Create) {
        const auto made = waitedFor<ActionReceipt>([this](Handler<ActionReceipt> handler) {
            return ask(m_world->direct(), m_newTask, std::move(handler));
        });
        QVERIFY(made.has_value());
        m_taskId = made->createdId;
    }
    (void)m_world->effects();
}

Result<bool> TestFaultsOfCalls::perform(RegistryClient &client, Question asked)
{
    const auto isThere = [](const auto &) { return true; };
    const InstanceRef &instance = m_world->instance();
    switch (asked) {
    case Question::Get:
        return waitedFor<SyncTaskDetail>([&](Handler<SyncTaskDetail> handler) {
                   return ask(client, GetSyncTask{.instance = instance, .syncTaskId = m_taskId},
                              std::move(handler));
               })
            .map(isThere);
    case Question::Create:
        return waitedFor<ActionReceipt>([&](Handler<ActionReceipt> handler) {
                   return ask(client, m_newTask, std::move(handler));
               })
            .map(isThere);
    case Question::Cancel:
        return waitedFor<ActionReceipt>([&](Handler<ActionReceipt> handler) {
                   return ask(client, CancelSyncTask{.instance = instance, .syncTaskId = m_taskId},
                              std::move(handler));
               })
            .map(isThere);
    }
    return false;
}

void TestFaultsOfCalls::checkFailure(Question asked, const FaultCase &fault,
                                     const Result<bool> &outcome)
{
    QVERIFY2(!outcome, "the call must fail");
    const ApiError &error = outcome.error();
    QVERIFY2(error.kind == fault.kind && error.code == fault.code,
             qPrintable(technicalLine(error)));
    QCOMPARE(problemOfMessage(error), QString());
    QCOMPARE(error.operation,
             QString::fromLatin1(apiNames[static_cast<std::size_t>(asked)])); // whose it was
}

void TestFaultsOfCalls::checkRecovery(std::unique_ptr<RegistryClient> client, Question asked,
                                      int kept)
{
    prepare(asked);
    const Result<bool> next = perform(*client, asked);
    QVERIFY2(next.has_value(), next ? "" : qPrintable(technicalLine(next.error())));
    const FaultyServer &server = m_world->server();
    QVERIFY(waitFor([&] { return client->children().isEmpty(); })); // which are its calls
    QVERIFY(waitFor([&] { return server.connections() <= kept; }));
    client.reset();
    QVERIFY(waitFor([&] { return server.connections() == 0; }));
    QVERIFY(!m_world->wasElsewhereAsked());
}

void TestFaultsOfCalls::aFaultIsSaidAndOver_data()
{
    QTest::addColumn<Question>("asked");
    QTest::addColumn<Way>("way");
    QTest::addColumn<QByteArray>("fault");
    const auto addAll = [](Question asked, Way way) {
        for (const FaultCase &fault : faultCases()) {
            QTest::addRow("%s: %s%s", questionNames[static_cast<std::size_t>(asked)], fault.name,
                          wayNames[static_cast<std::size_t>(way)])
                << asked << way << QByteArray(fault.name);
        }
    };
    addAll(Question::Get, Way::Lasting);
    addAll(Question::Get, Way::Kept);
    addAll(Question::Get, Way::Once);
    addAll(Question::Create, Way::Kept);
    addAll(Question::Cancel, Way::Lasting);
}

void TestFaultsOfCalls::aFaultIsSaidAndOver()
{
    QFETCH(Question, asked);
    QFETCH(Way, way);
    QFETCH(QByteArray, fault);
    const FaultCase wanted = faultCase(fault, m_world->elsewhere());
    const bool isAction = asked != Question::Get;
    prepare(asked);
    auto client = m_world->makeClient(wanted.patience());
    if (way == Way::Kept) {
        const auto page =
            waitedFor<RegistryInstancePage>([&](Handler<RegistryInstancePage> handler) {
                return ask(*client, ListInstances{}, std::move(handler));
            });
        QVERIFY(page.has_value());
    }

    FaultyServer &server = m_world->server();
    server.forgetRequests();
    const QByteArray name = apiNames[static_cast<std::size_t>(asked)];
    server.arm(wanted.fault, name + "\r\n", way == Way::Once ? 1 : std::numeric_limits<int>::max());
    LoadProbe probe;
    const Result<bool> outcome = perform(*client, asked);
    server.disarm();

    // A fault that may pass has passed when it is asked again; the time of a drip is all there is.
    const bool isHealed = way == Way::Once && ApiError{.kind = wanted.kind}.isTransient() &&
                          wanted.code != u"CallTimeout"_s;
    if (wanted.isTaken || isHealed)
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(technicalLine(outcome.error())));
    else
        checkFailure(asked, wanted, outcome);
    if (isAction) {
        QCOMPARE(server.asked(name), 1);
        QCOMPARE(m_world->effects(), wanted.fault.reachesRegistry ? 1 : 0);
        QCOMPARE(outcome ? false : outcome.error().isOutcomeInDoubt, !wanted.isTaken);
    }
    QCOMPARE_LT(probe.longestBlockMs(), 1'000);
    QCOMPARE_LT(probe.growthMiB(), 40);
    checkRecovery(std::move(client), asked);
}

void TestFaultsOfCalls::aServerThatIsGoneIsSaidAndComesBack_data()
{
    QTest::addColumn<Question>("asked");
    for (const Question asked : {Question::Get, Question::Create, Question::Cancel})
        QTest::newRow(questionNames[static_cast<std::size_t>(asked)]) << asked;
}

void TestFaultsOfCalls::aServerThatIsGoneIsSaidAndComesBack()
{
    QFETCH(Question, asked);
    prepare(asked);
    auto client = m_world->makeClient();
    m_world->server().vanish();
    const Result<bool> outcome = perform(*client, asked);
    m_world->server().comeBack();
    checkFailure(asked, {.code = u"ConnectionRefused"_s}, outcome);
    QVERIFY(!outcome.error().isOutcomeInDoubt);
    QCOMPARE(m_world->effects(), 0);
    checkRecovery(std::move(client), asked);
}

void TestFaultsOfCalls::aNameThatIsNotKnownIsSaid_data()
{
    aServerThatIsGoneIsSaidAndComesBack_data();
}

void TestFaultsOfCalls::aNameThatIsNotKnownIsSaid()
{
    QFETCH(Question, asked);
    prepare(asked);
    const auto client = m_world->makeLostClient();
    const Result<bool> outcome = perform(*client, asked);
    checkFailure(asked, {.code = u"HostNotFound"_s}, outcome);
    QVERIFY(!outcome.error().isOutcomeInDoubt);
    QCOMPARE(outcome.error().host, u"registry.invalid"_s);
    QVERIFY(waitFor([&] { return client->children().isEmpty(); }));
}

void TestFaultsOfCalls::connectionsThatWereLostInASleepDoNotMatter_data()
{
    aServerThatIsGoneIsSaidAndComesBack_data();
}

void TestFaultsOfCalls::connectionsThatWereLostInASleepDoNotMatter()
{
    QFETCH(Question, asked);
    prepare(asked);
    auto client = m_world->makeClient();
    // As many as a feed has at once.
    constexpr int atOnce = 4;
    std::vector<PendingCall> calls;
    int answers = 0;
    for (int i = 0; i < atOnce; ++i)
        calls.push_back(ask(*client, ListInstances{}, [&answers](const auto &) { ++answers; }));
    QVERIFY(waitFor([&] { return answers == atOnce; }));
    QCOMPARE(m_world->server().connections(), atOnce);
    m_world->server().loseConnections();
    const Result<bool> outcome = perform(*client, asked);
    QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(technicalLine(outcome.error())));
    // Of those that are not used, nobody knows anything yet.
    checkRecovery(std::move(client), asked, atOnce + 1);
}

QTEST_GUILESS_MAIN(TestFaultsOfCalls)
#include "tst_faultsofcalls.moc"
