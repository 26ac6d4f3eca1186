#pragma once

#include "statustimeline.h"

#include <QString>

#include <vector>

/// A word under the time axis.
struct TimelineTick {
    double position = 0; ///< in buckets from the beginning; a whole number is a bucket's left edge
    QString text{};

    friend bool operator==(const TimelineTick &, const TimelineTick &) = default;
};

/// Round times of the user's zone within \p layout, at most \p most of them: hours for a day, dates
/// for more.
std::vector<TimelineTick> timelineTicks(const BucketLayout &layout, int most);

/// Where a value axis from zero ends, a little above the highest value, and how far apart its
/// lines are: one to three round steps.
struct ValueScale {
    int step = 1;
    int top = 1;

    friend bool operator==(const ValueScale &, const ValueScale &) = default;
};
ValueScale valueScale(int highest);
/// The same for durations in seconds: steps that are round on a clock.
ValueScale durationScale(int highestSeconds);
/// A step of that scale in words, with one unit where one is enough: "30 s", "2 m", "1 h 30 m".
QString roundDurationText(int seconds);
