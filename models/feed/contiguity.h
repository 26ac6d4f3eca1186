#pragma once

#include <QtGlobal>

/// Whether what the refreshes of a listing read overlaps with what was known before: then no task
/// between the two is missing. Knows nothing of requests: it is told what came. Times are in
/// milliseconds since 1970; 0: not known.
class Contiguity final {
public:
    /// \p newestMs: of the newest task that is known.
    void beginRefresh(qint64 newestMs);
    /// The first page was read, by loading or refreshing. \p areAllNew: it has rows, and none of
    /// them was known; \p oldestMs: of these rows; \p knownNewestMs: of the newest task known
    /// before. More new tasks may follow on the next page: a refresh finds out.
    void firstPageArrived(bool areAllNew, qint64 oldestMs, qint64 knownNewestMs);
    /// A page of a refresh of a listing that is newest first. \p isQuiet: it brought nothing new;
    /// \p oldestMs: of its rows.
    void orderedPageArrived(bool isQuiet, qint64 oldestMs);
    /// The same of a listing of unknown order: new tasks may turn up anywhere, and only the total
    /// tells whether \p areAllSeen.
    void unorderedPageArrived(bool isQuiet, bool areAllSeen);
    /// A refresh read the listing to its end.
    void endReached() { m_isContiguous = true; }

    [[nodiscard]] bool isContiguous() const { return m_isContiguous; }
    /// The newest task that was known when it was contiguous last: those above it are new.
    [[nodiscard]] qint64 joinTopMs() const { return m_joinTopMs; }
    /// While it is not contiguous: all tasks after this were seen.
    [[nodiscard]] qint64 unjoinedSinceMs() const { return m_unjoinedSinceMs; }

private:
    bool m_isContiguous = true;
    qint64 m_joinTopMs = 0;
    qint64 m_unjoinedSinceMs = 0;
};
