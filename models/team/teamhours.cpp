#include "teamhours.h"

#include "effectivetime.h"
#include "postgresrow.h"
#include "storedword.h"
#include "teampartitions.h"
#include "unixtime.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using GroupColumn = ColumnOf<SyncTask>;

/// As in the table of tasks: what was said, or our name for it.
template<auto fromWire, auto member>
constexpr StoredColumn<SyncTask> groupWord(const char *name)
{
    return {name, false,
            [](const SyncTask &task) { return StoredValue{.text = storedWord(task.*member)}; },
            [](SyncTask &task, const StoredValue &value) { task.*member = fromWire(value.text); }};
}

constexpr std::array<StoredColumn<SyncTask>, groupColumnCount> columnsOfGroup = {
    GroupColumn::text<&SyncTask::imageFrom, &ImageRef::instanceId>("source_instance"),
    GroupColumn::text<&SyncTask::imageFrom, &ImageRef::regionId>("source_region"),
    GroupColumn::text<&SyncTask::imageTo, &ImageRef::instanceId>("target_instance"),
    GroupColumn::text<&SyncTask::imageTo, &ImageRef::regionId>("target_region"),
    GroupColumn::text<&SyncTask::ruleId>("rule"),
    groupWord<syncTaskStatusFromWire, &SyncTask::status>("status"),
    groupWord<taskIssueFromWire, &SyncTask::issue>("issue"),
};

constexpr std::size_t mostGroups = 200'000; // that are remembered

/// As the database keeps them; empty where one was not given.
void addTexts(QStringList &texts, const SyncTask &task)
{
    for (const StoredColumn<SyncTask> &column : columnsOfGroup) {
        const QString text = column.value(task).text;
        texts << (text.contains(QChar(u'\0')) ? storableText(text) : text);
    }
}

constexpr auto addSql =
    "INSERT INTO task_hours AS known"
    " (account, instance, group_key, hour_ms, month_ms, q0, q1, q2, q3)"
    " SELECT $1, $2, group_key, hour_ms, month_ms, q0, q1, q2, q3 FROM incoming_hours"
    " ON CONFLICT (account, instance, group_key, hour_ms, month_ms) DO UPDATE"
    " SET q0 = known.q0 + excluded.q0, q1 = known.q1 + excluded.q1,"
    " q2 = known.q2 + excluded.q2, q3 = known.q3 + excluded.q3";

/// Of the texts, which may be longer than what can be indexed: a UUID, written as the database
/// writes it.
QByteArray keyOf(const QStringList &texts)
{
    constexpr qsizetype bytesOfUuid = 16;
    const QByteArray all = texts.join(QChar(u'\0')).toUtf8();
    QByteArray key =
        QCryptographicHash::hash(all, QCryptographicHash::Sha256).first(bytesOfUuid).toHex();
    for (const qsizetype dash : {20, 16, 12, 8})
        key.insert(dash, '-');
    return key;
}

qint64 floorTo(qint64 ms, qint64 step)
{
    const qint64 rest = ms % step;
    return ms - (rest < 0 ? rest + step : rest);
}

/// \p format for each column, whose name takes the place of each question mark.
std::string forEachColumn(const QString &format, const char *between)
{
    std::string sql;
    for (const StoredColumn<SyncTask> &column : columnsOfGroup) {
        QString part = format;
        part.replace(u'?', QLatin1StringView(column.name));
        sql += (sql.empty() ? "" : between) + part.toStdString();
    }
    return sql;
}

std::string sqlOf(qint64 number)
{
    return std::to_string(number);
}

/// Statuses are words of the API, read by the program alone.
QStringList finishedStatuses(pqxx::transaction_base &transaction)
{
    QStringList finished;
    for (const pqxx::row &row :
         transaction.exec("SELECT DISTINCT status FROM tasks WHERE status IS NOT NULL")) {
        const QString text = PostgresRow(row).text(0);
        if (isFinished(syncTaskStatusFromWire(text).value))
            finished << text;
    }
    return finished;
}

void fillGroups(pqxx::transaction_base &transaction)
{
    const pqxx::result found =
        transaction.exec("SELECT DISTINCT account, instance, " +
                         forEachColumn(u"coalesce(?, '')"_s, ", ") + " FROM tasks");
    pqxx::stream_to staging(transaction, "task_groups");
    for (const pqxx::row &row : found) {
        const PostgresRow texts(row);
        QStringList group;
        for (std::size_t i = 0; i < groupColumnCount; ++i)
            group << texts.text(static_cast<int>(i) + 2);
        PostgresValues values;
        values.addNotNull(texts.text(0)).addNotNull(texts.text(1));
        values.addNotNull(QString::fromLatin1(keyOf(group)));
        for (const QString &text : std::as_const(group))
            values.addNotNull(text);
        stage<groupColumnCount + 3>(staging, values);
    }
    staging.complete();
}

/// What add() does with each task, for all of them. $1: the statuses of those that have ended.
std::string fillHoursSql()
{
    const std::string time = "CASE WHEN modified_ms <> 0 AND end_missing = 0"
                             " AND status = ANY ($1::text[]) THEN modified_ms"
                             " WHEN created_given = 1 THEN effective_ms ELSE 0 END";
    const std::string hour = sqlOf(hourMs);
    const std::string rest = "((at_ms % " + hour + " + " + hour + ") % " + hour + ")";
    std::string quarters;
    for (std::size_t i = 0; i < quartersOfHour; ++i)
        quarters += ", count(*) FILTER (WHERE quarter = " + std::to_string(i) + ")";
    return "INSERT INTO task_hours SELECT account, instance, group_key, hour_ms, month_ms" +
           quarters +
           " FROM (SELECT t.account, t.instance, group_key,"
           " CASE WHEN at_ms = 0 THEN " +
           sqlOf(hourOfNoTime) + " ELSE at_ms - " + rest +
           " END AS hour_ms, CASE WHEN at_ms = 0 THEN 0 ELSE " + rest + " / " + sqlOf(quarterMs) +
           " END AS quarter,"
           " extract(epoch FROM date_trunc('month', to_timestamp(first_seen_ms / 1000)"
           " AT TIME ZONE 'UTC'))::bigint * 1000 AS month_ms"
           " FROM (SELECT account, instance, first_seen_ms, " +
           time + " AS at_ms, " + forEachColumn(u"coalesce(?, '') AS ?"_s, ", ") +
           " FROM tasks) AS t JOIN task_groups AS g"
           " ON g.account = t.account AND g.instance = t.instance AND " +
           forEachColumn(u"g.? = t.?"_s, " AND ") +
           ") AS counted GROUP BY account, instance, group_key, hour_ms, month_ms";
}

} // namespace

StoredColumns<SyncTask> groupColumns()
{
    return columnsOfGroup;
}

void TeamHours::begin(const QString &instanceId)
{
    if (m_groups.size() > mostGroups)
        forget();
    m_instance = instanceId;
    m_newGroups.clear();
    m_changes.clear();
    m_takesAway = false;
}

void TeamHours::forget()
{
    m_numbers.clear();
    m_byKey.clear();
    m_groups.clear();
    m_newGroups.clear();
    m_changes.clear();
}

void TeamHours::add(const KnownTask &known, qint64 firstSeenMs, qint64 by)
{
    const SyncTask &task = known.task;
    const SyncTaskStatus status = syncTaskStatusFromWire(storedWord(task.status)).value;
    const qint64 at = effectiveTimeMs(status, known.isEndTimeMissing ? 0 : known.changedMs,
                                      unixMs(task.createdAt));
    const qint64 hour = floorTo(at, hourMs);
    const qint64 quarter = at == 0 ? 0 : (at - hour) / quarterMs;
    Quarters &change = m_changes[{.monthMs = TeamPartitions::monthMs(firstSeenMs),
                                  .hour = at == 0 ? hourOfNoTime : hour,
                                  .group = numberOf(task)}];
    change.at(static_cast<std::size_t>(quarter)) += by;
    m_takesAway = m_takesAway || by < 0;
}

qsizetype TeamHours::numberOf(const SyncTask &task)
{
    QStringList texts{m_instance};
    texts.reserve(groupColumnCount + 1);
    addTexts(texts, task);
    const auto known = m_numbers.constFind(texts);
    if (known != m_numbers.cend())
        return *known;
    QStringList ofGroup = texts.sliced(1);
    const QByteArray key = keyOf(ofGroup);
    // What is no text of Unicode is written as another one that is.
    const QByteArray ofInstance = m_instance.toUtf8() + key;
    const qsizetype number = m_byKey.value(ofInstance, std::ssize(m_groups));
    m_numbers.insert(texts, number);
    if (number == std::ssize(m_groups)) {
        m_byKey.insert(ofInstance, number);
        m_groups.push_back({.key = key, .texts = std::move(ofGroup)});
        m_newGroups.push_back(number);
    }
    return number;
}

void TeamHours::write(pqxx::transaction_base &transaction)
{
    m_changes.removeIf([](const QHash<Slot, Quarters>::iterator &each) {
        return std::ranges::all_of(each.value(), [](qint64 change) { return change == 0; });
    });
    writeGroups(transaction);
    if (!m_changes.isEmpty())
        writeHours(transaction);
    m_changes.clear();
}

PostgresValues TeamHours::keys() const
{
    PostgresValues values;
    values.addNotNull(m_account).addNotNull(m_instance);
    return values;
}

void TeamHours::writeGroups(pqxx::transaction_base &transaction)
{
    if (m_newGroups.empty())
        return;
    const std::string names = "group_key, " + namesOf(groupColumns());
    transaction.exec("CREATE TEMPORARY TABLE IF NOT EXISTS incoming_groups ON COMMIT DELETE ROWS AS"
                     " SELECT " +
                     names + " FROM task_groups WITH NO DATA");
    transaction.exec("DELETE FROM incoming_groups"); // of another instance in the same transaction
    pqxx::stream_to staging(transaction, "incoming_groups");
    for (const qsizetype number : std::exchange(m_newGroups, {})) {
        const Group &group = m_groups[static_cast<std::size_t>(number)];
        PostgresValues values;
        values.addNotNull(QString::fromLatin1(group.key));
        for (const QString &text : group.texts)
            values.addNotNull(text);
        stage<groupColumnCount + 1>(staging, values);
    }
    staging.complete();
    const std::string sql = "INSERT INTO task_groups (account, instance, " + names +
                            ") SELECT $1, $2, " + names +
                            " FROM incoming_groups ON CONFLICT DO NOTHING";
    runWith(transaction, sql.c_str(), keys());
}

void TeamHours::writeHours(pqxx::transaction_base &transaction) const
{
    transaction.exec("CREATE TEMPORARY TABLE IF NOT EXISTS incoming_hours ON COMMIT DELETE ROWS AS"
                     " SELECT group_key, hour_ms, month_ms, q0, q1, q2, q3 FROM task_hours"
                     " WITH NO DATA");
    transaction.exec("DELETE FROM incoming_hours");
    pqxx::stream_to staging(transaction, "incoming_hours");
    for (auto change = m_changes.cbegin(); change != m_changes.cend(); ++change) {
        const Slot &slot = change.key();
        PostgresValues values;
        values.addNotNull(QString::fromLatin1(m_groups[static_cast<std::size_t>(slot.group)].key));
        values.add(slot.hour).add(slot.monthMs);
        for (const qint64 by : change.value())
            values.add(by);
        stage<quartersOfHour + 3>(staging, values);
    }
    staging.complete();
    if (!m_takesAway) {
        runWith(transaction, addSql, keys());
        return;
    }
    const std::string sql = std::string("WITH written AS (") + addSql +
                            " RETURNING group_key, hour_ms, month_ms, q0, q1, q2, q3)"
                            " SELECT group_key, hour_ms, month_ms FROM written"
                            " WHERE q0 = 0 AND q1 = 0 AND q2 = 0 AND q3 = 0";
    const pqxx::result empty = runWith(transaction, sql.c_str(), keys());
    if (!empty.empty())
        removeEmpty(transaction, empty);
}

/// Each is found by its key: most changes leave few.
void TeamHours::removeEmpty(pqxx::transaction_base &transaction, const pqxx::result &empty) const
{
    QStringList groups;
    QStringList hours;
    QStringList months;
    for (const pqxx::row &each : empty) {
        const PostgresRow row(each);
        groups << row.text(0);
        hours << row.text(1);
        months << row.text(2);
    }
    PostgresValues values = keys();
    values.addArray(groups).addArray(hours).addArray(months);
    runWith(transaction,
            "DELETE FROM task_hours WHERE account = $1 AND instance = $2"
            " AND group_key = ANY ($3::uuid[]) AND hour_ms = ANY ($4::bigint[])"
            " AND month_ms = ANY ($5::bigint[]) AND q0 = 0 AND q1 = 0 AND q2 = 0 AND q3 = 0",
            values);
}

// The table of hours is far larger: with an OFFSET each group is looked for by its key, where the
// server would join both.
void TeamHours::removeEmptyGroups(pqxx::transaction_base &transaction)
{
    forget();
    PostgresValues account;
    account.addNotNull(m_account);
    runWith(transaction,
            "DELETE FROM task_groups AS known WHERE account = $1 AND NOT EXISTS (SELECT 1"
            " FROM task_hours AS hours WHERE hours.account = known.account"
            " AND hours.instance = known.instance AND hours.group_key = known.group_key OFFSET 0)",
            account);
}

void TeamHours::fill(pqxx::transaction_base &transaction)
{
    TeamPartitions::addPartsOfHours(transaction);
    fillGroups(transaction);
    transaction.exec("ANALYZE task_groups"); // else each task is compared with each of them
    PostgresValues finished;
    finished.addArray(finishedStatuses(transaction));
    runWith(transaction, fillHoursSql().c_str(), finished);
}
