#include "clocknotice.h"
#include "credentials.h"
#include "dashboard.h"
#include "endpoint.h"
#include "fakeregistry.h"
#include "hastenedclock.h"
#include "headlinebar.h"
#include "listcommand.h"
#include "manualclock.h"
#include "queries.h"
#include "registryclient.h"
#include "registryclock.h"
#include "simulator.h"
#include "statuschartview.h"
#include "wrappedtext.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A computer whose clock is wrong.
class ShiftedClock final : public Clock {
public:
    ShiftedClock(Clock &right, std::chrono::milliseconds ahead) : m_right(right), m_ahead(ahead) {}

    [[nodiscard]] QDateTime now() const override { return m_right.now().addMSecs(m_ahead.count()); }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override
    {
        return m_right.after(delay, std::move(then));
    }

private:
    Clock &m_right;
    std::chrono::milliseconds m_ahead;
};

/// Remembers for how long somebody waits.
class NotingClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return time.now(); }
    PendingCall after(std::chrono::milliseconds delay, std::function<void()> then) override
    {
        waits << delay;
        return time.after(delay, std::move(then));
    }

    ManualClock time;
    QList<std::chrono::milliseconds> waits;
};

/// A registry with the right time, and a program on a computer that has not.
class WrongComputer final {
public:
    explicit WrongComputer(std::chrono::milliseconds ahead) : m_local(m_right, ahead)
    {
        const Result<SimulatorInfo> info = m_simulator.start({.tasks = 3000, .ratePerMinute = 0});
        if (!info)
            qFatal("%s", qPrintable(technicalLine(info.error())));
        m_info = *info;
    }

    [[nodiscard]] std::unique_ptr<RegistryClient> makeClient()
    {
        auto client = std::make_unique<RegistryClient>(
            Credentials{.accessKeyId = m_info.accessKeyId.toUtf8(),
                        .accessKeySecret = Secret(m_info.accessKeySecret.toUtf8())},
            EndpointRule{.ownEndpoint = m_info.endpoint.toString()}, m_clock);
        client->tellServerTimes([this](const ServerTime &time) { m_clock.learn(time); });
        return client;
    }
    [[nodiscard]] RegistryClock &clock() { return m_clock; }
    [[nodiscard]] QString region() const { return m_info.instances.first().regionId; }

private:
    HastenedClock m_right;
    ShiftedClock m_local;
    RegistryClock m_clock{m_local};
    Simulator m_simulator{m_right};
    SimulatorInfo m_info;
};

/// What the window says, as text.
struct Said {
    QString stuck{};
    QString word{};
    QString notice{};
    int rows = 0;
    int inChart = 0;
};

Said saidBy(WrongComputer &computer)
{
    Dashboard dashboard(computer.clock(), {});
    dashboard.watchClock(computer.clock());
    dashboard.window().resize(1440, 900);
    dashboard.window().show();
    dashboard.connectTo(computer.makeClient(), {computer.region()});
    if (!QTest::qWaitFor([&] { return dashboard.isSettled(); }, 60'000))
        return {};
    const auto button = [&dashboard](const QString &name) {
        return dashboard.window().findChild<QAbstractButton *>(name);
    };
    QTest::qWait(1100); // a tick
    const QString chart = dashboard.window().chart().accessibleDescription();
    const QRegularExpression count(u"^([\\d,]+) task"_s);
    Said said{.stuck = button(u"stuckCount"_s)->text(),
              .word = dashboard.window().headline().text(),
              .rows = dashboard.model().rowCount(),
              .inChart = QLocale().toInt(count.match(chart).captured(1))};
    said.notice = dashboard.window().findChild<WrappedText *>(u"errorHappened"_s)->toPlainText();
    return said;
}

QStringList stuckHeadless(WrongComputer &computer, QString *warning)
{
    const std::unique_ptr<RegistryClient> client = computer.makeClient();
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    const ListOptions options{.query = query(u"is:stuck"_s), .format = ListFormat::Ndjson};
    runList(*client, {{.regionId = computer.region()}}, computer.clock(), options, output, errors);
    *warning = clockWarning(computer.clock().correction()).value_or(QString());
    QStringList ids;
    const QRegularExpression id(u"\"SyncTaskId\":\"([^\"]+)\""_s);
    for (auto found = id.globalMatch(QString::fromUtf8(output.data())); found.hasNext();)
        ids << found.next().captured(1);
    ids.sort();
    return ids;
}

} // namespace

/// This computer's clock against the times of the registry.
class TestWindowClock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWindowThatIsNotSeenRests();
    void everythingIsReadAgainWhenTheComputerWakes();
    void aWrongClockChangesNoNumber_data();
    void aWrongClockChangesNoNumber();
    void aWrongClockChangesNoList_data();
    void aWrongClockChangesNoList();
    void smallDifferencesAreNotTold();
};

void TestWindowClock::aWrongClockChangesNoNumber_data()
{
    QTest::addColumn<int>("minutes");
    QTest::newRow("13 min ahead") << 13;
    QTest::newRow("13 min behind") << -13;
}

void TestWindowClock::aWrongClockChangesNoNumber()
{
    QFETCH(int, minutes);
    WrongComputer right(0ms);
    WrongComputer wrong{std::chrono::minutes(minutes)};
    const Said expected = saidBy(right);
    const Said said = saidBy(wrong);
    QVERIFY(said.rows > 0);
    QCOMPARE(said.inChart, said.rows);
    QVERIFY(std::abs(said.rows - expected.rows) <= 20); // some seconds passed between
    QCOMPARE(said.stuck, expected.stuck);
    QCOMPARE(said.word, expected.word);
    QCOMPARE(expected.notice, QString());
    QVERIFY2(said.notice.contains(minutes > 0 ? u"ahead"_s : u"behind"_s), qPrintable(said.notice));
}

void TestWindowClock::aWrongClockChangesNoList_data()
{
    aWrongClockChangesNoNumber_data();
}

void TestWindowClock::aWrongClockChangesNoList()
{
    QFETCH(int, minutes);
    QString warning;
    WrongComputer right(0ms);
    const QStringList expected = stuckHeadless(right, &warning);
    QCOMPARE(warning, QString());
    WrongComputer wrong{std::chrono::minutes(minutes)};
    QCOMPARE(stuckHeadless(wrong, &warning), expected);
    QVERIFY2(warning.contains(minutes > 0 ? u"ahead"_s : u"behind"_s), qPrintable(warning));
}

void TestWindowClock::smallDifferencesAreNotTold()
{
    QVERIFY(!clockWarning(30s));
    QVERIFY(!clockWarning(-30s));
    QVERIFY(clockWarning(31s));
    QVERIFY(clockWarning(-11min)->contains(u"11 min ahead of"_s));
}

void TestWindowClock::everythingIsReadAgainWhenTheComputerWakes()
{
    ManualClock clock;
    Dashboard dashboard(clock, {});
    std::chrono::milliseconds uptime = 3h;
    dashboard.watchSleep([&uptime] { return uptime; });
    auto registry = std::make_unique<FakeRegistry>();
    FakeRegistry &source = *registry;
    dashboard.connectTo(std::move(registry), {u"cn-hangzhou"_s});
    source.instanceCalls.back().answer(
        RegistryInstancePage{.items = {{.id = u"cri-1"_s, .regionId = u"cn-hangzhou"_s}},
                             .pageSize = 100,
                             .totalCount = 1});
    clock.advance(0ms);
    for (std::size_t i = 0; i < source.taskCalls.size(); ++i)
        source.taskCalls[i].answer(SyncTaskPage{
            .pageNo = source.taskCalls[i].question.pageNo, .pageSize = 100, .totalCount = 0});
    const auto told = [&dashboard] {
        return dashboard.window().findChild<WrappedText *>(u"errorHappened"_s)->toPlainText();
    };
    uptime += 1s;
    clock.advance(1s);
    const auto calls = source.taskCalls.size();
    uptime += 8h;
    clock.advance(1s);
    QVERIFY2(told().contains(u"(8 h 0 m)"_s), qPrintable(told()));
    QCOMPARE_GT(source.taskCalls.size(), calls);
}

void TestWindowClock::aWindowThatIsNotSeenRests()
{
    NotingClock clock;
    Dashboard dashboard(clock, {});
    dashboard.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&dashboard.window()));
    clock.waits.clear();
    clock.time.advance(3s);
    QCOMPARE(clock.waits.count(1s), 3);

    dashboard.window().hide();
    QCoreApplication::processEvents();
    clock.time.advance(1s); // the last one of before
    clock.waits.clear();
    clock.time.advance(30s);
    QCOMPARE(clock.waits.count(1s), 0);
    QCOMPARE(clock.waits.count(10s), 3);

    clock.waits.clear();
    dashboard.window().show(); // it is right again at once, not seconds later
    QTRY_COMPARE(clock.waits.count(1s), 1);
    clock.time.advance(3s);
    QCOMPARE(clock.waits.count(1s), 4);
}

QTEST_MAIN(TestWindowClock)
#include "tst_window_clock.moc"
