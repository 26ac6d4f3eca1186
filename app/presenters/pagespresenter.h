#pragma once

#include "boardrowpresenter.h"
#include "failurepresenter.h"
#include "routepresenter.h"
#include "rulepresenter.h"

class OverviewPresenter;
class RegistryDirectory;

/// The pages beside the list of tasks, together.
class PagesPresenter final {
public:
    /// The pages, and the parts that open one.
    struct Widgets {
        FailureBoardView &failures;
        RouteView &routes;
        RuleView &rules;
        HeadlineBar &headline;
        CenterPages &pages;
        BoardRowPane &row;
    };

    PagesPresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                   OverviewPresenter &overview, QueryPresenter &queries, const Widgets &widgets);

    /// What instances and rules there are.
    void setDirectory(const RegistryDirectory &directory);
    /// Tasks changed.
    void scheduleRecount();
    void tick();
    void setTimes(const TimeDisplay &times);
    void retranslate();
    /// Of the page that is open, what its current row is about.
    [[nodiscard]] BoardRowPresenter &row() { return m_row; }
    [[nodiscard]] RoutePresenter &routes() { return m_routes; }

private:
    [[nodiscard]] bool showsFigures() const;
    void showUnapplied();

    const Clock &m_clock;
    OverviewPresenter &m_overview;
    QueryPresenter &m_queries;
    RouteView &m_routeView;
    RuleView &m_ruleView;
    FailurePresenter m_failures;
    RoutePresenter m_routes;
    RulePresenter m_rules;
    BoardRowPresenter m_row;
};
