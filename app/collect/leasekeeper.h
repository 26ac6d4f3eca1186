#pragma once

#include "clock.h"
#include "handed.h"
#include "historythread.h"
#include "teamlease.h"

#include <QObject>

#include <chrono>
#include <memory>

/// Asks for a team's lease again and again, in a thread of its own, and tells what is answered.
class LeaseKeeper final : public QObject {
    Q_OBJECT

public:
    /// As for TeamLease.
    LeaseKeeper(Clock &clock, const DatabaseAddress &address, const QString &holder,
                const QString &program, QObject *parent = nullptr);
    /// Lets another one have it. Waits for the answer under way: half a minute at most, where the
    /// database does not answer.
    ~LeaseKeeper() override;

    /// Asks now, and again and again.
    void start();
    /// Lets another one have it, and asks again after \p time. An answer under way is dropped.
    void standAside(std::chrono::seconds time);

Q_SIGNALS:
    /// Also that there is no answer for as long as a lease lasts; it may still come.
    void answered(const LeaseAnswer &answer);

private:
    void ask();

    Clock &m_clock;
    HistoryThread m_thread;
    std::unique_ptr<TeamLease> m_lease; // used in the thread
    QObject m_worker;                   // whose events are handled there
    int m_turn = 0;                     // answers of another one are not told
    PendingCall m_next;
    PendingCall m_silence;
};
