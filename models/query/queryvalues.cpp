#include "queryvalues.h"

#include "querywords.h"

#include <QRegularExpression>

#include <algorithm>

namespace {

template<typename Enum>
QueryValue valueOfWord(const Word<Enum> &word)
{
    return word.value == Enum::Unknown ? QueryValue{.text = word.text, .match = QueryMatch::Exact}
                                       : QueryValue{.text = queryWord(word.value)};
}

} // namespace

QueryValue routeValue(const QString &fromRegion, const QString &toRegion)
{
    return {.text = fromRegion + u'>' + toRegion};
}

QueryValue namedValue(const QString &id, const QHash<QString, QString> &names)
{
    const QString name = names.value(id);
    const bool isOnly =
        !name.isEmpty() && std::ranges::count(names, name) == 1 && !names.contains(name);
    return {.text = isOnly ? name : id, .match = QueryMatch::Exact};
}

QueryValue wordValue(const Word<SyncTaskStatus> &status)
{
    return valueOfWord(status);
}

QueryValue wordValue(const Word<TaskIssue> &issue)
{
    return valueOfWord(issue);
}

QueryValue wordValue(const Word<TaskTrigger> &trigger)
{
    return valueOfWord(trigger);
}

QString repositoryPath(const QString &repoNamespace, const QString &repo)
{
    return repoNamespace.isEmpty() ? repo : repoNamespace + u'/' + repo;
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
