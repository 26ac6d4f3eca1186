#include "benchmarks.h"
#include "benchserver.h"
#include "clock.h"
#include "dashboard.h"
#include "percentile.h"
#include "registryclient.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Asks the event loop for a turn every millisecond and notes how long it waits for each: as long
/// as that the window does not answer.
class LoopProbe final {
public:
    LoopProbe()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const qint64 sinceLast = m_sinceLast.nsecsElapsed() / 1'000;
            m_sinceLast.start();
            m_waits.push_back(std::max(sinceLast - 1'000, qint64{0}));
        });
        m_sinceLast.start();
        m_timer.start(1ms);
    }

    [[nodiscard]] double longestMs() { return msAt(100); }
    /// Of a hundred turns all but one come sooner.
    [[nodiscard]] double p99Ms() { return msAt(99); }

private:
    [[nodiscard]] double msAt(int percent)
    {
        const auto microseconds = percentile(std::span(m_waits), percent);
        return microseconds ? static_cast<double>(microseconds->count()) / 1'000 : 0;
    }

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    std::vector<qint64> m_waits; // microseconds
};

/// Until the window has them all and rests; for ten minutes at most.
bool waitForAll(Dashboard &dashboard, int tasks)
{
    QEventLoop loop;
    QElapsedTimer timer;
    timer.start();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        const bool isWhole = dashboard.model().rowCount() >= tasks && dashboard.isSettled();
        if (isWhole || timer.hasExpired(600'000))
            loop.quit();
    });
    look.start(50ms);
    loop.exec();
    return dashboard.model().rowCount() == tasks;
}

} // namespace

std::vector<Figure> benchWindow(const QString &program, int tasks)
{
    const BenchServer server(program, tasks);
    if (!server.isRunning())
        return {};
    SystemClock clock;
    Dashboard dashboard(clock, {.chartRange = ChartRange::All, .refreshInterval = 0s});
    dashboard.window().resize(1440, 900);
    dashboard.window().show();
    dashboard.connectTo(
        std::make_unique<RegistryClient>(server.credentials(), server.endpointRule(), clock),
        {server.instance().regionId});
    LoopProbe probe;
    bool isWhole = false;
    const double ms = milliseconds([&] { isWhole = waitForAll(dashboard, tasks); });
    const double longest = probe.longestMs();
    const double p99 = probe.p99Ms();
    return {{.what = u"pull %L1 tasks into the window"_s.arg(tasks),
             .unit = u"ms"_s,
             .value = ms,
             .expected = u"every task once"_s,
             .isMet = isWhole},
            {.what = u"  longest time in which it does not answer"_s,
             .unit = u"ms"_s,
             .value = longest,
             .expected = u"<= 50 ms"_s,
             .isMet = longest <= 50},
            {.what = u"  p99 of the times until it answers"_s,
             .unit = u"ms"_s,
             .value = p99,
             .expected = u"<= 16 ms"_s,
             .isMet = p99 <= 16}};
}
