#include "namecolumns.h"

#include "instancetags.h"

#include <array>

namespace {

using Instance = ColumnOf<RegistryInstance>;
using Rule = ColumnOf<SyncRule>;

constexpr std::array columnsOfInstances = {
    Instance::text<&RegistryInstance::id>("id"),
    Instance::text<&RegistryInstance::name>("name"),
    Instance::word<instanceStatusFromWire, &RegistryInstance::status>("status"),
    Instance::text<&RegistryInstance::specification>("specification"),
    Instance::text<&RegistryInstance::issue>("issue"),
    Instance::text<&RegistryInstance::regionId>("region"),
    Instance::text<&RegistryInstance::resourceGroupId>("resource_group"),
    Instance::time<&RegistryInstance::createdAt>("created_ms"),
    Instance::time<&RegistryInstance::modifiedAt>("modified_ms"),
    StoredColumn<RegistryInstance>{"tags", false,
                                   [](const RegistryInstance &instance) {
                                       return StoredValue{.text = storedTags(instance.tags)};
                                   },
                                   [](RegistryInstance &instance, const StoredValue &value) {
                                       instance.tags = tagsFromStored(value.text);
                                   }},
};

constexpr std::array columnsOfRules = {
    Rule::text<&SyncRule::id>("id"),
    Rule::text<&SyncRule::name>("name"),
    Rule::word<syncDirectionFromWire, &SyncRule::direction>("direction"),
    Rule::word<syncScopeFromWire, &SyncRule::scope>("scope"),
    Rule::word<taskTriggerFromWire, &SyncRule::trigger>("trigger_word"),
    Rule::text<&SyncRule::tagFilter>("tag_filter"),
    Rule::text<&SyncRule::repoNameFilter>("repo_filter"),
    Rule::text<&SyncRule::namespaceNameFilter>("namespace_filter"),
    Rule::text<&SyncRule::linkId>("link"),
    Rule::optional<&SyncRule::priority>("priority"),
    Rule::optional<&SyncRule::crossUser>("cross_user"),
    Rule::time<&SyncRule::createdAt>("created_ms"),
    Rule::time<&SyncRule::modifiedAt>("modified_ms"),
    Rule::text<&SyncRule::local, &SyncRuleEnd::instanceId>("local_instance"),
    Rule::text<&SyncRule::local, &SyncRuleEnd::regionId>("local_region"),
    Rule::text<&SyncRule::local, &SyncRuleEnd::namespaceName>("local_namespace"),
    Rule::text<&SyncRule::local, &SyncRuleEnd::repoName>("local_repo"),
    Rule::text<&SyncRule::target, &SyncRuleEnd::instanceId>("target_instance"),
    Rule::text<&SyncRule::target, &SyncRuleEnd::regionId>("target_region"),
    Rule::text<&SyncRule::target, &SyncRuleEnd::namespaceName>("target_namespace"),
    Rule::text<&SyncRule::target, &SyncRuleEnd::repoName>("target_repo"),
};

} // namespace

StoredColumns<RegistryInstance> storedInstanceColumns()
{
    return columnsOfInstances;
}

StoredColumns<SyncRule> storedRuleColumns()
{
    return columnsOfRules;
}
