#include "accessiblewalk.h"
#include "windowstates.h"

#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;

/// What a screen reader is told of the window in each state of it, with its dialogs and panels.
class TestAccessibleStates final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPartSaysWhatItIs_data();
    void everyPartSaysWhatItIs();
};

void TestAccessibleStates::everyPartSaysWhatItIs_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(windowStates().size()); ++i)
        QTest::newRow(qUtf8Printable(windowStates().at(static_cast<std::size_t>(i)).name)) << i;
}

void TestAccessibleStates::everyPartSaysWhatItIs()
{
    QFETCH(int, number);
    const WindowState &state = windowStates().at(static_cast<std::size_t>(number));
    SimulatedDashboard program(tasksOfStates);
    program.window().resize(state.size);
    QVERIFY(program.settle());
    QVERIFY(state.reach(program));
    QTest::qWait(1); // what just came is laid out
    QStringList faults;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window->windowType() != Qt::ToolTip)
            faults += accessibleFaults(*window);
    }
    faults.removeDuplicates();
    for (const QString &fault : std::as_const(faults))
        qInfo("%s", qPrintable(fault)); // a message of a failure is cut
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

QTEST_MAIN(TestAccessibleStates)

#include "tst_accessiblestates.moc"
