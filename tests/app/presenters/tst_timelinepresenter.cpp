#include "chartlegend.h"
#include "queries.h"
#include "querywords.h"
#include "rangeparts.h"
#include "timelinechart.h"
#include "timelinepresenter.h"

#include <QAbstractButton>
#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimelinePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBarsAddUpToTheRows_data();
    void theBarsAddUpToTheRows();
    void withoutATaskAllIsTheLastDay();
    void eachKindIsCountedWhenItIsChosen();
    void theBacklogKnowsTasksThatEndedLater();
    void theTimesOfAQueryTakeThePlaceOfTheRange();
    void theTimesOfAQueryAreMarkedUntilEscape();
    void aTaskWithoutATimeIsNotTheOldest();
    void aQueryUntilATimeReachesBackToTheOldestTask();
    void anEmptyTimeIsShownWhereItWasAskedFor();
    void aTimeThatReachesBeyondNowIsShownUpToNow();
    void aRangeThatIsDrawnIsNoneOfTheButtons();
    void drawingTakesTheTimesFromTheQuery();
    void aBarAsksForItsStatusAndTime();
    void theFirstAndTheLastBarAskForNoMoreThanTheRange();
    void aBarThatOnlyTouchesTheRangeIsNotCut();
    void theBarOfWhatIsEarlierEndsWhereTheRangeBegins();
    void aMarkedSpanNarrowsTheQuery();
    void aSpanThatIsNoLongerMarkedTakesTheTimesBack();
    void theLegendTogglesEachStatus_data();
    void theLegendTogglesEachStatus();
    void theLegendShowsWhichStatusesAreAskedFor();
};

namespace {

/// The chart over done tasks of 12:00, 13:30 and three days ago, a failed one of 13:40, and one
/// that runs since 11:00. It is 14:00.
struct Timeline : RangeParts {
    Timeline()
    {
        using enum SyncTaskStatus;
        add({task(1, Success, 2h), task(2, Success, 30min), task(3, Success, 72h),
             task(4, Error, 20min), task(5, Synchronizing, 3h)});
        const auto count = [this] { timeline.count(); };
        QObject::connect(&queries, &QueryPresenter::queryChanged, &timeline,
                         [this](const TaskQuery &query) {
                             timeline.setQuery(query);
                             timeline.count();
                         });
        QObject::connect(&ranges, &RangePresenter::changed, &timeline, count);
        QObject::connect(&timeline, &TimelinePresenter::queryChosen, &queries,
                         &QueryPresenter::setQuery);
        QObject::connect(&timeline, &TimelinePresenter::narrowed, &queries,
                         &QueryPresenter::narrow);
        QObject::connect(&timeline, &TimelinePresenter::narrowingTakenBack, &queries,
                         &QueryPresenter::takeNarrowingBack);
        count();
    }

    void choose(ChartKind kind) const
    {
        chart.findChild<QPushButton *>(u"chartKinds"_s)
            ->menu()
            ->actions()[static_cast<int>(kind)]
            ->trigger();
    }
    /// What a screen reader says of the chart.
    [[nodiscard]] QString said() const { return chart.accessibleDescription(); }
    /// The name of the button that is pressed; empty: none.
    [[nodiscard]] QString button() const
    {
        for (const QString &name : {u"rangeHour"_s, u"rangeDay"_s, u"rangeWeek"_s, u"rangeMonth"_s,
                                    u"rangeYear"_s, u"rangeAll"_s}) {
            if (chart.findChild<QAbstractButton *>(name)->isChecked())
                return name;
        }
        return {};
    }
    /// The bars with something in them, as they are copied: "13:30 0 0 1".
    [[nodiscard]] QStringList bars() const
    {
        QStringList bars;
        const QStringList lines = timelineChart().tableText().split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines.mid(1)) {
            const QStringList cells = line.split(u'\t');
            if (cells.mid(2).join(QString()).contains(QRegularExpression(u"[1-9]"_s)))
                bars << cells.constFirst().mid(11, 5) + u' ' + cells.mid(2).join(u' ');
        }
        return bars;
    }
    /// From when to when the bars reach: "24T14:00 to 25T14:15".
    [[nodiscard]] QString reach() const
    {
        const QStringList lines = timelineChart().tableText().split(u'\n', Qt::SkipEmptyParts);
        const auto cell = [](const QString &line, int column) {
            return line.split(u'\t')[column].mid(8, 8);
        };
        return cell(lines[1], 0) + u" to "_s + cell(lines.constLast(), 1);
    }
    [[nodiscard]] QString text() const { return toolBar.filterText(); }

    [[nodiscard]] TimelineChart &timelineChart() const
    {
        return *chart.findChild<TimelineChart *>(u"timelineChart"_s);
    }

    TimelinePresenter timeline{store, model, ranges, clock, chart};
};

QDateTime at(int hour, int minute, int second = 0)
{
    return QDateTime(QDate(2026, 11, 24), QTime(hour, minute, second), Qt::UTC);
}

} // namespace

void TestTimelinePresenter::theBarsAddUpToTheRows_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("tasks");
    QTest::addColumn<QString>("reach");
    // The running task belongs to every range.
    QTest::newRow("hour") << u"rangeHour"_s << 3 << u"24T13:00 to 24T14:01"_s;
    QTest::newRow("day") << u"rangeDay"_s << 4 << u"23T14:00 to 24T14:15"_s;
    QTest::newRow("week") << u"rangeWeek"_s << 5 << u"17T14:00 to 24T15:00"_s;
    QTest::newRow("month") << u"rangeMonth"_s << 5 << u"25T12:00 to 24T18:00"_s;
    QTest::newRow("all") << u"rangeAll"_s << 5 << u"21T14:00 to 24T14:15"_s; // to the oldest task
}

void TestTimelinePresenter::theBarsAddUpToTheRows()
{
    QFETCH(QString, button);
    QFETCH(int, tasks);
    QFETCH(QString, reach);
    Timeline it;
    const QString before = it.said();
    it.chart.findChild<QAbstractButton *>(button)->click();
    QCOMPARE(it.model.rowCount(), tasks);
    QVERIFY2(it.said().startsWith(u"%1 task(s)"_s.arg(tasks)), qPrintable(it.said()));
    QCOMPARE(it.reach(), reach);
    QCOMPARE(it.timeline.text(), it.said());
    QCOMPARE(it.timeline.rangeBegin().isValid(), button != u"rangeAll"_s);
    it.chart.findChild<QAbstractButton *>(u"rangeDay"_s)->click();
    QCOMPARE(it.said(), before);
}

void TestTimelinePresenter::withoutATaskAllIsTheLastDay()
{
    Timeline it;
    it.chart.findChild<QAbstractButton *>(u"rangeAll"_s)->click();
    it.queries.setText(u"tag:none"_s);
    QCOMPARE(it.reach(), u"23T14:15 to 24T14:15"_s);
    QVERIFY2(it.said().startsWith(u"No tasks"_s), qPrintable(it.said()));
    it.queries.setText({});
    QCOMPARE(it.reach(), u"21T14:00 to 24T14:15"_s);
}

void TestTimelinePresenter::eachKindIsCountedWhenItIsChosen()
{
    Timeline it;
    const QStringList byStatus = it.bars();
    QCOMPARE(byStatus.size(), 3); // 11:00, 12:00 and 13:30
    for (int round = 0; round < 2; ++round) {
        it.choose(ChartKind::Duration);
        QCOMPARE(it.bars(),
                 QStringList({u"12:00 1 0.0 0.0"_s, u"13:30 %1 0.0 0.0"_s.arg(round + 1)}));
        it.choose(ChartKind::Success);
        QCOMPARE(it.bars(),
                 QStringList({u"12:00 1 0 100.00"_s,
                              round == 0 ? u"13:30 1 1 50.00"_s : u"13:30 2 1 66.67"_s}));
        it.choose(ChartKind::Backlog);
        QVERIFY(it.bars().contains(u"11:00 1"_s));
        QCOMPARE(it.bars().constLast(), u"14:00 1"_s);
        it.choose(ChartKind::Status);
        if (round == 0) {
            QCOMPARE(it.bars(), byStatus);
            it.add({it.task(6, SyncTaskStatus::Success, 25min)}); // comes while another is shown
            it.timeline.count();
        }
    }
}

void TestTimelinePresenter::theBacklogKnowsTasksThatEndedLater()
{
    Timeline it;
    SyncTask ended = it.task(6, SyncTaskStatus::Success, 5h); // from 9:00
    ended.modifiedAt = at(13, 0);
    SyncTask other = ended;
    other.id = u"rst-7"_s;
    other.imageFrom.repoName = other.imageTo.repoName = u"web"_s;
    it.add({ended, other});
    it.choose(ChartKind::Backlog);
    it.queries.setText(u"repo:app since:2026-11-24T08:00Z until:2026-11-24T10:00Z"_s);
    QCOMPARE(it.model.rowCount(), 0); // it ended after the time of the query
    QCOMPARE(it.reach(), u"24T08:00 to 24T10:00"_s);
    QCOMPARE(it.bars().value(0), u"08:59 1"_s); // and no other repository
    it.queries.setText({});
    QVERIFY(it.bars().contains(u"11:00 3"_s));
    Q_EMIT it.chart.zoomChosen(at(8, 0), at(10, 0));
    QCOMPARE(it.bars().value(0), u"08:59 2"_s);
}

void TestTimelinePresenter::theTimesOfAQueryTakeThePlaceOfTheRange()
{
    Timeline it;
    const QString before = it.said();
    QCOMPARE(it.button(), u"rangeDay"_s);
    it.queries.setText(u"since:2026-11-24T12:00Z until:2026-11-24T13:35Z"_s);
    QCOMPARE(it.button(), QString());
    QCOMPARE(it.timeline.rangeBegin(), at(12, 0));
    QCOMPARE(it.reach(), u"24T12:00 to 24T13:35"_s);
    QVERIFY2(it.said().startsWith(u"2 task(s)"_s), qPrintable(it.said()));
    it.queries.setText(u"since:3h"_s); // from now on, to now
    QCOMPARE(it.timeline.rangeBegin(), at(11, 0));
    QCOMPARE(it.reach(), u"24T11:00 to 24T14:00"_s);
    QCOMPARE(it.button(), QString());
    it.queries.setText({});
    QCOMPARE(it.button(), u"rangeDay"_s);
    QCOMPARE(it.said(), before);
}

void TestTimelinePresenter::theTimesOfAQueryAreMarkedUntilEscape()
{
    Timeline it;
    const auto escape = [&it] {
        QTest::keyClick(&it.timelineChart(), Qt::Key_Escape);
        return it.text();
    };
    it.queries.setText(u"repo:app since:2026-11-24T12:00Z until:2026-11-24T13:35Z"_s);
    QCOMPARE(escape(), u"repo:app"_s);
    it.queries.setText(u"repo:app since:3h"_s); // to now
    QCOMPARE(escape(), u"repo:app"_s);
    const QSignalSpy cleared(&it.chart, &StatusChartView::timeRangeCleared);
    QCOMPARE(escape(), u"repo:app"_s);
    it.queries.setText(u"until:2026-11-24T13:00Z"_s); // a half is no span
    QCOMPARE(escape(), u"until:2026-11-24T13:00Z"_s);
    QCOMPARE(cleared.size(), 0);
}

void TestTimelinePresenter::aTaskWithoutATimeIsNotTheOldest()
{
    Timeline it;
    SyncTask timeless = it.task(6, SyncTaskStatus::Success, 1h);
    timeless.createdAt = timeless.modifiedAt = {};
    it.add({timeless});
    it.chart.findChild<QAbstractButton *>(u"rangeAll"_s)->click();
    QCOMPARE(it.reach(), u"21T14:00 to 24T14:15"_s);
    QVERIFY2(it.said().contains(u"1 of them earlier"_s), qPrintable(it.said()));
}

void TestTimelinePresenter::aQueryUntilATimeReachesBackToTheOldestTask()
{
    Timeline it;
    it.queries.setText(u"until:2026-11-24T13:00Z"_s);
    QVERIFY(!it.timeline.rangeBegin().isValid());
    QCOMPARE(it.button(), QString());
    QVERIFY2(it.said().startsWith(u"3 task(s)"_s), qPrintable(it.said()));
    QVERIFY2(it.reach().startsWith(u"21T"_s) && it.reach().endsWith(u" 24T13:00"_s),
             qPrintable(it.reach()));
}

void TestTimelinePresenter::anEmptyTimeIsShownWhereItWasAskedFor()
{
    Timeline it;
    it.queries.setText(u"until:2026-11-10T12:00Z"_s); // before every task
    QVERIFY2(it.said().startsWith(u"No tasks"_s), qPrintable(it.said()));
    QCOMPARE(it.reach(), u"09T12:00 to 10T12:00"_s);
    it.queries.setText(u"until:2026-11-30T12:00Z tag:none"_s);
    QCOMPARE(it.reach(), u"23T14:00 to 24T14:00"_s); // there is nothing to come
}

void TestTimelinePresenter::aTimeThatReachesBeyondNowIsShownUpToNow()
{
    Timeline it;
    it.queries.setText(u"since:2026-11-24T12:00Z until:2026-11-26T12:00Z"_s);
    QCOMPARE(it.reach(), u"24T12:00 to 24T14:00"_s);
    QVERIFY2(it.said().startsWith(u"3 task(s)"_s), qPrintable(it.said()));
    it.queries.setText(u"since:2026-11-24T12:00Z until:2026-11-24T14:00Z"_s);
    QCOMPARE(it.reach(), u"24T12:00 to 24T14:00"_s);
}

void TestTimelinePresenter::aRangeThatIsDrawnIsNoneOfTheButtons()
{
    Timeline it;
    const QSignalSpy zoomed(&it.timeline, &TimelinePresenter::zoomed);
    const QSignalSpy chosen(&it.timeline, &TimelinePresenter::queryChosen);
    const QString before = it.said();
    Q_EMIT it.chart.zoomChosen(at(13, 25), at(13, 35));
    QCOMPARE(it.button(), QString());
    QCOMPARE(it.reach(), u"24T13:25 to 24T13:35"_s);
    QVERIFY2(it.said().startsWith(u"2 task(s)"_s), qPrintable(it.said())); // with the running one
    QCOMPARE(zoomed.size(), 1);
    QCOMPARE(zoomed.front().front().toDateTime(), at(13, 25));
    QCOMPARE(chosen.size(), 0); // the query has no times to give up
    it.queries.setText(u"repo:app"_s);
    QCOMPARE(it.button(), QString()); // it still is
    QCOMPARE(it.reach(), u"24T13:25 to 24T13:35"_s);
    it.queries.setText({});
    it.chart.findChild<QAbstractButton *>(u"rangeDay"_s)->click();
    QCOMPARE(it.button(), u"rangeDay"_s);
    QCOMPARE(it.said(), before);
}

void TestTimelinePresenter::drawingTakesTheTimesFromTheQuery()
{
    Timeline it;
    it.queries.setText(u"repo:app since:2026-11-24T12:00Z until:2026-11-24T13:35Z"_s);
    Q_EMIT it.chart.zoomChosen(at(13, 0), at(14, 0));
    QCOMPARE(it.text(), u"repo:app"_s);
    QCOMPARE(it.button(), QString());
    QVERIFY(it.ranges.drawn());
    QCOMPARE(it.timeline.rangeBegin(), at(13, 0));
    QCOMPARE(it.model.rowCount(), 3);
    QVERIFY2(it.said().startsWith(u"3 task(s)"_s), qPrintable(it.said()));
}

void TestTimelinePresenter::aBarAsksForItsStatusAndTime()
{
    Timeline it;
    it.queries.setText(u"repo:app status:done -status:waiting"_s);
    Q_EMIT it.chart.barChosen(SyncTaskStatus::Error, at(13, 30), at(13, 45));
    QCOMPARE(it.text(), u"repo:app since:2026-11-24T13:30+00:00 until:2026-11-24T13:45+00:00 "
                        "status:failed"_s);
    QCOMPARE(it.model.rowCount(), 1);
    QVERIFY(it.queries.returnToOrigin()); // one step
    QCOMPARE(it.text(), u"repo:app status:done -status:waiting"_s);
}

void TestTimelinePresenter::theFirstAndTheLastBarAskForNoMoreThanTheRange()
{
    Timeline it;
    it.clock.advance(7min); // the bars lie on quarters of an hour, the range does not
    it.ranges.choose(ChartRange::Day);
    QCOMPARE(it.reach(), u"23T14:00 to 24T14:15"_s);
    Q_EMIT it.chart.timeRangeChosen(at(14, 0).addDays(-1), at(14, 15).addDays(-1));
    QCOMPARE(it.text(), u"since:2026-11-23T14:07+00:00 until:2026-11-23T14:15+00:00"_s);
    it.queries.setText(u"since:2026-11-24T12:10Z until:2026-11-24T13:35Z"_s);
    Q_EMIT it.chart.timeRangeChosen(at(12, 0), at(13, 40));
    QCOMPARE(it.text(), u"since:2026-11-24T12:10+00:00 until:2026-11-24T13:35+00:00"_s);
    Q_EMIT it.chart.timeRangeChosen(at(12, 15), at(13, 30));
    QCOMPARE(it.text(), u"since:2026-11-24T12:15+00:00 until:2026-11-24T13:30+00:00"_s);
}

void TestTimelinePresenter::aBarThatOnlyTouchesTheRangeIsNotCut()
{
    Timeline it;
    it.queries.setText(u"since:2026-11-24T12:00Z until:2026-11-24T13:00Z"_s);
    Q_EMIT it.chart.timeRangeChosen(at(11, 45), at(12, 0));
    QCOMPARE(it.text(), u"since:2026-11-24T11:45+00:00 until:2026-11-24T12:00+00:00"_s);
    Q_EMIT it.chart.timeRangeChosen(at(11, 45), at(11, 59, 30));
    QCOMPARE(it.text(), u"since:2026-11-24T11:45+00:00 until:2026-11-24T11:59:30+00:00"_s);
}

void TestTimelinePresenter::theBarOfWhatIsEarlierEndsWhereTheRangeBegins()
{
    Timeline it;
    it.clock.advance(7min);
    it.ranges.choose(ChartRange::Hour);
    QVERIFY2(it.said().contains(u"1 of them earlier"_s), qPrintable(it.said()));
    Q_EMIT it.chart.barChosen(SyncTaskStatus::Synchronizing, {}, at(13, 0));
    QCOMPARE(it.text(), u"until:2026-11-24T13:07+00:00 status:running"_s);
    QCOMPARE(it.model.rowCount(), 1);
    it.queries.setText({});
    it.chart.findChild<QAbstractButton *>(u"rangeAll"_s)->click(); // what has no time
    Q_EMIT it.chart.barChosen(SyncTaskStatus::Success, {}, at(13, 0));
    QCOMPARE(it.text(), u"until:2026-11-24T13:00+00:00 status:done"_s);
}

void TestTimelinePresenter::aMarkedSpanNarrowsTheQuery()
{
    Timeline it;
    it.queries.setText(u"repo:app status:failed"_s);
    Q_EMIT it.chart.timeRangeChosen(at(13, 30), at(13, 45));
    QCOMPARE(it.text(), u"repo:app status:failed since:2026-11-24T13:30+00:00 "
                        "until:2026-11-24T13:45+00:00"_s);
    QCOMPARE(it.button(), QString());
    Q_EMIT it.chart.timeRangeChosen(at(13, 30), at(13, 36)); // within it
    QCOMPARE(it.text(), u"repo:app status:failed since:2026-11-24T13:30+00:00 "
                        "until:2026-11-24T13:36+00:00"_s);
    Q_EMIT it.chart.timeRangeCleared();
    QCOMPARE(it.text(), u"repo:app status:failed"_s);
    QCOMPARE(it.button(), u"rangeDay"_s);
}

void TestTimelinePresenter::aSpanThatIsNoLongerMarkedTakesTheTimesBack()
{
    Timeline it;
    it.queries.setText(u"since:2026-11-24T12:00Z repo:app until:2026-11-24T13:35Z"_s); // typed
    Q_EMIT it.chart.timeRangeCleared();
    QCOMPARE(it.text(), u"repo:app"_s);
    QCOMPARE(it.button(), u"rangeDay"_s);
}

void TestTimelinePresenter::theLegendTogglesEachStatus_data()
{
    QTest::addColumn<SyncTaskStatus>("status");
    for (const SyncTaskStatus status : shownStatuses)
        QTest::newRow(qPrintable(queryWord(status))) << status;
}

void TestTimelinePresenter::theLegendTogglesEachStatus()
{
    QFETCH(SyncTaskStatus, status);
    Timeline it;
    const SyncTaskStatus other =
        status == SyncTaskStatus::Error ? SyncTaskStatus::Success : SyncTaskStatus::Error;
    it.queries.setText(u"repo:app since:3h"_s);
    Q_EMIT it.chart.statusToggled(status);
    QCOMPARE(it.queries.query(), query(u"repo:app since:3h status:"_s + queryWord(status)));
    Q_EMIT it.chart.statusToggled(other);
    QCOMPARE(it.queries.query(),
             query(u"repo:app since:3h status:%1,%2"_s.arg(queryWord(status), queryWord(other))));
    Q_EMIT it.chart.statusToggled(status);
    QCOMPARE(it.queries.query(), query(u"repo:app since:3h status:"_s + queryWord(other)));
    Q_EMIT it.chart.statusToggled(other);
    QCOMPARE(it.text(), u"repo:app since:3h"_s);
}

void TestTimelinePresenter::theLegendShowsWhichStatusesAreAskedFor()
{
    Timeline it;
    auto *legend = it.chart.findChild<ChartLegend *>(u"chartLegend"_s);
    it.chart.resize(900, it.chart.height());
    it.chart.show();
    QCoreApplication::processEvents();
    const auto picture = [legend] { return legend->grab().toImage(); };
    const QImage all = picture();
    it.queries.setText(u"status:failed"_s);
    const QImage failed = picture();
    QVERIFY(failed != all);
    it.queries.setText(u"status:done"_s);
    QVERIFY(picture() != failed);
    QVERIFY(picture() != all);
    it.queries.setText(u"repo:app"_s);
    QCOMPARE(picture(), all);
}

QTEST_MAIN(TestTimelinePresenter)
#include "tst_timelinepresenter.moc"
