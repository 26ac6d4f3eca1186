#include "comparisonscope.h"

#include "ruletext.h"

using namespace Qt::StringLiterals;

namespace {

ComparisonEnd endOf(const SyncRuleEnd &end, const ListedInstances &listed)
{
    ComparisonEnd made{.instance = {.regionId = end.regionId, .instanceId = end.instanceId},
                       .namespaceName = end.namespaceName,
                       .repoName = end.repoName};
    if (const std::optional<InstanceRef> known = listed(end.instanceId)) {
        made.instance = *known;
        made.isListed = true;
    }
    return made;
}

/// Whom \p end is asked of, where no account lists it: the account of the other end.
void borrowAccount(ComparisonEnd &end, const ComparisonEnd &other, bool isCrossUser)
{
    if (end.isListed)
        return;
    end.instance.account = other.instance.account;
    end.isOutOfReach = !other.isListed || isOutOfReach(end.instance, isCrossUser);
}

ComparisonScope comparisonOf(const SyncRuleEnd &from, const SyncRuleEnd &to, bool isCrossUser,
                             const ListedInstances &listed)
{
    ComparisonScope scope{
        .from = endOf(from, listed), .to = endOf(to, listed), .isCrossUser = isCrossUser};
    const ComparisonEnd source = scope.from;
    borrowAccount(scope.from, scope.to, isCrossUser);
    borrowAccount(scope.to, source, isCrossUser);
    return scope;
}

SyncRuleEnd repositoryOf(const ImageRef &image)
{
    return {.instanceId = image.instanceId,
            .regionId = image.regionId,
            .namespaceName = image.repoNamespaceName,
            .repoName = image.repoName};
}

} // namespace

bool isOutOfReach(const InstanceRef &unlisted, bool isCrossUser)
{
    return isCrossUser || unlisted.regionId.isEmpty();
}

ComparisonScope comparisonOf(const SyncRule &rule, const ListedInstances &listed)
{
    SyncRuleEnd from = ruleSource(rule);
    SyncRuleEnd to = ruleDestination(rule);
    if (rule.scope.value == SyncScope::Namespace)
        from.repoName.clear();
    if (from.repoName.isEmpty())
        to.repoName.clear();
    else if (to.repoName.isEmpty())
        to.repoName = from.repoName;
    if (to.namespaceName.isEmpty())
        to.namespaceName = from.namespaceName;
    ComparisonScope scope = comparisonOf(from, to, rule.crossUser.value_or(false), listed);
    scope.rule = rule;
    return scope;
}

ComparisonScope comparisonOf(const ImageRef &from, const ImageRef &to, bool isCrossUser,
                             const ListedInstances &listed)
{
    return comparisonOf(repositoryOf(from), repositoryOf(to), isCrossUser, listed);
}

QString scopeText(const ComparisonEnd &end)
{
    QString any = u"*"_s;
    if (end.namespaceName.isEmpty())
        return any;
    return end.namespaceName + u'/' + (end.repoName.isEmpty() ? any : end.repoName);
}

QString destinationNamespace(const ComparisonScope &scope, const QString &fromNamespace)
{
    return scope.to.namespaceName.isEmpty() ? fromNamespace : scope.to.namespaceName;
}

QString destinationRepository(const ComparisonScope &scope, const QString &fromRepository)
{
    return scope.to.repoName.isEmpty() ? fromRepository : scope.to.repoName;
}
