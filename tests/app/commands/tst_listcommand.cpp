#include "fakeregistry.h"
#include "listcommand.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "tasklister.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

const std::vector<AccountRegion> hangzhou = {{.regionId = u"cn-hangzhou"_s}};

ListOptions options(ListFormat format = ListFormat::Ndjson)
{
    return {.instanceId = u"cri-1"_s, .format = format};
}

std::vector<SyncTask> tasks(int from, int to)
{
    std::vector<SyncTask> list;
    for (int i = from; i <= to; ++i)
        list.push_back(sampleTask(i));
    return list;
}

/// Answers each page from a listing that clamps the page size, as a strict server does.
class Listing final {
public:
    Listing(FakeRegistry &source, std::vector<SyncTask> all, int pageSize)
        : m_source(source), m_all(std::move(all)), m_pageSize(pageSize)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { answerAll(); });
        m_timer.start(0);
    }

private:
    void answerAll()
    {
        for (std::size_t i = 0; i < m_source.taskCalls.size(); ++i) {
            if (m_source.taskCalls[i].isOpen())
                m_source.taskCalls[i].answer(page(m_source.taskCalls[i].question.pageNo));
        }
    }
    [[nodiscard]] SyncTaskPage page(int pageNo) const
    {
        const auto begin =
            std::min(m_all.size(), static_cast<std::size_t>((pageNo - 1) * m_pageSize));
        const auto end = std::min(m_all.size(), begin + static_cast<std::size_t>(m_pageSize));
        return samplePage({m_all.begin() + static_cast<qsizetype>(begin),
                           m_all.begin() + static_cast<qsizetype>(end)},
                          static_cast<qint64>(m_all.size()), pageNo, m_pageSize);
    }

    FakeRegistry &m_source;
    std::vector<SyncTask> m_all;
    int m_pageSize;
    QTimer m_timer;
};

const std::vector<AccountRegion> prodAndTest = {
    {.account = u"prod"_s, .regionId = u"cn-hangzhou"_s},
    {.account = u"test"_s, .regionId = u"cn-hangzhou"_s}};

/// Each account lists an instance of its own, but for the one that fails.
class Accounts final {
public:
    Accounts(FakeRegistry &source, const QString &failing)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [&source, failing] {
            for (std::size_t i = 0; i < source.instanceCalls.size(); ++i) {
                const QString account = source.instanceCalls[i].question.account;
                if (account == failing)
                    source.instanceCalls[i].answer(tl::unexpected(
                        ApiError{.kind = ApiError::Kind::Credential, .account = account}));
                else
                    source.instanceCalls[i].answer(RegistryInstancePage{
                        .items = {{.id = u"cri-"_s + account, .account = account}},
                        .pageSize = 100,
                        .totalCount = 1});
            }
        });
        m_timer.start(0);
    }

private:
    QTimer m_timer;
};

/// Answers each call with what the test says, in the order of asking.
class Server final {
public:
    using Tasks = std::function<Result<SyncTaskPage>(const ListSyncTasks &)>;
    using Instances = std::function<Result<RegistryInstancePage>(const ListInstances &)>;
    using Rules = std::function<Result<SyncRulePage>(const ListSyncRules &)>;

    explicit Server(FakeRegistry &source) : m_source(source)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            answer(m_source.instanceCalls, instances);
            answer(m_source.taskCalls, tasks);
            answer(m_source.ruleCalls, rules);
        });
        m_timer.start(0);
    }

    Tasks tasks{};
    Instances instances{};
    Rules rules{};

private:
    template<typename Calls, typename Reply>
    void answer(Calls &calls, const Reply &reply)
    {
        for (std::size_t i = 0; i < calls.size(); ++i) {
            if (calls[i].isOpen())
                calls[i].answer(reply(calls[i].question));
        }
    }

    FakeRegistry &m_source;
    QTimer m_timer;
};

/// What a run of the command printed.
struct Printed {
    int code = 0;
    QByteArray output{};
    QByteArray errors{};

    [[nodiscard]] qsizetype rows() const { return output.count('\n'); }
};

Printed run(FakeRegistry &source, const std::vector<AccountRegion> &places,
            const ListOptions &asked)
{
    ManualClock clock;
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    Printed printed;
    printed.code = runList(source, places, clock, asked, output, errors);
    printed.output = output.data();
    printed.errors = errors.data();
    return printed;
}

ListOptions asking(const QString &text)
{
    ListOptions asked = options();
    asked.instanceId.clear();
    asked.query = query(text);
    return asked;
}

/// Page \p pageNo of 253 tasks, 100 on a page.
SyncTaskPage honestPage(int pageNo, int rows = 253, int pageSize = 100)
{
    const int begin = std::min((pageNo - 1) * pageSize, rows);
    return samplePage(tasks(begin + 1, std::min(begin + pageSize, rows)), rows, pageNo, pageSize);
}

RegistryInstance instanceNamed(const QString &id, const QString &name)
{
    return {.id = id, .name = name, .regionId = u"cn-hangzhou"_s};
}

/// "alpha" and "beta".
Server::Instances twoInstances()
{
    return [](const ListInstances &) -> Result<RegistryInstancePage> {
        return RegistryInstancePage{
            .items = {instanceNamed(u"cri-a"_s, u"alpha"_s), instanceNamed(u"cri-b"_s, u"beta"_s)},
            .pageSize = 100,
            .totalCount = 2};
    };
}

SyncTask runningSince(int number, const QDateTime &createdAt)
{
    SyncTask task = sampleTask(number, SyncTaskStatus::Synchronizing);
    task.createdAt = createdAt;
    return task;
}

} // namespace

class TestListCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsPrintedOnceThoughTheServerClamps();
    void whatCannotBeReadIsTold_data();
    void whatCannotBeReadIsTold();
    void pagesArePrintedInTheirOrder();
    void aStatusNarrowsWhatIsPrinted();
    void aQueryIsAnsweredOverAllInstances();
    void whoListsATaskIsPrinted_data();
    void whoListsATaskIsPrinted();
    void stuckTasksAreFoundWhenAllAreKnown();
    void whatToFailOnIsToldByTheExitCode_data();
    void whatToFailOnIsToldByTheExitCode();
    void anIncompleteAnswerWinsOverWhatToFailOn();
    void aFailureThatWasRepairedIsLeftOut();
    void anExpressionThatTakesTooLongIsAnError();
    void nothingFoundIsNoError();
    void anInstanceWithoutTasksIsLookedFor_data();
    void anInstanceWithoutTasksIsLookedFor();
    void anErrorIsOneLineWithCodeAndRequestId();
    void whatOneAccountFailsAtLeavesTheOthers();
    void anInstanceIsLookedForInAllAccounts();
    void aFullDiskIsTold();
    void allIsPrintedOrItIsSaidThatItIsNot_data();
    void allIsPrintedOrItIsSaidThatItIsNot();
    void tasksThatWereThereAllTheTimeArePrintedThoughOthersAreDeleted();
    void aNarrowQuestionIsProvenToo();
    void instancesThatAreNotAllListedAreSaid_data();
    void instancesThatAreNotAllListedAreSaid();
    void anInstanceThatRefusesIsNamedAndLeavesTheOthers_data();
    void anInstanceThatRefusesIsNamedAndLeavesTheOthers();
    void whatIsNotAskedForMayRefuse_data();
    void whatIsNotAskedForMayRefuse();
    void aQueryThatNamesNoInstanceIsTold();
    void aRegionThatRefusesIsNamedAndLeavesTheOthers();
    void namesOfRulesThatAreNotToldAreSaid_data();
    void namesOfRulesThatAreNotToldAreSaid();
    void rulesThatAreNotAllListedAreSaid();
    void rulesThatCannotBeReadAreSaid();
    void statesOverAPartOfTheTasksAreSaid_data();
    void statesOverAPartOfTheTasksAreSaid();
    void stuckWithoutAFinishedTaskIsSaid();
};

void TestListCommand::everyTaskIsPrintedOnceThoughTheServerClamps()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, tasks(1, 95), 10);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    QCOMPARE(runList(source, hangzhou, clock, options(), output, errors), 0);
    QCOMPARE(output.data().count('\n'), 95);
    for (int i = 1; i <= 95; ++i)
        QCOMPARE(output.data().count(QByteArray("\"rst-" + QByteArray::number(i) + '"')), 1);
    QVERIFY(errors.data().isEmpty());
}

void TestListCommand::pagesArePrintedInTheirOrder()
{
    FakeRegistry source;
    TaskLister lister(source, {.instance = {.instanceId = u"cri-1"_s}});
    QStringList ids;
    connect(&lister, &TaskLister::tasksArrived, this, [&ids](const std::vector<SyncTask> &arrived) {
        for (const SyncTask &task : arrived)
            ids << task.id;
    });
    QSignalSpy finished(&lister, &TaskLister::finished);
    lister.start();
    source.taskCalls.at(0).answer(samplePage(tasks(1, 2), 6, 1, 2));
    QCOMPARE(source.taskCalls.size(), 3);
    source.taskCalls.at(2).answer(samplePage(tasks(5, 6), 6, 3, 2));
    QCOMPARE(ids, (QStringList{u"rst-1"_s, u"rst-2"_s}));
    source.taskCalls.at(1).answer(samplePage(tasks(3, 4), 6, 2, 2));
    QCOMPARE(ids,
             (QStringList{u"rst-1"_s, u"rst-2"_s, u"rst-3"_s, u"rst-4"_s, u"rst-5"_s, u"rst-6"_s}));
    QCOMPARE(finished.size(), 0); // it is not proven yet that these are all
    for (std::size_t i = 3; i < source.taskCalls.size(); ++i) {
        const int pageNo = source.taskCalls[i].question.pageNo;
        const int last = std::min(2 * pageNo, 6);
        source.taskCalls[i].answer(samplePage(tasks(2 * pageNo - 1, last), 6, pageNo, 2));
    }
    QCOMPARE(ids.size(), 6);
    QCOMPARE(finished.size(), 1);
    QVERIFY(!lister.doubt());
}

void TestListCommand::aStatusNarrowsWhatIsPrinted()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, {sampleTask(1), sampleTask(2, SyncTaskStatus::Error)}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    ListOptions narrowed = options();
    narrowed.query = query(u"status:failed"_s);
    QCOMPARE(runList(source, hangzhou, clock, narrowed, output, errors), 0);
    QCOMPARE(output.data().count('\n'), 1);
    QVERIFY(output.data().contains("\"rst-2\""));
}

void TestListCommand::aQueryIsAnsweredOverAllInstances()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, {sampleTask(1), sampleTask(2, SyncTaskStatus::Error)}, 100);
    QTimer answering;
    connect(&answering, &QTimer::timeout, this, [&source] {
        for (std::size_t i = 0; i < source.instanceCalls.size(); ++i) {
            if (source.instanceCalls[i].isOpen())
                source.instanceCalls[i].answer(
                    RegistryInstancePage{.items = {{.id = u"cri-1"_s, .name = u"one"_s},
                                                   {.id = u"cri-2"_s, .name = u"two"_s}},
                                         .pageSize = 100,
                                         .totalCount = 2});
        }
    });
    answering.start(0);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    ListOptions all = options();
    all.instanceId.clear();
    all.query = query(u"status:failed repo:=app"_s);
    QCOMPARE(runList(source, hangzhou, clock, all, output, errors), 0);
    QCOMPARE(output.data().count("\"rst-2\""), 2); // both list it
    QCOMPARE(output.data().count('\n'), 2);
    QCOMPARE(source.taskCalls.at(0).question.repoName, u"app"_s);

    all.query = query(u"instance:two"_s);
    output.seek(0);
    output.buffer().clear();
    QCOMPARE(runList(source, hangzhou, clock, all, output, errors), 0);
    QCOMPARE(output.data().count('\n'), 2);
}

void TestListCommand::whoListsATaskIsPrinted_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("as pages arrive") << QString();
    QTest::newRow("when all are known") << u"is:latest"_s;
}

void TestListCommand::whoListsATaskIsPrinted()
{
    QFETCH(const QString, query);
    FakeRegistry source;
    Server server(source);
    server.instances = [](const ListInstances &asked) -> Result<RegistryInstancePage> {
        return RegistryInstancePage{
            .items = {{.id = u"cri-"_s + asked.account, .account = asked.account}},
            .pageSize = 100,
            .totalCount = 1};
    };
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        const int number = asked.instance.account == u"prod"_s ? 1 : 2;
        return samplePage(asked.pageNo == 1 ? tasks(number, number) : std::vector<SyncTask>(), 1,
                          asked.pageNo);
    };
    const Printed printed = run(source, prodAndTest, asking(query));
    QVERIFY2(printed.code == 0, printed.errors.constData());
    QStringList said;
    for (const QByteArray &line : printed.output.trimmed().split('\n')) {
        const QJsonObject task = QJsonDocument::fromJson(line).object();
        said << task["syncTaskId"_L1].toString() + u' ' + task["instanceId"_L1].toString() + u' ' +
                    task["account"_L1].toString();
    }
    said.sort();
    QCOMPARE(said, (QStringList{u"rst-1 cri-prod prod"_s, u"rst-2 cri-test test"_s}));
}

void TestListCommand::stuckTasksAreFoundWhenAllAreKnown()
{
    FakeRegistry source;
    ManualClock clock;
    const SyncTask stuck = runningSince(2, clock.now().addDays(-1));
    const SyncTask young = runningSince(3, clock.now().addSecs(-5));
    const Listing listing(source, {sampleTask(1), stuck, young}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    ListOptions asked = options();
    asked.query = query(u"is:stuck"_s);
    QCOMPARE(runList(source, hangzhou, clock, asked, output, errors), 0);
    QCOMPARE(output.data().count('\n'), 1);
    QVERIFY(output.data().contains("\"rst-2\""));
}

void TestListCommand::whatToFailOnIsToldByTheExitCode_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("failOn");
    QTest::addColumn<int>("printed");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("nothing") << QString() << QString() << 4 << 0 << QByteArray();
    QTest::newRow("failed") << QString() << u"failed"_s << 4 << 3
                            << QByteArray("--fail-on: 1 of the tasks: failed\n");
    QTest::newRow("either") << QString() << u"failed,stuck"_s << 4 << 3
                            << QByteArray("--fail-on: 2 of the tasks: failed or stuck\n");
    QTest::newRow("stuck") << QString() << u"stuck"_s << 4 << 3
                           << QByteArray("--fail-on: 1 of the tasks: stuck\n");
    QTest::newRow("none is so") << QString() << u"cancelled"_s << 4 << 0 << QByteArray();
    QTest::newRow("not among what is asked for")
        << u"status:done"_s << u"failed,stuck"_s << 1 << 0 << QByteArray();
    QTest::newRow("among what is asked for")
        << u"status:running"_s << u"failed,stuck"_s << 2 << 3
        << QByteArray("--fail-on: 1 of the tasks: failed or stuck\n");
    QTest::newRow("beside a state that is asked for")
        << u"is:active"_s << u"stuck"_s << 2 << 3 << QByteArray("1 of the tasks: stuck\n");
}

void TestListCommand::whatToFailOnIsToldByTheExitCode()
{
    QFETCH(QString, asked);
    QFETCH(QString, failOn);
    FakeRegistry source;
    ManualClock clock;
    const SyncTask stuck = runningSince(2, clock.now().addDays(-1));
    const SyncTask young = runningSince(3, clock.now().addSecs(-5));
    const Listing listing(source,
                          {sampleTask(1), stuck, young, sampleTask(4, SyncTaskStatus::Error)}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    ListOptions all = options();
    all.query = query(asked);
    if (!failOn.isEmpty())
        all.failOn = query(u"is:"_s + failOn);
    QTEST(runList(source, hangzhou, clock, all, output, errors), "exitCode");
    QTEST(int(output.data().count('\n')), "printed");
    QFETCH(QByteArray, told);
    QVERIFY2(told.isEmpty() ? errors.data().isEmpty() : errors.data().endsWith(told),
             errors.data().constData());
}

void TestListCommand::anIncompleteAnswerWinsOverWhatToFailOn()
{
    FakeRegistry source;
    ManualClock clock;
    // Without a finished task nobody knows what takes too long.
    const Listing listing(
        source,
        {sampleTask(1, SyncTaskStatus::Error), sampleTask(2, SyncTaskStatus::Synchronizing)}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    ListOptions all = options();
    all.failOn = query(u"is:failed,stuck"_s);
    QCOMPARE(runList(source, hangzhou, clock, all, output, errors), 1);
    QVERIFY2(errors.data().contains("--fail-on: 2 of the tasks: failed or stuck\n"),
             errors.data().constData());
}

void TestListCommand::aFailureThatWasRepairedIsLeftOut()
{
    FakeRegistry source;
    ManualClock clock;
    const SyncTask repaired = sampleTask(1, SyncTaskStatus::Error);
    const SyncTask open = sampleTask(2, SyncTaskStatus::Error);
    SyncTask retry = sampleTask(3);
    retry.imageFrom = repaired.imageFrom;
    retry.imageTo = repaired.imageTo;
    const Listing listing(source, {retry, open, repaired}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    ListOptions asked = options();
    asked.query = query(u"status:failed -is:repaired"_s);
    QCOMPARE(runList(source, hangzhou, clock, asked, output, errors), 0);
    QCOMPARE(output.data().count('\n'), 1);
    QVERIFY(output.data().contains("\"rst-2\""));
    // A push alone does not tell what came after it: it is not asked of the registry.
    asked.query = query(u"batch:=batch-1 is:repaired"_s);
    QCOMPARE(runList(source, hangzhou, clock, asked, output, errors), 0);
    QVERIFY(output.data().contains("\"rst-1\""));
    QCOMPARE(source.taskCalls.back().question.syncRecordId, QString());
}

void TestListCommand::anExpressionThatTakesTooLongIsAnError()
{
    std::vector<SyncTask> list = tasks(1, 3);
    for (SyncTask &task : list)
        task.imageFrom.imageTag = QString(40, u'a') + task.id;
    for (const QString &text : {u"/^(a+)+$/"_s, u"-/^(a+)+$/"_s, u"is:latest tag:/^(a+)+$/"_s}) {
        FakeRegistry source;
        ManualClock clock;
        const Listing listing(source, list, 100);
        QTimer answering; // free text looks at the names of rules
        connect(&answering, &QTimer::timeout, this, [&source] {
            for (std::size_t i = 0; i < source.ruleCalls.size(); ++i)
                source.ruleCalls[i].answer(SyncRulePage{.pageSize = 100, .totalCount = 0});
        });
        answering.start(0);
        QBuffer output;
        QBuffer errors;
        output.open(QIODevice::WriteOnly);
        errors.open(QIODevice::WriteOnly);
        ListOptions costly = options();
        costly.query = query(text);
        QCOMPARE(runList(source, hangzhou, clock, costly, output, errors), 1);
        QVERIFY(output.data().isEmpty());
        QVERIFY2(errors.data().contains("/^(a+)+$/: The regular expression is too costly"),
                 errors.data().constData());
    }
}

void TestListCommand::nothingFoundIsNoError()
{
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 0);
    };
    server.instances = twoInstances();
    ListOptions asked = options(ListFormat::Json);
    asked.instanceId = u"cri-a"_s;
    const Printed printed = run(source, hangzhou, asked);
    QCOMPARE(printed.code, 0);
    QCOMPARE(printed.output, "[]\n");
    QCOMPARE(printed.errors, "");
}

void TestListCommand::anInstanceWithoutTasksIsLookedFor_data()
{
    QTest::addColumn<bool>("mayListInstances");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("it does not exist")
        << true << 1 << QByteArray("None of the profiles lists the instance cri-x");
    QTest::newRow("nobody says whether it exists")
        << false << 0 << QByteArray("Not known whether there is an instance cri-x");
}

void TestListCommand::anInstanceWithoutTasksIsLookedFor()
{
    QFETCH(const bool, mayListInstances);
    QFETCH(const QByteArray, said);
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 0);
    };
    server.instances = twoInstances();
    if (!mayListInstances) {
        server.instances = [](const ListInstances &) -> Result<RegistryInstancePage> {
            return tl::unexpected(
                ApiError{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s});
        };
    }
    ListOptions asked = options();
    asked.instanceId = u"cri-x"_s;
    const Printed printed = run(source, hangzhou, asked);
    QTEST(printed.code, "code");
    QVERIFY2(printed.errors.contains(said), printed.errors.constData());
    QCOMPARE(printed.errors.contains("NoPrivilege"), !mayListInstances);
}

void TestListCommand::anErrorIsOneLineWithCodeAndRequestId()
{
    FakeRegistry source;
    ManualClock clock;
    QTimer::singleShot(0, this, [&source] {
        source.taskCalls.at(0).answer(tl::unexpected(ApiError{.kind = ApiError::Kind::Credential,
                                                              .code = u"SignatureDoesNotMatch"_s,
                                                              .message = u"not\nmatched"_s,
                                                              .requestId = u"ABC-1"_s,
                                                              .httpStatus = 400,
                                                              .operation = u"ListRepoSyncTask"_s}));
    });
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    QCOMPARE(runList(source, hangzhou, clock, options(ListFormat::Table), output, errors), 1);
    QVERIFY(output.data().isEmpty());
    QCOMPARE(errors.data().count('\n'), 1);
    QVERIFY(errors.data().contains("SignatureDoesNotMatch"));
    QVERIFY(errors.data().contains("ABC-1"));
}

void TestListCommand::whatOneAccountFailsAtLeavesTheOthers()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, tasks(1, 3), 100);
    const Accounts accounts(source, u"prod"_s);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    ListOptions all = options(ListFormat::Json);
    all.instanceId.clear();
    QCOMPARE(runList(source, prodAndTest, clock, all, output, errors), 1);
    QCOMPARE(output.data().count("\"rst-"), 3); // those of test, in whole
    QVERIFY(output.data().endsWith("]\n"));
    QCOMPARE(source.taskCalls.at(0).question.instance.account, u"test"_s);
    QCOMPARE(errors.data().count('\n'), 1);
    QVERIFY2(errors.data().contains("profile 'prod'"), errors.data().constData());
}

void TestListCommand::anInstanceIsLookedForInAllAccounts()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, tasks(1, 3), 100);
    const Accounts accounts(source, {});
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    ListOptions asked = options();
    asked.instanceId = u"cri-test"_s;
    QCOMPARE(runList(source, prodAndTest, clock, asked, output, errors), 0);
    for (const auto &call : source.taskCalls)
        QCOMPARE(call.question.instance.account, u"test"_s);
    asked.instanceId = u"cri-nobody"_s;
    QCOMPARE(runList(source, prodAndTest, clock, asked, output, errors), 1);
    QCOMPARE(errors.data().count('\n'), 1);
    QVERIFY(errors.data().contains("cri-nobody"));
}

void TestListCommand::whatCannotBeReadIsTold_data()
{
    QTest::addColumn<ReadingIssues>("issues");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("told");
    // A row is missing from the list; of a value nothing is missing but the value.
    QTest::newRow("row") << ReadingIssues{.rows = {1},
                                          .examples = {{.path = u"SyncTasks[3]"_s,
                                                        .problem = u"has no usable id"_s,
                                                        .raw = u"{\"a\":\"\u202E\"}"_s}}}
                         << 1
                         << QByteArray("SyncTasks[3] has no usable id: {\"a\":\"<U+202E>\"}\n");
    QTest::newRow("value") << ReadingIssues{.values = {1},
                                            .examples = {{.path = u"SyncTasks[0].CreateTime"_s,
                                                          .item = u"rst-1"_s,
                                                          .problem = u"is not a time"_s,
                                                          .raw = u"\"soon\""_s}}}
                           << 0
                           << QByteArray("SyncTasks[0].CreateTime of rst-1 is not a time: "
                                         "\"soon\"\n");
}

void TestListCommand::whatCannotBeReadIsTold()
{
    QFETCH(const ReadingIssues, issues);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, told);
    FakeRegistry source;
    ManualClock clock;
    Server server(source);
    server.tasks = [&issues](const ListSyncTasks &query) {
        const bool isFirst = query.pageNo == 1;
        SyncTaskPage page = samplePage(isFirst ? tasks(1, 3) : std::vector<SyncTask>(),
                                       3 + static_cast<qint64>(issues.rows.size()), query.pageNo);
        if (isFirst)
            page.issues = issues;
        return page;
    };
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    QCOMPARE(runList(source, hangzhou, clock, options(), output, errors), exitCode);
    QCOMPARE(output.data().count('\n'), 3);
    QVERIFY2(errors.data().contains(told), errors.data().constData());
    QVERIFY(errors.data().contains("1 ") && errors.data().contains("could not be read"));
}

void TestListCommand::aFullDiskIsTold()
{
    FakeRegistry source;
    ManualClock clock;
    const Listing listing(source, tasks(1, 3), 100);
    QBuffer output; // not open: refuses every byte
    QBuffer errors;
    errors.open(QIODevice::WriteOnly);
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
    QCOMPARE(runList(source, hangzhou, clock, options(), output, errors), 1);
    QVERIFY(errors.data().contains("cannot write"));
}

void TestListCommand::allIsPrintedOrItIsSaidThatItIsNot_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QByteArray>("said"); // empty: complete
    QTest::newRow("honest") << u"honest"_s << 253 << QByteArray();
    QTest::newRow("absent list") << u"absent"_s << 0
                                 << QByteArray("0 of 253 tasks seen: the reply");
    QTest::newRow("empty middle page") << u"empty"_s << 153 << QByteArray("153 of 253 tasks seen");
    QTest::newRow("short middle page") << u"short"_s << 193 << QByteArray("193 of 253 tasks seen");
    QTest::newRow("middle page empty once") << u"empty once"_s << 253 << QByteArray();
    QTest::newRow("total of the page") << u"page total"_s << 253 << QByteArray();
    QTest::newRow("total stops at 100") << u"100"_s << 253 << QByteArray();
    QTest::newRow("total stops at 200") << u"200"_s << 253 << QByteArray();
    QTest::newRow("total too large") << u"300"_s << 253 << QByteArray("253 of 300 tasks seen");
    QTest::newRow("half pages, no size, no total") << u"half"_s << 253 << QByteArray();
    QTest::newRow("half pages, wrong size and total") << u"half wrong"_s << 253 << QByteArray();
    QTest::newRow("page number ignored")
        << u"ignored"_s << 100 << QByteArray("100 of 253 tasks seen: the server gives the same");
    QTest::newRow("more rows than asked for") << u"large"_s << 253 << QByteArray();
}

void TestListCommand::allIsPrintedOrItIsSaidThatItIsNot()
{
    QFETCH(QString, fault);
    QFETCH(int, rows);
    QFETCH(QByteArray, said);
    FakeRegistry source;
    Server server(source);
    int seconds = 0;
    server.tasks = [&fault, &seconds](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        SyncTaskPage page = honestPage(asked.pageNo);
        if (fault == u"absent"_s)
            page.items.clear();
        else if (asked.pageNo == 2 && (fault == u"empty"_s || fault == u"short"_s))
            page.items.resize(fault == u"empty"_s ? 0 : 40);
        else if (asked.pageNo == 2 && fault == u"empty once"_s && seconds++ == 0)
            page.items.clear();
        else if (fault == u"page total"_s)
            page.totalCount = static_cast<qint64>(page.items.size());
        else if (fault == u"100"_s || fault == u"200"_s || fault == u"300"_s)
            page.totalCount = fault.toInt();
        else if (fault == u"ignored"_s)
            page.items = honestPage(1).items;
        else if (fault == u"large"_s)
            page.items = honestPage(asked.pageNo, 253, 20'000).items;
        else if (fault.startsWith(u"half"_s)) {
            page = honestPage(asked.pageNo, 253, 50);
            const bool isWrong = fault == u"half wrong"_s;
            page.pageSize = isWrong ? 100 : 0;
            page.totalCount =
                isWrong ? std::optional(static_cast<qint64>(page.items.size())) : std::nullopt;
        }
        return page;
    };
    const Printed printed = run(source, hangzhou, options());
    QCOMPARE(printed.rows(), rows);
    QCOMPARE(printed.code, said.isEmpty() ? 0 : 1);
    QVERIFY2(said.isEmpty() == printed.errors.isEmpty(), printed.errors.constData());
    if (said.isEmpty())
        return;
    QCOMPARE(printed.errors.count('\n'), 1);
    QVERIFY2(printed.errors.contains(QByteArray("not proven complete: " + said)),
             printed.errors.constData());
    QVERIFY2(printed.errors.contains("instance cri-1 in cn-hangzhou"), printed.errors.constData());
    QCOMPARE_LE(source.taskCalls.size(), std::size_t{40});
}

void TestListCommand::tasksThatWereThereAllTheTimeArePrintedThoughOthersAreDeleted()
{
    FakeRegistry source;
    Server server(source);
    std::vector<SyncTask> all = tasks(1, 253);
    int calls = 0;
    server.tasks = [&all, &calls](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        if (++calls == 2)
            all.erase(all.begin(), all.begin() + 10); // what was on page 2 slides to page 1
        const auto size = static_cast<int>(all.size());
        const int begin = std::min((asked.pageNo - 1) * 100, size);
        return samplePage({all.begin() + begin, all.begin() + std::min(begin + 100, size)}, size,
                          asked.pageNo, 100);
    };
    const Printed printed = run(source, hangzhou, options());
    for (const SyncTask &task : all)
        QVERIFY(printed.output.contains(QByteArray('"' + task.id.toUtf8() + '"')));
    QCOMPARE(printed.code, 0);
}

void TestListCommand::aNarrowQuestionIsProvenToo()
{
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        SyncTaskPage page = honestPage(asked.pageNo);
        if (asked.repoName == u"app"_s && asked.pageNo == 2)
            page.items.clear();
        return page;
    };
    ListOptions asked = options();
    asked.query = query(u"repo:=app"_s);
    const Printed printed = run(source, hangzhou, asked);
    QCOMPARE(printed.code, 1);
    QVERIFY2(printed.errors.contains("153 of 253 tasks"), printed.errors.constData());
}

void TestListCommand::instancesThatAreNotAllListedAreSaid_data()
{
    QTest::addColumn<int>("listed");
    QTest::addColumn<int>("total");
    QTest::newRow("absent list") << 0 << 1;
    QTest::newRow("empty second page") << 100 << 130;
}

void TestListCommand::instancesThatAreNotAllListedAreSaid()
{
    QFETCH(int, listed);
    QFETCH(int, total);
    FakeRegistry source;
    Server server(source);
    server.instances = [listed, total](const ListInstances &asked) -> Result<RegistryInstancePage> {
        RegistryInstancePage page{.pageNo = asked.pageNo, .pageSize = 100, .totalCount = total};
        for (int i = 0; i < listed && asked.pageNo == 1; ++i)
            page.items.push_back(instanceNamed(u"cri-%1"_s.arg(i), u"i%1"_s.arg(i)));
        return page;
    };
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 1);
    };
    const Printed printed = run(source, hangzhou, asking({}));
    QCOMPARE(printed.code, 1);
    QCOMPARE(printed.rows(), listed); // one task of each
    QVERIFY2(printed.errors.contains("region cn-hangzhou: "), printed.errors.constData());
    const QByteArray said =
        QByteArray::number(listed) + " of " + QByteArray::number(total) + " instances seen";
    QVERIFY2(printed.errors.contains(said), printed.errors.constData());
}

void TestListCommand::anInstanceThatRefusesIsNamedAndLeavesTheOthers_data()
{
    QTest::addColumn<ApiError::Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("stopped") << ApiError::Kind::Request << u"INSTANCE_STATUS_NOT_SUPPORT"_s;
    QTest::newRow("forbidden") << ApiError::Kind::Permission << u"NoPrivilege"_s;
    QTest::newRow("deleting") << ApiError::Kind::NotFound << u"INSTANCE_NOT_EXIST"_s;
    QTest::newRow("wrong edition") << ApiError::Kind::Request << u"EDITION_NOT_SUPPORT"_s;
    QTest::newRow("no answer") << ApiError::Kind::Timeout << u""_s;
}

void TestListCommand::anInstanceThatRefusesIsNamedAndLeavesTheOthers()
{
    QFETCH(ApiError::Kind, kind);
    QFETCH(QString, code);
    const ApiError refusal{.kind = kind, .code = code, .operation = u"ListRepoSyncTask"_s};
    for (const ListFormat format : {ListFormat::Json, ListFormat::Ndjson}) {
        FakeRegistry source;
        Server server(source);
        server.instances = twoInstances();
        server.tasks = [&refusal](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
            if (asked.instance.instanceId == u"cri-a"_s)
                return tl::unexpected(refusal);
            return honestPage(asked.pageNo, 3);
        };
        ListOptions asked = asking({});
        asked.format = format;
        const Printed printed = run(source, hangzhou, asked);
        QCOMPARE(printed.code, 1);
        QCOMPARE(printed.output.count("\"rst-"), 3);
        QCOMPARE(printed.output.endsWith("]\n"), format == ListFormat::Json);
        QCOMPARE(printed.errors.count('\n'), 1);
        QVERIFY2(printed.errors.contains("instance alpha (cri-a) in cn-hangzhou: "),
                 printed.errors.constData());
        QVERIFY(code.isEmpty() || printed.errors.contains(code.toUtf8()));
    }
}

void TestListCommand::whatIsNotAskedForMayRefuse_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("restsOnAlpha");
    QTest::newRow("by name") << u"instance:beta"_s << false;
    QTest::newRow("by id") << u"instance:=cri-b"_s << false;
    QTest::newRow("not the other") << u"-instance:alpha"_s << false;
    QTest::newRow("by expression") << u"instance:/b$/"_s << false;
    QTest::newRow("a state of one task") << u"instance:beta is:done"_s << false;
    QTest::newRow("both by name") << u"instance:alpha,beta"_s << true;
    QTest::newRow("a part of both ids") << u"instance:cri"_s << true;
    QTest::newRow("a state over all tasks") << u"instance:beta -is:repaired"_s << true;
}

void TestListCommand::whatIsNotAskedForMayRefuse()
{
    QFETCH(const QString, query);
    QFETCH(const bool, restsOnAlpha);
    FakeRegistry source;
    Server server(source);
    server.instances = twoInstances();
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        if (asked.instance.instanceId == u"cri-a"_s)
            return tl::unexpected(
                ApiError{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s});
        return honestPage(asked.pageNo, 3);
    };
    const Printed printed = run(source, hangzhou, asking(query));
    QCOMPARE(printed.rows(), 3);
    QCOMPARE(printed.code, restsOnAlpha ? 1 : 0);
    QCOMPARE(printed.errors.contains("alpha"), restsOnAlpha);
}

void TestListCommand::aQueryThatNamesNoInstanceIsTold()
{
    FakeRegistry source;
    Server server(source);
    server.instances = twoInstances();
    const Printed printed = run(source, hangzhou, asking(u"instance:gamma"_s));
    QCOMPARE(printed.code, 0);
    QCOMPARE(printed.rows(), 0);
    QCOMPARE(printed.errors, "sync-dashboard: The query names none of the instances\n");
    QVERIFY(source.taskCalls.empty());
}

void TestListCommand::aRegionThatRefusesIsNamedAndLeavesTheOthers()
{
    const std::vector<AccountRegion> places = {
        {.account = u"prod"_s, .regionId = u"cn-hangzhou"_s},
        {.account = u"prod"_s, .regionId = u"cn-shanghai"_s},
        {.account = u"test"_s, .regionId = u"cn-hangzhou"_s},
        {.account = u"test"_s, .regionId = u"cn-shanghai"_s}};
    FakeRegistry source;
    Server server(source);
    int requests = 0;
    server.instances = [&requests](const ListInstances &asked) -> Result<RegistryInstancePage> {
        if (asked.account == u"test"_s) // a bad key: the same in each region
            return tl::unexpected(ApiError{.kind = ApiError::Kind::Credential,
                                           .code = u"InvalidAccessKeyId"_s,
                                           .requestId = QString::number(++requests)});
        if (asked.regionId == u"cn-shanghai"_s)
            return tl::unexpected(
                ApiError{.kind = ApiError::Kind::Permission, .code = u"NoPrivilege"_s});
        RegistryInstance instance = instanceNamed(u"cri-a"_s, u"alpha"_s);
        instance.account = u"prod"_s;
        return RegistryInstancePage{.items = {instance}, .pageSize = 100, .totalCount = 1};
    };
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 3);
    };
    const Printed printed = run(source, places, asking({}));
    QCOMPARE(printed.code, 1);
    QCOMPARE(printed.rows(), 3);
    QCOMPARE(printed.errors.count('\n'), 2);
    for (const char *said : {"region cn-shanghai: profile 'prod': ", "NoPrivilege",
                             "regions cn-hangzhou, cn-shanghai: profile 'test': "})
        QVERIFY2(printed.errors.contains(said), printed.errors.constData());
}

void TestListCommand::namesOfRulesThatAreNotToldAreSaid_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("needsRules");
    QTest::newRow("rule") << u"rule:nightly"_s << true;
    QTest::newRow("no rule") << u"-rule:nightly"_s << true;
    QTest::newRow("free text") << u"nightly"_s << true;
    QTest::newRow("id of a rule") << u"rule:crsr-1"_s << false;
    QTest::newRow("status") << u"status:done"_s << false;
}

void TestListCommand::namesOfRulesThatAreNotToldAreSaid()
{
    QFETCH(QString, query);
    QFETCH(bool, needsRules);
    FakeRegistry source;
    Server server(source);
    server.instances = twoInstances();
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 3);
    };
    server.rules = [](const ListSyncRules &asked) -> Result<SyncRulePage> {
        if (asked.instance.instanceId == u"cri-a"_s)
            return tl::unexpected(ApiError{.kind = ApiError::Kind::Permission,
                                           .code = u"NoPrivilege"_s,
                                           .operation = u"ListRepoSyncRule"_s});
        return SyncRulePage{.items = {{.id = u"crsr-9"_s, .name = u"nightly"_s}},
                            .pageNo = asked.pageNo,
                            .pageSize = 100,
                            .totalCount = 1};
    };
    const Printed printed = run(source, hangzhou, asking(query));
    QCOMPARE(printed.code, needsRules ? 1 : 0);
    QCOMPARE(printed.errors.isEmpty(), !needsRules);
    if (needsRules) {
        QVERIFY2(printed.errors.contains("rules of instance alpha (cri-a) in cn-hangzhou: "),
                 printed.errors.constData());
        QVERIFY2(printed.errors.contains("The rules of alpha could not be read"),
                 printed.errors.constData());
    }
}

void TestListCommand::rulesThatAreNotAllListedAreSaid()
{
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 3);
    };
    server.rules = [](const ListSyncRules &asked) -> Result<SyncRulePage> {
        return SyncRulePage{.pageNo = asked.pageNo, .pageSize = 100, .totalCount = 1};
    };
    ListOptions asked = options();
    asked.query = query(u"rule:nightly"_s);
    const Printed printed = run(source, hangzhou, asked);
    QCOMPARE(printed.code, 1);
    QVERIFY2(printed.errors.contains("0 of 1 rules seen"), printed.errors.constData());
}

void TestListCommand::rulesThatCannotBeReadAreSaid()
{
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        return honestPage(asked.pageNo, 3);
    };
    server.rules = [](const ListSyncRules &asked) -> Result<SyncRulePage> {
        SyncRulePage page{.pageNo = asked.pageNo, .pageSize = 100, .totalCount = 2};
        if (asked.pageNo == 1) {
            page.items = {{.id = u"crsr-9"_s, .name = u"nightly"_s}};
            page.issues.rows.push_back({});
            page.issues.examples.push_back({.path = u"SyncRules[1]"_s,
                                            .problem = u"has no usable id"_s,
                                            .raw = u"{\"SyncRuleName\":\"weekly\"}"_s});
        }
        return page;
    };
    ListOptions asked = options();
    asked.query = query(u"rule:weekly"_s);
    const Printed printed = run(source, hangzhou, asked);
    QCOMPARE(printed.code, 1);
    QVERIFY2(printed.errors.contains("1 of 2 rules seen"), printed.errors.constData());
    QVERIFY2(printed.errors.contains("SyncRules[1] has no usable id: {\"SyncRuleName\""),
             printed.errors.constData());
}

void TestListCommand::statesOverAPartOfTheTasksAreSaid_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("latest") << u"is:latest"_s << QByteArray("newer tasks of an image");
    QTest::newRow("repaired") << u"-is:repaired"_s << QByteArray("later successes");
    QTest::newRow("stuck") << u"is:stuck"_s << QByteArray("which tasks are stuck");
}

void TestListCommand::statesOverAPartOfTheTasksAreSaid()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, said);
    for (const bool isRefused : {true, false}) {
        FakeRegistry source;
        Server server(source);
        server.instances = twoInstances();
        server.tasks = [isRefused](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
            SyncTaskPage page = honestPage(asked.pageNo, 3);
            if (asked.instance.instanceId == u"cri-b"_s)
                return page;
            if (isRefused)
                return tl::unexpected(ApiError{.kind = ApiError::Kind::Permission});
            page.totalCount = 4;
            return page;
        };
        const Printed printed = run(source, hangzhou, asking(query));
        QCOMPARE(printed.code, 1);
        QVERIFY2(printed.errors.contains(said), printed.errors.constData());
        QVERIFY2(printed.errors.contains("alpha (cri-a)"), printed.errors.constData());
    }
}

void TestListCommand::stuckWithoutAFinishedTaskIsSaid()
{
    FakeRegistry source;
    Server server(source);
    server.tasks = [](const ListSyncTasks &asked) -> Result<SyncTaskPage> {
        std::vector<SyncTask> items;
        if (asked.pageNo == 1)
            items.push_back(sampleTask(1, SyncTaskStatus::Synchronizing));
        return samplePage(std::move(items), 1, asked.pageNo, 100);
    };
    ListOptions asked = options();
    asked.query = query(u"is:stuck"_s);
    const Printed printed = run(source, hangzhou, asked);
    QCOMPARE(printed.code, 1);
    QVERIFY2(printed.errors.contains("No finished task is known"), printed.errors.constData());
    // What is usual is not known from the tasks of one image.
    asked.query = query(u"is:stuck repo:=app"_s);
    run(source, hangzhou, asked);
    QCOMPARE(source.taskCalls.back().question.repoName, QString());
}

QTEST_GUILESS_MAIN(TestListCommand)
#include "tst_listcommand.moc"
