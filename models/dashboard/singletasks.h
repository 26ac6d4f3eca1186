#pragma once

#include "taskstore.h"

#include <QSet>

#include <functional>
#include <utility>
#include <vector>

/// Which unfinished tasks to ask for alone, a few at each refresh: those that have left the first
/// pages would else stay "running" for ever, and only so are the bytes of a running task known.
/// Statuses that are not known are left out: they may be final.
class SingleTasks final {
public:
    static constexpr std::size_t perRefresh = 8;

    /// The next ones of \p instanceId, oldest first, going round from refresh to refresh; those on
    /// the refreshed pages (\p onPages) only where the others leave room, and of them only the
    /// running ones.
    std::vector<TaskRow> choose(const TaskStore &store, const QString &instanceId,
                                const std::function<bool(TaskRow)> &onPages);
    /// The registry cannot tell about this one.
    void giveUp(TaskRow row) { m_givenUp.insert(row); }

private:
    using Place = std::pair<qint64, TaskRow>; // by time

    static void takeAfter(Place &last, std::vector<Place> candidates, std::vector<TaskRow> &chosen);

    Place m_lastOff{}; // the last one that was asked for, of those that left the pages
    Place m_lastOn{};
    QSet<TaskRow> m_givenUp;
};
