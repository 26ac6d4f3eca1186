#include "rulewarning.h"

#include "displaywords.h"
#include "ruletext.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

bool isIncomplete(const SyncRuleEnd &end)
{
    return end.instanceId.isEmpty() || end.namespaceName.isEmpty();
}

/// Regions are not compared: an instance has one, and a list may leave it out.
bool areSame(const SyncRuleEnd &a, const SyncRuleEnd &b)
{
    return a.instanceId == b.instanceId && a.namespaceName == b.namespaceName &&
           a.repoName == b.repoName;
}

/// Some repository can be of both: one without a name stands for all of its namespace.
bool meet(const SyncRuleEnd &a, const SyncRuleEnd &b)
{
    return a.instanceId == b.instanceId && a.namespaceName == b.namespaceName &&
           (a.repoName.isEmpty() || b.repoName.isEmpty() || a.repoName == b.repoName);
}

std::optional<RuleWarning::Kind> kindOf(const SyncRuleEnd &source, const SyncRuleEnd &target,
                                        const SyncRule &other)
{
    const SyncRuleEnd &otherSource = ruleSource(other);
    const SyncRuleEnd &otherTarget = ruleDestination(other);
    if (areSame(source, otherSource) && areSame(target, otherTarget))
        return RuleWarning::Kind::SameEnds;
    if (meet(source, otherSource) && meet(target, otherTarget))
        return RuleWarning::Kind::Overlap;
    if (meet(source, otherTarget) && meet(target, otherSource))
        return RuleWarning::Kind::Loop;
    return {};
}

/// A rule copies there that needed no id of another account.
bool isOfOwnAccount(const QString &instanceId, const std::vector<SyncRule> &known)
{
    return std::ranges::any_of(known, [&instanceId](const SyncRule &rule) {
        return ruleDestination(rule).instanceId == instanceId && rule.crossUser == false;
    });
}

} // namespace

std::vector<RuleWarning> warningsFor(const RuleDraft &draft, const std::vector<SyncRule> &known)
{
    const CreateSyncRule rule = draft.toBeSent();
    const SyncRuleEnd source{.instanceId = rule.instance.instanceId,
                             .regionId = rule.instance.regionId,
                             .namespaceName = rule.namespaceName,
                             .repoName = rule.repoName};
    if (isIncomplete(source) || isIncomplete(rule.target))
        return {};
    std::vector<RuleWarning> warnings;
    if (!draft.isTargetWatched && rule.targetUserId.isEmpty() &&
        !isOfOwnAccount(rule.target.instanceId, known))
        warnings.push_back({.kind = RuleWarning::Kind::Unwatched});
    for (const SyncRule &other : known) {
        if (const auto kind = kindOf(source, rule.target, other))
            warnings.push_back(
                {.kind = *kind, .ruleName = other.name.isEmpty() ? other.id : other.name});
    }
    std::ranges::sort(warnings, {}, [](const RuleWarning &warning) {
        return std::tuple(warning.kind, warning.ruleName);
    });
    // Both of its ends may list a rule.
    const auto repeated = std::unique(warnings.begin(), warnings.end());
    warnings.erase(repeated, warnings.end());
    return warnings;
}

QString warningText(const RuleWarning &warning)
{
    switch (warning.kind) {
    case RuleWarning::Kind::SameEnds:
        return DisplayWords::tr(
                   "The rule %1 already copies between these two: what both take is copied "
                   "twice.")
            .arg(warning.ruleName);
    case RuleWarning::Kind::Overlap:
        return DisplayWords::tr("The rule %1 copies some of it to the same place already.")
            .arg(warning.ruleName);
    case RuleWarning::Kind::Loop:
        return DisplayWords::tr("The rule %1 copies back: images may go round in a loop.")
            .arg(warning.ruleName);
    case RuleWarning::Kind::Unwatched:
        return DisplayWords::tr("The destination is not watched here. If another account owns it, "
                                "its account id is needed.");
    }
    return {};
}
