#include "windowexposure.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

class TestWindowExposure final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWindowThatWasNeverShownIsNotGone();
    void aHiddenWindowIsGoneUntilItIsShownAgain();
};

void TestWindowExposure::aWindowThatWasNeverShownIsNotGone()
{
    QWidget window;
    const WindowExposure exposure(window);
    QVERIFY(!exposure.isGone());
    window.winId(); // there is a native window, which is not on the screen yet
    QCoreApplication::processEvents();
    QVERIFY(!exposure.isGone());
}

void TestWindowExposure::aHiddenWindowIsGoneUntilItIsShownAgain()
{
    QWidget window;
    const WindowExposure exposure(window);
    const QSignalSpy cameBack(&exposure, &WindowExposure::cameBack);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(!exposure.isGone());
    QCOMPARE(cameBack.size(), 0); // it had not been there before
    for (int times = 1; times <= 2; ++times) {
        window.hide();
        QTRY_VERIFY(exposure.isGone());
        QCOMPARE(cameBack.size(), times - 1);
        window.show();
        QTRY_VERIFY(!exposure.isGone());
        QCOMPARE(cameBack.size(), times);
    }
}

QTEST_MAIN(TestWindowExposure)
#include "tst_windowexposure.moc"
