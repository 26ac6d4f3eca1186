#pragma once

#include "durationtimeline.h"
#include "statustimeline.h"
#include "timelinetext.h"
#include "timelineticks.h"

#include <QString>

/// What a chart over time was given to show, and which of it is drawn.
struct TimelineData {
    ChartKind kind = ChartKind::Status;
    StatusTimeline statuses{};
    SuccessTimeline success{}; ///< of statuses
    DurationTimeline durations{};
    BacklogTimeline backlog{};

    [[nodiscard]] const BucketLayout &layout() const;
    [[nodiscard]] int bucketCount() const;
    [[nodiscard]] ValueScale scale() const;
    [[nodiscard]] bool isEmpty() const;
    /// There are tasks for the bar before all others.
    [[nodiscard]] bool hasEarlier() const;
    [[nodiscard]] const StatusCounts &countsOf(int bucket) const;
    /// Before then it was counted in a history, not in the list; invalid where that is nowhere.
    [[nodiscard]] QDateTime countedBefore() const;
    [[nodiscard]] QString summaryText() const; ///< see timelineText()
    [[nodiscard]] QString tableText() const;   ///< see timelineTable()

private:
    /// What \p act makes of the timeline that is drawn.
    template<typename Act>
    decltype(auto) withTimeline(const Act &act) const
    {
        switch (kind) {
        case ChartKind::Status:
            break;
        case ChartKind::Duration:
            return act(durations);
        case ChartKind::Success:
            return act(success);
        case ChartKind::Backlog:
            return act(backlog);
        }
        return act(statuses);
    }
};
