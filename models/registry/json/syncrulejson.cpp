#include "syncrulejson.h"

#include "replyjson.h"

#include <array>

namespace {

template<auto member>
constexpr auto inRule = readMember<SyncRule, member>;

/// A rule's ends stand beside its other fields, told apart by the beginning of their names.
template<SyncRuleEnd SyncRule::*end, QString SyncRuleEnd::*member>
bool inEnd(JsonReader &json, JsonValue &value, SyncRule &rule)
{
    return json.read(value, rule.*end.*member);
}

constexpr std::array ruleFields = {
    JsonField<SyncRule>{"SyncRuleId", readIdMember<SyncRule, &SyncRule::id>},
    JsonField<SyncRule>{"SyncRuleName", inRule<&SyncRule::name>},
    JsonField<SyncRule>{"SyncDirection", inRule<&SyncRule::direction>},
    JsonField<SyncRule>{"SyncScope", inRule<&SyncRule::scope>},
    JsonField<SyncRule>{"SyncTrigger", inRule<&SyncRule::trigger>},
    JsonField<SyncRule>{"TagFilter", inRule<&SyncRule::tagFilter>},
    JsonField<SyncRule>{"RepoNameFilter", inRule<&SyncRule::repoNameFilter>},
    JsonField<SyncRule>{"NamespaceNameFilter", inRule<&SyncRule::namespaceNameFilter>},
    JsonField<SyncRule>{"LinkId", inRule<&SyncRule::linkId>},
    JsonField<SyncRule>{"Priority", inRule<&SyncRule::priority>},
    JsonField<SyncRule>{"CrossUser", inRule<&SyncRule::crossUser>},
    JsonField<SyncRule>{"CreateTime", inRule<&SyncRule::createdAt>},
    JsonField<SyncRule>{"ModifiedTime", inRule<&SyncRule::modifiedAt>},
    JsonField<SyncRule>{"LocalInstanceId", inEnd<&SyncRule::local, &SyncRuleEnd::instanceId>},
    JsonField<SyncRule>{"LocalRegionId", inEnd<&SyncRule::local, &SyncRuleEnd::regionId>},
    JsonField<SyncRule>{"LocalNamespaceName", inEnd<&SyncRule::local, &SyncRuleEnd::namespaceName>},
    JsonField<SyncRule>{"LocalRepoName", inEnd<&SyncRule::local, &SyncRuleEnd::repoName>},
    JsonField<SyncRule>{"TargetInstanceId", inEnd<&SyncRule::target, &SyncRuleEnd::instanceId>},
    JsonField<SyncRule>{"TargetRegionId", inEnd<&SyncRule::target, &SyncRuleEnd::regionId>},
    JsonField<SyncRule>{"TargetNamespaceName",
                        inEnd<&SyncRule::target, &SyncRuleEnd::namespaceName>},
    JsonField<SyncRule>{"TargetRepoName", inEnd<&SyncRule::target, &SyncRuleEnd::repoName>},
};

} // namespace

Result<SyncRulePage> syncRulePageFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now)
{
    const ListShape<SyncRule> shape{
        .list = "SyncRules",
        .id = &SyncRule::id,
        .fields = ruleFields,
    };
    return readPage(json, memory, shape, now);
}
