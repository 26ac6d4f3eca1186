#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

/// Asks the event loop for a turn every millisecond and notes how long it waits for each: as long
/// as that the window does not answer.
class LoopProbe final {
public:
    LoopProbe();

    [[nodiscard]] double longestMs() { return msAt(100); }
    /// Of a hundred turns all but one come sooner.
    [[nodiscard]] double p99Ms() { return msAt(99); }

private:
    [[nodiscard]] double msAt(int percent);

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    std::vector<qint64> m_waits; // microseconds
};
