#include "contiguity.h"

void Contiguity::beginRefresh(qint64 newestMs)
{
    if (m_isContiguous)
        m_joinTopMs = newestMs;
}

void Contiguity::firstPageArrived(bool areAllNew, qint64 oldestMs, qint64 knownNewestMs)
{
    if (!m_isContiguous || !areAllNew || knownNewestMs == 0)
        return;
    m_isContiguous = false;
    m_joinTopMs = knownNewestMs;
    m_unjoinedSinceMs = oldestMs;
}

void Contiguity::orderedPageArrived(bool isQuiet, qint64 oldestMs)
{
    const bool overlaps = oldestMs != 0 && oldestMs < m_joinTopMs;
    m_isContiguous = overlaps || (m_isContiguous && isQuiet);
    m_unjoinedSinceMs = oldestMs != 0 ? oldestMs : m_unjoinedSinceMs;
}

void Contiguity::unorderedPageArrived(bool isQuiet, bool areAllSeen)
{
    m_isContiguous = areAllSeen || (m_isContiguous && isQuiet);
    m_unjoinedSinceMs = 0;
}
