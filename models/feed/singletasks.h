#pragma once

#include "taskstore.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <functional>
#include <vector>

/// Which unfinished tasks to ask for alone: those that are not on the refreshed pages any more,
/// which would else stay "running" for ever, and running ones that somebody looks at, as only so
/// the bytes are known. The older a task is, the less often: what ran for hours will not end within
/// seconds. Statuses that are not known are left out: they may be final.
class SingleTasks final {
public:
    static constexpr std::size_t perRefresh = 8;
    static constexpr std::chrono::milliseconds shortestInterval = std::chrono::seconds(10);
    static constexpr std::chrono::milliseconds longestInterval = std::chrono::minutes(5);

    /// What is looked at when it is decided.
    struct View {
        std::function<bool(TaskRow)> isOnPages{}; ///< of the present refresh
        QSet<TaskRow> watched{};                  ///< shown to somebody
        qint64 nowMs = 0;
        bool isByHand = false; ///< somebody asked: the intervals are not waited for
    };

    /// Those of \p instanceId that are due, who was asked for longest ago first. Each of them is
    /// to be passed to asked() when it is asked for, or came on a page.
    std::vector<TaskRow> choose(const TaskStore &store, const QString &instanceId,
                                const View &view);
    void asked(TaskRow row, qint64 nowMs) { m_askedMs.insert(row, nowMs); }
    /// The registry cannot tell about this one.
    void giveUp(TaskRow row) { m_givenUp.insert(row); }

    /// How often a task of this age is asked for.
    [[nodiscard]] static std::chrono::milliseconds intervalFor(std::chrono::milliseconds age);

private:
    QHash<TaskRow, qint64> m_askedMs; // of those that were candidates last
    QSet<TaskRow> m_givenUp;
};
