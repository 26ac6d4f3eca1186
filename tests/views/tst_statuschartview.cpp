#include "statuschartview.h"
#include "theme.h"
#include "timelinechart.h"

#include <QApplication>
#include <QBarSet>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedBarSeries>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StatusTimeline timelineOf(int buckets, int failed, int done)
{
    StatusTimeline timeline{.plan = {.begin = QDateTime(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC),
                                     .step = 15min,
                                     .buckets = buckets},
                            .buckets = {}};
    timeline.buckets.resize(static_cast<std::size_t>(buckets));
    for (StatusCounts &counts : timeline.buckets) {
        for (int i = 0; i < failed; ++i)
            counts.add(SyncTaskStatus::Error);
        for (int i = 0; i < done; ++i)
            counts.add(SyncTaskStatus::Success);
    }
    return timeline;
}

TimelineChart &chartOf(StatusChartView &view)
{
    return *view.findChild<TimelineChart *>(u"timelineChart"_s);
}

QStackedBarSeries &seriesOf(StatusChartView &view)
{
    return *qobject_cast<QStackedBarSeries *>(chartOf(view).chart()->series().constFirst());
}

/// The values of each status, failures first; "count times value".
QStringList drawn(StatusChartView &view)
{
    QStringList sets;
    const QList<QBarSet *> all = seriesOf(view).barSets();
    for (const QBarSet *set : all)
        sets += QString::number(set->count()) + u"x"_s + QString::number(set->at(0));
    return sets;
}

} // namespace

class TestStatusChartView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void barsStandOnTheFailures()
    {
        StatusChartView view;
        view.showTimeline(timelineOf(96, 2, 7));
        QCOMPARE(drawn(view),
                 QStringList({u"96x2"_s, u"96x0"_s, u"96x0"_s, u"96x0"_s, u"96x7"_s, u"96x0"_s}));
        QCOMPARE(seriesOf(view).barSets().constFirst()->brush().color(),
                 statusFill(SyncTaskStatus::Error, view.palette()));
    }

    void newValuesReplaceTheOldOnesInPlace()
    {
        StatusChartView view;
        view.resize(800, Metrics::chartHeight);
        view.show();
        view.showTimeline(timelineOf(96, 2, 7));
        const QList<QBarSet *> sets = seriesOf(view).barSets();
        const qsizetype objects = view.findChildren<QObject *>().size();
        for (int i = 0; i < 20; ++i) {
            view.showTimeline(timelineOf(i % 2 == 0 ? 60 : 300, i, 3));
            QCoreApplication::processEvents();
        }
        QCOMPARE(seriesOf(view).barSets(), sets);
        QCOMPARE(view.findChildren<QObject *>().size(), objects);
        QCOMPARE(drawn(view).constFirst(), u"300x19"_s);
        StatusTimeline one = timelineOf(300, 19, 3);
        one.buckets.front().add(SyncTaskStatus::Error);
        view.showTimeline(one);
        QCOMPARE(drawn(view).constFirst(), u"300x20"_s);
    }

    void aBarTellsItsTimeAndCounts()
    {
        StatusChartView view;
        view.resize(800, Metrics::chartHeight);
        view.show();
        view.showTimeline(timelineOf(96, 2, 7));
        QCoreApplication::processEvents();
        const TimelineChart &chart = chartOf(view);
        const QString text = chart.textAt(QPoint(400, chart.height() / 2));
        QVERIFY2(text.contains(u"2 "_s) && text.contains(u"7 "_s), qUtf8Printable(text));
        QVERIFY2(text.contains(u"02:00 "_s), qUtf8Printable(text)); // half of the day
        QCOMPARE(chart.textAt(QPoint(2, 2)), QString());
    }

    void aScreenReaderHearsTheTimelineInWords()
    {
        StatusChartView view;
        const StatusTimeline timeline = timelineOf(96, 2, 7);
        view.showTimeline(timeline);
        QCOMPARE(view.accessibleDescription(), timelineText(timeline));
        QVERIFY(!view.accessibleName().isEmpty());
    }

    void choosingARangeSaysSo()
    {
        StatusChartView view;
        QCOMPARE(view.range(), ChartRange::Day);
        QSignalSpy chosen(&view, &StatusChartView::rangeChosen);
        view.setRange(ChartRange::Hour);
        QCOMPARE(chosen.size(), 0);
        QVERIFY(view.findChild<QPushButton *>(u"rangeHour"_s)->isChecked());
        view.findChild<QPushButton *>(u"rangeMonth"_s)->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).value<ChartRange>(), ChartRange::Month);
        QCOMPARE(view.range(), ChartRange::Month);
        QVERIFY(!view.findChild<QPushButton *>(u"rangeHour"_s)->isChecked());
    }

    void theScopeIsShown()
    {
        StatusChartView view;
        view.showScope(u"of the 300 loaded tasks"_s);
        QCOMPARE(view.findChild<QLabel *>(u"chartScope"_s)->text(), u"of the 300 loaded tasks"_s);
    }

    void theLegendIsWholeAgainWhenTheScopeIsGone()
    {
        StatusChartView view;
        view.resize(760, Metrics::chartHeight);
        view.showTimeline(timelineOf(96, 0, 1));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto *legend = view.findChild<QWidget *>(u"chartLegend"_s);
        QCOMPARE(legend->width(), legend->sizeHint().width());
        view.showScope(u"of the 8,100 loaded tasks"_s);
        QTRY_VERIFY(legend->width() < legend->sizeHint().width());
        view.showScope({});
        QTRY_COMPARE(legend->width(), legend->sizeHint().width());
    }

    void anEmptyRangePaintsWordsInsteadOfBars()
    {
        StatusChartView view;
        view.resize(800, Metrics::chartHeight);
        view.showTimeline(timelineOf(96, 0, 1));
        const QImage bars = view.grab().toImage();
        view.showTimeline(timelineOf(96, 0, 0));
        const QImage empty = view.grab().toImage();
        const QColor green = statusFill(SyncTaskStatus::Success, view.palette());
        const auto greens = [&green](const QImage &image) {
            int count = 0;
            for (int x = 0; x < image.width(); ++x) // along a line close to the foot of the bars
                count += image.pixelColor(x, image.height() - 40) == green ? 1 : 0;
            return count;
        };
        QCOMPARE_GT(greens(bars), 300);
        QCOMPARE(greens(empty), 0);
    }

    void coloursFollowTheTheme()
    {
        StatusChartView view;
        view.show();
        applyTheme(*qApp, ThemeChoice::Dark);
        QCOMPARE(seriesOf(view).barSets().constFirst()->brush().color(),
                 statusFill(SyncTaskStatus::Error, QApplication::palette()));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void changingAllOf300Bars()
    {
        StatusChartView view;
        view.resize(800, Metrics::chartHeight);
        view.show();
        int turn = 0;
        QBENCHMARK
        {
            ++turn;
            view.showTimeline(timelineOf(300, 1 + turn % 2, 7 + turn % 3));
        }
    }
};

QTEST_MAIN(TestStatusChartView)
#include "tst_statuschartview.moc"
