#pragma once

#include "seededtext.h"
#include "simulatedcatalogue.h"
#include "simulatedtask.h"
#include "taskplanner.h"

#include <QByteArray>

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <vector>

struct SimulatedRegistryOptions {
    quint64 seed = 1;
    qint64 startMs = 0;
    int tasks = 36'000; ///< that lie in the past at the start
    int instances = 3;
    double ratePerMinute = 6.0; ///< pushes
    /// More than these leave the lists, the oldest first, but none that has not ended: at 20,000
    /// pushes a minute two hours stay, in some 160 MB.
    std::size_t keptTasks = 4'000'000;
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

/// A task that a client made. Its plan is found by its push, which has no other task.
struct MadeTask {
    TaskPlan plan{};
    SimulatedImage image{};
    SimulatedTarget target{}; ///< complete
};

/// What a client wants copied. All of it exists.
struct CopyOrder {
    SimulatedImage image{};
    quint16 repository = 0;
    quint16 rule = TaskPlan::noRule;
    quint8 destination = 0;
    quint8 priority = 0;      ///< 0: not given
    SimulatedTarget target{}; ///< complete
    bool overwritesTag = false;
    bool isImmutable = false; ///< the target does not let tags be replaced
};

/// What lies under a tag.
struct TagContent {
    SimulatedImage image{};
    qint64 updatedMs = 0;
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
    /// Where a task copies to.
    [[nodiscard]] SimulatedTarget targetOf(const TaskPlan &plan) const;

    /// What was pushed to a repository under \p tag, at last.
    [[nodiscard]] std::optional<TagContent> pushedTag(int repository, const QByteArray &tag,
                                                      qint64 nowMs) const;
    /// What was copied to a destination under the tag of \p target, at last.
    [[nodiscard]] std::optional<TagContent>
    copiedTag(int destination, const SimulatedTarget &target, qint64 nowMs) const;
    /// All that is in a repository, by tag: what was pushed to it, at last.
    [[nodiscard]] std::map<QByteArray, TagContent> pushedTags(int repository, qint64 nowMs) const;
    /// Likewise what was copied to a destination; the tag of \p target is not looked at.
    [[nodiscard]] std::map<QByteArray, TagContent>
    copiedTags(int destination, const SimulatedTarget &target, qint64 nowMs) const;
    [[nodiscard]] const std::deque<MadeTask> &madeTasks() const { return m_made; }

    // What clients change. Counted where it has an effect.
    /// Null when no task of \p instance has this id; one that has ended stays as it is.
    const TaskPlan *cancelTask(int instance, QByteArrayView taskId, qint64 nowMs);
    const TaskPlan &makeTask(const CopyOrder &order, qint64 nowMs);
    /// Its id and time are given here.
    const SimulatedRule &makeRule(SimulatedRule rule, qint64 nowMs);
    void deleteRule(int rule);
    /// The index of the destination, which is new when it was not known.
    int destinationFor(const SimulatedDestination &destination);
    [[nodiscard]] int effectiveWrites() const { return m_effectiveWrites; }

    void appendTaskId(QByteArray &to, const TaskPlan &plan) const;
    void appendBatchId(QByteArray &to, const TaskPlan &plan) const;
    void appendTag(QByteArray &to, const TaskPlan &plan) const;

private:
    // Marks an index into the tasks that clients made.
    static constexpr quint32 madeBit = 0x8000'0000U;

    [[nodiscard]] std::span<const quint32> tasksOfInstance(int instance, qint64 nowMs) const;
    [[nodiscard]] std::vector<quint32> tasksOfBatch(const QByteArray &batchId, int instance,
                                                    qint64 nowMs) const;
    [[nodiscard]] std::span<const TaskPlan> tasksOfPush(quint64 push) const;
    [[nodiscard]] TaskSelection scan(std::span<const quint32> candidates,
                                     const SimulatedTaskFilter &filter, qint64 first,
                                     int count) const;
    void arriveUntil(qint64 nowMs);
    void index(std::size_t from);
    void dropOldest(qint64 nowMs);
    [[nodiscard]] const TaskPlan &planAt(quint32 index) const;
    [[nodiscard]] const MadeTask *madeTask(quint64 push) const;
    [[nodiscard]] SimulatedImage imageOf(const TaskPlan &plan) const;
    void layDown(TaskPlan &plan, const CopyOrder &order) const;
    template<typename Visit>
    void forEachPlan(const Visit &visit) const;

    quint64 m_seed;
    SimulatedCatalogue m_catalogue;
    TaskPlanner m_planner;
    IdScrambler m_taskIds;
    IdScrambler m_batchIds;
    std::size_t m_keptTasks;
    qint64 m_dropStepMs;
    qint64 m_nextDropMs;
    std::vector<TaskPlan> m_plans; // in order of their pushes
    std::deque<MadeTask> m_made;
    std::vector<std::vector<quint32>> m_byInstance; // both, in order of creation
    int m_effectiveWrites = 0;
};
