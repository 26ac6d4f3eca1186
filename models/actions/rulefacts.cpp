#include "rulefacts.h"

#include "displaytext.h"
#include "region.h"
#include "ruletext.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

class RuleFacts final {
    Q_DECLARE_TR_FUNCTIONS(RuleFacts)
};

/// "hub (cri-…)"
QString instanceText(const QString &id, const InstanceNames &names)
{
    const QString name = names.value(id);
    return name.isEmpty() || name == id ? id : name + u" ("_s + id + u')';
}

/// "Frankfurt (eu-central-1)"
QString regionText(const QString &id)
{
    const QString place = placeName(id);
    return place == id ? id : place + u" ("_s + id + u')';
}

QString shortName(const QString &id, const InstanceNames &names)
{
    const QString name = names.value(id);
    return name.isEmpty() ? id : name;
}

std::vector<RuleFact> given(std::vector<RuleFact> facts)
{
    std::erase_if(facts, [](const RuleFact &fact) { return fact.value.isEmpty(); });
    return facts;
}

QString lastRunText(const RuleRow &row, const TimeContext &now)
{
    if (row.figures.lastMs == 0)
        return RuleFacts::tr("No task of it is known");
    const QDateTime time = timeFromUnixMs(row.figures.lastMs);
    return absoluteTimeText(time, now.times) + u" · "_s + relativeTimeText(time, now.now);
}

} // namespace

std::vector<RuleFact> factsOf(const CreateSyncRule &rule, const InstanceNames &names)
{
    const bool isForOne = scopeOf(rule) == SyncScope::Repo;
    return given({
        {.name = RuleFacts::tr("Name"), .value = rule.name},
        {.name = RuleFacts::tr("Sent to"), .value = instanceText(rule.instance.instanceId, names)},
        {.name = RuleFacts::tr("Copies"),
         .value = isForOne ? RuleFacts::tr("One repository") : RuleFacts::tr("A whole namespace")},
        {.name = RuleFacts::tr("Trigger"), .value = displayName(rule.trigger)},
        {.name = RuleFacts::tr("Namespace"), .value = rule.namespaceName},
        {.name = RuleFacts::tr("Repository"), .value = rule.repoName},
        {.name = RuleFacts::tr("Filter of tags"), .value = rule.tagFilter},
        {.name = RuleFacts::tr("Filter of repositories"), .value = rule.repoNameFilter},
        {.name = RuleFacts::tr("To instance"),
         .value = instanceText(rule.target.instanceId, names)},
        {.name = RuleFacts::tr("To region"), .value = regionText(rule.target.regionId)},
        {.name = RuleFacts::tr("To namespace"), .value = rule.target.namespaceName},
        {.name = RuleFacts::tr("To repository"), .value = rule.target.repoName},
        {.name = RuleFacts::tr("To account id"), .value = rule.targetUserId},
    });
}

std::vector<RuleFact> factsOf(const RuleRemoval &removal, const RuleRow &row, int tasksUnderWay,
                              const InstanceNames &names, const TimeContext &now)
{
    const SyncRule &rule = removal.rule;
    const bool hasTrigger = rule.trigger.isGiven();
    return given({
        {.name = RuleFacts::tr("Rule id"), .value = rule.id},
        {.name = RuleFacts::tr("Sent to"),
         .value = instanceText(removal.instance.instanceId, names)},
        {.name = RuleFacts::tr("Copies"), .value = ruleScopeText(rule)},
        {.name = RuleFacts::tr("Direction"),
         .value = ruleDirectionText(rule, shortName(rule.local.instanceId, names),
                                    shortName(rule.target.instanceId, names))},
        {.name = RuleFacts::tr("Filters"), .value = ruleFilterText(rule)},
        {.name = RuleFacts::tr("Trigger"),
         .value = hasTrigger ? displayName(rule.trigger) : QString()},
        {.name = RuleFacts::tr("Last run"), .value = lastRunText(row, now)},
        {.name = RuleFacts::tr("Under way"),
         .value = tasksUnderWay == 0 ? RuleFacts::tr("No tasks")
                                     : RuleFacts::tr("%Ln task(s)", nullptr, tasksUnderWay)},
    });
}
