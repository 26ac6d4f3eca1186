#include "benchwait.h"

#include "dashboard.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

using namespace std::chrono_literals;

void letPass(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

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
