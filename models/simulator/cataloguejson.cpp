#include "cataloguejson.h"

#include "pagerequest.h"
#include "simulatedregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString text(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

const QByteArray &orElse(const QByteArray &given, const QByteArray &otherwise)
{
    return given.isEmpty() ? otherwise : given;
}

QJsonObject instanceObject(const SimulatedInstance &instance, const QByteArray &status)
{
    const QString created = QString::number(instance.createdMs); // strings here, numbers elsewhere
    return {
        {u"InstanceId"_s, text(instance.id)},
        {u"InstanceName"_s, text(instance.name)},
        {u"InstanceStatus"_s, text(status)},
        {u"InstanceSpecification"_s, u"Enterprise_Advanced"_s},
        {u"RegionId"_s, text(instance.regionId)},
        {u"ResourceGroupId"_s, text(instance.resourceGroupId)},
        {u"CreateTime"_s, created},
        {u"ModifiedTime"_s, created},
        {u"Tags"_s,
         QJsonArray{QJsonObject{{u"TagKey"_s, u"team"_s}, {u"TagValue"_s, u"platform"_s}}}},
    };
}

QJsonObject ruleObject(const SimulatedCatalogue &catalogue, const SimulatedRule &rule)
{
    const SimulatedInstance &local = catalogue.instances[rule.instance];
    const SimulatedDestination &target = catalogue.destinations[rule.destination];
    const bool isNamespace = rule.repoName.isEmpty();
    QJsonObject object{
        {u"SyncRuleId"_s, text(rule.id)},
        {u"SyncRuleName"_s, text(rule.name)},
        {u"SyncDirection"_s, wireName(SyncDirection::From)},
        {u"SyncScope"_s, wireName(isNamespace ? SyncScope::Namespace : SyncScope::Repo)},
        {u"SyncTrigger"_s, wireName(rule.trigger)},
        {u"TagFilter"_s, text(rule.tagFilter)},
        {u"CrossUser"_s, target.isForeign},
        {u"CreateTime"_s, rule.createdMs},
        {u"ModifiedTime"_s, rule.createdMs},
        {u"LocalInstanceId"_s, text(local.id)},
        {u"LocalRegionId"_s, text(local.regionId)},
        {u"LocalNamespaceName"_s, text(rule.namespaceName)},
        {u"TargetInstanceId"_s, text(target.instanceId)},
        {u"TargetRegionId"_s, text(target.regionId)},
        {u"TargetNamespaceName"_s, text(orElse(rule.target.namespaceName, rule.namespaceName))},
    };
    if (isNamespace) {
        object.insert(u"RepoNameFilter"_s, text(orElse(rule.repoNameFilter, ".*")));
    } else {
        object.insert(u"LocalRepoName"_s, text(rule.repoName));
        object.insert(u"TargetRepoName"_s, text(orElse(rule.target.repoName, rule.repoName)));
    }
    if (rule.priority != 0)
        object.insert(u"Priority"_s, rule.priority);
    return object;
}

} // namespace

bool isWanted(const VerifiedRequest &request, QByteArrayView parameter, const QByteArray &value)
{
    const QByteArray wanted = request.parameter(parameter);
    return wanted.isEmpty() || wanted == value;
}

Answer<QByteArray> listing(const QString &name, const QJsonArray &all, TotalType total,
                           const VerifiedRequest &request)
{
    const Answer<PageRequest> page = pageRequestOf(request);
    if (!page)
        return tl::unexpected(page.error());
    QJsonArray shown;
    const qint64 first = (qint64{page->pageNo} - 1) * page->pageSize;
    for (qint64 i = first; i < std::min<qint64>(first + page->pageSize, all.size()); ++i)
        shown.append(all.at(i));
    QJsonObject fields{
        {u"PageNo"_s, page->pageNo},
        {u"PageSize"_s, page->pageSize},
        {u"TotalCount"_s, all.size()},
        {name, shown},
    };
    if (total == TotalType::Text)
        fields.insert(u"TotalCount"_s, QString::number(all.size()));
    const QByteArray json = QJsonDocument(fields).toJson(QJsonDocument::Compact);
    return json.sliced(1, json.size() - 2);
}

namespace {

/// One simulator plays all regions: RegionId chooses one, as the endpoint does in the cloud.
Answer<QByteArray> instanceListing(const RequestContext &context, const VerifiedRequest &request)
{
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    const SimulatedFaults &faults = context.faults;
    QJsonArray instances;
    for (const SimulatedInstance &instance : catalogue.instances) {
        const QByteArray status =
            faults.stoppedInstances.contains(instance.id) ? "STOPPED" : "RUNNING";
        if (isWanted(request, "RegionId", instance.regionId) &&
            isWanted(request, "InstanceName", instance.name) &&
            isWanted(request, "ResourceGroupId", instance.resourceGroupId) &&
            isWanted(request, "InstanceStatus", status))
            instances.append(instanceObject(instance, status));
    }
    return listing(u"Instances"_s, instances, TotalType::Number, request);
}

/// Of an instance that images only go to the catalogue has neither name nor age.
SimulatedInstance instanceAt(const SimulatedCatalogue &catalogue, const SimulatedPlace &place)
{
    if (place.source >= 0)
        return catalogue.instances[static_cast<std::size_t>(place.source)];
    const SimulatedDestination &there =
        catalogue.destinations[static_cast<std::size_t>(place.destination)];
    return {.id = there.instanceId,
            .name = "mirror-" + there.regionId,
            .regionId = there.regionId,
            .resourceGroupId = "rg-default",
            .createdMs = catalogue.instances.front().createdMs};
}

Answer<QByteArray> instanceAnswer(const RequestContext &context, const VerifiedRequest & /*asked*/)
{
    const SimulatedInstance instance = instanceAt(context.registry.catalogue(), context.place);
    const bool isStopped = context.faults.stoppedInstances.contains(instance.id);
    QJsonObject object = instanceObject(instance, isStopped ? "STOPPED" : "RUNNING");
    object.remove(u"RegionId"_s);                       // the API does not say it here
    object.insert(u"CreateTime"_s, instance.createdMs); // numbers here, texts in ListInstance
    object.insert(u"ModifiedTime"_s, instance.createdMs);
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return json.sliced(1, json.size() - 2);
}

Answer<QByteArray> ruleListing(const RequestContext &context, const VerifiedRequest &request)
{
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    const int instance = context.place.source;
    QJsonArray rules;
    for (const SimulatedRule &rule : catalogue.rules) {
        const SimulatedDestination &target = catalogue.destinations[rule.destination];
        if (rule.instance == instance && !rule.isDeleted &&
            isWanted(request, "NamespaceName", rule.namespaceName) &&
            isWanted(request, "RepoName", rule.repoName) &&
            isWanted(request, "TargetInstanceId", target.instanceId) &&
            isWanted(request, "TargetRegionId", target.regionId))
            rules.append(ruleObject(catalogue, rule));
    }
    return listing(u"SyncRules"_s, rules, TotalType::Number, request);
}

constexpr std::array catalogueTable = {
    SimulatedOperation{"ListInstance", "cr:ListInstance", AskedOf::Region, instanceListing},
    SimulatedOperation{.name = "GetInstance",
                       .permission = "cr:GetInstance",
                       .askedOf = AskedOf::AnyOfOurs,
                       .answer = instanceAnswer,
                       .isAnsweredStopped = true},
    SimulatedOperation{"ListRepoSyncRule", "cr:ListSyncRule", AskedOf::Source, ruleListing},
};

} // namespace

std::span<const SimulatedOperation> catalogueOperations()
{
    return catalogueTable;
}
