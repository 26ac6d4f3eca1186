#include "messagebar.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostStops = 200;

/// The program with all that it loads by itself, and its window active.
struct KeyboardProgram {
    [[nodiscard]] bool start()
    {
        const bool isSettled = program.settle();
        program.window().activateWindow();
        QCoreApplication::processEvents();
        return isSettled;
    }
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    /// The object name of what has the focus, its class where it has none.
    [[nodiscard]] static QString focus()
    {
        const QWidget *widget = QApplication::focusWidget();
        if (!widget)
            return u"nothing"_s;
        return widget->objectName().isEmpty()
                   ? QString::fromLatin1(widget->metaObject()->className())
                   : widget->objectName();
    }
    /// Where a key comes to from the table until it is back there.
    [[nodiscard]] QStringList walk(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QStringList stops;
        program.table().setFocus();
        do {
            stops << focus();
            press(key, modifiers);
        } while (stops.size() < mostStops && focus() != u"TaskTableView"_s);
        return stops;
    }
    SimulatedDashboard program{};
};

} // namespace

/// The window by the keyboard alone.
class TestWindowKeyboard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tabVisitsEachGroupOnceInVisualOrder();
    void arrowsMoveWithinAGroup();
    void f6GoesFromPaneToPaneAndSkipsWhatIsHidden();
    void whatIsHiddenUnderTheFocusGivesItToThePage();
};

void TestWindowKeyboard::tabVisitsEachGroupOnceInVisualOrder()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    QVERIFY(it.program.choose(SyncTaskStatus::Error) >= 0);
    QStringList forward = it.walk(Qt::Key_Tab);
    const QStringList expected = {u"TaskTableView"_s, u"closeDetails"_s,    u"copyTask"_s,
                                  u"place"_s,         u"instanceChooser"_s, u"filterText"_s,
                                  u"refreshButton"_s, u"mostDelayed"_s,     u"saveView"_s,
                                  u"statusERROR"_s,   u"namespaceName"_s,   u"repoName"_s,
                                  u"tag"_s,           u"batchId"_s,         u"chartKinds"_s,
                                  u"rangeDay"_s,      u"timelineChart"_s,   u"pageTasks"_s,
                                  u"latestOnly"_s};
    QCOMPARE(forward, expected);
    QStringList backward = it.walk(Qt::Key_Backtab, Qt::ShiftModifier);
    std::reverse(backward.begin() + 1, backward.end());
    QCOMPARE(backward, forward);
}

void TestWindowKeyboard::arrowsMoveWithinAGroup()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    const auto goes = [&it](const QString &from, int key) {
        it.program.part<QWidget>(from).setFocus();
        it.press(key);
        return it.focus();
    };
    QCOMPARE(goes(u"statusERROR"_s, Qt::Key_Down), u"statusSYNCHRONIZING"_s);
    QCOMPARE(goes(u"statusSYNCHRONIZING"_s, Qt::Key_Up), u"statusERROR"_s);
    QCOMPARE(goes(u"refreshButton"_s, Qt::Key_Right), u"refreshInterval"_s);
    QCOMPARE(goes(u"refreshButton"_s, Qt::Key_Left), u"refreshButton"_s); // the first of its group
    QCOMPARE(goes(u"refreshButton"_s, Qt::Key_End), u"mainMenu"_s);
    QCOMPARE(goes(u"failedCount"_s, Qt::Key_Right), u"stuckCount"_s);
    QCOMPARE(goes(u"rangeDay"_s, Qt::Key_Right), u"rangeWeek"_s);
    QVERIFY(it.program.part<QPushButton>(u"rangeWeek"_s).isChecked());
    QCOMPARE(goes(u"pageTasks"_s, Qt::Key_Right), u"pageFailures"_s);
    // Tab comes back to where one was in the group.
    it.program.part<QWidget>(u"statusSYNCHRONIZING"_s).setFocus();
    it.press(Qt::Key_Tab);
    it.press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(it.focus(), u"statusSYNCHRONIZING"_s);
}

void TestWindowKeyboard::f6GoesFromPaneToPaneAndSkipsWhatIsHidden()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    QVERIFY(it.program.choose(SyncTaskStatus::Error) >= 0);
    const QStringList panes = {u"TaskTableView"_s, u"closeDetails"_s, u"filterText"_s,
                               u"saveView"_s, u"timelineChart"_s};
    QCOMPARE(it.walk(Qt::Key_F6), panes);
    QStringList backward = it.walk(Qt::Key_F6, Qt::ShiftModifier);
    std::reverse(backward.begin() + 1, backward.end());
    QCOMPARE(backward, panes);
    it.program.trigger(u"actionSideBar"_s);
    it.program.trigger(u"actionDetails"_s);
    const QStringList rest = {u"TaskTableView"_s, u"filterText"_s, u"timelineChart"_s};
    QCOMPARE(it.walk(Qt::Key_F6), rest);
}

void TestWindowKeyboard::whatIsHiddenUnderTheFocusGivesItToThePage()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    it.program.window().messageBar().showNotice({.happened = u"Something happened."_s}, {});
    it.program.part<QWidget>(u"closeError"_s).setFocus();
    it.press(Qt::Key_Space);
    QVERIFY(!it.program.window().messageBar().isVisible());
    QCOMPARE(it.focus(), u"TaskTableView"_s);
    it.program.part<QWidget>(u"closeDetails"_s).setFocus();
    it.press(Qt::Key_Space);
    QCOMPARE(it.focus(), u"TaskTableView"_s);
    it.program.part<QWidget>(u"statusERROR"_s).setFocus();
    it.press(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(it.focus(), u"TaskTableView"_s);
}

QTEST_MAIN(TestWindowKeyboard)

#include "tst_window_keyboard.moc"
