#pragma once

#include "durationtimeline.h"
#include "statustimeline.h"
#include "timelinetext.h"
#include "timelineticks.h"

#include <QChartView>

#include <array>
#include <optional>
#include <vector>

class QBarSet;
class QStackedBarSeries;
class QValueAxis;

/// A chart over time, with hairlines behind it and round times below: bars by status, or what is
/// known of durations, success and backlog. A stretch of time can be marked in it, by pointer or
/// keys, and what is under them is told.
class TimelineChart final : public QChartView {
    Q_OBJECT

public:
    explicit TimelineChart(QWidget *parent = nullptr);
    ~TimelineChart() override;

    void setKind(ChartKind kind);
    [[nodiscard]] ChartKind kind() const { return m_kind; }
    void showTimeline(const StatusTimeline &timeline); ///< also what of it succeeded
    void showDurations(const DurationTimeline &timeline);
    void showBacklog(const BacklogTimeline &timeline);
    /// Marks a stretch of time; invalid times mark none.
    void showTimeRange(const QDateTime &begin, const QDateTime &end);

    /// What is at \p position, for a tool tip; empty beside the plot.
    [[nodiscard]] QString textAt(const QPoint &position) const;
    [[nodiscard]] QString summaryText() const;
    [[nodiscard]] QString tableText() const; ///< see timelineTable()
    /// Before what the cursor is at, in the accessible name.
    void setTitle(const QString &title);

Q_SIGNALS:
    void timeRangeChosen(const QDateTime &begin, const QDateTime &end);
    void timeRangeCleared();
    void barChosen(SyncTaskStatus status, const QDateTime &begin, const QDateTime &end);
    void zoomChosen(const QDateTime &begin, const QDateTime &end);

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
    static constexpr int captionHeight = 16;
    static constexpr int closeWidth = 18;
    static constexpr int labelPadding = 6;
    static constexpr int earlierWidth = 52;
    static constexpr int earlierBarWidth = 14;
    static constexpr double zoomIn = 2.0 / 3.0; // a step of the wheel

    struct Stretch {
        QDateTime begin{};
        QDateTime end{};
    };

    // What is shown
    void applyColors();
    void showValues(const StatusTimeline &timeline);
    void updateScale();
    void placePlot();
    void followPlan(const TimelinePlan &before);
    /// What \p act makes of the timeline that is drawn.
    template<typename Act>
    decltype(auto) withTimeline(const Act &act) const
    {
        switch (m_kind) {
        case ChartKind::Status:
            break;
        case ChartKind::Duration:
            return act(m_durations);
        case ChartKind::Success:
            return act(m_success);
        case ChartKind::Backlog:
            return act(m_backlog);
        }
        return act(m_timeline);
    }
    [[nodiscard]] const TimelinePlan &plan() const;
    [[nodiscard]] int bucketCount() const;
    [[nodiscard]] ValueScale scaleOfKind() const;
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QString valueText(int value) const;
    [[nodiscard]] QString bucketText(int bucket) const;
    [[nodiscard]] QString cursorText() const;
    [[nodiscard]] QString stretchText(const Stretch &stretch) const;
    [[nodiscard]] static QStringList statusLines(const StatusCounts &counts);
    [[nodiscard]] QStringList valueLines(int bucket) const;

    // Where it is
    [[nodiscard]] int bucketAt(const QPoint &position) const; ///< -1: none
    [[nodiscard]] int nearestBucket(const QPoint &position) const;
    [[nodiscard]] QRectF bucketRect(int bucket) const;
    [[nodiscard]] QRectF segmentRect(int bucket, SyncTaskStatus status) const;
    [[nodiscard]] QRectF segmentRect(const StatusCounts &counts, const QRectF &column,
                                     SyncTaskStatus status) const;
    /// Of the bar before all others, for what is earlier than the range; empty: none.
    [[nodiscard]] QRectF earlierRect() const;
    [[nodiscard]] bool isEarlier(const QPoint &position) const;
    [[nodiscard]] std::optional<SyncTaskStatus> statusAt(const QPoint &position) const;
    [[nodiscard]] Stretch stretchOf(int first, int last) const; ///< in either order
    [[nodiscard]] std::optional<Stretch> shownStretch() const;
    [[nodiscard]] double xOf(const QDateTime &time) const;
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] QRectF labelRect() const; ///< of the marked stretch; empty: none
    [[nodiscard]] QRectF closeRect() const;

    // Painting
    void drawTicks(QPainter &painter, const QRectF &plot) const;
    void drawScale(QPainter &painter, const QRectF &plot) const;
    void drawDurations(QPainter &painter) const;
    void drawSuccess(QPainter &painter) const;
    void drawBacklog(QPainter &painter) const;
    void drawEarlier(QPainter &painter) const;
    void drawStretch(QPainter &painter) const;
    void drawStretchLabel(QPainter &painter) const;
    void drawCursor(QPainter &painter) const;
    void drawLine(QPainter &painter, const std::vector<std::optional<double>> &values) const;

    // Pointer and keys
    void setHovered(int bucket, const QPoint &globalPosition);
    void finishDrag();
    void click(const QPoint &position);
    void clearRange();
    bool moveCursor(const QKeyEvent &event);
    void placeCursor(int bucket, bool extends);
    void moveSegment(int direction);
    void chooseAtCursor();
    void tellCursor();
    void showCursorTip();
    void dropCursor();
    bool cancel();
    void zoom(double factor, double around); ///< \p around in parts of the plot's width
    void copyTable() const;

    ChartKind m_kind = ChartKind::Status;
    StatusTimeline m_timeline{};
    SuccessTimeline m_success{};
    DurationTimeline m_durations{};
    BacklogTimeline m_backlog{};
    QString m_title{};
    ValueScale m_scale{};

    int m_hovered = -1;
    std::optional<QPoint> m_pressed{};
    int m_dragFirst = -1; ///< a stretch is being marked, by pointer or keys; -1: none
    int m_dragLast = -1;
    int m_cursor = -1;
    std::optional<SyncTaskStatus> m_segment{}; ///< of the cursor's bar
    std::optional<Stretch> m_range{};
    int m_wheel = 0;
    bool m_showsFocus = false;

    QStackedBarSeries *m_series = nullptr;
    std::array<QBarSet *, shownStatuses.size()> m_sets{}; ///< in the order of shownStatuses
    QValueAxis *m_timeAxis = nullptr;
    QValueAxis *m_valueAxis = nullptr;
};
