#include "actionanswer.h"

#include "parameterreader.h"
#include "repositoryanswer.h"
#include "simulatedregistry.h"

#include <algorithm>
#include <array>

namespace {

Answer<QByteArray> refused(const Refusal &refusal)
{
    return tl::unexpected(refusal);
}

QByteArray idField(const QByteArray &name, const QByteArray &id)
{
    return '"' + name + R"(":")" + id + '"';
}

QByteArray createdTask(const SimulatedRegistry &registry, const TaskPlan &plan)
{
    QByteArray id;
    registry.appendTaskId(id, plan);
    return idField("SyncTaskId", id);
}

Refusal noSuchRule()
{
    return businessRefusal("SYNC_RULE_NOT_EXIST", "The synchronization rule does not exist.");
}

/// What the tasks of a client are made of, at the source.
struct Source {
    quint16 repository = 0;
    SimulatedImage image{};
};

Answer<Source> sourceOf(const RequestContext &context, int instance, const QByteArray &repoId,
                        const QByteArray &tag)
{
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    const SimulatedRepository *repository = sourceRepository(catalogue, instance, repoId);
    if (!repository) {
        return tl::unexpected(businessRefusal("REPO_NOT_EXIST", "The repository does not exist."));
    }
    const auto index = repository - catalogue.repositories.data();
    const auto content = context.registry.pushedTag(static_cast<int>(index), tag, context.nowMs);
    if (!content)
        return tl::unexpected(businessRefusal("TAG_NOT_EXIST", "The tag does not exist."));
    return Source{.repository = static_cast<quint16>(index), .image = content->image};
}

bool hasNamespace(const SimulatedCatalogue &catalogue, const QByteArray &name)
{
    return std::ranges::find(catalogue.repositories, name, &SimulatedRepository::namespaceName) !=
           catalogue.repositories.end();
}

/// The instance that is copied to, of this account unless \p userId names another.
Answer<SimulatedDestination> targetInstance(const RequestContext &context, const QByteArray &id,
                                            const QByteArray &regionId, const QByteArray &userId)
{
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    if (context.faults.stoppedInstances.contains(id)) {
        return tl::unexpected(
            businessRefusal("INSTANCE_STATUS_NOT_SUPPORT", "The target instance is not running."));
    }
    SimulatedDestination target{
        .instanceId = id, .regionId = regionId, .isForeign = !userId.isEmpty(), .isLate = true};
    const int source = catalogue.instanceWithId(id);
    const int destination = catalogue.destinationWithId(id);
    const bool isKnown = source >= 0 || destination >= 0;
    if (destination >= 0)
        target = catalogue.destinations[static_cast<std::size_t>(destination)];
    else if (source >= 0)
        target.isForeign = false;
    const QByteArray knownRegion =
        source >= 0 ? catalogue.instances[static_cast<std::size_t>(source)].regionId
                    : target.regionId;
    const bool isOurs = userId.isEmpty() == !target.isForeign;
    constexpr std::size_t mostDestinations = 200; // their index is one byte
    if (isKnown ? (!isOurs || knownRegion != regionId)
                : (userId.isEmpty() || catalogue.destinations.size() >= mostDestinations)) {
        return tl::unexpected(
            businessRefusal("INSTANCE_NOT_EXIST", "The target instance does not exist."));
    }
    return target;
}

bool isImmutableAt(const RequestContext &context, int destination, const SimulatedTarget &target)
{
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    const QByteArray &id = catalogue.destinations[static_cast<std::size_t>(destination)].instanceId;
    const std::vector<PlacedRepository> all = repositoriesAt(
        context.registry, context.faults,
        {.id = id, .source = catalogue.instanceWithId(id), .destination = destination});
    const auto found = std::ranges::find_if(all, [&target](const PlacedRepository &repository) {
        return repository.namespaceName == target.namespaceName &&
               repository.name == target.repoName;
    });
    return found == all.end() ? context.faults.immutableRepositories.contains(
                                    QByteArray(target.namespaceName + '/' + target.repoName))
                              : found->hasImmutableTags;
}

/// Both or neither, as the scope wants it.
void checkRepositories(ParameterReader &parameters, const QByteArray &scope,
                       const SimulatedRule &rule)
{
    if (scope == "REPO") {
        parameters.required("RepoName");
        parameters.required("TargetRepoName");
        if (!rule.repoNameFilter.isEmpty())
            parameters.refuseInvalid("RepoNameFilter", "given with scope NAMESPACE only");
        return;
    }
    if (!rule.repoName.isEmpty())
        parameters.refuseInvalid("RepoName", "given with scope REPO only");
    if (!rule.target.repoName.isEmpty())
        parameters.refuseInvalid("TargetRepoName", "given with scope REPO only");
}

SimulatedRule readRule(ParameterReader &parameters, int instance)
{
    SimulatedRule rule{.name = parameters.required("SyncRuleName"),
                       .namespaceName = parameters.requiredName("NamespaceName"),
                       .repoName = parameters.optionalName("RepoName"),
                       .instance = static_cast<quint8>(instance)};
    parameters.required("TagFilter");
    rule.tagFilter = parameters.expression("TagFilter");
    if (!rule.tagFilter.isEmpty())
        rule.tagPattern.emplace(QString::fromUtf8(rule.tagFilter));
    rule.repoNameFilter = parameters.expression("RepoNameFilter");
    rule.target = {.namespaceName = parameters.requiredName("TargetNamespaceName"),
                   .repoName = parameters.optionalName("TargetRepoName")};
    const QByteArray trigger = parameters.wordOf("SyncTrigger", {"INITIATIVE", "PASSIVE"});
    rule.trigger = trigger == "INITIATIVE" ? TaskTrigger::Initiative : TaskTrigger::Passive;
    rule.priority = static_cast<quint8>(parameters.priority().value_or(0));
    parameters.required("SyncScope");
    checkRepositories(parameters, parameters.wordOf("SyncScope", {"REPO", "NAMESPACE"}), rule);
    return rule;
}

/// Why this rule cannot be run for this image by hand.
std::optional<Refusal> reasonNotToRun(const SimulatedCatalogue &catalogue, int rule,
                                      const Source &source)
{
    const SimulatedRule &given = catalogue.rules[static_cast<std::size_t>(rule)];
    if (given.trigger != TaskTrigger::Initiative) {
        return Refusal{.code = "InvalidSyncRuleId",
                       .message = "Only rules with the trigger INITIATIVE can be run."};
    }
    const auto &manual = catalogue.repositories[source.repository].manualRules;
    if (std::ranges::find(manual, static_cast<quint16>(rule)) == manual.end()) {
        return Refusal{.code = "InvalidRepoId",
                       .message = "The rule is not one for this repository."};
    }
    if (!given.matches(source.image))
        return Refusal{.code = "InvalidTag", .message = "The rule does not take this tag."};
    return {};
}

Answer<QByteArray> cancelRepoSyncTask(const RequestContext &context, const VerifiedRequest &request)
{
    const int instance = context.place.source;
    ParameterReader parameters(request);
    const QByteArray taskId = parameters.required("SyncTaskId");
    if (parameters.refusal())
        return refused(*parameters.refusal());
    if (!context.registry.cancelTask(instance, taskId, context.nowMs)) {
        return refused(
            {.code = "SYNC_TASK_NOT_EXIST", .message = "The synchronization task does not exist."});
    }
    return QByteArray();
}

/// Without Override an existing tag with another content is left alone: TAG_CONFLICT. The API says
/// only that it is not overwritten.
Answer<QByteArray> createRepoSyncTask(const RequestContext &context, const VerifiedRequest &request)
{
    const int instance = context.place.source;
    ParameterReader parameters(request);
    const QByteArray repoId = parameters.required("RepoId");
    const QByteArray tag = parameters.required("Tag");
    const QByteArray regionId = parameters.requiredName("TargetRegionId");
    const QByteArray instanceId = parameters.requiredName("TargetInstanceId");
    const SimulatedTarget target{.namespaceName = parameters.requiredName("TargetNamespace"),
                                 .repoName = parameters.requiredName("TargetRepoName"),
                                 .tag = parameters.requiredName("TargetTag")};
    const QByteArray userId = parameters.optionalNumberText("TargetUserId");
    const bool overwritesTag = parameters.flag("Override", false);
    const int priority = parameters.priority().value_or(0);
    if (parameters.refusal())
        return refused(*parameters.refusal());
    const Answer<Source> source = sourceOf(context, instance, repoId, tag);
    if (!source)
        return refused(source.error());
    const auto instanceThere = targetInstance(context, instanceId, regionId, userId);
    if (!instanceThere)
        return refused(instanceThere.error());
    if (!instanceThere->isForeign &&
        !hasNamespace(context.registry.catalogue(), target.namespaceName))
        return refused(businessRefusal("NAMESPACE_NOT_EXIST", "The namespace does not exist."));
    const int destination = context.registry.destinationFor(*instanceThere);
    const CopyOrder order{.image = source->image,
                          .repository = source->repository,
                          .destination = static_cast<quint8>(destination),
                          .priority = static_cast<quint8>(priority),
                          .target = target,
                          .overwritesTag = overwritesTag,
                          .isImmutable = isImmutableAt(context, destination, target)};
    return createdTask(context.registry, context.registry.makeTask(order, context.nowMs));
}

Answer<QByteArray> createRepoSyncTaskByRule(const RequestContext &context,
                                            const VerifiedRequest &request)
{
    const int instance = context.place.source;
    ParameterReader parameters(request);
    const QByteArray repoId = parameters.required("RepoId");
    const QByteArray tag = parameters.required("Tag");
    const QByteArray ruleId = parameters.required("SyncRuleId");
    const std::optional<int> priority = parameters.priority();
    if (parameters.refusal())
        return refused(*parameters.refusal());
    const SimulatedCatalogue &catalogue = context.registry.catalogue();
    const int rule = catalogue.ruleWithId(instance, ruleId);
    if (rule < 0)
        return refused(noSuchRule());
    const Answer<Source> source = sourceOf(context, instance, repoId, tag);
    if (!source)
        return refused(source.error());
    if (const auto reason = reasonNotToRun(catalogue, rule, *source))
        return refused(*reason);

    const SimulatedRule &given = catalogue.rules[static_cast<std::size_t>(rule)];
    const SimulatedRepository &repository = catalogue.repositories[source->repository];
    const auto orElse = [](const QByteArray &name, const QByteArray &otherwise) {
        return name.isEmpty() ? otherwise : name;
    };
    const SimulatedTarget target{.namespaceName =
                                     orElse(given.target.namespaceName, repository.namespaceName),
                                 .repoName = orElse(given.target.repoName, repository.name),
                                 .tag = tag};
    constexpr int usualPriority = 3;
    const CopyOrder order{.image = source->image,
                          .repository = source->repository,
                          .rule = static_cast<quint16>(rule),
                          .destination = given.destination,
                          .priority = static_cast<quint8>(priority.value_or(usualPriority)),
                          .target = target,
                          .overwritesTag = true,
                          .isImmutable = isImmutableAt(context, given.destination, target)};
    return createdTask(context.registry, context.registry.makeTask(order, context.nowMs));
}

Answer<QByteArray> createRepoSyncRule(const RequestContext &context, const VerifiedRequest &request)
{
    const int instance = context.place.source;
    ParameterReader parameters(request);
    SimulatedRule rule = readRule(parameters, instance);
    const QByteArray regionId = parameters.requiredName("TargetRegionId");
    const QByteArray instanceId = parameters.requiredName("TargetInstanceId");
    const QByteArray userId = parameters.optionalNumberText("TargetUserId");
    if (parameters.refusal())
        return refused(*parameters.refusal());
    if (!hasNamespace(context.registry.catalogue(), rule.namespaceName))
        return refused(businessRefusal("NAMESPACE_NOT_EXIST", "The namespace does not exist."));
    const auto instanceThere = targetInstance(context, instanceId, regionId, userId);
    if (!instanceThere)
        return refused(instanceThere.error());
    rule.destination = static_cast<quint8>(context.registry.destinationFor(*instanceThere));
    return idField("SyncRuleId", context.registry.makeRule(rule, context.nowMs).id);
}

Answer<QByteArray> deleteRepoSyncRule(const RequestContext &context, const VerifiedRequest &request)
{
    const int instance = context.place.source;
    ParameterReader parameters(request);
    const QByteArray ruleId = parameters.required("SyncRuleId");
    if (parameters.refusal())
        return refused(*parameters.refusal());
    const int rule = context.registry.catalogue().ruleWithId(instance, ruleId);
    if (rule < 0)
        return refused(noSuchRule());
    context.registry.deleteRule(rule);
    return QByteArray();
}

constexpr std::array actionTable = {
    SimulatedOperation{"CancelRepoSyncTask", "cr:CancelRepoSyncTask", AskedOf::Source,
                       cancelRepoSyncTask},
    SimulatedOperation{"CreateRepoSyncTask", "cr:CreateRepositorySync", AskedOf::Source,
                       createRepoSyncTask},
    SimulatedOperation{"CreateRepoSyncTaskByRule", "cr:CreateRepositorySync", AskedOf::Source,
                       createRepoSyncTaskByRule},
    SimulatedOperation{"CreateRepoSyncRule", "cr:CreateSyncRule", AskedOf::Source,
                       createRepoSyncRule},
    SimulatedOperation{"DeleteRepoSyncRule", "cr:DeleteSyncRule", AskedOf::Source,
                       deleteRepoSyncRule},
};

} // namespace

std::span<const SimulatedOperation> actionOperations()
{
    return actionTable;
}
