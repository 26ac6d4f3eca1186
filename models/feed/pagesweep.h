#pragma once

#include "page.h"

#include <map>
#include <optional>
#include <set>

/// Which pages of a listing to ask for so that every row is seen, though new rows push the others
/// to later pages while the pages are read. Knows nothing of requests: it is told what came.
///
/// The first page goes alone: it tells the page size (the server may clamp) and the total. Then up
/// to \c maxInFlight at a time. Where a page was answered with a larger total than the page after
/// it, rows slid over their border unseen in between: the later page is asked for again. While
/// totals are missing only the order of asking proves that nothing slid: pages then go one by one.
///
/// It always ends: with the pages that the total needs, where the last of them is not full; with
/// an empty page or one that brings nothing new, where no total says that there is more; with some
/// of these in succession, whatever the total says; or after \c maxAsked. That it ended does not
/// prove that all was seen: see ListPager.
class PageSweep final {
public:
    static constexpr int maxAsked = 100'000;

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

    /// A page that was answered here was read once more elsewhere: it need not be a gap any longer.
    void pageReadAgain(int pageNo, int rows);

    /// Nothing is left to ask for or to wait for.
    [[nodiscard]] bool isFinished() const;
    /// How many pages, from the first on, were answered without a gap.
    [[nodiscard]] int coveredPages() const;
    /// How many of these lie before the first gap: no row of them is known to be missing.
    [[nodiscard]] int soundPages() const;
    /// Behind the last page with rows the listing was seen to end.
    [[nodiscard]] bool isEndSeen() const;
    /// The last pages with rows brought nothing new.
    [[nodiscard]] bool isRepeating() const { return m_repeated > 0; }
    /// A page that others with rows follow came empty or too short.
    [[nodiscard]] bool hasGap() const { return !m_gaps.empty(); }
    /// A reply had no total, or one that its own rows contradict.
    [[nodiscard]] bool isTotalMissing() const { return m_totalsMissing; }
    /// How many pages the total makes; 0: not known.
    [[nodiscard]] int pageCount() const;

private:
    /// What is known of a page that was answered. Several answers to one page are one run of
    /// the listing as long as no more rows than a page came in between: it begins where the newest
    /// answer begins and ends where the oldest one ends.
    struct Answer {
        int askedAt = 0;                    ///< the newest answer; the count of what was told
        int answeredAt = 0;                 ///< the same
        std::optional<qint64> firstTotal{}; ///< the oldest answer's of the run
        std::optional<qint64> lastTotal{};  ///< the newest answer's
        bool saysMore = false;              ///< there are rows behind this page
        bool isEnd = false;                 ///< there are none
        int rows = 0;                       ///< the newest answer's
    };

    [[nodiscard]] std::optional<int> nextPage() const;
    [[nodiscard]] qint64 rowsDue(int pageNo, const Answer &answer) const;
    [[nodiscard]] std::size_t allowedInFlight() const;
    [[nodiscard]] bool isWanted(int pageNo) const;
    [[nodiscard]] bool slidUnseen(int pageNo) const;
    [[nodiscard]] std::optional<qint64> credibleTotal(const Reply &reply) const;
    [[nodiscard]] bool saysMore(const Reply &reply, std::optional<qint64> total) const;
    [[nodiscard]] bool isEnd(const Reply &reply, std::optional<qint64> total) const;
    bool learnPageSize(const Reply &reply);
    void restart();
    void keep(const Reply &reply, int askedAt);
    void checkBorder(int rightPage);
    void checkGap(int pageNo);

    int m_maxInFlight;
    int m_firstPage;
    int m_nextNew; // never asked for
    int m_asked = 0;
    int m_time = 0;         // counts questions and answers
    int m_pageSize = 0;     // 0: not known yet
    int m_reportedSize = 0; // as the replies say; they may not do as they say
    int m_restarts = 0;
    int m_restartedAt = 0; // what was asked before does not count
    qint64 m_readUpTo = 0; // rows of the listing behind which nothing was read yet
    bool m_totalsMissing = false;
    std::optional<qint64> m_total;
    int m_lastFilled;              // the last page that came with rows
    int m_repeated = 0;            // pages in succession that brought nothing new
    std::map<int, int> m_inFlight; // page, when it was asked for
    std::map<int, Answer> m_answers;
    std::set<int> m_gaps;      // pages with too few rows, which others with rows follow
    std::set<int> m_again;     // to be asked for again
    mutable int m_covered = 0; // pages; may lag behind
};

/// What \p page, asked for as \p pageNo, says about itself; \p newRows of it were not seen before.
template<typename Item>
PageSweep::Reply replyOf(const Page<Item> &page, int pageNo, int newRows)
{
    return {.pageNo = pageNo,
            .pageSize = page.pageSize,
            .rows = static_cast<int>(page.rowCount()),
            .newRows = newRows,
            .totalCount = page.totalCount};
}
