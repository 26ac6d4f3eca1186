#include "rulepresenter.h"

#include "overviewpresenter.h"
#include "querymatcher.h"
#include "querypresenter.h"
#include "queryvalues.h"
#include "registrydirectory.h"
#include "ruleview.h"

#include <algorithm>
#include <span>

namespace {

/// Matches an instance as its tasks are matched: by id and by name.
bool isInScope(const TaskQuery &query, const QString &instanceId, const QString &name)
{
    return std::ranges::all_of(query.terms, [&](const QueryTerm &term) {
        const QueryMatcher matcher(term);
        return (matcher.isIn(instanceId) || matcher.isIn(name)) != term.negated;
    });
}

} // namespace

RulePresenter::RulePresenter(const TaskStore &store, Clock &clock, OverviewPresenter &overview,
                             QueryPresenter &queries, RuleView &view, QObject *parent)
    : QObject(parent),
      m_store(store),
      m_clock(clock),
      m_overview(overview),
      m_queries(queries),
      m_view(view),
      m_rules(clock),
      m_work(clock)
{
    m_view.setModel(m_rules);
    connectParts();
}

void RulePresenter::connectParts()
{
    connect(&m_overview, &OverviewPresenter::counted, this, [this] {
        if (m_view.isVisible())
            count();
    });
    connect(&m_view, &RuleView::shown, this, &RulePresenter::count);
    connect(&m_view, &RuleView::chosen, this, &RulePresenter::choose);
    connect(&m_view, &RuleView::numberChosen, this, &RulePresenter::chooseNumber);
}

void RulePresenter::setDirectory(const RegistryDirectory &directory)
{
    m_names = directory.names();
    m_rules.setNames(m_names);
    m_list.rules.clear();
    for (const RegistryInstance &instance : directory.instances()) {
        for (const SyncRule &rule : directory.rules().of(instance.id))
            m_list.rules.push_back({.rule = rule, .instanceId = instance.id});
    }
    noteListed(directory);
}

/// A list is as new as its arrival: a rule created later is not missing from it.
void RulePresenter::noteListed(const RegistryDirectory &directory)
{
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    for (const RegistryInstance &instance : directory.instances()) {
        const int times = directory.rules().timesListed(instance.id);
        const bool isNews = times > 0 && m_timesListed.value(instance.id) != times;
        m_timesListed.insert(instance.id, times); // of another connection it begins anew
        if (isNews)
            m_list.listedAtMs.insert(instance.id, now);
    }
}

void RulePresenter::count()
{
    using Piece = std::span<const TaskRow>;
    m_scope = RowPieces(m_overview.rowsInScope());
    m_inRange = RowPieces(m_overview.rowsInRange());
    m_figures.emplace(m_store, m_clock.now());
    m_work.begin(
        {[this] { return m_scope.giveNext([this](Piece piece) { m_figures->add(piece); }); },
         [this] {
             return m_inRange.giveNext([this](Piece piece) { m_figures->addInRange(piece); });
         },
         [this] { return m_figures->finishNext(); }, TimeSlicedJob::once([this] { showRules(); })});
}

void RulePresenter::showRules()
{
    QSet<QString> silent;
    for (const RuleRhythm &rule : m_overview.rhythms()) {
        if (rule.silent)
            silent.insert(m_store.texts().text(rule.rule));
    }
    m_rules.showRules(ruleRows(listInScope(), m_figures->figures(), silent));
    m_figures.reset();
    m_scope = {};
    m_inRange = {};
}

RuleList RulePresenter::listInScope() const
{
    const TaskQuery instances = m_queries.query().only({QueryField::Instance});
    RuleList list = m_list;
    std::erase_if(list.rules, [&](const ListedRule &listed) {
        return !isInScope(instances, listed.instanceId, m_names.instances.value(listed.instanceId));
    });
    return list;
}

/// The time since the last run is shown.
void RulePresenter::tick()
{
    if (m_view.isVisible())
        m_rules.tick();
}

/// What the row counts, whatever else the query filters.
TaskQuery RulePresenter::queryOf(int row) const
{
    const RuleRow &rule = m_rules.rules().at(static_cast<std::size_t>(row));
    TaskQuery query = m_queries.headlineScope();
    query.setWanted(QueryField::Rule, {namedValue(rule.id, m_names.rules)});
    return query;
}

void RulePresenter::chooseNumber(int row, const QString &words)
{
    m_queries.openCounted(queryOf(row), words, m_view);
}

/// What is left out is left out of the query that is there.
void RulePresenter::choose(int row, bool exclude)
{
    TaskQuery query = queryOf(row);
    if (exclude) {
        const RuleRow &rule = m_rules.rules().at(static_cast<std::size_t>(row));
        const QueryValue value = namedValue(rule.id, m_names.rules);
        query = m_queries.query();
        if (!query.excludes(QueryField::Rule, value))
            query.toggle(QueryField::Rule, value, true);
    }
    m_queries.openTasks(query, m_view);
}
