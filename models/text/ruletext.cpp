#include "ruletext.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

class RuleText final {
    Q_DECLARE_TR_FUNCTIONS(RuleText)
};

QString endPath(const SyncRuleEnd &end)
{
    return end.repoName.isEmpty() ? end.namespaceName : end.namespaceName + u'/' + end.repoName;
}

QString rulePaths(const SyncRule &rule)
{
    const QString from = endPath(ruleSource(rule));
    const QString to = endPath(ruleDestination(rule));
    if (from == to || from.isEmpty() || to.isEmpty())
        return from.isEmpty() ? to : from;
    return from + u" → "_s + to;
}

} // namespace

const SyncRuleEnd &ruleSource(const SyncRule &rule)
{
    return rule.direction.value == SyncDirection::To ? rule.target : rule.local;
}

const SyncRuleEnd &ruleDestination(const SyncRule &rule)
{
    return rule.direction.value == SyncDirection::To ? rule.local : rule.target;
}

QString ruleScopeText(const SyncRule &rule)
{
    switch (rule.scope.value) {
    case SyncScope::Namespace:
        //: What a rule copies; %1 names the namespace
        return RuleText::tr("Namespace %1").arg(rulePaths(rule));
    case SyncScope::Repo:
        //: What a rule copies; %1 names the repository
        return RuleText::tr("Repository %1").arg(rulePaths(rule));
    case SyncScope::Unknown:
        break;
    }
    const QStringList parts = {rule.scope.text, rulePaths(rule)};
    return parts.join(u' ').simplified();
}

QString ruleDirectionText(const SyncRule &rule, const QString &local, const QString &target)
{
    switch (rule.direction.value) {
    case SyncDirection::From:
        //: Which way a rule copies; %1 and %2 are instances
        return RuleText::tr("Sends from %1 to %2").arg(local, target);
    case SyncDirection::To:
        //: Which way a rule copies; %1 and %2 are instances
        return RuleText::tr("Fetches from %1 to %2").arg(target, local);
    case SyncDirection::Unknown:
        break;
    }
    return rule.direction.text;
}

QString ruleFilterText(const SyncRule &rule)
{
    QStringList parts;
    if (!rule.tagFilter.isEmpty())
        //: Which tags a rule copies; %1 is a regular expression
        parts << RuleText::tr("Tags %1").arg(rule.tagFilter);
    if (!rule.repoNameFilter.isEmpty())
        //: Which repositories a rule copies; %1 is a regular expression
        parts << RuleText::tr("Repositories %1").arg(rule.repoNameFilter);
    if (!rule.namespaceNameFilter.isEmpty())
        //: Which namespaces a rule copies; %1 is a regular expression
        parts << RuleText::tr("Namespaces %1").arg(rule.namespaceNameFilter);
    return listText(parts);
}
