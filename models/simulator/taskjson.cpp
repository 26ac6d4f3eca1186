#include "taskjson.h"

#include "seededrandom.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace {

void appendInteger(QByteArray &to, qint64 number)
{
    std::array<char, 20> text{};
    const char *end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    to.append(text.data(), end - text.data());
}

QByteArray &appendFlag(QByteArray &to, QByteArrayView name, bool value)
{
    return to.append(name).append(value ? QByteArrayView("true") : QByteArrayView("false"));
}

QByteArray imageHead(QByteArrayView field, const QByteArray &instanceId, const QByteArray &regionId)
{
    return "\"" + field.toByteArray() + R"(":{"InstanceId":")" + instanceId + R"(","RegionId":")" +
           regionId + R"(",)";
}

QByteArray repositoryPart(const SimulatedRepository &repository)
{
    return R"("RepoNamespaceName":")" + repository.namespaceName + R"(","RepoName":")" +
           repository.name + R"(","ImageTag":")";
}

// The words have one home, the library task; here they are made ready for the wire.
template<typename Enum>
std::vector<QByteArray> wireWords(Enum last)
{
    std::vector<QByteArray> words;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        words.push_back(wireName(static_cast<Enum>(i)).toLatin1());
    return words;
}

template<typename Enum>
const QByteArray &pieceFor(const std::vector<QByteArray> &pieces, Enum value)
{
    return pieces[static_cast<std::size_t>(value)];
}

} // namespace

TaskJson::TaskJson(const SimulatedRegistry &registry)
    : m_registry(registry), m_statusWord(wireWords(SyncTaskStatus::Canceled))
{
    const SimulatedCatalogue &catalogue = registry.catalogue();
    for (const SimulatedRepository &repository : catalogue.repositories) {
        const SimulatedInstance &instance = catalogue.instances[repository.instance];
        m_repositoryPart.push_back(repositoryPart(repository));
        m_imageFrom.push_back(imageHead("ImageFrom", instance.id, instance.regionId) +
                              m_repositoryPart.back());
    }
    for (const QByteArray &word : wireWords(TaskIssue::DataLengthExceeded))
        m_issueField.push_back(word.isEmpty() ? word : R"("TaskIssue":")" + word + R"(",)");
}

void TaskJson::appendRow(QByteArray &to, const TaskPlan &plan, qint64 nowMs) const
{
    const TaskState state = stateAt(plan, nowMs);
    to += '{';
    appendHead(to, plan, state);
    to.append(R"("CreateTime":)");
    appendInteger(to, plan.createdMs);
    to.append(R"(,"ModifedTime":)"); // spelt so on the wire
    appendInteger(to, state.modifiedMs);
    to.append(R"(,"ModifiedTime":)");
    appendInteger(to, state.modifiedMs);
    to += ',';
    appendOptional(to, plan);
    if (!plan.isSparse)
        appendFlag(to, R"("CustomLink":)", plan.customLink).append(",");
    if (plan.customLink) {
        to.append(R"("LinkId":"link-)");
        appendWord(to, mixed(plan.destination, plan.repository));
        to.append("\",");
    }
    appendImages(to, plan);
    to += '}';
}

void TaskJson::appendHead(QByteArray &to, const TaskPlan &plan, const TaskState &state) const
{
    to.append(R"("SyncTaskId":")");
    m_registry.appendTaskId(to, plan);
    to.append("\",");
    if (plan.rule != TaskPlan::noRule) {
        to.append(R"("SyncRuleId":")").append(m_registry.catalogue().rules[plan.rule].id);
        to.append("\",");
    }
    to.append(R"("SyncBatchTaskId":")");
    m_registry.appendBatchId(to, plan);
    to.append(R"(","TaskStatus":")").append(pieceFor(m_statusWord, state.status)).append("\",");
    if (state.status == SyncTaskStatus::Error)
        to.append(pieceFor(m_issueField, plan.issue));
    to.append(plan.isInitiative ? QByteArrayView(R"("TaskTrigger":"INITIATIVE",)")
                                : QByteArrayView(R"("TaskTrigger":"PASSIVE",)"));
}

void TaskJson::appendOptional(QByteArray &to, const TaskPlan &plan) const
{
    if (!plan.isSparse) {
        const auto &destination = m_registry.catalogue().destinations[plan.destination];
        appendFlag(to, R"("CrossUser":)", plan.crossUser);
        appendFlag(to, R"(,"SyncTransAccelerate":)", destination.isAccelerated);
        to += ',';
    }
    if (plan.priority != 0) {
        to.append(R"("Priority":)");
        appendInteger(to, plan.priority);
        to += ',';
    }
}

void TaskJson::appendImages(QByteArray &to, const TaskPlan &plan) const
{
    to.append(m_imageFrom[plan.repository]);
    m_registry.appendTag(to, plan);
    const SimulatedDestination &destination = m_registry.catalogue().destinations[plan.destination];
    const SimulatedTarget target = m_registry.targetOf(plan);
    to.append(R"("},"ImageTo":{"InstanceId":")").append(destination.instanceId);
    to.append(R"(","RegionId":")").append(destination.regionId);
    to.append(R"(","RepoNamespaceName":")").append(target.namespaceName);
    to.append(R"(","RepoName":")").append(target.repoName);
    to.append(R"(","ImageTag":")").append(target.tag).append(R"("})");
}

void TaskJson::appendDetail(QByteArray &to, const TaskPlan &plan, qint64 nowMs) const
{
    const TaskState state = stateAt(plan, nowMs);
    const std::vector<LayerState> layers = m_registry.layersAt(plan, nowMs);
    qint64 syncedSize = 0;
    for (const LayerState &layer : layers)
        syncedSize += layer.syncedSize;

    appendHead(to, plan, state);
    to.append(R"("Progress":)").append(state.status == SyncTaskStatus::Success ? "1" : "0");
    to.append(R"(,"SyncedSize":)");
    appendInteger(to, syncedSize);
    to += ',';
    appendOptional(to, plan);
    appendLayers(to, layers);
    to += ',';
    appendImages(to, plan);
}

void TaskJson::appendLayers(QByteArray &to, const std::vector<LayerState> &layers) const
{
    to.append(R"("LayerTasks":[)");
    bool isFirst = true;
    for (const LayerState &layer : layers) {
        to.append(isFirst ? R"({"SyncLayerTaskId":"rslt-)" : R"(,{"SyncLayerTaskId":"rslt-)");
        isFirst = false;
        appendWord(to, layer.taskKey);
        to.append(R"(","Digest":"sha256:)");
        appendDigest(to, layer.layer.digestKey);
        to.append(R"(","ArtifactDigest":"sha256:)");
        appendDigest(to, layer.layer.artifactKey);
        to.append(R"(","Size":)");
        appendInteger(to, layer.layer.size);
        to.append(R"(,"SyncedSize":)");
        appendInteger(to, layer.syncedSize);
        to.append(R"(,"TaskStatus":")").append(pieceFor(m_statusWord, layer.status));
        to.append("\"}");
    }
    to += ']';
}
