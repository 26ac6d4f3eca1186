#include "historynames.h"

#include "namecolumns.h"
#include "sqliterow.h"
#include "unixtime.h"

void HistoryNames::writeInstances(const QString &account,
                                  std::span<const RegistryInstance> instances)
{
    SqliteStatement forget(m_database, "DELETE FROM instances WHERE account = coalesce(?, '')");
    forget.bind(0, account).run();
    const std::string sql = "INSERT INTO instances (account, " + namesOf(storedInstanceColumns()) +
                            ") VALUES (coalesce(?, ''), " + marksOf(storedInstanceColumns()) +
                            ") ON CONFLICT DO NOTHING";
    SqliteStatement add(m_database, sql.c_str());
    for (const RegistryInstance &instance : instances) {
        if (instance.id.isEmpty())
            continue;
        add.bind(0, account);
        bindRow(add, 1, storedInstanceColumns(), instance);
        add.run();
    }
}

void HistoryNames::writeRules(const QString &instanceId, std::span<const SyncRule> rules)
{
    if (instanceId.isEmpty())
        return;
    SqliteStatement forget(m_database, "DELETE FROM rules WHERE instance = ?");
    forget.bind(0, instanceId).run();
    const std::string sql = "INSERT INTO rules (instance, " + namesOf(storedRuleColumns()) +
                            ") VALUES (?, " + marksOf(storedRuleColumns()) +
                            ") ON CONFLICT DO NOTHING";
    SqliteStatement add(m_database, sql.c_str());
    for (const SyncRule &rule : rules) {
        if (rule.id.isEmpty())
            continue;
        add.bind(0, instanceId);
        bindRow(add, 1, storedRuleColumns(), rule);
        add.run();
    }
}

void HistoryNames::writeAsOf(const QString &instanceId, const QDateTime &seenAt)
{
    if (instanceId.isEmpty() || !seenAt.isValid())
        return;
    SqliteStatement note(m_database,
                         "INSERT INTO lists (instance, as_of_ms) VALUES (?, ?) ON CONFLICT DO"
                         " UPDATE SET as_of_ms = max(as_of_ms, excluded.as_of_ms)");
    note.bind(0, instanceId).bind(1, unixMs(seenAt)).run();
}

HistoryDirectory HistoryNames::read()
{
    return {.instances = readInstances(), .rules = readRules(), .asOf = readAsOf()};
}

std::vector<HistoryInstance> HistoryNames::readInstances()
{
    std::vector<HistoryInstance> instances;
    const std::string sql =
        "SELECT account, " + namesOf(storedInstanceColumns()) + " FROM instances";
    SqliteStatement row(m_database, sql.c_str());
    while (row.next())
        instances.push_back(
            {.account = row.text(0), .instance = rowFrom(row, 1, storedInstanceColumns())});
    return instances;
}

QHash<QString, std::vector<SyncRule>> HistoryNames::readRules()
{
    QHash<QString, std::vector<SyncRule>> rules;
    const std::string sql = "SELECT instance, " + namesOf(storedRuleColumns()) + " FROM rules";
    SqliteStatement row(m_database, sql.c_str());
    while (row.next())
        rules[row.text(0)].push_back(rowFrom(row, 1, storedRuleColumns()));
    return rules;
}

QHash<QString, QDateTime> HistoryNames::readAsOf()
{
    QHash<QString, QDateTime> asOf;
    SqliteStatement row(m_database, "SELECT instance, as_of_ms FROM lists");
    while (row.next())
        asOf.insert(row.text(0), timeFromUnixMs(row.number(1)));
    return asOf;
}
