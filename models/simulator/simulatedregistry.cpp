#include "simulatedregistry.h"

#include "seededrandom.h"

#include <algorithm>
#include <array>

namespace {

constexpr QByteArrayView taskIdPrefix = "rst-";

// A client that asks every ten seconds sees how each task ended.
constexpr qint64 droppedAfterMs = 60'000;

/// In which an eighth of what is kept arrives, with about two tasks to a push.
qint64 dropStepMs(std::size_t keptTasks, double ratePerMinute)
{
    constexpr double longest = 1e12;
    constexpr double shortest = 1000;
    const double tasksPerMs = ratePerMinute * 2 / 60'000;
    const double step = static_cast<double>(keptTasks) / 8 / std::max(tasksPerMs, 1e-9);
    return static_cast<qint64>(std::clamp(step, shortest, longest));
}

std::vector<bool> wantedRepositories(const SimulatedCatalogue &catalogue,
                                     const SimulatedTaskFilter &filter)
{
    std::vector<bool> wanted;
    for (const SimulatedRepository &repository : catalogue.repositories) {
        wanted.push_back(
            (filter.namespaceName.isEmpty() || repository.namespaceName == filter.namespaceName) &&
            (filter.repoName.isEmpty() || repository.name == filter.repoName));
    }
    return wanted;
}

SyncTaskStatus layerStatus(SyncTaskStatus task, bool isComplete, bool hasBegun)
{
    if (isComplete)
        return SyncTaskStatus::Success;
    if (task == SyncTaskStatus::Synchronizing)
        return hasBegun ? SyncTaskStatus::Synchronizing : SyncTaskStatus::Pending;
    return task == SyncTaskStatus::Error && hasBegun ? SyncTaskStatus::Error
                                                     : SyncTaskStatus::Canceled;
}

} // namespace

SimulatedRegistry::SimulatedRegistry(const SimulatedRegistryOptions &options)
    : m_seed(options.seed),
      m_catalogue(makeCatalogue(options.seed, options.instances, options.startMs)),
      m_planner(m_catalogue, {.seed = options.seed,
                              .startMs = options.startMs,
                              .ratePerMinute = options.ratePerMinute}),
      m_taskIds(mixed(options.seed, 0x727374)),
      m_batchIds(mixed(options.seed, 0x62617463)),
      m_keptTasks(
          std::max(options.keptTasks, static_cast<std::size_t>(std::max(options.tasks, 0)))),
      m_dropStepMs(dropStepMs(m_keptTasks, options.ratePerMinute)),
      m_nextDropMs(options.startMs + m_dropStepMs),
      m_plans(m_planner.past(options.tasks)),
      m_byInstance(m_catalogue.instances.size())
{
    index(0);
}

void SimulatedRegistry::index(std::size_t from)
{
    for (std::size_t i = from; i < m_plans.size(); ++i) {
        const quint16 instance = m_catalogue.repositories[m_plans[i].repository].instance;
        m_byInstance[instance].push_back(static_cast<quint32>(i));
    }
}

void SimulatedRegistry::advanceTo(qint64 nowMs)
{
    // Between what arrives and not when it is asked: the answers would depend on that.
    for (; m_nextDropMs <= nowMs; m_nextDropMs += m_dropStepMs) {
        arriveUntil(m_nextDropMs);
        dropOldest(m_nextDropMs);
    }
    arriveUntil(nowMs);
}

void SimulatedRegistry::arriveUntil(qint64 nowMs)
{
    const std::size_t known = m_plans.size();
    m_planner.appendArrivals(m_plans, nowMs);
    index(known);
}

void SimulatedRegistry::dropOldest(qint64 nowMs)
{
    if (m_plans.size() <= m_keptTasks)
        return;
    constexpr quint32 dropped = madeBit; // the index of no plan
    const std::size_t tooMany = m_plans.size() - m_keptTasks;
    std::vector<quint32> newIndices(tooMany, dropped);
    quint32 staying = 0;
    for (std::size_t i = 0; i < tooMany; ++i) {
        if (m_plans[i].endedMs() + droppedAfterMs <= nowMs)
            continue;
        m_plans[staying] = m_plans[i];
        newIndices[i] = staying++;
    }
    const auto shift = static_cast<quint32>(tooMany) - staying;
    m_plans.erase(m_plans.begin() + staying, m_plans.begin() + static_cast<qsizetype>(tooMany));
    for (std::vector<quint32> &tasks : m_byInstance) {
        std::erase_if(tasks,
                      [&](quint32 task) { return task < tooMany && newIndices[task] == dropped; });
        for (quint32 &task : tasks) {
            if ((task & madeBit) == 0)
                task = task < tooMany ? newIndices[task] : task - shift;
        }
    }
}

TaskSelection SimulatedRegistry::select(const SimulatedTaskFilter &filter, int pageNo, int pageSize,
                                        qint64 nowMs) const
{
    const qint64 first = (qint64{pageNo} - 1) * pageSize;
    if (!filter.batchId.isEmpty())
        return scan(tasksOfBatch(filter.batchId, filter.instance, nowMs), filter, first, pageSize);

    const std::span<const quint32> all = tasksOfInstance(filter.instance, nowMs);
    if (!filter.namespaceName.isEmpty() || !filter.repoName.isEmpty() || !filter.tag.isEmpty())
        return scan(all, filter, first, pageSize);

    const auto total = static_cast<qint64>(all.size());
    TaskSelection selection{.totalCount = total};
    for (qint64 i = first; i < std::min(first + pageSize, total); ++i)
        selection.tasks.push_back(&planAt(all[static_cast<std::size_t>(total - 1 - i)]));
    return selection;
}

TaskSelection SimulatedRegistry::scan(std::span<const quint32> candidates,
                                      const SimulatedTaskFilter &filter, qint64 first,
                                      int count) const
{
    const std::vector<bool> wanted = wantedRepositories(m_catalogue, filter);
    TaskSelection selection;
    QByteArray tag;
    for (std::size_t left = candidates.size(); left > 0; --left) {
        const TaskPlan &plan = planAt(candidates[left - 1]);
        if (!wanted[plan.repository])
            continue;
        if (!filter.tag.isEmpty()) {
            tag.resize(0);
            appendTag(tag, plan);
            if (tag != filter.tag)
                continue;
        }
        if (selection.totalCount >= first && selection.totalCount < first + count)
            selection.tasks.push_back(&plan);
        ++selection.totalCount;
    }
    return selection;
}

std::span<const quint32> SimulatedRegistry::tasksOfInstance(int instance, qint64 nowMs) const
{
    const std::vector<quint32> &all = m_byInstance[static_cast<std::size_t>(instance)];
    const auto end =
        std::ranges::upper_bound(all, nowMs, {}, [this](quint32 i) { return planAt(i).createdMs; });
    return {all.begin(), end};
}

std::span<const TaskPlan> SimulatedRegistry::tasksOfPush(quint64 push) const
{
    if (const MadeTask *made = madeTask(push))
        return {&made->plan, 1};
    // Not equal_range: its result is one of those ranges that the checkers cannot read.
    const auto pushOf = [](const TaskPlan &plan) { return quint64{plan.push}; };
    return {std::ranges::lower_bound(m_plans, push, {}, pushOf),
            std::ranges::upper_bound(m_plans, push, {}, pushOf)};
}

std::vector<quint32> SimulatedRegistry::tasksOfBatch(const QByteArray &batchId, int instance,
                                                     qint64 nowMs) const
{
    const std::optional<quint64> number = numberInUuid(batchId);
    if (!number)
        return {};
    std::vector<quint32> tasks;
    for (const TaskPlan &plan : tasksOfPush(m_batchIds.restored(*number))) {
        QByteArray id;
        appendBatchId(id, plan);
        if (id == batchId && plan.createdMs <= nowMs &&
            m_catalogue.repositories[plan.repository].instance == instance)
            tasks.push_back(plan.push >= TaskPlan::firstMadePush
                                ? (plan.push - TaskPlan::firstMadePush) | madeBit
                                : static_cast<quint32>(&plan - m_plans.data()));
    }
    return tasks;
}

const TaskPlan *SimulatedRegistry::findTask(int instance, QByteArrayView taskId, qint64 nowMs) const
{
    if (!taskId.startsWith(taskIdPrefix))
        return nullptr;
    const std::optional<quint64> number = numberInWord(taskId.sliced(taskIdPrefix.size()));
    if (!number)
        return nullptr;
    const quint64 serial = m_taskIds.restored(*number);
    for (const TaskPlan &plan : tasksOfPush(serial >> 2U)) {
        if (plan.serial() == serial && plan.createdMs <= nowMs &&
            m_catalogue.repositories[plan.repository].instance == instance)
            return &plan;
    }
    return nullptr;
}

std::vector<LayerState> SimulatedRegistry::layersAt(const TaskPlan &plan, qint64 nowMs) const
{
    const TaskState state = stateAt(plan, nowMs);
    if (nowMs < plan.startedMs() || plan.runMs == 0)
        return {};
    const std::vector<ImageLayer> layers = imageLayers(imageOf(plan));
    double total = 0;
    for (const ImageLayer &layer : layers)
        total += static_cast<double>(layer.size);

    // Each layer begins before the one ahead of it is complete: several are under way at a time.
    constexpr double overlap = 0.8;
    std::vector<LayerState> states;
    double sum = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const double begin = overlap * sum / total;
        sum += static_cast<double>(layers[i].size);
        const double end = sum / total;
        const double share = std::clamp((state.copiedShare - begin) / (end - begin), 0.0, 1.0);
        const bool isComplete = state.status == SyncTaskStatus::Success || share >= 1.0;
        states.push_back(
            {.taskKey = mixed(plan.serial(), i),
             .layer = layers[i],
             .syncedSize = isComplete
                               ? layers[i].size
                               : static_cast<qint64>(share * static_cast<double>(layers[i].size)),
             .status = layerStatus(state.status, isComplete, state.copiedShare >= begin)});
    }
    return states;
}

void SimulatedRegistry::appendTaskId(QByteArray &to, const TaskPlan &plan) const
{
    to.append(taskIdPrefix);
    appendWord(to, m_taskIds.scrambled(plan.serial()));
}

void SimulatedRegistry::appendBatchId(QByteArray &to, const TaskPlan &plan) const
{
    appendUuid(to, m_batchIds.scrambled(plan.push), plan.push % 3 == 0);
}

void SimulatedRegistry::appendTag(QByteArray &to, const TaskPlan &plan) const
{
    ::appendTag(to, imageOf(plan));
}

const TaskPlan &SimulatedRegistry::planAt(quint32 index) const
{
    return (index & madeBit) != 0 ? m_made[index & ~madeBit].plan : m_plans[index];
}

const MadeTask *SimulatedRegistry::madeTask(quint64 push) const
{
    return push >= TaskPlan::firstMadePush && push - TaskPlan::firstMadePush < m_made.size()
               ? &m_made[push - TaskPlan::firstMadePush]
               : nullptr;
}

SimulatedImage SimulatedRegistry::imageOf(const TaskPlan &plan) const
{
    const MadeTask *made = madeTask(plan.push);
    return made ? made->image : m_planner.imageOf(plan);
}

SimulatedTarget SimulatedRegistry::targetOf(const TaskPlan &plan) const
{
    if (const MadeTask *made = madeTask(plan.push))
        return made->target;
    const SimulatedRepository &repository = m_catalogue.repositories[plan.repository];
    SimulatedTarget target =
        plan.rule == TaskPlan::noRule ? SimulatedTarget() : m_catalogue.rules[plan.rule].target;
    if (target.namespaceName.isEmpty())
        target.namespaceName = repository.namespaceName;
    if (target.repoName.isEmpty())
        target.repoName = repository.name;
    appendTag(target.tag, plan);
    return target;
}

template<typename Visit>
void SimulatedRegistry::forEachPlan(const Visit &visit) const
{
    for (const TaskPlan &plan : m_plans)
        visit(plan);
    for (const MadeTask &made : m_made)
        visit(made.plan);
}

std::optional<TagContent> SimulatedRegistry::pushedTag(int repository, const QByteArray &tag,
                                                       qint64 nowMs) const
{
    std::optional<TagContent> content;
    forEachPlan([&](const TaskPlan &plan) {
        if (plan.repository != repository || plan.createdMs > nowMs)
            return;
        const SimulatedImage image = imageOf(plan);
        QByteArray itsTag;
        ::appendTag(itsTag, image);
        if (itsTag == tag && (!content || image.pushedMs >= content->updatedMs))
            content = TagContent{.image = image, .updatedMs = image.pushedMs};
    });
    return content;
}

std::optional<TagContent>
SimulatedRegistry::copiedTag(int destination, const SimulatedTarget &target, qint64 nowMs) const
{
    std::optional<TagContent> content;
    forEachPlan([&](const TaskPlan &plan) {
        if (plan.destination != destination || plan.endedMs() > nowMs ||
            plan.outcome != SyncTaskStatus::Success || targetOf(plan) != target)
            return;
        if (!content || plan.endedMs() >= content->updatedMs)
            content = TagContent{.image = imageOf(plan), .updatedMs = plan.endedMs()};
    });
    return content;
}

std::map<QByteArray, TagContent> SimulatedRegistry::pushedTags(int repository, qint64 nowMs) const
{
    std::map<QByteArray, TagContent> tags;
    forEachPlan([&](const TaskPlan &plan) {
        if (plan.repository != repository || plan.createdMs > nowMs)
            return;
        const SimulatedImage image = imageOf(plan);
        QByteArray tag;
        ::appendTag(tag, image);
        TagContent &content = tags[tag];
        if (image.pushedMs >= content.updatedMs)
            content = {.image = image, .updatedMs = image.pushedMs};
    });
    return tags;
}

std::map<QByteArray, TagContent>
SimulatedRegistry::copiedTags(int destination, const SimulatedTarget &target, qint64 nowMs) const
{
    std::map<QByteArray, TagContent> tags;
    forEachPlan([&](const TaskPlan &plan) {
        if (plan.destination != destination || plan.endedMs() > nowMs ||
            plan.outcome != SyncTaskStatus::Success)
            return;
        const SimulatedTarget there = targetOf(plan);
        if (there.namespaceName != target.namespaceName || there.repoName != target.repoName)
            return;
        TagContent &content = tags[there.tag];
        if (plan.endedMs() >= content.updatedMs)
            content = {.image = imageOf(plan), .updatedMs = plan.endedMs()};
    });
    return tags;
}

const TaskPlan *SimulatedRegistry::cancelTask(int instance, QByteArrayView taskId, qint64 nowMs)
{
    const TaskPlan *found = findTask(instance, taskId, nowMs);
    if (!found || nowMs >= found->endedMs())
        return found;
    // Of our own, so that it may be changed.
    TaskPlan &plan = madeTask(found->push)
                         ? m_made[found->push - TaskPlan::firstMadePush].plan
                         : m_plans[static_cast<std::size_t>(found - m_plans.data())];
    const double share = stateAt(plan, nowMs).copiedShare;
    if (nowMs < plan.startedMs()) {
        plan.waitMs = static_cast<quint32>(nowMs - plan.createdMs);
        plan.runMs = 0;
    } else {
        plan.runMs = static_cast<quint32>(nowMs - plan.startedMs());
    }
    plan.outcome = SyncTaskStatus::Canceled;
    plan.copiedPercent = static_cast<quint8>(share * 100.0);
    plan.isStuck = false;
    ++m_effectiveWrites;
    return &plan;
}

const TaskPlan &SimulatedRegistry::makeTask(const CopyOrder &order, qint64 nowMs)
{
    const auto number = static_cast<quint32>(m_made.size());
    TaskPlan plan{.createdMs = nowMs,
                  .push = TaskPlan::firstMadePush + number,
                  .repository = order.repository,
                  .rule = order.rule,
                  .destination = order.destination};
    plan.isInitiative = true;
    plan.crossUser = m_catalogue.destinations[order.destination].isForeign;
    plan.priority = order.priority & 7U;
    layDown(plan, order);
    m_made.push_back({.plan = plan, .image = order.image, .target = order.target});
    const quint16 instance = m_catalogue.repositories[order.repository].instance;
    m_byInstance[instance].push_back(number | madeBit);
    ++m_effectiveWrites;
    return m_made.back().plan;
}

void SimulatedRegistry::layDown(TaskPlan &plan, const CopyOrder &order) const
{
    SeededRandom random(mixed(m_seed, plan.push));
    double bytes = 0;
    for (const ImageLayer &layer : imageLayers(order.image))
        bytes += static_cast<double>(layer.size);
    plan.waitMs = 1000 + static_cast<quint32>(random.exponential(4000));
    plan.runMs = 2500 + static_cast<quint32>(bytes / random.between(1200, 5200));

    const auto there = copiedTag(order.destination, order.target, plan.createdMs);
    const bool isOther = there && there->image.key != order.image.key;
    const bool isRefused =
        order.isImmutable ? there && order.target.tag != "latest" : isOther && !order.overwritesTag;
    if (!isRefused)
        return;
    plan.outcome = SyncTaskStatus::Error;
    plan.issue = TaskIssue::TagConflict;
    plan.copiedPercent = 0;
    plan.runMs = 800 + random.below(2000);
}

const SimulatedRule &SimulatedRegistry::makeRule(SimulatedRule rule, qint64 nowMs)
{
    rule.id = "crsr-";
    appendWord(rule.id, mixed(m_seed, 0x72756c65 + m_catalogue.rules.size()));
    rule.createdMs = nowMs;
    m_catalogue.addRule(rule);
    ++m_effectiveWrites;
    return m_catalogue.rules.back();
}

void SimulatedRegistry::deleteRule(int rule)
{
    m_catalogue.deleteRule(rule);
    ++m_effectiveWrites;
}

int SimulatedRegistry::destinationFor(const SimulatedDestination &destination)
{
    const int known = m_catalogue.destinationWithId(destination.instanceId);
    if (known >= 0)
        return known;
    m_catalogue.destinations.push_back(destination);
    return static_cast<int>(m_catalogue.destinations.size()) - 1;
}
