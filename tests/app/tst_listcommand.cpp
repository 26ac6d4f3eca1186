#include "faketasksource.h"
#include "listcommand.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "tasklister.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

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
    Listing(FakeTaskSource &source, std::vector<SyncTask> all, int pageSize)
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

    FakeTaskSource &m_source;
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
    Accounts(FakeTaskSource &source, const QString &failing)
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

} // namespace

class TestListCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsPrintedOnceThoughTheServerClamps();
    void pagesArePrintedInTheirOrder();
    void aStatusNarrowsWhatIsPrinted();
    void aQueryIsAnsweredOverAllInstances();
    void stuckTasksAreFoundWhenAllAreKnown();
    void aFailureThatWasRepairedIsLeftOut();
    void anExpressionThatTakesTooLongIsAnError();
    void nothingFoundIsNoError();
    void anErrorIsOneLineWithCodeAndRequestId();
    void whatOneAccountFailsAtLeavesTheOthers();
    void anInstanceIsLookedForInAllAccounts();
    void aFullDiskIsTold();
};

void TestListCommand::everyTaskIsPrintedOnceThoughTheServerClamps()
{
    FakeTaskSource source;
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
    FakeTaskSource source;
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
    QCOMPARE(finished.size(), 1);
}

void TestListCommand::aStatusNarrowsWhatIsPrinted()
{
    FakeTaskSource source;
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
    FakeTaskSource source;
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

void TestListCommand::stuckTasksAreFoundWhenAllAreKnown()
{
    FakeTaskSource source;
    ManualClock clock;
    SyncTask stuck = sampleTask(2, SyncTaskStatus::Synchronizing);
    stuck.createdAt = clock.now().addDays(-1);
    SyncTask young = sampleTask(3, SyncTaskStatus::Synchronizing);
    young.createdAt = clock.now().addSecs(-5);
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

void TestListCommand::aFailureThatWasRepairedIsLeftOut()
{
    FakeTaskSource source;
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
        FakeTaskSource source;
        ManualClock clock;
        const Listing listing(source, list, 100);
        QBuffer output;
        QBuffer errors;
        output.open(QIODevice::WriteOnly);
        errors.open(QIODevice::WriteOnly);
        ListOptions costly = options();
        costly.query = query(text);
        QCOMPARE(runList(source, hangzhou, clock, costly, output, errors), 1);
        QVERIFY(output.data().isEmpty());
        QVERIFY2(errors.data().contains("/^(a+)+$/: The regular expression is too costly"),
                 errors.data());
    }
}

void TestListCommand::nothingFoundIsNoError()
{
    FakeTaskSource source;
    ManualClock clock;
    const Listing listing(source, {}, 100);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    QCOMPARE(runList(source, hangzhou, clock, options(ListFormat::Json), output, errors), 0);
    QCOMPARE(output.data(), "[]\n");
}

void TestListCommand::anErrorIsOneLineWithCodeAndRequestId()
{
    FakeTaskSource source;
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
    FakeTaskSource source;
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
    FakeTaskSource source;
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
    QCOMPARE(source.taskCalls.size(), std::size_t{1});
    QCOMPARE(source.taskCalls.at(0).question.instance.account, u"test"_s);
    asked.instanceId = u"cri-nobody"_s;
    QCOMPARE(runList(source, prodAndTest, clock, asked, output, errors), 1);
    QCOMPARE(errors.data().count('\n'), 1);
    QVERIFY(errors.data().contains("cri-nobody"));
}

void TestListCommand::aFullDiskIsTold()
{
    FakeTaskSource source;
    ManualClock clock;
    const Listing listing(source, tasks(1, 3), 100);
    QBuffer output; // not open: refuses every byte
    QBuffer errors;
    errors.open(QIODevice::WriteOnly);
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
    QCOMPARE(runList(source, hangzhou, clock, options(), output, errors), 1);
    QVERIFY(errors.data().contains("cannot write"));
}

QTEST_GUILESS_MAIN(TestListCommand)
#include "tst_listcommand.moc"
