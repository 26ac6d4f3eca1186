#include "simulateddashboard.h"
#include "statuschartview.h"
#include "tasktableview.h"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;

class TestWindowViews final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSavedViewBringsEverythingBack();
    void theCountIsWhatAClickShows();
    void viewsOutliveTheProgram();
    void aNameIsGivenOnce();
    void escapeLeavesTheNameField();
    void viewsGoToAFileAndComeBack();
    void aFileWithoutViewsChangesNothing();
    void aDeletedViewCanBeBroughtBack();
    void aViewThatCouldNotBeBroughtBackStillCan();
    void aViewIsRenamedAndMoved();
    void aReplacedViewKeepsNamePlaceAndMark();
    void aKeyOpensAView();
    void aViewOfANewerVersionSaysSo();
    void aViewWithAMistakeShowsIt();
    void whileTheBoxHasAMistakeNoViewIsSaved();

private:
    void chooseFile(SimulatedDashboard &program, const QString &action, const QString &path);
    void save(SimulatedDashboard &program, const QString &name, const QString &query);
    void choose(SimulatedDashboard &program, const QString &row, const QString &action);
};

namespace {

QAbstractButton &view(SimulatedDashboard &program, int place)
{
    return program.part<QAbstractButton>(u"view"_s + QString::number(place));
}

QString queryOf(SimulatedDashboard &program)
{
    return program.part<QLineEdit>(u"filterText"_s).text();
}

} // namespace

void TestWindowViews::save(SimulatedDashboard &program, const QString &name, const QString &query)
{
    program.type(u"filterText"_s, query);
    program.trigger(u"actionSaveView"_s);
    program.type(u"viewName"_s, name);
}

/// From the menu of a view, which is modal: the choice is made as soon as it stands.
void TestWindowViews::choose(SimulatedDashboard &program, const QString &row, const QString &action)
{
    QTimer::singleShot(0, this, [&program, action] {
        auto &menu = program.part<QMenu>(u"viewMenu"_s);
        menu.setActiveAction(menu.findChild<QAction *>(action));
        QTest::keyClick(&menu, Qt::Key_Return);
    });
    auto &button = program.part<QWidget>(row);
    Q_EMIT button.customContextMenuRequested(button.rect().center());
}

void TestWindowViews::aSavedViewBringsEverythingBack()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"status:failed"_s);
    program.window().chart().setRange(ChartRange::Week);
    program.table().setColumnHidden(2, true);
    program.click(u"saveView"_s);
    program.type(u"viewName"_s, u"Failed"_s);
    QVERIFY(!program.part<QLineEdit>(u"viewName"_s).isVisible());
    QVERIFY(view(program, 0).isChecked());

    program.type(u"filterText"_s, u"status:done"_s);
    program.window().chart().setRange(ChartRange::Hour);
    program.table().setColumnHidden(2, false);
    QVERIFY(!view(program, 0).isChecked());

    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QCOMPARE(program.window().chart().range(), ChartRange::Week);
    QVERIFY(program.table().isColumnHidden(2));
    QVERIFY(view(program, 0).isChecked());
}

void TestWindowViews::theCountIsWhatAClickShows()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    save(program, u"Failed"_s, u"status:failed"_s);
    program.type(u"filterText"_s, u""_s);
    const QString count = view(program, 0).accessibleDescription();
    program.click(u"view0"_s);
    QCOMPARE(count, QLocale().toString(program.model().rowCount()));
    QVERIFY(program.model().rowCount() > 0);
}

void TestWindowViews::viewsOutliveTheProgram()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    {
        SimulatedDashboard program(50);
        program.dashboard().keepViews(file);
        save(program, u"Mine"_s, u"cross:yes"_s);
    }
    SimulatedDashboard program(50);
    program.dashboard().keepViews(file);
    QCOMPARE(view(program, 0).text(), u"Mine"_s);
    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"cross:yes"_s);
}

void TestWindowViews::aNameIsGivenOnce()
{
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    save(program, u"A"_s, u"status:done"_s);
    QVERIFY(program.part<QLabel>(u"viewFault"_s).isVisible());
    QCOMPARE(program.part<QLineEdit>(u"viewName"_s).text(), u"A"_s); // to be mended, not typed anew
    program.type(u"viewName"_s, u"B"_s);
    QVERIFY(!program.part<QLabel>(u"viewFault"_s).isVisible());
    QCOMPARE(view(program, 1).text(), u"B"_s);
}

void TestWindowViews::whileTheBoxHasAMistakeNoViewIsSaved()
{
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    save(program, u"B"_s, u"status:"_s);
    QVERIFY(program.part<QLabel>(u"viewFault"_s).isVisible());
    QVERIFY(!program.window().findChild<QAbstractButton *>(u"view1"_s));
    program.type(u"filterText"_s, u"status:done"_s);
    program.type(u"viewName"_s, u"B"_s);
    QVERIFY(!program.part<QLabel>(u"viewFault"_s).isVisible());
    QCOMPARE(view(program, 1).text(), u"B"_s);
}

void TestWindowViews::escapeLeavesTheNameField()
{
    SimulatedDashboard program(50);
    program.type(u"filterText"_s, u"status:failed"_s);
    program.click(u"saveView"_s);
    auto &name = program.part<QLineEdit>(u"viewName"_s);
    QVERIFY(name.isVisible());
    QTest::keyClick(&name, Qt::Key_Escape);
    QVERIFY(!name.isVisible());
    QCOMPARE(queryOf(program), u"status:failed"_s); // and only the field
}

/// Runs an action that asks for a file.
void TestWindowViews::chooseFile(SimulatedDashboard &program, const QString &action,
                                 const QString &path)
{
    program.trigger(action);
    auto *dialog = program.window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(program.window().findChild<QFileDialog *>() == nullptr);
}

void TestWindowViews::viewsGoToAFileAndComeBack()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"shared.json"_s);
    {
        SimulatedDashboard program(50);
        save(program, u"A"_s, u"status:failed"_s);
        save(program, u"B"_s, u"cross:yes"_s);
        chooseFile(program, u"actionExportViews"_s, file);
        QVERIFY(QFile::exists(file));
    }
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:done"_s);
    chooseFile(program, u"actionImportViews"_s, file);
    QCOMPARE(view(program, 0).text(), u"A"_s);
    QCOMPARE(view(program, 1).text(), u"A 2"_s);
    QCOMPARE(view(program, 2).text(), u"B"_s);
    QVERIFY(program.text(u"errorWhatToDo"_s).contains(u"A 2"_s));
    program.click(u"view1"_s);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"status:done"_s);
}

void TestWindowViews::aFileWithoutViewsChangesNothing()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"other.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}");
    file.close();
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    chooseFile(program, u"actionImportViews"_s, file.fileName());
    QCOMPARE(program.text(u"errorHappened"_s), u"This is no file of exported views."_s);
    QVERIFY(!program.window().findChild<QAbstractButton *>(u"view1"_s));
}

void TestWindowViews::aDeletedViewCanBeBroughtBack()
{
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    save(program, u"B"_s, u"status:done"_s);
    choose(program, u"view0"_s, u"removeView"_s);
    QCOMPARE(view(program, 0).text(), u"B"_s);
    QVERIFY(!view(program, 1).isVisible());
    program.click(u"undoViewRemoval"_s);
    QCOMPARE(view(program, 0).text(), u"A"_s);
    QCOMPARE(view(program, 1).text(), u"B"_s);
    QVERIFY(!program.part<QWidget>(u"undoViewRemoval"_s).isVisible());
}

void TestWindowViews::aViewThatCouldNotBeBroughtBackStillCan()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"views.json"_s);
    SimulatedDashboard program(50);
    program.dashboard().keepViews(path);
    save(program, u"A"_s, u"status:failed"_s);
    choose(program, u"view0"_s, u"removeView"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    const auto write = [&file](const QByteArray &bytes) {
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("damaged"));
    file.close();
    program.click(u"undoViewRemoval"_s);
    QVERIFY(program.part<QWidget>(u"undoViewRemoval"_s).isVisible());
    QVERIFY(write(good));
    file.close();
    program.click(u"undoViewRemoval"_s);
    QCOMPARE(view(program, 0).text(), u"A"_s);
    QVERIFY(!program.part<QWidget>(u"undoViewRemoval"_s).isVisible());
}

void TestWindowViews::aViewIsRenamedAndMoved()
{
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    save(program, u"B"_s, u"status:done"_s);
    choose(program, u"view1"_s, u"renameView"_s);
    program.type(u"viewName"_s, u"C"_s);
    QCOMPARE(view(program, 1).text(), u"C"_s);
    choose(program, u"view1"_s, u"raiseView"_s);
    QCOMPARE(view(program, 0).text(), u"C"_s);
    program.type(u"filterText"_s, u"cross:yes"_s);
    choose(program, u"view0"_s, u"replaceView"_s);
    program.type(u"filterText"_s, u""_s);
    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"cross:yes"_s);
}

void TestWindowViews::aReplacedViewKeepsNamePlaceAndMark()
{
    SimulatedDashboard program(50);
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        save(program, name, u"status:failed"_s);
    choose(program, u"view1"_s, u"notifyOfView"_s);
    const auto said = [&program] {
        QStringList views;
        for (const int place : {0, 1, 2})
            views << view(program, place).accessibleName();
        return views;
    };
    const QStringList before = said();
    QCOMPARE(before.at(1), u"B, notifies"_s);
    program.type(u"filterText"_s, u"cross:yes"_s);
    choose(program, u"view1"_s, u"replaceView"_s);
    QCOMPARE(said(), before);
    choose(program, u"view2"_s, u"replaceView"_s);
    QCOMPARE(said(), before); // nor does one without a mark get it
    program.type(u"filterText"_s, u""_s);
    program.click(u"view1"_s);
    QCOMPARE(queryOf(program), u"cross:yes"_s);
}

void TestWindowViews::aKeyOpensAView()
{
    SimulatedDashboard program(50);
    save(program, u"A"_s, u"status:failed"_s);
    save(program, u"B"_s, u"status:done"_s);
    program.type(u"filterText"_s, u""_s);
    program.table().setFocus();
    QTest::keyClick(&program.table(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(queryOf(program), u"status:done"_s);
}

void TestWindowViews::aViewOfANewerVersionSaysSo()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"views.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version": 1, "views": [{"name": "Later", "version": 7, "x": 1}]})");
    file.close();
    SimulatedDashboard program(50);
    program.dashboard().keepViews(file.fileName());
    program.type(u"filterText"_s, u"status:failed"_s);
    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"status:failed"_s);
    QVERIFY(program.text(u"viewFault"_s).contains(u"Later"_s));
}

void TestWindowViews::aViewWithAMistakeShowsIt()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"views.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version": 1, "views": [{"name": "Bad", "version": 1, "query": "repo:/(/"}]})");
    file.close();
    SimulatedDashboard program(50);
    program.dashboard().keepViews(file.fileName());
    program.click(u"view0"_s);
    QCOMPARE(queryOf(program), u"repo:/(/"_s);
    QVERIFY(program.part<QLabel>(u"queryMistake"_s).isVisible());
}

QTEST_MAIN(TestWindowViews)
#include "tst_window_views.moc"
