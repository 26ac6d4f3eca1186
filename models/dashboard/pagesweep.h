#pragma once

#include <QtGlobal>

#include <optional>
#include <set>
#include <vector>

/// Which pages of a listing to ask for so that every row is seen, though new rows push the others
/// to later pages while the pages are read. Knows nothing of requests: it is told what came.
///
/// The first page goes alone: it tells the page size (the server may clamp) and the total. Then up
/// to \c maxInFlight at a time. Where a page was answered with a larger total than the page after
/// it, rows slid over their border unseen in between: the later page is asked for again.
class PageSweep final {
public:
    explicit PageSweep(int maxInFlight, int firstPage = 1);

    /// The next page to ask for now; empty while nothing may be asked or all is asked.
    std::optional<int> takeNextPage();

    /// What a reply said about itself.
    struct Reply {
        int pageNo = 0;   ///< as asked
        int pageSize = 0; ///< as the reply says
        int rows = 0;
        int newRows = 0; ///< not seen before
        std::optional<qint64> totalCount{};
    };
    void pageArrived(const Reply &reply);
    /// The page will be asked for again.
    void pageFailed(int pageNo);

    /// Nothing is left to ask for or to wait for.
    [[nodiscard]] bool isFinished() const;
    [[nodiscard]] std::optional<qint64> totalCount() const;
};
