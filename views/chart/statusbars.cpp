#include "statusbars.h"

#include "theme.h"

#include <QBarSet>
#include <QChart>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace {

constexpr double barWidth = 0.84; // of a bucket's

/// Up to here bars are changed one by one; each change costs a third of a millisecond in Qt
/// Charts, setting 300 bars of a status anew half a millisecond.
constexpr qsizetype fewChanges = 6;

QList<qreal> valuesOf(const StatusTimeline &timeline, SyncTaskStatus status)
{
    QList<qreal> values;
    values.reserve(std::ssize(timeline.buckets));
    for (const StatusCounts &counts : timeline.buckets)
        values += counts.of(status);
    return values;
}

void setValues(QBarSet &set, const QList<qreal> &values)
{
    QList<int> changed;
    for (int i = 0; i < std::min(set.count(), static_cast<int>(values.size())); ++i) {
        if (set.at(i) != values.at(i))
            changed += i;
    }
    if (set.count() == values.size() && changed.size() <= fewChanges) {
        for (const int i : std::as_const(changed))
            set.replace(i, values.at(i));
        return;
    }
    set.remove(0, set.count());
    set.append(values);
}

} // namespace

StatusBars::StatusBars(QChart &chart)
    : m_series(new QStackedBarSeries(&chart)),
      m_timeAxis(new QValueAxis(&chart)),
      m_valueAxis(new QValueAxis(&chart))
{
    for (QBarSet *&set : m_sets) {
        set = new QBarSet(QString(), m_series);
        m_series->append(set);
    }
    m_series->setBarWidth(barWidth);
    m_timeAxis->setVisible(false); // its words are painted: round times are not evenly spaced
    m_valueAxis->setLabelsVisible(false);
    m_valueAxis->setLineVisible(false);
    m_valueAxis->setGridLineVisible(false); // painted: Qt's keep to the chart, not to the plot
    chart.addSeries(m_series);
    chart.addAxis(m_timeAxis, Qt::AlignBottom);
    chart.addAxis(m_valueAxis, Qt::AlignLeft);
    m_series->attachAxis(m_timeAxis);
    m_series->attachAxis(m_valueAxis);
}

void StatusBars::setVisible(bool visible)
{
    m_series->setVisible(visible);
}

void StatusBars::setColors(const QPalette &palette)
{
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        m_sets.at(i)->setPen(Qt::NoPen);
        m_sets.at(i)->setBrush(statusFill(shownStatuses.at(i), palette));
    }
}

void StatusBars::setTimeline(const StatusTimeline &timeline)
{
    for (std::size_t i = 0; i < m_sets.size(); ++i)
        setValues(*m_sets.at(i), valuesOf(timeline, shownStatuses.at(i)));
}

void StatusBars::setScale(int buckets, double top)
{
    m_timeAxis->setRange(-0.5, std::max(buckets, 1) - 0.5);
    m_valueAxis->setRange(0, top);
}
