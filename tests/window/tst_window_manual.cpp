#include "actiondialog.h"
#include "mainmenu.h"
#include "manualplace.h"
#include "manualwindow.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// "causes#tag-conflict"; empty where no manual is shown.
QString shownManual(SimulatedDashboard &program)
{
    for (const ManualWindow *manual : program.window().findChildren<ManualWindow *>()) {
        if (manual->isVisible())
            return manual->place().page + (manual->place().anchor.isEmpty() ? QString() : u"#"_s) +
                   manual->place().anchor;
    }
    return {};
}

void pressF1()
{
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
}

} // namespace

/// F1, and what it is about.
class TestWindowManual final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void f1IsAboutWhatHasTheFocus_data();
    void f1IsAboutWhatHasTheFocus();
    void f1OnAFailedTaskIsAboutItsCause();
    void f1InADialogOpensAManualThatCanBeUsed();
    void f1IsAboutTheSelection();
    void f1IsAboutAnExport();
    void f1IsAboutThePageOfTheSettings();
};

void TestWindowManual::f1IsAboutWhatHasTheFocus_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("place");
    QTest::newRow("query box") << u"actionFilter"_s << u"query"_s;
    QTest::newRow("failures") << u"open_pageFailures"_s << u"window#failures"_s;
    QTest::newRow("routes") << u"open_pageRoutes"_s << u"window#routes"_s;
    QTest::newRow("rules") << u"open_pageRules"_s << u"window#rules"_s;
    QTest::newRow("sent") << u"actionSentActions"_s << u"window#sent"_s;
}

void TestWindowManual::f1IsAboutWhatHasTheFocus()
{
    QFETCH(const QString, action);
    QFETCH(const QString, place);
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().activateWindow();
    QCoreApplication::processEvents();
    program.trigger(action);
    pressF1();
    QCOMPARE(shownManual(program), place);
}

void TestWindowManual::f1OnAFailedTaskIsAboutItsCause()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().activateWindow();
    program.table().setFocus();
    const int row = program.choose(SyncTaskStatus::Error);
    QVERIFY(row >= 0);
    QCoreApplication::processEvents();
    const SyncTask task = program.model().taskAt(row);
    pressF1();
    QCOMPARE(shownManual(program), u"causes#"_s + manualAnchor(task.issue.text));
}

void TestWindowManual::f1InADialogOpensAManualThatCanBeUsed()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.trigger(u"actionSettings"_s);
    auto &settings = program.part<QDialog>(u"settingsDialog"_s);
    settings.activateWindow();
    QCoreApplication::processEvents();
    pressF1();
    QCOMPARE(shownManual(program), u"window#settings"_s);
    const auto *manual = settings.findChild<ManualWindow *>();
    QVERIFY(manual); // it belongs to the dialog, which is modal to the window
}

void TestWindowManual::f1IsAboutTheSelection()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().activateWindow();
    program.table().selectAll();
    auto &copy = program.part<QPushButton>(u"copySelected"_s);
    QTRY_VERIFY(copy.isVisible());
    copy.setFocus();
    QCoreApplication::processEvents();
    pressF1();
    QCOMPARE(shownManual(program), u"window#selection"_s);
}

void TestWindowManual::f1IsAboutAnExport()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.trigger(u"actionExportRows"_s);
    program.part<QDialog>(u"exportDialog"_s).activateWindow();
    QCoreApplication::processEvents();
    pressF1();
    QCOMPARE(shownManual(program), u"window#export"_s);
}

void TestWindowManual::f1IsAboutThePageOfTheSettings()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.window().offerAccounts([](SettingsDialog &) {});
    program.window().openSettings(SetupField::Endpoint, {});
    program.part<QDialog>(u"settingsDialog"_s).activateWindow();
    program.part<QLineEdit>(u"connectionEndpoint"_s).setFocus();
    QCoreApplication::processEvents();
    pressF1();
    QCOMPARE(shownManual(program), u"window#accounts"_s);
}

QTEST_MAIN(TestWindowManual)
#include "tst_window_manual.moc"
