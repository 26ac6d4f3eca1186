#include "actiondialog.h"
#include "commandpalette.h"
#include "failuretable.h"
#include "failuretablemodel.h"
#include "keyline.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "palettedelegate.h"
#include "settingsdialog.h"
#include "shortcutsheet.h"
#include "simulateddashboard.h"
#include "tasktableview.h"

#include <QAction>
#include <QApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostStops = 200;

/// The program with all that it loads by itself, and its window active.
struct KeyboardProgram {
    [[nodiscard]] bool start()
    {
        const bool isSettled = program.settle();
        activate();
        return isSettled;
    }
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    static void write(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// Offscreen, the list of proposals stays the active window after it was closed.
    void activate()
    {
        program.window().activateWindow();
        QCoreApplication::processEvents();
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
    /// Opens the palette, writes, and says what is listed: name and reason.
    [[nodiscard]] QStringList found(const QString &text)
    {
        press(Qt::Key_K, Qt::ControlModifier);
        write(text);
        QStringList rows;
        const QAbstractItemModel *model = program.part<QListView>(u"paletteList"_s).model();
        for (int row = 0; row < model->rowCount(); ++row)
            rows << model->index(row, 0).data().toString();
        return rows;
    }
    /// Runs the first command that is found by \p text.
    void run(const QString &text)
    {
        [[maybe_unused]] const QStringList rows = found(text);
        press(Qt::Key_Return);
    }

    SimulatedDashboard program{};
};

QString pathOf(const SyncTask &task)
{
    return task.imageFrom.repoNamespaceName + u'/' + task.imageFrom.repoName;
}

} // namespace

/// The window by the keyboard alone.
class TestWindowKeyboard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tabVisitsEachGroupOnceInVisualOrder();
    void arrowsMoveWithinAGroup();
    void theNumbersOfTheHeadlineArePressed();
    void f6GoesFromPaneToPaneAndSkipsWhatIsHidden();
    void whatIsHiddenUnderTheFocusGivesItToThePage();
    void lettersMoveOpenAndRetryInTheTable();
    void lettersAreWrittenInTextFields();
    void theSheetNamesEveryKeyOfTheWindow();
    void thePaletteFindsWordsInAnyOrder();
    void thePaletteSearches100000NamesAtOnce();
    void thePaletteSaysWhyAnActionCannotBeRun();
    void thePaletteOpensWhatItNames();
    void thePaletteForgetsTheFormerConnection();
    void retryIsOfferedWhenTheListIsBackInSight();
    void escapeGivesTheFocusBack();
    void aShiftWithoutAMouse();
};

void TestWindowKeyboard::tabVisitsEachGroupOnceInVisualOrder()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    QVERIFY(it.program.choose(SyncTaskStatus::Error) >= 0);
    QStringList forward = it.walk(Qt::Key_Tab);
    const QStringList expected = {u"TaskTableView"_s, u"closeDetails"_s,    u"compareTask"_s,
                                  u"place"_s,         u"instanceChooser"_s, u"filterText"_s,
                                  u"refreshButton"_s, u"healthWord"_s,      u"saveView"_s,
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

void TestWindowKeyboard::theNumbersOfTheHeadlineArePressed()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    const auto leadsTo = [&it](const QString &number, int key) {
        it.program.part<QWidget>(number).setFocus(Qt::TabFocusReason);
        it.press(key);
        return it.program.part<QLineEdit>(u"filterText"_s).text();
    };
    QCOMPARE(it.focus(), u"TaskTableView"_s);
    QVERIFY(leadsTo(u"failedCount"_s, Qt::Key_Return).startsWith(u"status:failed"_s));
    QVERIFY(leadsTo(u"runningCount"_s, Qt::Key_Space).startsWith(u"status:running"_s));
    QVERIFY(leadsTo(u"healthWord"_s, Qt::Key_Enter).contains(u"is:stuck"_s));
    QCOMPARE(it.program.part<QWidget>(u"failedCount"_s).accessibleDescription(),
             u"Show the failed tasks"_s);
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

void TestWindowKeyboard::lettersMoveOpenAndRetryInTheTable()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    const int row = it.program.choose(SyncTaskStatus::Error);
    QVERIFY(row >= 0);
    it.program.table().setFocus();
    it.press(Qt::Key_J);
    QCOMPARE(it.program.table().currentIndex().row(), row + 1);
    it.press(Qt::Key_K);
    QCOMPARE(it.program.table().currentIndex().row(), row);
    it.program.window().closeDetailPane();
    it.press(Qt::Key_Return);
    QVERIFY(it.program.window().isDetailPaneOpen());
    it.program.table().setFocus();
    it.press(Qt::Key_R);
    const auto *dialog = it.program.window().findChild<ActionDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    it.press(Qt::Key_Escape);
    QTRY_COMPARE(it.focus(), u"TaskTableView"_s);
    QCOMPARE(it.program.simulator().effectiveWrites(), 0);
    // The rows that it would retry are not in sight on another page.
    it.press(Qt::Key_2, Qt::AltModifier);
    QVERIFY(!it.program.part<QAction>(u"actionRetryTasks"_s).isEnabled());
}

void TestWindowKeyboard::lettersAreWrittenInTextFields()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    QVERIFY(it.program.choose(SyncTaskStatus::Error) >= 0);
    it.program.table().setFocus();
    it.press(Qt::Key_Slash);
    QCOMPARE(it.focus(), u"filterText"_s);
    for (const QString &name : {u"filterText"_s, u"namespaceName"_s, u"batchId"_s}) {
        auto &field = it.program.part<QLineEdit>(name);
        field.setFocus();
        it.write(u"rjk/?"_s);
        QCOMPARE(field.text(), u"rjk/?"_s);
        field.clear();
    }
    QVERIFY(!it.program.window().findChild<ActionDialog *>());
    QVERIFY(!it.program.window().findChild<ShortcutSheet *>());
}

void TestWindowKeyboard::theSheetNamesEveryKeyOfTheWindow()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    it.press(Qt::Key_Question);
    const auto *sheet = it.program.window().findChild<ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    QStringList told;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        told << label->text();
    int keys = 0;
    for (const QAction *action : it.program.window().findChildren<QAction *>()) {
        if (action->shortcuts().isEmpty() || action->objectName().isEmpty())
            continue;
        QVERIFY2(told.contains(keysText(action->shortcuts())), qPrintable(action->objectName()));
        QVERIFY2(told.contains(action->text()), qPrintable(action->text()));
        ++keys;
    }
    QVERIFY(keys > 20);
    QVERIFY(told.contains(u"Zoom"_s)); // of the chart
}

void TestWindowKeyboard::thePaletteFindsWordsInAnyOrder()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    const auto first = [&it](const QString &text) {
        const QString name = it.found(text).value(0);
        it.press(Qt::Key_Escape);
        return name;
    };
    QCOMPARE(first(u"dark theme"_s), u"Theme: Dark"_s);
    QCOMPARE(first(u"sett"_s), u"Settings…"_s);
    QCOMPARE(first(u"failures page"_s), u"Failures"_s);
    QVERIFY(!it.found(u"no such thing"_s).contains(u"Settings…"_s));
    QVERIFY(it.program.part<QLabel>(u"paletteFoot"_s).isVisible());
    it.press(Qt::Key_Escape);
    // What begins as it was typed comes before what only has it inside.
    const std::vector<PaletteEntry> entries = {{.name = u"web/quota"_s},
                                               {.name = u"Never quit"_s},
                                               {.name = u"Quit"_s, .disabledReason = u"no"_s},
                                               {.name = u"Quiet hours"_s}};
    QStringList names;
    for (const PaletteEntry *entry : matchingEntries(entries, u" QU "_s))
        names << entry->name;
    QCOMPARE(names, QStringList({u"Quiet hours"_s, u"Quit"_s, u"web/quota"_s, u"Never quit"_s}));
}

void TestWindowKeyboard::thePaletteSearches100000NamesAtOnce()
{
    std::vector<PaletteEntry> entries;
    for (int i = 0; i < 100'000; ++i)
        entries.push_back({.kind = PaletteEntry::Kind::Repository,
                           .name = u"team-%1/service-%2"_s.arg(i % 97).arg(i)});
    const std::clock_t before = std::clock(); // of the processor, which may be busy with others
    QCOMPARE(matchingEntries(entries, u"service-99999"_s).size(), 1U);
    QCOMPARE(matchingEntries(entries, u"team-5/ repository"_s).size(), 1031U);
    QCOMPARE_LT(double(std::clock() - before) / CLOCKS_PER_SEC, 1.);
}

void TestWindowKeyboard::thePaletteSaysWhyAnActionCannotBeRun()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    it.program.table().clearSelection();
    QCOMPARE(it.found(u"retry the selected"_s).size(), 1);
    const auto &list = it.program.part<QListView>(u"paletteList"_s);
    const QModelIndex row = list.model()->index(0, 0);
    QCOMPARE(row.data(PaletteDelegate::Reason).toString(), u"Select tasks in the list first."_s);
    QVERIFY(row.data(PaletteDelegate::Keys).toString().contains(u"Ctrl+Shift+R"_s));
    QCOMPARE(row.data(PaletteDelegate::KindName).toString(), u"Action"_s);
    it.press(Qt::Key_Return); // does nothing
    QVERIFY(list.isVisible());
    QVERIFY(!it.program.window().findChild<ActionDialog *>());
}

void TestWindowKeyboard::thePaletteForgetsTheFormerConnection()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    QVERIFY(it.found(u"all instances"_s).contains(u"All instances"_s));
    it.press(Qt::Key_Escape);
    it.program.breakNetwork(); // the next one does not answer
    it.program.connectAnew();
    QVERIFY(!it.found(u"all instances"_s).contains(u"All instances"_s));
}

void TestWindowKeyboard::retryIsOfferedWhenTheListIsBackInSight()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    it.program.type(u"filterText"_s, u"repo:=no-such-repository"_s);
    QTRY_COMPARE(it.program.model().rowCount(), 0);
    const QAction &retry = *it.program.window().menu().retryTasks();
    QVERIFY(!retry.isEnabled());
    it.program.click(u"clearFilters"_s);
    QTRY_VERIFY(it.program.model().rowCount() > 0);
    QVERIFY(it.program.table().selectionModel()->hasSelection());
    QTRY_VERIFY(retry.isEnabled());
}

void TestWindowKeyboard::thePaletteOpensWhatItNames()
{
    QTemporaryDir folder;
    KeyboardProgram it;
    it.program.dashboard().keepViews(folder.filePath(u"views.json"_s));
    QVERIFY(it.start());
    auto &query = it.program.part<QLineEdit>(u"filterText"_s);
    it.program.type(u"filterText"_s, u"status:failed"_s);
    it.press(Qt::Key_S, Qt::ControlModifier);
    it.write(u"Broken"_s);
    it.press(Qt::Key_Return);
    it.run(u"clear the filters"_s);
    QCOMPARE(query.text(), QString());
    it.run(u"broken"_s);
    QCOMPARE(query.text(), u"status:failed"_s);
    QCOMPARE(it.focus(), u"TaskTableView"_s);
    it.run(u"clear the filters"_s);
    const SyncTask task = it.program.model().taskAt(0);
    it.run(pathOf(task) + u" repository"_s);
    QTRY_VERIFY(it.program.model().rowCount() > 0);
    for (int row = 0; row < it.program.model().rowCount(); ++row) {
        const SyncTask &shown = it.program.model().taskAt(row);
        QCOMPARE(pathOf(shown), pathOf(task));
    }
    it.run(u"routes page"_s);
    QVERIFY(it.program.part<QPushButton>(u"pageRoutes"_s).isChecked());
    QCOMPARE(it.focus(), u"routeTable"_s);
}

void TestWindowKeyboard::escapeGivesTheFocusBack()
{
    KeyboardProgram it;
    QVERIFY(it.start());
    for (const QString &name : {u"filterText"_s, u"rangeDay"_s, u"statusERROR"_s}) {
        it.program.part<QWidget>(name).setFocus();
        it.press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(it.focus(), u"paletteText"_s);
        it.press(Qt::Key_Tab);
        QCOMPARE(it.focus(), u"paletteText"_s);
        it.press(Qt::Key_Escape);
        QCOMPARE(it.focus(), name);
        QVERIFY(!it.program.part<QWidget>(u"commandPalette"_s).isVisible());
    }
}

/// Yesterday's failures, by cause, one opened, its advice read, retried; then the boards, a view,
/// the settings, and back. Nothing but keys.
void TestWindowKeyboard::aShiftWithoutAMouse()
{
    QTemporaryDir folder;
    KeyboardProgram it;
    it.program.dashboard().keepViews(folder.filePath(u"views.json"_s));
    QVERIFY(it.start());
    it.run(u"allow changes"_s);
    auto &allow = it.program.part<QPushButton>(u"allowQuestionYes"_s); // Enter alone would cancel
    allow.window()->activateWindow(); // offscreen, the palette's end took that from it
    QCoreApplication::processEvents();
    for (int tabs = 0; tabs < 3 && !allow.hasFocus(); ++tabs)
        it.press(Qt::Key_Tab);
    QCOMPARE(it.focus(), u"allowQuestionYes"_s);
    it.press(Qt::Key_Return);
    it.activate();
    QVERIFY(it.program.part<QLabel>(u"writable"_s).isVisible());

    // Yesterday's failures, kept as a view for the next shift.
    it.press(Qt::Key_Slash);
    it.write(u"status:failed -is:repaired cross:no since:90d"_s);
    it.press(Qt::Key_Return);
    it.activate();
    it.press(Qt::Key_S, Qt::ControlModifier);
    it.write(u"Night"_s);
    it.press(Qt::Key_Return);
    it.run(u"page failures"_s);
    auto &board = it.program.part<FailureTable>(u"failureTable"_s);
    QTRY_VERIFY(board.model()->rowCount() > 1);
    QCOMPARE(it.focus(), u"failureTable"_s);

    // One cause of them, and its newest task.
    const auto cause = [&board] {
        return board.currentIndex().siblingAtColumn(0).data().toString();
    };
    for (int step = 0; step < board.model()->rowCount() && cause() != u"Network"_s; ++step)
        it.press(Qt::Key_J);
    QCOMPARE(cause(), u"Network"_s);
    it.press(Qt::Key_Return);
    QTRY_VERIFY(it.program.model().rowCount() > 0);
    QTRY_COMPARE(it.focus(), u"TaskTableView"_s);
    it.press(Qt::Key_Home);
    it.press(Qt::Key_Return);
    QVERIFY(it.program.window().isDetailPaneOpen());
    QVERIFY(it.program.part<QWidget>(u"adviceWhatToDo"_s).isVisible());

    // Retried: the preview sends nothing, its button does.
    it.press(Qt::Key_R);
    QTRY_COMPARE(it.focus(), u"sendActions"_s);
    QCOMPARE(it.program.simulator().effectiveWrites(), 0);
    it.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(it.focus(), u"closeActions"_s, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(it.program.part<QPushButton>(u"exportResults"_s).isVisible(), 30'000);
    QCOMPARE(it.program.simulator().effectiveWrites(), 1);
    it.press(Qt::Key_Return);
    it.activate();
    QTRY_COMPARE(it.focus(), u"TaskTableView"_s);

    // Another board, the view, the settings, and back to the list.
    it.press(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(it.focus(), u"routeTable"_s);
    it.press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(it.program.part<QLineEdit>(u"filterText"_s).text(),
             u"status:failed -is:repaired cross:no since:90d"_s);
    it.press(Qt::Key_Comma, Qt::ControlModifier);
    auto *settings = it.program.window().findChild<SettingsDialog *>();
    QVERIFY(settings && settings->isVisible());
    QTest::keyClick(settings, Qt::Key_Escape);
    QTRY_VERIFY(!settings->isVisible());
    it.activate();
    it.press(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(it.focus(), u"TaskTableView"_s);
}

QTEST_MAIN(TestWindowKeyboard)

#include "tst_window_keyboard.moc"
