#include "taskrefreshround.h"

#include <algorithm>

/// Goes on where it was: one that began anew each time would never come to the last pages.
void TaskRefreshRound::begin()
{
    m_left = true;
    m_read = 0;
}

bool TaskRefreshRound::hasNextPage(int pages, bool forEver) const
{
    const int others = pages - 1;
    const bool isLeft = m_left && m_read < others;
    return (isLeft || forEver) && m_asked < std::min(perRefresh, others);
}

std::optional<int> TaskRefreshRound::takeNextPage(int pages, bool forEver)
{
    m_left = m_left && m_read < pages - 1;
    if (!hasNextPage(pages, forEver))
        return {};
    ++m_asked;
    return m_last >= pages ? 2 : m_last + 1;
}

void TaskRefreshRound::pageArrived(int pageNo)
{
    ++m_read;
    m_last = pageNo;
}
