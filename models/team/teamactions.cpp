#include "teamactions.h"

#include "actionlog.h"
#include "postgresrow.h"
#include "sentactioncolumns.h"

#include <string>

void TeamActions::write(pqxx::transaction_base &transaction, const SentAction &action)
{
    if (action.id.isEmpty())
        return;
    PostgresValues key;
    key.addNotNull(m_account).addNotNull(action.id);
    runWith(transaction, "DELETE FROM sent_actions WHERE account = $1 AND id = $2", key);
    PostgresValues values;
    values.addNotNull(m_account).add(storedActionColumns(), action);
    const std::string sql = "INSERT INTO sent_actions (account, " + namesOf(storedActionColumns()) +
                            ") VALUES (" + parametersUpTo(1 + storedActionColumns().size()) + ")";
    runWith(transaction, sql.c_str(), values);
}

std::vector<SentAction> TeamActions::read(pqxx::transaction_base &transaction)
{
    PostgresValues account;
    account.addNotNull(m_account);
    const std::string sql = "SELECT " + namesOf(storedActionColumns()) +
                            " FROM sent_actions WHERE account = $1 ORDER BY sent_ms, id";
    std::vector<SentAction> actions;
    for (const pqxx::row &each : runWith(transaction, sql.c_str(), account))
        actions.push_back(PostgresRow(each).from(0, storedActionColumns()));
    return actions;
}

void TeamActions::forget(pqxx::transaction_base &transaction, const QDateTime &now)
{
    PostgresValues values;
    values.addNotNull(m_account);
    values.add(now.addDays(-ActionLog::maxAge.count()).toMSecsSinceEpoch());
    runWith(transaction, "DELETE FROM sent_actions WHERE account = $1 AND sent_ms < $2", values);
}
