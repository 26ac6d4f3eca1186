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

} // namespace

void StatePresenter::show(const FeedState &feed, const DirectoryState &directory,
                          const TaskQuery &query, int shownRows, const QDateTime &now)
{
    m_window.footBar().showState(feed, shownRows, now);
    m_window.toolBar().showRefreshing(feed.phase == FeedState::Phase::Refreshing ||
                                      feed.phase == FeedState::Phase::LoadingFirst);
    m_window.filterPane().showCoverage(feed.loaded, feed.total, feed.complete);

    if (shownRows == 0) {
        m_window.messageBar().clear();
        showInstead(feed, directory, query);
        return m_window.showPlaceholder();
    }
    m_window.showTable();
    if (const std::optional<ApiError> error = errorOf(feed, directory))
        m_window.messageBar().showError(
            *error, feed.nextRefresh.isValid() ? feed.nextRefresh : directory.nextTry, now);
    else
        m_window.messageBar().clear();
}

void StatePresenter::showInstead(const FeedState &feed, const DirectoryState &directory,
                                 const TaskQuery &query)
{
    using State = Placeholder::State;
    Placeholder &placeholder = m_window.placeholder();
    if (const std::optional<ApiError> error = errorOf(feed, directory)) {
        placeholder.showFailure(
            error->code == u"NoCredentials" ? State::NoCredentials : State::Failed, *error);
        return;
    }
    if (directory.isLoaded && directory.isEmpty)
        placeholder.showState(State::NoInstances);
    else if (!feed.asOf.isValid())
        placeholder.showState(State::Loading);
    else if (query.narrowsLoaded() && feed.loaded > 0)
        placeholder.showState(State::NothingMatches, !feed.complete);
    else if (query.narrowsServer())
        placeholder.showState(State::NothingOnServer);
    else
        placeholder.showState(State::NothingYet);
}
