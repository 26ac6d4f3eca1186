#pragma once

#include "statustimeline.h"

#include <QWidget>

/// Tasks by status over time: stacked bars, failures at the foot so that they compare, with a
/// legend and the choice of the range. Shows finished values; counts nothing itself.
class StatusChartView final : public QWidget {
    Q_OBJECT

public:
    explicit StatusChartView(QWidget *parent = nullptr);
    ~StatusChartView() override;

    void showTimeline(const StatusTimeline &timeline);
    /// A short word about what the bars cover, e.g. "of the 300 loaded tasks"; empty: all.
    void showScope(const QString &scope);
    void setRange(ChartRange range);
    [[nodiscard]] ChartRange range() const;

Q_SIGNALS:
    void rangeChosen(ChartRange range);
};
