#include "routepresenter.h"

#include "centerpages.h"
#include "headlinebar.h"
#include "overviewpresenter.h"
#include "querypresenter.h"
#include "queryvalues.h"
#include "routeview.h"
#include "synctasktablemodel.h"

#include <utility>

RoutePresenter::RoutePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                               OverviewPresenter &overview, QueryPresenter &queries,
                               RouteView &view, HeadlineBar &headline, CenterPages &pages,
                               QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_overview(overview),
      m_queries(queries),
      m_view(view),
      m_headline(headline),
      m_pages(pages)
{
    m_view.setModel(m_routes);
    connectParts();
}

void RoutePresenter::connectParts()
{
    connect(&m_overview, &OverviewPresenter::counted, this, [this] {
        if (m_view.isVisible())
            show();
    });
    connect(&m_view, &RouteView::shown, this, &RoutePresenter::show);
    connect(&m_view, &RouteView::chosen, this, &RoutePresenter::choose);
    connect(&m_view, &RouteView::numberChosen, this, &RoutePresenter::chooseNumber);
    connect(&m_headline, &HeadlineBar::delayChosen, this, &RoutePresenter::openMostDelayed);
}

void RoutePresenter::show()
{
    std::vector<RouteFigures> routes = all();
    for (RouteFigures &route : routes)
        route.muted = m_muted ? m_muted(route) : QString();
    m_routes.showRoutes(routes);
}

std::vector<RouteFigures> RoutePresenter::all() const
{
    return routesOf(m_store, m_overview.pairs(), stuckInScope());
}

void RoutePresenter::setMuted(std::function<QString(const RouteFigures &)> muted)
{
    m_muted = std::move(muted);
}

void RoutePresenter::updateMuted()
{
    if (m_view.isVisible())
        show();
}

/// Unfinished tasks are few, so they are searched and not all tasks.
std::vector<TaskRow> RoutePresenter::stuckInScope() const
{
    const QueryContext &context = m_model.filter().context();
    if (!context.isStuck)
        return {};
    const TaskFilter scope(
        m_store,
        m_queries.query().only({QueryField::Instance, QueryField::Since, QueryField::Until}),
        context);
    std::vector<TaskRow> stuck;
    for (const TaskRow row : m_store.unfinished()) {
        if (context.isStuck(row) && scope.matches(row))
            stuck.push_back(row);
    }
    return stuck;
}

void RoutePresenter::openMostDelayed()
{
    const std::optional<DelayedRoute> &delayed = m_overview.summary().mostDelayed;
    const std::optional<OldestUnfinished> &oldest = m_overview.summary().oldestUnfinished;
    if (!delayed && !oldest)
        return;
    m_pages.openPage(m_view);
    const int row = oldest ? m_routes.rowOf(oldest->fromRegion, oldest->toRegion)
                           : m_routes.rowOf(delayed->fromRegion, delayed->toRegion);
    if (row >= 0)
        m_view.makeCurrent(row);
    m_pages.focusPage();
}

/// What the row counts, whatever else the query filters.
std::optional<TaskQuery> RoutePresenter::queryOf(int row) const
{
    const RouteFigures &route = m_routes.routes().at(static_cast<std::size_t>(row));
    if (!route.canBeNamed())
        return {};
    TaskQuery query = m_queries.headlineScope();
    query.setWanted(QueryField::Route, {routeValue(route.fromRegion, route.toRegion)});
    return query;
}

void RoutePresenter::chooseNumber(int row, const QString &words)
{
    if (const std::optional<TaskQuery> query = queryOf(row))
        m_queries.openCounted(*query, words, m_view);
}

/// What is left out is left out of the query that is there.
void RoutePresenter::choose(int row, bool exclude)
{
    std::optional<TaskQuery> query = queryOf(row);
    if (!query)
        return;
    if (exclude) {
        const RouteFigures &route = m_routes.routes().at(static_cast<std::size_t>(row));
        const QueryValue value = routeValue(route.fromRegion, route.toRegion);
        query = m_queries.query();
        if (!query->excludes(QueryField::Route, value))
            query->toggle(QueryField::Route, value, true);
    }
    m_queries.openTasks(*query, m_view);
}
