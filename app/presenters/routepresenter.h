#pragma once

#include "routetablemodel.h"
#include "statussummary.h"

#include <QObject>

#include <functional>

class CenterPages;
class HeadlineBar;
class OverviewPresenter;
class QueryPresenter;
class RouteView;
class SyncTaskTableModel;

/// The page of routes. It shows the figures of the headline, so it needs no count of its own. They
/// cover the instances in scope, whatever else the query filters: durations of failed tasks alone
/// would not describe a route. Turns its rows into queries.
class RoutePresenter final : public QObject {
    Q_OBJECT

public:
    RoutePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                   OverviewPresenter &overview, QueryPresenter &queries, RouteView &view,
                   HeadlineBar &headline, CenterPages &pages, QObject *parent = nullptr);

    /// The tasks of a row; none where no query can say which.
    [[nodiscard]] std::optional<TaskQuery> queryOf(int row) const;
    void retranslate() { m_routes.retranslate(); }
    /// What is said of a route whose notifications are silenced; empty: they are not.
    void setMuted(std::function<QString(const RouteFigures &)> muted);
    /// That may say something else now.
    void updateMuted();
    /// As they are shown, where the page is in sight.
    [[nodiscard]] const std::vector<RouteFigures> &routes() const { return m_routes.routes(); }
    /// As they would be.
    [[nodiscard]] std::vector<RouteFigures> all() const;

private:
    void connectParts();
    void show();
    void openMostDelayed();
    void choose(int row, bool exclude);
    void chooseNumber(int row, const QString &words);
    [[nodiscard]] std::vector<TaskRow> stuckInScope() const;

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    OverviewPresenter &m_overview;
    QueryPresenter &m_queries;
    RouteView &m_view;
    HeadlineBar &m_headline;
    CenterPages &m_pages;
    RouteTableModel m_routes;
    std::function<QString(const RouteFigures &)> m_muted;
};
