#include "messagebar.h"
#include "sleepnotice.h"
#include "timedisplay.h"
#include "wrappedtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime morning(QDate(2026, 11, 24), QTime(6, 26), Qt::UTC);

QString happened(const MessageBar &bar)
{
    return bar.isHidden() ? QString()
                          : bar.findChild<WrappedText *>(u"errorHappened"_s)->toPlainText();
}

} // namespace

class TestSleepNotice final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProgramThatRunsDidNotSleep();
    void aNightOfSleepIsToldFromWhenToWhen();
    void aSetClockIsNoSleep();
    void theLastOfSeveralTimesIsTold();
};

void TestSleepNotice::aProgramThatRunsDidNotSleep()
{
    SleepNotice notice;
    MessageBar bar;
    QVERIFY(!notice.update(100h, morning, bar)); // the computer had been on for long
    QVERIFY(!notice.update(100h + 10s, morning, bar));
    QVERIFY(!notice.update(100h + 10s + SleepNotice::longestPause, morning, bar));
    QCOMPARE(happened(bar), QString());
}

void TestSleepNotice::aNightOfSleepIsToldFromWhenToWhen()
{
    SleepNotice notice;
    MessageBar bar;
    notice.update(5s, morning, bar);
    QVERIFY(notice.update(5s + 8h + 12min, morning, bar));
    const QString text = happened(bar);
    for (const QString &part : {u"11-23 22:14"_s, u"06:26"_s, u"8 h 12 m"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!notice.update(15s + 8h + 12min, morning, bar));
    QVERIFY(!happened(bar).isEmpty()); // until it is closed
}

void TestSleepNotice::aSetClockIsNoSleep()
{
    SleepNotice notice;
    MessageBar bar;
    notice.update(5s, morning, bar);
    QVERIFY(!notice.update(6s, morning.addSecs(3600), bar));
    QVERIFY(!notice.update(7s, morning.addSecs(-3600), bar));
    QCOMPARE(happened(bar), QString());
}

void TestSleepNotice::theLastOfSeveralTimesIsTold()
{
    SleepNotice notice;
    MessageBar bar;
    notice.update(0s, morning, bar);
    QVERIFY(notice.update(1h, morning, bar));
    QVERIFY(notice.update(3h, morning.addSecs(2 * 3600), bar));
    QVERIFY2(happened(bar).contains(u"2 h"_s), qPrintable(happened(bar)));
    QTest::mouseClick(bar.findChild<QWidget *>(u"closeError"_s), Qt::LeftButton);
    QCOMPARE(happened(bar), QString()); // none waits behind it
}

QTEST_MAIN(TestSleepNotice)
#include "tst_sleepnotice.moc"
