#include "historytaskreader.h"

#include "historyflags.h"
#include "unixtime.h"

#include <utility>

namespace {

/// What \p make gives for \p number, made once.
template<typename Value, typename Make>
const Value &remembered(QHash<qint64, Value> &known, qint64 number, const Make &make)
{
    auto found = known.find(number);
    if (found == known.end())
        found = known.insert(number, make(number));
    return *found;
}

/// The tasks of \p instanceId in \p batch, which has few groups.
HistoryTasks &groupOf(std::vector<HistoryTasks> &batch, const QString &instanceId)
{
    for (HistoryTasks &group : batch) {
        if (group.instanceId == instanceId)
            return group;
    }
    return batch.emplace_back(HistoryTasks{.instanceId = instanceId});
}

} // namespace

HistoryTaskReader::HistoryTaskReader(SqliteDatabase &database, const HistoryTexts &texts,
                                     const SqlCondition &condition)
    : m_texts(texts),
      m_read(database,
             QByteArray("SELECT number, moment_ms, modified_ms, flags, status, trigger_word, issue,"
                        " rule, link, source, target, priority, batch, tag, target_tag, instance,"
                        " id FROM tasks INDEXED BY tasks_by_moment WHERE (moment_ms, number) < "
                        "(?1, ?2) AND (" +
                        condition.sql + ") ORDER BY moment_ms DESC, number DESC LIMIT ?3")
                 .constData())
{
    int parameter = firstParameter - 1; // which are counted from 0 here
    for (const QString &value : condition.values)
        m_read.bind(parameter++, value);
}

/// Calls \p take with the number of the instance's text, and the task.
template<typename Take>
void HistoryTaskReader::readRows(HistoryCursor &cursor, qint64 count, const Take &take)
{
    qint64 rows = 0;
    m_read.bind(0, cursor.effectiveTimeMs).bind(1, cursor.number).bind(2, count);
    while (m_read.next()) {
        ++rows;
        cursor.number = m_read.number(0);
        cursor.effectiveTimeMs = m_read.number(1);
        take(m_read.number(15), task());
    }
    cursor.isAtEnd = rows < count;
}

std::vector<HistoryTasks> HistoryTaskReader::read(HistoryCursor &cursor, qint64 count)
{
    std::vector<HistoryTasks> batch;
    qint64 instance = 0;
    HistoryTasks *group = nullptr;
    readRows(cursor, count, [&](qint64 number, SyncTask &&task) {
        if (!group || std::exchange(instance, number) != number)
            group = &groupOf(batch, m_texts.text(number));
        group->tasks.push_back(std::move(task));
    });
    return batch;
}

std::vector<ScannedTask> HistoryTaskReader::readInOrder(HistoryCursor &cursor, qint64 count)
{
    std::vector<ScannedTask> tasks;
    readRows(cursor, count, [&](qint64 number, SyncTask &&task) {
        tasks.push_back({.instanceId = m_texts.text(number), .task = std::move(task)});
    });
    return tasks;
}

/// From the current row of the statement.
SyncTask HistoryTaskReader::task()
{
    const qint64 flags = m_read.number(3);
    const auto place = [this](qint64 number) { return m_texts.imageRef(number); };
    SyncTask task{
        .id = m_read.text(16),
        .ruleId = m_texts.text(m_read.number(7)),
        .batchId = m_read.text(12),
        .status = remembered(
            m_statuses, m_read.number(4),
            [this](qint64 number) { return syncTaskStatusFromWire(m_texts.text(number)); }),
        .trigger =
            remembered(m_triggers, m_read.number(5),
                       [this](qint64 number) { return taskTriggerFromWire(m_texts.text(number)); }),
        .issue =
            remembered(m_issues, m_read.number(6),
                       [this](qint64 number) { return taskIssueFromWire(m_texts.text(number)); }),
        .createdAt = timeFromUnixMs((flags & HistoryCreatedGiven) != 0 ? m_read.number(1) : 0),
        .modifiedAt = timeFromUnixMs((flags & HistoryEndTimeMissing) != 0 ? 0 : m_read.number(2)),
        .crossUser = historyFlag(flags, HistoryCrossUserGiven, HistoryCrossUser),
        .syncTransAccelerate = historyFlag(flags, HistoryAcceleratedGiven, HistoryAccelerated),
        .customLink = historyFlag(flags, HistoryCustomLinkGiven, HistoryCustomLink),
        .linkId = m_texts.text(m_read.number(8)),
        .imageFrom = remembered(m_places, m_read.number(9), place),
        .imageTo = remembered(m_places, m_read.number(10), place),
    };
    if (!m_read.isNull(11))
        task.priority = static_cast<int>(m_read.number(11));
    task.imageFrom.imageTag = m_read.text(13);
    task.imageTo.imageTag =
        (flags & HistorySameTag) != 0 ? task.imageFrom.imageTag : m_read.text(14);
    return task;
}
