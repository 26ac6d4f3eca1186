#pragma once

#include <QObject>

class SavedBar;
class QAction;
class StatusChartView;
struct SaveTarget;

/// Saves the chart as a picture: PNG of two pixels for each of the window's, or SVG.
class ChartSaver final : public QObject {
    Q_OBJECT

public:
    ChartSaver(StatusChartView &chart, SavedBar &savedBar, QAction &action,
               QObject *parent = nullptr);

private:
    void save();
    void saveTo(const SaveTarget &target);

    StatusChartView &m_chart;
    SavedBar &m_savedBar;
};
