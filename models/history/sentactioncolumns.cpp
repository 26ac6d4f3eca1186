#include "sentactioncolumns.h"

#include "actionwords.h"

#include <array>

namespace {

using Action = ColumnOf<SentAction>;

/// A word of actionwords.h, which \p fromStored reads.
template<auto fromStored, auto member>
constexpr StoredColumn<SentAction> storedWordColumn(const char *name)
{
    return {name, false,
            [](const SentAction &action) {
                return StoredValue{.text = storedWord(action.*member).toString()};
            },
            [](SentAction &action, const StoredValue &value) {
                action.*member = fromStored(value.text);
            }};
}

constexpr std::array columnsOfActions = {
    Action::text<&SentAction::id>("id"),
    Action::time<&SentAction::sentAt>("sent_ms"),
    Action::text<&SentAction::profile>("profile"),
    storedWordColumn<sentKindFromStored, &SentAction::kind>("kind"),
    Action::text<&SentAction::operation>("operation"),
    Action::text<&SentAction::instance, &InstanceRef::regionId>("region"),
    Action::text<&SentAction::instance, &InstanceRef::instanceId>("instance"),
    Action::text<&SentAction::taskId>("task"),
    Action::text<&SentAction::imageFrom, &ImageRef::instanceId>("source_instance"),
    Action::text<&SentAction::imageFrom, &ImageRef::regionId>("source_region"),
    Action::text<&SentAction::imageFrom, &ImageRef::repoNamespaceName>("source_namespace"),
    Action::text<&SentAction::imageFrom, &ImageRef::repoName>("source_repo"),
    Action::text<&SentAction::imageFrom, &ImageRef::imageTag>("source_tag"),
    Action::text<&SentAction::imageTo, &ImageRef::instanceId>("target_instance"),
    Action::text<&SentAction::imageTo, &ImageRef::regionId>("target_region"),
    Action::text<&SentAction::imageTo, &ImageRef::repoNamespaceName>("target_namespace"),
    Action::text<&SentAction::imageTo, &ImageRef::repoName>("target_repo"),
    Action::text<&SentAction::imageTo, &ImageRef::imageTag>("target_tag"),
    Action::text<&SentAction::ruleId>("rule"),
    Action::text<&SentAction::ruleName>("rule_name"),
    Action::text<&SentAction::parameters>("parameters"),
    storedWordColumn<sentOutcomeFromStored, &SentAction::outcome>("outcome"),
    Action::text<&SentAction::requestId>("request"),
    Action::text<&SentAction::errorCode>("error_code"),
    Action::text<&SentAction::errorMessage>("error_message"),
    Action::text<&SentAction::createdId>("created"),
    storedWordColumn<sentProgressFromStored, &SentAction::progress>("progress"),
    Action::text<&SentAction::progressCause>("progress_cause"),
    Action::time<&SentAction::progressedAt>("progressed_ms"),
};

} // namespace

StoredColumns<SentAction> storedActionColumns()
{
    return columnsOfActions;
}
