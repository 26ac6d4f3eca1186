#include "earlierresults.h"

#include <algorithm>
#include <tuple>

bool EarlierResults::processChunk()
{
    const TaskEnds ends = m_store.ends(m_task);
    const TaskTags tags = m_store.tags(m_task);
    if (isVague())
        return false;
    const TaskRow size = m_store.size();
    const TaskRow end = m_seen + std::min(rowsAtOnce, size - m_seen);
    while (m_seen < end) {
        const std::span<const TaskEnds> piece = m_store.endsFrom(m_seen);
        for (std::size_t i = 0; i < piece.size(); ++i) {
            const TaskRow row = m_seen + static_cast<TaskRow>(i);
            if (piece[i] == ends && m_store.tags(row) == tags && !isSameTask(row, m_task))
                m_rows.push_back(row);
        }
        m_seen += static_cast<TaskRow>(piece.size());
    }
    return m_seen < size;
}

bool EarlierResults::isVague() const
{
    const TaskEnds ends = m_store.ends(m_task);
    const TaskTags tags = m_store.tags(m_task);
    return m_store.repository(ends.from).repo == StringPool::empty ||
           m_store.repository(ends.to).repo == StringPool::empty ||
           tags.from == StringPool::empty || tags.to == StringPool::empty;
}

std::vector<TaskRow> EarlierResults::earlier(std::size_t most) const
{
    std::vector<TaskRow> rows;
    for (const TaskRow row : m_rows) {
        if (isBefore(row, m_task))
            rows.push_back(row);
    }
    std::ranges::sort(rows, [this](TaskRow a, TaskRow b) { return isBefore(b, a); });
    // Two lists give one task the same time of creation: they stand side by side.
    const auto isDouble = [this](TaskRow a, TaskRow b) { return isSameTask(a, b); };
    rows.erase(std::unique(rows.begin(), rows.end(), isDouble), rows.end());
    rows.resize(std::min(rows.size(), most));
    return rows;
}

std::optional<TaskRow> EarlierResults::repairedBy() const
{
    const SyncTaskStatus status = m_store.status(m_task);
    if (status != SyncTaskStatus::Error && status != SyncTaskStatus::Canceled)
        return {};
    std::optional<TaskRow> newest;
    for (const TaskRow row : m_rows) {
        if (m_store.status(row) == SyncTaskStatus::Success && isBefore(m_task, row) &&
            (!newest || isBefore(*newest, row)))
            newest = row;
    }
    return newest;
}

std::optional<qint64> EarlierResults::lastCopiedMs() const
{
    const qint64 own = m_store.moment(m_task).ms();
    qint64 last = own;
    for (const TaskRow row : m_rows) {
        if (m_store.status(row) == SyncTaskStatus::Success)
            last = std::max(last, m_store.moment(row).ms());
    }
    return last == own ? std::nullopt : std::optional(last);
}

bool EarlierResults::isComplete() const
{
    return m_seen == m_store.size() || isVague();
}

bool EarlierResults::isSameTask(TaskRow one, TaskRow other) const
{
    return m_store.taskIdBytes(one) == m_store.taskIdBytes(other);
}

bool EarlierResults::isBefore(TaskRow one, TaskRow other) const
{
    return std::tuple(m_store.createdMs(one), m_store.taskIdBytes(one)) <
           std::tuple(m_store.createdMs(other), m_store.taskIdBytes(other));
}
