#include "historytaskwriter.h"

#include "historyflags.h"
#include "storedword.h"
#include "taskmerge.h"
#include "unixtime.h"

namespace {

bool hasSameTag(const HistoryRow &row)
{
    return !row.tag.isEmpty() && row.tag == row.targetTag;
}

/// What insert and update have in common, from parameter \p first on.
void bindRow(SqliteStatement &statement, int first, const HistoryRow &row)
{
    qint64 flags = row.flags;
    setHistoryFlag(flags, HistorySameTag, hasSameTag(row));
    int i = first;
    for (const qint64 number : {row.effectiveTimeMs, row.modifiedMs, flags, row.status, row.trigger,
                                row.issue, row.rule, row.link, row.source, row.target}) {
        statement.bind(i++, number);
    }
    statement.bind(i, row.priority).bind(i + 1, row.batch).bind(i + 2, row.tag);
    statement.bind(i + 3, hasSameTag(row) ? QString() : row.targetTag);
}

} // namespace

HistoryTaskWriter::HistoryTaskWriter(SqliteDatabase &database, HistoryTexts &texts)
    : m_texts(texts),
      m_find(database,
             "SELECT number, moment_ms, modified_ms, flags, status, trigger_word, issue, rule,"
             " link, source, target, priority, batch, tag, target_tag"
             " FROM tasks WHERE instance = ? AND id = ?"),
      m_insert(database,
               "INSERT INTO tasks (instance, id, moment_ms, modified_ms, flags, status,"
               " trigger_word, issue, rule, link, source, target, priority, batch, tag, target_tag)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      m_update(database, "UPDATE tasks SET moment_ms = ?, modified_ms = ?, flags = ?, status = ?,"
                         " trigger_word = ?, issue = ?, rule = ?, link = ?, source = ?, target = ?,"
                         " priority = ?, batch = ?, tag = ?, target_tag = ? WHERE number = ?")
{
}

void HistoryTaskWriter::write(const QString &instanceId, std::span<const SyncTask> tasks,
                              const QDateTime &seenAt)
{
    const qint64 instance = m_texts.numberOf(instanceId);
    for (const SyncTask &task : tasks) {
        if (task.id.isEmpty())
            continue;
        const std::optional<HistoryRow> before = find(instance, task.id);
        HistoryRow row = before.value_or(HistoryRow{.effectiveTimeMs = unixMs(seenAt)});
        take(row, task);
        if (!before)
            insert(instance, task.id, row);
        else if (row != *before)
            update(row);
    }
}

std::optional<HistoryRow> HistoryTaskWriter::find(qint64 instance, const QString &taskId)
{
    if (!m_find.bind(0, instance).bind(1, taskId).next())
        return {};
    HistoryRow row{
        .number = m_find.number(0),
        .effectiveTimeMs = m_find.number(1),
        .modifiedMs = m_find.number(2),
        .flags = m_find.number(3),
        .status = m_find.number(4),
        .trigger = m_find.number(5),
        .issue = m_find.number(6),
        .rule = m_find.number(7),
        .link = m_find.number(8),
        .source = m_find.number(9),
        .target = m_find.number(10),
        .batch = m_find.text(12),
        .tag = m_find.text(13),
        .targetTag = m_find.text(14),
    };
    if ((row.flags & HistorySameTag) != 0)
        row.targetTag = row.tag;
    setHistoryFlag(row.flags, HistorySameTag, false); // of the stored row only
    if (!m_find.isNull(11))
        row.priority = m_find.number(11);
    m_find.reset();
    return row;
}

void HistoryTaskWriter::take(HistoryRow &row, const SyncTask &task)
{
    takeStatus(row, task);
    if (task.createdAt.isValid()) {
        row.effectiveTimeMs = unixMs(task.createdAt);
        setHistoryFlag(row.flags, HistoryCreatedGiven, true);
    }
    takeText(row.trigger, storedWord(task.trigger));
    takeText(row.rule, task.ruleId);
    takeText(row.link, task.linkId);
    if (!task.batchId.isEmpty())
        row.batch = task.batchId;
    takeHistoryFlag(row.flags, HistoryCrossUserGiven, HistoryCrossUser, task.crossUser);
    takeHistoryFlag(row.flags, HistoryAcceleratedGiven, HistoryAccelerated,
                    task.syncTransAccelerate);
    takeHistoryFlag(row.flags, HistoryCustomLinkGiven, HistoryCustomLink, task.customLink);
    if (task.priority)
        row.priority = *task.priority;
    takeEnd(row.source, row.tag, task.imageFrom);
    takeEnd(row.target, row.targetTag, task.imageTo);
}

/// With the time of the last change.
void HistoryTaskWriter::takeStatus(HistoryRow &row, const SyncTask &task)
{
    const StatusReport news{.status = task.status.value, .changedMs = unixMs(task.modifiedAt)};
    const StatusReport known{.status = syncTaskStatusFromWire(m_texts.text(row.status)).value,
                             .changedMs = row.modifiedMs};
    if (isOutdated(news, known))
        return;
    const QString status = storedWord(task.status);
    takeText(row.status, status);
    if (!status.isEmpty())
        setHistoryFlag(row.flags, HistoryFinished, isFinished(news.status));
    takeText(row.issue, storedWord(task.issue));
    const EndTime end = endTimeAfter(news, known);
    if (end == EndTime::Given)
        row.modifiedMs = news.changedMs;
    if (end != EndTime::AsKnown)
        setHistoryFlag(row.flags, HistoryEndTimeMissing, end == EndTime::Missing);
}

void HistoryTaskWriter::takeEnd(qint64 &place, QString &tag, const ImageRef &end)
{
    HistoryPlace parts = m_texts.place(place);
    takeText(parts.instance, end.instanceId);
    takeText(parts.region, end.regionId);
    takeText(parts.repoNamespace, end.repoNamespaceName);
    takeText(parts.repo, end.repoName);
    place = m_texts.placeNumberOf(parts);
    if (!end.imageTag.isEmpty())
        tag = end.imageTag;
}

void HistoryTaskWriter::takeText(qint64 &known, const QString &text)
{
    if (!text.isEmpty())
        known = m_texts.numberOf(text);
}

void HistoryTaskWriter::insert(qint64 instance, const QString &taskId, const HistoryRow &row)
{
    m_insert.bind(0, instance).bind(1, taskId);
    bindRow(m_insert, 2, row);
    m_insert.run();
}

void HistoryTaskWriter::update(const HistoryRow &row)
{
    bindRow(m_update, 0, row);
    m_update.bind(14, row.number).run();
}
