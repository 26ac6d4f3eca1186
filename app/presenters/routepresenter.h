#pragma once

#include "routetablemodel.h"
#include "statussummary.h"

#include <QObject>

class MainWindow;
class OverviewPresenter;
class QueryPresenter;
class RouteView;
class SyncTaskTableModel;

/// The page of routes. Its figures are those that the headline is made of, so they cost no count of
/// their own, and are of the instances in sight, whatever else the query says: durations of failed
/// tasks alone would say nothing of a route. Makes its rows into queries.
class RoutePresenter final : public QObject {
    Q_OBJECT

public:
    RoutePresenter(const TaskStore &store, const SyncTaskTableModel &model,
                   OverviewPresenter &overview, QueryPresenter &queries, MainWindow &window,
                   QObject *parent = nullptr);

    void retranslate() { m_routes.retranslate(); }

private:
    void connectWindow();
    void show();
    void openMostDelayed();
    void choose(int row, bool exclude);
    void chooseNumber(int row, const QString &words);
    [[nodiscard]] std::vector<TaskRow> stuckInScope() const;

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    OverviewPresenter &m_overview;
    QueryPresenter &m_queries;
    MainWindow &m_window;
    RouteView &m_view;
    RouteTableModel m_routes;
};
