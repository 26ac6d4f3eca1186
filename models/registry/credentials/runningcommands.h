#pragma once

#include <QList>
#include <QPointer>
#include <QProcess>

/// The programs that a source of keys runs. They end with it, at once and without an event loop:
/// none outlives this program. Where this program is killed, the kernel ends them (prctl(2),
/// PR_SET_PDEATHSIG); what they have started themselves only ends with end().
class RunningCommands final {
public:
    RunningCommands() = default;
    ~RunningCommands();
    Q_DISABLE_COPY_MOVE(RunningCommands)

    /// Before \p process is started; who owns it still does.
    void add(QProcess &process);

    /// Kills \p process, if it runs, and all that it has started in its group of processes. Does
    /// not wait for it.
    static void end(QProcess &process);

private:
    QList<QPointer<QProcess>> m_processes;
};
