#include "samepush.h"

#include <algorithm>
#include <tuple>

namespace {

int urgencyOf(SyncTaskStatus status)
{
    if (status == SyncTaskStatus::Error)
        return 0;
    return isFinished(status) ? 2 : 1;
}

} // namespace

bool SamePush::processChunk()
{
    const StringPool::Id batch = m_store.coldFields(m_task).batch;
    if (batch == StringPool::empty)
        return false;
    const TaskRow size = m_store.size();
    const TaskRow end = m_seen + std::min(rowsAtOnce, size - m_seen);
    while (m_seen < end) {
        const std::span<const TaskColdFields> piece = m_store.coldFieldsFrom(m_seen);
        for (std::size_t i = 0; i < piece.size(); ++i) {
            const TaskRow row = m_seen + static_cast<TaskRow>(i);
            if (piece[i].batch == batch && m_store.taskIdBytes(row) != m_store.taskIdBytes(m_task))
                m_rows.push_back(row);
        }
        m_seen += static_cast<TaskRow>(piece.size());
    }
    return m_seen < size;
}

std::vector<TaskRow> SamePush::others() const
{
    std::vector<TaskRow> rows = m_rows;
    // Of a task that two instances list, the row that knows more: the other's list is behind.
    const auto news = [this](TaskRow row) {
        return std::tuple(m_store.taskIdBytes(row), !isFinished(m_store.status(row)),
                          -m_store.modifiedMs(row));
    };
    std::ranges::sort(rows, [&](TaskRow a, TaskRow b) { return news(a) < news(b); });
    const auto isDouble = [this](TaskRow a, TaskRow b) {
        return m_store.taskIdBytes(a) == m_store.taskIdBytes(b);
    };
    rows.erase(std::unique(rows.begin(), rows.end(), isDouble), rows.end());

    const auto place = [this](TaskRow row) {
        return std::tuple(urgencyOf(m_store.status(row)), m_store.ends(row).to,
                          m_store.taskIdBytes(row));
    };
    std::ranges::sort(rows, [&](TaskRow a, TaskRow b) { return place(a) < place(b); });
    return rows;
}
