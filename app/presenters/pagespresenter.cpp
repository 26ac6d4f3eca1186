#include "pagespresenter.h"

#include "failureboardview.h"
#include "overviewpresenter.h"
#include "querypresenter.h"
#include "querytext.h"
#include "registrydirectory.h"
#include "routeview.h"
#include "ruleview.h"

#include <cstdlib>

using namespace std::chrono_literals;

namespace {

// Figures cover the time until now, so they change even while no task does.
constexpr std::chrono::milliseconds figureLife = 30s;

} // namespace

PagesPresenter::PagesPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                               Clock &clock, OverviewPresenter &overview, QueryPresenter &queries,
                               const Widgets &widgets)
    : m_clock(clock),
      m_overview(overview),
      m_queries(queries),
      m_routeView(widgets.routes),
      m_ruleView(widgets.rules),
      m_failures(store, model, clock, queries, widgets.failures),
      m_routes(store, model, overview, queries, widgets.routes, widgets.headline, widgets.pages),
      m_rules(store, clock, overview, queries, widgets.rules),
      m_row(store, model, clock, queries, widgets.pages, widgets.row)
{
    for (BoardView *page : std::initializer_list<BoardView *>{&m_routeView, &m_ruleView}) {
        QObject::connect(page, &BoardView::queryTasksRequested, page,
                         [this] { m_queries.showTasks(TaskQuery(m_queries.query())); });
    }
    QObject::connect(&m_queries, &QueryPresenter::queryChanged, &m_routeView,
                     [this] { showUnapplied(); });
    m_row.addBoard(widgets.failures, [this](int row) { return m_failures.queryOf(row); });
    m_row.addBoard(widgets.routes, [this](int row) { return m_routes.queryOf(row); });
    m_row.addBoard(widgets.rules, [this](int row) { return m_rules.queryOf(row); });
}

void PagesPresenter::setDirectory(const RegistryDirectory &directory)
{
    m_failures.setNames(directory.names());
    m_rules.setDirectory(directory);
}

/// As the figures at the top of the window: they are of instances and times of the query.
void PagesPresenter::showUnapplied()
{
    TaskQuery left = m_queries.query();
    for (const QueryField field : {QueryField::Instance, QueryField::Since, QueryField::Until})
        left.remove(field);
    const QString text = queryText(left);
    m_routeView.showUnapplied(text);
    m_ruleView.showUnapplied(text);
}

void PagesPresenter::scheduleRecount()
{
    m_failures.scheduleRecount();
    m_row.scheduleRecount();
}

void PagesPresenter::tick()
{
    m_failures.tick();
    m_rules.tick();
    const QDateTime &counted = m_overview.countedAt();
    if (showsFigures() && counted.isValid() &&
        std::abs(counted.msecsTo(m_clock.now())) >= figureLife.count())
        m_overview.scheduleRecount();
}

/// Whether a page is visible whose figures are counted with the headline.
bool PagesPresenter::showsFigures() const
{
    return m_routeView.isVisible() || m_ruleView.isVisible();
}

void PagesPresenter::setTimes(const TimeDisplay &times)
{
    m_failures.setTimes(times);
    m_rules.setTimes(times);
    m_row.scheduleRecount();
}

void PagesPresenter::retranslate()
{
    m_failures.retranslate();
    m_routes.retranslate();
    m_rules.retranslate();
    m_row.scheduleRecount();
}
