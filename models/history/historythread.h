#pragma once

#include <QThread>

#include <chrono>
#include <functional>
#include <memory>

class QObject;

/// The thread in which histories read and write their files: one for any number of them.
class HistoryThread final {
public:
    HistoryThread();
    /// Waits for the thread's end.
    ~HistoryThread();
    Q_DISABLE_COPY_MOVE(HistoryThread)

    /// From now on the events of \p object are handled in the thread.
    void adopt(QObject &object);

    static constexpr std::chrono::seconds closingTime{2};
    /// Runs \p last in the thread after all that was posted to \p object, which is of the calling
    /// thread then. False: that takes longer than the closing time; the thread is given up, and the
    /// object must stay.
    [[nodiscard]] bool letGo(QObject &object, std::function<void()> last);

    /// The disk does not answer, and a thread that hangs in it cannot be ended: the program can.
    /// Nobody waits for it any more.
    void giveUp() { m_isGivenUp = true; }
    [[nodiscard]] bool isGivenUp() const { return m_isGivenUp; }

private:
    std::unique_ptr<QThread> m_thread;
    bool m_isGivenUp = false;
};
