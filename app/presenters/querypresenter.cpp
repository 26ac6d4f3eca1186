#include "querypresenter.h"

#include "cellquery.h"
#include "centerpages.h"
#include "clock.h"
#include "filterpane.h"
#include "headlinebar.h"
#include "querycontradiction.h"
#include "queryhint.h"
#include "queryparser.h"
#include "querytext.h"
#include "queryvalues.h"
#include "querywords.h"
#include "taskdetailpane.h"
#include "taskfilter.h"
#include "tasktableview.h"
#include "toolbar.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

QueryPresenter::QueryPresenter(const TaskStore &store, const Clock &clock, const Widgets &widgets,
                               QObject *parent)
    : QObject(parent), m_store(store), m_clock(clock), m_widgets(widgets)
{
    connectParts();
    connectTrail();
}

void QueryPresenter::connectParts()
{
    ToolBar &toolBar = m_widgets.toolBar;
    connect(&toolBar, &ToolBar::filterTextChanged, this, &QueryPresenter::readText);
    connect(&toolBar, &ToolBar::instanceChosen, this, [this](const QString &instanceId) {
        Q_EMIT instanceChosen(instanceId);
        chooseInstance(instanceId);
    });
    toolBar.setFilterCompletion([this](const QString &text, qsizetype cursor) {
        return completeQuery(text, cursor, m_store, m_names);
    });
    connect(&m_widgets.filterPane, &FilterPane::aboutToChange, &toolBar,
            &ToolBar::commitFilterText);
    connect(&m_widgets.filterPane, &FilterPane::queryChanged, this, &QueryPresenter::setQuery);
    connect(&m_widgets.headline, &HeadlineBar::statusChosen, this, [this](SyncTaskStatus status) {
        // What the figure counts: this status, in the range, of the instances in scope.
        TaskQuery query = headlineScope();
        query.setWanted(QueryField::Status, {{.text = queryWord(status)}});
        setQuery(query);
    });
    connect(&m_widgets.pages, &CenterPages::latestOnlyChosen, this, [this](bool latestOnly) {
        m_widgets.toolBar.commitFilterText();
        setQuery(withState(m_query, QueryState::Latest, latestOnly));
    });
    connect(&m_widgets.table, &TaskTableView::narrowRequested, this,
            [this](const SyncTask &task, SyncTaskTableModel::Column column, bool exclude) {
                m_widgets.toolBar.commitFilterText();
                setQuery(exclude ? withoutCell(m_query, task, column, m_names)
                                 : narrowedToCell(m_query, task, column, m_names));
            });
    connect(&m_widgets.headline, &HeadlineBar::activeChosen, this, [this] {
        TaskQuery query = headlineScope();
        query.setWanted(QueryField::Status, {{.text = queryWord(SyncTaskStatus::Synchronizing)},
                                             {.text = queryWord(SyncTaskStatus::Pending)}});
        setQuery(query);
    });
    connect(&m_widgets.headline, &HeadlineBar::stuckChosen, this, [this] {
        TaskQuery query = headlineScope();
        query.setWanted(QueryField::Is, {{.text = u"stuck"_s}});
        setQuery(query);
    });
    connect(&m_widgets.detailPane, &TaskDetailPane::batchChosen, this,
            [this](const QString &batchId) {
                TaskQuery query;
                query.setExact(QueryField::Batch, batchId);
                setQuery(query);
            });
}

void QueryPresenter::connectTrail()
{
    ToolBar &toolBar = m_widgets.toolBar;
    toolBar.setEarlierQueries([this] { return m_history.queries(); });
    connect(&toolBar, &ToolBar::filterFinished, this, &QueryPresenter::rememberText);
    connect(&m_widgets.pages, &CenterPages::pageOpened, this, &QueryPresenter::visit);
    visit();
}

void QueryPresenter::rememberText(const QString &text)
{
    m_wasTyped = false; // the next query is a place of its own
    if (!m_hasMistake)
        keepQuery(text);
}

void QueryPresenter::keepQuery(const QString &text)
{
    const QString error = m_history.add(text);
    const bool wasTold = std::exchange(m_isFailureTold, !error.isEmpty());
    if (m_isFailureTold && !wasTold)
        Q_EMIT savingFailed(error);
    if (wasTold && !m_isFailureTold)
        Q_EMIT savingRecovered();
}

void QueryPresenter::visit()
{
    if (m_isTravelling)
        return;
    m_trail.visit({.query = m_query, .page = m_widgets.pages.openedPage()},
                  m_isTyping && m_wasTyped);
    m_wasTyped = m_isTyping;
}

void QueryPresenter::goTo(const std::optional<QueryTrail::Place> &place)
{
    if (!place)
        return;
    const QScopedValueRollback travelling(m_isTravelling, true);
    m_wasTyped = false;
    setQuery(place->query);
    if (place->page != nullptr)
        m_widgets.pages.openPage(*place->page);
}

void QueryPresenter::goBack()
{
    m_widgets.toolBar.commitFilterText();
    goTo(m_trail.back());
}

void QueryPresenter::goForward()
{
    goTo(m_trail.forward());
}

void QueryPresenter::setQuery(const TaskQuery &query)
{
    if (!m_hasMistake)
        keepQuery(queryText(m_query));
    m_widgets.toolBar.setFilterText(queryText(query));
    apply(query);
}

void QueryPresenter::setText(const QString &text)
{
    m_widgets.toolBar.setFilterText(text);
    readText(text);
}

bool QueryPresenter::commitText()
{
    m_widgets.toolBar.commitFilterText();
    return !m_hasMistake;
}

void QueryPresenter::clear()
{
    m_origin.reset();
    setQuery({});
}

void QueryPresenter::showTasks(const TaskQuery &query)
{
    m_widgets.pages.openPage(m_widgets.table);
    setQuery(query);
    m_widgets.pages.focusPage(); // the placeholder, where nothing is found
}

void QueryPresenter::openTasks(const TaskQuery &query, const QWidget &page)
{
    const TaskQuery before = m_query;
    {
        const QScopedValueRollback travelling(m_isTravelling, true); // visits it with the query
        m_widgets.pages.openPage(m_widgets.table);
    }
    setQuery(query);
    m_widgets.pages.focusPage(); // the placeholder, where nothing is found
    m_origin = Origin{.page = &page, .before = before, .opened = query};
    m_isZoomNewer = false;
}

void QueryPresenter::openCounted(const TaskQuery &query, const QString &words, const QWidget &page)
{
    TaskQuery both = query;
    const TaskQuery counted = parseQuery(words).value_or(TaskQuery());
    both.terms.insert(both.terms.end(), counted.terms.begin(), counted.terms.end());
    openTasks(both, page);
}

bool QueryPresenter::returnToOrigin()
{
    if (!m_origin || m_query != m_origin->opened)
        return false;
    const std::optional<Origin> origin = std::exchange(m_origin, {});
    {
        const QScopedValueRollback travelling(m_isTravelling, true);
        setQuery(origin->before);
    }
    if (origin->page == nullptr)
        return true;
    m_widgets.pages.openPage(*origin->page);
    m_widgets.pages.focusPage();
    return true;
}

void QueryPresenter::narrow(const TaskQuery &query)
{
    const TaskQuery before = m_query;
    const std::optional<Origin> earlier = std::exchange(m_origin, {});
    setQuery(query);
    // A second narrowing is taken back together with the first.
    const bool goesOn = earlier && earlier->page == nullptr && earlier->opened == before;
    m_origin = Origin{.before = goesOn ? earlier->before : before, .opened = query};
    m_isZoomNewer = false;
}

void QueryPresenter::takeNarrowingBack(const TaskQuery &otherwise)
{
    const bool isNarrowed = m_origin && m_origin->page == nullptr && m_origin->opened == m_query;
    const TaskQuery before = isNarrowed ? m_origin->before : otherwise;
    if (isNarrowed)
        m_origin.reset();
    setQuery(before);
}

void QueryPresenter::removeTimes()
{
    TaskQuery query = m_query;
    query.remove(QueryField::Since);
    query.remove(QueryField::Until);
    if (query != m_query)
        setQuery(query);
}

void QueryPresenter::readText(const QString &text)
{
    const QScopedValueRollback typing(m_isTyping, true);
    // A text that replaces the query ends it; one that extends or shortens it is still being typed.
    const QString before = queryText(m_query);
    const bool isSame = text.startsWith(before) || (!text.isEmpty() && before.startsWith(text));
    if (!isSame && !m_hasMistake)
        keepQuery(before);
    const tl::expected<TaskQuery, QueryError> query = parseQuery(text);
    if (query)
        return apply(*query);
    showMistake(query.error());
}

void QueryPresenter::showMistake(const QueryError &error)
{
    m_hasMistake = true; // the last good filter stays
    m_mistake = error;
    const QString still = m_query.isEmpty()
                              ? tr("All tasks are still shown.")
                              //: %1: the query that was asked before one with a mistake was written
                              : tr("Still shown: %1").arg(queryText(m_query));
    m_widgets.toolBar.showFilterMistake(describe(error) + u' ' + still, error.position,
                                        error.length);
}

void QueryPresenter::retranslate()
{
    if (m_hasMistake)
        return showMistake(m_mistake);
    m_hint.clear();
    showHint();
}

/// Whether a regular expression of \p query takes too long over a loaded text.
bool QueryPresenter::refuseCostly(const TaskQuery &query)
{
    TaskQuery expressions = query;
    std::erase_if(expressions.terms, [](const QueryTerm &term) {
        return std::ranges::find(term.values, QueryMatch::Regex, &QueryValue::match) ==
               term.values.end();
    });
    if (expressions.isEmpty())
        return false;
    const TaskFilter filter(m_store, expressions, {.names = m_names});
    [[maybe_unused]] const std::vector<TaskRow> rows = filter.matchingRows();
    const QueryTerm *term = filter.costlyTerm();
    if (term != nullptr)
        showMistake(tooCostly(*term, m_widgets.toolBar.filterText()));
    return term != nullptr;
}

/// Shows a hint where no task can match the query, or no loaded task has one of its words.
void QueryPresenter::showHint()
{
    QString hint = contradictionIn(m_query, m_clock.now(), m_zone);
    m_isContradictory = !hint.isEmpty();
    if (!m_isContradictory && m_store.size() > 0)
        hint = unseenWordHint(m_query, m_store);
    if (std::exchange(m_hint, hint) != hint)
        m_widgets.toolBar.showFilterMistake(hint, 0, 0);
}

void QueryPresenter::checkAnswer(const TaskFilter &filter)
{
    const QueryTerm *term = filter.costlyTerm();
    if (term == nullptr && !m_hasMistake)
        return showHint();
    if (term == nullptr || std::exchange(m_isUndecided, true))
        return;
    const QueryError error = tooCostly(*term, m_widgets.toolBar.filterText());
    m_widgets.toolBar.showFilterMistake(describe(error), error.position, error.length);
}

void QueryPresenter::apply(const TaskQuery &query)
{
    if (refuseCostly(query))
        return;
    m_query = query;
    m_hasMistake = false;
    m_isUndecided = false;
    m_hint.clear();
    m_widgets.toolBar.showFilterMistake({}, 0, 0);
    showHint();
    visit();
    m_widgets.filterPane.setQuery(query);
    m_widgets.pages.showLatestOnly(wantsState(query, QueryState::Latest));
    showInstances();
    Q_EMIT queryChanged(query);
}

void QueryPresenter::chooseInstance(const QString &instanceId)
{
    m_instanceToRestore.clear();
    TaskQuery query = m_query;
    query.remove(QueryField::Instance);
    if (!instanceId.isEmpty())
        query.setWanted(QueryField::Instance, {namedValue(instanceId, m_names.instances)});
    setQuery(query);
}

void QueryPresenter::setInstances(const std::vector<RegistryInstance> &instances)
{
    m_instances = instances;
    showInstances();
    const bool isKnown =
        std::ranges::find(instances, m_instanceToRestore, &RegistryInstance::id) != instances.end();
    if (isKnown)
        chooseInstance(QString(m_instanceToRestore));
}

void QueryPresenter::setNames(const QueryNames &names)
{
    m_names = names;
    m_widgets.filterPane.setNames(names);
}

QString QueryPresenter::onlyInstance() const
{
    const QString asked = m_query.exact(QueryField::Instance);
    const auto only = std::ranges::find_if(m_instances, [&asked](const RegistryInstance &known) {
        return !asked.isEmpty() && (known.id == asked || known.name == asked);
    });
    return only == m_instances.end() ? QString() : only->id;
}

void QueryPresenter::showInstances()
{
    const QString only = onlyInstance();
    m_widgets.toolBar.showInstances(m_instances, only);
    if (only.isEmpty() && m_query.has(QueryField::Instance))
        m_widgets.toolBar.showInstancesOfQuery();
}

TaskQuery QueryPresenter::headlineScope() const
{
    return m_query.only({QueryField::Instance, QueryField::Since, QueryField::Until});
}
