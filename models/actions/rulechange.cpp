#include "rulechange.h"

#include "actiontext.h"
#include "displaywords.h"
#include "overloaded.h"
#include "ruletext.h"

using namespace Qt::StringLiterals;

const CreateSyncRule &operationFor(const CreateSyncRule &creation)
{
    return creation;
}

DeleteSyncRule operationFor(const RuleRemoval &removal)
{
    return {.instance = removal.instance, .syncRuleId = removal.rule.id};
}

QString operationOf(const RuleChange &change)
{
    return std::visit(
        [](const auto &wanted) {
            return std::decay_t<decltype(operationFor(wanted))>::apiName.toString();
        },
        change);
}

InstanceRef instanceOf(const RuleChange &change)
{
    return std::visit([](const auto &given) { return given.instance; }, change);
}

QString destinationOf(const RuleChange &change)
{
    return std::visit(
        Overloaded{
            [](const CreateSyncRule &wanted) { return wanted.target.instanceId; },
            [](const RuleRemoval &removal) { return ruleDestination(removal.rule).instanceId; }},
        change);
}

RuleDisabledReason disabledReasonFor(const RuleChange &change, const WritePermissions &permissions)
{
    const InstanceRef instance = instanceOf(change);
    if (!permissions.isWritable || !permissions.isWritable(instance.account))
        return RuleDisabledReason::ReadOnly;
    if (permissions.refused.contains({instance.instanceId, operationOf(change)}))
        return RuleDisabledReason::NotPermitted;
    return RuleDisabledReason::None;
}

RemovalOffer removalOf(const RuleRow &row, const std::function<InstanceRef(const QString &)> &refOf,
                       const WritePermissions &permissions)
{
    if (!row.rule)
        return {.disabledReason = RuleDisabledReason::NotListed};
    const QString &source = ruleSource(*row.rule).instanceId;
    RemovalOffer offer{.removal = {.instance = refOf(source.isEmpty() ? row.instanceId : source),
                                   .rule = *row.rule}};
    offer.disabledReason = offer.removal.instance.regionId.isEmpty()
                               ? RuleDisabledReason::OtherSide
                               : disabledReasonFor(offer.removal, permissions);
    return offer;
}

QString disabledReasonText(RuleDisabledReason disabledReason)
{
    switch (disabledReason) {
    case RuleDisabledReason::None:
        break;
    case RuleDisabledReason::ReadOnly:
        return disabledReasonText(ActionDisabledReason::ReadOnly);
    case RuleDisabledReason::NotPermitted:
        return disabledReasonText(ActionDisabledReason::NotPermitted);
    case RuleDisabledReason::NoInstance:
        return DisplayWords::tr("No instance is watched from which a rule could copy.");
    case RuleDisabledReason::NoRule:
        return DisplayWords::tr("No rule is chosen.");
    case RuleDisabledReason::NotListed:
        return DisplayWords::tr("The registry does not list this rule.");
    case RuleDisabledReason::OtherSide:
        return DisplayWords::tr("The rule belongs to the instance it copies from, which is not "
                                "watched here: delete it there.");
    }
    return {};
}
