#pragma once

#include "seededtext.h"
#include "simulatedcatalogue.h"
#include "simulatedtask.h"
#include "taskplanner.h"

#include <QByteArray>

#include <span>
#include <vector>

struct SimulatedRegistryOptions {
    quint64 seed = 1;
    qint64 startMs = 0;
    int tasks = 36'000; ///< that lie in the past at the start
    int instances = 3;
    double ratePerMinute = 6.0;
};

/// Which tasks are asked for. Empty texts ask for everything; the others must be equal.
struct SimulatedTaskFilter {
    int instance = 0; ///< that the images come from
    QByteArray namespaceName{};
    QByteArray repoName{};
    QByteArray tag{};
    QByteArray batchId{};
};

/// A page of tasks, newest first, and how many there are in all.
struct TaskSelection {
    qint64 totalCount = 0;
    std::vector<const TaskPlan *> tasks{}; ///< valid until the registry advances
};

/// One blob of a task at one moment.
struct LayerState {
    quint64 taskKey = 0;
    ImageLayer layer{};
    qint64 syncedSize = 0;
    SyncTaskStatus status = SyncTaskStatus::Pending;
};

/// The world: what each instance knows at a given time. The same seed and time give the same
/// answers, however often and in whatever steps it was asked before.
class SimulatedRegistry final {
public:
    explicit SimulatedRegistry(const SimulatedRegistryOptions &options);
    Q_DISABLE_COPY_MOVE(SimulatedRegistry)

    [[nodiscard]] const SimulatedCatalogue &catalogue() const { return m_catalogue; }

    /// Lets arrive what arrives until \p nowMs. Questions about a time need this first.
    void advanceTo(qint64 nowMs);

    [[nodiscard]] TaskSelection select(const SimulatedTaskFilter &filter, int pageNo, int pageSize,
                                       qint64 nowMs) const;
    /// Null when no task of \p instance has this id yet.
    [[nodiscard]] const TaskPlan *findTask(int instance, QByteArrayView taskId, qint64 nowMs) const;
    /// Empty while the task waits: the manifest has not been read yet.
    [[nodiscard]] std::vector<LayerState> layersAt(const TaskPlan &plan, qint64 nowMs) const;

    void appendTaskId(QByteArray &to, const TaskPlan &plan) const;
    void appendBatchId(QByteArray &to, const TaskPlan &plan) const;
    void appendTag(QByteArray &to, const TaskPlan &plan) const;

private:
    [[nodiscard]] std::span<const quint32> tasksOfInstance(int instance, qint64 nowMs) const;
    [[nodiscard]] std::vector<quint32> tasksOfBatch(const QByteArray &batchId, int instance,
                                                    qint64 nowMs) const;
    [[nodiscard]] std::span<const TaskPlan> tasksOfPush(quint64 push) const;
    [[nodiscard]] TaskSelection scan(std::span<const quint32> candidates,
                                     const SimulatedTaskFilter &filter, qint64 first,
                                     int count) const;
    void index(std::size_t from);

    SimulatedCatalogue m_catalogue;
    TaskPlanner m_planner;
    IdScrambler m_taskIds;
    IdScrambler m_batchIds;
    std::vector<TaskPlan> m_plans;                  // in order of creation
    std::vector<std::vector<quint32>> m_byInstance; // likewise
};
