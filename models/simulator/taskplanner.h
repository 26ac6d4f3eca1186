#pragma once

#include "simulatedcatalogue.h"
#include "simulatedtask.h"

#include <vector>

struct TaskPlannerOptions {
    quint64 seed = 1;
    qint64 startMs = 0;         ///< when the simulation begins
    double ratePerMinute = 6.0; ///< pushes after the start; 0 for none
};

/// Invents the pushes of a company and what becomes of them. A push depends on seed, number and
/// time only, so the newest tasks are the same however far the past goes back.
class TaskPlanner final {
public:
    /// \p catalogue must outlive the planner.
    TaskPlanner(const SimulatedCatalogue &catalogue, const TaskPlannerOptions &options);

    /// The last \p tasks before the start, oldest first.
    [[nodiscard]] std::vector<TaskPlan> past(int tasks) const;
    /// Appends what arrived since the start or the last call, up to and including \p nowMs; the
    /// tasks of an instance are in order of creation.
    void appendArrivals(std::vector<TaskPlan> &plans, qint64 nowMs);

    [[nodiscard]] SimulatedImage imageOf(const TaskPlan &plan) const;

private:
    struct Push;

    void appendPush(std::vector<TaskPlan> &plans, quint32 number, qint64 pushedMs) const;
    void appendTask(std::vector<TaskPlan> &plans, const Push &push, quint16 rule,
                    quint8 destination) const;
    void appendManualTask(std::vector<TaskPlan> &plans, const Push &push) const;
    void decideCourse(TaskPlan &plan, const Push &push) const;
    void decideOutcome(TaskPlan &plan, quint64 key) const;
    void scheduleNextArrival();

    const SimulatedCatalogue &m_catalogue;
    TaskPlannerOptions m_options;
    quint32 m_nextPush;
    qint64 m_nextArrivalUs;           // several can arrive in a millisecond
    std::vector<qint64> m_freeFromMs; // by instance, after its last push
};
