#include "httpdate.h"

#include <QLocale>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

class TestHttpDate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDateOfAServerIsATimeInUtc();
    void everyDateIsReadAsItIsWritten();
    void whatIsNoDateIsNoTime_data();
    void whatIsNoDateIsNoTime();
};

void TestHttpDate::aDateOfAServerIsATimeInUtc()
{
    const QDateTime time = timeFromHttpDate("Sun, 06 Nov 1994 08:49:37 GMT");
    QCOMPARE(time, QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
    QCOMPARE(time.timeSpec(), Qt::UTC);
    QCOMPARE(timeFromHttpDate("  Sun, 06 Nov 1994 08:49:37 GMT\r"), time);
}

void TestHttpDate::everyDateIsReadAsItIsWritten()
{
    std::mt19937_64 random(1); // NOLINT(cert-msc51-cpp): the same each time
    std::uniform_int_distribution<qint64> moments(0, 253'402'300'799); // the last second of 9999
    for (int run = 0; run < 500; ++run) {
        const QDateTime time = QDateTime::fromSecsSinceEpoch(moments(random), Qt::UTC);
        const QString text = QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        QCOMPARE(timeFromHttpDate(text.toLatin1()), time);
    }
}

void TestHttpDate::whatIsNoDateIsNoTime_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("seconds") << QByteArray("120");
    QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET");
    QTest::newRow("no zone") << QByteArray("Sun, 06 Nov 1994 08:49:37");
    QTest::newRow("more behind it") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT+1");
    QTest::newRow("a sign for a digit") << QByteArray("Sun, -6 Nov 1994 08:49:37 GMT");
    QTest::newRow("a blank for a digit") << QByteArray("Sun,  6 Nov 1994 08:49:37 GMT");
    QTest::newRow("no such month") << QByteArray("Sun, 06 Nox 1994 08:49:37 GMT");
    QTest::newRow("a month in another language") << QByteArray("So., 06 Dez 1994 08:49:37 GMT");
    QTest::newRow("no such day") << QByteArray("Wed, 30 Feb 1994 08:49:37 GMT");
    QTest::newRow("no such hour") << QByteArray("Sun, 06 Nov 1994 24:49:37 GMT");
    QTest::newRow("no such second") << QByteArray("Sun, 06 Nov 1994 08:49:61 GMT");
    QTest::newRow("as asctime writes it") << QByteArray("Sun Nov  6 08:49:37 1994");
    QTest::newRow("a zero among it") << QByteArray("Sun, 06 Nov\0 994 08:49:37 GMT", 29);
}

void TestHttpDate::whatIsNoDateIsNoTime()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!timeFromHttpDate(text).isValid());
}

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
