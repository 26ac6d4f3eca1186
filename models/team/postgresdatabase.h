#pragma once

#include "databaseaddress.h"
#include "historyvalues.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <pqxx/pqxx>

/// Why something did not take place in the database. The state is the server's, five characters
/// (PostgreSQL 15, appendix A); empty where there was no server to say one.
struct PostgresError {
    QString state{};
    QString message{};
    bool isConnectionLost = false;
};

/// What it means to the operator.
HistoryFault historyFaultOf(const PostgresError &error);

/// A connection to a team's database, used by one thread. It is made when it is needed, and again
/// after it was lost. Exceptions of the library end here.
class PostgresDatabase final {
public:
    explicit PostgresDatabase(DatabaseAddress address = {}) : m_address(std::move(address)) {}

    using Work = std::function<void(pqxx::transaction_base &)>;

    /// Runs \p work in one transaction: all of it takes place or, with an error, nothing. Where a
    /// connection turns out to be lost it runs again on a new one, so twice must be as good as
    /// once.
    std::optional<PostgresError> run(const Work &work);
    void close() { m_connection.reset(); }

private:
    std::optional<PostgresError> guarded(const std::function<void()> &action);
    void connect();

    DatabaseAddress m_address;
    std::unique_ptr<pqxx::connection> m_connection;
};
