#include "actionlog.h"

#include "sentactioncolumns.h"
#include "sqliterow.h"

void ActionLog::write(const SentAction &action)
{
    if (action.id.isEmpty())
        return;
    const std::string sql = "INSERT OR REPLACE INTO sent_actions (" +
                            namesOf(storedActionColumns()) + ") VALUES (" +
                            marksOf(storedActionColumns()) + ")";
    SqliteStatement put(m_database, sql.c_str());
    bindRow(put, 0, storedActionColumns(), action);
    put.run();
}

std::vector<SentAction> ActionLog::read()
{
    std::vector<SentAction> actions;
    const std::string sql =
        "SELECT " + namesOf(storedActionColumns()) + " FROM sent_actions ORDER BY sent_ms, id";
    SqliteStatement row(m_database, sql.c_str());
    while (row.next())
        actions.push_back(rowFrom(row, 0, storedActionColumns()));
    return actions;
}

void ActionLog::forget(const QDateTime &now)
{
    SqliteStatement old(m_database, "DELETE FROM sent_actions WHERE sent_ms < ?");
    old.bind(0, now.addDays(-maxAge.count()).toMSecsSinceEpoch()).run();
    SqliteStatement surplus(m_database,
                            "DELETE FROM sent_actions WHERE id IN (SELECT id FROM sent_actions"
                            " ORDER BY sent_ms DESC, id DESC LIMIT -1 OFFSET ?)");
    surplus.bind(0, maxCount).run();
}
