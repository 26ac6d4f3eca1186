#include "simulatecommand.h"

#include "quitsignals.h"
#include "simulator.h"
#include "standardstreams.h"

#include <QCoreApplication>

#include <cstdio>

int runSimulate(const SimulateOptions &options)
{
    const QuitSignals quitSignals;
    if (!quitSignals.isWatching()) {
        std::perror("sync-dashboard: cannot wait for signals");
        return 1;
    }
    QObject::connect(&quitSignals, &QuitSignals::received, QCoreApplication::instance(),
                     &QCoreApplication::quit);

    QHostAddress address;
    if (!address.setAddress(options.address)) {
        std::fprintf(stderr, "sync-dashboard: '%s' is not an address\n",
                     qPrintable(options.address));
        return 2;
    }
    const SystemClock clock;
    Simulator simulator(clock);
    const Result<SimulatorInfo> info = simulator.start({.address = address,
                                                        .port = options.port,
                                                        .tasks = options.tasks,
                                                        .instances = options.instances,
                                                        .ratePerMinute = options.ratePerMinute,
                                                        .seed = options.seed,
                                                        .securityToken = options.securityToken,
                                                        .latency = options.latency,
                                                        .faults = options.faults});
    if (!info) {
        std::fprintf(stderr, "sync-dashboard: %s\n", qPrintable(technicalLine(info.error())));
        return 1;
    }
    // Whoever started this waits for the line.
    if (const int code = printText(stdout, QString::fromUtf8(info->toJsonLine()) + u'\n');
        code != 0)
        return code;
    return QCoreApplication::exec();
}
