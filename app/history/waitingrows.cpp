#include "waitingrows.h"

void WaitingRows::add(TaskRow row)
{
    if (row >= m_next && row < m_end)
        return;
    if (row >= m_isWaiting.size())
        m_isWaiting.resize(row + 1);
    if (m_isWaiting[row])
        return;
    m_isWaiting[row] = true;
    m_rows.push_back(row);
}

void WaitingRows::setAll(TaskRow count)
{
    m_rows.clear();
    m_isWaiting.clear();
    m_next = 0;
    m_end = count;
}

std::vector<TaskRow> WaitingRows::take(std::size_t most)
{
    std::vector<TaskRow> taken;
    while (taken.size() < most && m_next < m_end)
        taken.push_back(m_next++);
    while (taken.size() < most && !m_rows.empty()) {
        taken.push_back(m_rows.front());
        m_isWaiting[m_rows.front()] = false;
        m_rows.pop_front();
    }
    return taken;
}
