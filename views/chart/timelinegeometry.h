#pragma once

#include "chartspan.h"
#include "statustimeline.h"

#include <QPointF>
#include <QRectF>

#include <optional>

/// Where the parts of a chart over time lie, in pixels of its widget, and what is at a point. A
/// value: made of what is shown now.
class TimelineGeometry final {
public:
    static constexpr int captionHeight = 16;
    static constexpr int labelPadding = 6;
    static constexpr int earlierWidth = 52; ///< of the bar before all others, with the word below

    /// The plot within a widget's \p area: what the words around it leave.
    static QRectF plotIn(const QRectF &area, bool hasEarlier);

    /// \p top is the value at the upper edge of the \p plot.
    TimelineGeometry(const QRectF &plot, BucketLayout layout, int top, bool hasEarlier);

    [[nodiscard]] const QRectF &plot() const { return m_plot; }
    [[nodiscard]] double xOf(const QDateTime &time) const; ///< within the plot
    [[nodiscard]] double yOf(double value) const;

    [[nodiscard]] QRectF bucketRect(int bucket) const;
    /// Of the bar before all others, for what is earlier than the range; empty: none.
    [[nodiscard]] QRectF earlierRect() const;
    /// The part of the bar of \p counts in \p column that stands for \p status.
    [[nodiscard]] QRectF segmentRect(const StatusCounts &counts, const QRectF &column,
                                     SyncTaskStatus status) const;

    [[nodiscard]] int bucketAt(const QPointF &point) const; ///< -1: none
    [[nodiscard]] int nearestBucket(const QPointF &point) const;
    [[nodiscard]] bool isEarlier(const QPointF &point) const;
    /// The part of a bar of \p timeline that is hit: a thin one can be hit beside it too.
    [[nodiscard]] std::optional<SyncTaskStatus> statusAt(const QPointF &point,
                                                         const StatusTimeline &timeline) const;

    [[nodiscard]] ChartSpan spanOf(int first, int last) const; ///< of buckets, in either order
    /// \p span, or nothing where no part of it is in the plot.
    [[nodiscard]] std::optional<ChartSpan> visible(const std::optional<ChartSpan> &span) const;
    /// What is shown after the time axis became \p factor times as long, with the same time at
    /// \p around, which is a part of the plot's width; empty: it cannot be zoomed further.
    [[nodiscard]] std::optional<ChartSpan> zoomed(double factor, double around) const;
    /// Above a marked \p span, for a text of \p textWidth and the cross that clears it.
    [[nodiscard]] QRectF labelRect(const ChartSpan &span, double textWidth) const;
    [[nodiscard]] static QRectF closeRect(const QRectF &label);

private:
    QRectF m_plot;
    BucketLayout m_layout;
    int m_top;
    bool m_hasEarlier;
};
