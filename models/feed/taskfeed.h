#pragma once

#include "clock.h"
#include "feedcoverage.h"
#include "listpager.h"
#include "pagesweep.h"
#include "pagingdoubt.h"
#include "readingissues.h"
#include "registry.h"
#include "restbudget.h"
#include "singletasks.h"
#include "taskquery.h"
#include "taskrefreshround.h"
#include "taskstore.h"
#include "unreadtally.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

/// What the window says about how much it knows and how old that is.
struct FeedState {
    enum class Phase {
        Idle,         ///< nothing under way; also before the first question
        LoadingFirst, ///< the first page of a new question
        LoadingMore,  ///< further pages
        Checking,     ///< all pages once more, to prove that none is missing
        Refreshing,
    };

    Phase phase = Phase::Idle;
    qint64 loaded = 0;               ///< tasks of this question seen so far
    std::optional<qint64> total{};   ///< as the server says
    bool complete = false;           ///< every task of this question was seen: proven, see TaskFeed
    QDateTime completeSince{};       ///< all tasks created after this were seen; invalid: not known
    QDateTime asOf{};                ///< when the first page came last; invalid: never
    std::optional<ApiError> error{}; ///< the last call's, until one succeeds
    QDateTime failingSince{};        ///< of the first error in a row; invalid: there is none
    QDateTime nextRefresh{};         ///< invalid: none is planned
    UnreadSummary unread{};          ///< of the replies to this question
    /// Everything was read as far as the server lets it be, and this is why it is not \a complete;
    /// or a gap in what was read so far.
    std::optional<PagingDoubt> doubt{};
    /// How often it is refreshed in fact, which may be less often than was asked for; zero: only by
    /// hand.
    std::chrono::milliseconds refreshInterval{0};

    friend bool operator==(const FeedState &, const FeedState &) = default;
};

/// Keeps the store filled with what one instance lists for one question: newest page first, on to
/// the wanted window, further on demand; then steady refresh, page 1 onwards until a page brings
/// nothing new, and unfinished tasks that left those pages, with the page that they are on or one
/// by one. Where rows may have slid unseen, each refresh reads some of the other pages too, all in
/// turn.
///
/// When all pages were loaded they are read again until it is proven that none is missing (see
/// ListPager). From then on new tasks are joined to what is known by the refreshes, as long as they
/// come first; a listing in another order is read again and again, and is complete as of the last
/// time. What a refresh cannot join, or the total contradicts, is not complete until it is proven
/// again, which the refreshes try some times, a few pages each.
///
/// A new question drops the calls of the old one. An error pauses loading and refresh, longer each
/// time; after a refusal (ApiError::isRefusal) it is tried again now and then only. All of that
/// where the refresh is automatic.
class TaskFeed final : public QObject {
    Q_OBJECT

public:
    static constexpr int pageSize = 100;
    static constexpr int maxCalls = 4;
    /// Between two tries with a key that was refused: it may be given the permission, or be valid
    /// again, and nobody may be there to say so.
    static constexpr std::chrono::milliseconds slowRetry = std::chrono::minutes(5);

    /// \p store is filled and must outlive the feed, as must the others.
    TaskFeed(Registry &registry, Clock &clock, TaskStore &store, QObject *parent = nullptr);
    ~TaskFeed() override;

    /// Asks the server's part of \p query anew, if it differs from the present question.
    void setQuery(const InstanceRef &instance, const TaskQuery &query);
    /// How far back pages are loaded without being asked for; empty: all.
    void setWindow(std::optional<std::chrono::milliseconds> window);
    /// Zero: only by hand.
    void setRefreshInterval(std::chrono::milliseconds interval);
    /// What is asked by itself is asked within \p budget, which must outlive the feed; null:
    /// without a limit.
    void setRestBudget(RestBudget *budget);
    /// Unfinished tasks that somebody looks at: their progress is asked for.
    void setWatched(const QSet<TaskRow> &rows) { m_watched = rows; }

    void refresh();  ///< by hand: waits for no budget
    void loadMore(); ///< one page
    void loadAll();
    /// Ends loading; what came stays.
    void stop();

    [[nodiscard]] const FeedState &state() const;
    [[nodiscard]] const InstanceRef &instance() const;

Q_SIGNALS:
    void stateChanged();
    /// After each page and each task asked for alone.
    void merged(const MergeReport &report);

private:
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

    static ListPager::Limits pagerLimits(int inFlight);
    void askForPage(int pageNo, Handler<SyncTaskPage> handler, PendingCall &call);
    PageMerge mergePage(const SyncTaskPage &page, int pageNo, Reading reading);
    void noteTop(const PageMerge &pageMerge, qint64 newestMs);
    void readTotal(const SyncTaskPage &page, int pageNo, Reading reading);
    [[nodiscard]] std::optional<qint64> credibleTotal(const SyncTaskPage &page, int pageNo) const;
    void noteTotal(qint64 total, const SyncTaskPage &page, int pageNo);
    void succeeded();
    void failed(const ApiError &error);
    void publish();
    [[nodiscard]] FeedState currentState() const;
    [[nodiscard]] bool hasQuery() const;
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] std::optional<PagingDoubt> doubt() const;
    [[nodiscard]] QDateTime completeSince() const;

    // Loading: all pages of the question, as far as is wanted.
    void load(Goal goal);
    void askForPages();
    void loadedPageArrived(int pageNo, const Result<SyncTaskPage> &page);
    void pauseLoading();
    [[nodiscard]] bool wantsPage() const;
    [[nodiscard]] bool isWindowCovered() const;
    void endProof(const ListPager &pager);

    // Refreshing (taskrefresher.cpp): the first pages again, then single tasks.
    void startRefresh();
    void refreshAtRest();
    void refreshNow();
    void askForTurn();
    void whenAllowed(std::function<void()> ask);
    [[nodiscard]] bool isAllowedNow();
    void askForRefreshedPage();
    void goOnRefreshing();
    void refreshedPageArrived(int pageNo, const Result<SyncTaskPage> &page);
    [[nodiscard]] bool mayHaveLostRows(int pageNo, const SyncTaskPage &page);
    void updateContiguity(const PageMerge &pageMerge, bool mayHaveLostRows);
    [[nodiscard]] bool isRefreshEnough(const PageMerge &pageMerge) const;
    void suspectSlide();
    void startRound();
    void startCheck();
    void askForOtherPage();
    std::optional<int> takeCheckPage();
    std::optional<int> takeRoundPage();
    void otherPageArrived(int pageNo, bool isOfCheck, const Result<SyncTaskPage> &page);
    void endCheck();
    void startSingles();
    void askForUnfinished();
    [[nodiscard]] std::optional<int> pageOfMost(const std::vector<TaskRow> &due) const;
    void unfinishedPageArrived(int pageNo, const std::vector<TaskRow> &expected,
                               const Result<SyncTaskPage> &page);
    void askForSingle();
    void singleArrived(TaskRow row, const Result<SyncTaskDetail> &detail);
    void planRefresh();
    [[nodiscard]] std::chrono::milliseconds restInterval() const;
    [[nodiscard]] std::chrono::milliseconds delayToRefresh() const;

    Registry &m_registry;
    Clock &m_clock;
    TaskStore &m_store;

    ListSyncTasks m_query;
    std::optional<std::chrono::milliseconds> m_window = std::chrono::hours(7 * 24);
    std::chrono::milliseconds m_interval{0};

    FeedCoverage m_coverage;
    std::optional<qint64> m_total;        // as said last
    std::optional<qint64> m_largestTotal; // that the present sweep has to reach
    QDateTime m_asOf;

    Goal m_goal = Goal::None;
    Goal m_pausedGoal = Goal::None; // by an error
    int m_pagesWanted = 0;          // for Goal::Pages
    ListPager m_pager{pagerLimits(maxCalls)};
    std::map<int, PendingCall> m_loadCalls; // by page
    // By the pager that read all pages last.
    bool m_isProven = false;
    std::optional<PagingDoubt> m_doubt;
    int m_fullPage = 0; // rows
    qint64 m_loadedAtProof = 0;

    bool m_refreshing = false;
    PageSweep m_refreshSweep{1};
    PendingCall m_refreshCall;
    RestBudget *m_budget = nullptr;
    bool m_isByHand = false;          // the present refresh: somebody waits for it
    bool m_isWantedAgain = false;     // by hand, when the present refresh ends
    bool m_isPrepaid = false;         // its first request was taken from the budget
    std::function<void()> m_heldBack; // what waits for the budget
    bool m_refreshWaits = false;      // until loading leaves a call free
    SingleTasks m_singleTasks;
    QSet<TaskRow> m_watched;
    QSet<int> m_unfinishedPages;      // read in this refresh for the unfinished tasks on them
    QSet<TaskRow> m_notOnPages;       // unfinished tasks that are not where they should be
    std::vector<TaskRow> m_singles;   // still to be asked for, the next one last
    TaskRefreshRound m_round;         // over the loaded pages, while others are not loaded
    std::optional<ListPager> m_check; // over all pages
    bool m_isCheckWanted = false;
    int m_checked = 0;                    // pages, in this refresh
    std::optional<qint64> m_countedTotal; // at the last refresh that came to its end
    qint64 m_newSinceCounted = 0;
    std::optional<qint64> m_loadedTotal; // with the page that was loaded last
    bool m_newSinceLoaded = false;
    // What a refresh saw overlaps with what was known: nothing in between is missing.
    bool m_isContiguous = true;
    qint64 m_joinTopMs = 0;                // the newest known task when it was so last
    qint64 m_unjoinedSinceMs = 0;          // all tasks after this were seen when it is not so
    std::optional<qint64> m_refreshTotal;  // of the page of this refresh that was read last
    std::optional<qint64> m_searchedTotal; // the whole listing was looked through for this total
    qint64 m_missing = 0;                  // tasks that the total says there are, beyond those seen
    int m_checks = 0;                      // for as many missing
    QDateTime m_checkedAt;                 // when the last one began

    UnreadTally m_unread;
    qint64 m_came = 0; // tasks above those that were known
    std::optional<ApiError> m_error;
    QDateTime m_failingSince; // invalid: the last call succeeded
    int m_failures = 0;       // in a row
    bool m_isRefused = false; // tried again now and then only
    PendingCall m_timer;
    QDateTime m_nextRefresh;

    FeedState m_state; // as published
};
