#include "statuschartview.h"
#include "theme.h"
#include "timelinechart.h"

#include <QApplication>
#include <QBarSet>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QWheelEvent>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StatusTimeline timelineOf(int buckets, int failed, int done)
{
    StatusTimeline timeline{
        .layout = {.begin = QDateTime(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC),
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

/// 96 bars of 15 minutes from 14:00, with 2 failed and 7 done tasks each.
class ShownChart {
public:
    ShownChart()
    {
        view.resize(800, Metrics::chartHeight);
        view.showTimeline(timelineOf(96, 2, 7));
        view.show();
        QCoreApplication::processEvents();
    }
    Q_DISABLE_COPY_MOVE(ShownChart)

    [[nodiscard]] TimelineChart &chart() { return chartOf(view); }
    [[nodiscard]] QWidget *plot() { return chart().viewport(); }
    /// The middle of a bar, so far above its foot.
    [[nodiscard]] QPoint inBar(int bucket, int above = 30)
    {
        const QRectF area = chart().chart()->plotArea();
        return QPointF(area.left() + area.width() * (bucket + 0.5) / 96, area.bottom() - above)
            .toPoint();
    }
    void drag(int first, int last)
    {
        QTest::mousePress(plot(), Qt::LeftButton, {}, inBar(first));
        QTest::mouseMove(plot(), inBar((first + last) / 2));
        QTest::mouseMove(plot(), inBar(last));
        QTest::mouseRelease(plot(), Qt::LeftButton, {}, inBar(last));
    }
    void wheel(int delta, int bucket)
    {
        const QPoint place = inBar(bucket);
        QWheelEvent event(place, plot()->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(plot(), &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&chart(), key, modifiers);
    }

    StatusChartView view;
};

QDateTime minutesIn(int minutes)
{
    return QDateTime(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC).addSecs(60 * minutes);
}

QString rangeIn(const QSignalSpy &spy, qsizetype first = 0)
{
    if (spy.size() != 1)
        return u"%1 signals"_s.arg(spy.size());
    const auto minutes = [&spy](qsizetype i) {
        return QString::number(minutesIn(0).secsTo(spy.at(0).at(i).toDateTime()) / 60);
    };
    return minutes(first) + u" to "_s + minutes(first + 1);
}

/// How many pixels of the picture have the colour of the marked range's edges.
int accents(StatusChartView &view)
{
    const QImage image = chartOf(view).viewport()->grab().toImage();
    const QColor accent = themeColors(view.palette()).accent;
    int count = 0;
    for (int x = 0; x < image.width(); ++x)
        count += image.pixelColor(x, 60) == accent ? 1 : 0;
    return count;
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
        QCOMPARE(drawn(view), QStringList({u"96x2"_s, u"96x0"_s, u"96x0"_s, u"96x0"_s, u"96x7"_s,
                                           u"96x0"_s, u"96x0"_s}));
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
        view.showNoRange();
        QVERIFY(!view.findChild<QPushButton *>(u"rangeMonth"_s)->isChecked());
        QCOMPARE(view.range(), ChartRange::Month);
        view.findChild<QPushButton *>(u"rangeMonth"_s)->click();
        QCOMPARE(chosen.size(), 2);
        QVERIFY(view.findChild<QPushButton *>(u"rangeMonth"_s)->isChecked());
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

    void theLegendGoesOnInASecondLine()
    {
        StatusChartView view;
        view.resize(900, Metrics::chartHeight);
        view.showTimeline(timelineOf(96, 0, 1));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *legend = view.findChild<QWidget *>(u"chartLegend"_s);
        const int oneLine = legend->fontMetrics().height();
        QCOMPARE(legend->minimumHeight(), oneLine);
        view.resize(view.minimumSizeHint().width() + 120, Metrics::chartHeight);
        QTRY_VERIFY(legend->width() < legend->sizeHint().width());
        QTRY_COMPARE_GT(legend->height(), 2 * oneLine - 1);
        // Done is the last to go, and can be clicked where it is the last of the second line.
        const auto clicks = [&view, legend] {
            QSignalSpy clicked(&view, &StatusChartView::statusToggled);
            for (int y = 2; y < legend->height(); y += 6) {
                for (int x = 2; x < legend->width(); x += 20)
                    QTest::mouseClick(legend, Qt::LeftButton, {}, {x, y});
            }
            QSet<int> statuses;
            for (const QList<QVariant> &click : clicked)
                statuses << static_cast<int>(click.first().value<SyncTaskStatus>());
            return statuses;
        };
        const auto number = [](SyncTaskStatus status) { return static_cast<int>(status); };
        QVERIFY(clicks().contains(number(SyncTaskStatus::Success)));
        QVERIFY(clicks().contains(number(SyncTaskStatus::Error)));
        view.resize(view.minimumSizeHint().width(), Metrics::chartHeight);
        QCoreApplication::processEvents();
        QCOMPARE(clicks(),
                 (QSet<int>{number(SyncTaskStatus::Error), number(SyncTaskStatus::Success)}));
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

    void draggingMarksARange()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::timeRangeChosen);
        QSignalSpy bar(&shown.view, &StatusChartView::barChosen);
        shown.drag(8, 11);
        QCOMPARE(rangeIn(chosen), u"120 to 180"_s);
        QCOMPARE(bar.size(), 0);
        chosen.clear();
        shown.drag(11, 8); // to the left it is the same
        QCOMPARE(rangeIn(chosen), u"120 to 180"_s);
    }

    void draggingBeyondTheEdgeEndsThere()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::timeRangeChosen);
        QTest::mousePress(shown.plot(), Qt::LeftButton, {}, shown.inBar(90));
        QTest::mouseMove(shown.plot(), QPoint(2000, 60));
        QTest::mouseRelease(shown.plot(), Qt::LeftButton, {}, QPoint(2000, 60));
        QCOMPARE(rangeIn(chosen), u"1350 to 1440"_s);
    }

    void escapeWhileDraggingChoosesNothing()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::timeRangeChosen);
        QTest::mousePress(shown.plot(), Qt::LeftButton, {}, shown.inBar(8));
        QTest::mouseMove(shown.plot(), shown.inBar(20));
        shown.key(Qt::Key_Escape);
        QTest::mouseRelease(shown.plot(), Qt::LeftButton, {}, shown.inBar(20));
        QCOMPARE(chosen.size(), 0);
    }

    void theMarkedRangeIsShownAndCleared()
    {
        ShownChart shown;
        QSignalSpy cleared(&shown.view, &StatusChartView::timeRangeCleared);
        QCOMPARE(accents(shown.view), 0);
        shown.view.showTimeRange(minutesIn(300), minutesIn(420));
        QCOMPARE_GT(accents(shown.view), 0);
        shown.key(Qt::Key_Escape);
        QCOMPARE(cleared.size(), 1);
        shown.key(Qt::Key_Escape);
        QCOMPARE(cleared.size(), 1);
        shown.view.showTimeRange(minutesIn(300), minutesIn(420));
        shown.view.showTimeRange({}, {});
        shown.view.showTimeRange(minutesIn(-300), minutesIn(-200)); // is not in the picture
        shown.key(Qt::Key_Home);
        QCOMPARE(shown.chart().textAt(QPoint(2, 2)), QString());
    }

    void theCrossOfTheRangeClearsIt()
    {
        ShownChart shown;
        QSignalSpy cleared(&shown.view, &StatusChartView::timeRangeCleared);
        QSignalSpy bar(&shown.view, &StatusChartView::barChosen);
        shown.view.showTimeRange(minutesIn(600), minutesIn(840));
        // along the line of its words, from the right: the cross is their last part
        const int y = static_cast<int>(shown.chart().chart()->plotArea().top()) - 9;
        for (int x = shown.plot()->width(); x > 0 && cleared.isEmpty(); x -= 4)
            QTest::mouseClick(shown.plot(), Qt::LeftButton, {}, QPoint(x, y));
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(bar.size(), 0);
    }

    void clickingABarChoosesItsPart()
    {
        ShownChart shown;
        QSignalSpy bar(&shown.view, &StatusChartView::barChosen);
        QTest::mouseClick(shown.plot(), Qt::LeftButton, {}, shown.inBar(4, 60));
        QCOMPARE(rangeIn(bar, 1), u"60 to 75"_s);
        QCOMPARE(bar.at(0).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Success);
        bar.clear();
        QTest::mouseClick(shown.plot(), Qt::LeftButton, {}, shown.inBar(4, 3));
        QCOMPARE(bar.size(), 1);
        QCOMPARE(bar.at(0).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Error);
        bar.clear();
        QTest::mouseClick(shown.plot(), Qt::LeftButton, {}, shown.inBar(4, 140)); // above it
        QCOMPARE(bar.size(), 0);
    }

    void oneFailureOfManyCanBeHit()
    {
        ShownChart shown;
        shown.view.showTimeline(timelineOf(96, 1, 900));
        QSignalSpy bar(&shown.view, &StatusChartView::barChosen);
        QTest::mouseClick(shown.plot(), Qt::LeftButton, {}, shown.inBar(4, 2));
        QCOMPARE(bar.size(), 1);
        QCOMPARE(bar.at(0).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Error);
    }

    void theWheelZoomsAroundThePointer()
    {
        ShownChart shown;
        QSignalSpy zoomed(&shown.view, &StatusChartView::zoomChosen);
        shown.wheel(60, 24);
        QCOMPARE(zoomed.size(), 0); // half a notch
        shown.wheel(60, 24);
        QCOMPARE(zoomed.size(), 1);
        const QDateTime begin = zoomed.at(0).at(0).toDateTime();
        const QDateTime end = zoomed.at(0).at(1).toDateTime();
        QCOMPARE(begin.secsTo(end), qint64{16} * 3600);
        // what was under the pointer still is: a quarter and half a bar from the left
        const double part = 24.5 / 96;
        const auto moved = static_cast<double>(minutesIn(0).secsTo(begin));
        QCOMPARE_LE(std::abs(moved - part * 8 * 3600), 120.0);
        zoomed.clear();
        shown.wheel(-120, 48);
        QCOMPARE(zoomed.at(0).at(0).toDateTime().secsTo(zoomed.at(0).at(1).toDateTime()),
                 qint64{36} * 3600);
    }

    /// Else a shortcut of the window takes it.
    void escapeIsTheChartsWhileThereIsSomethingToEnd()
    {
        ShownChart shown;
        const auto takesEscape = [&shown] {
            QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Escape, {});
            event.ignore();
            QCoreApplication::sendEvent(&shown.chart(), &event);
            return event.isAccepted();
        };
        QVERIFY(!takesEscape());
        shown.key(Qt::Key_Right, Qt::ShiftModifier); // marks
        QVERIFY(takesEscape());
        shown.key(Qt::Key_Escape);
        QVERIFY(!takesEscape());
        shown.view.showTimeRange(minutesIn(300), minutesIn(420));
        QVERIFY(takesEscape());
        shown.view.showTimeRange({}, {});
        QVERIFY(!takesEscape());
        shown.wheel(120, 24); // zooms
        QVERIFY(takesEscape());
        shown.key(Qt::Key_Escape);
        QVERIFY(!takesEscape());
    }

    void escapeEndsAZoom()
    {
        ShownChart shown;
        shown.view.setRange(ChartRange::Week);
        QSignalSpy chosen(&shown.view, &StatusChartView::rangeChosen);
        shown.chart().setFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Escape);
        QCOMPARE(chosen.size(), 0);
        for (const int way : {0, 1}) { // with the focus in the chart, and elsewhere
            chosen.clear();
            shown.wheel(120, 24);
            shown.view.showNoRange();
            if (way == 0)
                shown.key(Qt::Key_Escape);
            else
                QVERIFY(shown.view.endZoom());
            QCOMPARE(chosen.size(), 1);
            QCOMPARE(chosen.at(0).at(0).value<ChartRange>(), ChartRange::Week);
            QVERIFY(shown.view.findChild<QAbstractButton *>(u"rangeWeek"_s)->isChecked());
            QVERIFY(!shown.view.endZoom());
        }
        // What was marked last is given up first.
        shown.wheel(120, 24);
        shown.view.showTimeRange(minutesIn(60), minutesIn(120));
        QVERIFY(!shown.view.endZoom());
        shown.view.showTimeRange({}, {});
        QVERIFY(shown.view.endZoom());
        // A range that was chosen instead is no zoom.
        shown.wheel(120, 24);
        shown.view.findChild<QAbstractButton *>(u"rangeHour"_s)->click();
        QVERIFY(!shown.view.endZoom());
    }

    void keysMoveACursorThatIsTold()
    {
        ShownChart shown;
        shown.chart().setFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Home);
        shown.key(Qt::Key_Right);
        const QString name = shown.chart().accessibleName();
        QVERIFY2(name.contains(u"14:15"_s) && name.contains(u"2 Failed"_s), qUtf8Printable(name));
        QVERIFY2(name.startsWith(u"Tasks by status"_s), qUtf8Printable(name));
        QVERIFY2(QToolTip::text().contains(u"14:15"_s), qUtf8Printable(QToolTip::text()));
        shown.key(Qt::Key_Left);
        shown.key(Qt::Key_Left);
        QVERIFY(shown.chart().accessibleName().contains(u"14:00 to 14:15"_s));
        shown.key(Qt::Key_End);
        QVERIFY(shown.chart().accessibleName().contains(u"13:45 to 14:00"_s));
    }

    void enterChoosesTheBarOrItsPart()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::timeRangeChosen);
        QSignalSpy bar(&shown.view, &StatusChartView::barChosen);
        shown.key(Qt::Key_Return);
        QCOMPARE(chosen.size(), 0);
        shown.key(Qt::Key_Home);
        shown.key(Qt::Key_Return);
        QCOMPARE(rangeIn(chosen), u"0 to 15"_s);
        shown.key(Qt::Key_Up); // the lowest part that is there
        shown.key(Qt::Key_Return);
        QCOMPARE(bar.size(), 1);
        QCOMPARE(bar.at(0).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Error);
        shown.key(Qt::Key_Up);
        shown.key(Qt::Key_Up);
        shown.key(Qt::Key_Return);
        QCOMPARE(bar.at(1).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Success);
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Return);
        QCOMPARE(bar.at(2).at(0).value<SyncTaskStatus>(), SyncTaskStatus::Error);
    }

    void shiftAndArrowsMarkARange()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::timeRangeChosen);
        shown.key(Qt::Key_Home);
        shown.key(Qt::Key_Right);
        shown.key(Qt::Key_Right, Qt::ShiftModifier);
        shown.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(chosen.size(), 0);
        shown.key(Qt::Key_Return);
        QCOMPARE(rangeIn(chosen), u"15 to 60"_s);
        chosen.clear();
        shown.key(Qt::Key_Right, Qt::ShiftModifier);
        shown.key(Qt::Key_Escape);
        shown.key(Qt::Key_Return); // the bar alone
        QCOMPARE(rangeIn(chosen), u"60 to 75"_s);
    }

    void plusAndMinusZoomAroundTheCursor()
    {
        ShownChart shown;
        QSignalSpy zoomed(&shown.view, &StatusChartView::zoomChosen);
        shown.key(Qt::Key_Plus);
        QCOMPARE(rangeIn(zoomed), u"240 to 1200"_s);
        zoomed.clear();
        shown.key(Qt::Key_Minus);
        QCOMPARE(rangeIn(zoomed), u"-360 to 1800"_s);
    }

    void theCursorStaysWhereItIsInTime()
    {
        ShownChart shown;
        shown.key(Qt::Key_End);
        shown.key(Qt::Key_Left);
        StatusTimeline later = timelineOf(96, 2, 7);
        later.layout.begin = later.layout.begin.addSecs(900);
        shown.view.showTimeline(later);
        QVERIFY2(shown.chart().accessibleName().contains(u"13:30 to 13:45"_s),
                 qUtf8Printable(shown.chart().accessibleName()));
        later.layout.step = 1min;
        shown.view.showTimeline(later);
        QCOMPARE(shown.chart().accessibleName(), u"Tasks by status"_s);
    }

    void theKindIsChosenFromAMenu()
    {
        ShownChart shown;
        QSignalSpy chosen(&shown.view, &StatusChartView::kindChosen);
        auto *button = shown.view.findChild<QPushButton *>(u"chartKinds"_s);
        QCOMPARE(button->text(), u"Tasks by status"_s);
        QCOMPARE(button->menu()->actions().size(), 4);
        button->menu()->actions().at(1)->trigger();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).value<ChartKind>(), ChartKind::Duration);
        QCOMPARE(shown.view.kind(), ChartKind::Duration);
        QCOMPARE(button->text(), displayName(ChartKind::Duration));
        QVERIFY(!seriesOf(shown.view).isVisible());
        shown.view.setKind(ChartKind::Status);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(seriesOf(shown.view).isVisible());
    }

    void eachKindTellsItsValues()
    {
        ShownChart shown;
        const StatusTimeline timeline = timelineOf(96, 2, 7);
        const auto told = [&shown] { return shown.chart().textAt(shown.inBar(48)); };
        shown.view.setKind(ChartKind::Success);
        QVERIFY2(told().contains(u"77.8 % succeeded"_s), qUtf8Printable(told()));
        QCOMPARE(shown.view.accessibleDescription(), timelineText(successOf(timeline)));
        shown.view.setKind(ChartKind::Duration);
        QCOMPARE(told(), QString()); // nothing came yet
        DurationTimeline durations{.layout = timeline.layout, .buckets = {}};
        durations.buckets.resize(96, {.done = 7, .median = 90s, .p95 = 252s});
        shown.view.showDurations(durations);
        QVERIFY2(told().contains(u"p95 4 m 12 s"_s) && told().contains(u"median 1 m 30 s"_s),
                 qUtf8Printable(told()));
        QCOMPARE(shown.view.accessibleDescription(), timelineText(durations));
        shown.view.setKind(ChartKind::Backlog);
        const BacklogTimeline backlog{.layout = timeline.layout,
                                      .buckets = std::vector<int>(96, 12)};
        shown.view.showBacklog(backlog);
        QVERIFY2(told().contains(u"12 unfinished"_s), qUtf8Printable(told()));
        QCOMPARE(shown.view.accessibleDescription(), timelineText(backlog));
        QCOMPARE(shown.view.accessibleName(), displayName(ChartKind::Backlog));
    }

    void theNumbersCanBeCopied()
    {
        ShownChart shown;
        const StatusTimeline timeline = timelineOf(96, 2, 7);
        shown.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), timelineTable(timeline));
        shown.view.setKind(ChartKind::Success);
        QContextMenuEvent event(QContextMenuEvent::Mouse, shown.inBar(3),
                                shown.plot()->mapToGlobal(shown.inBar(3)));
        QCoreApplication::sendEvent(shown.plot(), &event);
        auto *menu = shown.chart().findChild<QMenu *>();
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        QCOMPARE(QApplication::clipboard()->text(), timelineTable(successOf(timeline)));
        menu->close();
    }

    void everyKindIsPainted_data()
    {
        QTest::addColumn<ChartKind>("kind");
        for (const ChartKind kind : {ChartKind::Duration, ChartKind::Success, ChartKind::Backlog})
            QTest::newRow(qUtf8Printable(displayName(kind))) << kind;
    }

    void everyKindIsPainted()
    {
        QFETCH(ChartKind, kind);
        StatusChartView view;
        view.resize(800, Metrics::chartHeight);
        view.setKind(kind);
        const BucketLayout layout = timelineOf(96, 0, 0).layout;
        view.showTimeline(timelineOf(96, 0, 0));
        view.showDurations(
            {.layout = layout, .buckets = std::vector<DurationTimeline::Bucket>(96)});
        view.showBacklog({.layout = layout, .buckets = std::vector<int>(96, 0)});
        const QImage empty = view.grab().toImage();
        view.showTimeline(timelineOf(96, 2, 7));
        view.showDurations({.layout = layout,
                            .buckets = std::vector<DurationTimeline::Bucket>(
                                96, {.done = 7, .median = 90s, .p95 = 252s})});
        view.showBacklog({.layout = layout, .buckets = std::vector<int>(96, 12)});
        const QImage full = view.grab().toImage();
        QVERIFY(empty != full);
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

    void changingAllOf300BarsWithAFrame()
    {
        StatusChartView view;
        view.resize(1000, Metrics::chartHeight);
        view.show();
        QCoreApplication::processEvents();
        const std::array timelines = {timelineOf(300, 1, 7), timelineOf(300, 2, 9)};
        QImage frame(view.size(), QImage::Format_ARGB32_Premultiplied);
        std::size_t turn = 0;
        QBENCHMARK
        {
            view.showTimeline(timelines.at(++turn % 2));
            view.render(&frame);
        }
    }

    void aYearIsOfferedWhereItIsCounted()
    {
        ShownChart shown;
        const auto &year = *shown.view.findChild<QPushButton *>(u"rangeYear"_s);
        QVERIFY(!year.isVisible());
        shown.view.offerYear();
        QVERIFY(year.isVisible());
        shown.view.setRange(ChartRange::Year);
        QCOMPARE(shown.view.range(), ChartRange::Year);
        QVERIFY(year.isChecked());
        ShownChart other; // a link, or a saved view, may name it
        other.view.setRange(ChartRange::Year);
        QCOMPARE(other.view.range(), ChartRange::Month);
        QVERIFY(!other.view.findChild<QPushButton *>(u"rangeYear"_s)->isVisible());
        QVERIFY(other.view.findChild<QPushButton *>(u"rangeMonth"_s)->isChecked());
    }

    void whatWasCountedInAHistoryIsSaidAndHatched()
    {
        ShownChart shown;
        const QImage before = shown.view.grab().toImage();
        const QString inList = shown.chart().textAt(shown.inBar(10));
        StatusTimeline timeline = timelineOf(96, 2, 7);
        timeline.countedBefore = timeline.layout.begin.addSecs(50 * 900 + 300);
        shown.view.showTimeline(timeline);
        QCoreApplication::processEvents();
        QCOMPARE(shown.chart().textAt(shown.inBar(10)),
                 inList + u"\nCounted in the history, not in the list"_s);
        QVERIFY(shown.chart()
                    .textAt(shown.inBar(50))
                    .endsWith(u"Before 02:35 counted in the history, not in the list"_s));
        QVERIFY(!shown.chart().textAt(shown.inBar(51)).contains(u"history"_s));
        QVERIFY(shown.view.accessibleDescription().contains(
            u"counted in the history, not in the list."_s));
        const QImage after = shown.view.grab().toImage();
        const auto differing = [&](int bucket) {
            int pixels = 0;
            const QPoint foot = shown.plot()->mapTo(&shown.view, shown.inBar(bucket, 3));
            for (int up = 0; up < 20; ++up) {
                const QPoint point = foot - QPoint(0, up);
                pixels += before.pixel(point) == after.pixel(point) ? 0 : 1;
            }
            return pixels;
        };
        QVERIFY(differing(10) > 0);
        QCOMPARE(differing(80), 0);
        shown.view.chooseKind(ChartKind::Duration); // which the history cannot tell
        QVERIFY(!shown.chart().textAt(shown.inBar(10)).contains(u"history"_s));
    }
};

QTEST_MAIN(TestStatusChartView)
#include "tst_statuschartview.moc"
