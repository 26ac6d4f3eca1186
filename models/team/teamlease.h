#pragma once

#include "databaseaddress.h"
#include "historyvalues.h"

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

class PostgresDatabase;

/// What a collector learned when it asked for the lease.
struct LeaseAnswer {
    bool isHeld = false;
    QString holder{}; ///< who has it, when it is another one
    std::optional<HistoryFailure> failure{};

    friend bool operator==(const LeaseAnswer &, const LeaseAnswer &) = default;
};

/// The right to write a team's history: a row that one collector at a time has, for a while, by the
/// database's own clock. Used by one thread; each call may take as long as the network does.
class TeamLease final {
public:
    /// How long it lasts without being renewed, and so how long a killed collector keeps it.
    static constexpr std::chrono::seconds length{10};
    static constexpr std::chrono::seconds renewedEvery{3};

    /// \p holder: a name that no other process has. \p program: its name and version, for people.
    TeamLease(const DatabaseAddress &address, QString holder, QString program);
    ~TeamLease();
    Q_DISABLE_COPY_MOVE(TeamLease)

    /// Takes it when nobody has it, and renews it when it is ours. Makes its table at first.
    LeaseAnswer ask();
    /// Lets another one have it at once, where it is held.
    void release();

private:
    std::unique_ptr<PostgresDatabase> m_database;
    QString m_holder;
    QString m_program;
    bool m_isHeld = false; // as far as is known
};
