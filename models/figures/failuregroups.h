#pragma once

#include "latestresults.h"
#include "taskfilter.h"

#include <QString>

#include <array>
#include <utility>
#include <vector>

/// What failures are put together by.
enum class FailureGrouping { Cause, Rule, Route, Repository };

/// Whether failures become more or fewer; see FailureGroup::trend().
enum class FailureTrend { Steady, Rising, Falling };

/// Failed tasks that have something in common.
struct FailureGroup {
    static constexpr int buckets = 24;

    QString text{};   ///< cause, rule id, region or namespace as the API gives it; may be empty
    QString second{}; ///< of a route the destination's region, of an image's place the repository
    int count = 0;
    int repaired = 0;   ///< of those, a later task of the same image and destination succeeded
    qint64 firstMs = 0; ///< when the first failed, Unix epoch; 0: no time is given
    qint64 lastMs = 0;
    std::array<int, buckets> perBucket{}; ///< over the board's time, each part of it as long
    int recent = 0;                       ///< in the board's last period
    int before = 0;                       ///< in the period before that, which is as long

    [[nodiscard]] int open() const { return count - repaired; }
    /// Rising or falling where both periods differ by more than chance easily lets them: by more
    /// than one and a half times the square root of their sum.
    [[nodiscard]] FailureTrend trend() const;
    /// What the group is about, whatever the numbers.
    [[nodiscard]] std::pair<QString, QString> key() const { return {text, second}; }

    friend bool operator==(const FailureGroup &, const FailureGroup &) = default;
};

/// The failures of a query in groups: most open ones first, then most of all.
struct FailureBoard {
    FailureGrouping grouping = FailureGrouping::Cause;
    /// The time that is covered: from the oldest task that the query finds, whatever its status, or
    /// from the begin of the chosen range if that is later, to now or to the range's end. Unix
    /// epoch; both 0 when no task has a time.
    qint64 beginMs = 0;
    qint64 endMs = 0;
    /// How long both periods are that the trend compares: a day, or half of the covered time if
    /// that is less.
    qint64 periodMs = 0;
    int count = 0; ///< of all groups
    int repaired = 0;
    std::vector<FailureGroup> groups{};

    [[nodiscard]] int open() const { return count - repaired; }

    friend bool operator==(const FailureBoard &, const FailureBoard &) = default;
};

/// Some query can say what the tasks of \p group have in common.
bool canBeNamed(FailureGrouping grouping, const FailureGroup &group);

/// Of the tasks that \p filter finds; in one pass over the store and one over the failures.
FailureBoard groupFailures(const TaskStore &store, const TaskFilter &filter,
                           const LatestResults &results, FailureGrouping grouping, qint64 nowMs);
