#include "percentile.h"

#include <QTest>

#include <vector>

using namespace std::chrono_literals;

namespace {

std::optional<std::chrono::milliseconds> of(std::vector<qint64> values, int percent)
{
    return percentile(std::span(values), percent);
}

/// 1, 2, ... \p last, the largest first.
std::vector<qint64> upTo(qint64 last)
{
    std::vector<qint64> values;
    for (qint64 value = last; value > 0; --value)
        values.push_back(value);
    return values;
}

} // namespace

class TestPercentile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofNothingThereIsNone()
    {
        QCOMPARE(of({}, 0), std::nullopt);
        QCOMPARE(of({}, 95), std::nullopt);
    }

    void ofOneItIsThatOne()
    {
        for (const int percent : {0, 1, 50, 95, 100})
            QCOMPARE(of({7}, percent), std::optional(7ms));
    }

    void ofTwoTheFirstIsTheHalf()
    {
        QCOMPARE(of({9, 3}, 0), std::optional(3ms));
        QCOMPARE(of({9, 3}, 50), std::optional(3ms));
        QCOMPARE(of({9, 3}, 51), std::optional(9ms));
        QCOMPARE(of({9, 3}, 95), std::optional(9ms));
        QCOMPARE(of({9, 3}, 100), std::optional(9ms));
    }

    void anExactRankIsNotRoundedUp()
    {
        QCOMPARE(of(upTo(20), 95), std::optional(19ms));
        QCOMPARE(of(upTo(21), 95), std::optional(20ms)); // 19.95
        QCOMPARE(of(upTo(100), 95), std::optional(95ms));
        QCOMPARE(of(upTo(100), 1), std::optional(1ms));
        QCOMPARE(of(upTo(101), 1), std::optional(2ms)); // 1.01
        QCOMPARE(of(upTo(3), 50), std::optional(2ms));
        QCOMPARE(of(upTo(4), 50), std::optional(2ms));
    }

    void itIsAValueThatOccurs()
    {
        QCOMPARE(of({5, 5, 5, 1'000}, 75), std::optional(5ms));
        QCOMPARE(of({5, 5, 5, 1'000}, 76), std::optional(1'000ms));
    }
};

QTEST_GUILESS_MAIN(TestPercentile)
#include "tst_percentile.moc"
