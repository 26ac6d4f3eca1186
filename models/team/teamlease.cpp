#include "teamlease.h"

#include "postgresdatabase.h"
#include "postgresrow.h"
#include "teamschema.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Another one's is taken only after its end. The row itself orders those who ask at once.
constexpr auto takeOrRenew =
    "INSERT INTO lease (name, holder, program, until)"
    " VALUES ('collector', $1, $2, clock_timestamp() + $3 * interval '1 second')"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, program = excluded.program,"
    " until = excluded.until"
    " WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp()"
    " RETURNING holder";

// Ends the sessions in whose transactions nothing has come from their program for longer than the
// lease lasts, which is over. The server's own time limits do not count while it waits for the
// rows of a COPY. One that works, as at new tables, waits for nobody and stays.
constexpr auto endHungHolder =
    "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.relation = 'lease'::regclass AND l.granted AND l.pid <> pg_backend_pid()"
    " AND a.wait_event = 'ClientRead' AND a.xact_start IS NOT NULL"
    " AND a.state_change < clock_timestamp() - $1 * interval '1 second'"
    " AND EXISTS (SELECT 1 FROM lease WHERE name = 'collector' AND until < clock_timestamp())";

bool isLocked(const PostgresError &error)
{
    return error.state == u"55P03";
}

bool isMissingTable(const PostgresError &error)
{
    return error.state == u"42P01" || error.state == u"3F000"; // table, schema
}

} // namespace

TeamLease::TeamLease(const DatabaseAddress &address, QString holder, QString program)
    : m_database(std::make_unique<PostgresDatabase>(address)),
      m_holder(std::move(holder)),
      m_program(std::move(program))
{
}

TeamLease::~TeamLease() = default;

LeaseAnswer TeamLease::ask()
{
    LeaseAnswer answer;
    const auto ask = [this, &answer](pqxx::transaction_base &transaction) {
        PostgresValues values;
        values.addNotNull(m_holder).addNotNull(m_program).add(qint64{length.count()});
        answer.isHeld = !runWith(transaction, takeOrRenew, values).empty();
        if (answer.isHeld)
            return;
        const pqxx::result other = transaction.exec(
            "SELECT program || ', ' || holder FROM lease WHERE name = 'collector'");
        if (!other.empty())
            answer.holder = PostgresRow(other[0]).text(0);
    };
    std::optional<PostgresError> error = m_database->run(ask);
    if (error && isMissingTable(*error)) {
        error = m_database->run(createLeaseTable);
        if (!error || error->state == u"23505" || error->state == u"42P07") // another one made it
            error = m_database->run(ask);
    }
    if (error && isLocked(*error)) {
        (void)m_database->run([](pqxx::transaction_base &transaction) {
            PostgresValues values;
            values.add(qint64{length.count()});
            runWith(transaction, endHungHolder, values);
        });
        error = m_database->run(ask);
    }
    m_isHeld = answer.isHeld || (error && m_isHeld);
    if (error)
        return {.failure =
                    HistoryFailure{.fault = historyFaultOf(*error), .message = error->message}};
    return answer;
}

void TeamLease::release()
{
    if (std::exchange(m_isHeld, false)) {
        (void)m_database->run([this](pqxx::transaction_base &transaction) {
            PostgresValues values;
            values.addNotNull(m_holder);
            runWith(transaction, "DELETE FROM lease WHERE name = 'collector' AND holder = $1",
                    values);
        });
    }
    m_database->close();
}
