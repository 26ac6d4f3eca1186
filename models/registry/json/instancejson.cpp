#include "instancejson.h"

#include "replyjson.h"

#include <array>

namespace {

using Tag = std::pair<QString, QString>;

constexpr std::array tagFields = {
    JsonField<Tag>{"TagKey", readMember<Tag, &Tag::first>},
    JsonField<Tag>{"TagValue", readMember<Tag, &Tag::second>},
};

bool readTags(JsonReader &json, JsonValue &value, RegistryInstance &instance)
{
    std::vector<Tag> tags;
    const bool isRead = readRows<Tag>(json, value, tagFields, &Tag::first, tags);
    instance.tags = QList<Tag>(tags.begin(), tags.end());
    return isRead;
}

template<auto member>
constexpr auto inInstance = readMember<RegistryInstance, member>;

// The times are texts in ListInstance and numbers in GetInstance; the reader takes both.
constexpr std::array instanceFields = {
    JsonField<RegistryInstance>{"InstanceId",
                                readIdMember<RegistryInstance, &RegistryInstance::id>},
    JsonField<RegistryInstance>{"InstanceName", inInstance<&RegistryInstance::name>},
    JsonField<RegistryInstance>{"InstanceStatus", inInstance<&RegistryInstance::status>},
    JsonField<RegistryInstance>{"InstanceSpecification",
                                inInstance<&RegistryInstance::specification>},
    JsonField<RegistryInstance>{"InstanceIssue", inInstance<&RegistryInstance::issue>},
    JsonField<RegistryInstance>{"RegionId", inInstance<&RegistryInstance::regionId>},
    JsonField<RegistryInstance>{"ResourceGroupId", inInstance<&RegistryInstance::resourceGroupId>},
    JsonField<RegistryInstance>{"CreateTime", inInstance<&RegistryInstance::createdAt>},
    JsonField<RegistryInstance>{"ModifiedTime", inInstance<&RegistryInstance::modifiedAt>},
    JsonField<RegistryInstance>{"Tags", readTags},
};

} // namespace

Result<RegistryInstancePage> instancePageFromJson(const QByteArray &json, JsonMemory &memory,
                                                  const QDateTime &now)
{
    const ListShape<RegistryInstance> shape{
        .list = "Instances",
        .id = &RegistryInstance::id,
        .fields = instanceFields,
    };
    return readPage(json, memory, shape, now);
}

Result<RegistryInstance> instanceFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now)
{
    const FlatShape<RegistryInstance> shape{.keyName = QLatin1StringView("InstanceId"),
                                            .key = &RegistryInstance::id,
                                            .fields = instanceFields};
    return readFlat(json, memory, shape, now)
        .map([](const std::pair<RegistryInstance, QString> &read) { return read.first; });
}
