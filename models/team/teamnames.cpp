#include "teamnames.h"

#include "namecolumns.h"
#include "postgresrow.h"
#include "unixtime.h"

#include <string>

void TeamNames::writeInstances(pqxx::transaction_base &transaction,
                               std::span<const RegistryInstance> instances)
{
    PostgresValues account;
    account.addNotNull(m_account);
    runWith(transaction, "DELETE FROM instances WHERE account = $1", account);
    const std::string sql = "INSERT INTO instances (account, " + namesOf(storedInstanceColumns()) +
                            ") VALUES (" + parametersUpTo(1 + storedInstanceColumns().size()) +
                            ") ON CONFLICT DO NOTHING";
    for (const RegistryInstance &instance : instances) {
        if (instance.id.isEmpty())
            continue;
        PostgresValues values;
        values.addNotNull(m_account).add(storedInstanceColumns(), instance);
        runWith(transaction, sql.c_str(), values);
    }
}

void TeamNames::writeRules(pqxx::transaction_base &transaction, const QString &instanceId,
                           std::span<const SyncRule> rules)
{
    if (instanceId.isEmpty())
        return;
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    runWith(transaction, "DELETE FROM rules WHERE account = $1 AND instance = $2", keys);
    const std::string sql =
        "INSERT INTO rules (account, instance, " + namesOf(storedRuleColumns()) + ") VALUES (" +
        parametersUpTo(2 + storedRuleColumns().size()) + ") ON CONFLICT DO NOTHING";
    for (const SyncRule &rule : rules) {
        if (rule.id.isEmpty())
            continue;
        PostgresValues values;
        values.addNotNull(m_account).addNotNull(instanceId).add(storedRuleColumns(), rule);
        runWith(transaction, sql.c_str(), values);
    }
}

void TeamNames::writeAsOf(pqxx::transaction_base &transaction, const QString &instanceId,
                          const QDateTime &seenAt)
{
    if (instanceId.isEmpty() || !seenAt.isValid())
        return;
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(instanceId).add(unixMs(seenAt));
    runWith(transaction,
            "INSERT INTO lists (account, instance, as_of_ms) VALUES ($1, $2, $3)"
            " ON CONFLICT (account, instance) DO UPDATE"
            " SET as_of_ms = greatest(lists.as_of_ms, excluded.as_of_ms)",
            values);
}

HistoryDirectory TeamNames::read(pqxx::transaction_base &transaction)
{
    HistoryDirectory directory;
    PostgresValues account;
    account.addNotNull(m_account);
    const std::string instances = "SELECT " + namesOf(storedInstanceColumns()) +
                                  " FROM instances WHERE account = $1 ORDER BY id";
    for (const pqxx::row &each : runWith(transaction, instances.c_str(), account))
        directory.instances.push_back(
            {.account = m_account, .instance = PostgresRow(each).from(0, storedInstanceColumns())});
    const std::string rules = "SELECT instance, " + namesOf(storedRuleColumns()) +
                              " FROM rules WHERE account = $1 ORDER BY instance, id";
    for (const pqxx::row &each : runWith(transaction, rules.c_str(), account)) {
        const PostgresRow row(each);
        directory.rules[row.text(0)].push_back(row.from(1, storedRuleColumns()));
    }
    for (const pqxx::row &each :
         runWith(transaction, "SELECT instance, as_of_ms FROM lists WHERE account = $1", account)) {
        const PostgresRow row(each);
        directory.asOf.insert(row.text(0), timeFromUnixMs(row.number(1)));
    }
    return directory;
}
