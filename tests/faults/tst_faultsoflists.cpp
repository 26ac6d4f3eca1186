#include "faultcases.h"
#include "faultworld.h"
#include "manualclock.h"
#include "taskfeed.h"
#include "tasklister.h"
#include "taskstore.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int tasks = 340; // four pages
constexpr std::array pages = {1, 3};

/// A registry that can be replaced while it is asked.
class ExchangeableRegistry final : public Registry {
public:
    explicit ExchangeableRegistry(Registry &registry) : m_registry(&registry) {}

    void exchange(Registry &registry) { m_registry = &registry; }
    PendingCall send(Operation operation, ReplyHandler handler) override
    {
        return m_registry->send(std::move(operation), std::move(handler));
    }

private:
    Registry *m_registry;
};

/// What a list brought: each id as often as it came.
struct Listed {
    QStringList ids{};
    std::optional<ApiError> error{};
    bool isProven = false;
};

Listed listAll(Registry &registry, const InstanceRef &instance)
{
    Listed listed;
    TaskLister lister(registry, {.instance = instance});
    bool isDone = false;
    QObject::connect(&lister, &TaskLister::tasksArrived, &lister,
                     [&listed](const std::vector<SyncTask> &arrived) {
                         for (const SyncTask &task : arrived)
                             listed.ids << task.id;
                     });
    QObject::connect(&lister, &TaskLister::finished, &lister,
                     [&](const std::optional<ApiError> &error) {
                         listed.error = error;
                         listed.isProven = !error && !lister.doubt();
                         isDone = true;
                     });
    lister.start();
    waitFor([&isDone] { return isDone; });
    return listed;
}

/// A feed over a registry, with everything it brought.
struct Feed {
    explicit Feed(Registry &asked) : registry(asked)
    {
        QObject::connect(&feed, &TaskFeed::merged, &feed, [this](const MergeReport &report) {
            inserted += static_cast<qsizetype>(report.inserted.size());
        });
        feed.setWindow({});
        feed.setRefreshInterval(10s);
    }

    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (TaskRow row = 0; row < store.size(); ++row)
            ids << store.task(row).id;
        ids.sort();
        return ids;
    }
    /// Time passes until all is known, without a hand that helps.
    bool recover()
    {
        return waitFor([this] {
            clock.advance(30s);
            return feed.state().complete && !feed.state().error;
        });
    }

    ExchangeableRegistry registry;
    ManualClock clock{QDateTime::currentDateTimeUtc()};
    TaskStore store{};
    TaskFeed feed{registry, clock, store};
    qsizetype inserted = 0;
};

} // namespace

/// Each fault of a connection with the first and with a later page of the list of tasks, as the
/// window reads it (TaskFeed) and as the command does (TaskLister).
class TestFaultsOfLists final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theWindowSaysItAndHasAllRowsAfterwards_data();
    void theWindowSaysItAndHasAllRowsAfterwards();
    void theCommandSaysItAndListsAllRowsAfterwards_data();
    void theCommandSaysItAndListsAllRowsAfterwards();
    void aServerThatIsGoneComesBackToTheWindow();
    void aServerThatIsGoneComesBackToTheCommand();
    void aNameThatIsNotKnownIsSaidInTheWindow();
    void aNameThatIsNotKnownIsSaidByTheCommand();
    void connectionsThatWereLostInASleepDoNotMatter();

private:
    /// \p page of the list goes wrong; \p fault is by its name.
    FaultCase armFault(const QByteArray &fault, int page);
    void checkError(const ApiError &error, const FaultCase &fault);
    void checkAllRows(const Feed &feed);

    std::unique_ptr<FaultWorld> m_world;
    std::unique_ptr<RegistryClient> m_client;
    QStringList m_all; ///< ids, sorted
};

void TestFaultsOfLists::initTestCase()
{
    m_world = std::make_unique<FaultWorld>(tasks);
    Listed all = listAll(m_world->direct(), m_world->instance());
    QVERIFY(all.isProven);
    m_all = all.ids;
    m_all.sort();
    QCOMPARE_GT(m_all.size(), 300);
    QCOMPARE(m_all.removeDuplicates(), 0);
}

void TestFaultsOfLists::init()
{
    m_client = m_world->makeClient();
}

/// Nothing is left of what was asked.
void TestFaultsOfLists::cleanup()
{
    m_world->server().disarm();
    QVERIFY(waitFor([this] { return m_client->children().isEmpty(); }));
    m_client.reset();
    QVERIFY(waitFor([this] { return m_world->server().connections() == 0; }));
    QVERIFY(!m_world->wasElsewhereAsked());
}

FaultCase TestFaultsOfLists::armFault(const QByteArray &fault, int page)
{
    const FaultCase wanted = faultCase(fault, m_world->elsewhere());
    m_client = m_world->makeClient(wanted.patience());
    m_world->server().arm(wanted.fault, "&PageNo=" + QByteArray::number(page) + '&');
    return wanted;
}

void TestFaultsOfLists::checkError(const ApiError &error, const FaultCase &fault)
{
    QVERIFY2(error.kind == fault.kind && error.code == fault.code,
             qPrintable(technicalLine(error)));
    QCOMPARE(problemOfMessage(error), QString());
}

void TestFaultsOfLists::checkAllRows(const Feed &feed)
{
    QCOMPARE(feed.ids(), m_all);           // none lost, none doubled
    QCOMPARE(feed.inserted, m_all.size()); // nor seen as new twice
    QCOMPARE(feed.feed.state().loaded, m_all.size());
}

void TestFaultsOfLists::theWindowSaysItAndHasAllRowsAfterwards_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("page");
    for (const int page : pages) {
        for (const FaultCase &fault : faultCases())
            QTest::addRow("page %d: %s", page, fault.name) << QByteArray(fault.name) << page;
    }
}

void TestFaultsOfLists::theWindowSaysItAndHasAllRowsAfterwards()
{
    QFETCH(QByteArray, fault);
    QFETCH(int, page);
    const FaultCase wanted = armFault(fault, page);
    LoadProbe probe;
    Feed feed(*m_client);
    feed.feed.setQuery(m_world->instance(), {});
    if (wanted.isTaken) {
        QVERIFY(waitFor([&feed] { return feed.feed.state().complete; }));
    } else {
        QVERIFY(waitFor([&feed] { return feed.feed.state().error.has_value(); }));
        checkError(*feed.feed.state().error, wanted);
        QVERIFY(!feed.feed.state().complete); // nothing is claimed that is not known
        QVERIFY(feed.feed.state().failingSince.isValid());
    }
    m_world->server().disarm();
    QVERIFY(feed.recover());
    checkAllRows(feed);
    QCOMPARE_LT(probe.longestBlockMs(), 1'000);
    QCOMPARE_LT(probe.growthMiB(), 40);
}

void TestFaultsOfLists::theCommandSaysItAndListsAllRowsAfterwards_data()
{
    theWindowSaysItAndHasAllRowsAfterwards_data();
}

void TestFaultsOfLists::theCommandSaysItAndListsAllRowsAfterwards()
{
    QFETCH(QByteArray, fault);
    QFETCH(int, page);
    const FaultCase wanted = armFault(fault, page);
    LoadProbe probe;
    Listed listed = listAll(*m_client, m_world->instance());
    m_world->server().disarm();
    if (wanted.isTaken) {
        QVERIFY(listed.isProven);
    } else {
        QVERIFY(listed.error.has_value());
        checkError(*listed.error, wanted);
        QCOMPARE_LE(listed.ids.size(), 100 * (page - 1)); // the pages before it
        QCOMPARE(listed.ids.removeDuplicates(), 0);
    }
    Listed again = listAll(*m_client, m_world->instance());
    QVERIFY(again.isProven);
    again.ids.sort();
    QCOMPARE(again.ids, m_all);
    QCOMPARE_LT(probe.longestBlockMs(), 1'000);
    QCOMPARE_LT(probe.growthMiB(), 40);
}

void TestFaultsOfLists::aServerThatIsGoneComesBackToTheWindow()
{
    m_world->server().vanish();
    Feed feed(*m_client);
    feed.feed.setQuery(m_world->instance(), {});
    QVERIFY(waitFor([&feed] { return feed.feed.state().error.has_value(); }));
    m_world->server().comeBack();
    checkError(*feed.feed.state().error, {.code = u"ConnectionRefused"_s});
    QVERIFY(feed.recover());
    checkAllRows(feed);
}

void TestFaultsOfLists::aServerThatIsGoneComesBackToTheCommand()
{
    m_world->server().vanish();
    const Listed listed = listAll(*m_client, m_world->instance());
    m_world->server().comeBack();
    QVERIFY(listed.error.has_value());
    checkError(*listed.error, {.code = u"ConnectionRefused"_s});
    QVERIFY(listAll(*m_client, m_world->instance()).isProven);
}

void TestFaultsOfLists::aNameThatIsNotKnownIsSaidInTheWindow()
{
    const auto lost = m_world->makeLostClient();
    Feed feed(*lost);
    feed.feed.setQuery(m_world->instance(), {});
    QVERIFY(waitFor([&feed] { return feed.feed.state().error.has_value(); }));
    checkError(*feed.feed.state().error, {.code = u"HostNotFound"_s});
    feed.registry.exchange(*m_client); // the name is known again
    QVERIFY(feed.recover());
    checkAllRows(feed);
}

void TestFaultsOfLists::aNameThatIsNotKnownIsSaidByTheCommand()
{
    const auto lost = m_world->makeLostClient();
    const Listed listed = listAll(*lost, m_world->instance());
    QVERIFY(listed.error.has_value());
    checkError(*listed.error, {.code = u"HostNotFound"_s});
}

void TestFaultsOfLists::connectionsThatWereLostInASleepDoNotMatter()
{
    Feed feed(*m_client);
    feed.feed.setQuery(m_world->instance(), {});
    QVERIFY(waitFor([&feed] { return feed.feed.state().complete; }));
    QCOMPARE_GT(m_world->server().connections(), 1);
    m_world->server().loseConnections();
    feed.feed.refresh();
    QVERIFY(waitFor([&feed] { return feed.feed.state().phase == FeedState::Phase::Idle; }));
    QVERIFY(!feed.feed.state().error); // no try was wasted on a second dead connection
    checkAllRows(feed);
}

QTEST_GUILESS_MAIN(TestFaultsOfLists)
#include "tst_faultsoflists.moc"
