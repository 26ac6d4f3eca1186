#pragma once

#include "clock.h"
#include "rowpieces.h"
#include "rulefigures.h"
#include "ruletablemodel.h"
#include "taskquery.h"
#include "timeslicedjob.h"

#include <QObject>

#include <optional>

class OverviewPresenter;
class QueryPresenter;
class RegistryDirectory;
class RuleView;

/// The page of rules. Like the headline it covers the instances in scope, whatever else the query
/// filters. Counts after the headline, in slices, and only while the page is visible. Turns its
/// rows into queries.
class RulePresenter final : public QObject {
    Q_OBJECT

public:
    RulePresenter(const TaskStore &store, Clock &clock, OverviewPresenter &overview,
                  QueryPresenter &queries, RuleView &view, QObject *parent = nullptr);

    /// To be called whenever instances or rules changed.
    void setDirectory(const RegistryDirectory &directory);
    void tick();
    /// The tasks of a row.
    [[nodiscard]] TaskQuery queryOf(int row) const;
    void setTimes(const TimeDisplay &times) { m_rules.setTimes(times); }
    void retranslate() { m_rules.retranslate(); }

private:
    void connectParts();
    void noteListed(const RegistryDirectory &directory);
    void count();
    void showRules();
    void choose(int row, bool exclude);
    void chooseNumber(int row, const QString &words);
    [[nodiscard]] RuleList listInScope() const;

    const TaskStore &m_store;
    Clock &m_clock;
    OverviewPresenter &m_overview;
    QueryPresenter &m_queries;
    RuleView &m_view;
    RuleTableModel m_rules;
    QueryNames m_names;
    RuleList m_list;                   // of all watched instances
    QHash<QString, int> m_timesListed; // of each, when m_list was made

    // Of the running count.
    TimeSlicedJob m_work;
    RowPieces m_scope;
    RowPieces m_inRange;
    std::optional<RuleFigureCount> m_figures;
};
