#pragma once

#include "page.h"
#include "pagesweep.h"
#include "pagingdoubt.h"
#include "rownumbers.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

/// Which pages of a listing to ask for until all of it was read, and whether that is proven. Knows
/// nothing of requests: it is told what came.
///
/// First one sweep over the pages (see PageSweep). Then rounds, until one proves that nothing is
/// missing or there were too many. A round has a middle: the end of the listing is read anew, the
/// last page and two pages past it, while nothing else is under way. That tells how many rows there
/// are at this moment. After it the other pages are read again. A row that was known before the
/// middle and is met after it existed in the middle. Where as many such rows are met as there were
/// rows, they are all rows of that moment, so each row that was there all the time was seen,
/// however rows came, went and moved meanwhile.
///
/// It is complete when the last round proves that, the two pages past the end were empty, and as
/// many distinct rows were seen as the largest total of any reply says. A total that is too small
/// proves nothing and is ignored: pages are asked for as long as rows come.
///
/// A quiet listing of n pages takes 2n + 2 requests, and one more where the last page is full; an
/// empty one whose total is 0 takes one.
class ListPager final {
public:
    struct Limits {
        int inFlight = 4;
        int rounds = 5;
        int requests = 50'000;
    };

    ListPager();
    explicit ListPager(Limits limits);

    /// The next page to ask for now; empty while nothing may be asked or all is asked.
    std::optional<int> takeNextPage();

    /// A row's number: always the same for the same row. A byte is kept for each number up to the
    /// largest one.
    using Key = RowNumbers::Key;
    using Keys = std::vector<Key>;

    struct Reply {
        int pageNo = 0;     ///< as asked
        int pageSize = 0;   ///< as the reply says
        Keys keys{};        ///< of its rows
        int unreadable = 0; ///< rows without an id
        std::optional<qint64> totalCount{};
    };
    /// Returns which of the rows were not seen before, by their positions.
    std::vector<std::size_t> pageArrived(const Reply &reply);
    /// The page will be asked for again.
    void pageFailed(int pageNo);
    /// So will all that were asked for and did not arrive.
    void callsDropped();
    /// A page was read once more elsewhere, with so many rows.
    void pageReadAgain(int pageNo, int rows) { m_sweep.pageReadAgain(pageNo, rows); }

    /// The first sweep came to its end: no page is left that was not read.
    [[nodiscard]] bool isSwept() const { return m_phase != Phase::Sweep; }
    /// See PageSweep.
    [[nodiscard]] int coveredPages() const { return m_sweep.coveredPages(); }
    [[nodiscard]] int soundPages() const { return m_sweep.soundPages(); }
    [[nodiscard]] bool hasGap() const { return m_sweep.hasGap(); }

    /// Nothing is left to ask for or to wait for.
    [[nodiscard]] bool isFinished() const { return m_phase == Phase::Done; }
    /// When it is finished: why it is not proven that all rows were seen; empty: it is proven.
    [[nodiscard]] const std::optional<PagingDoubt> &doubt() const { return m_doubt; }
    /// The last page that had rows when it was read last.
    [[nodiscard]] int lastPage() const { return m_lastPage; }
    /// How many rows a page has that is full, as far as was seen.
    [[nodiscard]] int fullPage() const { return m_fullPage; }
    /// Distinct rows.
    [[nodiscard]] qint64 seen() const { return m_seen; }

private:
    enum class Phase { Sweep, Top, End, Again, TopAgain, Done };
    /// What is known of a row.
    enum class Mark : quint8 {
        Unseen,
        Fresh, ///< seen after the middle of the round began
        Known, ///< seen before
        Met,   ///< seen before and after
    };

    std::vector<std::size_t> see(const Keys &keys);
    void beginMeeting();
    void readSwept(const Reply &reply, int rows, int newRows);
    void readEnd(int pageNo, const Keys &keys, int rows, std::optional<qint64> total);
    void readAgain(int pageNo, const Keys &keys, int rows);
    void meet(const Keys &keys);
    void advance();
    void startRound();
    void startTop(Phase phase);
    void startEnd();
    void finishEnd();
    void startAgain();
    void finishRound();
    void finish(std::optional<PagingDoubt::Reason> reason);
    [[nodiscard]] bool isShortOfTotal() const;
    [[nodiscard]] PagingDoubt::Reason reason() const;
    [[nodiscard]] qint64 unreadable() const;

    Limits m_limits;
    Phase m_phase = Phase::Sweep;
    PageSweep m_sweep;
    std::deque<int> m_queue; // pages that the phase still asks for
    std::set<int> m_inFlight;
    int m_asked = 0;

    std::vector<Mark> m_marks; // by key
    qint64 m_seen = 0;
    Keys m_firstPage; // as it came last
    std::optional<qint64> m_largestTotal;
    int m_lastPage = 0;                  // with rows
    int m_lastRows = 0;                  // on it
    int m_fullPage = 0;                  // rows
    std::map<int, int> m_unreadableRows; // by page, as it came last

    // The present round.
    int m_round = 0;
    bool m_isLastFull = false;
    std::map<int, int> m_endRows; // by page
    Keys m_endKeys;               // of the last page
    int m_idleEnds = 0;           // how often the end lay further on, with no new row
    qint64 m_length = 0;          // rows in the middle of the round
    std::optional<qint64> m_endTotal;
    qint64 m_met = 0;
    bool m_isEndReadAgain = false;
    qint64 m_seenBefore = 0; // the round
    bool m_hasGap = false;   // a page before the last one was not full
    bool m_isRepeated = false;
    qint64 m_lastLength = -1; // of the round before
    qint64 m_lastMet = -1;

    std::optional<PagingDoubt> m_doubt;
};

/// What \p page, asked for as \p pageNo, says about itself. \p keys: of its rows.
template<typename Item>
ListPager::Reply replyOf(const Page<Item> &page, int pageNo, const ListPager::Keys &keys)
{
    return {.pageNo = pageNo,
            .pageSize = page.pageSize,
            .keys = keys,
            .unreadable = static_cast<int>(page.issues.rows.size()),
            .totalCount = page.totalCount};
}

/// The same for a list whose rows have no numbers yet. \p id: the member that holds the id.
template<typename Item>
ListPager::Reply listReplyOf(const Page<Item> &page, int pageNo, RowNumbers &numbers,
                             QString Item::*id)
{
    ListPager::Keys keys;
    keys.reserve(page.items.size());
    for (const Item &item : page.items)
        keys.push_back(numbers.of(item.*id));
    return replyOf(page, pageNo, keys);
}
