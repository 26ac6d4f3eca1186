#include "simulatedtask.h"

#include <algorithm>

namespace {

constexpr double stuckAfterMs = 4 * 60 * 1000;

double copiedShareAt(const TaskPlan &plan, qint64 nowMs)
{
    const double goal = plan.copiedPercent / 100.0;
    const double moving =
        plan.isStuck ? std::min(stuckAfterMs, double{plan.runMs * 1.0}) : double{plan.runMs * 1.0};
    const auto elapsed = static_cast<double>(nowMs - plan.startedMs());
    return elapsed >= moving ? goal : goal * elapsed / moving;
}

} // namespace

TaskState stateAt(const TaskPlan &plan, qint64 nowMs)
{
    if (nowMs < plan.startedMs())
        return {.status = SyncTaskStatus::Pending, .modifiedMs = plan.createdMs};
    if (nowMs < plan.endedMs()) {
        return {.status = SyncTaskStatus::Synchronizing,
                .modifiedMs = plan.startedMs(),
                .copiedShare = copiedShareAt(plan, nowMs)};
    }
    return {.status = plan.outcome,
            .modifiedMs = plan.endedMs(),
            .copiedShare = plan.runMs == 0 ? 0.0 : plan.copiedPercent / 100.0};
}
