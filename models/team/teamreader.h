#pragma once

#include "databaseaddress.h"
#include "operations.h"

#include <memory>

/// Answers what is asked of a registry from the history that a team's collector keeps. It only
/// reads; each call may take as long as the network does. Used by one thread.
class TeamReader final {
public:
    explicit TeamReader(const DatabaseAddress &address);
    ~TeamReader();
    Q_DISABLE_COPY_MOVE(TeamReader)

    /// Whether the history can have the answer to \p operation.
    [[nodiscard]] static bool canAnswer(const Operation &operation);
    /// Errors: NoTeamHistory, NewerTeamHistory, TeamDatabase… (the database's own), NotFound.
    Result<OperationReply> answer(const Operation &operation);

private:
    class Session;

    std::unique_ptr<Session> m_session;
};
