#include "ruledraft.h"

#include "displaywords.h"
#include "imagefault.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Of digits: the ids of accounts that are known have 16.
constexpr qsizetype longestAccountId = 20;

QString nameFault(const QString &name, bool hasParts, const QString &whenMissing)
{
    return name.isEmpty() ? whenMissing : imageNameFault(name, hasParts);
}

QString missingUnless(bool isGiven, const QString &whenMissing)
{
    return isGiven ? QString() : whenMissing;
}

QString tagFilterFault(const QString &pattern)
{
    return pattern.isEmpty() ? DisplayWords::tr("Write .* for all tags.")
                             : expressionFault(pattern);
}

QString accountFault(const RuleDraft &draft)
{
    const QString &account = draft.rule.targetUserId;
    if (account.isEmpty())
        return missingUnless(!draft.isTargetForeign,
                             DisplayWords::tr("Write the id of the other main account."));
    const bool isNumber =
        std::ranges::all_of(account, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return missingUnless(isNumber && account.size() <= longestAccountId,
                         DisplayWords::tr("An account id is up to 20 digits."));
}

bool isSameEnd(const RuleDraft &draft)
{
    const CreateSyncRule rule = draft.toBeSent();
    return !rule.instance.instanceId.isEmpty() && !rule.namespaceName.isEmpty() &&
           rule.instance.instanceId == rule.target.instanceId &&
           rule.namespaceName == rule.target.namespaceName && rule.repoName == rule.target.repoName;
}

/// What is wrong with one field; empty when nothing is.
QString faultOf(const RuleDraft &draft, RuleField field)
{
    const CreateSyncRule &rule = draft.rule;
    const bool isForOne = draft.scope == SyncScope::Repo;
    switch (field) {
    case RuleField::Name:
        return missingUnless(!rule.name.isEmpty(), DisplayWords::tr("Give the rule a name."));
    case RuleField::Source:
        return missingUnless(!rule.instance.instanceId.isEmpty(),
                             DisplayWords::tr("Choose the instance to copy from."));
    case RuleField::Namespace:
        return nameFault(rule.namespaceName, false,
                         DisplayWords::tr("Name the namespace to copy from."));
    case RuleField::Repository:
        return isForOne ? nameFault(rule.repoName, true,
                                    DisplayWords::tr("Name the repository to copy from."))
                        : QString();
    case RuleField::TagFilter:
        return tagFilterFault(rule.tagFilter);
    case RuleField::RepositoryFilter:
        return isForOne ? QString() : expressionFault(rule.repoNameFilter);
    case RuleField::Target:
        return nameFault(rule.target.instanceId, false,
                         DisplayWords::tr("Choose where to copy to, or write an id."));
    case RuleField::TargetRegion:
        return nameFault(rule.target.regionId, false,
                         DisplayWords::tr("Choose the region of the destination."));
    case RuleField::TargetNamespace:
        if (isSameEnd(draft) && !isForOne)
            return DisplayWords::tr("Source and destination are the same.");
        return nameFault(rule.target.namespaceName, false,
                         DisplayWords::tr("Name the namespace to copy to; it must exist."));
    case RuleField::TargetRepository:
        if (isSameEnd(draft) && isForOne)
            return DisplayWords::tr("Source and destination are the same.");
        return isForOne
                   ? nameFault(rule.target.repoName, true,
                               DisplayWords::tr("Name the repository to copy to; it must exist."))
                   : QString();
    case RuleField::TargetAccount:
        return accountFault(draft);
    }
    return {};
}

} // namespace

CreateSyncRule RuleDraft::toBeSent() const
{
    CreateSyncRule sent = rule;
    if (scope == SyncScope::Repo) {
        sent.repoNameFilter.clear();
    } else {
        sent.repoName.clear();
        sent.target.repoName.clear();
    }
    return sent;
}

std::vector<RuleFault> faultsIn(const RuleDraft &draft)
{
    using enum RuleField;
    std::vector<RuleFault> faults;
    for (const RuleField field :
         {Name, Source, Namespace, Repository, Target, TargetRegion, TargetNamespace,
          TargetRepository, TargetAccount, RepositoryFilter, TagFilter}) {
        if (QString text = faultOf(draft, field); !text.isEmpty())
            faults.push_back({.field = field, .text = std::move(text)});
    }
    return faults;
}

QString expressionFault(const QString &pattern)
{
    const QRegularExpression expression(pattern);
    if (expression.isValid())
        return {};
    //: %1 is the number of a character in a regular expression, %2 what is wrong there
    return DisplayWords::tr("Not a regular expression: at character %1, %2.")
        .arg(QLocale().toString(expression.patternErrorOffset() + 1), expression.errorString());
}
