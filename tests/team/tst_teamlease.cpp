#include "postgresserver.h"
#include "teamlease.h"

#include <QProcess>
#include <QTest>

#include <future>
#include <memory>

using namespace Qt::StringLiterals;

class TestTeamLease : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s); }
    void cleanupTestCase() { m_server.reset(); }

    void oneOfTwoHasIt();
    void manyThatAskAtOnceElectOne();
    void whoHasItRenewsIt();
    void aReleasedOneIsFreeAtOnce();
    void oneThatEndedIsTaken();
    void itEndsByTheClockOfTheDatabase();
    void oneThatHangsWhileItWritesLosesIt();
    void aServerThatIsAwayIsSaid();

private:
    [[nodiscard]] std::unique_ptr<TeamLease> lease(const QString &holder) const
    {
        return std::make_unique<TeamLease>(*databaseAddress(m_server->uri()), holder,
                                           u"Image Sync Dashboard 1"_s);
    }

    std::unique_ptr<PostgresServer> m_server;
};

void TestTeamLease::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
}

void TestTeamLease::oneOfTwoHasIt()
{
    QVERIFY(lease(u"first"_s)->ask().isHeld);
    const LeaseAnswer answer = lease(u"second"_s)->ask();
    QVERIFY(!answer.isHeld);
    QVERIFY(!answer.failure);
    QCOMPARE(answer.holder, u"Image Sync Dashboard 1, first"_s);
}

void TestTeamLease::manyThatAskAtOnceElectOne()
{
    std::vector<std::future<LeaseAnswer>> answers;
    for (int i = 0; i < 6; ++i) { // on an empty database: its table is made by one of them
        answers.push_back(std::async(std::launch::async,
                                     [this, i] { return lease(u"holder-%1"_s.arg(i))->ask(); }));
    }
    int held = 0;
    int failed = 0;
    for (std::future<LeaseAnswer> &each : answers) {
        const LeaseAnswer answer = each.get();
        held += answer.isHeld ? 1 : 0;
        failed += answer.failure ? 1 : 0;
    }
    QCOMPARE(held, 1);
    QCOMPARE(failed, 0);
}

void TestTeamLease::whoHasItRenewsIt()
{
    const auto first = lease(u"first"_s);
    QVERIFY(first->ask().isHeld);
    m_server->run(u"UPDATE sync_dashboard.lease SET until = now() + interval '1 s'"_s);
    QVERIFY(first->ask().isHeld);
    QVERIFY(m_server->value(u"SELECT until > now() + interval '5 s' FROM sync_dashboard.lease"_s) ==
            u"t");
}

void TestTeamLease::aReleasedOneIsFreeAtOnce()
{
    const auto first = lease(u"first"_s);
    QVERIFY(first->ask().isHeld);
    lease(u"second"_s)->release(); // it is not its own
    QVERIFY(!lease(u"second"_s)->ask().isHeld);
    first->release();
    QVERIFY(lease(u"second"_s)->ask().isHeld);
    QVERIFY(!first->ask().isHeld);
}

void TestTeamLease::oneThatEndedIsTaken()
{
    const auto first = lease(u"first"_s);
    QVERIFY(first->ask().isHeld);
    m_server->run(u"UPDATE sync_dashboard.lease SET until = now() - interval '1 ms'"_s);
    QVERIFY(lease(u"second"_s)->ask().isHeld);
    QVERIFY(!first->ask().isHeld);
}

void TestTeamLease::itEndsByTheClockOfTheDatabase()
{
    QVERIFY(lease(u"first"_s)->ask().isHeld);
    QCOMPARE(m_server->value(u"SELECT until BETWEEN now() + interval '5 s' AND now() + interval"
                             " '10 s' FROM sync_dashboard.lease"_s),
             u"t"_s);
}

/// The server waits for the rest of what it sends, and looks at no time meanwhile.
void TestTeamLease::oneThatHangsWhileItWritesLosesIt()
{
    QVERIFY(lease(u"first"_s)->ask().isHeld);
    const std::unique_ptr<QProcess> first = m_server->client();
    first->write("SET statement_timeout = '1s'; CREATE TEMPORARY TABLE incoming (id text);\n"
                 "BEGIN; SELECT 1 FROM sync_dashboard.lease WHERE name = 'collector' FOR SHARE;\n"
                 "COPY incoming FROM STDIN;\n");
    QTRY_COMPARE(m_server->value(u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE"
                                 " 'COPY incoming%' AND state = 'active'"_s),
                 u"1"_s);
    const auto second = lease(u"second"_s);
    QTRY_VERIFY_WITH_TIMEOUT(second->ask().isHeld, 30'000);
    first->kill();
    first->waitForFinished();
}

void TestTeamLease::aServerThatIsAwayIsSaid()
{
    const auto first = lease(u"first"_s);
    QVERIFY(first->ask().isHeld);
    m_server->kill();
    const LeaseAnswer away = first->ask();
    QVERIFY(!away.isHeld);
    QVERIFY(away.failure);
    QCOMPARE(away.failure->fault, HistoryFault::Unreachable);
    QVERIFY(m_server->start());
    QVERIFY(first->ask().isHeld); // connects again by itself
}

QTEST_GUILESS_MAIN(TestTeamLease)
#include "tst_teamlease.moc"
