#include "clocknotice.h"
#include "messagebar.h"
#include "wrappedtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestClockNotice final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallDifferenceIsNotTold();
    void aDifferenceIsToldOnceAndASeriousOneOnceMore();
    void aClockThatIsSetRightIsNoMoreToldOf();
    void whichWayTheClockIsWrongIsSaid();
    void theCommandLineSaysItToo();

private:
    static QString happened(const MessageBar &bar)
    {
        return bar.isHidden() ? QString()
                              : bar.findChild<WrappedText *>(u"errorHappened"_s)->toPlainText();
    }
};

void TestClockNotice::aSmallDifferenceIsNotTold()
{
    for (const auto correction : {0ms, 30'000ms, -30'000ms}) {
        MessageBar bar;
        ClockNotice().update(correction, bar);
        QCOMPARE(happened(bar), QString());
        QVERIFY(!clockWarning(correction));
    }
}

void TestClockNotice::aDifferenceIsToldOnceAndASeriousOneOnceMore()
{
    ClockNotice notice;
    MessageBar bar;
    notice.update(-31s, bar);
    QVERIFY(!happened(bar).isEmpty());
    QTest::mouseClick(bar.findChild<QWidget *>(u"closeError"_s), Qt::LeftButton);
    notice.update(-9min, bar);
    QCOMPARE(happened(bar), QString()); // it was told
    notice.update(-10min - 1s, bar);
    QVERIFY(!happened(bar).isEmpty());
    const QString whatToDo = bar.findChild<WrappedText *>(u"errorWhatToDo"_s)->toPlainText();
    QVERIFY2(whatToDo.contains(u"15 minutes"_s), qPrintable(whatToDo));
    QTest::mouseClick(bar.findChild<QWidget *>(u"closeError"_s), Qt::LeftButton);
    notice.update(-11min, bar);
    QCOMPARE(happened(bar), QString());
}

void TestClockNotice::aClockThatIsSetRightIsNoMoreToldOf()
{
    ClockNotice notice;
    MessageBar bar;
    notice.update(-31s, bar);
    notice.update(-29s, bar);
    QVERIFY(!happened(bar).isEmpty()); // it may waver
    notice.update(-20min, bar);
    notice.update(1s, bar);
    QCOMPARE(happened(bar), QString()); // neither the first nor the second
    notice.update(20min, bar);
    QVERIFY(!happened(bar).isEmpty()); // which is news
    notice.update(1min, bar);
    QVERIFY2(happened(bar).contains(u"1 m 0 s behind"_s), qPrintable(happened(bar)));
}

void TestClockNotice::whichWayTheClockIsWrongIsSaid()
{
    MessageBar ahead;
    ClockNotice().update(-13min, ahead);
    QVERIFY2(happened(ahead).contains(u"13 m 0 s ahead"_s), qPrintable(happened(ahead)));
    MessageBar behind;
    ClockNotice().update(13min, behind);
    QVERIFY2(happened(behind).contains(u"13 m 0 s behind"_s), qPrintable(happened(behind)));
}

void TestClockNotice::theCommandLineSaysItToo()
{
    QVERIFY(clockWarning(-13min).value_or(QString()).contains(u"13 min ahead of"_s));
    QVERIFY(clockWarning(50h).value_or(QString()).contains(u"2 d behind"_s));
    QVERIFY(clockWarning(31s).value_or(QString()).contains(u"31 s behind"_s));
}

QTEST_MAIN(TestClockNotice)
#include "tst_clocknotice.moc"
