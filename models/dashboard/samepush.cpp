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

SamePush::SamePush(const TaskStore &store, TaskRow task) : m_store(store), m_task(task)
{
    catchUp();
}

void SamePush::catchUp()
{
    const StringPool::Id batch = m_store.body(m_task).batch;
    const TaskRow size = m_store.size();
    if (batch == StringPool::empty)
        return;
    for (; m_seen < size; ++m_seen) {
        if (m_store.body(m_seen).batch == batch &&
            m_store.taskIdBytes(m_seen) != m_store.taskIdBytes(m_task))
            m_rows.push_back(m_seen);
    }
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
