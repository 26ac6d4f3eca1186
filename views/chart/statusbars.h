#pragma once

#include "statuscounts.h"
#include "statustimeline.h"

#include <array>

class QBarSet;
class QChart;
class QPalette;
class QStackedBarSeries;
class QValueAxis;

/// The bars of the chart of statuses and the axes of every chart, as Qt Charts has them. What
/// stands beside them is painted by TimelinePainter.
class StatusBars final {
public:
    /// \p chart owns what is added to it, and must outlive this.
    explicit StatusBars(QChart &chart);

    void setVisible(bool visible);
    void setColors(const QPalette &palette);
    void setTimeline(const StatusTimeline &timeline);
    /// So that \p buckets bars fit, none of them higher than \p top.
    void setScale(int buckets, double top);

private:
    QStackedBarSeries *m_series = nullptr;
    std::array<QBarSet *, shownStatuses.size()> m_sets{}; // in the order of shownStatuses
    QValueAxis *m_timeAxis = nullptr;
    QValueAxis *m_valueAxis = nullptr;
};
