#include "timelinegeometry.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

const QDateTime midnight(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC);

/// A plot of 480 by 100 pixels from (10, 20): 24 buckets of an hour, 20 pixels each, and values up
/// to 50, two pixels each.
TimelineGeometry day(bool hasEarlier = false)
{
    return {
        QRectF(10, 20, 480, 100), {.begin = midnight, .step = 1h, .buckets = 24}, 50, hasEarlier};
}

StatusCounts counts(int failed, int done)
{
    StatusCounts made;
    for (int i = 0; i < failed; ++i)
        made.add(SyncTaskStatus::Error);
    for (int i = 0; i < done; ++i)
        made.add(SyncTaskStatus::Success);
    return made;
}

StatusTimeline timeline(const StatusCounts &each)
{
    StatusTimeline made{.earlier = each, .buckets = {}};
    made.buckets.resize(24, each);
    return made;
}

QDateTime at(int minutes)
{
    return midnight.addSecs(60 * minutes);
}

} // namespace

class TestTimelineGeometry final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBarOfWhatIsEarlierTakesRoomFromThePlot()
    {
        const QRectF area(0, 0, 800, 150);
        const QRectF plot = TimelineGeometry::plotIn(area, false);
        const QRectF narrow = TimelineGeometry::plotIn(area, true);
        QVERIFY(area.contains(plot));
        QCOMPARE(narrow.left(), plot.left() + TimelineGeometry::earlierWidth);
        QCOMPARE(narrow.right(), plot.right());
    }

    void bucketsDivideThePlot()
    {
        const TimelineGeometry geometry = day();
        QCOMPARE(geometry.bucketRect(0), QRectF(10, 20, 20, 100));
        QCOMPARE(geometry.bucketRect(23), QRectF(470, 20, 20, 100));
        for (int bucket = 0; bucket < 24; ++bucket)
            QCOMPARE(geometry.bucketAt(geometry.bucketRect(bucket).center()), bucket);
    }

    void aPointOnABorderBelongsToTheLaterBucket()
    {
        const TimelineGeometry geometry = day();
        QCOMPARE(geometry.bucketAt({29.9, 50}), 0);
        QCOMPARE(geometry.bucketAt({30, 50}), 1);
        QCOMPARE(geometry.bucketAt({490, 50}), 23); // the right edge: of the last one
    }

    void besideThePlotThereIsNoBucketButANearestOne()
    {
        const TimelineGeometry geometry = day();
        QCOMPARE(geometry.bucketAt({9, 50}), -1);
        QCOMPARE(geometry.bucketAt({491, 50}), -1);
        QCOMPARE(geometry.bucketAt({50, 19}), -1);
        QCOMPARE(geometry.bucketAt({50, 121}), -1);
        QCOMPARE(geometry.nearestBucket({-500, 50}), 0);
        QCOMPARE(geometry.nearestBucket({5000, 50}), 23);
    }

    void withoutBucketsNothingIsHit()
    {
        const TimelineGeometry geometry(QRectF(10, 20, 480, 100), {}, 0, false);
        QCOMPARE(geometry.bucketAt({50, 50}), -1);
        QCOMPARE(geometry.nearestBucket({50, 50}), 0);
        QCOMPARE(geometry.zoomed(0.5, 0.5), std::nullopt);
    }

    void timesAndValuesAreOnTheirAxes()
    {
        const TimelineGeometry geometry = day();
        QCOMPARE(geometry.xOf(at(0)), 10.0);
        QCOMPARE(geometry.xOf(at(12 * 60)), 250.0);
        QCOMPARE(geometry.xOf(at(-60)), 10.0); // ends at the plot
        QCOMPARE(geometry.xOf(at(25 * 60)), 490.0);
        QCOMPARE(geometry.yOf(0), 120.0);
        QCOMPARE(geometry.yOf(50), 20.0);
        QCOMPARE(geometry.yOf(25), 70.0);
    }

    void partsOfABarStandOnEachOther()
    {
        const TimelineGeometry geometry = day();
        const QRectF column = geometry.bucketRect(3);
        const QRectF failed = geometry.segmentRect(counts(5, 20), column, SyncTaskStatus::Error);
        const QRectF done = geometry.segmentRect(counts(5, 20), column, SyncTaskStatus::Success);
        QCOMPARE(failed, QRectF(70, 110, 20, 10));
        QCOMPARE(done, QRectF(70, 70, 20, 40));
        QVERIFY(geometry.segmentRect(counts(5, 20), column, SyncTaskStatus::Pending).isEmpty());
    }

    void thePartOfABarIsHit()
    {
        const TimelineGeometry geometry = day();
        const StatusTimeline bars = timeline(counts(5, 20));
        QCOMPARE(geometry.statusAt({75, 115}, bars), SyncTaskStatus::Error);
        QCOMPARE(geometry.statusAt({75, 80}, bars), SyncTaskStatus::Success);
        QCOMPARE(geometry.statusAt({75, 60}, bars), std::nullopt); // above the bar
        QCOMPARE(geometry.statusAt({5, 115}, bars), std::nullopt); // beside the plot
    }

    void aThinPartIsHitWithinThreePixels()
    {
        const TimelineGeometry geometry(
            QRectF(10, 20, 480, 100), {.begin = midnight, .step = 1h, .buckets = 24}, 1000, false);
        const StatusTimeline bars = timeline(counts(1, 900)); // a tenth of a pixel
        QCOMPARE(geometry.statusAt({75, 117.5}, bars), SyncTaskStatus::Error);
        QCOMPARE(geometry.statusAt({75, 116.5}, bars), SyncTaskStatus::Success);
    }

    void whatIsEarlierHasABarBesideThePlot()
    {
        const StatusTimeline bars = timeline(counts(5, 20));
        QVERIFY(day().earlierRect().isEmpty());
        QVERIFY(!day().isEarlier({-35, 100}));
        const TimelineGeometry geometry = day(true);
        const QRectF column = geometry.earlierRect();
        QCOMPARE_LT(column.right(), geometry.plot().left());
        const QPointF low(column.center().x(), 115);
        QVERIFY(geometry.isEarlier(low));
        QCOMPARE(geometry.bucketAt(low), -1);
        QCOMPARE(geometry.statusAt(low, bars), SyncTaskStatus::Error);
    }

    void aSpanOfBucketsIsTheSameInEitherOrder()
    {
        const ChartSpan span{.begin = at(120), .end = at(300)};
        QCOMPARE(day().spanOf(2, 4), span);
        QCOMPARE(day().spanOf(4, 2), span);
    }

    void aSpanBesideThePlotIsNotVisible()
    {
        const TimelineGeometry geometry = day();
        const ChartSpan before{.begin = at(-60), .end = at(0)};
        const ChartSpan after{.begin = at(24 * 60), .end = at(25 * 60)};
        const ChartSpan reachesIn{.begin = at(-60), .end = at(1)};
        QCOMPARE(geometry.visible(before), std::nullopt);
        QCOMPARE(geometry.visible(after), std::nullopt);
        QCOMPARE(geometry.visible(reachesIn), reachesIn);
        QCOMPARE(geometry.visible({}), std::nullopt);
    }

    void zoomingKeepsTheTimeUnderThePointer()
    {
        const TimelineGeometry geometry = day();
        QCOMPARE(geometry.zoomed(0.5, 0.25), (ChartSpan{.begin = at(3 * 60), .end = at(15 * 60)}));
        QCOMPARE(geometry.zoomed(2, 0.5), (ChartSpan{.begin = at(-12 * 60), .end = at(36 * 60)}));
        QCOMPARE(geometry.zoomed(1e-9, 0), (ChartSpan{.begin = at(0), .end = at(1)}));
        const TimelineGeometry minute(geometry.plot(),
                                      {.begin = midnight, .step = 1s, .buckets = 60}, 50, false);
        QCOMPARE(minute.zoomed(0.5, 0.5), std::nullopt);
    }

    void theLabelOfASpanStaysWithinThePlot()
    {
        const TimelineGeometry geometry = day();
        const QRectF middle = geometry.labelRect(geometry.spanOf(11, 12), 60);
        QCOMPARE(middle.center().x(), 250.0);
        QCOMPARE_LE(middle.bottom(), geometry.plot().top());
        QCOMPARE(geometry.labelRect(geometry.spanOf(0, 0), 60).left(), 10.0);
        QCOMPARE(geometry.labelRect(geometry.spanOf(23, 23), 60).right(), 490.0);
        QCOMPARE(geometry.labelRect(geometry.spanOf(23, 23), 9000).left(), 10.0);
        QVERIFY(middle.contains(TimelineGeometry::closeRect(middle)));
        QCOMPARE(TimelineGeometry::closeRect(middle).right(), middle.right());
    }
};

QTEST_GUILESS_MAIN(TestTimelineGeometry)
#include "tst_timelinegeometry.moc"
