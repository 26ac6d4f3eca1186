#include "linkpresenter.h"

#include "centerpages.h"
#include "fixedtimes.h"
#include "instancewatcher.h"
#include "messagebar.h"
#include "printable.h"
#include "queryparser.h"
#include "querypresenter.h"
#include "querytext.h"
#include "settings.h"
#include "statuschartview.h"
#include "synctasktablemodel.h"
#include "tasktableview.h"
#include "viewspresenter.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool lists(const std::vector<RegistryInstance> &instances, const QString &id)
{
    return std::ranges::any_of(
        instances, [&id](const RegistryInstance &instance) { return instance.id == id; });
}

Advice unreadable(const QString &link, const QString &why)
{
    //: %1: the link
    return {.happened = LinkPresenter::tr("The link %1 cannot be opened.").arg(shownLink(link)),
            .whatToDo = why};
}

} // namespace

LinkPresenter::LinkPresenter(const Sources &sources, const Widgets &widgets, QObject *parent)
    : QObject(parent), m_sources(sources), m_widgets(widgets)
{
    connect(&m_widgets.copyQueryLink, &QAction::triggered, this, &LinkPresenter::copyQueryLink);
    connect(&m_widgets.table, &TaskTableView::linkRequested, this,
            [this](int row) { copyTaskLink(m_sources.model.storeRow(row)); });
}

void LinkPresenter::open(const QString &text, const QDateTime &now)
{
    m_sought.reset(); // the newest link counts
    if (m_told)
        m_widgets.messageBar.withdrawNotice(*std::exchange(m_told, {}));
    const tl::expected<DashboardLink, QString> link = parseLink(text);
    if (!link)
        return tell(unreadable(text, link.error()));
    if (const auto *task = std::get_if<LinkedTask>(&*link))
        show(*task, now);
    else if (const auto *query = std::get_if<LinkedQuery>(&*link))
        show(*query);
    else if (const auto *view = std::get_if<LinkedView>(&*link))
        show(*view);
}

void LinkPresenter::tick(const QDateTime &now, bool isLoading)
{
    if (!m_sought)
        return;
    const LinkedTask task = m_sought->task;
    const bool isFound = openFound(task);
    if (!isFound && isLoading && now < m_sought->until)
        return;
    m_sought.reset();
    if (m_told)
        m_widgets.messageBar.withdrawNotice(*std::exchange(m_told, {}));
    if (!isFound)
        tell(notFound(task), task.taskId);
}

void LinkPresenter::show(const LinkedTask &task, const QDateTime &now)
{
    if (openFound(task))
        return;
    m_sought = Sought{.task = task, .until = now.addSecs(patience.count())};
    tell({.happened = tr("The task of the link is not known yet."),
          .whatToDo = tr("It opens when it is among the tasks that are being loaded.")},
         task.taskId);
}

bool LinkPresenter::openFound(const LinkedTask &task)
{
    const std::optional<TaskRow> row = m_sources.store.find(task.instanceId, task.taskId);
    if (!row)
        return false;
    m_widgets.pages.openPage(m_widgets.table);
    Q_EMIT taskFound(*row);
    return true;
}

void LinkPresenter::show(const LinkedQuery &linked)
{
    const tl::expected<TaskQuery, QueryError> query = parseQuery(linked.query);
    if (!query)
        return tell({.happened = tr("The query of the link cannot be read."),
                     .whatToDo = describe(query.error())},
                    printable(linked.query));
    const std::optional<ChartRange> range = chartRangeNamed(linked.range);
    if (!linked.range.isEmpty() && !range)
        return tell(unreadable(writeLink(linked),
                               tr("It names a range of time that this version of the program "
                                  "does not know.")));
    if (range) {
        m_widgets.chart.setRange(*range);
        Q_EMIT rangeChosen(*range);
    }
    m_sources.queries.showTasks(*query);
}

void LinkPresenter::show(const LinkedView &linked)
{
    const auto &views = m_sources.views.items();
    if (std::ranges::find(views, linked.name, &ViewItem::name) == views.end())
        return tell({.happened = tr("No saved view is called “%1”.").arg(isolated(linked.name)),
                     .whatToDo = tr("Views are those of this computer. Ask for a link to the "
                                    "query instead.")});
    m_widgets.pages.openPage(m_widgets.table);
    m_sources.views.open(linked.name);
}

void LinkPresenter::tell(const Advice &advice, const QString &technical)
{
    m_told = advice;
    m_widgets.messageBar.showAnswer(advice, technical);
}

/// Where to look for a task depends on whether its instance is read at all.
Advice LinkPresenter::notFound(const LinkedTask &task) const
{
    const QString instance = isolated(task.instanceId);
    if (lists(m_sources.instances.watchedInstances(), task.instanceId))
        return {.happened = tr("The task of the link is not among those that are loaded."),
                .whatToDo = tr("Choose “Load all tasks” in the ☰ menu, then open the link again. "
                               "The registry forgets old tasks.")};
    if (lists(m_sources.instances.directory().instances(), task.instanceId))
        return {.happened = tr("The link leads to %1, which is left out.").arg(instance),
                .whatToDo = tr("Choose the instance in the settings, under Accounts and regions, "
                               "then open the link again.")};
    return {.happened = tr("The link leads to %1, which is not watched.").arg(instance),
            .whatToDo = tr("Choose the profile of its account under Profiles in the ☰ menu, or its "
                           "region in the settings, then open the link again.")};
}

void LinkPresenter::copyQueryLink()
{
    // Its times mean the same in the zone of whoever opens it.
    const TimeContext now = m_sources.model.timeContext();
    const TaskQuery query = withOffsets(m_sources.queries.query(), now.now, now.times.zone);
    const QString link =
        writeLink(LinkedQuery{.query = queryText(query), .range = nameOf(m_widgets.chart.range())});
    if (!parseLink(link)) // it is long, or has characters that show nothing
        return tell({.happened = tr("This query does not fit into a link."),
                     .whatToDo = tr("Shorten it, or copy it from the box.")});
    QGuiApplication::clipboard()->setText(link);
}

void LinkPresenter::copyTaskLink(TaskRow row)
{
    const SyncTask task = m_sources.store.task(row);
    QGuiApplication::clipboard()->setText(
        writeLink(LinkedTask{.instanceId = m_sources.store.instanceId(row), .taskId = task.id}));
}
