#pragma once

#include "timelinedata.h"

#include <QWidget>

class ChartLegend;
class ElidedLabel;
class QButtonGroup;
class QHBoxLayout;
class QMenu;
class QPushButton;
class TimelineChart;

/// A chart over time with a legend, the choice of what it draws, and of the range: tasks by status
/// in stacked bars, failures at the foot so that they compare, or durations, success, backlog. A
/// span of time can be marked in it. Shows finished values; counts nothing itself.
class StatusChartView final : public QWidget {
    Q_OBJECT

public:
    explicit StatusChartView(QWidget *parent = nullptr);

    /// Serves the success rate too. The others are needed only while their kind is drawn.
    void showTimeline(const StatusTimeline &timeline);
    void showDurations(const DurationTimeline &timeline);
    void showBacklog(const BacklogTimeline &timeline);
    void setKind(ChartKind kind);
    /// As if the user had chosen it in the menu.
    void chooseKind(ChartKind kind);
    [[nodiscard]] ChartKind kind() const;
    /// Marks the span of time that the query asks for; invalid times mark none.
    void showTimeRange(const QDateTime &begin, const QDateTime &end);
    /// The statuses that the query asks for, for the legend; empty: all.
    void showWantedStatuses(const std::vector<SyncTaskStatus> &statuses);
    /// A short word about what the bars cover, e.g. "of the 300 loaded tasks"; empty: all. \p why
    /// is said on hover, with what to do.
    void showScope(const QString &scope, const QString &why = {});
    [[nodiscard]] QString scope() const;
    [[nodiscard]] const TimelineData &shownData() const;
    /// A year that is not offered is a month.
    void setRange(ChartRange range);
    /// The choice of a year, which a history counts: no registry is asked for so much.
    void offerYear();
    [[nodiscard]] ChartRange range() const; ///< the last one, while none is shown
    void setLow(bool low);                  ///< less high, for a narrow window
    void showNoRange();                     ///< what is shown is none of them: zoomed
    /// Back from a zoom to the last range, which is announced as chosen; false where none is there
    /// to be ended, or a marked span of time is to be given up first.
    bool endZoom();

Q_SIGNALS:
    void rangeChosen(ChartRange range);
    void kindChosen(ChartKind kind);
    /// A span was marked: whole bars, \p end does not belong to it any more. The mark stays
    /// until showTimeRange() or the user says otherwise.
    void timeRangeChosen(const QDateTime &begin, const QDateTime &end);
    void timeRangeCleared();
    void statusToggled(SyncTaskStatus status); ///< in the legend
    /// An invalid \p begin: the bar of what is earlier than the range.
    void barChosen(SyncTaskStatus status, const QDateTime &begin, const QDateTime &end);
    void pictureRequested(); ///< of the chart, for a file
    /// To be shown instead of the range: see bucketLayoutBetween().
    void zoomChosen(const QDateTime &begin, const QDateTime &end);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QHBoxLayout *makeHead();
    void makeKindMenu();
    void addRangeButtons(QHBoxLayout &row);
    void connectChart();
    void describe();
    void retranslate();

    QPushButton *m_kinds = nullptr;
    ChartLegend *m_legend = nullptr;
    ElidedLabel *m_scope = nullptr;
    QButtonGroup *m_ranges = nullptr;
    ChartRange m_range = ChartRange::Day;
    TimelineChart *m_chart = nullptr;
    StatusTimeline m_timeline{};
};
