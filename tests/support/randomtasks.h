#pragma once

#include "sampletasks.h"
#include "taskstore.h"

#include <array>
#include <numeric>
#include <random>
#include <vector>

inline const QDateTime testNow(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// A task between two regions that was created so long ago; one that is finished ended \p took
/// later.
inline SyncTask taskBetween(const QString &from, const QString &to, SyncTaskStatus status,
                            std::chrono::milliseconds age, std::chrono::milliseconds took = {})
{
    static int number = 0;
    SyncTask task = sampleTask(++number, status);
    task.imageFrom.regionId = from;
    task.imageTo.regionId = to;
    task.createdAt = testNow.addMSecs(-age.count());
    task.modifiedAt = isFinished(status) ? task.createdAt.addMSecs(took.count()) : task.createdAt;
    return task;
}

/// Tasks of two weeks between four regions, with everything that a registry may leave out or get
/// wrong: no times, ends before beginnings, times to come, unknown statuses.
inline std::vector<SyncTask> randomTasks(int count, unsigned seed)
{
    using namespace Qt::StringLiterals;
    std::mt19937 random(seed);
    const auto upTo = [&random](int most) {
        return std::uniform_int_distribution<int>(0, most)(random);
    };
    const std::array regions = {u"cn-hangzhou"_s, u"cn-shanghai"_s, u"eu-central-1"_s, u""_s};
    std::vector<SyncTask> tasks;
    for (int i = 0; i < count; ++i) {
        const bool isDone = upTo(9) < 7;
        const auto status = isDone ? SyncTaskStatus::Success : static_cast<SyncTaskStatus>(upTo(5));
        const auto age = std::chrono::seconds(upTo(14 * 86'400) - 600);
        const auto took = std::chrono::milliseconds(upTo(upTo(9) == 0 ? 9'000'000 : 90'000) - 500);
        SyncTask task =
            taskBetween(regions.at(static_cast<std::size_t>(upTo(3))),
                        regions.at(static_cast<std::size_t>(upTo(3))), status, age, took);
        task.imageFrom.repoName = QString::number(upTo(20));
        task.ruleId = upTo(20) == 0 ? QString() : u"crsr-%1"_s.arg(upTo(5));
        task.batchId = upTo(20) == 0 ? QString() : u"batch-%1"_s.arg(upTo(count / 2));
        if (upTo(30) == 0)
            task.createdAt = {};
        if (upTo(30) == 0)
            task.modifiedAt = {};
        if (upTo(30) == 0)
            task.trigger = taskTriggerFromWire(u"INITIATIVE"_s);
        tasks.push_back(task);
    }
    return tasks;
}

/// A store and all of its rows.
struct FilledStore {
    explicit FilledStore(const std::vector<SyncTask> &tasks)
    {
        store.merge(QStringLiteral("cri-1"), tasks);
        rows.resize(store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
    }
    Q_DISABLE_COPY_MOVE(FilledStore)

    [[nodiscard]] QString text(StringPool::Id id) const { return store.texts().text(id); }

    TaskStore store{};
    std::vector<TaskRow> rows{};
};

/// The nearest rank, the slow way.
inline std::optional<std::chrono::milliseconds> slowPercentile(std::vector<qint64> values,
                                                               int percent)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if ((i + 1) * 100 >= values.size() * static_cast<std::size_t>(percent))
            return std::chrono::milliseconds(values[i]);
    }
    return {};
}
