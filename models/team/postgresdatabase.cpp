#include "postgresdatabase.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// A server that was cut off is noticed within the time in which another collector takes over.
// No host address from the environment takes the place of the one that was checked.
constexpr auto ownParameters =
    " hostaddr='' connect_timeout=10 keepalives_idle=5 keepalives_interval=2"
    " keepalives_count=3 tcp_user_timeout=10000"
    " application_name='Image Sync Dashboard' client_encoding=UTF8"_L1;

// Names come from our own schema; nothing waits for another one's lock, or works, for ever. A
// program that hangs, or is cut off, in the middle of a transaction holds the row of the lease: the
// server ends that within seconds. (What is about TCP is ignored for a socket.)
constexpr auto ownSettings = "SET search_path = sync_dashboard;"
                             " SET TIME ZONE 'UTC';"
                             " SET lock_timeout = '10s';"
                             " SET statement_timeout = '30s';"
                             " SET idle_in_transaction_session_timeout = '10s';"
                             " SET tcp_keepalives_idle = 5;"
                             " SET tcp_keepalives_interval = 2;"
                             " SET tcp_keepalives_count = 3;"
                             " SET tcp_user_timeout = '10s'";

PostgresError errorFrom(const std::exception &error, bool isConnectionLost)
{
    return {.message = QString::fromUtf8(error.what()).simplified(),
            .isConnectionLost = isConnectionLost};
}

/// libpqxx 6.4 drops the state where it has a type of exception for it.
QString stateOf(const pqxx::sql_error &error)
{
    if (!error.sqlstate().empty())
        return QString::fromStdString(error.sqlstate());
    if (dynamic_cast<const pqxx::insufficient_privilege *>(&error))
        return u"42501"_s;
    if (dynamic_cast<const pqxx::disk_full *>(&error))
        return u"53100"_s;
    if (dynamic_cast<const pqxx::out_of_memory *>(&error))
        return u"53200"_s;
    return {};
}

struct StateMeaning {
    QLatin1StringView begin; ///< of a state, or all of it
    HistoryFault fault;
};

// Source: PostgreSQL 15, appendix A. The first that fits counts.
constexpr StateMeaning meanings[] = {
    {"08"_L1, HistoryFault::Unreachable},
    {"57P"_L1, HistoryFault::Unreachable},   // shut down, starting up
    {"53300"_L1, HistoryFault::Unreachable}, // too many connections
    {"28"_L1, HistoryFault::SignInRefused},
    {"3D000"_L1, HistoryFault::SignInRefused}, // there is no such database
    {"42501"_L1, HistoryFault::DatabaseRefuses},
    {"25006"_L1, HistoryFault::DatabaseRefuses}, // a read-only server
    {"53100"_L1, HistoryFault::DiskFull},
    {"53200"_L1, HistoryFault::OutOfMemory},
    {"58"_L1, HistoryFault::InputOutput},
    {"XX001"_L1, HistoryFault::Damaged},
    {"XX002"_L1, HistoryFault::Damaged},
    {"40"_L1, HistoryFault::DatabaseBusy}, // serialization, deadlock
    {"55P03"_L1, HistoryFault::DatabaseBusy},
    {"57014"_L1, HistoryFault::DatabaseBusy}, // took too long
};

// A refused connection has no state, only the words of libpq and of the server, here the English
// ones: others mean that it cannot be reached. A connection that is cut has words about SSL too.
HistoryFault faultOfRefusal(const QString &message)
{
    for (const auto words :
         {"password"_L1, "authentication failed"_L1, "no pg_hba.conf entry"_L1,
          "certificate verify failed"_L1, "server certificate for"_L1, "root certificate file"_L1,
          "does not support SSL"_L1, "is not permitted to log in"_L1, "does not exist"_L1}) {
        if (message.contains(words))
            return HistoryFault::SignInRefused;
    }
    return HistoryFault::Unreachable;
}

} // namespace

HistoryFault historyFaultOf(const PostgresError &error)
{
    for (const StateMeaning &meaning : meanings) {
        if (error.state.startsWith(meaning.begin))
            return meaning.fault;
    }
    if (error.isConnectionLost)
        return faultOfRefusal(error.message);
    return HistoryFault::DatabaseRefuses;
}

class PostgresDatabase::Listener final : public pqxx::notification_receiver {
public:
    using notification_receiver::notification_receiver;

    void operator()(const std::string & /*payload*/, int /*processId*/) override { isTold = true; }

    bool isTold = false;
};

PostgresDatabase::PostgresDatabase(DatabaseAddress address) : m_address(std::move(address)) {}

PostgresDatabase::~PostgresDatabase()
{
    close();
}

void PostgresDatabase::close()
{
    m_listener.reset();
    m_connection.reset();
}

int PostgresDatabase::socket() const
{
    return m_connection ? m_connection->sock() : -1;
}

bool PostgresDatabase::takeNotice()
{
    if (!m_listener)
        return false;
    const std::optional<PostgresError> error = guarded([this] { m_connection->get_notifs(); });
    return !error && std::exchange(m_listener->isTold, false);
}

std::optional<PostgresError> PostgresDatabase::run(const Work &work)
{
    const auto once = [this, &work] {
        connect();
        pqxx::work transaction(*m_connection);
        work(transaction);
        transaction.commit();
    };
    const bool wasConnected = m_connection != nullptr;
    std::optional<PostgresError> error = guarded(once);
    if (error && error->isConnectionLost && wasConnected) // it may have been lost long ago
        error = guarded(once);
    return error;
}

void PostgresDatabase::connect()
{
    if (m_connection && m_connection->is_open()) // the library's own reconnection lacks settings
        return;
    const QString parameters = m_address.parameters + ownParameters;
    auto connection = std::make_unique<pqxx::connection>(parameters.toStdString());
    pqxx::nontransaction(*connection).exec(ownSettings);
    close();
    m_connection = std::move(connection);
    ++m_connections;
    if (!m_channel.empty())
        m_listener = std::make_unique<Listener>(*m_connection, m_channel);
}

/// The connection is given up with the first error that says that it is lost.
std::optional<PostgresError> PostgresDatabase::guarded(const std::function<void()> &action)
{
    std::optional<PostgresError> error;
    try {
        action();
        return {};
    } catch (const pqxx::sql_error &refusal) {
        error = errorFrom(refusal, false);
        error->state = stateOf(refusal);
    } catch (const pqxx::transaction_rollback &rollback) { // no sql_error, and without a state
        error = errorFrom(rollback, false);
        error->state = u"40000"_s;
    } catch (const pqxx::broken_connection &lost) {
        error = errorFrom(lost, true);
    } catch (const pqxx::in_doubt_error &doubt) { // what is written again is not written twice
        error = errorFrom(doubt, true);
    } catch (const std::exception &other) {
        error = errorFrom(other, !m_connection || !m_connection->is_open());
    }
    if (error->isConnectionLost || (m_connection && !m_connection->is_open())) {
        error->isConnectionLost = true;
        close();
    }
    return error;
}
