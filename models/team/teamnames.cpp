#include "teamnames.h"

#include "namecolumns.h"
#include "postgresrow.h"
#include "unixtime.h"

#include <string>

namespace {

std::string rulesWhere(const char *condition)
{
    return "SELECT instance, " + namesOf(storedRuleColumns()) + " FROM rules WHERE " + condition +
           " ORDER BY instance, id";
}

} // namespace

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

std::vector<HistoryInstance> TeamNames::readInstances(pqxx::transaction_base &transaction) const
{
    PostgresValues account;
    account.addNotNull(m_account);
    const std::string sql = "SELECT " + namesOf(storedInstanceColumns()) +
                            " FROM instances WHERE account = $1 ORDER BY id";
    std::vector<HistoryInstance> instances;
    for (const pqxx::row &each : runWith(transaction, sql.c_str(), account))
        instances.push_back(
            {.account = m_account, .instance = PostgresRow(each).from(0, storedInstanceColumns())});
    return instances;
}

QHash<QString, std::vector<SyncRule>>
TeamNames::readRules(pqxx::transaction_base &transaction) const
{
    PostgresValues account;
    account.addNotNull(m_account);
    QHash<QString, std::vector<SyncRule>> rules;
    for (const pqxx::row &each :
         runWith(transaction, rulesWhere("account = $1").c_str(), account)) {
        const PostgresRow row(each);
        rules[row.text(0)].push_back(row.from(1, storedRuleColumns()));
    }
    return rules;
}

std::vector<SyncRule> TeamNames::readRules(pqxx::transaction_base &transaction,
                                           const QString &instanceId) const
{
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    std::vector<SyncRule> rules;
    for (const pqxx::row &each :
         runWith(transaction, rulesWhere("account = $1 AND instance = $2").c_str(), keys))
        rules.push_back(PostgresRow(each).from(1, storedRuleColumns()));
    return rules;
}
