#pragma once

#include "taskstore.h"

#include <random>

/// Tasks as a busy registry has them, newest last, the same for the same seed: forty repositories,
/// ten regions, three rules for each route, batches of three, 20,000 tags; ids without any order.
class BenchTasks final {
public:
    static constexpr int errorsInThousand = 15;

    explicit BenchTasks(unsigned seed) : m_random(seed) {}

    /// The next one.
    SyncTask take();
    /// The next \p count, with the newest first as a list has them.
    std::vector<SyncTask> takePage(int count);

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    QString idAfter(const QString &prefix);
    void startBatch();

    std::mt19937 m_random;
    int m_count = 0;
    int m_source = 0;   ///< region of the batch
    SyncTask m_batch{}; ///< what the tasks of a batch have in common
};

/// Puts tasks into the store until it has \p size.
void fill(TaskStore &store, BenchTasks &tasks, int size);
