#include "cellquery.h"

#include "queryvalues.h"
#include "taskcolumns.h"

namespace {

TaskCondition conditionOf(const SyncTask &task, SyncTaskTableModel::Column column,
                          const QueryNames &names)
{
    const TaskColumn &which = taskColumn(column);
    return which.condition ? which.condition(task, names) : TaskCondition{};
}

} // namespace

QString cellName(const SyncTask &task, SyncTaskTableModel::Column column, const QString &shown)
{
    const TaskCondition condition = conditionOf(task, column, {});
    if (condition.value.text.isEmpty())
        return {};
    return condition.name.isEmpty() ? shown : condition.name;
}

TaskQuery narrowedToCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                         const QueryNames &names)
{
    const TaskCondition condition = conditionOf(task, column, names);
    if (condition.field == QueryField::Image)
        return narrowedToRepository(query, task.imageFrom.repoNamespaceName,
                                    task.imageFrom.repoName);
    query.setWanted(condition.field, {condition.value});
    return query;
}

TaskQuery withoutCell(TaskQuery query, const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names)
{
    const TaskCondition condition = conditionOf(task, column, names);
    if (!query.excludes(condition.field, condition.value))
        query.toggle(condition.field, condition.value, true);
    return query;
}
