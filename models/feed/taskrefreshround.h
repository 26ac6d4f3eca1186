#pragma once

#include <optional>

/// Which pages of a listing to read again, a few at each refresh, where rows may have slid over
/// the border of two pages unseen: when tasks are deleted while pages are read, or where new ones
/// do not come first. The first page is left out: each refresh begins with it.
class TaskRefreshRound final {
public:
    static constexpr int perRefresh = 4;

    /// All pages, once more.
    void begin();
    /// All pages were read since the round was begun, or none was.
    [[nodiscard]] bool isAtRest() const { return !m_left; }
    void startRefresh() { m_asked = 0; }
    /// takeNextPage() would give one.
    [[nodiscard]] bool hasNextPage(int pages, bool forEver) const;
    /// Of so many; empty: enough for this refresh. A listing of unknown order is gone round
    /// \p forEver, as tasks come and go anywhere.
    std::optional<int> takeNextPage(int pages, bool forEver);
    /// One that did not come is asked for again.
    void pageArrived(int pageNo);

private:
    bool m_left = false; ///< there are pages that were not read since a round was begun
    int m_read = 0;      ///< since then
    int m_asked = 0;     ///< in this refresh
    int m_last = 1;      ///< the page that came last; the round goes on behind it
};
