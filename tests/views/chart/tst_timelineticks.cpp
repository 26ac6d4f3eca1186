#include "timelineticks.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime at(int day, int hour, int minute = 0)
{
    return {QDate(2026, 11, day), QTime(hour, minute), Qt::UTC};
}

/// As read along the axis: "bucket text".
QStringList drawn(const BucketLayout &layout, int most)
{
    QStringList words;
    for (const TimelineTick &tick : timelineTicks(layout, most))
        words += QString::number(tick.position) + u' ' + tick.text;
    return words;
}

} // namespace

class TestTimelineTicks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anHourHasMinutes()
    {
        const BucketLayout layout{.begin = at(24, 13, 5), .step = 1min, .buckets = 60};
        QCOMPARE(drawn(layout, 5),
                 QStringList({u"10 13:15"_s, u"25 13:30"_s, u"40 13:45"_s, u"55 14:00"_s}));
    }

    void aDayHasHours()
    {
        const BucketLayout layout{.begin = at(23, 14), .step = 15min, .buckets = 96};
        QCOMPARE(drawn(layout, 4),
                 QStringList({u"16 18:00"_s, u"40 00:00"_s, u"64 06:00"_s, u"88 12:00"_s}));
    }

    void aWeekHasDates()
    {
        const BucketLayout layout{.begin = at(17, 12), .step = 2h, .buckets = 84};
        QCOMPARE(drawn(layout, 4), QStringList({u"18 11-19"_s, u"42 11-21"_s, u"66 11-23"_s}));
    }

    void severalDaysNameTheDateAtMidnight()
    {
        const BucketLayout layout{.begin = at(22, 12), .step = 1h, .buckets = 48};
        QCOMPARE(drawn(layout, 4), QStringList({u"0 12:00"_s, u"12 11-23"_s, u"24 12:00"_s,
                                                u"36 11-24"_s, u"48 12:00"_s}));
    }

    void aYearHasMonths()
    {
        const BucketLayout layout{.begin = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC),
                                  .step = 48h,
                                  .buckets = 180};
        const QStringList words = drawn(layout, 5);
        QCOMPARE(words.first(), u"0 2026-01"_s);
        QCOMPARE(words.at(1), u"45 2026-04"_s);
    }

    void theyAreRoundInTheZoneOfTheChart()
    {
        const BucketLayout layout{
            .begin = at(23, 14), .step = 15min, .buckets = 96, .zone = QTimeZone("Asia/Kolkata")};
        QCOMPARE(drawn(layout, 4),
                 QStringList({u"18 00:00"_s, u"42 06:00"_s, u"66 12:00"_s, u"90 18:00"_s}));
    }

    /// No tick stands at the hour that the clocks skip, and one at that which comes twice.
    void aDayOfChangedClocksHasTheHoursItHas()
    {
        BucketLayout layout{.begin = QDateTime(QDate(2026, 3, 29), QTime(0, 0), Qt::UTC),
                            .step = 15min,
                            .buckets = 16,
                            .zone = QTimeZone("Europe/Berlin")};
        QCOMPARE(drawn(layout, 4), QStringList({u"0 01:00"_s, u"4 03:00"_s, u"8 04:00"_s,
                                                u"12 05:00"_s, u"16 06:00"_s}));
        layout.begin = QDateTime(QDate(2026, 10, 25), QTime(0, 0), Qt::UTC);
        QCOMPARE(drawn(layout, 4),
                 QStringList({u"0 02:00"_s, u"8 03:00"_s, u"12 04:00"_s, u"16 05:00"_s}));
    }

    void noTimeHasNoTicks()
    {
        QCOMPARE(drawn({}, 5), QStringList());
        QCOMPARE(drawn({.begin = at(1, 0), .step = 1min, .buckets = 60}, 0), QStringList());
    }

    void theScaleIsRoundAndLeavesAir_data()
    {
        QTest::addColumn<int>("highest");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("top");
        QTest::newRow("nothing") << 0 << 1 << 1;
        QTest::newRow("one") << 1 << 1 << 2;
        QTest::newRow("three") << 3 << 2 << 4;
        QTest::newRow("teens") << 14 << 5 << 15;
        QTest::newRow("some") << 78 << 50 << 100;
        QTest::newRow("many") << 36204 << 20000 << 40000;
        QTest::newRow("a million") << 1000000 << 500000 << 1500000;
    }

    void theScaleIsRoundAndLeavesAir()
    {
        QFETCH(int, highest);
        QFETCH(int, step);
        QFETCH(int, top);
        QCOMPARE(valueScale(highest), (ValueScale{.step = step, .top = top}));
    }

    void durationsHaveStepsThatAreRoundOnAClock()
    {
        const auto words = [](int highest) -> QString {
            const ValueScale scale = durationScale(highest);
            return roundDurationText(scale.step) + u" up to "_s + roundDurationText(scale.top);
        };
        QCOMPARE(words(0), u"1 s up to 1 s"_s);
        QCOMPARE(words(4), u"2 s up to 6 s"_s);
        QCOMPARE(words(252), u"2 m up to 6 m"_s);
        QCOMPARE(words(4'000), u"30 m up to 1 h 30 m"_s);
        QCOMPARE(words(400 * 86'400), u"200 d up to 600 d"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimelineTicks)
#include "tst_timelineticks.moc"
