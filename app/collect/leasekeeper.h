#pragma once

#include "clock.h"
#include "handed.h"
#include "historythread.h"
#include "teamlease.h"

#include <QObject>

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

    void start();

Q_SIGNALS:
    void answered(const LeaseAnswer &answer);

private:
    void ask();

    Clock &m_clock;
    HistoryThread m_thread;
    std::unique_ptr<TeamLease> m_lease; // used in the thread
    QObject m_worker;                   // whose events are handled there
    PendingCall m_next;
};
