#include "synctaskjson.h"

#include "replyjson.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

template<auto member>
constexpr auto inImage = readMember<ImageRef, member>;
template<auto member>
constexpr auto inTask = readMember<SyncTask, member>;
template<auto member>
constexpr auto inLayer = readMember<LayerTask, member>;

constexpr std::array imageFields = {
    JsonField<ImageRef>{"RepoNamespaceName", inImage<&ImageRef::repoNamespaceName>},
    JsonField<ImageRef>{"InstanceId", inImage<&ImageRef::instanceId>},
    JsonField<ImageRef>{"ImageTag", inImage<&ImageRef::imageTag>},
    JsonField<ImageRef>{"RepoName", inImage<&ImageRef::repoName>},
    JsonField<ImageRef>{"RegionId", inImage<&ImageRef::regionId>},
};

template<ImageRef SyncTask::*end>
bool readImage(JsonReader &json, JsonValue &value, SyncTask &task)
{
    if (json.isNull(value) || readFields<ImageRef>(json, value, imageFields, task.*end))
        return true;
    task.*end = {};
    return false;
}

// The older spelling is the only one that every region sends; where both are, the newer one counts.
bool readModifiedTime(JsonReader &json, JsonValue &value, SyncTask &task)
{
    QDateTime time;
    const bool isGood = json.read(value, time);
    if (time.isValid())
        task.modifiedAt = time;
    return isGood;
}

bool readModifedTime(JsonReader &json, JsonValue &value, SyncTask &task)
{
    QDateTime time;
    const bool isGood = json.read(value, time);
    if (!task.modifiedAt.isValid())
        task.modifiedAt = time;
    return isGood;
}

// In the order in which the server writes them.
constexpr std::array taskFields = {
    JsonField<SyncTask>{"ModifedTime", readModifedTime},
    JsonField<SyncTask>{"ModifiedTime", readModifiedTime},
    JsonField<SyncTask>{"SyncRuleId", inTask<&SyncTask::ruleId>},
    JsonField<SyncTask>{"SyncTaskId", readIdMember<SyncTask, &SyncTask::id>},
    JsonField<SyncTask>{"TaskStatus", inTask<&SyncTask::status>},
    JsonField<SyncTask>{"TaskIssue", inTask<&SyncTask::issue>},
    JsonField<SyncTask>{"CreateTime", inTask<&SyncTask::createdAt>},
    JsonField<SyncTask>{"SyncBatchTaskId", readUniqueMember<SyncTask, &SyncTask::batchId>},
    JsonField<SyncTask>{"CrossUser", inTask<&SyncTask::crossUser>},
    JsonField<SyncTask>{"SyncTransAccelerate", inTask<&SyncTask::syncTransAccelerate>},
    JsonField<SyncTask>{"TaskTrigger", inTask<&SyncTask::trigger>},
    JsonField<SyncTask>{"ImageFrom", readImage<&SyncTask::imageFrom>},
    JsonField<SyncTask>{"ImageTo", readImage<&SyncTask::imageTo>},
    JsonField<SyncTask>{"CustomLink", inTask<&SyncTask::customLink>},
    JsonField<SyncTask>{"LinkId", inTask<&SyncTask::linkId>},
    JsonField<SyncTask>{"Priority", inTask<&SyncTask::priority>},
};

constexpr std::array layerFields = {
    JsonField<LayerTask>{"SyncLayerTaskId", readIdMember<LayerTask, &LayerTask::id>},
    JsonField<LayerTask>{"Digest", readUniqueMember<LayerTask, &LayerTask::digest>},
    JsonField<LayerTask>{"ArtifactDigest", inLayer<&LayerTask::artifactDigest>},
    JsonField<LayerTask>{"Size", inLayer<&LayerTask::size>},
    JsonField<LayerTask>{"SyncedSize", inLayer<&LayerTask::syncedSize>},
    JsonField<LayerTask>{"TaskStatus", inLayer<&LayerTask::status>},
};

bool readLayers(JsonReader &json, JsonValue &value, SyncTaskDetail &detail)
{
    return readRows<LayerTask>(json, value, layerFields, &LayerTask::id, detail.layers);
}

constexpr std::array detailFields = {
    JsonField<SyncTaskDetail>{"Progress", readMember<SyncTaskDetail, &SyncTaskDetail::progress>},
    JsonField<SyncTaskDetail>{"SyncedSize",
                              readMember<SyncTaskDetail, &SyncTaskDetail::syncedSize>},
    JsonField<SyncTaskDetail>{"LayerTasks", readLayers},
};

/// A reply about one task has the fields of a task and those of its progress side by side.
bool readDetailMember(JsonReader &json, std::string_view name, JsonValue &value,
                      SyncTaskDetail &detail)
{
    if (const auto *field = findField<SyncTask>(taskFields, name))
        return field->read(json, value, detail.task);
    const auto *field = findField<SyncTaskDetail>(detailFields, name);
    return !field || field->read(json, value, detail);
}

} // namespace

Result<SyncTaskPage> syncTaskPageFromJson(const QByteArray &json, JsonMemory &memory,
                                          const QDateTime &now)
{
    const ListShape<SyncTask> shape{
        .list = "SyncTasks",
        .id = &SyncTask::id,
        .fields = taskFields,
    };
    return readPage(json, memory, shape, now);
}

Result<SyncTaskDetail> syncTaskDetailFromJson(const QByteArray &json, JsonMemory &memory,
                                              const QDateTime &now)
{
    SyncTaskDetail detail;
    bool hasTask = false;
    const auto readMember = [&](JsonReader &reader, std::string_view name, JsonValue &value) {
        const bool isGood = readDetailMember(reader, name, value, detail);
        hasTask = !detail.task.id.isEmpty();
        return isGood;
    };
    const Result<Envelope> envelope = readReply(json, memory, readMember, hasTask, now);
    if (!envelope)
        return tl::unexpected(envelope.error());
    if (!hasTask)
        return tl::unexpected(missingField(u"SyncTaskId"_s, envelope->requestId));
    detail.requestId = envelope->requestId;
    detail.issues = envelope->issues;
    detail.reply = json;
    return detail;
}
