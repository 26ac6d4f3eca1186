#include "utctime.h"

#include <QTest>
#include <QTimeZone>

#include <random>

using namespace Qt::StringLiterals;

class TestUtcTime final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTimeIsWrittenInUtcWithMilliseconds_data();
    void aTimeIsWrittenInUtcWithMilliseconds();
    void aTimeIsWrittenAsQtWritesIt();
};

void TestUtcTime::aTimeIsWrittenInUtcWithMilliseconds_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QDateTime() << QString();
    QTest::newRow("each figure") << QDateTime({2026, 11, 24}, {23, 59, 58, 7}, Qt::UTC)
                                 << u"2026-11-24T23:59:58.007Z"_s;
    QTest::newRow("the epoch") << QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)
                               << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("just before it")
        << QDateTime::fromMSecsSinceEpoch(-1, Qt::UTC) << u"1969-12-31T23:59:59.999Z"_s;
    QTest::newRow("a leap day") << QDateTime({2028, 2, 29}, {0, 0}, Qt::UTC)
                                << u"2028-02-29T00:00:00.000Z"_s;
    QTest::newRow("another time zone")
        << QDateTime({2026, 11, 24}, {1, 0}, QTimeZone(8 * 3'600)) << u"2026-11-23T17:00:00.000Z"_s;
}

void TestUtcTime::aTimeIsWrittenInUtcWithMilliseconds()
{
    QFETCH(const QDateTime, time);
    QTEST(utcTimeText(time), "text");
    QByteArray bytes = "since ";
    appendUtcTime(bytes, time);
    QCOMPARE(QString::fromLatin1(bytes), u"since "_s + utcTimeText(time));
}

void TestUtcTime::aTimeIsWrittenAsQtWritesIt()
{
    std::mt19937_64 random(1); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_int_distribution<qint64> moments(-70'000'000'000'000, 300'000'000'000'000);
    for (int run = 0; run < 2'000; ++run) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(moments(random), Qt::UTC);
        QCOMPARE(utcTimeText(time), time.toString(Qt::ISODateWithMs));
    }
}

QTEST_GUILESS_MAIN(TestUtcTime)
#include "tst_utctime.moc"
