#include "boardrowpresenter.h"

#include "boardrowpane.h"
#include "boardview.h"
#include "centerpages.h"
#include "querypresenter.h"
#include "synctasktablemodel.h"
#include "tasksetsummary.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostShownFailures = 8;

} // namespace

BoardRowPresenter::BoardRowPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                     Clock &clock, QueryPresenter &queries, CenterPages &pages,
                                     BoardRowPane &pane, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_queries(queries),
      m_pages(pages),
      m_pane(pane),
      m_recount(clock, [this] {
          return Recount::Steps{[this] { return m_model.results().processChunk(); },
                                TimeSlicedJob::once([this] { show(); })};
      })
{
    connectPane();
}

void BoardRowPresenter::connectPane()
{
    connect(&m_pages, &CenterPages::pageOpened, this, &BoardRowPresenter::showSoon);
    connect(&m_pane, &BoardRowPane::tasksRequested, this, [this] { openTasks({}); });
    connect(&m_pane, &BoardRowPane::failuresRequested, this,
            [this] { openTasks(u"status:failed"_s); });
    connect(&m_pane, &BoardRowPane::retryRequested, this,
            [this] { Q_EMIT retryRequested(m_openFailures); });
    connect(&m_pane, &BoardRowPane::taskChosen, this, [this](TaskRow row) {
        openTasks(u"status:failed"_s);
        Q_EMIT taskChosen(row);
    });
}

void BoardRowPresenter::addBoard(BoardView &view, QueryOf queryOf)
{
    m_boards.push_back({.view = &view, .queryOf = std::move(queryOf)});
    connect(&view, &BoardView::currentRowChanged, this, &BoardRowPresenter::showSoon);
    connect(&view, &BoardView::rowsChanged, this, &BoardRowPresenter::scheduleRecount);
}

const BoardRowPresenter::Board *BoardRowPresenter::openBoard() const
{
    const auto board = std::ranges::find_if(
        m_boards, [this](const Board &one) { return m_pages.isOpen(*one.view); });
    return board == m_boards.end() ? nullptr : &*board;
}

void BoardRowPresenter::setVisible(bool isVisible)
{
    m_isVisible = isVisible;
    showSoon();
}

void BoardRowPresenter::scheduleRecount()
{
    if (isInSight())
        m_recount.schedule();
}

/// Somebody waits for it.
void BoardRowPresenter::showSoon()
{
    if (isInSight())
        m_recount.hurry();
}

std::optional<TaskQuery> BoardRowPresenter::currentQuery() const
{
    const Board *board = openBoard();
    if (!board || board->view->currentRow() < 0)
        return {};
    return board->queryOf(board->view->currentRow());
}

void BoardRowPresenter::show()
{
    m_openFailures.clear();
    m_shownQuery = currentQuery();
    const Board *board = openBoard();
    if (!board || board->view->currentRow() < 0)
        return m_pane.clear();
    const BoardView &view = *board->view;
    if (!m_shownQuery)
        return m_pane.showUnnamed(view.nameOf(view.currentRow()));
    m_shownBoard = &view;
    const TimeContext now = m_model.timeContext();
    const TaskFilter filter(m_store, *m_shownQuery, m_model.filter().context());
    BoardRowDetails row{.title = view.nameOf(view.currentRow()),
                        .facts = view.factsOf(view.currentRow()),
                        .tasks = summarize(m_store, filter.matchingRows(), m_model.results(),
                                           now.now.toMSecsSinceEpoch())};
    m_openFailures = row.tasks.openFailures;
    if (row.tasks.example)
        row.example = m_store.task(*row.tasks.example);
    for (std::size_t i = 0; i < std::min(m_openFailures.size(), mostShownFailures); ++i)
        row.failures.push_back(failureLink(m_store, m_openFailures[i], now));
    m_pane.showRow(row, now);
}

void BoardRowPresenter::openTasks(const QString &words)
{
    if (m_shownQuery && m_shownBoard)
        m_queries.openCounted(*m_shownQuery, words, *m_shownBoard);
}
