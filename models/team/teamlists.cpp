#include "teamlists.h"

#include "postgresrow.h"
#include "teamnames.h"
#include "unixtime.h"

#include <string>

using namespace Qt::StringLiterals;

namespace {

struct KindWord {
    ApiError::Kind kind;
    QLatin1StringView word;
};

constexpr KindWord kindWords[] = {
    {ApiError::Kind::Network, "network"_L1},       {ApiError::Kind::Timeout, "timeout"_L1},
    {ApiError::Kind::Credential, "credential"_L1}, {ApiError::Kind::Permission, "permission"_L1},
    {ApiError::Kind::Throttled, "throttled"_L1},   {ApiError::Kind::NotFound, "not found"_L1},
    {ApiError::Kind::Request, "request"_L1},       {ApiError::Kind::Server, "server"_L1},
    {ApiError::Kind::Protocol, "protocol"_L1},     {ApiError::Kind::Configuration, "set-up"_L1},
};

QString wordOf(ApiError::Kind kind)
{
    for (const KindWord &known : kindWords) {
        if (known.kind == kind)
            return known.word;
    }
    return {};
}

/// One that a later version wrote is the server's.
ApiError::Kind kindOf(const QString &word)
{
    for (const KindWord &known : kindWords) {
        if (word == known.word)
            return known.kind;
    }
    return ApiError::Kind::Server;
}

constexpr auto unreadColumns =
    "SELECT subject, region, instance, since_ms, error_kind, code, message, request, operation,"
    " host FROM unread_lists WHERE account = $1";

UnreadList unreadFrom(const PostgresRow &row)
{
    return {.account = row.text(0),
            .regionId = row.text(1),
            .instanceId = row.text(2),
            .since = timeFromUnixMs(row.number(3)),
            .error = {.kind = kindOf(row.text(4)),
                      .code = row.text(5),
                      .message = row.text(6),
                      .requestId = row.text(7),
                      .operation = row.text(8),
                      .host = row.text(9)}};
}

} // namespace

void TeamLists::writeAsOf(pqxx::transaction_base &transaction, const QString &instanceId,
                          const QDateTime &seenAt, std::chrono::milliseconds interval)
{
    if (instanceId.isEmpty() || !seenAt.isValid())
        return;
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(instanceId).add(unixMs(seenAt));
    values.add(qint64{interval.count()});
    runWith(transaction,
            "INSERT INTO lists (account, instance, as_of_ms, interval_ms) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (account, instance) DO UPDATE"
            " SET as_of_ms = greatest(lists.as_of_ms, excluded.as_of_ms),"
            " interval_ms = excluded.interval_ms",
            values);
}

void TeamLists::writeUnread(pqxx::transaction_base &transaction, std::span<const UnreadList> lists)
{
    PostgresValues account;
    account.addNotNull(m_account);
    runWith(transaction, "DELETE FROM unread_lists WHERE account = $1", account);
    for (const UnreadList &list : lists) {
        const ApiError &error = list.error;
        PostgresValues values;
        values.addNotNull(m_account).addNotNull(list.account).addNotNull(list.regionId);
        values.addNotNull(list.instanceId);
        values.add(unixMs(list.since)).addNotNull(wordOf(error.kind)).add(error.code);
        values.add(error.message).add(error.requestId).add(error.operation).add(error.host);
        runWith(
            transaction,
            "INSERT INTO unread_lists (account, subject, region, instance, since_ms, error_kind,"
            " code, message, request, operation, host)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
            values);
    }
}

void TeamLists::addTasks(pqxx::transaction_base &transaction, const QString &instanceId,
                         qint64 count)
{
    if (count == 0)
        return;
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(instanceId).add(count);
    runWith(transaction,
            "INSERT INTO task_counts (account, instance, tasks) VALUES ($1, $2, $3)"
            " ON CONFLICT (account, instance) DO UPDATE"
            " SET tasks = task_counts.tasks + excluded.tasks",
            values);
}

QHash<QString, QDateTime> TeamLists::readAsOf(pqxx::transaction_base &transaction) const
{
    PostgresValues account;
    account.addNotNull(m_account);
    QHash<QString, QDateTime> times;
    for (const pqxx::row &each :
         runWith(transaction, "SELECT instance, as_of_ms FROM lists WHERE account = $1", account)) {
        const PostgresRow row(each);
        times.insert(row.text(0), timeFromUnixMs(row.number(1)));
    }
    return times;
}

std::vector<UnreadList> TeamLists::readUnread(pqxx::transaction_base &transaction) const
{
    PostgresValues account;
    account.addNotNull(m_account);
    std::vector<UnreadList> lists;
    for (const pqxx::row &each : runWith(transaction, unreadColumns, account))
        lists.push_back(unreadFrom(PostgresRow(each)));
    return lists;
}

PageOrigin TeamLists::readOrigin(pqxx::transaction_base &transaction,
                                 const QString &instanceId) const
{
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    PageOrigin origin;
    for (const pqxx::row &each :
         runWith(transaction,
                 "SELECT as_of_ms, interval_ms FROM lists WHERE account = $1 AND instance = $2",
                 keys)) {
        const PostgresRow row(each);
        origin.asOf = timeFromUnixMs(row.number(0));
        origin.interval = std::chrono::milliseconds(row.number(1));
    }
    const std::string unread = std::string(unreadColumns) + " AND instance = $2";
    for (const pqxx::row &each : runWith(transaction, unread.c_str(), keys)) {
        const UnreadList list = unreadFrom(PostgresRow(each));
        origin.error = list.error;
        origin.failingSince = list.since;
    }
    return origin;
}

qint64 TeamLists::readTaskCount(pqxx::transaction_base &transaction,
                                const QString &instanceId) const
{
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    const pqxx::result found = runWith(
        transaction, "SELECT tasks FROM task_counts WHERE account = $1 AND instance = $2", keys);
    return found.empty() ? 0 : PostgresRow(found[0]).number(0);
}

QHash<QString, QString> newestAccounts(pqxx::transaction_base &transaction)
{
    QHash<QString, QString> accounts;
    for (const pqxx::row &each :
         transaction.exec("SELECT DISTINCT ON (i.id) i.id, i.account FROM instances i"
                          " LEFT JOIN lists l ON l.account = i.account AND l.instance = i.id"
                          " ORDER BY i.id, l.as_of_ms DESC NULLS LAST, i.account")) {
        const PostgresRow row(each);
        accounts.insert(row.text(0), row.text(1));
    }
    return accounts;
}

HistoryDirectory readTeamDirectory(pqxx::transaction_base &transaction, const QString &account)
{
    const TeamNames names(account);
    return {.instances = names.readInstances(transaction),
            .rules = names.readRules(transaction),
            .asOf = TeamLists(account).readAsOf(transaction),
            .unread = TeamLists(account).readUnread(transaction)};
}
