#include "statepresenter.h"

#include "filterpane.h"
#include "footbar.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "toolbar.h"

namespace {

std::optional<ApiError> errorOf(const FeedState &feed, const DirectoryState &directory)
{
    return feed.error ? feed.error : directory.error;
}

/// There are tasks, and the filter leaves none of them: an answer, whatever else failed.
bool matchesNothing(const FeedState &feed, const TaskQuery &query)
{
    return feed.asOf.isValid() && query.narrowsLoaded() && feed.loaded > 0;
}

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

void StatePresenter::show(const FeedState &feed, const DirectoryState &directory,
                          const TaskQuery &query, int shownRows, const QDateTime &now)
{
    m_window.footBar().showState(feed, shownRows, now);
    m_window.toolBar().showRefreshing(feed.phase == FeedState::Phase::Refreshing ||
                                      feed.phase == FeedState::Phase::LoadingFirst);
    m_window.filterPane().showCoverage(feed.loaded, feed.total, feed.complete);

    const std::optional<ApiError> error = errorOf(feed, directory);
    if (shownRows > 0)
        m_window.showTable();
    else
        showInstead(feed, directory, query);
    if (error && (shownRows > 0 || matchesNothing(feed, query))) {
        // An account that lists nothing is not asked again with the lists of the others.
        const QDateTime nextTry =
            feed.error && feed.nextRefresh.isValid() ? feed.nextRefresh : directory.nextTry;
        m_window.messageBar().showError(*error, nextTry, now, othersThan(*error, directory));
    } else {
        m_window.messageBar().clear();
    }
    if (shownRows == 0)
        m_window.showPlaceholder();
}

void StatePresenter::showInstead(const FeedState &feed, const DirectoryState &directory,
                                 const TaskQuery &query)
{
    using State = Placeholder::State;
    Placeholder &placeholder = m_window.placeholder();
    if (matchesNothing(feed, query)) {
        placeholder.showState(State::NothingMatches, !feed.complete);
        return;
    }
    if (const std::optional<ApiError> error = errorOf(feed, directory)) {
        placeholder.showFailure(
            error->code == u"NoCredentials" ? State::NoCredentials : State::Failed, *error);
        return;
    }
    if (directory.isLoaded && directory.isEmpty)
        placeholder.showState(State::NoInstances);
    else if (!feed.asOf.isValid())
        placeholder.showState(State::Loading);
    else if (query.narrowsServer())
        placeholder.showState(State::NothingOnServer);
    else
        placeholder.showState(State::NothingYet);
}
