#include "transferpace.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

TransferObservation seen(qint64 synced, double second, qint64 total = 100 * mebibyte)
{
    const QDateTime start(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    return {
        .synced = synced, .total = total, .at = start.addMSecs(static_cast<qint64>(second * 1000))};
}

} // namespace

class TestTransferPace final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paceIsBytesOverTime()
    {
        const auto pace = paceBetween(seen(20 * mebibyte, 0), seen(60 * mebibyte, 10));
        QVERIFY(pace);
        QCOMPARE(pace->bytesPerSecond, 4 * mebibyte);
        QVERIFY(pace->left == 10s);
    }

    void nothingIsSaidWhileNothingMoves()
    {
        QVERIFY(!paceBetween(seen(20, 0), seen(20, 10)));
        QVERIFY(!paceBetween(seen(20, 0), seen(10, 10))); // begun anew
        QVERIFY(!paceBetween(seen(20, 10), seen(40, 10)));
        QVERIFY(!paceBetween(seen(20, 10), seen(40, 5))); // the clock was set back
    }

    void withoutTheWholeNoTimeIsLeft()
    {
        QVERIFY(!paceBetween(seen(20, 0, 0), seen(40, 10, 0))->left);
        QVERIFY(!paceBetween(seen(20, 0, 30), seen(40, 10, 30))->left); // more than there is
        QVERIFY(paceBetween(seen(20, 0, 40), seen(40, 10, 40))->left == 0s);
    }

    void aWatchSkipsWhatComesTooSoon()
    {
        TransferWatch watch;
        watch.observe(seen(0, 0));
        QVERIFY(!watch.pace());
        watch.observe(seen(50 * mebibyte, 0.2)); // one answer overtook another
        QVERIFY(!watch.pace());
        watch.observe(seen(40 * mebibyte, 10));
        QCOMPARE(watch.pace()->bytesPerSecond, 4 * mebibyte);
        watch.observe(seen(40 * mebibyte, 11));
        QVERIFY(watch.pace());
        watch.observe(seen(40 * mebibyte, 20)); // it stands still
        QVERIFY(!watch.pace());
    }
};

QTEST_GUILESS_MAIN(TestTransferPace)
#include "tst_transferpace.moc"
