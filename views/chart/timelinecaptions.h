#pragma once

#include "chartspan.h"
#include "timelinedata.h"

#include <QCoreApplication>
#include <QStringList>

/// The words at a chart over time: what is at a point of it, and at its lines.
class TimelineCaptions final {
    Q_DECLARE_TR_FUNCTIONS(TimelineChart)

public:
    /// \p data must outlive this.
    explicit TimelineCaptions(const TimelineData &data) : m_data(data) {}

    [[nodiscard]] QString ofSpan(const ChartSpan &span) const;
    /// \p span is that of \p bucket.
    [[nodiscard]] QString ofBucket(int bucket, const ChartSpan &span) const;
    [[nodiscard]] QString ofEarlier() const;
    [[nodiscard]] QString ofValue(int value) const; ///< of a line of the grid

private:
    [[nodiscard]] static QStringList linesOf(const StatusCounts &counts);
    [[nodiscard]] QStringList linesOf(int bucket) const;
    [[nodiscard]] QStringList sourceOf(const ChartSpan &span) const;

    const TimelineData &m_data;
};
