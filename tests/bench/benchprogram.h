#pragma once

#include "benchserver.h"
#include "measure.h"
#include "xdisplay.h"

#include <QProcess>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

/// A program with a window that is measured as a process: this one, or a peer.
struct BenchProgram {
    QString name{}; ///< with the version, as Debian names it
    QString program{};
    QStringList arguments{};
    QProcessEnvironment environment{};
    bool saysWhenPainted = false; ///< it logs when its first rows are on the screen
};

class BenchProfile;

/// qBittorrent, empty, with its first question answered; nothing where it is not installed.
std::optional<BenchProgram> qBittorrent(const BenchProfile &profile, const XDisplay &display);
/// KeePassXC, likewise.
std::optional<BenchProgram> keePassXc(const BenchProfile &profile, const XDisplay &display);

/// A program while it runs. Ends with it, as the desktop's session would.
class RunningProgram final {
public:
    /// Starts it, and waits for its window on \p display and for what it says.
    RunningProgram(XDisplay &display, const BenchProgram &program);
    ~RunningProgram();
    Q_DISABLE_COPY_MOVE(RunningProgram)

    [[nodiscard]] bool isShown() const { return m_window != 0; }
    [[nodiscard]] quint32 window() const { return m_window; }
    /// From before the process is made to its window in the X server.
    [[nodiscard]] double visibleMs() const { return m_visibleMs; }
    /// Until it says that its first rows are painted; 0 where it does not say.
    [[nodiscard]] double paintedMs() const { return m_paintedMs; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
    quint32 m_window = 0;
    double m_visibleMs = 0;
    double m_paintedMs = 0;
};

/// Waits until the process \p pid has used less than a twentieth of a core in each of three seconds
/// in a row; false when that takes longer than \p most.
bool waitUntilAtRest(qint64 pid, std::chrono::seconds most);
/// Processor time of \p pid in per cent of a core, over \p windows times \p duration.
Spread processorShare(qint64 pid, int windows, std::chrono::seconds duration);
