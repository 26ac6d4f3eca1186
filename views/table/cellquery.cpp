#include "cellquery.h"

#include "facetitems.h"
#include "querywords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// What a task has in one field; an empty value: nothing that could be asked for.
struct Condition {
    QueryField field = QueryField::Text;
    QueryValue value{};
};

/// Where the API's word is not known, it is the value.
template<typename Enum>
Condition wordCondition(QueryField field, const Word<Enum> &word)
{
    return {.field = field,
            .value = word.value == Enum::Unknown
                         ? QueryValue{.text = word.text, .match = QueryMatch::Exact}
                         : QueryValue{.text = queryWord(word.value)}};
}

QString repositoryPath(const QString &repoNamespace, const QString &repo)
{
    return repoNamespace.isEmpty() ? repo : repoNamespace + u'/' + repo;
}

Condition conditionOf(const SyncTask &task, SyncTaskTableModel::Column column,
                      const QueryNames &names)
{
    using enum SyncTaskTableModel::Column;
    const ImageRef &from = task.imageFrom;
    const ImageRef &to = task.imageTo;
    if (column == Status)
        return wordCondition(QueryField::Status, task.status);
    if (column == Cause)
        return wordCondition(QueryField::Cause, task.issue);
    if (column == Trigger)
        return wordCondition(QueryField::Trigger, task.trigger);
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

QueryValue causeValue(const QString &issue)
{
    return wordCondition(QueryField::Cause, taskIssueFromWire(issue)).value;
}

QueryValue repositoryValue(const QString &repoNamespace, const QString &repo)
{
    const QString path = QRegularExpression::escape(repositoryPath(repoNamespace, repo));
    return {.text = u'^' + path + u':', .match = QueryMatch::Regex};
}

TaskQuery narrowedToRepository(TaskQuery query, const QString &repoNamespace, const QString &repo)
{
    query.setExact(QueryField::Namespace, repoNamespace);
    query.setExact(QueryField::Repo, repo);
    return query;
}

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
