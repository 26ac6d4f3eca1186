#pragma once

#include "clock.h"
#include "databaseaddress.h"
#include "historythread.h"
#include "historyvalues.h"
#include "teamnote.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

/// Who keeps a team's history, and what cannot be read for it.
struct TeamStatus {
    QString program{};   ///< of who collects, or did last, with its version; empty: nobody did
    QString collector{}; ///< computer, process
    bool isCollecting = false;
    std::vector<UnreadList> unread{};
    std::optional<ApiError> error{}; ///< the database does not say; as TeamReader's

    friend bool operator==(const TeamStatus &, const TeamStatus &) = default;
};

/// Tells what changes in a team's history: at once where the database tells that something was
/// written, and every few seconds in any case, from the last known change on, so that nothing is
/// lost with what was told. Reads in a thread of its own.
class TeamFollower final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds interval{5};
    /// How old a task may be whose changes are told: of older ones there may be more than a window
    /// holds.
    static constexpr std::chrono::days tasksBack{8};

    TeamFollower(const DatabaseAddress &address, Clock &clock, QObject *parent = nullptr);
    /// Waits a moment for the answer under way.
    ~TeamFollower() override;

    /// What changes from now on is told.
    void start();

Q_SIGNALS:
    void tasksChanged(const std::vector<HistoryTasks> &tasks);
    /// It is another one than before.
    void statusChanged(const TeamStatus &status);
    /// What the team notes, or what of it this role may do: all of it, at first and when another is
    /// there. While the database does not answer, what was told before holds.
    void notesChanged(const TeamNotes &notes);

private:
    struct Look;
    class Worker;

    void look();
    void lookAgain();
    void takeStatus(const TeamStatus &status);

    Clock &m_clock;
    HistoryThread m_thread;
    std::unique_ptr<Worker> m_worker; // whose events are handled there
    std::optional<TeamStatus> m_status;
    bool m_isLooking = false;
    bool m_isToldMeanwhile = false;
    bool m_isPausing = false; // what is told meanwhile does not make it longer
    PendingCall m_next;
};
