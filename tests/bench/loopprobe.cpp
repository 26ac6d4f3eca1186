#include "loopprobe.h"

#include "percentile.h"

#include <algorithm>

using namespace std::chrono_literals;

LoopProbe::LoopProbe()
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

double LoopProbe::msAt(int percent)
{
    const auto microseconds = percentile(std::span(m_waits), percent);
    return microseconds ? static_cast<double>(microseconds->count()) / 1'000 : 0;
}
