#include "timelineselection.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

const QDateTime midnight(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC);
constexpr int far = 10; // pixels

/// 24 buckets of an hour with 2 failed and 7 done tasks each, 20 pixels wide.
struct Day {
    Day()
    {
        data.statuses.layout = {.begin = midnight, .step = 1h, .buckets = 24};
        data.statuses.buckets.resize(24);
        for (StatusCounts &counts : data.statuses.buckets) {
            for (int i = 0; i < 9; ++i)
                counts.add(i < 2 ? SyncTaskStatus::Error : SyncTaskStatus::Success);
        }
    }

    [[nodiscard]] TimelineGeometry geometry() const
    {
        return {QRectF(0, 0, 480, 100), data.layout(), 10, false};
    }
    bool key(Qt::Key key, bool extends = false) { return selection.moveCursor(key, extends, data); }
    bool drag(int bucket) { return selection.drag(middle(bucket), geometry(), far); }
    [[nodiscard]] static QPointF middle(int bucket) { return {20.0 * bucket + 10, 50}; }
    /// The first and last marked bucket.
    [[nodiscard]] QList<int> marked() const
    {
        const std::optional<ChartSpan> span = selection.span(geometry());
        if (!span)
            return {};
        const auto hour = [](const QDateTime &time) {
            return static_cast<int>(midnight.secsTo(time) / 3600);
        };
        return {hour(span->begin), hour(span->end) - 1};
    }
    void follow(const BucketLayout &now)
    {
        selection.followLayout(data.layout(), now, now.buckets);
        data.statuses.layout = now;
    }

    TimelineData data{};
    TimelineSelection selection{};
};

} // namespace

class TestTimelineSelection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCursorComesAtTheNewestBucketAndStaysWithinTheChart()
    {
        Day day;
        QVERIFY(day.key(Qt::Key_Left));
        QCOMPARE(day.selection.cursor(), 23);
        day.key(Qt::Key_Right);
        QCOMPARE(day.selection.cursor(), 23);
        day.key(Qt::Key_Home);
        day.key(Qt::Key_Left);
        QCOMPARE(day.selection.cursor(), 0);
        QVERIFY(!day.key(Qt::Key_Return)); // of no concern to it
    }

    void anEmptyChartHasNoCursor()
    {
        TimelineSelection selection;
        QVERIFY(!selection.moveCursor(Qt::Key_Left, false, TimelineData{}));
        QCOMPARE(selection.cursor(), -1);
    }

    void extendingMarksFromWhereTheCursorWas()
    {
        Day day;
        day.key(Qt::Key_End);
        day.key(Qt::Key_Left, true);
        day.key(Qt::Key_Left, true);
        QCOMPARE(day.marked(), (QList{21, 23}));
        day.key(Qt::Key_Left);
        QVERIFY(!day.selection.isMarking());
    }

    void thePartsOfABarAreThoseThatAreThere()
    {
        Day day;
        day.key(Qt::Key_Up);
        QCOMPARE(day.selection.cursor(), 23);
        QCOMPARE(day.selection.segment(), SyncTaskStatus::Error);
        day.key(Qt::Key_Up);
        day.key(Qt::Key_Up);
        QCOMPARE(day.selection.segment(), SyncTaskStatus::Success);
        day.key(Qt::Key_Left); // another bar, as a whole
        QCOMPARE(day.selection.segment(), std::nullopt);
        day.key(Qt::Key_Up);
        day.key(Qt::Key_Down);
        QCOMPARE(day.selection.segment(), std::nullopt);
    }

    void linesHaveNoParts()
    {
        Day day;
        day.data.success = successOf(day.data.statuses);
        day.data.kind = ChartKind::Success;
        QVERIFY(day.key(Qt::Key_Up));
        QCOMPARE(day.selection.cursor(), 23);
        QCOMPARE(day.selection.segment(), std::nullopt);
    }

    void draggingMarksOnceThePointerIsFarEnough()
    {
        Day day;
        day.selection.press(Day::middle(4));
        QVERIFY(!day.selection.drag(Day::middle(4) + QPointF(far - 1, 0), day.geometry(), far));
        QVERIFY(day.selection.drag(Day::middle(4) + QPointF(far, 0), day.geometry(), far));
        QVERIFY(day.drag(2));
        QCOMPARE(day.marked(), (QList{2, 4}));
        QVERIFY(day.drag(4)); // back where it began it still marks
        QCOMPARE(day.selection.release(), Day::middle(4));
        QVERIFY(!day.selection.isPressed());
        const ChartSpan chosen = day.selection.finishMarking(day.geometry());
        QCOMPARE(chosen, day.geometry().spanOf(4, 4));
        QCOMPARE(day.selection.range(), chosen);
        QVERIFY(!day.selection.isMarking());
    }

    void whatWasPressedBesideThePlotDoesNotMark()
    {
        Day day;
        day.selection.press({-20, 50});
        QVERIFY(!day.drag(7));
        QCOMPARE(day.marked(), QList<int>());
    }

    void cancellingLeavesTheRangeThatWasMarkedBefore()
    {
        Day day;
        day.selection.setRange(day.geometry().spanOf(1, 2));
        day.selection.press(Day::middle(4));
        QVERIFY(day.drag(9));
        QVERIFY(day.selection.cancelMarking());
        QVERIFY(!day.selection.isPressed());
        QCOMPARE(day.marked(), (QList{1, 2}));
        QVERIFY(!day.selection.cancelMarking());
    }

    void cursorAndMarkingStayWhereTheyAreInTime()
    {
        Day day;
        day.key(Qt::Key_End);
        day.key(Qt::Key_Left, true);
        day.follow({.begin = midnight.addSecs(3600), .step = 1h, .buckets = 24});
        QCOMPARE(day.selection.cursor(), 21);
        QCOMPARE(day.marked(), (QList{22, 23})); // hours of the day
    }

    void anotherPlanHasNoCursor()
    {
        Day day;
        day.key(Qt::Key_End);
        day.follow({.begin = midnight, .step = 1min, .buckets = 24});
        QCOMPARE(day.selection.cursor(), -1);
    }

    void aNewHoverIsSaidOnce()
    {
        TimelineSelection selection;
        QVERIFY(selection.setHovered(3));
        QVERIFY(!selection.setHovered(3));
        QVERIFY(selection.setHovered(-1));
    }

    void partsOfANotchAddUp()
    {
        TimelineSelection selection;
        QCOMPARE(selection.turnWheel(60), 0);
        QCOMPARE(selection.turnWheel(60), 1);
        QCOMPARE(selection.turnWheel(-300), -2);
        QCOMPARE(selection.turnWheel(-60), -1);
    }
};

QTEST_GUILESS_MAIN(TestTimelineSelection)
#include "tst_timelineselection.moc"
