#include "listingtotals.h"

#include <algorithm>

bool ListingTotals::pageArrived(const SyncTaskPage &page, int pageNo, bool beginsRefresh)
{
    const std::optional<qint64> total = credible(page, pageNo);
    if (!total)
        return false;
    if (beginsRefresh)
        m_largest.reset();
    const bool hasChanged = m_last && m_last != total && !beginsRefresh;
    take(*total, page, pageNo);
    return hasChanged;
}

std::optional<qint64> ListingTotals::credible(const SyncTaskPage &page, int pageNo) const
{
    const bool isEmpty = pageNo > 1 && page.rowCount() == 0;
    const bool isLess = m_last && page.totalCount && *page.totalCount < *m_last;
    return isEmpty && isLess ? std::nullopt : page.totalCount;
}

/// A lower total, after tasks were deleted, counts once the page on which the listing ends by that
/// total does end there.
void ListingTotals::take(qint64 total, const SyncTaskPage &page, int pageNo)
{
    m_last = total;
    const auto rows = static_cast<qint64>(page.rowCount());
    const bool isLast = rows < page.pageSize && qint64{pageNo - 1} * page.pageSize + rows == total;
    m_largest = isLast ? total : std::max(m_largest.value_or(0), total);
}
