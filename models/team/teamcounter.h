#pragma once

#include "historythread.h"
#include "teamcounts.h"

#include <QObject>

#include <memory>

/// Counts tasks of a team's history in a thread of its own: see TeamCounts. One question at a time.
class TeamCounter final : public QObject {
    Q_OBJECT

public:
    explicit TeamCounter(const DatabaseAddress &address, QObject *parent = nullptr);
    /// Waits a moment for the answer under way.
    ~TeamCounter() override;

    /// Not before the last one was answered.
    void ask(const CountQuestion &question);
    [[nodiscard]] bool isCounting() const { return m_isCounting; }

Q_SIGNALS:
    void answered(const Result<TaskCounts> &counts);

private:
    class Worker;

    HistoryThread m_thread;
    std::unique_ptr<Worker> m_worker; // whose events are handled there
    bool m_isCounting = false;
};
