#include "querytrail.h"

void QueryTrail::visit(const Place &place, bool replaces)
{
    if (!m_places.empty() && m_places[m_current] == place)
        return;
    if (!m_places.empty())
        m_places.resize(m_current + (replaces ? 0 : 1));
    m_places.push_back(place);
    if (m_places.size() > mostPlaces)
        m_places.erase(m_places.begin());
    m_current = m_places.size() - 1;
}

std::optional<QueryTrail::Place> QueryTrail::back()
{
    if (m_current == 0)
        return {};
    return m_places[--m_current];
}

std::optional<QueryTrail::Place> QueryTrail::forward()
{
    if (m_current + 1 >= m_places.size())
        return {};
    return m_places[++m_current];
}
