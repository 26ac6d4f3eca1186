#pragma once

#include "operations.h"

#include <optional>

/// What the replies to one query say of how many tasks it lists.
class ListingTotals final {
public:
    /// \p beginsRefresh: it is the first page of a refresh; what was deleted before need not be
    /// reached any longer. Returns whether the total changed between two pages of one reading: rows
    /// may have moved over the border of a page that was passed.
    bool pageArrived(const SyncTaskPage &page, int pageNo, bool beginsRefresh);
    /// All pages are read once more.
    void forgetLargest() { m_largest.reset(); }

    /// The reply's total; not that of an empty later page which says that there is less than others
    /// said: it may be empty by mistake.
    [[nodiscard]] std::optional<qint64> credible(const SyncTaskPage &page, int pageNo) const;
    /// As said last.
    [[nodiscard]] std::optional<qint64> last() const { return m_last; }
    /// That has to be reached until all tasks were seen.
    [[nodiscard]] std::optional<qint64> largest() const { return m_largest; }

private:
    void take(qint64 total, const SyncTaskPage &page, int pageNo);

    std::optional<qint64> m_last;
    std::optional<qint64> m_largest;
};
