#pragma once

#include "failurepresenter.h"
#include "routepresenter.h"
#include "rulepresenter.h"

class OverviewPresenter;
class RegistryDirectory;

/// The pages beside the list of tasks, together.
class PagesPresenter final {
public:
    PagesPresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                   OverviewPresenter &overview, QueryPresenter &queries, MainWindow &window);

    /// What instances and rules there are.
    void setDirectory(const RegistryDirectory &directory);
    /// Tasks changed.
    void scheduleRecount();
    void tick();
    void retranslate();

private:
    [[nodiscard]] bool showsFigures() const;

    const Clock &m_clock;
    OverviewPresenter &m_overview;
    const MainWindow &m_window;
    FailurePresenter m_failures;
    RoutePresenter m_routes;
    RulePresenter m_rules;
};
