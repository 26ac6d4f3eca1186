#include "collector.h"
#include "fakeregistry.h"
#include "manualclock.h"
#include "postgresserver.h"

#include <QCoreApplication>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A collector whose time is the test's, and what it tells.
struct Watched {
    Watched(const PostgresServer &server, const QString &holder)
        : collector(
              clock,
              {.database = *databaseAddress(server.uri()),
               .holder = holder,
               .program = u"test"_s,
               .version = u"1"_s},
              [this] { return connections(); }, [this](const QString &line) { told << line; })
    {
        collector.start();
    }

    Connections connections()
    {
        ++asked;
        if (!hasKey)
            return {.refused = {ApiError{.kind = ApiError::Kind::Configuration,
                                         .code = u"NoCredentials"_s,
                                         .message = u"There is no key."_s}}};
        Connections connections;
        connections.open.push_back({.key = "key",
                                    .registry = std::make_unique<FakeRegistry>(),
                                    .regions = {u"cn-hangzhou"_s}});
        return connections;
    }
    [[nodiscard]] QString lastTold() const { return told.isEmpty() ? QString() : told.last(); }
    /// Time passes until it says that it does what begins with \p words.
    bool doesWithin(std::chrono::seconds time, QLatin1StringView words)
    {
        const auto doesIt = [&] {
            clock.advance({}); // what it planned to do at once
            return collector.stateText().startsWith(words);
        };
        constexpr int untilAnsweredMs = 10; // mostly
        for (auto passed = 0s; passed < time; ++passed) {
            if (QTest::qWaitFor(doesIt, untilAnsweredMs))
                return true;
            clock.advance(1s);
        }
        return QTest::qWaitFor(doesIt);
    }

    bool hasKey = true;
    int asked = 0;
    QStringList told{};
    ManualClock clock{};
    Collector collector;
};

} // namespace

/// Who collects, where one of two collectors cannot.
class TestCollector final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_server->run(u"DROP SCHEMA IF EXISTS sync_dashboard CASCADE"_s)); }
    void cleanupTestCase() { m_server.reset(); }

    void oneWithoutAKeyLetsAnotherCollect();
    void oneThatGetsAKeyCollectsWithinAMinute();
    void oneThatReadsItsConfigurationAgainNeedNotWait();
    void aNewerSchemaIsLeftToWhoKnowsIt();
    void whatStandsInTheWayIsToldOnce();

private:
    [[nodiscard]] QString holder() const
    {
        return m_server->value(u"SELECT holder FROM sync_dashboard.lease"_s);
    }
    void setSchema(const QString &version) const
    {
        QVERIFY(m_server->run(u"UPDATE sync_dashboard.schema_version SET version = "_s + version));
    }
    /// Its tables are there, and nobody collects.
    void makeTables() const
    {
        Watched one(*m_server, u"first"_s);
        QVERIFY(one.doesWithin(0s, "collects into"_L1));
        QTRY_VERIFY(one.collector.isIdle());
    }

    std::unique_ptr<PostgresServer> m_server;
};

void TestCollector::initTestCase()
{
    m_server = std::make_unique<PostgresServer>();
    if (!m_server->isRunning())
        QSKIP(qPrintable(m_server->reason()));
}

void TestCollector::oneWithoutAKeyLetsAnotherCollect()
{
    Watched one(*m_server, u"one"_s);
    one.hasKey = false;
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    QVERIFY2(one.lastTold().contains(u"no account can be asked"_s), qPrintable(one.lastTold()));
    QVERIFY(one.told.first().contains(u"There is no key."_s));
    QCOMPARE(one.collector.unreadiness(), u"no account can be asked"_s);
    QTRY_COMPARE(holder(), QString());

    Watched other(*m_server, u"other"_s);
    QVERIFY(other.doesWithin(0s, "collects into"_L1));
    QCOMPARE(holder(), u"other"_s);
    QVERIFY(one.doesWithin(60s, "stands by: test, other collects"_L1));
    QVERIFY(one.collector.unreadiness().isEmpty());
}

void TestCollector::oneThatGetsAKeyCollectsWithinAMinute()
{
    Watched one(*m_server, u"one"_s);
    one.hasKey = false;
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    one.hasKey = true;
    QVERIFY(one.doesWithin(60s, "collects into"_L1));
    QVERIFY(one.collector.unreadiness().isEmpty());
}

void TestCollector::oneThatReadsItsConfigurationAgainNeedNotWait()
{
    Watched one(*m_server, u"one"_s);
    one.hasKey = false;
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    one.told.clear();
    one.collector.reload(); // nothing is better
    QTRY_VERIFY(one.told.filter(u"There is no key."_s).size() == 1);
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    one.hasKey = true;
    one.collector.reload();
    QVERIFY(one.doesWithin(0s, "collects into"_L1));
    one.hasKey = false;
    one.collector.reload();
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    QTRY_COMPARE(holder(), QString());
}

void TestCollector::aNewerSchemaIsLeftToWhoKnowsIt()
{
    makeTables();
    const QString version = m_server->value(u"SELECT version FROM sync_dashboard.schema_version"_s);
    setSchema(u"999"_s);
    Watched one(*m_server, u"one"_s);
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    QVERIFY2(one.lastTold().contains(
                 u"A newer version of this program made the tables of the history."_s),
             qPrintable(one.lastTold()));
    QCOMPARE(one.collector.unreadiness(), u"the history cannot be written"_s);
    QTRY_COMPARE(holder(), QString());
    setSchema(version);
    QVERIFY(one.doesWithin(60s, "collects into"_L1));
    QVERIFY(one.collector.unreadiness().isEmpty());
}

void TestCollector::whatStandsInTheWayIsToldOnce()
{
    makeTables();
    setSchema(u"999"_s);
    Watched one(*m_server, u"one"_s);
    QVERIFY(one.doesWithin(0s, "lets another one collect"_L1));
    const qsizetype lines = one.told.size();
    for (int minute = 0; minute < 3; ++minute) {
        const int asked = one.asked;
        one.clock.advance(60s);
        QTRY_COMPARE(one.asked, asked + 1); // it tries again
        QTRY_COMPARE(holder(), u"one"_s);
        QTRY_VERIFY((one.clock.advance({}), holder().isEmpty()));
    }
    QCOMPARE(one.told.size(), lines);
}

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_collector.moc"
