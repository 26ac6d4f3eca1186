#include "statepresenter.h"

#include "centerpages.h"
#include "filterpane.h"
#include "footbar.h"
#include "headlinebar.h"
#include "historygroup.h"
#include "instancestatuspanel.h"
#include "instancewatcher.h"
#include "liststatustext.h"
#include "messagebar.h"
#include "overviewpresenter.h"
#include "placeholder.h"
#include "queryerror.h"
#include "querynotice.h"
#include "querypresenter.h"
#include "querytext.h"
#include "synctasktablemodel.h"
#include "teamerror.h"
#include "toolbar.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Errors for the message bar: profiles that cannot be used were named by a notice.
bool isToTell(const ListStatus &list)
{
    return list.error && !list.wasTold;
}

bool isHeldBack(const ListStatus &list, const ReadingPause &account)
{
    return !account.isOfCalls &&
           (account.subjects.isEmpty() || account.subjects.contains(list.instance.account));
}

/// Where an account as a whole was asked to wait, it knows the time better than its lists do. Those
/// of other accounts keep what they wait for.
std::vector<ListStatus> withoutAskedToWait(std::vector<ListStatus> lists,
                                           const std::vector<ReadingPause> &accounts)
{
    for (ListStatus &list : lists) {
        const std::optional<ReadingPause> pause = pauseOf(list);
        if (!pause || pause->reason != PauseReason::AskedToWait)
            continue;
        if (std::ranges::any_of(accounts, [&list](const ReadingPause &account) {
                return isHeldBack(list, account);
            }))
            list.error.reset();
    }
    return lists;
}

} // namespace

StatePresenter::StatePresenter(InstanceWatcher &watcher, const HistoryGroup &history,
                               const SyncTaskTableModel &model, const QueryPresenter &queries,
                               OverviewPresenter &overview, const Clock &clock,
                               const Widgets &widgets, QObject *parent)
    : QObject(parent),
      m_watcher(watcher),
      m_history(history),
      m_model(model),
      m_queries(queries),
      m_overview(overview),
      m_clock(clock),
      m_widgets(widgets)
{
    connectParts();
}

void StatePresenter::connectParts()
{
    connect(&m_widgets.messageBar, &MessageBar::retryRequested, this,
            &StatePresenter::retryRequested);
    const Placeholder &placeholder = m_widgets.placeholder;
    connect(&placeholder, &Placeholder::retryRequested, this, &StatePresenter::retryRequested);
    connect(&placeholder, &Placeholder::loadAllRequested, this,
            [this] { m_watcher.feeds().loadAll(); });
    FootBar &foot = m_widgets.footBar;
    connect(&foot.statusPanel(), &InstanceStatusPanel::retryRequested, this,
            [this](const InstanceRef &instance) {
                if (instance.instanceId.isEmpty())
                    Q_EMIT retryRequested();
                else
                    m_watcher.refreshInstance(instance.instanceId);
            });
    connect(&foot, &FootBar::loadMoreRequested, this, [this] { m_watcher.feeds().loadMore(); });
    connect(&foot, &FootBar::loadAllRequested, this, [this] { m_watcher.feeds().loadAll(); });
    connect(&foot, &FootBar::stopRequested, this, [this] { m_watcher.feeds().stop(); });
}

void StatePresenter::update()
{
    const FeedState feed = shownState();
    const std::vector<ListStatus> lists = listStatuses();
    Q_EMIT lastReadingsKnown(lastReadings(lists, m_history.lastReadings()));
    const Freshness freshness = showStatuses(lists);
    m_overview.showScope(feed, freshness.hasUnread());
    m_widgets.toolBar.showRefreshing(feed.phase == FeedState::Phase::Refreshing ||
                                     feed.phase == FeedState::Phase::LoadingFirst);
    const bool isComplete = m_overview.isRangeComplete() && freshness.behind == 0;
    m_widgets.filterPane.showCoverage(isComplete ? m_overview.inRange() : feed.loaded, feed.total,
                                      isComplete);
    showFoot(feed);
    showQueryNotice();
    showRows(feed);
}

ExportCoverage StatePresenter::coverage() const
{
    const FeedState feed = shownState();
    const Freshness freshness = freshnessOf(m_inScope);
    QStringList reasons;
    for (const UnreadReason &reason : unreadReasons(m_queries.query(), readExtent()))
        reasons << describe(reason);
    if (m_model.filter().costlyTerm() != nullptr)
        reasons << describe(tooCostly(*m_model.filter().costlyTerm(), {}));
    const bool isRead = m_overview.isRangeComplete() && freshness.behind == 0;
    ExportCoverage coverage{.asOf = feed.asOf,
                            .isComplete = isRead && reasons.isEmpty(),
                            .query = queryText(m_queries.query()),
                            .zone = m_model.timeContext().times.zone};
    if (!isRead)
        reasons << behindText(freshness) << completenessText(feed, m_model.timeContext());
    reasons.removeAll(QString());
    coverage.shortfall = reasons.join(u" · "_s);
    const TimeRange &range = m_model.filter().range();
    if (range.beginMs)
        coverage.since = QDateTime::fromMSecsSinceEpoch(*range.beginMs);
    if (range.endMs)
        coverage.until = QDateTime::fromMSecsSinceEpoch(*range.endMs);
    return coverage;
}

FeedState StatePresenter::shownState() const
{
    FeedState feed = m_watcher.feeds().state();
    if (!feed.asOf.isValid() && m_model.rowCount() > 0)
        feed.asOf = m_history.asOf();
    // Earlier queries may have loaded more tasks that match this one.
    feed.loaded = std::max(feed.loaded, m_overview.asked());
    return feed;
}

std::vector<ListStatus> StatePresenter::listStatuses() const
{
    const RegistryDirectory &directory = m_watcher.directory();
    return ::listStatuses(m_watcher.feeds().states(), m_watcher.unlistedRegions(),
                          {.interval = m_watcher.refreshInterval(),
                           .before = m_history.lastReadings(),
                           .nextListing = m_watcher.directoryState().nextTry,
                           .nextFullListing = m_watcher.directoryState().nextFullTry},
                          m_clock.now(),
                          [&directory](const QString &id) { return directory.instanceName(id); });
}

/// Headline and foot get the same value, for the instances in the query.
Freshness StatePresenter::showStatuses(const std::vector<ListStatus> &all)
{
    m_inScope = all;
    if (const QString only = m_queries.onlyInstance(); !only.isEmpty())
        std::erase_if(m_inScope,
                      [&only](const ListStatus &list) { return list.instance.instanceId != only; });
    const Freshness freshness = freshnessOf(m_inScope);
    m_widgets.headline.showFreshness(freshness, m_model.timeContext());
    // The side bar counts instances outside the query, too.
    m_widgets.filterPane.setCountsKnown(!freshnessOf(all).isNothingRead());
    m_widgets.footBar.showLists(m_inScope, freshness, all, m_model.timeContext());
    return freshness;
}

/// Shows below the query box which data behind the rows was not read.
void StatePresenter::showQueryNotice()
{
    QStringList sentences;
    for (const UnreadReason &reason : unreadReasons(m_queries.query(), readExtent()))
        sentences << describe(reason);
    m_widgets.queryNotice.showReasons(sentences);
}

/// For the instances in the query. Tasks older than the loaded ones do not count: the foot shows
/// how far back tasks are loaded.
ReadExtent StatePresenter::readExtent() const
{
    const RegistryDirectory &directory = m_watcher.directory();
    const auto hasDone = [](const RegionPairFigures &pair) { return pair.doneLastWeek > 0; };
    const StatusSummary &summary = m_overview.summary();
    ReadExtent extent{.doneTasks = std::ranges::any_of(m_overview.pairs(), hasDone) ? 1 : 0,
                      .unfinishedTasks = summary.running + summary.waiting,
                      .areNotesRead = m_model.acknowledgements().areKnown()};
    for (const ListStatus &list : m_inScope) {
        const FeedState &feed = list.feed;
        const bool isReading = list.state == ListStatus::State::NeverRead;
        if (isReading && !list.isInstance())
            continue; // its instances are being listed
        const bool isRead = list.wasRead() && !(feed.doubt && isShort(*feed.doubt));
        extent.areAllTasksRead = extent.areAllTasksRead && (isRead || isReading);
        const QString &id = list.instance.instanceId;
        if (feed.asOf.isValid() && directory.rules().isMissing(id))
            extent.withoutRules << list.name;
    }
    return extent;
}

void StatePresenter::showFoot(const FeedState &feed)
{
    FootBar &foot = m_widgets.footBar;
    foot.setWantedInterval(m_watcher.refreshInterval());
    foot.showRequests(m_watcher.accounts()->use().lastMinute, pauses());
    foot.showUnreadDirectory(m_watcher.directory().unread());
    foot.showState(feed, m_model.rowCount(), m_model.timeContext());
}

/// Of the lists in the query, and what holds their accounts back. What calls wait for is said where
/// nothing else is.
std::vector<ReadingPause> StatePresenter::pauses() const
{
    std::vector<ReadingPause> ofAccounts = m_watcher.accounts()->use().pauses;
    std::vector<ReadingPause> pauses = pausesOf(withoutAskedToWait(m_inScope, ofAccounts));
    if (!pauses.empty())
        std::erase_if(ofAccounts, [](const ReadingPause &pause) { return pause.isOfCalls; });
    pauses.insert(pauses.end(), ofAccounts.begin(), ofAccounts.end());
    return pauses;
}

void StatePresenter::showRows(const FeedState &feed)
{
    using State = Placeholder::State;
    const bool hasRows = m_model.rowCount() > 0;
    const std::optional<ApiError> error = errorOf(feed);
    if (hasRows)
        m_widgets.pages.setHasTasks(true);
    else
        showInstead(feed);
    const State instead = m_widgets.placeholder.state();
    const bool isShownInstead =
        !hasRows && (instead == State::Failed || instead == State::NoCredentials);
    if (error && !isShownInstead)
        showError(feed, *error);
    else
        m_widgets.messageBar.clear();
    if (!hasRows)
        m_widgets.pages.setHasTasks(false);
}

/// As the foot tells it: of several lists that wait for one reason, the first one's.
QDateTime StatePresenter::nextTryAfter(const ApiError &error, const QDateTime &otherwise) const
{
    const std::vector<ReadingPause> all = pauses();
    const auto pause = std::ranges::find(all, pauseReasonFor(error), &ReadingPause::reason);
    return pause == all.end() ? otherwise : pause->nextTry;
}

/// Shows the error of the worst list, and only the names of the others.
void StatePresenter::showError(const FeedState &feed, const ApiError &error)
{
    const auto worst = std::ranges::find_if(m_inScope, isToTell);
    if (worst == m_inScope.end()) {
        // Of a query that narrows on the server, or of a region whose instances are known from the
        // history.
        const DirectoryState &directory = m_watcher.directoryState();
        const QDateTime nextTry =
            feed.error && feed.nextRefresh.isValid() ? feed.nextRefresh : directory.nextTry;
        m_widgets.messageBar.showError(error, nextTryAfter(error, nextTry), m_clock.now());
        return;
    }
    if (isOfTeamDatabase(*worst->error)) {
        m_widgets.messageBar.showError(*worst->error, nextTryAfter(*worst->error, worst->nextTry),
                                       m_clock.now());
        return;
    }
    QStringList others;
    for (auto list = worst + 1; list != m_inScope.end(); ++list) {
        if (isToTell(*list))
            others << fullSubjectText(*list);
    }
    m_widgets.messageBar.showError(*worst->error, nextTryAfter(*worst->error, worst->nextTry),
                                   m_clock.now(), others, subjectText(*worst));
}

void StatePresenter::showInstead(const FeedState &feed)
{
    using State = Placeholder::State;
    Placeholder &placeholder = m_widgets.placeholder;
    const DirectoryState &directory = m_watcher.directoryState();
    if (m_queries.isUndecided()) {
        placeholder.showState(State::Undecided);
        return;
    }
    if (m_model.findsOutsideRange()) {
        placeholder.showState(State::NothingInRange, !feed.complete);
        return;
    }
    if (matchesNothing(feed)) {
        placeholder.showState(State::NothingMatches,
                              !feed.complete && !m_queries.isContradictory());
        return;
    }
    if (const std::optional<ApiError> error = errorOf(feed)) {
        placeholder.showFailure(
            error->code == u"NoCredentials" ? State::NoCredentials : State::Failed, *error);
        return;
    }
    if (directory.isLoaded && directory.isEmpty)
        placeholder.showState(State::NoInstances);
    else if (!feed.asOf.isValid())
        placeholder.showState(State::Loading);
    else if (m_queries.query().narrowsServer())
        placeholder.showState(State::NothingOnServer);
    else
        placeholder.showState(State::NothingYet);
}

std::optional<ApiError> StatePresenter::errorOf(const FeedState &feed) const
{
    if (feed.error)
        return feed.error;
    const auto worst = std::ranges::find_if(m_inScope, isToTell);
    return worst == m_inScope.end() ? m_watcher.directoryState().error : worst->error;
}

bool StatePresenter::matchesNothing(const FeedState &feed) const
{
    return feed.asOf.isValid() && m_queries.query().narrowsLoaded() && feed.loaded > 0;
}
