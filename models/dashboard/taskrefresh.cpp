// How TaskFeed keeps what it loaded up to date.

#include "taskfeed.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

// Somebody may look at the window, and the connection may be back.
constexpr std::chrono::milliseconds longestBackoff = 1min;
constexpr int mostDoublings = 16;

/// The error is about the one task that was asked for, not about asking.
bool isAboutTask(ApiError::Kind kind)
{
    return kind == ApiError::Kind::NotFound || kind == ApiError::Kind::Request ||
           kind == ApiError::Kind::Protocol;
}

} // namespace

void TaskFeed::refresh()
{
    if (!hasQuestion())
        return;
    m_isRefused = false;
    if (m_pausedGoal != Goal::None)
        load(m_pausedGoal);
    if (m_asOf.isValid())
        startRefresh();
    else if (m_goal == Goal::None)
        load(Goal::Window);
    publish();
}

void TaskFeed::startRefresh()
{
    if (m_refreshing)
        return;
    m_timer = {};
    m_nextRefresh = {};
    m_refreshing = true;
    m_refreshSweep = PageSweep(1);
    m_coverage.begin(FeedCoverage::Pass::Refresh);
    if (m_joined)
        m_joinTopMs = m_coverage.newestMs();
    m_refreshWaits = true;
    goOnRefreshing();
}

/// Loading may have taken all the calls that are allowed.
void TaskFeed::goOnRefreshing()
{
    if (!m_refreshing || !m_refreshWaits || m_loadCalls.size() >= std::size_t{maxCalls})
        return;
    m_refreshWaits = false;
    askForRefreshedPage();
}

void TaskFeed::askForRefreshedPage()
{
    const std::optional<int> page = m_refreshSweep.takeNextPage();
    if (!page) {
        startRound();
        return;
    }
    ask(
        *page,
        [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
            refreshedPageArrived(pageNo, reply);
        },
        m_refreshCall);
}

void TaskFeed::refreshedPageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    if (!page) {
        failed(page.error());
        publish();
        return;
    }
    const Intake intake = takeIn(*page, pageNo, FeedCoverage::Pass::Refresh);
    m_coverage.addRefreshedPage(intake.facts);
    m_refreshSweep.pageArrived(replyOf(*page, pageNo, intake.newInPass));
    m_newSinceCounted += intake.newInQuestion;
    m_newSinceLoaded = m_newSinceLoaded || intake.newInQuestion > 0;
    succeeded();
    judgeJoin(intake);
    if (isRefreshEnough(intake))
        startRound();
    else
        askForRefreshedPage();
    Q_EMIT merged(intake.report);
    publish();
}

void TaskFeed::judgeJoin(const Intake &intake)
{
    if (m_refreshSweep.isFinished()) {
        m_joined = true;
        m_searchedTotal = m_total;
    } else if (!m_coverage.isNewestFirst()) {
        // Where new tasks turn up is not known: only the total tells whether any is missing.
        const bool nothingMissing = m_total && m_coverage.loaded() >= *m_total;
        m_joined = nothingMissing || (m_joined && intake.isQuiet());
        m_unjoinedSinceMs = 0;
    } else {
        const bool overlaps = intake.facts.oldestMs < m_joinTopMs;
        m_joined = overlaps || (m_joined && intake.isQuiet());
        m_unjoinedSinceMs = intake.facts.oldestMs;
    }
}

bool TaskFeed::isRefreshEnough(const Intake &intake) const
{
    if (m_refreshSweep.isFinished())
        return true;
    if (!m_coverage.isNewestFirst()) {
        const bool mayBeMissing =
            isSweptAll() && m_total && m_coverage.loaded() < *m_total && m_total != m_searchedTotal;
        return m_joined && intake.isQuiet() && !mayBeMissing;
    }
    // Behind what was loaded there is nothing to refresh, only more to load.
    const std::optional<qint64> since = m_coverage.sinceMs(m_sweep.coveredPages());
    const bool isBehindLoaded = !isSweptAll() && since && intake.facts.oldestMs <= *since;
    return m_joined && (intake.isQuiet() || isBehindLoaded);
}

void TaskFeed::startRound()
{
    // The total has grown by the new tasks, unless others went or came where nobody looked.
    if (m_total && m_countedTotal && *m_total != *m_countedTotal + m_newSinceCounted)
        m_round.begin();
    m_countedTotal = m_total;
    m_newSinceCounted = 0;
    m_round.startRefresh();
    askForRoundPage();
}

void TaskFeed::askForRoundPage()
{
    // What is being loaded is not passed yet.
    const int pages = m_goal == Goal::None ? roundPages() : 0;
    std::optional<int> page;
    if (pages > 0)
        page = m_round.takeNextPage(pages, !m_coverage.isNewestFirst());
    if (!page) {
        startSingles();
        return;
    }
    ask(
        *page,
        [this, pageNo = *page](const Result<SyncTaskPage> &reply) {
            roundPageArrived(pageNo, reply);
        },
        m_refreshCall);
}

void TaskFeed::roundPageArrived(int pageNo, const Result<SyncTaskPage> &page)
{
    if (!page) {
        failed(page.error());
        publish();
        return;
    }
    m_round.pageArrived(pageNo);
    const Intake intake = takeIn(*page, pageNo, FeedCoverage::Pass::Refresh);
    m_coverage.addRefreshedPage(intake.facts);
    succeeded();
    askForRoundPage();
    Q_EMIT merged(intake.report);
    publish();
}

/// What lies behind the loaded pages is not missing: it was not asked for.
int TaskFeed::roundPages() const
{
    const int all = m_refreshSweep.pageCount();
    return isSweptAll() ? all : std::min(all, m_sweep.coveredPages());
}

void TaskFeed::startSingles()
{
    m_singles = m_singleTasks.choose(m_store, m_question.instance.instanceId, [this](TaskRow row) {
        return m_coverage.wasSeen(row, FeedCoverage::Pass::Refresh);
    });
    std::ranges::reverse(m_singles);
    askForSingle();
}

void TaskFeed::askForSingle()
{
    if (m_singles.empty()) {
        m_refreshing = false;
        m_refreshCall = {};
        askForPages(); // the call is free for loading
        planRefresh();
        return;
    }
    const TaskRow row = m_singles.back();
    m_singles.pop_back();
    m_refreshCall = m_source.getSyncTask(
        m_question.instance, m_store.task(row).id,
        [this, row](const Result<SyncTaskDetail> &detail) { singleArrived(row, detail); });
}

void TaskFeed::singleArrived(TaskRow row, const Result<SyncTaskDetail> &detail)
{
    MergeReport report;
    if (detail) {
        report = m_store.mergeDetail(m_question.instance.instanceId, *detail);
        succeeded();
    } else if (isAboutTask(detail.error().kind)) {
        m_singleTasks.giveUp(row);
    } else {
        failed(detail.error());
        publish();
        return;
    }
    askForSingle();
    Q_EMIT merged(report);
    publish();
}

void TaskFeed::planRefresh()
{
    if (m_timer.isRunning() || m_refreshing)
        return;
    m_nextRefresh = {};
    const bool hasAnything = m_asOf.isValid() || m_error;
    if (m_interval <= 0ms || !hasQuestion() || !hasAnything)
        return;
    const std::chrono::milliseconds delay = delayToRefresh();
    m_nextRefresh = m_clock.now().addMSecs(delay.count());
    m_timer = m_clock.after(delay, [this] {
        m_timer = {};
        refresh();
    });
}

/// Longer after each failure in a row; never shorter than the server asks for.
std::chrono::milliseconds TaskFeed::delayToRefresh() const
{
    std::chrono::milliseconds delay = m_interval;
    if (m_failures > 0) {
        const auto doubled = m_interval * (1 << std::min(m_failures, mostDoublings));
        delay = std::max(m_interval, std::min(doubled, longestBackoff));
    }
    if (m_error && m_error->retryAfter)
        delay = std::max(delay, *m_error->retryAfter);
    if (m_isRefused)
        delay = std::max(delay, slowRetry);
    return delay;
}
