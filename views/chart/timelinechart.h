#pragma once

#include "keyline.h"
#include "statusbars.h"
#include "timelinedata.h"
#include "timelinegeometry.h"
#include "timelinepainter.h"
#include "timelineselection.h"

#include <QChartView>

#include <optional>

/// A chart over time, with hairlines behind it and round times below: bars by status, or what is
/// known of durations, success and backlog. A span of time can be marked in it, by pointer or keys,
/// and what is under them is told. Joins the data, where it lies, how it is painted and what is
/// done with keys and pointer, each of which is a class of its own.
class TimelineChart final : public QChartView {
    Q_OBJECT

public:
    explicit TimelineChart(QWidget *parent = nullptr);
    /// What its keys do.
    [[nodiscard]] static KeySection keySection();

    void setKind(ChartKind kind);
    [[nodiscard]] ChartKind kind() const { return m_data.kind; }
    [[nodiscard]] const TimelineData &shownData() const { return m_data; }
    void showTimeline(const StatusTimeline &timeline); ///< also what of it succeeded
    void showDurations(const DurationTimeline &timeline);
    void showBacklog(const BacklogTimeline &timeline);
    /// Marks a span of time; invalid times mark none.
    void showTimeRange(const QDateTime &begin, const QDateTime &end);

    /// What is shown was zoomed to, and Escape ends that.
    void setZoomed(bool isZoomed) { m_isZoomed = isZoomed; }
    /// Whether there was anything to end: a zoom, beneath no marked span of time.
    bool endZoom();

    /// What is at \p position, for a tool tip; empty beside the plot.
    [[nodiscard]] QString textAt(const QPoint &position) const;
    [[nodiscard]] QString summaryText() const { return m_data.summaryText(); }
    [[nodiscard]] QString tableText() const { return m_data.tableText(); }
    /// Before what the cursor is at, in the accessible name.
    void setTitle(const QString &title);

Q_SIGNALS:
    void timeRangeChosen(const QDateTime &begin, const QDateTime &end);
    void timeRangeCleared();
    void barChosen(SyncTaskStatus status, const QDateTime &begin, const QDateTime &end);
    void zoomChosen(const QDateTime &begin, const QDateTime &end);
    void zoomEnded();
    void pictureRequested(); ///< of the chart, for a file

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void applyColors();
    void updatePlotArea();
    /// After \a m_data has changed, whose layout was \p before.
    void updateAfter(const BucketLayout &before);
    void updateScale();

    [[nodiscard]] TimelineGeometry timelineGeometry() const;
    [[nodiscard]] TimelinePainter painterOn(QPainter &painter,
                                            const TimelineGeometry &geometry) const;
    [[nodiscard]] TimelineMarks marks(const TimelineGeometry &geometry) const;
    [[nodiscard]] QRectF labelRect(const TimelineGeometry &geometry) const;
    [[nodiscard]] bool isOnCross(const QPointF &point, const TimelineGeometry &geometry) const;
    [[nodiscard]] bool hasCursor() const;
    [[nodiscard]] QString bucketText(int bucket) const;
    [[nodiscard]] QString cursorText() const;

    void setHovered(int bucket, const QPoint &globalPosition);
    void finishMarking();
    void chooseBarAt(const QPointF &point);
    void chooseAtCursor();
    void clearRange();
    bool cancel();
    void zoom(double factor, double around);
    void tellCursor();
    void showCursorTip();
    void dropCursor();
    void copyTable() const;

    StatusBars m_bars;
    TimelineData m_data{};
    ValueScale m_scale{}; // of m_data
    TimelineSelection m_selection{};
    QString m_title{};
    bool m_showsFocus = false;
    bool m_isZoomed = false;
};
