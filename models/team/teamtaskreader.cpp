#include "teamtaskreader.h"

#include "postgresrow.h"
#include "teamtasks.h"
#include "unixtime.h"

#include <algorithm>
#include <limits>
#include <string>

using namespace Qt::StringLiterals;

namespace {

// Listings whose places are remembered: beyond, all are forgotten.
constexpr std::size_t mostListings = 2'000;

QString keyOf(const QString &account, const ListSyncTasks &question)
{
    return QStringList{account,
                       question.instance.instanceId,
                       question.repoNamespaceName,
                       question.repoName,
                       question.tag,
                       question.syncRecordId,
                       QString::number(question.pageSize)}
        .join(QChar(0x1f));
}

/// A condition, and the values of its parameters.
struct Condition {
    std::string sql{};
    PostgresValues values{};

    std::string add(QStringView text)
    {
        values.addNotNull(text);
        return '$' + std::to_string(values.values().size());
    }
    std::string add(qint64 number)
    {
        values.add(number);
        return '$' + std::to_string(values.values().size());
    }
    void addEither(const char *source, const char *target, const QString &text)
    {
        if (text.isEmpty())
            return;
        const std::string parameter = add(text);
        sql += std::string(" AND (") + source + " = " + parameter + " OR " + target + " = " +
               parameter + ')';
    }
};

Condition conditionOf(const QString &account, const ListSyncTasks &question)
{
    Condition condition;
    condition.sql = "account = " + condition.add(account) +
                    " AND instance = " + condition.add(question.instance.instanceId);
    condition.addEither("source_namespace", "target_namespace", question.repoNamespaceName);
    condition.addEither("source_repo", "target_repo", question.repoName);
    condition.addEither("source_tag", "target_tag", question.tag);
    if (!question.syncRecordId.isEmpty())
        condition.sql += " AND batch = " + condition.add(question.syncRecordId);
    return condition;
}

} // namespace

bool TeamTaskReader::asksForPart(const ListSyncTasks &question)
{
    return !question.repoNamespaceName.isEmpty() || !question.repoName.isEmpty() ||
           !question.tag.isEmpty() || !question.syncRecordId.isEmpty();
}

std::vector<SyncTask> TeamTaskReader::readPage(pqxx::transaction_base &transaction,
                                               const QString &account,
                                               const ListSyncTasks &question)
{
    if (m_marks.size() > mostListings)
        m_marks.clear();
    Marks &marks = m_marks[keyOf(account, question)];
    if (question.pageNo <= 1) // those behind may have moved since
        marks.byPage.clear();
    Condition condition = conditionOf(account, question);
    const auto before = marks.byPage.find(question.pageNo - 1);
    qint64 offset = 0;
    if (before != marks.byPage.end()) {
        condition.sql += " AND (effective_ms, number) < (" +
                         condition.add(before->second.effectiveMs) + ", " +
                         condition.add(before->second.number) + ')';
    } else {
        offset = qint64{std::max(question.pageNo, 1) - 1} * question.pageSize;
    }
    const std::string sql = "SELECT " + TeamTasks::columnNames() + " FROM tasks WHERE " +
                            condition.sql + " ORDER BY effective_ms DESC, number DESC LIMIT " +
                            std::to_string(question.pageSize) + " OFFSET " + std::to_string(offset);
    const pqxx::result found = runWith(transaction, sql.c_str(), condition.values);
    std::vector<SyncTask> tasks;
    tasks.reserve(found.size());
    for (const pqxx::row &each : found) {
        const TeamTaskRow row = TeamTasks::rowOf(each);
        tasks.push_back(row.known.task);
        marks.byPage[question.pageNo] = {.effectiveMs = row.effectiveMs, .number = row.number};
    }
    return tasks;
}

qint64 TeamTaskReader::count(pqxx::transaction_base &transaction, const QString &account,
                             const ListSyncTasks &question)
{
    const Condition condition = conditionOf(account, question);
    const std::string sql = "SELECT count(*) FROM tasks WHERE " + condition.sql;
    return PostgresRow(runWith(transaction, sql.c_str(), condition.values)[0]).number(0);
}

std::optional<SyncTask> TeamTaskReader::readTask(pqxx::transaction_base &transaction,
                                                 const QString &account, const QString &instanceId,
                                                 const QString &taskId)
{
    PostgresValues keys;
    keys.addNotNull(account).addNotNull(instanceId).addNotNull(taskId);
    const std::string sql = "SELECT " + TeamTasks::columnNames() +
                            " FROM tasks WHERE account = $1 AND instance = $2 AND id = $3";
    const pqxx::result found = runWith(transaction, sql.c_str(), keys);
    return found.empty() ? std::nullopt : std::optional(TeamTasks::rowOf(found[0]).known.task);
}

qint64 TeamTaskReader::lastChange(pqxx::transaction_base &transaction)
{
    return PostgresRow(transaction.exec("SELECT coalesce(max(changed), 0) FROM tasks")[0])
        .number(0);
}

TeamTaskReader::Changes TeamTaskReader::readChanged(pqxx::transaction_base &transaction,
                                                    qint64 change, qint64 count,
                                                    const QDateTime &oldest)
{
    PostgresValues values;
    values.add(change).add(count);
    const std::string sql = "SELECT " + TeamTasks::columnNames() +
                            ", instance, changed FROM tasks WHERE changed > $1"
                            " ORDER BY changed LIMIT $2";
    const pqxx::result found = runWith(transaction, sql.c_str(), values);
    Changes changes{.last = change, .isLast = static_cast<qint64>(found.size()) < count};
    for (const pqxx::row &each : found) {
        const PostgresRow behind(each);
        const TeamTaskRow row = TeamTasks::rowOf(each);
        changes.last = behind.number(TeamTasks::columnCount + 1);
        if (row.effectiveMs < unixMs(oldest))
            continue;
        const QString instanceId = behind.text(TeamTasks::columnCount);
        TeamTasks::groupIn(changes.tasks, instanceId).tasks.push_back(row.known.task);
    }
    return changes;
}
