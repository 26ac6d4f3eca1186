#pragma once

#include "timelinedata.h"
#include "timelinegeometry.h"

#include <QCoreApplication>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;
class QPalette;

/// What of a chart over time is under the pointer, at the cursor and marked.
struct TimelineMarks {
    int hovered = -1;
    int cursor = -1; ///< -1: none, or the chart has no focus
    std::optional<SyncTaskStatus> segment{};
    std::optional<ChartSpan> span{};
    QString spanText{};
    QRectF label{};        ///< where spanText stands
    bool hasCross = false; ///< in the label; it clears the span
    QRectF focusFrame{};   ///< empty: none
};

/// Paints a chart over time, but for the bars by status, which Qt Charts draws between background
/// and foreground. Painter, geometry, data and palette must outlive it.
class TimelinePainter final {
    Q_DECLARE_TR_FUNCTIONS(TimelineChart)

public:
    TimelinePainter(QPainter &painter, const TimelineGeometry &geometry, const TimelineData &data,
                    const ValueScale &scale, const QPalette &palette);

    void drawBackground(const TimelineMarks &marks) const;
    /// In the painter's font.
    void drawForeground(const TimelineMarks &marks) const;

private:
    using LineValues = std::vector<std::optional<double>>;

    void drawTicks() const;
    void drawZone(const TimelineMarks &marks) const;
    void drawScale() const;
    void drawDurations() const;
    void drawSuccess() const;
    void drawBacklog() const;
    void drawEarlier() const;
    void drawCounted() const;
    void drawSpan(const TimelineMarks &marks) const;
    void drawLabel(const TimelineMarks &marks) const;
    void drawCursor(const TimelineMarks &marks) const;
    void drawLine(const LineValues &values) const;

    QPainter &m_painter;
    const TimelineGeometry &m_geometry;
    const TimelineData &m_data;
    const ValueScale &m_scale;
    const QPalette &m_palette;
};
