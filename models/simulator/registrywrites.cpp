#include "seededrandom.h"
#include "simulatedregistry.h"

const TaskPlan *SimulatedRegistry::cancelTask(int instance, QByteArrayView taskId, qint64 nowMs)
{
    const TaskPlan *found = findTask(instance, taskId, nowMs);
    if (!found || nowMs >= found->endedMs())
        return found;
    // Of our own, so that it may be changed.
    TaskPlan &plan = madeTask(found->push)
                         ? m_made[found->push - firstMade].plan
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
                  .push = firstMade + number,
                  .repository = order.repository,
                  .rule = order.rule,
                  .destination = order.destination};
    plan.isInitiative = true;
    plan.crossUser = m_catalogue.destinations[order.destination].isForeign;
    plan.priority = order.priority & 7U;
    layDown(plan, order);
    m_made.push_back({.plan = plan, .image = order.image, .target = order.target});
    const quint8 instance = m_catalogue.repositories[order.repository].instance;
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
