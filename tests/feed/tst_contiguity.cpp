#include "contiguity.h"

#include <QTest>

namespace {

/// A listing that a refresh reads from its newest task on; all before 500 was known.
Contiguity refreshed()
{
    Contiguity contiguity;
    contiguity.beginRefresh(500);
    return contiguity;
}

} // namespace

class TestContiguity final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissingAtFirst()
    {
        const Contiguity contiguity;
        QVERIFY(contiguity.isContiguous());
        QCOMPARE(contiguity.joinTopMs(), 0);
        QCOMPARE(contiguity.unjoinedSinceMs(), 0);
    }

    void aPageOfNewTasksJoinsOnceItReachesBelowTheTop_data()
    {
        QTest::addColumn<qint64>("oldestMs");
        QTest::addColumn<bool>("joins");
        QTest::newRow("above") << qint64{501} << false;
        QTest::newRow("at it") << qint64{500} << false; // others of that time may follow
        QTest::newRow("below") << qint64{499} << true;
        QTest::newRow("without a time") << qint64{0} << false;
    }

    void aPageOfNewTasksJoinsOnceItReachesBelowTheTop()
    {
        QFETCH(const qint64, oldestMs);
        QFETCH(const bool, joins);
        Contiguity contiguity = refreshed();
        contiguity.orderedPageArrived(false, oldestMs);
        QCOMPARE(contiguity.isContiguous(), joins);
        QCOMPARE(contiguity.unjoinedSinceMs(), oldestMs);
    }

    void aQuietPageJoinsNothingThatIsNotJoined()
    {
        Contiguity contiguity = refreshed();
        contiguity.orderedPageArrived(true, 600);
        QVERIFY(contiguity.isContiguous());
        contiguity.orderedPageArrived(false, 600);
        contiguity.orderedPageArrived(true, 550);
        QVERIFY(!contiguity.isContiguous());
        QCOMPARE(contiguity.unjoinedSinceMs(), 550);
        contiguity.orderedPageArrived(true, 0); // without rows
        QCOMPARE(contiguity.unjoinedSinceMs(), 550);
    }

    void aRefreshThatJoinedNothingLeavesTheTopToTheNext()
    {
        Contiguity contiguity = refreshed();
        contiguity.orderedPageArrived(false, 600);
        contiguity.beginRefresh(900);
        QCOMPARE(contiguity.joinTopMs(), 500);
        contiguity.orderedPageArrived(false, 499);
        QVERIFY(contiguity.isContiguous());
        contiguity.beginRefresh(900);
        QCOMPARE(contiguity.joinTopMs(), 900);
    }

    void aFirstPageOfNewTasksMayHaveOthersBehindIt()
    {
        Contiguity contiguity;
        contiguity.firstPageArrived(true, 600, 0); // nothing was known
        QVERIFY(contiguity.isContiguous());
        contiguity.firstPageArrived(false, 600, 700);
        QVERIFY(contiguity.isContiguous());
        contiguity.firstPageArrived(true, 800, 700);
        QVERIFY(!contiguity.isContiguous());
        QCOMPARE(contiguity.joinTopMs(), 700);
        QCOMPARE(contiguity.unjoinedSinceMs(), 800);
        contiguity.firstPageArrived(true, 1000, 900); // what is missing lies below, as before
        QCOMPARE(contiguity.joinTopMs(), 700);
        QCOMPARE(contiguity.unjoinedSinceMs(), 800);
    }

    void theEndOfTheListingJoinsAll()
    {
        Contiguity contiguity = refreshed();
        contiguity.orderedPageArrived(false, 600);
        contiguity.endReached();
        QVERIFY(contiguity.isContiguous());
    }

    void withoutAnOrderOnlyTheTotalJoins()
    {
        Contiguity contiguity = refreshed();
        contiguity.unorderedPageArrived(true, false);
        QVERIFY(contiguity.isContiguous());
        contiguity.unorderedPageArrived(false, false);
        QVERIFY(!contiguity.isContiguous());
        QCOMPARE(contiguity.unjoinedSinceMs(), 0);
        contiguity.unorderedPageArrived(true, false);
        QVERIFY(!contiguity.isContiguous());
        contiguity.unorderedPageArrived(false, true);
        QVERIFY(contiguity.isContiguous());
    }
};

QTEST_GUILESS_MAIN(TestContiguity)
#include "tst_contiguity.moc"
