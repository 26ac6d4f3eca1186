#include "rulechange.h"

#include "actiontext.h"
#include "displaywords.h"
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
    if (const auto *removal = std::get_if<RuleRemoval>(&change))
        return ruleDestination(removal->rule).instanceId;
    return std::get<CreateSyncRule>(change).target.instanceId;
}

RuleBarrier barrierFor(const RuleChange &change, const ActionLimits &limits)
{
    const InstanceRef instance = instanceOf(change);
    if (!limits.isWritable || !limits.isWritable(instance.account))
        return RuleBarrier::ReadOnly;
    if (limits.refused.contains({instance.instanceId, operationOf(change)}))
        return RuleBarrier::NotPermitted;
    return RuleBarrier::None;
}

RemovalOffer removalOf(const RuleRow &row, const std::function<InstanceRef(const QString &)> &refOf,
                       const ActionLimits &limits)
{
    if (!row.rule)
        return {.barrier = RuleBarrier::NotListed};
    const QString &source = ruleSource(*row.rule).instanceId;
    RemovalOffer offer{.removal = {.instance = refOf(source.isEmpty() ? row.instanceId : source),
                                   .rule = *row.rule}};
    offer.barrier = offer.removal.instance.regionId.isEmpty() ? RuleBarrier::OtherSide
                                                              : barrierFor(offer.removal, limits);
    return offer;
}

QString barrierText(RuleBarrier barrier)
{
    switch (barrier) {
    case RuleBarrier::None:
        break;
    case RuleBarrier::ReadOnly:
        return barrierText(ActionBarrier::ReadOnly);
    case RuleBarrier::NotPermitted:
        return barrierText(ActionBarrier::NotPermitted);
    case RuleBarrier::NoInstance:
        return DisplayWords::tr("No instance is watched from which a rule could copy.");
    case RuleBarrier::NoRule:
        return DisplayWords::tr("No rule is chosen.");
    case RuleBarrier::NotListed:
        return DisplayWords::tr("The registry does not list this rule.");
    case RuleBarrier::OtherSide:
        return DisplayWords::tr("The rule belongs to the instance it copies from, which is not "
                                "watched here: delete it there.");
    }
    return {};
}
