#include "rowsort.h"

#include <QTest>

#include <limits>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

namespace {

using Rows = std::vector<quint32>;

/// Short texts of few letters: many are equal, begin alike, or differ in case or zeros alone.
std::vector<QByteArray> manyTexts(int count, unsigned seed)
{
    std::mt19937 random(seed);
    const QByteArray letters = "aAzZ019.-";
    std::vector<QByteArray> texts;
    for (int i = 0; i < count; ++i) {
        QByteArray text = random() % 2 == 0 ? "v1." : "";
        for (auto size = random() % 14; size > 0; --size)
            text += letters[static_cast<qsizetype>(random() % 9)];
        texts.push_back(text);
    }
    return texts;
}

Rows allRows(std::size_t count)
{
    Rows rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

Rows sortedSlowly(const std::vector<QByteArray> &texts, bool descending)
{
    Rows rows = allRows(texts.size());
    std::ranges::stable_sort(rows, [&](quint32 a, quint32 b) {
        const int order = compareNaturally(texts[a], texts[b]);
        return descending ? order > 0 : order < 0;
    });
    return rows;
}

} // namespace

class TestNaturalOrder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreComparedAsAPersonDoes_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<int>("order");
        const auto row = [](const QByteArray &one, const QByteArray &other, int order) {
            QTest::addRow("%s, %s", one.constData(), other.constData()) << one << other << order;
        };
        row("", "", 0);
        row("", "a", -1);
        row("a", "b", -1);
        row("a", "A", 0);
        row("z", "Z", 0);
        row("Z", "[", 1); // as a small letter
        row("@", "A", -1);
        row("1.9", "1.10", -1);
        row("1.9", "1.09", 0);
        row("1.09", "1.9", 0);
        row("1.0", "1", 1);
        row("9", "10", -1);
        row("19", "20", -1);
        row("18446744073709551616", "18446744073709551617", -1);
        row("999999999", "1000000000", -1);
        row("a", "ab", -1);
        row("ab", "a", 1);
        row("1", "a", -1);
        row("000", "0", 0);
    }

    void textsAreComparedAsAPersonDoes()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QFETCH(int, order);
        const auto sign = [](int value) { return value < 0 ? -1 : value > 0 ? 1 : 0; };
        QCOMPARE(sign(compareNaturally(one, other)), order);
        QCOMPARE(sign(compareNaturally(other, one)), -order);
        const quint64 first = naturalKey(one);
        const quint64 second = naturalKey(other);
        if (first != second)
            QCOMPARE(first < second ? -1 : 1, order);
    }

    void digitsAreNoCommonLetters()
    {
        QCOMPARE(commonLetters("rst-1", "rst-12"), 4);
        QCOMPARE(commonLetters("RST-", "rst-"), 4);
        QCOMPARE(commonLetters("a", "b"), 0);
        QCOMPARE(commonLetters("", "b"), 0);
    }

    void sortingAgreesWithTheSlowWay()
    {
        for (const unsigned seed : {1U, 2U, 3U}) {
            const std::vector<QByteArray> texts = manyTexts(3'000, seed);
            const auto bytesOf = [&texts](quint32 row) { return QByteArrayView(texts[row]); };
            for (const bool descending : {false, true}) {
                Rows rows = allRows(texts.size());
                sortNaturally(rows, descending, bytesOf);
                QCOMPARE(rows, sortedSlowly(texts, descending));
            }
        }
    }

    void whatBeginsAlikeIsSortedByTheRest()
    {
        const std::vector<QByteArray> texts = {"prefix-long-12", "prefix-long-2", "prefix-long-1",
                                               "prefix-long-2", "prefix-long-"};
        const auto bytesOf = [&texts](quint32 row) { return QByteArrayView(texts[row]); };
        Rows rows = allRows(texts.size());
        sortNaturally(rows, false, bytesOf);
        QCOMPARE(rows, (Rows{4, 2, 1, 3, 0}));
        sortNaturally(rows, true, bytesOf);
        QCOMPARE(rows, (Rows{0, 1, 3, 2, 4}));
    }

    void equalTextsShareARank()
    {
        const std::vector<QByteArray> texts = {"b", "a10", "A9", "a9", "B", "a09"};
        const auto bytesOf = [&texts](quint32 row) { return QByteArrayView(texts[row]); };
        Rows ranks(texts.size());
        QCOMPARE(rankNaturally(allRows(texts.size()), false, bytesOf, ranks), 3U);
        QCOMPARE(ranks, (Rows{2, 1, 0, 0, 2, 0}));
        QCOMPARE(rankNaturally(allRows(texts.size()), true, bytesOf, ranks), 3U);
        QCOMPARE(ranks, (Rows{0, 1, 2, 2, 0, 2}));
        QCOMPARE(rankNaturally({}, false, bytesOf, ranks), 0U);
    }

    void rowsOfOneKeyKeepTheirOrder_data()
    {
        QTest::addColumn<QList<quint64>>("keys");
        constexpr quint64 largest = std::numeric_limits<quint64>::max();
        QTest::newRow("none") << QList<quint64>{};
        QTest::newRow("one") << QList<quint64>{7};
        QTest::newRow("all equal") << QList<quint64>{5, 5, 5};
        QTest::newRow("sorted, with equals") << QList<quint64>{1, 2, 2, 3};
        QTest::newRow("descending, with equals") << QList<quint64>{3, 2, 2, 1, 1};
        QTest::newRow("differ in the highest bit") << QList<quint64>{largest, 0, largest, 0};
        QTest::newRow("differ in a high and a low bit")
            << QList<quint64>{1ULL << 60, 1, (1ULL << 60) + 1, 0, 1ULL << 60};
        QTest::newRow("low bit first, then high") << QList<quint64>{1, 0, 1ULL << 40, 1ULL << 40};
        QTest::newRow("borders of the digits")
            << QList<quint64>{2048, 2047, 4194304, 4194303, 2047, 2048};
    }

    void rowsOfOneKeyKeepTheirOrder()
    {
        QFETCH(QList<quint64>, keys);
        std::vector<KeyedRow> rows;
        for (qsizetype i = 0; i < keys.size(); ++i)
            rows.push_back({.key = keys[i], .row = static_cast<quint32>(i)});
        std::vector<KeyedRow> expected = rows;
        std::ranges::stable_sort(expected, {}, &KeyedRow::key);
        sortByKey(rows);
        QVERIFY(std::ranges::equal(rows, expected, {}, &KeyedRow::row, &KeyedRow::row));
    }
};

QTEST_GUILESS_MAIN(TestNaturalOrder)
#include "tst_naturalorder.moc"
