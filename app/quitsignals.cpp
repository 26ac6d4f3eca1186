#include "quitsignals.h"

#include <QPointer>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr std::array endingSignals = {SIGTERM, SIGINT, SIGHUP};

// Of the process, as the handlers are: reading and writing end.
std::array<int, 2> quitPipe = {-1, -1};

// A signal handler may do next to nothing: it writes a byte that wakes the event loop.
void onQuitSignal(int signal)
{
    const int saved = errno;
    const char byte = static_cast<char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(quitPipe[1], &byte, sizeof byte);
    errno = saved;
}

bool handleBy(int signal, void (*handler)(int))
{
    struct sigaction former = {};
    if (::sigaction(signal, nullptr, &former) != 0)
        return false;
    if (former.sa_handler == SIG_IGN)
        return true;
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return ::sigaction(signal, &action, nullptr) == 0;
}

} // namespace

QuitSignals::QuitSignals(QObject *parent) : QObject(parent)
{
    if (::pipe2(quitPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    for (const int signal : endingSignals) {
        if (!handleBy(signal, &onQuitSignal))
            return;
    }
    m_notifier.emplace(quitPipe[0], QSocketNotifier::Read);
    connect(&*m_notifier, &QSocketNotifier::activated, this, &QuitSignals::read);
}

QuitSignals::~QuitSignals()
{
    for (const int signal : endingSignals)
        handleBy(signal, SIG_DFL);
    m_notifier.reset();
    for (int &end : quitPipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

void QuitSignals::read()
{
    std::array<char, 64> bytes{};
    const QPointer<QuitSignals> self(this);
    ssize_t count = 0;
    while (self && (count = ::read(quitPipe[0], bytes.data(), bytes.size())) > 0) {
        for (ssize_t i = 0; i < count && self; ++i)
            Q_EMIT received(bytes.at(static_cast<std::size_t>(i)));
    }
}
