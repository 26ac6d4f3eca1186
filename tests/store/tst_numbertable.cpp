#include "numbertable.h"

#include <QTest>

class TestNumberTable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTableFindsNothing();
    void everyNumberIsFoundAgainWhileItGrows();
    void equalHashesAreToldApart();
    void whatIsReservedHoldsWhatWasInsertedBeforeAndAfter();
    void aCandidateIsWhatIsComparedFirst();
};

namespace {

std::size_t spread(quint32 number)
{
    return std::size_t{number} * 0x9e3779b97f4a7c15U;
}

quint32 lookUp(const NumberTable &table, quint32 number, std::size_t hash)
{
    return table.find(hash, [number](quint32 other) { return other == number; });
}

} // namespace

void TestNumberTable::anEmptyTableFindsNothing()
{
    QCOMPARE(lookUp(NumberTable(), 7, spread(7)), NumberTable::none);
}

void TestNumberTable::everyNumberIsFoundAgainWhileItGrows()
{
    NumberTable table;
    for (quint32 number = 0; number < 20'000; ++number) {
        QCOMPARE(lookUp(table, number, spread(number)), NumberTable::none);
        table.insert(number, spread(number));
        const quint32 earlier = number / 2;
        QCOMPARE(lookUp(table, earlier, spread(earlier)), earlier);
    }
    for (quint32 number = 0; number < 20'000; ++number)
        QCOMPARE(lookUp(table, number, spread(number)), number);
}

void TestNumberTable::equalHashesAreToldApart()
{
    NumberTable table;
    for (quint32 number = 0; number < 100; ++number)
        table.insert(number, 42);
    for (quint32 number = 0; number < 100; ++number)
        QCOMPARE(lookUp(table, number, 42), number);
    QCOMPARE(lookUp(table, 100, 42), NumberTable::none);
}

void TestNumberTable::whatIsReservedHoldsWhatWasInsertedBeforeAndAfter()
{
    NumberTable table;
    table.insert(0, spread(0));
    table.reserve(5'000);
    table.reserve(10); // never less than there is
    for (quint32 number = 1; number < 20'000; ++number)
        table.insert(number, spread(number));
    for (quint32 number = 0; number < 20'000; ++number)
        QCOMPARE(lookUp(table, number, spread(number)), number);
    QCOMPARE(lookUp(table, 20'000, spread(20'000)), NumberTable::none);
}

void TestNumberTable::aCandidateIsWhatIsComparedFirst()
{
    NumberTable table;
    table.prefetch(42); // without slots, too
    QCOMPARE(table.candidate(42), NumberTable::none);
    table.insert(7, 42);
    table.prefetch(42);
    QCOMPARE(table.candidate(42), 7U);
    QCOMPARE(table.candidate(43), NumberTable::none);
    table.insert(8, 42); // the second one of its hash
    QCOMPARE(table.candidate(42), 7U);
}

QTEST_GUILESS_MAIN(TestNumberTable)
#include "tst_numbertable.moc"
