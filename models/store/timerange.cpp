#include "timerange.h"

#include <algorithm>
#include <iterator>

TimeRange TimeRange::last(std::chrono::milliseconds length, const QDateTime &now)
{
    return {.beginMs = now.toMSecsSinceEpoch() - length.count()};
}

std::vector<TaskRow> rowsIn(const TaskStore &store, std::span<const TaskRow> rows,
                            const TimeRange &range)
{
    std::vector<TaskRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&](TaskRow row) {
        const TaskMoment moment = store.moment(row);
        return range.contains(moment.ms(), moment.status());
    });
    return found;
}
