#include "statepresenter.h"

#include "filterpane.h"
#include "footbar.h"
#include "freshness.h"
#include "headlinebar.h"
#include "historygroup.h"
#include "instancewatcher.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "overviewpresenter.h"
#include "placeholder.h"
#include "querypresenter.h"
#include "synctasktablemodel.h"
#include "toolbar.h"
#include "watchedaccounts.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Further accounts that fail, by name.
QStringList othersThan(const ApiError &error, const DirectoryState &directory)
{
    QStringList others;
    for (const ApiError &other : directory.allErrors) {
        if (other.account != error.account)
            others << other.account;
    }
    return others;
}

} // namespace

StatePresenter::StatePresenter(InstanceWatcher &watcher, const HistoryGroup &history,
                               const SyncTaskTableModel &model, const QueryPresenter &queries,
                               OverviewPresenter &overview, const Clock &clock, MainWindow &window,
                               QObject *parent)
    : QObject(parent),
      m_watcher(watcher),
      m_history(history),
      m_model(model),
      m_queries(queries),
      m_overview(overview),
      m_clock(clock),
      m_window(window)
{
    connectWindow();
}

void StatePresenter::connectWindow()
{
    connect(&m_window.messageBar(), &MessageBar::retryRequested, this,
            &StatePresenter::retryRequested);
    const Placeholder &placeholder = m_window.placeholder();
    connect(&placeholder, &Placeholder::retryRequested, this, &StatePresenter::retryRequested);
    connect(&placeholder, &Placeholder::loadAllRequested, this,
            [this] { m_watcher.feeds().loadAll(); });
    const FootBar &foot = m_window.footBar();
    connect(&foot, &FootBar::loadMoreRequested, this, [this] { m_watcher.feeds().loadMore(); });
    connect(&foot, &FootBar::loadAllRequested, this, [this] { m_watcher.feeds().loadAll(); });
    connect(&foot, &FootBar::stopRequested, this, [this] { m_watcher.feeds().stop(); });
}

void StatePresenter::update()
{
    const FeedState feed = shownState();
    m_overview.showScope(feed);
    m_window.toolBar().showRefreshing(feed.phase == FeedState::Phase::Refreshing ||
                                      feed.phase == FeedState::Phase::LoadingFirst);
    m_window.filterPane().showCoverage(feed.loaded, feed.total, feed.complete);
    showFreshness();
    showFoot(feed);
    showRows(feed);
}

FeedState StatePresenter::shownState() const
{
    FeedState feed = m_watcher.feeds().state();
    if (!feed.asOf.isValid() && m_model.rowCount() > 0)
        feed.asOf = m_history.asOf();
    // Earlier questions may have brought more of this one's answer.
    feed.loaded = std::max(feed.loaded, m_overview.asked());
    return feed;
}

/// Of the instances that the headline speaks of.
void StatePresenter::showFreshness()
{
    std::vector<InstanceFeed> lists = m_watcher.feeds().states();
    std::vector<ApiError> unlisted = m_watcher.directoryState().allErrors;
    std::erase_if(unlisted, [&lists](const ApiError &error) {
        return std::ranges::any_of(lists, [&error](const InstanceFeed &list) {
            return list.instance.account == error.account; // it speaks for itself
        });
    });
    if (const QString only = m_queries.onlyInstance(); !only.isEmpty()) {
        std::erase_if(
            lists, [&only](const InstanceFeed &list) { return list.instance.instanceId != only; });
        unlisted.clear();
    }
    const QDateTime now = m_clock.now();
    const FreshnessRule rule{.interval = m_watcher.refreshInterval(), .before = m_history.asOf()};
    m_window.headline().showFreshness(freshnessOf(lists, unlisted, rule, now), now);
}

void StatePresenter::showFoot(const FeedState &feed)
{
    std::vector<std::pair<QString, FeedState>> instances;
    for (const InstanceFeed &one : m_watcher.feeds().states())
        instances.emplace_back(m_watcher.directory().fullNameOf(one.instance.instanceId),
                               one.state);
    FootBar &foot = m_window.footBar();
    foot.showInstances(instances);
    const AccountsUse use = m_watcher.accounts()->use();
    foot.showRequests(use.lastMinute, use.pausedUntil, use.paused);
    foot.showState(feed, m_model.rowCount(), m_clock.now());
}

void StatePresenter::showRows(const FeedState &feed)
{
    const bool hasRows = m_model.rowCount() > 0;
    const std::optional<ApiError> error = errorOf(feed);
    if (hasRows)
        m_window.showTable();
    else
        showInstead(feed);
    if (error && (hasRows || matchesNothing(feed))) {
        const DirectoryState &directory = m_watcher.directoryState();
        // An account that lists nothing is not asked again with the lists of the others.
        const QDateTime nextTry =
            feed.error && feed.nextRefresh.isValid() ? feed.nextRefresh : directory.nextTry;
        m_window.messageBar().showError(*error, nextTry, m_clock.now(),
                                        othersThan(*error, directory));
    } else {
        m_window.messageBar().clear();
    }
    if (!hasRows)
        m_window.showPlaceholder();
}

void StatePresenter::showInstead(const FeedState &feed)
{
    using State = Placeholder::State;
    Placeholder &placeholder = m_window.placeholder();
    const DirectoryState &directory = m_watcher.directoryState();
    if (matchesNothing(feed)) {
        placeholder.showState(State::NothingMatches, !feed.complete);
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
    return feed.error ? feed.error : m_watcher.directoryState().error;
}

bool StatePresenter::matchesNothing(const FeedState &feed) const
{
    return feed.asOf.isValid() && m_queries.query().narrowsLoaded() && feed.loaded > 0;
}
