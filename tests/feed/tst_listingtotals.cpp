#include "listingtotals.h"

#include <QTest>

namespace {

using Total = std::optional<qint64>;

/// A page of \p rows tasks; ten are a full one.
SyncTaskPage page(int rows, Total total)
{
    return {.items = std::vector<SyncTask>(static_cast<std::size_t>(rows)),
            .pageSize = 10,
            .totalCount = total};
}

} // namespace

class TestListingTotals final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLargestOfOneReadingIsToBeReached()
    {
        ListingTotals totals;
        QCOMPARE(totals.last(), Total());
        QCOMPARE(totals.largest(), Total());
        QVERIFY(!totals.pageArrived(page(10, 40), 1, false));
        QVERIFY(!totals.pageArrived(page(10, 40), 2, false));
        QVERIFY(totals.pageArrived(page(10, 41), 3, false));
        QVERIFY(totals.pageArrived(page(10, 39), 3, false));
        QCOMPARE(totals.last(), Total(39));
        QCOMPARE(totals.largest(), Total(41));
        totals.forgetLargest();
        QCOMPARE(totals.last(), Total(39));
        QCOMPARE(totals.largest(), Total());
    }

    void aRefreshBeginsWithTheTotalOfItsFirstPage()
    {
        ListingTotals totals;
        QVERIFY(!totals.pageArrived(page(10, 40), 1, true));
        QVERIFY(!totals.pageArrived(page(10, 38), 1, true)); // no page was passed
        QCOMPARE(totals.largest(), Total(38));
        QVERIFY(!totals.pageArrived(page(10, {}), 1, true)); // says nothing
        QCOMPARE(totals.last(), Total(38));
        QCOMPARE(totals.largest(), Total(38));
    }

    void aLowerTotalCountsWhereTheListingEndsByIt()
    {
        ListingTotals totals;
        totals.pageArrived(page(10, 25), 1, false);
        totals.pageArrived(page(5, 24), 3, false); // has one row too many
        QCOMPARE(totals.largest(), Total(25));
        totals.pageArrived(page(4, 24), 3, false);
        QCOMPARE(totals.largest(), Total(24));
        totals.pageArrived(page(10, 20), 2, false); // a full page may be followed by others
        QCOMPARE(totals.largest(), Total(24));
        totals.pageArrived(page(0, 0), 1, false);
        QCOMPARE(totals.largest(), Total(0));
    }

    void anEmptyLaterPageTakesNothingAway()
    {
        ListingTotals totals;
        totals.pageArrived(page(10, 40), 1, false);
        QCOMPARE(totals.credible(page(0, 39), 2), Total());
        QVERIFY(!totals.pageArrived(page(0, 39), 2, false));
        QCOMPARE(totals.last(), Total(40));
        QCOMPARE(totals.credible(page(0, 40), 2), Total(40));
        QCOMPARE(totals.credible(page(1, 39), 2), Total(39));
        QCOMPARE(totals.credible(page(0, 39), 1), Total(39));
        SyncTaskPage unreadable = page(0, 39);
        unreadable.issues.rows = {7};
        QCOMPARE(totals.credible(unreadable, 2), Total(39)); // it has a row
    }
};

QTEST_GUILESS_MAIN(TestListingTotals)
#include "tst_listingtotals.moc"
