#include "manualhistory.h"

void ManualHistory::go(const ManualPlace &place, int scroll)
{
    if (m_steps.empty()) {
        m_steps.push_back({.place = place});
        return;
    }
    m_steps[m_at].scroll = scroll;
    if (m_steps[m_at].place == place)
        return;
    m_steps.resize(m_at + 1);
    m_steps.push_back({.place = place});
    ++m_at;
}

std::optional<ManualHistory::Step> ManualHistory::back(int scroll)
{
    if (!canGoBack())
        return {};
    m_steps[m_at].scroll = scroll;
    return m_steps[--m_at];
}

std::optional<ManualHistory::Step> ManualHistory::forward(int scroll)
{
    if (!canGoForward())
        return {};
    m_steps[m_at].scroll = scroll;
    return m_steps[++m_at];
}

ManualPlace ManualHistory::place() const
{
    return m_steps.empty() ? ManualPlace{} : m_steps[m_at].place;
}
