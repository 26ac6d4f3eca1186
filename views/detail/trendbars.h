#pragma once

#include "tasksetsummary.h"
#include "timedisplay.h"

#include <QWidget>

class QLabel;

/// How many tasks there were over the covered time, and how many of them failed: a bar for each
/// part of it, the oldest first also in a mirrored window, as in the chart.
class TrendBars final : public QWidget {
    Q_OBJECT

public:
    explicit TrendBars(QWidget *parent = nullptr);

    void showSummary(const TaskSetSummary &summary, const TimeContext &now);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Bars;

    void retranslate();

    Bars *m_bars = nullptr;
    QLabel *m_begin = nullptr;
    QLabel *m_end = nullptr;
    TaskSetSummary m_summary{};
    TimeContext m_now{};
};
