#include "benchmarks.h"
#include "benchserver.h"
#include "benchwait.h"
#include "clock.h"
#include "dashboard.h"
#include "loopprobe.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

std::vector<Figure> benchWindow(const QString &program, int tasks)
{
    const BenchServer server(program, tasks);
    if (!server.isRunning())
        return {};
    SystemClock clock;
    Dashboard dashboard(clock, {.chartRange = ChartRange::All, .refreshInterval = 0s});
    server.showIn(dashboard, clock);
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
