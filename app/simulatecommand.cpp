#include "simulatecommand.h"

#include "simulator.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

namespace {

// A signal handler may do next to nothing: it writes a byte that wakes the event loop.
int wakeUp[2] = {-1, -1};

void onSignal(int /*signal*/)
{
    const int saved = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(wakeUp[0], &byte, sizeof byte);
    errno = saved;
}

bool catchSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, wakeUp) != 0)
        return false;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return ::sigaction(SIGTERM, &action, nullptr) == 0 &&
           ::sigaction(SIGINT, &action, nullptr) == 0;
}

} // namespace

int runSimulate(const SimulateOptions &options)
{
    if (!catchSignals()) {
        std::perror("sync-dashboard: cannot wait for signals");
        return 1;
    }
    QSocketNotifier woken(wakeUp[1], QSocketNotifier::Read);
    QObject::connect(&woken, &QSocketNotifier::activated, QCoreApplication::instance(),
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
                                                        .seed = options.seed});
    if (!info) {
        std::fprintf(stderr, "sync-dashboard: %s\n", qPrintable(technicalLine(info.error())));
        return 1;
    }
    std::printf("%s\n", info->toJsonLine().constData());
    std::fflush(stdout); // whoever started this waits for the line
    return QCoreApplication::exec();
}
