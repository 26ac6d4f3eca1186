#include "taskfeed.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

TaskFeed::TaskFeed(Registry &registry, Clock &clock, TaskStore &store, QObject *parent)
    : QObject(parent),
      m_context{.registry = registry,
                .clock = clock,
                .store = store,
                .settings = m_settings,
                .query = m_query},
      m_loader(m_context, {.merged = [this](const MergeReport &report) { pageLoaded(report); },
                           .failed = [this](const ApiError &error) { failed(error); }}),
      m_refresher(m_context,
                  {.merged = [this](const MergeReport &report) { refreshed(report); },
                   .failed = [this](const ApiError &error) { failed(error); }},
                  [this] { refreshEnded(); })
{
}

void TaskFeed::setQuery(const InstanceRef &instance, const TaskQuery &query)
{
    ListSyncTasks request = serverPart(query, instance);
    request.pageSize = pageSize;
    if (request == m_query.request)
        return;
    m_query = {.request = std::move(request)};
    if (m_query.exists())
        m_loader.load(FeedQuery::Goal::Window);
    publish();
}

void TaskFeed::setWindow(std::optional<std::chrono::milliseconds> window)
{
    if (window == m_settings.window)
        return;
    m_settings.window = window;
    if (m_query.exists())
        m_loader.loadWindow();
    publish();
}

void TaskFeed::setRefreshInterval(std::chrono::milliseconds interval)
{
    if (interval == m_settings.refreshInterval)
        return;
    m_settings.refreshInterval = interval;
    m_query.timer = {};
    planRefresh();
    publish();
}

void TaskFeed::refresh()
{
    if (!m_query.exists())
        return;
    m_query.failures.retryNow();
    m_refresher.wantByHand();
    refreshNow();
    publish();
}

void TaskFeed::loadMore()
{
    if (!m_query.exists())
        return;
    m_loader.loadMore();
    publish();
}

void TaskFeed::loadAll()
{
    if (!m_query.exists())
        return;
    m_loader.loadAll();
    publish();
}

void TaskFeed::stop()
{
    m_loader.stop();
    m_refresher.continueWhenFree();
    publish();
}

void TaskFeed::pageLoaded(const MergeReport &report)
{
    // What is new joins by a refresh only, and nobody may have planned one.
    if (m_query.pager.isFinished() && !m_query.contiguity.isContiguous())
        m_refresher.start();
    m_refresher.continueWhenFree();
    m_loader.askForPages();
    planRefresh();
    refreshed(report);
}

void TaskFeed::refreshed(const MergeReport &report)
{
    Q_EMIT merged(report);
    publish();
}

void TaskFeed::refreshEnded()
{
    m_loader.askForPages(); // the call is free for loading
    planRefresh();
}

void TaskFeed::failed(const ApiError &error)
{
    m_query.heardAt = m_context.clock.now();
    m_query.failures.failed(error, m_query.heardAt);
    m_loader.pause();
    m_refresher.stop();
    m_query.timer = {};
    planRefresh();
    publish();
}

void TaskFeed::planRefresh()
{
    if (m_query.timer.isRunning() || m_query.refreshing.isUnderWay)
        return;
    m_query.nextRefresh = {};
    const bool hasAnything = m_query.readAt.isValid() || m_query.failures.error();
    if (m_settings.refreshInterval <= 0ms || !m_query.exists() || !hasAnything)
        return;
    const std::chrono::milliseconds delay = m_query.failures.delay(restInterval());
    m_query.nextRefresh = m_context.clock.now().addMSecs(delay.count());
    m_query.timer = m_context.clock.after(delay, [this] { askForTurn(); });
}

/// When the time has come: the first request waits for its turn before anything begins.
void TaskFeed::askForTurn()
{
    m_query.timer = {};
    RestBudget *budget = m_settings.budget;
    if (!budget || budget->tryTake())
        return refreshAtRest();
    m_query.nextRefresh = m_context.clock.now().addMSecs(budget->expectedWait().count());
    m_query.timer = budget->whenFree([this] {
        m_query.timer = {};
        refreshAtRest();
    });
    publish();
}

void TaskFeed::refreshAtRest()
{
    FeedQuery::Refreshing &refreshing = m_query.refreshing;
    refreshing.isByHand = false;
    refreshing.isPrepaid = m_settings.budget != nullptr;
    refreshNow();
    // Else it began to load, which needs no turn.
    refreshing.isPrepaid = refreshing.isPrepaid && refreshing.isUnderWay;
    publish();
}

void TaskFeed::refreshNow()
{
    const FeedQuery::Loading &loading = m_query.loading;
    if (loading.pausedGoal != FeedQuery::Goal::None)
        m_loader.load(loading.pausedGoal);
    if (m_query.readAt.isValid())
        m_refresher.start();
    else if (loading.goal == FeedQuery::Goal::None)
        m_loader.load(FeedQuery::Goal::Window);
}

std::chrono::milliseconds TaskFeed::restInterval() const
{
    const std::chrono::milliseconds interval = m_settings.refreshInterval;
    return m_settings.budget ? m_settings.budget->intervalFor(interval) : interval;
}

void TaskFeed::publish()
{
    const FeedState state = currentState();
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

FeedState TaskFeed::currentState() const
{
    using Phase = FeedState::Phase;
    FeedState state{.loaded = m_query.coverage.loaded(),
                    .total = m_query.totals.last(),
                    .complete = m_query.isComplete(),
                    .completeSince = m_query.completeSince(),
                    .asOf = m_query.asOf(),
                    .error = m_query.failures.error(),
                    .failingSince = m_query.failures.since(),
                    .nextRefresh = m_query.nextRefresh,
                    .unansweredSince = m_query.hasOpenCall() ? m_query.heardAt : QDateTime(),
                    .unread = m_query.unread.summary(),
                    .doubt = m_query.doubt(),
                    .refreshInterval = m_query.exists() ? restInterval() : 0ms};
    if (const std::optional<PageOrigin> &origin = m_query.origin) {
        state.refreshInterval = std::max(state.refreshInterval, origin->interval);
        state.isOfHistory = true;
        if (!state.error) {
            state.error = origin->error;
            state.failingSince = origin->failingSince;
        }
    }
    if (m_query.loading.goal != FeedQuery::Goal::None && m_query.pager.isSwept())
        state.phase = Phase::Checking;
    else if (m_query.loading.goal != FeedQuery::Goal::None)
        state.phase = m_query.readAt.isValid() ? Phase::LoadingMore : Phase::LoadingFirst;
    else if (m_query.refreshing.isUnderWay)
        state.phase = Phase::Refreshing;
    return state;
}
