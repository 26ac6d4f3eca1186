#include "taskplanner.h"

#include "seededrandom.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

// Room for two thousand million pushes on either side of the start.
constexpr quint32 firstArrival = 0x8000'0000U;
// Tasks of a push are created a millisecond apart and must not reach into the next push of their
// instance.
constexpr qint64 shortestStepMs = 4;
constexpr qint64 usPerMs = 1000;

// With about 1.75 tasks to a push this makes 4,000 tasks a day.
constexpr double pastStepMs = 38'000;

// How busy each hour of the day is, UTC: the teams sit in UTC+8.
constexpr std::array<double, 24> hourlyRhythm = {1.1, 1.5, 1.9, 1.9, 1.3, 1.2, 1.8, 2.0,
                                                 2.0, 1.8, 1.5, 1.1, 0.9, 0.9, 0.8, 0.6,
                                                 0.4, 0.3, 0.2, 0.2, 0.2, 0.3, 0.4, 0.7};
constexpr double rhythmMean =
    std::accumulate(hourlyRhythm.begin(), hourlyRhythm.end(), 0.0) / hourlyRhythm.size();

double rhythmAt(qint64 ms)
{
    return hourlyRhythm[static_cast<std::size_t>(ms / hourMs % 24)] / rhythmMean;
}

// The last minutes are as busy as what comes after them, so that at any hour of the day something
// runs and waits when the simulation starts.
constexpr qint64 prologueMs = 5 * minuteMs;
constexpr double prologueRatePerMinute = 6.0;

double meanStepMs(qint64 pushedMs, const TaskPlannerOptions &options)
{
    const double byRhythm = pastStepMs / rhythmAt(pushedMs);
    const double rate = std::min(options.ratePerMinute, prologueRatePerMinute);
    if (options.startMs - pushedMs > prologueMs || rate <= 0.0)
        return byRhythm;
    return std::min(byRhythm, static_cast<double>(minuteMs) / rate);
}

// The outage: the line to the first destination is down, the others suffer.
constexpr qint64 badBeginsBeforeStart = 6 * hourMs;
constexpr qint64 badEndsBeforeStart = 4 * hourMs;
constexpr quint8 badDestination = 0;
constexpr double failuresPerTask = 0.009;
constexpr double failuresInOutage = 0.12;
constexpr double failuresOnBadLine = 0.6;

// Stuck tasks are rare, but those that began within these hours before the start still hang.
constexpr qint64 stuckBeginsBeforeStart = 7 * hourMs;
constexpr qint64 stuckEndsBeforeStart = 3 * hourMs / 2;
constexpr quint32 oneStuckOf = 4000;
constexpr quint32 oneStuckOfLately = 150;

struct IssueChance {
    quint32 upTo; ///< percent, summed
    TaskIssue issue;
    quint8 copiedUpToPercent; ///< how far such a task comes at most
};

constexpr std::array usualIssues = {
    IssueChance{40, TaskIssue::NetworkError, 95},
    IssueChance{65, TaskIssue::TagConflict, 1},
    IssueChance{77, TaskIssue::InternalError, 90},
    IssueChance{86, TaskIssue::OssPolicyUnauthorized, 1},
    IssueChance{94, TaskIssue::UnsupportedFormat, 1},
    IssueChance{100, TaskIssue::DataLengthExceeded, 1},
};
// A stage that pushes again what did not arrive meets its own tags.
constexpr std::array badIssues = {
    IssueChance{65, TaskIssue::NetworkError, 80},
    IssueChance{95, TaskIssue::TagConflict, 1},
    IssueChance{100, TaskIssue::InternalError, 60},
};

template<std::size_t size>
const IssueChance &chosen(const std::array<IssueChance, size> &chances, quint32 percent)
{
    const auto *found = std::ranges::find_if(
        chances, [percent](const IssueChance &chance) { return percent < chance.upTo; });
    return found == chances.end() ? chances.back() : *found;
}

/// What is drawn for the push with this key; first its repository.
SeededRandom drawsOf(quint64 pushKey)
{
    return SeededRandom(mixed(pushKey, 0x70757368));
}

quint16 drawnRepository(const SimulatedCatalogue &catalogue, SeededRandom &random)
{
    const auto count = static_cast<double>(catalogue.repositories.size());
    return static_cast<quint16>(random.unit() * count);
}

void fail(TaskPlan &plan, const IssueChance &chance, SeededRandom &random)
{
    plan.outcome = SyncTaskStatus::Error;
    plan.issue = chance.issue;
    plan.copiedPercent = static_cast<quint8>(random.below(chance.copiedUpToPercent));
    if (plan.copiedPercent == 0)
        plan.runMs = 800 + random.below(4000); // refused at the door
}

void cancel(TaskPlan &plan, SeededRandom &random)
{
    plan.outcome = SyncTaskStatus::Canceled;
    plan.copiedPercent = static_cast<quint8>(random.below(90));
    if (random.oneIn(3))
        plan.runMs = 0;
}

void getStuck(TaskPlan &plan, SeededRandom &random)
{
    const auto hangMs = static_cast<quint32>(12 * hourMs + random.below(24 * hourMs));
    plan.isStuck = true;
    plan.copiedPercent = static_cast<quint8>(5 + random.below(85));
    if (random.oneIn(4)) { // never leaves the queue, until somebody cancels it
        plan.outcome = SyncTaskStatus::Canceled;
        plan.waitMs = hangMs;
        plan.runMs = 0;
    } else {
        plan.outcome = SyncTaskStatus::Error;
        plan.issue = TaskIssue::NetworkError;
        plan.runMs = hangMs;
    }
}

} // namespace

/// One push while its tasks are planned.
struct TaskPlanner::Push {
    quint32 number = 0;
    quint16 repository = 0;
    SimulatedImage image{};
    qint64 bytes = 0;
};

TaskPlanner::TaskPlanner(const SimulatedCatalogue &catalogue, const TaskPlannerOptions &options)
    : m_catalogue(catalogue),
      m_options(options),
      m_nextPush(firstArrival),
      m_nextArrivalUs(options.startMs * usPerMs),
      m_freeFromMs(catalogue.instances.size())
{
    scheduleNextArrival();
}

std::vector<TaskPlan> TaskPlanner::past(int tasks) const
{
    const auto wanted = static_cast<std::size_t>(std::max(tasks, 0));
    std::vector<TaskPlan> plans;
    plans.reserve(wanted + 4);
    quint32 number = firstArrival;
    qint64 pushedMs = m_options.startMs;
    while (plans.size() < wanted) {
        --number;
        SeededRandom random(mixed(m_options.seed, number));
        const double step = random.exponential(meanStepMs(pushedMs, m_options));
        pushedMs -= shortestStepMs + static_cast<qint64>(step);
        const auto before = static_cast<std::ptrdiff_t>(plans.size());
        appendPush(plans, number, pushedMs);
        std::reverse(plans.begin() + before, plans.end());
    }
    plans.resize(wanted);
    std::ranges::reverse(plans);
    return plans;
}

void TaskPlanner::appendArrivals(std::vector<TaskPlan> &plans, qint64 nowMs)
{
    while (m_nextArrivalUs <= nowMs * usPerMs) {
        SeededRandom random = drawsOf(mixed(m_options.seed, m_nextPush));
        const quint16 repository = drawnRepository(m_catalogue, random);
        qint64 &freeFromMs = m_freeFromMs[m_catalogue.repositories[repository].instance];
        const qint64 pushedMs = std::max(m_nextArrivalUs / usPerMs, freeFromMs);
        freeFromMs = pushedMs + shortestStepMs;
        appendPush(plans, m_nextPush, pushedMs);
        ++m_nextPush;
        scheduleNextArrival();
    }
}

void TaskPlanner::scheduleNextArrival()
{
    if (m_options.ratePerMinute <= 0.0 || m_nextPush >= TaskPlan::firstMadePush) {
        m_nextArrivalUs = std::numeric_limits<qint64>::max();
        return;
    }
    SeededRandom random(mixed(m_options.seed, m_nextPush));
    const double meanMs = static_cast<double>(minuteMs) / m_options.ratePerMinute;
    m_nextArrivalUs += static_cast<qint64>(random.exponential(meanMs) * usPerMs);
}

SimulatedImage TaskPlanner::imageOf(const TaskPlan &plan) const
{
    const SimulatedRepository &repository = m_catalogue.repositories[plan.repository];
    return {.key = mixed(m_options.seed, plan.push),
            .repositoryKey = repository.key,
            .style = repository.style,
            .pushedMs = plan.pushedMs()};
}

void TaskPlanner::appendPush(std::vector<TaskPlan> &plans, quint32 number, qint64 pushedMs) const
{
    const quint64 key = mixed(m_options.seed, number);
    SeededRandom random = drawsOf(key);
    Push push{.number = number, .repository = drawnRepository(m_catalogue, random)};
    const SimulatedRepository &repository = m_catalogue.repositories[push.repository];
    push.image = {.key = key,
                  .repositoryKey = repository.key,
                  .style = repository.style,
                  .pushedMs = pushedMs};
    for (const ImageLayer &layer : imageLayers(push.image))
        push.bytes += layer.size;

    if (random.oneIn(25)) {
        appendManualTask(plans, push);
        return;
    }
    constexpr std::size_t mostTasks = 4; // the serial of a task has no room for more
    const std::size_t before = plans.size();
    for (const quint16 index : repository.passiveRules) {
        const SimulatedRule &rule = m_catalogue.rules[index];
        if (plans.size() - before == mostTasks || !rule.matches(push.image))
            continue;
        appendTask(plans, push, index, rule.destination);
        plans.back().ordinal = static_cast<quint8>(plans.size() - before - 1);
        plans.back().createdMs += plans.back().ordinal;
    }
}

void TaskPlanner::appendManualTask(std::vector<TaskPlan> &plans, const Push &push) const
{
    SeededRandom random(mixed(push.image.key, 0x6d616e));
    const auto &rules = m_catalogue.repositories[push.repository].manualRules;
    if (rules.empty() || random.oneIn(4)) {
        const auto destinations = static_cast<quint32>(
            std::ranges::count(m_catalogue.destinations, false, &SimulatedDestination::isLate));
        appendTask(plans, push, TaskPlan::noRule, static_cast<quint8>(random.below(destinations)));
    } else {
        const quint16 rule = rules[random.below(static_cast<quint32>(rules.size()))];
        appendTask(plans, push, rule, m_catalogue.rules[rule].destination);
        plans.back().priority = m_catalogue.rules[rule].priority & 7U;
    }
    plans.back().isInitiative = true;
}

void TaskPlanner::appendTask(std::vector<TaskPlan> &plans, const Push &push, quint16 rule,
                             quint8 destination) const
{
    TaskPlan plan{.createdMs = push.image.pushedMs,
                  .push = push.number,
                  .repository = push.repository,
                  .rule = rule,
                  .destination = destination};
    decideCourse(plan, push);
    plans.push_back(plan);
}

void TaskPlanner::decideCourse(TaskPlan &plan, const Push &push) const
{
    const quint64 key = mixed(push.image.key, plan.destination);
    SeededRandom random(key);
    const bool isFast = m_catalogue.destinations[plan.destination].isAccelerated;
    const double bytesPerMs = random.between(1200, 5200) * (isFast ? 2.0 : 1.0);
    plan.waitMs = 1500 + static_cast<quint32>(random.exponential(22'000));
    plan.runMs = 2500 + static_cast<quint32>(static_cast<double>(push.bytes) / bytesPerMs);
    plan.isSparse = random.oneIn(40);
    plan.crossUser = random.oneIn(30);
    plan.customLink = random.oneIn(25);
    decideOutcome(plan, random.next());
}

void TaskPlanner::decideOutcome(TaskPlan &plan, quint64 key) const
{
    SeededRandom random(key);
    const qint64 before = m_options.startMs - plan.createdMs;
    const bool isBad = before <= badBeginsBeforeStart && before > badEndsBeforeStart;
    const bool isLate = before <= stuckBeginsBeforeStart && before > stuckEndsBeforeStart;
    const double badFailures =
        plan.destination == badDestination ? failuresOnBadLine : failuresInOutage;
    if (isBad)
        plan.runMs *= 2;
    if (random.unit() < (isBad ? badFailures : failuresPerTask)) {
        const quint32 percent = random.below(100);
        fail(plan, isBad ? chosen(badIssues, percent) : chosen(usualIssues, percent), random);
    } else if (random.oneIn(isLate ? oneStuckOfLately : oneStuckOf)) {
        getStuck(plan, random);
    } else if (random.oneIn(250)) {
        cancel(plan, random);
    }
}
