#include "teamtasks.h"

#include "storedword.h"
#include "unixtime.h"

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace {

// What is read and what is staged, in the same order; TaskColumn names them.
constexpr auto taskColumns =
    "id, first_seen_ms, number, effective_ms, created_given, modified_ms, end_missing, status,"
    " trigger_word, issue, rule, link, batch, priority, cross_user, accelerated, custom_link,"
    " source_instance, source_region, source_namespace, source_repo, source_tag, target_instance,"
    " target_region, target_namespace, target_repo, target_tag";

enum TaskColumn : int {
    ColumnId,
    ColumnFirstSeen,
    ColumnNumber,
    ColumnEffectiveTime,
    ColumnCreatedGiven,
    ColumnModified,
    ColumnEndMissing,
    ColumnStatus,
    ColumnTrigger,
    ColumnIssue,
    ColumnRule,
    ColumnLink,
    ColumnBatch,
    ColumnPriority,
    ColumnCrossUser,
    ColumnAccelerated,
    ColumnCustomLink,
    ColumnSource,
    ColumnTarget = ColumnSource + 5,
    ColumnsStaged = ColumnTarget + 5,
    ColumnInstance = ColumnsStaged, ///< where it is read
};

// A key in many rows of one statement would be refused: each task is staged once.
constexpr auto takeStaged =
    "INSERT INTO tasks (account, instance, id, first_seen_ms, number, changed, effective_ms,"
    " created_given, modified_ms, end_missing, status, trigger_word, issue, rule, link, batch,"
    " priority, cross_user, accelerated, custom_link, source_instance, source_region,"
    " source_namespace, source_repo, source_tag, target_instance, target_region,"
    " target_namespace, target_repo, target_tag)"
    " SELECT $1, $2, id, first_seen_ms,"
    " CASE WHEN number = 0 THEN nextval('task_numbers') ELSE number END,"
    " nextval('task_changes'), effective_ms, created_given, modified_ms, end_missing, status,"
    " trigger_word, issue, rule, link, batch, priority, cross_user, accelerated, custom_link,"
    " source_instance, source_region, source_namespace, source_repo, source_tag,"
    " target_instance, target_region, target_namespace, target_repo, target_tag FROM incoming"
    " ON CONFLICT (account, instance, id, first_seen_ms) DO UPDATE SET changed = excluded.changed,"
    " effective_ms = excluded.effective_ms, created_given = excluded.created_given,"
    " modified_ms = excluded.modified_ms, end_missing = excluded.end_missing,"
    " status = excluded.status, trigger_word = excluded.trigger_word, issue = excluded.issue,"
    " rule = excluded.rule, link = excluded.link, batch = excluded.batch,"
    " priority = excluded.priority, cross_user = excluded.cross_user,"
    " accelerated = excluded.accelerated, custom_link = excluded.custom_link,"
    " source_instance = excluded.source_instance, source_region = excluded.source_region,"
    " source_namespace = excluded.source_namespace, source_repo = excluded.source_repo,"
    " source_tag = excluded.source_tag, target_instance = excluded.target_instance,"
    " target_region = excluded.target_region, target_namespace = excluded.target_namespace,"
    " target_repo = excluded.target_repo, target_tag = excluded.target_tag";

constexpr std::size_t idsAtOnce = 1'000;

std::optional<bool> flagFrom(const PostgresRow &row, int column)
{
    const std::optional<qint64> number = row.optionalNumber(column);
    return number ? std::optional(*number != 0) : std::nullopt;
}

SyncTask taskFrom(const PostgresRow &row)
{
    const std::optional<qint64> priority = row.optionalNumber(ColumnPriority);
    return {
        .id = row.text(ColumnId),
        .ruleId = row.text(ColumnRule),
        .batchId = row.text(ColumnBatch),
        .status = syncTaskStatusFromWire(row.text(ColumnStatus)),
        .trigger = taskTriggerFromWire(row.text(ColumnTrigger)),
        .issue = taskIssueFromWire(row.text(ColumnIssue)),
        .createdAt =
            timeFromUnixMs(row.flag(ColumnCreatedGiven) ? row.number(ColumnEffectiveTime) : 0),
        .modifiedAt = timeFromUnixMs(row.flag(ColumnEndMissing) ? 0 : row.number(ColumnModified)),
        .crossUser = flagFrom(row, ColumnCrossUser),
        .syncTransAccelerate = flagFrom(row, ColumnAccelerated),
        .customLink = flagFrom(row, ColumnCustomLink),
        .linkId = row.text(ColumnLink),
        .priority = priority ? std::optional(static_cast<int>(*priority)) : std::nullopt,
        .imageFrom = row.image(ColumnSource),
        .imageTo = row.image(ColumnTarget),
    };
}

/// An array of PostgreSQL's, as text.
QString arrayOf(std::span<const SyncTask> tasks)
{
    QString text = u"{"_s;
    for (const SyncTask &task : tasks) {
        QString id = task.id;
        id.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        text += (text.size() > 1 ? u",\""_s : u"\""_s) + id + u'"';
    }
    return text + u'}';
}

/// The tasks of \p instanceId in \p batch, which has few groups.
HistoryTasks &groupIn(std::vector<HistoryTasks> &batch, const QString &instanceId)
{
    const auto found = std::ranges::find(batch, instanceId, &HistoryTasks::instanceId);
    return found != batch.end() ? *found
                                : batch.emplace_back(HistoryTasks{.instanceId = instanceId});
}

} // namespace

void TeamTasks::write(pqxx::transaction_base &transaction, const QString &instanceId,
                      std::span<const SyncTask> tasks, const QDateTime &seenAt)
{
    const qint64 seenMs = unixMs(seenAt);
    m_partitions.ensure(transaction, seenMs);
    QHash<QString, Row> rows = readKnown(transaction, instanceId, tasks);
    std::vector<StatusChange> changes;
    for (const SyncTask &task : tasks) {
        if (task.id.isEmpty())
            continue;
        const QString id = storableText(task.id);
        auto row = rows.find(id);
        if (row == rows.end())
            row = rows.insert(
                id, {.known = {.task = {.id = id}}, .firstSeenMs = seenMs, .isChanged = true});
        const KnownTask before = row->known;
        mergeTask(row->known, task);
        row->isChanged = row->isChanged || row->known != before;
        const QString old = storedWord(before.task.status);
        const QString now = storedWord(row->known.task.status);
        if (old != now)
            changes.push_back({.task = id, .before = old, .after = now});
    }
    writeRows(transaction, instanceId, rows);
    writeChanges(transaction, instanceId, changes, seenMs);
}

QHash<QString, TeamTasks::Row> TeamTasks::readKnown(pqxx::transaction_base &transaction,
                                                    const QString &instanceId,
                                                    std::span<const SyncTask> tasks)
{
    const std::string sql = std::string("SELECT ") + taskColumns +
                            " FROM tasks WHERE account = $1 AND instance = $2"
                            " AND id = ANY ($3::text[])";
    QHash<QString, Row> rows;
    rows.reserve(static_cast<qsizetype>(tasks.size()));
    for (std::size_t first = 0; first < tasks.size(); first += idsAtOnce) {
        PostgresValues values;
        values.addNotNull(m_account).addNotNull(instanceId);
        values.addNotNull(arrayOf(tasks.subspan(first, std::min(idsAtOnce, tasks.size() - first))));
        for (const pqxx::row &found : runWith(transaction, sql.c_str(), values)) {
            const PostgresRow row(found);
            rows.insert(row.text(ColumnId),
                        {.known = {.task = taskFrom(row),
                                   .changedMs = row.number(ColumnModified),
                                   .isEndTimeMissing = row.flag(ColumnEndMissing)},
                         .firstSeenMs = row.number(ColumnFirstSeen),
                         .number = row.number(ColumnNumber)});
        }
    }
    return rows;
}

void TeamTasks::writeRows(pqxx::transaction_base &transaction, const QString &instanceId,
                          const QHash<QString, Row> &rows)
{
    if (std::none_of(rows.begin(), rows.end(), [](const Row &row) { return row.isChanged; }))
        return;
    transaction.exec(std::string("CREATE TEMPORARY TABLE IF NOT EXISTS incoming ON COMMIT DELETE"
                                 " ROWS AS SELECT ") +
                     taskColumns + " FROM tasks WITH NO DATA");
    transaction.exec("DELETE FROM incoming"); // of another instance in the same transaction
    pqxx::stream_to staging(transaction, "incoming");
    for (const Row &row : rows) {
        if (!row.isChanged)
            continue;
        const SyncTask &task = row.known.task;
        const bool isCreatedGiven = task.createdAt.isValid();
        PostgresValues values;
        values.addNotNull(task.id).add(row.firstSeenMs).add(row.number);
        values.add(isCreatedGiven ? unixMs(task.createdAt) : row.firstSeenMs);
        values.add(qint64{isCreatedGiven}).add(row.known.changedMs);
        values.add(qint64{row.known.isEndTimeMissing}).add(storedWord(task.status));
        values.add(storedWord(task.trigger)).add(storedWord(task.issue)).add(task.ruleId);
        values.add(task.linkId).add(task.batchId).add(std::optional<qint64>(task.priority));
        values.add(std::optional<qint64>(task.crossUser));
        values.add(std::optional<qint64>(task.syncTransAccelerate));
        values.add(std::optional<qint64>(task.customLink));
        values.add(task.imageFrom).add(task.imageTo);
        stage<ColumnsStaged>(staging, values);
    }
    staging.complete();
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    runWith(transaction, takeStaged, keys);
}

void TeamTasks::writeChanges(pqxx::transaction_base &transaction, const QString &instanceId,
                             const std::vector<StatusChange> &changes, qint64 seenMs)
{
    if (changes.empty())
        return;
    transaction.exec("CREATE TEMPORARY TABLE IF NOT EXISTS incoming_changes (task text,"
                     " old_status text, new_status text) ON COMMIT DELETE ROWS");
    transaction.exec("DELETE FROM incoming_changes");
    pqxx::stream_to staging(transaction, "incoming_changes");
    for (const StatusChange &change : changes) {
        PostgresValues values;
        values.addNotNull(change.task).addNotNull(change.before).addNotNull(change.after);
        stage<3>(staging, values);
    }
    staging.complete();
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId).add(seenMs);
    runWith(transaction,
            "INSERT INTO status_changes (account, instance, task, seen_ms, old_status, new_status)"
            " SELECT $1, $2, task, $3, old_status, new_status FROM incoming_changes"
            " ON CONFLICT DO NOTHING",
            keys);
}

std::vector<HistoryTasks> TeamTasks::read(pqxx::transaction_base &transaction,
                                          HistoryCursor &cursor, qint64 count,
                                          const QDateTime &oldest)
{
    const std::string sql = std::string("SELECT ") + taskColumns +
                            ", instance FROM tasks WHERE account = $1"
                            " AND (effective_ms, number) < ($2, $3) AND effective_ms >= $5"
                            " ORDER BY effective_ms DESC, number DESC LIMIT $4";
    PostgresValues values;
    values.addNotNull(m_account).add(cursor.effectiveTimeMs).add(cursor.number).add(count);
    values.add(unixMs(oldest));
    const pqxx::result found = runWith(transaction, sql.c_str(), values);
    std::vector<HistoryTasks> batch;
    for (const pqxx::row &each : found) {
        const PostgresRow row(each);
        cursor.effectiveTimeMs = row.number(ColumnEffectiveTime);
        cursor.number = row.number(ColumnNumber);
        groupIn(batch, row.text(ColumnInstance)).tasks.push_back(taskFrom(row));
    }
    cursor.isAtEnd = static_cast<qint64>(found.size()) < count;
    return batch;
}

void TeamTasks::prepareMonthOf(pqxx::transaction_base &transaction, const QDateTime &time)
{
    m_partitions.ensure(transaction, unixMs(time));
}
