#include "failurepresenter.h"

#include "failureboardview.h"
#include "failurequery.h"
#include "querypresenter.h"
#include "synctasktablemodel.h"

#include <algorithm>
#include <cstdlib>

using namespace std::chrono_literals;

namespace {

// The covered time ends now, and so do the spans that the trend compares.
constexpr std::chrono::milliseconds boardLife = 30s;
constexpr std::chrono::milliseconds movingLife = 5s; // as in the table

} // namespace

FailurePresenter::FailurePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                                   Clock &clock, QueryPresenter &queries, FailureBoardView &view,
                                   QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_clock(clock),
      m_queries(queries),
      m_view(view),
      m_board(clock),
      m_recount(clock, [this] { return beginCount(); })
{
    m_view.setModel(m_board);
    connectParts();
}

void FailurePresenter::connectParts()
{
    connect(&m_view, &FailureBoardView::shown, this, [this] {
        if (m_isStale)
            countSoon();
        m_board.tick();
    });
    connect(&m_view, &FailureBoardView::groupingChosen, this, &FailurePresenter::countSoon);
    connect(&m_view, &FailureBoardView::chosen, this, &FailurePresenter::choose);
    connect(&m_view, &FailureBoardView::numberChosen, this, &FailurePresenter::chooseNumber);
    // The answer to the query is ready after this turn of the event loop.
    connect(&m_queries, &QueryPresenter::queryChanged, this, &FailurePresenter::countSoon);
}

void FailurePresenter::setNames(const QueryNames &names)
{
    m_names = names;
    m_board.setRuleNames(names.rules);
    scheduleRecount(); // a query finds rules by their names
}

void FailurePresenter::scheduleRecount()
{
    m_isStale = true;
    if (isInSight())
        m_recount.schedule();
}

/// Somebody waits for it, if the board is in sight.
void FailurePresenter::countSoon()
{
    m_isStale = true;
    if (isInSight())
        m_recount.hurry();
}

Recount::Steps FailurePresenter::beginCount()
{
    m_isStale = false;
    return {[this] { return m_model.results().processChunk(); },
            TimeSlicedJob::once([this] { showBoard(); })};
}

void FailurePresenter::showBoard()
{
    m_countedAt = m_clock.now();
    m_board.showBoard(groupFailures(m_store, m_model.filter(), m_model.results(), m_view.grouping(),
                                    m_countedAt.toMSecsSinceEpoch()));
}

void FailurePresenter::tick()
{
    if (!isInSight())
        return;
    m_board.tick();
    const std::chrono::milliseconds life = m_model.query().isMoving() ? movingLife : boardLife;
    // The clock may have been set back, too.
    if (std::abs(m_countedAt.msecsTo(m_clock.now())) >= life.count())
        scheduleRecount();
}

bool FailurePresenter::isInSight() const
{
    return m_view.isVisible();
}

std::optional<TaskQuery> FailurePresenter::queryOf(int row) const
{
    const FailureBoard &board = m_board.board();
    const FailureGroup &group = board.groups.at(static_cast<std::size_t>(row));
    if (!canBeNamed(board.grouping, group))
        return {};
    return narrowedTo(m_queries.query(), board.grouping, group, m_names);
}

void FailurePresenter::chooseNumber(int row, const QString &words)
{
    if (const std::optional<TaskQuery> query = queryOf(row))
        m_queries.openCounted(*query, words, m_view);
}

void FailurePresenter::choose(int row, bool exclude)
{
    const std::optional<TaskQuery> query = queryOf(row);
    if (!query)
        return;
    if (!exclude)
        return m_queries.openTasks(*query, m_view);
    const FailureBoard &board = m_board.board();
    const FailureGroup group =
        board.groups.at(static_cast<std::size_t>(row)); // the board may change
    m_queries.setQuery(without(m_queries.query(), board.grouping, group, m_names));
}
