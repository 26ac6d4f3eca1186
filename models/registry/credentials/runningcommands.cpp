#include "runningcommands.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>

RunningCommands::~RunningCommands()
{
    for (const QPointer<QProcess> &process : std::as_const(m_processes)) {
        if (process)
            end(*process);
    }
}

void RunningCommands::add(QProcess &process)
{
    // Between fork and exec: only what signal-safety(7) allows.
    process.setChildProcessModifier([] {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    m_processes.removeIf([](const QPointer<QProcess> &other) { return other.isNull(); });
    m_processes.append(&process);
}

void RunningCommands::end(QProcess &process)
{
    const qint64 id = process.processId();
    if (id <= 0)
        return;
    // The group is not there before the child has made it; then it has started nothing yet.
    ::kill(-static_cast<pid_t>(id), SIGKILL);
    process.kill();
}
