#include "cellquery.h"

#include "queryvalues.h"

namespace {

/// What a task has in one field; an empty value: nothing that could be asked for.
struct Condition {
    QueryField field = QueryField::Text;
    QueryValue value{};
};

Condition conditionOf(const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names)
{
    using enum SyncTaskTableModel::Column;
    const ImageRef &from = task.imageFrom;
    const ImageRef &to = task.imageTo;
    if (column == Status)
        return {.field = QueryField::Status, .value = wordValue(task.status)};
    if (column == Cause)
        return {.field = QueryField::Cause, .value = wordValue(task.issue)};
    if (column == Trigger)
        return {.field = QueryField::Trigger, .value = wordValue(task.trigger)};
    if (column == Image && !from.repoName.isEmpty())
        return {.field = QueryField::Image,
                .value = repositoryValue(from.repoNamespaceName, from.repoName)};
    if (column == Route && !from.regionId.isEmpty() && !to.regionId.isEmpty())
        return {.field = QueryField::Route, .value = routeValue(from.regionId, to.regionId)};
    if (column == Rule && !task.ruleId.isEmpty())
        return {.field = QueryField::Rule, .value = namedValue(task.ruleId, names.rules)};
    return {};
}

} // namespace

QString cellName(const SyncTask &task, SyncTaskTableModel::Column column, const QString &shown)
{
    if (conditionOf(task, column, {}).value.text.isEmpty())
        return {};
    return column == SyncTaskTableModel::Column::Image
               ? repositoryPath(task.imageFrom.repoNamespaceName, task.imageFrom.repoName)
               : shown;
}

TaskQuery narrowedToCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                         const QueryNames &names)
{
    if (column == SyncTaskTableModel::Column::Image)
        return narrowedToRepository(query, task.imageFrom.repoNamespaceName,
                                    task.imageFrom.repoName);
    const Condition condition = conditionOf(task, column, names);
    query.setWanted(condition.field, {condition.value});
    return query;
}

TaskQuery withoutCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names)
{
    const Condition condition = conditionOf(task, column, names);
    if (!query.excludes(condition.field, condition.value))
        query.toggle(condition.field, condition.value, true);
    return query;
}
