#pragma once

#include "statustimeline.h"

#include <QWidget>

class ChartLegend;
class ElidedLabel;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class TimelineChart;

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

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QHBoxLayout *makeHead();
    void addRangeButtons(QHBoxLayout &row);
    void retranslate();

    QLabel *m_title = nullptr;
    ChartLegend *m_legend = nullptr;
    ElidedLabel *m_scope = nullptr;
    QButtonGroup *m_ranges = nullptr;
    TimelineChart *m_chart = nullptr;
    StatusTimeline m_timeline{};
};
