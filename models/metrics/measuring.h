#pragma once

#include "familyset.h"
#include "metricschoice.h"
#include "statuscounts.h"
#include "taskmetrics.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <set>
#include <vector>

// What the parts of measure() share.

/// One measurement: what it is of, and what came of it so far.
struct Measuring {
    Measuring(const MetricsSource &measured, const MetricsChoice &chosen);

    const MetricsSource &source;
    MetricsChoice choice;
    std::vector<TaskRow> rows{}; ///< all of the store
    bool isAllRead = false;      ///< every list is current and complete, and none is unknown
    FamilySet set;

    /// Statuses without tasks only where that is known, and the rare ones not at all.
    void addStatuses(Metric metric, const FamilySet::Labels &labels, const StatusCounts &counts,
                     bool knowsZeros);
};

/// The first ones by name have labels of their own, the others are "other".
class NamedLabels final {
public:
    NamedLabels() = default;
    /// \p all: each that there is, in the order by which they are named.
    NamedLabels(const std::set<FamilySet::Labels> &all, int named);

    [[nodiscard]] bool has(const FamilySet::Labels &labels) const
    {
        return m_named.contains(labels);
    }
    /// \p labels, or "other" in the place of each.
    [[nodiscard]] FamilySet::Labels of(const FamilySet::Labels &labels) const;

private:
    std::set<FamilySet::Labels> m_named;
};

/// \p labels and one more.
FamilySet::Labels joined(FamilySet::Labels labels, const QString &more);
/// For what was not given: a label without a text is none.
QString orUnknown(const QString &text);
double inSeconds(std::chrono::milliseconds time);
double inSeconds(const QDateTime &time); ///< Unix epoch
