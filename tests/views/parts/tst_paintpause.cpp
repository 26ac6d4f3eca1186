#include "paintpause.h"

#include <QTest>
#include <QTimer>
#include <QWidget>

class TestPaintPause final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstChangeIsPaintedAtOnce();
    void thoseThatFollowArePaintedTogether();
    void itIsPaintedWhileChangesKeepComing();
    void whoWorksWithItSeesEverythingAtOnce();
};

namespace {

class CountingWidget final : public QWidget {
public:
    CountingWidget() { resize(10, 10); }

    void change(PaintPause &pause)
    {
        pause.noteChange();
        update();
    }
    int paints = 0;

protected:
    void paintEvent(QPaintEvent * /*event*/) override { ++paints; }
};

} // namespace

void TestPaintPause::theFirstChangeIsPaintedAtOnce()
{
    CountingWidget widget;
    PaintPause pause(widget);
    widget.change(pause);
    QVERIFY(widget.updatesEnabled());
}

void TestPaintPause::thoseThatFollowArePaintedTogether()
{
    CountingWidget widget;
    PaintPause pause(widget);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    widget.change(pause);
    QCoreApplication::processEvents();
    const int before = widget.paints;
    for (int change = 0; change < 20; ++change)
        widget.change(pause);
    QVERIFY(!widget.updatesEnabled());
    QTRY_VERIFY(widget.updatesEnabled());
    QTRY_COMPARE(widget.paints, before + 1);
}

void TestPaintPause::itIsPaintedWhileChangesKeepComing()
{
    CountingWidget widget;
    PaintPause pause(widget);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    const int before = widget.paints;
    // A change in each turn of the event loop, so that none finds the widget at rest.
    QTimer changes;
    connect(&changes, &QTimer::timeout, &widget, [&widget, &pause] { widget.change(pause); });
    changes.start(0);
    QTRY_VERIFY(widget.paints > before + 3);
}

void TestPaintPause::whoWorksWithItSeesEverythingAtOnce()
{
    CountingWidget widget;
    PaintPause pause(widget);
    widget.change(pause);
    widget.change(pause);
    QVERIFY(!widget.updatesEnabled());
    pause.end();
    QVERIFY(widget.updatesEnabled());
}

QTEST_MAIN(TestPaintPause)
#include "tst_paintpause.moc"
