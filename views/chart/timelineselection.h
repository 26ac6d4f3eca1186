#pragma once

#include "timelinedata.h"
#include "timelinegeometry.h"

#include <QPointF>

#include <optional>

/// What keys and pointer do to a chart over time: the bucket under the pointer, the cursor, and the
/// span that is marked or being marked. Knows no widget; points are those of the geometry.
class TimelineSelection final {
public:
    [[nodiscard]] int hovered() const { return m_hovered; } ///< -1: none
    [[nodiscard]] int cursor() const { return m_cursor; }   ///< -1: none
    /// The part of the cursor's bar that is chosen; empty: the whole bar.
    [[nodiscard]] const std::optional<SyncTaskStatus> &segment() const { return m_segment; }
    [[nodiscard]] bool isMarking() const { return m_first >= 0; }
    [[nodiscard]] bool isPressed() const { return m_pressed.has_value(); }
    [[nodiscard]] const std::optional<ChartSpan> &range() const { return m_range; }
    /// What is being marked, or else is marked and visible.
    [[nodiscard]] std::optional<ChartSpan> span(const TimelineGeometry &geometry) const;

    void setRange(const std::optional<ChartSpan> &range) { m_range = range; }
    /// Whether another bucket is hovered now.
    bool setHovered(int bucket);
    /// Time goes on under cursor and marking: they stay where they were in it.
    void followLayout(const BucketLayout &before, const BucketLayout &now, int bucketCount);

    /// A key of the cursor; whether it is one.
    bool moveCursor(int key, bool extends, const TimelineData &data);
    void dropCursor();

    void press(const QPointF &point) { m_pressed = point; }
    /// Whether a span is being marked, after the pointer moved to \p point while pressed: that
    /// begins \p minDistance from where it was pressed.
    bool drag(const QPointF &point, const TimelineGeometry &geometry, int minDistance);
    /// Where it was pressed. Only while isPressed().
    QPointF release();
    /// What is being marked is the range now.
    ChartSpan finishMarking(const TimelineGeometry &geometry);
    /// Whether there was anything being marked.
    bool cancelMarking();
    /// How many notches the wheel has turned by now, with what was left over before.
    int turnWheel(int delta);

private:
    void placeCursor(int bucket, bool extends, int bucketCount);
    void moveSegment(int direction, const TimelineData &data);

    int m_hovered = -1;
    int m_cursor = -1;
    std::optional<SyncTaskStatus> m_segment{};
    std::optional<ChartSpan> m_range{};
    std::optional<QPointF> m_pressed{};
    int m_first =
        -1; // buckets that are being marked, by pointer or keys, in either order; -1: none
    int m_last = -1;
    int m_wheel = 0;
};
