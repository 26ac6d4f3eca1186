#include "teamnotetable.h"

#include "postgresrow.h"
#include "teamschema.h"
#include "unixtime.h"

#include <algorithm>
#include <optional>
#include <string>

using namespace Qt::StringLiterals;

namespace {

constexpr auto acknowledgement = "acknowledge"_L1;
constexpr auto mute = "mute"_L1;

/// Of ids, which another program may choose, too.
constexpr qsizetype longestId = 256;

/// What another program wrote may be longer: what is read is cut, so that its length costs no
/// memory. One letter more says that it was cut.
std::string cut(const char *column, qsizetype longest)
{
    return std::string("left(") + column + ", " + std::to_string(longest + 1) + ")";
}

std::string columnsOfNotes()
{
    return cut("id", longestId) + ", kind, " + cut("made_by", TeamNote::longestName) + ", " +
           cut("reason", TeamNote::longestReason) + ", made_ms, " + cut("instance", longestId) +
           ", " + cut("task", longestId) + ", until_ms, " +
           cut("view_name", TeamNote::longestName) + ", " + cut("query", TeamNote::longestQuery) +
           ", " + cut("source_region", TeamNote::longestName) + ", " +
           cut("target_region", TeamNote::longestName);
}

std::optional<TeamNote> noteFrom(const PostgresRow &row)
{
    const QString kind = row.text(1);
    TeamNote note{.id = row.text(0),
                  .kind = kind == mute ? TeamNote::Kind::Mute : TeamNote::Kind::Acknowledgement,
                  .by = row.text(2).left(TeamNote::longestName),
                  .reason = row.text(3).left(TeamNote::longestReason),
                  .madeAt = timeFromUnixMs(row.number(4)),
                  .instanceId = row.text(5),
                  .taskId = row.text(6),
                  .until = timeFromUnixMs(row.number(7)),
                  .view = row.text(8).left(TeamNote::longestName),
                  .query = row.text(9),
                  .fromRegion = row.text(10),
                  .toRegion = row.text(11)};
    // A part of these says something else.
    const bool isWhole =
        std::max({note.id.size(), note.instanceId.size(), note.taskId.size()}) <= longestId &&
        note.query.size() <= TeamNote::longestQuery &&
        std::max(note.fromRegion.size(), note.toRegion.size()) <= TeamNote::longestName;
    if ((kind != acknowledgement && kind != mute) || !isWhole)
        return {};
    return note;
}

/// The next change, which waits for those under way; the database's time.
qint64 beginChange(pqxx::transaction_base &transaction)
{
    const pqxx::result begun =
        transaction.exec("UPDATE note_changes SET changed = changed + 1 WHERE only_row = 1"
                         " RETURNING (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    return PostgresRow(begun.at(0)).number(0);
}

void tell(pqxx::transaction_base &transaction)
{
    transaction.exec(std::string("NOTIFY ") + teamChannel); // comes with the commit
}

} // namespace

TeamNotes::Access TeamNoteTable::access(pqxx::transaction_base &transaction)
{
    const pqxx::result rights =
        transaction.exec("SELECT CASE WHEN has_table_privilege('notes', 'SELECT')"
                         " AND has_table_privilege('note_changes', 'SELECT') THEN 1 ELSE 0 END,"
                         " CASE WHEN has_table_privilege('notes', 'INSERT')"
                         " AND has_column_privilege('notes', 'withdrawn_ms', 'UPDATE')"
                         " AND has_column_privilege('notes', 'withdrawn_by', 'UPDATE')"
                         " AND has_table_privilege('note_changes', 'UPDATE')"
                         " AND current_setting('transaction_read_only') = 'off' THEN 1 ELSE 0 END");
    const PostgresRow row(rights.at(0));
    if (row.number(0) == 0)
        return TeamNotes::Access::None;
    return row.number(1) == 0 ? TeamNotes::Access::Read : TeamNotes::Access::Write;
}

qint64 TeamNoteTable::lastChange(pqxx::transaction_base &transaction)
{
    const pqxx::result last = transaction.exec("SELECT changed FROM note_changes");
    return last.empty() ? 0 : PostgresRow(last[0]).number(0);
}

std::vector<TeamNote> TeamNoteTable::read(pqxx::transaction_base &transaction)
{
    PostgresValues most;
    most.add(mostRead);
    const std::string sql =
        "SELECT " + columnsOfNotes() +
        " FROM notes WHERE withdrawn_ms IS NULL"
        // Whether a mute is over each window decides, by its own clock.
        " AND (until_ms IS NULL OR until_ms > (extract(epoch FROM clock_timestamp()) - 86400) * "
        "1000)"
        " ORDER BY made_ms DESC, id DESC LIMIT $1";
    const pqxx::result found = runWith(transaction, sql.c_str(), most);
    std::vector<TeamNote> notes;
    for (const pqxx::row &each : found) {
        if (std::optional<TeamNote> note = noteFrom(PostgresRow(each)))
            notes.push_back(*std::move(note));
    }
    std::ranges::reverse(notes);
    return notes;
}

void TeamNoteTable::add(pqxx::transaction_base &transaction, std::span<const TeamNote> notes)
{
    QStringList ids;
    QStringList kinds;
    QStringList makers;
    QStringList reasons;
    QStringList instances;
    QStringList tasks;
    QStringList untils;
    QStringList views;
    QStringList queries;
    QStringList fromRegions;
    QStringList toRegions;
    for (const TeamNote &note : notes) {
        ids << note.id;
        kinds << (note.kind == TeamNote::Kind::Mute ? QString(mute) : QString(acknowledgement));
        makers << note.by;
        reasons << note.reason;
        instances << note.instanceId;
        tasks << note.taskId;
        untils << (note.until.isValid() ? QString::number(unixMs(note.until)) : QString());
        views << note.view;
        queries << note.query;
        fromRegions << note.fromRegion;
        toRegions << note.toRegion;
    }
    PostgresValues values;
    values.add(beginChange(transaction));
    for (const QStringList &column : {ids, kinds, makers, reasons, instances, tasks, untils, views,
                                      queries, fromRegions, toRegions})
        values.addArray(column);
    runWith(transaction,
            "INSERT INTO notes (id, kind, made_by, reason, made_ms, instance, task, until_ms,"
            " view_name, query, source_region, target_region)"
            " SELECT id, kind, made_by, nullif(reason, ''), $1::bigint, nullif(instance, ''),"
            " nullif(task, ''), nullif(until_ms, '')::bigint, nullif(view_name, ''),"
            " nullif(query, ''), nullif(source_region, ''), nullif(target_region, '')"
            " FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],"
            " $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])"
            " AS n (id, kind, made_by, reason, instance, task, until_ms, view_name, query,"
            " source_region, target_region) ON CONFLICT (id) DO NOTHING",
            values);
    tell(transaction);
}

void TeamNoteTable::withdraw(pqxx::transaction_base &transaction, const QStringList &ids,
                             const QString &by)
{
    PostgresValues values;
    values.add(beginChange(transaction)).addNotNull(by).addArray(ids);
    runWith(transaction,
            "UPDATE notes SET withdrawn_ms = $1, withdrawn_by = $2"
            " WHERE id = ANY ($3::text[]) AND withdrawn_ms IS NULL",
            values);
    tell(transaction);
}

void TeamNoteTable::forget(pqxx::transaction_base &transaction, qint64 oldestMs, Seen &seen,
                           qint64 most)
{
    beginChange(transaction);
    PostgresValues ended;
    ended.add(oldestMs).add(most);
    runWith(transaction,
            "DELETE FROM notes WHERE id IN (SELECT id FROM notes"
            " WHERE withdrawn_ms < $1 OR until_ms < $1 LIMIT $2)",
            ended);
    // A day later: a window may know a task before the collector does.
    PostgresValues after;
    after.add(seen.madeMs).addNotNull(seen.id).add(most);
    const pqxx::result looked =
        runWith(transaction,
                "SELECT made_ms, id FROM notes WHERE withdrawn_ms IS NULL"
                " AND (made_ms, id) > ($1::bigint, $2::text)"
                " AND made_ms < (extract(epoch FROM clock_timestamp()) - 86400) * 1000"
                " ORDER BY made_ms, id LIMIT $3",
                after);
    QStringList ids;
    for (const pqxx::row &row : looked)
        ids << PostgresRow(row).text(1);
    const bool isEnd = looked.size() < static_cast<std::size_t>(most);
    seen = isEnd ? Seen{}
                 : Seen{.madeMs = PostgresRow(looked.back()).number(0), .id = ids.constLast()};
    PostgresValues values;
    values.addArray(ids);
    // The offset has each note looked up by the key of the tasks, which are not scanned.
    runWith(transaction,
            "DELETE FROM notes WHERE id = ANY ($1::text[]) AND kind = 'acknowledge'"
            " AND NOT EXISTS"
            " (SELECT 1 FROM task_counts c JOIN tasks t ON t.account = c.account"
            " AND t.instance = c.instance AND t.id = notes.task"
            " WHERE c.instance = notes.instance OFFSET 0)",
            values);
}
