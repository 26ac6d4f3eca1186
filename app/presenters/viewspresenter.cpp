#include "viewspresenter.h"

#include "fixedtimes.h"
#include "queryparser.h"
#include "querypresenter.h"
#include "querytext.h"
#include "rangepresenter.h"
#include "statuschartview.h"
#include "synctasktablemodel.h"
#include "taskfilter.h"
#include "tasktableview.h"
#include "viewlist.h"

#include <QShortcut>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds lookPause = 10s;

} // namespace

ViewsPresenter::ViewsPresenter(const TaskStore &store, const SyncTaskTableModel &model,
                               const RangePresenter &ranges, Clock &clock, QueryPresenter &queries,
                               ViewList &list, TaskTableView &table, StatusChartView &chart,
                               QObject *parent)
    : QObject(parent),
      m_store(store),
      m_model(model),
      m_ranges(ranges),
      m_queries(queries),
      m_list(list),
      m_table(table),
      m_chart(chart),
      m_recount(clock, [this] { return beginCount(); }),
      m_clock(clock)
{
    connectParts();
}

void ViewsPresenter::connectParts()
{
    connect(&m_list, &ViewList::opened, this, &ViewsPresenter::open);
    connect(&m_list, &ViewList::saveRequested, this, &ViewsPresenter::save);
    connect(&m_list, &ViewList::renameRequested, this, &ViewsPresenter::rename);
    connect(&m_list, &ViewList::replaceRequested, this, &ViewsPresenter::replace);
    connect(&m_list, &ViewList::notifyToggled, this, &ViewsPresenter::setNotifies);
    connect(&m_list, &ViewList::moveRequested, this, &ViewsPresenter::move);
    connect(&m_list, &ViewList::removeRequested, this, &ViewsPresenter::remove);
    connect(&m_list, &ViewList::undoRequested, this, &ViewsPresenter::undoRemoval);
    connect(&m_queries, &QueryPresenter::queryChanged, this, &ViewsPresenter::show);
    // It moves on with the time, and the counts with it.
    connect(&m_ranges, &RangePresenter::changed, this, [this] {
        show();
        scheduleRecount();
    });
    for (int number = 0; number < ViewList::openedByKey; ++number) {
        connect(new QShortcut(ViewList::keyOf(number), m_list.window()), &QShortcut::activated,
                this, [this, number] {
                    if (const auto index = static_cast<std::size_t>(number); index < m_views.size())
                        open(QString(m_views[index].saved.name));
                });
    }
}

void ViewsPresenter::keepIn(const QString &file)
{
    m_file = ViewsFile(file);
    load();
}

void ViewsPresenter::load()
{
    const auto views = m_file.load();
    if (views) {
        if (std::exchange(m_isUnread, false))
            m_list.showFault({});
        return take(*views);
    }
    if (!std::exchange(m_isUnread, true))
        m_list.showFault(views.error());
    m_nextLook = m_clock.after(lookPause, [this] { load(); });
}

void ViewsPresenter::take(const SavedViews &views)
{
    const std::vector<View> former = std::exchange(m_views, {});
    for (const SavedView &saved : views) {
        View view{.saved = saved};
        const tl::expected<TaskQuery, QueryError> query = parseQuery(saved.query);
        if (query && !saved.isNewer)
            view.query = *query;
        const auto same = std::ranges::find_if(former, [&view](const View &known) {
            return known.query == view.query && known.saved.range == view.saved.range;
        });
        if (same != former.end())
            view.count = same->count;
        else if (view.query)
            view.count = countOf(*view.query, saved.range);
        m_views.push_back(std::move(view));
    }
    show();
    scheduleRecount();
    Q_EMIT viewsChanged();
}

bool ViewsPresenter::change(const std::function<void(SavedViews &)> &edit, const QString &newName)
{
    bool isTaken = false;
    const auto views = m_file.change([&](SavedViews &present) {
        isTaken = !newName.isEmpty() && indexOf(newName, present) < present.size();
        if (!isTaken)
            edit(present);
    });
    if (!views) {
        m_list.showFault(views.error());
        return false;
    }
    m_isUnread = false;
    m_nextLook = {};
    if (isTaken)
        m_list.showFault(tr("A view named “%1” already exists.").arg(newName));
    else
        m_list.endNaming();
    take(*views);
    return !isTaken;
}

/// Another window may have deleted the view: then nothing changes.
void ViewsPresenter::changeView(const QString &name,
                                const std::function<void(SavedViews &, std::size_t index)> &edit,
                                const QString &newName)
{
    const auto editPresent = [&name, &edit](SavedViews &views) {
        if (const std::size_t index = indexOf(name, views); index < views.size())
            edit(views, index);
    };
    change(editPresent, newName);
}

void ViewsPresenter::show()
{
    std::vector<ViewItem> items;
    for (const View &view : m_views) {
        ViewItem item{.name = view.saved.name, .tip = view.saved.query};
        if (view.query) {
            item.count = view.count;
            item.notifies = view.saved.notifies;
            item.muted = m_muted ? m_muted(view.saved.name) : QString();
            item.isCurrent = isCurrent(view);
        } else {
            item.fault = view.saved.isNewer
                             //: Behind the name of a saved view: a newer program made it
                             ? tr("newer version")
                             //: Behind the name of a saved view: its query has a mistake
                             : tr("mistake");
        }
        items.push_back(item);
    }
    m_list.showItems(items);
}

void ViewsPresenter::open(const QString &name)
{
    const auto view = find(name);
    if (view == m_views.end())
        return;
    const SavedView saved = view->saved; // showing it may change the list
    m_list.endNaming();
    if (saved.isNewer)
        return m_list.showFault(tr("“%1” was saved by a newer version of this program. It is kept, "
                                   "and can be opened there.")
                                    .arg(name));
    m_table.restoreColumnState(saved.columns);
    m_chart.setRange(saved.range);
    Q_EMIT rangeChosen(saved.range);
    m_queries.setText(saved.query);
}

/// Shows a fault if it is not.
bool ViewsPresenter::isQueryGood()
{
    const bool isGood = m_queries.commitText();
    if (!isGood)
        m_list.showFault(
            tr("The query has a mistake. Correct it first: the view saves the query."));
    return isGood;
}

void ViewsPresenter::save(const QString &newName)
{
    if (isQueryGood())
        change([this, &newName](SavedViews &views) { views.push_back(viewOfWindow(newName)); },
               newName);
}

void ViewsPresenter::rename(const QString &name, const QString &newName)
{
    changeView(
        name, [&newName](SavedViews &views, std::size_t index) { views[index].name = newName; },
        newName);
    if (find(newName) != m_views.end() && find(name) == m_views.end())
        Q_EMIT renamed(name, newName);
}

void ViewsPresenter::replace(const QString &name)
{
    if (!isQueryGood())
        return;
    changeView(name, [this, &name](SavedViews &views, std::size_t index) {
        SavedView view = viewOfWindow(name);
        view.notifies = views[index].notifies;
        view.stored = views[index].stored;
        views[index] = view;
    });
}

void ViewsPresenter::setNotifies(const QString &name, bool notifies)
{
    changeView(name, [notifies](SavedViews &views, std::size_t index) {
        views[index].notifies = notifies;
    });
}

std::vector<TaskQuery> ViewsPresenter::notifyingQueries() const
{
    std::vector<TaskQuery> queries;
    for (const View &view : m_views) {
        if (view.query && view.saved.notifies)
            queries.push_back(*view.query);
    }
    return queries;
}

std::optional<TaskQuery> ViewsPresenter::queryNamed(const QString &name) const
{
    const auto view = find(name);
    return view == m_views.end() ? std::nullopt : view->query;
}

SavedViews ViewsPresenter::saved() const
{
    SavedViews views;
    for (const View &view : m_views)
        views.push_back(view.saved);
    return views;
}

void ViewsPresenter::move(const QString &name, int steps)
{
    changeView(name, [steps](SavedViews &views, std::size_t index) {
        const auto target = static_cast<std::ptrdiff_t>(index) + steps;
        if (target >= 0 && target < std::ssize(views))
            std::swap(views[index], views[static_cast<std::size_t>(target)]);
    });
}

void ViewsPresenter::remove(const QString &name)
{
    std::optional<Removed> removed;
    changeView(name, [&removed](SavedViews &views, std::size_t index) {
        removed = Removed{.view = views[index], .index = index};
        views.erase(views.begin() + static_cast<std::ptrdiff_t>(index));
    });
    if (!removed || find(name) != m_views.end())
        return; // saving failed
    m_removed = removed;
    m_list.offerUndo(name);
}

void ViewsPresenter::undoRemoval()
{
    if (!m_removed)
        return;
    const auto insert = [this](SavedViews &views) {
        const std::size_t index = std::min(m_removed->index, views.size());
        views.insert(views.begin() + static_cast<std::ptrdiff_t>(index), m_removed->view);
    };
    const bool isBack = change(insert, m_removed->view.name);
    if (!isBack)
        return; // the undo stays available
    m_removed.reset();
    m_list.offerUndo({});
}

SavedView ViewsPresenter::viewOfWindow(const QString &name) const
{
    return {.name = name,
            .query = queryText(withOffsets(m_queries.query())),
            .columns = m_table.columnState(),
            .range = m_chart.range()};
}

Recount::Steps ViewsPresenter::beginCount()
{
    m_nextCounted = 0;
    return {[this] { return countNext(); }, TimeSlicedJob::once([this] { show(); })};
}

/// One view at a time: with a million tasks each count takes milliseconds, between which the window
/// handles events.
bool ViewsPresenter::countNext()
{
    if (m_nextCounted >= m_views.size())
        return false;
    View &view = m_views[m_nextCounted++];
    if (view.query)
        view.count = countOf(*view.query, view.saved.range);
    return true;
}

/// The number of tasks after a click on the view, which has its own range.
std::optional<int> ViewsPresenter::countOf(const TaskQuery &query, ChartRange range) const
{
    QueryContext context = m_model.filter().context();
    context.range = m_ranges.rangeOf(range);
    const TaskFilter filter(m_store, query, context);
    const auto count = static_cast<int>(filter.matchingRows().size());
    return filter.costlyTerm() == nullptr ? std::optional(count) : std::nullopt;
}

bool ViewsPresenter::isCurrent(const View &view) const
{
    const TaskQuery &query = m_queries.query();
    const bool hasTimes = query.has(QueryField::Since) || query.has(QueryField::Until);
    const bool isSameRange = !m_ranges.drawn() && view.saved.range == m_chart.range();
    return view.query && withOffsets(*view.query) == withOffsets(query) &&
           (hasTimes || isSameRange);
}

/// A view means the same after another zone was chosen, and in another window.
TaskQuery ViewsPresenter::withOffsets(const TaskQuery &query) const
{
    const TimeContext context = m_model.timeContext();
    return ::withOffsets(query, context.now, context.times.zone);
}

std::vector<ViewsPresenter::View>::const_iterator ViewsPresenter::find(const QString &name) const
{
    return std::ranges::find_if(m_views,
                                [&name](const View &view) { return view.saved.name == name; });
}
