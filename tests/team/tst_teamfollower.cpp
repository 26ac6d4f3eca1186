#include "manualclock.h"
#include "sampletasks.h"
#include "teamdata.h"
#include "teamfollower.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString hangzhou = u"cri-hangzhou"_s;

} // namespace

/// The clock is the test's: what comes without it was told by the database.
class TestTeamFollower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_data.reset(); }

    void whatIsWrittenIsToldAtOnce();
    void whatWasThereBeforeIsNotTold();
    void whatIsNotToldIsFoundAfterAWhile();
    void whatWasWrittenWhileTheServerWasAwayIsToldOnce();
    void changesOfOldTasksAreNotTold();
    void whoCollectsIsTold();
    void whatCannotBeReadIsTold();
    void aServerThatIsAwayIsTold();
    void moreThanOneLookShowsComesInOrder();
    void whatIsToldAgainAndAgainKeepsNothingBack();
    void aDatabaseThatWasPutBackIsFollowedOn();

private:
    [[nodiscard]] QDateTime now() const { return sampleTask(0).createdAt; }
    void write(std::vector<SyncTask> tasks) const
    {
        writeTo(*m_writer, HistoryTasks{.instanceId = hangzhou, .tasks = std::move(tasks)}, now());
    }
    /// Follows from what is there now.
    void follow()
    {
        m_clock = std::make_unique<ManualClock>(now());
        m_follower = std::make_unique<TeamFollower>(m_data->address(), *m_clock);
        connect(m_follower.get(), &TeamFollower::tasksChanged, this,
                [this](const std::vector<HistoryTasks> &tasks) {
                    for (const HistoryTasks &some : tasks) {
                        for (const SyncTask &task : some.tasks)
                            m_told.push_back(task.id);
                    }
                });
        connect(m_follower.get(), &TeamFollower::statusChanged, this,
                [this](const TeamStatus &status) { m_status = status; });
        m_follower->start();
        QTRY_VERIFY(m_status);
    }

    /// Lets time go on, less than \p most in all since the test began.
    const QStringList &toldWithin(std::chrono::milliseconds most)
    {
        constexpr std::chrono::milliseconds step = 250ms;
        if (m_passed + step < most) {
            m_passed += step;
            m_clock->advance(step);
        }
        return m_told;
    }

    std::unique_ptr<TeamData> m_data;
    std::unique_ptr<TeamHistory> m_writer;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<TeamFollower> m_follower;
    QStringList m_told;
    std::optional<TeamStatus> m_status;
    std::chrono::milliseconds m_passed{0};
};

void TestTeamFollower::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestTeamFollower::init()
{
    m_follower.reset();
    m_told.clear();
    m_status.reset();
    m_passed = 0ms;
    m_writer.reset();
    QVERIFY(m_data->empty());
    m_writer = m_data->writer(now());
    QVERIFY(m_writer);
}

void TestTeamFollower::whatIsWrittenIsToldAtOnce()
{
    follow();
    write({sampleTask(1, SyncTaskStatus::Synchronizing)});
    QTRY_COMPARE(toldWithin(3s), QStringList{sampleTask(1).id});
    write({sampleTask(1), sampleTask(2)});
    QTRY_COMPARE(toldWithin(3s).size(), 3);
}

void TestTeamFollower::whatWasThereBeforeIsNotTold()
{
    write({sampleTask(1)});
    follow();
    write({sampleTask(2)});
    QTRY_COMPARE(toldWithin(3s), QStringList{sampleTask(2).id});
}

void TestTeamFollower::whatIsNotToldIsFoundAfterAWhile()
{
    write({sampleTask(1)});
    follow();
    QVERIFY(m_data->server().run(u"UPDATE sync_dashboard.tasks SET status = 'FAILED',"
                                 " changed = nextval('sync_dashboard.task_changes')"_s));
    QTest::qWait(100); // nobody tells it
    QVERIFY(toldWithin(3s).isEmpty());
    m_clock->advance(TeamFollower::interval);
    QTRY_COMPARE(m_told, QStringList{sampleTask(1).id});
}

void TestTeamFollower::whatWasWrittenWhileTheServerWasAwayIsToldOnce()
{
    follow();
    write({sampleTask(1)});
    QTRY_COMPARE(toldWithin(3s).size(), 1);
    m_data->server().kill();
    m_clock->advance(TeamFollower::interval);
    QTRY_VERIFY(m_status->error);
    QVERIFY(m_data->server().start());
    QVERIFY(m_data->collect()); // the lease has not ended
    write({sampleTask(2)});
    m_clock->advance(TeamFollower::interval);
    QTRY_VERIFY(!m_status->error);
    QTRY_COMPARE(m_told, (QStringList{sampleTask(1).id, sampleTask(2).id}));
    write({sampleTask(3)}); // what is told is heard again
    QTRY_COMPARE(toldWithin(3s).size(), 3);
}

void TestTeamFollower::changesOfOldTasksAreNotTold()
{
    follow();
    SyncTask old = sampleTask(1);
    old.createdAt = m_clock->now().addDays(-TeamFollower::tasksBack.count()).addSecs(-1);
    write({old, sampleTask(2)});
    QTRY_COMPARE(toldWithin(3s), QStringList{sampleTask(2).id});
}

void TestTeamFollower::whoCollectsIsTold()
{
    follow();
    QVERIFY(m_status->isCollecting);
    QCOMPARE(m_status->collector, u"tests"_s);
    QCOMPARE(m_status->program, u"a program"_s);
    m_data->stop();
    m_clock->advance(TeamFollower::interval);
    QTRY_VERIFY(!m_status->isCollecting);
}

void TestTeamFollower::whatCannotBeReadIsTold()
{
    follow();
    QVERIFY(m_status->unread.empty());
    const UnreadList list{.account = u"prod"_s,
                          .regionId = u"cn-beijing"_s,
                          .since = now(),
                          .error = {.kind = ApiError::Kind::Permission, .code = u"Denied"_s}};
    const UnreadList profile{.account = u"expired"_s,
                             .since = now(),
                             .error = {.kind = ApiError::Kind::Credential, .code = u"Gone"_s}};
    writeTo(*m_writer, HistoryRecord::Unread{.lists = {list, profile}}, now());
    m_clock->advance(TeamFollower::interval);
    QTRY_COMPARE(m_status->unread.size(), std::size_t{2});
    const auto found = [this](const UnreadList &wanted) {
        return std::ranges::any_of(m_status->unread, [&wanted](const UnreadList &one) {
            return one.account == wanted.account && one.regionId == wanted.regionId &&
                   one.since == wanted.since && one.error.kind == wanted.error.kind &&
                   one.error.message.contains(wanted.error.code);
        });
    };
    QVERIFY(found(list) && found(profile));
}

void TestTeamFollower::aServerThatIsAwayIsTold()
{
    follow();
    m_data->server().kill();
    m_clock->advance(TeamFollower::interval);
    QTRY_VERIFY(m_status->error);
    QCOMPARE(m_status->error->code, u"TeamDatabaseUnreachable"_s);
    QVERIFY(m_data->server().start());
}

void TestTeamFollower::moreThanOneLookShowsComesInOrder()
{
    constexpr int count = 9'000;
    follow();
    std::vector<SyncTask> tasks;
    for (int number = 1; number <= count; ++number)
        tasks.push_back(sampleTask(number));
    write(std::move(tasks));
    QTRY_COMPARE(toldWithin(3s).size(), count);
    m_told.removeDuplicates();
    QCOMPARE(m_told.size(), count);
}

void TestTeamFollower::whatIsToldAgainAndAgainKeepsNothingBack()
{
    follow();
    write({sampleTask(1)});
    for (int i = 0; i < 40 && m_told.isEmpty(); ++i) {
        QVERIFY(m_data->server().run(u"NOTIFY sync_dashboard"_s));
        QTest::qWait(20);
        m_clock->advance(50ms); // sooner than the pause after what was told
    }
    QCOMPARE(m_told, QStringList{sampleTask(1).id});
}

void TestTeamFollower::aDatabaseThatWasPutBackIsFollowedOn()
{
    follow();
    write({sampleTask(1), sampleTask(2)});
    QTRY_COMPARE(toldWithin(3s).size(), 2);
    QVERIFY(m_data->server().run(u"DELETE FROM sync_dashboard.tasks;"
                                 " ALTER SEQUENCE sync_dashboard.task_changes RESTART"_s));
    m_clock->advance(TeamFollower::interval); // sees that the numbers have gone back
    QTest::qWait(100);
    m_told.clear();
    write({sampleTask(1)});
    m_clock->advance(TeamFollower::interval);
    QTRY_COMPARE(m_told, QStringList{sampleTask(1).id});
}

QTEST_GUILESS_MAIN(TestTeamFollower)
#include "tst_teamfollower.moc"
