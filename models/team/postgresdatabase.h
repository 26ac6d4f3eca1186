#pragma once

#include "databaseaddress.h"
#include "historyvalues.h"

#include <QString>
#include <QtGlobal>

#include <functional>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>

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
    explicit PostgresDatabase(DatabaseAddress address = {});
    ~PostgresDatabase();
    Q_DISABLE_COPY_MOVE(PostgresDatabase)

    using Work = std::function<void(pqxx::transaction_base &)>;

    /// Runs \p work in one transaction: all of it takes place or, with an error, nothing. Where a
    /// connection turns out to be lost it runs again on a new one, so twice must be as good as
    /// once.
    std::optional<PostgresError> run(const Work &work);
    void close();
    /// How many connections were made. Another one may lead to another server, or to a database
    /// that was restored: what is remembered of it holds no longer.
    [[nodiscard]] int connections() const { return m_connections; }

    /// Each connection from now on hears what is told on \p channel.
    void listenTo(const std::string &channel) { m_channel = channel; }
    /// Becomes readable when something was told; -1 without a connection. A transaction may take in
    /// what was told without the socket being readable afterwards: then takeNotice() knows.
    [[nodiscard]] int socket() const;
    /// Something was told since it was asked last. An error ends the connection.
    bool takeNotice();

private:
    class Listener;

    std::optional<PostgresError> guarded(const std::function<void()> &action);
    void connect();

    DatabaseAddress m_address;
    std::string m_channel; // empty: none
    std::unique_ptr<pqxx::connection> m_connection;
    std::unique_ptr<Listener> m_listener; // ends before the connection
    int m_connections = 0;
};
