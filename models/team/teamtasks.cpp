#include "teamtasks.h"

#include "storedword.h"
#include "unixtime.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

using Column = ColumnOf<TeamTaskRow>;

/// A text of the task.
template<auto... member>
constexpr StoredColumn<TeamTaskRow> text(const char *name)
{
    return Column::text<&TeamTaskRow::known, &KnownTask::task, member...>(name);
}

/// What of the task may not be given.
template<auto member>
constexpr StoredColumn<TeamTaskRow> optional(const char *name)
{
    return Column::optional<&TeamTaskRow::known, &KnownTask::task, member>(name);
}

/// A word of the task: what was said, or our name for it.
template<auto fromWire, auto member>
constexpr StoredColumn<TeamTaskRow> word(const char *name)
{
    return {name, false,
            [](const TeamTaskRow &row) {
                return StoredValue{.text = storedWord(row.known.task.*member)};
            },
            [](TeamTaskRow &row, const StoredValue &value) {
                row.known.task.*member = fromWire(value.text);
            }};
}

qint64 effectiveMs(const TeamTaskRow &row)
{
    const QDateTime &createdAt = row.known.task.createdAt;
    return createdAt.isValid() ? unixMs(createdAt) : row.firstSeenMs;
}

// The order matters where two columns make one value.
constexpr std::array columns = {
    text<&SyncTask::id>("id"),
    Column::number<&TeamTaskRow::firstSeenMs>("first_seen_ms"),
    Column::number<&TeamTaskRow::number>("number"),
    StoredColumn<TeamTaskRow>{
        "effective_ms", true,
        [](const TeamTaskRow &row) { return StoredValue{.number = effectiveMs(row)}; },
        [](TeamTaskRow &row, const StoredValue &value) {
            row.effectiveMs = value.number.value_or(0);
        }},
    StoredColumn<TeamTaskRow>{"created_given", true,
                              [](const TeamTaskRow &row) {
                                  return StoredValue{.number = row.known.task.createdAt.isValid()};
                              },
                              [](TeamTaskRow &row, const StoredValue &value) {
                                  row.known.task.createdAt = timeFromUnixMs(
                                      value.number.value_or(0) != 0 ? row.effectiveMs : 0);
                              }},
    Column::number<&TeamTaskRow::known, &KnownTask::changedMs>("modified_ms"),
    StoredColumn<TeamTaskRow>{
        "end_missing", true,
        [](const TeamTaskRow &row) { return StoredValue{.number = row.known.isEndTimeMissing}; },
        [](TeamTaskRow &row, const StoredValue &value) {
            row.known.isEndTimeMissing = value.number.value_or(0) != 0;
            row.known.task.modifiedAt =
                timeFromUnixMs(row.known.isEndTimeMissing ? 0 : row.known.changedMs);
        }},
    word<syncTaskStatusFromWire, &SyncTask::status>("status"),
    word<taskTriggerFromWire, &SyncTask::trigger>("trigger_word"),
    word<taskIssueFromWire, &SyncTask::issue>("issue"),
    text<&SyncTask::ruleId>("rule"),
    text<&SyncTask::linkId>("link"),
    text<&SyncTask::batchId>("batch"),
    optional<&SyncTask::priority>("priority"),
    optional<&SyncTask::crossUser>("cross_user"),
    optional<&SyncTask::syncTransAccelerate>("accelerated"),
    optional<&SyncTask::customLink>("custom_link"),
    text<&SyncTask::imageFrom, &ImageRef::instanceId>("source_instance"),
    text<&SyncTask::imageFrom, &ImageRef::regionId>("source_region"),
    text<&SyncTask::imageFrom, &ImageRef::repoNamespaceName>("source_namespace"),
    text<&SyncTask::imageFrom, &ImageRef::repoName>("source_repo"),
    text<&SyncTask::imageFrom, &ImageRef::imageTag>("source_tag"),
    text<&SyncTask::imageTo, &ImageRef::instanceId>("target_instance"),
    text<&SyncTask::imageTo, &ImageRef::regionId>("target_region"),
    text<&SyncTask::imageTo, &ImageRef::repoNamespaceName>("target_namespace"),
    text<&SyncTask::imageTo, &ImageRef::repoName>("target_repo"),
    text<&SyncTask::imageTo, &ImageRef::imageTag>("target_tag"),
};
constexpr StoredColumns<TeamTaskRow> taskColumns = columns;

constexpr std::array<std::string_view, 3> unchanging = {"id", "first_seen_ms", "number"};

/// Takes what is staged into the table. A key in many rows of one statement would be refused: each
/// task is staged once.
std::string takeStaged()
{
    std::string taken;
    std::string updates;
    for (const StoredColumn<TeamTaskRow> &column : taskColumns) {
        const std::string name = column.name;
        taken += name == "number"
                     ? ", CASE WHEN number = 0 THEN nextval('task_numbers') ELSE number END"
                     : ", " + name;
        if (std::ranges::find(unchanging, name) == unchanging.end())
            updates.append(", ").append(name).append(" = excluded.").append(name);
    }
    return "INSERT INTO tasks (account, instance, changed, " + namesOf(taskColumns) +
           ") SELECT $1, $2, nextval('task_changes')" + taken +
           " FROM incoming ON CONFLICT (account, instance, id, first_seen_ms)"
           " DO UPDATE SET changed = excluded.changed" +
           updates;
}

constexpr std::size_t idsAtOnce = 1'000;

QStringList idsOf(std::span<const SyncTask> tasks)
{
    QStringList ids;
    for (const SyncTask &task : tasks)
        ids << task.id;
    return ids;
}

} // namespace

static_assert(TeamTasks::columnCount == static_cast<int>(columns.size()));

std::string TeamTasks::columnNames()
{
    return namesOf(taskColumns);
}

TeamTaskRow TeamTasks::rowOf(const pqxx::row &row)
{
    return PostgresRow(row).from(0, taskColumns);
}

HistoryTasks &TeamTasks::groupIn(std::vector<HistoryTasks> &batch, const QString &instanceId)
{
    const auto found = std::ranges::find(batch, instanceId, &HistoryTasks::instanceId);
    return found != batch.end() ? *found
                                : batch.emplace_back(HistoryTasks{.instanceId = instanceId});
}

qint64 TeamTasks::write(pqxx::transaction_base &transaction, const QString &instanceId,
                        std::span<const SyncTask> tasks, const QDateTime &seenAt)
{
    const qint64 seenMs = unixMs(seenAt);
    m_partitions.ensure(transaction, seenMs);
    QHash<QString, Row> rows = readKnown(transaction, instanceId, tasks);
    std::vector<StatusChange> changes;
    m_hours.begin(instanceId);
    for (const SyncTask &task : tasks) {
        if (task.id.isEmpty())
            continue;
        const QString id = storableText(task.id);
        auto row = rows.find(id);
        const bool isFirst = row == rows.end();
        if (isFirst)
            row = rows.insert(id, {.stored = {.known = {.task = {.id = id}}, .firstSeenMs = seenMs},
                                   .isChanged = true});
        KnownTask &known = row->stored.known;
        const KnownTask before = known;
        mergeTask(known, task);
        const bool differs = known != before;
        row->isChanged = row->isChanged || differs;
        if (differs && !isFirst)
            m_hours.add(before, row->stored.firstSeenMs, -1);
        if (differs || isFirst)
            m_hours.add(known, row->stored.firstSeenMs, 1);
        const QString old = storedWord(before.task.status);
        const QString now = storedWord(known.task.status);
        if (!isFirst && old != now) // what it was first, the first change tells, or the task
            changes.push_back({.task = id, .before = old, .after = now});
    }
    writeRows(transaction, instanceId, rows);
    writeChanges(transaction, instanceId, changes, seenMs);
    m_hours.write(transaction);
    return std::count_if(rows.begin(), rows.end(),
                         [](const Row &row) { return row.stored.number == 0; });
}

QHash<QString, TeamTasks::Row> TeamTasks::readKnown(pqxx::transaction_base &transaction,
                                                    const QString &instanceId,
                                                    std::span<const SyncTask> tasks)
{
    const std::string sql = "SELECT " + namesOf(taskColumns) +
                            " FROM tasks WHERE account = $1 AND instance = $2"
                            " AND id = ANY ($3::text[])";
    QHash<QString, Row> rows;
    rows.reserve(static_cast<qsizetype>(tasks.size()));
    for (std::size_t first = 0; first < tasks.size(); first += idsAtOnce) {
        PostgresValues values;
        values.addNotNull(m_account).addNotNull(instanceId);
        values.addArray(idsOf(tasks.subspan(first, std::min(idsAtOnce, tasks.size() - first))));
        for (const pqxx::row &found : runWith(transaction, sql.c_str(), values)) {
            const TeamTaskRow row = PostgresRow(found).from(0, taskColumns);
            rows.insert(row.known.task.id, {.stored = row});
        }
    }
    return rows;
}

void TeamTasks::writeRows(pqxx::transaction_base &transaction, const QString &instanceId,
                          const QHash<QString, Row> &rows)
{
    if (std::none_of(rows.begin(), rows.end(), [](const Row &row) { return row.isChanged; }))
        return;
    transaction.exec(
        "CREATE TEMPORARY TABLE IF NOT EXISTS incoming ON COMMIT DELETE ROWS AS SELECT " +
        namesOf(taskColumns) + " FROM tasks WITH NO DATA");
    transaction.exec("DELETE FROM incoming"); // of another instance in the same transaction
    pqxx::stream_to staging(transaction, "incoming");
    for (const Row &row : rows) {
        if (!row.isChanged)
            continue;
        PostgresValues values;
        stage<columns.size()>(staging, values.add(taskColumns, row.stored));
    }
    staging.complete();
    PostgresValues keys;
    keys.addNotNull(m_account).addNotNull(instanceId);
    runWith(transaction, takeStaged().c_str(), keys);
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
    const std::string sql = "SELECT " + namesOf(taskColumns) +
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
        const TeamTaskRow stored = row.from(0, taskColumns);
        cursor.effectiveTimeMs = stored.effectiveMs;
        cursor.number = stored.number;
        groupIn(batch, row.text(columnCount)).tasks.push_back(stored.known.task);
    }
    cursor.isAtEnd = static_cast<qint64>(found.size()) < count;
    return batch;
}

void TeamTasks::prepareMonthOf(pqxx::transaction_base &transaction, const QDateTime &time)
{
    m_partitions.ensure(transaction, unixMs(time));
}
