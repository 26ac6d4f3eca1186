#include "taskcolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "queryvalues.h"
#include "region.h"
#include "statuscounts.h"
#include "taskadvice.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;
using By = TaskSortValue::By;
using Parts = TaskSortValue::Parts;

class TaskCells final {
    Q_DECLARE_TR_FUNCTIONS(TaskCells)
};

// What cells say.

template<QString SyncTask::*member>
QString memberText(const SyncTask &task, const CellContext & /*context*/)
{
    return task.*member;
}

template<std::optional<bool> SyncTask::*flag>
QString yesNo(const SyncTask &task, const CellContext & /*context*/)
{
    if (!(task.*flag))
        return {};
    return *(task.*flag) ? TaskCells::tr("Yes") : TaskCells::tr("No");
}

template<QDateTime SyncTask::*time>
QString shortTime(const SyncTask &task, const CellContext &context)
{
    return momentCellText(task.*time, {context.now, context.times});
}

template<QDateTime SyncTask::*time>
QString wholeTime(const SyncTask &task, const CellContext &context)
{
    return absoluteTimeText(task.*time, context.times);
}

template<QDateTime SyncTask::*time>
QString timeAndAge(const SyncTask &task, const CellContext &context)
{
    if (!(task.*time).isValid())
        return {};
    return absoluteTimeText(task.*time, context.times) + u'\n' +
           relativeTimeText(task.*time, context.now);
}

template<ImageRef SyncTask::*end>
QString endText(const SyncTask &task, const CellContext & /*context*/)
{
    const ImageRef &image = task.*end;
    return image.instanceId.isEmpty() ? image.path() : image.instanceId + u" · "_s + image.path();
}

/// It begins with the id of the instance.
template<ImageRef SyncTask::*end>
bool hasInstance(const SyncTask &task, const CellContext & /*context*/)
{
    return !(task.*end).instanceId.isEmpty();
}

bool isId(const SyncTask & /*task*/, const CellContext & /*context*/)
{
    return true;
}

QString statusText(const SyncTask &task, const CellContext &context)
{
    //: Status of a task that failed, before a later copy of its image succeeded
    return context.isRepaired ? QCoreApplication::translate("TaskColumns", "Repaired")
                              : displayName(task.status);
}

/// What the registry says: it knows of no repair.
QString givenStatus(const SyncTask &task, const CellContext & /*context*/)
{
    return displayName(task.status);
}

QString causeText(const SyncTask &task, const CellContext & /*context*/)
{
    return task.status.value == SyncTaskStatus::Error ? displayName(task.issue) : QString();
}

QString statusAndCause(const SyncTask &task, const CellContext &context)
{
    const QString cause = causeText(task, context);
    const QString status = statusText(task, context);
    const QString said = cause.isEmpty() ? status : status + u": "_s + cause;
    return context.acknowledged.isEmpty() ? said : said + u", "_s + context.acknowledged;
}

QString adviceText(const SyncTask &task, const CellContext &context)
{
    if (task.status.value != SyncTaskStatus::Error)
        return {};
    if (context.isRepaired)
        return QCoreApplication::translate(
            "TaskColumns", "It failed; a later copy has brought the image to the destination.");
    const Advice advice = adviceFor(task);
    return advice.happened + u'\n' + advice.whatToDo;
}

/// With who looks after it.
QString statusToolTip(const SyncTask &task, const CellContext &context)
{
    const QString advice = adviceText(task, context);
    return context.acknowledged.isEmpty() ? advice : context.acknowledged + u'\n' + advice;
}

QString imageText(const SyncTask &task, const CellContext & /*context*/)
{
    return task.imageFrom.path();
}

QString bothEnds(const SyncTask &task, const CellContext &context)
{
    return endText<&SyncTask::imageFrom>(task, context) + u" →\n"_s +
           endText<&SyncTask::imageTo>(task, context);
}

QString routeNames(const SyncTask &task, const CellContext & /*context*/)
{
    return routeText(task);
}

QString routeIds(const SyncTask &task, const CellContext & /*context*/)
{
    return task.imageFrom.regionId + u" → "_s + task.imageTo.regionId;
}

QString routeSpoken(const SyncTask &task, const CellContext & /*context*/)
{
    //: A route, spoken.
    return TaskCells::tr("from %1 to %2")
        .arg(placeName(task.imageFrom.regionId), placeName(task.imageTo.regionId));
}

QString taskDuration(const SyncTask &task, const CellContext &context)
{
    const auto duration = durationOf(task, context.knownUntil());
    return duration ? durationText(*duration) : QString();
}

/// Where it does not go on, why.
QString durationFacts(const SyncTask & /*task*/, const CellContext &context)
{
    return context.lastReading.isValid()
               ? unreadSinceText(context.lastReading, {context.now, context.times})
               : QString();
}

QString progressShare(const SyncTask &task, const CellContext &context)
{
    const std::optional<double> progress = cellProgress(task, context);
    if (!progress)
        return {};
    //: %1 is a number, as in "61 %".
    return TaskCells::tr("%1 %").arg(QLocale().toString(std::floor(*progress * 100), 'f', 0));
}

QString progressBytes(const SyncTask &task, const CellContext &context)
{
    if (!cellProgress(task, context))
        return {};
    //: Sizes, as in "12.0 MiB of 31.2 MiB".
    return TaskCells::tr("%1 of %2")
        .arg(bytesText(context.progress->synced), bytesText(context.progress->total));
}

QString triggerText(const SyncTask &task, const CellContext & /*context*/)
{
    return task.trigger == Word<TaskTrigger>{} ? QString() : displayName(task.trigger);
}

QString ruleText(const SyncTask &task, const CellContext &context)
{
    return context.ruleNames ? context.ruleNames->value(task.ruleId, task.ruleId) : task.ruleId;
}

/// Without a known name.
bool isRuleShownById(const SyncTask &task, const CellContext &context)
{
    return ruleText(task, context) == task.ruleId;
}

QString ruleNameAndId(const SyncTask &task, const CellContext &context)
{
    return isRuleShownById(task, context) ? task.ruleId
                                          : ruleText(task, context) + u'\n' + task.ruleId;
}

QString priorityText(const SyncTask &task, const CellContext & /*context*/)
{
    return task.priority ? QLocale().toString(*task.priority) : QString();
}

QString accountText(const SyncTask & /*task*/, const CellContext &context)
{
    return context.account;
}

// What columns sort by.

using Number = std::optional<qint64>;

constexpr TaskSortValue byNumber(decltype(TaskSortValue::number) number)
{
    return {.by = By::Number, .number = number};
}

template<auto TaskStore::*value>
Number storedNumber(const TaskStore &store, TaskRow row, qint64 /*nowMs*/)
{
    return (store.*value)(row);
}

template<qint64 (TaskStore::*time)(TaskRow) const>
Number storedTime(const TaskStore &store, TaskRow row, qint64 /*nowMs*/)
{
    const qint64 ms = (store.*time)(row);
    return ms == 0 ? std::nullopt : Number(ms);
}

Number statusRank(const TaskStore &store, TaskRow row, qint64 /*nowMs*/)
{
    return std::ranges::find(shownStatuses, store.status(row)) - shownStatuses.begin();
}

Number triggerNumber(const TaskStore &store, TaskRow row, qint64 /*nowMs*/)
{
    return static_cast<qint64>(store.trigger(row));
}

Number durationMs(const TaskStore &store, TaskRow row, qint64 nowMs)
{
    return store.durationMs(row, nowMs);
}

Number progressNumber(const TaskStore &store, TaskRow row, qint64 /*nowMs*/)
{
    // Parts in a million: finer than what is painted, and whole.
    constexpr double parts = 1e6;
    if (store.status(row) != SyncTaskStatus::Synchronizing)
        return {};
    const std::optional<TransferProgress> progress = store.progress(row);
    if (!progress || progress->total <= 0)
        return {};
    return static_cast<qint64>(static_cast<double>(progress->synced) * parts /
                               static_cast<double>(progress->total));
}

template<StringPool::Id TaskColdFields::*text>
Parts coldText(const TaskStore &store, TaskRow row)
{
    return {.second = store.coldFields(row).*text};
}

Parts causeParts(const TaskStore &store, TaskRow row)
{
    return {.second = store.status(row) == SyncTaskStatus::Error ? store.coldFields(row).issueText
                                                                 : StringPool::empty};
}

Parts sourceParts(const TaskStore &store, TaskRow row)
{
    return {.repository = store.ends(row).from, .second = store.tags(row).from};
}

Parts destinationParts(const TaskStore &store, TaskRow row)
{
    return {.repository = store.ends(row).to, .second = store.tags(row).to};
}

Parts routeParts(const TaskStore &store, TaskRow row)
{
    return {.repository = store.ends(row).from, .second = store.ends(row).to};
}

// What asks for the tasks that say the same.

template<QueryField field, auto SyncTask::*word>
TaskCondition wordCondition(const SyncTask &task, const QueryNames & /*names*/)
{
    return {.field = field, .value = wordValue(task.*word)};
}

TaskCondition imageCondition(const SyncTask &task, const QueryNames & /*names*/)
{
    const ImageRef &from = task.imageFrom;
    if (from.repoName.isEmpty())
        return {};
    return {.field = QueryField::Image,
            .value = repositoryValue(from.repoNamespaceName, from.repoName),
            .name = repositoryPath(from.repoNamespaceName, from.repoName)};
}

TaskCondition routeCondition(const SyncTask &task, const QueryNames & /*names*/)
{
    const QString &from = task.imageFrom.regionId;
    const QString &to = task.imageTo.regionId;
    if (from.isEmpty() || to.isEmpty())
        return {};
    return {.field = QueryField::Route, .value = routeValue(from, to)};
}

TaskCondition ruleCondition(const SyncTask &task, const QueryNames &names)
{
    if (task.ruleId.isEmpty())
        return {};
    return {.field = QueryField::Rule, .value = namedValue(task.ruleId, names.rules)};
}

constexpr std::array taskColumns = {
    TaskColumn{
        .column = Column::Status,
        .key = "Status",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Status"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "Task status"),
        .text = &statusText,
        .copyText = &givenStatus,
        .spokenText = &statusAndCause,
        .toolTip = &statusToolTip,
        .sortValue = byNumber(&statusRank),
        .condition = &wordCondition<QueryField::Status, &SyncTask::status>,
        .width = 96,
        .leastWidth = 88,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Image,
        .key = "Image",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Image"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "Namespace, repository and tag at the source"),
        .text = &imageText,
        .toolTip = &bothEnds,
        .sortValue = {.by = By::Image, .parts = &sourceParts},
        .condition = &imageCondition,
        .isImage = true,
        .width = 148,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Cause,
        .key = "Cause",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Cause"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "Why the task failed, as the registry says"),
        .text = &causeText,
        .toolTip = &adviceText,
        .sortValue = {.by = By::Text, .parts = &causeParts},
        .condition = &wordCondition<QueryField::Cause, &SyncTask::issue>,
        .width = 128,
        .leastWidth = 100,
        .mostWidth = 160,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Route,
        .key = "Route",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Route"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "From which region to which"),
        .text = &routeNames,
        .copyText = &routeIds,
        .spokenText = &routeSpoken,
        .toolTip = &routeIds,
        .sortValue = {.by = By::Route, .parts = &routeParts},
        .condition = &routeCondition,
        .width = 186,
        .leastWidth = 146,
        .mostWidth = 208,
        .givesWayLast = true, // both ends of a route count
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Created,
        .key = "Created",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Created"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "When the task was created"),
        .text = &shortTime<&SyncTask::createdAt>,
        .copyText = &wholeTime<&SyncTask::createdAt>,
        .spokenText = &wholeTime<&SyncTask::createdAt>,
        .toolTip = &timeAndAge<&SyncTask::createdAt>,
        .sortValue = byNumber(&storedTime<&TaskStore::createdMs>),
        .isTime = true,
        .isRightAligned = true,
        .width = 126,
        .leastWidth = 96,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Duration,
        .key = "Duration",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Duration"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "How long the task took, or has taken so far"),
        .text = &taskDuration,
        .toolTip = &durationFacts,
        .sortValue = {.by = By::Number, .number = &durationMs, .movesOn = true},
        .isRightAligned = true,
        .width = 78,
        .leastWidth = 74,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Progress,
        .key = "Progress",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Progress"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "How much of the image was copied, for running tasks"),
        .text = &progressShare,
        .toolTip = &progressBytes,
        .sortValue = byNumber(&progressNumber),
        .width = 88,
        .leastWidth = 68,
        .isShown = true,
    },
    TaskColumn{
        .column = Column::Source,
        .key = "Source",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Source"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "Instance and image that is copied"),
        .text = &endText<&SyncTask::imageFrom>,
        .toolTip = &endText<&SyncTask::imageFrom>,
        .isInFixedFont = &hasInstance<&SyncTask::imageFrom>,
        .sortValue = {.by = By::End, .parts = &sourceParts},
        .isImage = true,
        .width = 220,
    },
    TaskColumn{
        .column = Column::Destination,
        .key = "Destination",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Destination"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "Instance and image to which it is copied"),
        .text = &endText<&SyncTask::imageTo>,
        .toolTip = &endText<&SyncTask::imageTo>,
        .isInFixedFont = &hasInstance<&SyncTask::imageTo>,
        .sortValue = {.by = By::End, .parts = &destinationParts},
        .isImage = true,
        .width = 220,
    },
    TaskColumn{
        .column = Column::Trigger,
        .key = "Trigger",
        //: What started a task.
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Trigger"),
        .sourceToolTip =
            QT_TRANSLATE_NOOP("TaskColumns", "Whether a push or a person started the task"),
        .text = &triggerText,
        .sortValue = byNumber(&triggerNumber),
        .condition = &wordCondition<QueryField::Trigger, &SyncTask::trigger>,
        .width = 90,
    },
    TaskColumn{
        .column = Column::Rule,
        .key = "Rule",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Rule"),
        .sourceToolTip = QT_TRANSLATE_NOOP(
            "TaskColumns", "The synchronization rule behind the task; none for a single run"),
        .text = &ruleText,
        .toolTip = &ruleNameAndId,
        .isInFixedFont = &isRuleShownById,
        .sortValue = {.by = By::RuleName, .parts = &coldText<&TaskColdFields::rule>},
        .condition = &ruleCondition,
        .width = 130,
    },
    TaskColumn{
        .column = Column::Modified,
        .key = "Modified",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Modified"),
        .sourceToolTip = QT_TRANSLATE_NOOP(
            "TaskColumns", "When the task changed last: its end, once it has ended"),
        .text = &shortTime<&SyncTask::modifiedAt>,
        .copyText = &wholeTime<&SyncTask::modifiedAt>,
        .spokenText = &wholeTime<&SyncTask::modifiedAt>,
        .toolTip = &timeAndAge<&SyncTask::modifiedAt>,
        .sortValue = byNumber(&storedTime<&TaskStore::modifiedMs>),
        .isTime = true,
        .isRightAligned = true,
        .width = 132,
    },
    TaskColumn{
        .column = Column::Batch,
        .key = "Batch",
        //: All tasks that one push of an image caused.
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Batch"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns",
                                           "Tasks that one push of an image caused share this id"),
        .text = &memberText<&SyncTask::batchId>,
        .toolTip = &memberText<&SyncTask::batchId>,
        .isInFixedFont = &isId,
        .sortValue = {.by = By::Batch, .parts = &coldText<&TaskColdFields::batch>},
        .width = 150,
    },
    TaskColumn{
        .column = Column::TaskId,
        .key = "TaskId",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Task id"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "The registry's id of the task"),
        .text = &memberText<&SyncTask::id>,
        .toolTip = &memberText<&SyncTask::id>,
        .isInFixedFont = &isId,
        .sortValue = {.by = By::Id},
        .width = 150,
    },
    TaskColumn{
        .column = Column::CrossUser,
        .key = "CrossUser",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Cross account"),
        .sourceToolTip = QT_TRANSLATE_NOOP(
            "TaskColumns", "Whether source and destination belong to different accounts"),
        .text = &yesNo<&SyncTask::crossUser>,
        .sortValue = byNumber(&storedNumber<&TaskStore::crossUser>),
        .width = 100,
    },
    TaskColumn{
        .column = Column::Accelerated,
        .key = "Accelerated",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Accelerated"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "Whether sync acceleration was in use"),
        .text = &yesNo<&SyncTask::syncTransAccelerate>,
        .sortValue = byNumber(&storedNumber<&TaskStore::accelerated>),
        .width = 100,
    },
    TaskColumn{
        .column = Column::CustomLink,
        .key = "CustomLink",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Custom link"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "Whether a custom link was in use"),
        .text = &yesNo<&SyncTask::customLink>,
        .sortValue = byNumber(&storedNumber<&TaskStore::customLink>),
        .width = 100,
    },
    TaskColumn{
        .column = Column::LinkId,
        .key = "LinkId",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Link id"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "The registry's id of the custom link"),
        .text = &memberText<&SyncTask::linkId>,
        .toolTip = &memberText<&SyncTask::linkId>,
        .isInFixedFont = &isId,
        .sortValue = {.by = By::Text, .parts = &coldText<&TaskColdFields::link>},
        .width = 150,
    },
    TaskColumn{
        .column = Column::Priority,
        .key = "Priority",
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Priority"),
        .sourceToolTip = QT_TRANSLATE_NOOP("TaskColumns", "The priority that was asked for"),
        .text = &priorityText,
        .sortValue = byNumber(&storedNumber<&TaskStore::priority>),
        .isRightAligned = true,
        .width = 100,
    },
    TaskColumn{
        .column = Column::Account,
        .key = "Account",
        //: The account whose instance lists a task, by the name of its profile
        .sourceTitle = QT_TRANSLATE_NOOP("TaskColumns", "Account"),
        .sourceToolTip = QT_TRANSLATE_NOOP(
            "TaskColumns", "The profile whose registry lists the task, where several are watched"),
        .text = &accountText,
        .toolTip = &accountText,
        .sortValue = {.by = By::AccountName, .parts = &coldText<&TaskColdFields::instance>},
        .width = 110,
    },
};
static_assert(areInOrder(taskColumns) && taskColumns.size() == SyncTaskTableModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

const TaskColumn &taskColumn(Column column)
{
    return taskColumns.at(static_cast<std::size_t>(column));
}

const TaskColumn *taskColumn(const QString &key)
{
    const auto *found = std::ranges::find_if(taskColumns, [&key](const TaskColumn &column) {
        return key == QLatin1StringView(column.key);
    });
    return found == taskColumns.end() ? nullptr : found;
}

QString TaskColumn::title() const
{
    return QCoreApplication::translate("TaskColumns", sourceTitle);
}

QString TaskColumn::title(const TimeContext &context) const
{
    return isTime && context.times.style != TimeStyle::Relative ? withZone(title(), context)
                                                                : title();
}

QString TaskColumn::titleToolTip(const TimeContext &context) const
{
    if (!isTime)
        return titleToolTip();
    //: Below what a column of times tells; %1 is a time zone, e.g. "Asia/Shanghai, UTC+8"
    return titleToolTip() + u'\n' + TaskCells::tr("Time zone: %1").arg(zoneName(context));
}

QString TaskColumn::titleToolTip() const
{
    return QCoreApplication::translate("TaskColumns", sourceToolTip);
}

std::optional<double> cellProgress(const SyncTask &task, const CellContext &context)
{
    if (task.status.value != SyncTaskStatus::Synchronizing || !context.progress ||
        context.progress->total <= 0)
        return {};
    const double share = static_cast<double>(context.progress->synced) /
                         static_cast<double>(context.progress->total);
    return std::clamp(share, 0.0, 1.0);
}

QString TaskColumn::jsonKey() const
{
    QString name = QString::fromLatin1(key);
    name[0] = name.at(0).toLower();
    return name;
}
