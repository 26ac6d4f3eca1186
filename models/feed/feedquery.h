#pragma once

#include "contiguity.h"
#include "feedcoverage.h"
#include "feedfailures.h"
#include "listingtotals.h"
#include "listpager.h"
#include "operations.h"
#include "pagesweep.h"
#include "pagingdoubt.h"
#include "pendingcall.h"
#include "singletasks.h"
#include "taskrefreshround.h"
#include "taskstore.h"
#include "unreadtally.h"

#include <QDateTime>
#include <QSet>

#include <functional>
#include <map>
#include <optional>
#include <vector>

/// All that belongs to one query of a feed: what is known of its listing, how far loading and
/// refreshing are, and their calls. Another query is another value: nothing of the one before is
/// left, and its calls are dropped.
struct FeedQuery {
    static constexpr int maxCalls = 4; ///< at a time

    /// What a page was asked for.
    enum class Reading { Load, Refresh };
    /// How far to load.
    enum class Goal { None, Window, Pages, All };

    /// What taking in a page showed.
    struct PageMerge {
        MergeReport report{};
        PageFacts facts{};
        ListPager::Keys rows{};
        int newInPass = 0; ///< of a refresh
        int newInQuery = 0;

        [[nodiscard]] bool isQuiet() const { return report.isEmpty() && newInQuery == 0; }
    };

    /// What reading all pages showed, when they were read to the end last.
    struct Proof {
        bool isProven = false; ///< no task is missing
        std::optional<PagingDoubt> doubt{};
        int fullPage = 0;  ///< rows
        qint64 loaded = 0; ///< tasks seen until then
    };

    /// How far loading is; see TaskLoader.
    struct Loading {
        Goal goal = Goal::None;
        Goal pausedGoal = Goal::None;       ///< by an error
        int pagesWanted = 0;                ///< for Goal::Pages
        std::map<int, PendingCall> calls{}; ///< by page
        std::optional<qint64> total{};      ///< with the page that was loaded last
        bool hasNewSince = false;           ///< a refresh saw new tasks after that page

        [[nodiscard]] bool isIdle() const { return goal == Goal::None && pausedGoal == Goal::None; }
    };

    /// All pages once more, a few at each refresh, to find what is missing.
    struct Check {
        std::optional<ListPager> pager{}; ///< while there is one
        bool isWanted = false;
        int pages = 0;         ///< asked for in this refresh
        qint64 missing = 0;    ///< tasks that the total says there are, beyond those seen
        int tries = 0;         ///< for as many missing
        QDateTime startedAt{}; ///< of the last one
    };

    /// Unfinished tasks that are not on the refreshed pages; see UnfinishedReader.
    struct Unfinished {
        SingleTasks schedule{};
        QSet<int> pages{};              ///< read in this refresh for the tasks on them
        QSet<TaskRow> notOnPages{};     ///< that are not where they should be
        std::vector<TaskRow> singles{}; ///< still to be asked for alone, the next one last
    };

    /// How far the present refresh is, and what the next one goes on with; see TaskRefresher.
    struct Refreshing {
        bool isUnderWay = false;
        bool isByHand = false;            ///< somebody waits for it
        bool isWantedAgain = false;       ///< by hand, when the present one ends
        bool isPrepaid = false;           ///< its first request was taken from the budget
        bool waitsForLoading = false;     ///< until that leaves a call free
        std::function<void()> heldBack{}; ///< what waits for the budget
        PendingCall call{};
        PageSweep sweep{1};
        std::optional<qint64> total{};         ///< with the page of it that was read last
        std::optional<qint64> searchedTotal{}; ///< the whole listing was read for this total
        std::optional<qint64> countedTotal{};  ///< at the last refresh that came to its end
        qint64 newSinceCounted = 0;            ///< tasks
        TaskRefreshRound round{}; ///< over the loaded pages, while others are not loaded
        Check check{};
        Unfinished unfinished{};
    };

    [[nodiscard]] static ListPager::Limits pagerLimits(int inFlight);

    /// There is something to ask for.
    [[nodiscard]] bool exists() const { return !request.instance.instanceId.isEmpty(); }

    /// A call was sent, and its answer has not come.
    [[nodiscard]] bool hasOpenCall() const;
    /// Takes in a page that came at \p now.
    PageMerge merge(TaskStore &store, const SyncTaskPage &page, int pageNo, Reading reading,
                    const QDateTime &now);
    /// Rows may have moved over the border of two pages unseen.
    void suspectSlide();
    /// \p finished has read all pages.
    void endProof(const ListPager &finished);
    /// All pages are to be loaded once more.
    void forgetProof();

    /// Of what time the listing is known; invalid: none.
    [[nodiscard]] QDateTime asOf() const { return origin ? origin->asOf : readAt; }
    /// Who asks the registry for this program has not read the listing in full yet.
    [[nodiscard]] bool isPartOfOrigin() const { return origin && !origin->asOf.isValid(); }
    /// Every task was seen, and that is proven.
    [[nodiscard]] bool isComplete() const;
    /// Why it is not complete, though nothing is left to be loaded; or a gap in what is loaded so
    /// far.
    [[nodiscard]] std::optional<PagingDoubt> doubt() const;
    /// All tasks created after this were seen; invalid: not known.
    [[nodiscard]] QDateTime completeSince() const;

    ListSyncTasks request{}; ///< its first page

    FeedCoverage coverage{};
    ListingTotals totals{};
    Contiguity contiguity{};
    UnreadTally unread{};
    qint64 came = 0;                    ///< tasks above those that were known
    QDateTime readAt{};                 ///< when the first page came last; invalid: never
    std::optional<PageOrigin> origin{}; ///< of the first page
    QDateTime heardAt{}; ///< when an answer came last, or a call was sent while none was open
    ListPager pager{pagerLimits(maxCalls)};
    Proof proof{};
    FeedFailures failures{};

    Loading loading{};
    Refreshing refreshing{};
    PendingCall timer{};     ///< of the next refresh
    QDateTime nextRefresh{}; ///< invalid: none is planned

private:
    void seeRows(PageMerge &merged, const TaskStore &store, Reading reading, qint64 topMs);
};
