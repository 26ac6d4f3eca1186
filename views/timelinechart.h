#pragma once

#include "statustimeline.h"
#include "timelineticks.h"

#include <QChartView>

#include <array>
#include <vector>

class QBarSet;
class QStackedBarSeries;
class QValueAxis;

/// The bars of a timeline, with hairlines behind them and round times below.
class TimelineChart final : public QChartView {
    Q_OBJECT

public:
    explicit TimelineChart(QWidget *parent = nullptr);
    ~TimelineChart() override;

    void showTimeline(const StatusTimeline &timeline);
    /// Counts of the bar at \p position, for a tool tip; empty beside the bars.
    [[nodiscard]] QString textAt(const QPoint &position) const;

protected:
    void changeEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void applyColors();
    void showValues(const StatusTimeline &timeline);
    void setHovered(int bucket);
    [[nodiscard]] int bucketAt(const QPoint &position) const; ///< -1: none
    [[nodiscard]] QRectF bucketRect(int bucket) const;
    [[nodiscard]] QString bucketText(int bucket) const;
    void drawTicks(QPainter &painter, const QRectF &plot) const;

    StatusTimeline m_timeline{};
    ValueScale m_scale{};
    int m_hovered = -1;
    QStackedBarSeries *m_series = nullptr;
    std::array<QBarSet *, shownStatuses.size()> m_sets{}; ///< in the order of shownStatuses
    QValueAxis *m_timeAxis = nullptr;
    QValueAxis *m_countAxis = nullptr;
};
