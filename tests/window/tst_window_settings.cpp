#include "language.h"
#include "settingsdialog.h"
#include "simulateddashboard.h"
#include "tasktableview.h"
#include "theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestWindowSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsStuckFollowsTheFactorAtOnce();
    void cancellingChangesNothing();
    void defaultsAreOneClickAway();
    void aShorterHistoryForgetsOldTasks();
    void theHistoryIsToldWithItsSize();
    void theDialogIsUsedByKeysAlone();
    void looksAreChosenAndTakeEffectAtOnce();
    void timesFollowTheZoneAtOnce();
    void aZoneThatIsNotKnownIsSaid();
    void aZoneThatWasMistypedKeepsTheDialogOpen();
    void theNetworkIsChosenHere();
    void whatCannotBeUsedKeepsTheDialogOpen();
    void aSmallScreenShowsTheButtonsAndTheProblem();
    void everyHintIsShownWhole_data();
    void everyHintIsShownWhole();

private:
    static SettingsDialog &open(SimulatedDashboard &program)
    {
        program.trigger(u"actionSettings"_s);
        return program.part<SettingsDialog>(u"settingsDialog"_s);
    }
};

void TestWindowSettings::whatIsStuckFollowsTheFactorAtOnce()
{
    SimulatedDashboard program(900, {.preferences = {.stuckFactor = 1000}});
    QVERIFY(program.settle());
    program.type(u"filterText"_s, u"is:stuck"_s);
    QTRY_COMPARE(program.model().rowCount(), 0);
    const SettingsDialog &dialog = open(program);
    QVERIFY(dialog.isVisible());
    QCOMPARE(program.part<QDoubleSpinBox>(u"stuckFactor"_s).value(), 1000);
    program.part<QDoubleSpinBox>(u"stuckFactor"_s).setValue(1);
    program.click(u"settingsOk"_s);
    QVERIFY(!dialog.isVisible());
    QTRY_VERIFY(program.model().rowCount() > 0);
    QCOMPARE(program.dashboard().settings().preferences.stuckFactor, 1);
}

void TestWindowSettings::looksAreChosenAndTakeEffectAtOnce()
{
    SimulatedDashboard program;
    connect(&program.dashboard(), &Dashboard::themeChosen, this,
            [](ThemeChoice theme, const Looks &looks) { applyTheme(*qApp, theme, looks); });
    QVERIFY(program.settle());
    const int row = program.table().rowHeight(0);
    const int word = program.part<QWidget>(u"healthWord"_s).font().pixelSize();
    open(program);
    auto &rows = program.part<QComboBox>(u"rowDensity"_s);
    rows.setCurrentIndex(rows.findText(u"Comfortable"_s));
    auto &texts = program.part<QComboBox>(u"textSize"_s);
    texts.setCurrentIndex(texts.findText(u"Large"_s));
    program.click(u"settingsOk"_s);
    const Looks chosen = program.dashboard().settings().preferences.looks;
    QCOMPARE(chosen.density, RowDensity::Comfortable);
    QCOMPARE(chosen.textSize, TextSize::Large);
    QTRY_COMPARE_GT(program.table().rowHeight(0), row);
    QCOMPARE_GT(program.part<QWidget>(u"healthWord"_s).font().pixelSize(), word);
    QCOMPARE(program.part<QListWidget>(u"settingsPages"_s).item(0)->sizeHint().height(),
             tableRowHeight());
    QCOMPARE(program.table().rowViewportPosition(program.table().rowAt(0)), 0);
    applyTheme(*qApp, ThemeChoice::Light);
}

void TestWindowSettings::timesFollowTheZoneAtOnce()
{
    using Column = SyncTaskTableModel::Column;
    SimulatedDashboard program(100, {.preferences = {.times = {.zoneId = u"UTC"_s}}});
    QVERIFY(program.settle());
    const auto title = [&program] {
        return program.model()
            .headerData(static_cast<int>(Column::Created), Qt::Horizontal)
            .toString();
    };
    const auto created = [&program] {
        return program.model()
            .index(0, static_cast<int>(Column::Created))
            .data(SyncTaskTableModel::CopyTextRole)
            .toString();
    };
    QCOMPARE(title(), u"Created (UTC)"_s);
    QVERIFY(created().endsWith(u"+00:00"_s));
    const QDateTime time = program.model().taskAt(0).createdAt.toUTC();
    // A day of the zone: the query means another one at once.
    program.type(u"filterText"_s, u"until:"_s + time.addDays(-40).toString(u"yyyy-MM-dd"));
    QTRY_COMPARE(program.model().filter().context().zone, QTimeZone("UTC"));

    open(program);
    program.part<QComboBox>(u"timeZone"_s).setEditText(u"Asia/Shanghai"_s);
    auto &styles = program.part<QComboBox>(u"timeStyle"_s);
    styles.setCurrentIndex(styles.findText(u"Date and time"_s));
    program.click(u"settingsOk"_s);
    QCOMPARE(title(), u"Created (UTC+8)"_s);
    QCOMPARE(program.model().filter().context().zone, QTimeZone("Asia/Shanghai"));
    program.trigger(u"actionClearFilters"_s);
    QTRY_VERIFY(program.model().rowCount() > 0);
    QVERIFY(created().endsWith(u"+08:00"_s));
    QVERIFY(program.dashboard().settings().preferences.times ==
            (TimeChoice{.zoneId = u"Asia/Shanghai"_s, .style = TimeStyle::Absolute}));
}

void TestWindowSettings::aZoneThatIsNotKnownIsSaid()
{
    SimulatedDashboard program(100, {.preferences = {.times = {.zoneId = u"Mars/Base"_s}}});
    QVERIFY(program.settle());
    QVERIFY(!program.model().timeContext().times.zone.isValid());
    const QString said = program.text(u"errorHappened"_s);
    QVERIFY2(said.contains(u"Mars/Base"_s), qPrintable(said));
}

void TestWindowSettings::theHistoryIsToldWithItsSize()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(100, {}, folder.filePath(u"history.db"_s));
    QVERIFY(program.settle());
    program.reopen();
    QVERIFY(program.settle());
    open(program);
    const QString kept = program.text(u"historyKept"_s);
    QVERIFY2(kept.contains(u"1 file"_s) && kept.contains(u"oldest task"_s), qPrintable(kept));
    QVERIFY(!program.part<QPushButton>(u"historyFolder"_s).isHidden());

    SimulatedDashboard without(100);
    open(without);
    QVERIFY(without.text(u"historyKept"_s).contains(u"no history"_s));
    QVERIFY(without.part<QPushButton>(u"historyFolder"_s).isHidden());
}

void TestWindowSettings::aZoneThatWasMistypedKeepsTheDialogOpen()
{
    SimulatedDashboard program(100);
    open(program);
    auto &zone = program.part<QComboBox>(u"timeZone"_s);
    const auto *problem = &program.part<QLabel>(u"timeZoneProblem"_s);
    zone.setEditText(u"Asia/Shangai"_s);
    program.click(u"settingsOk"_s); // from another page
    QVERIFY(problem->isVisible());
    const QWidget *focus = zone.window()->focusWidget();
    QVERIFY(focus == &zone || focus == zone.lineEdit());
    const QColor red = statusText(SyncTaskStatus::Error, zone.palette());
    QCOMPARE(problem->palette().color(problem->foregroundRole()), red);
    zone.setEditText(u"Asia/Shanghai"_s);
    QVERIFY(!problem->isVisible());
    program.click(u"settingsOk"_s);
    QCOMPARE(program.dashboard().settings().preferences.times.zoneId, u"Asia/Shanghai"_s);
}

void TestWindowSettings::theNetworkIsChosenHere()
{
    SimulatedDashboard program(100, {.preferences = {.proxy = u"http://p:1"_s}});
    open(program);
    auto &proxy = program.part<QLineEdit>(u"networkProxy"_s);
    QCOMPARE(proxy.text(), u"http://p:1"_s);
    proxy.setText(u" socks5://p:2 "_s);
    program.part<QLineEdit>(u"networkCaFile"_s).setText(u"/etc/own.pem"_s);
    program.click(u"settingsOk"_s);
    const Preferences chosen = program.dashboard().settings().preferences;
    QCOMPARE(chosen.proxy, u"socks5://p:2"_s);
    QCOMPARE(chosen.caFile, u"/etc/own.pem"_s);
}

void TestWindowSettings::whatCannotBeUsedKeepsTheDialogOpen()
{
    SimulatedDashboard program(100);
    program.window().setPreferencesCheck([](const Preferences &preferences) {
        return preferences.proxy.isEmpty()
                   ? SettingsProblem{}
                   : SettingsProblem{.field = SetupField::Proxy,
                                     .text = u"The proxy cannot be used."_s};
    });
    const SettingsDialog &dialog = open(program);
    auto &proxy = program.part<QLineEdit>(u"networkProxy"_s);
    const auto &problem = program.part<QLabel>(u"networkProblem"_s);
    QVERIFY(problem.isHidden());
    proxy.setText(u"https://p"_s);
    program.click(u"settingsOk"_s);
    QVERIFY(dialog.isVisible());
    QVERIFY(problem.isVisible());
    QCOMPARE(problem.text(), u"The proxy cannot be used."_s);
    QCOMPARE(program.dashboard().settings().preferences, Preferences{});
    proxy.clear();
    program.click(u"settingsOk"_s);
    QVERIFY(!dialog.isVisible());
    open(program);
    QVERIFY(problem.isHidden());
}

/// As on one that is too small: what is said takes more room than the screen of the tests has.
void TestWindowSettings::aSmallScreenShowsTheButtonsAndTheProblem()
{
    SimulatedDashboard program(100);
    QString problem = u"It cannot be used."_s;
    program.window().setPreferencesCheck([&problem](const Preferences &) {
        return SettingsProblem{.field = SetupField::Proxy, .text = problem};
    });
    const SettingsDialog &dialog = open(program);
    problem += u" And that is not all that can be said of it."_s.repeated(60);
    program.click(u"settingsOk"_s);
    QVERIFY(dialog.height() <= dialog.screen()->availableGeometry().height());
    const auto bottomOf = [&dialog](const QWidget &widget) {
        return widget.mapTo(&dialog, QPoint(0, widget.height())).y();
    };
    const auto &ok = program.part<QPushButton>(u"settingsOk"_s);
    QVERIFY(bottomOf(ok) <= dialog.height());
    const auto &label = program.part<QLabel>(u"networkProblem"_s);
    QVERIFY(!label.visibleRegion().isEmpty());
    problem.clear();
    program.click(u"settingsOk"_s);
    QVERIFY(!dialog.isVisible());
}

void TestWindowSettings::everyHintIsShownWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestWindowSettings::everyHintIsShownWhole()
{
    QFETCH(QString, language);
    Language translation;
    translation.use(language);
    SimulatedDashboard program(100);
    const SettingsDialog &dialog = open(program);
    QTRY_VERIFY(dialog.isVisible());
    int hints = 0;
    auto &pages = program.part<QListWidget>(u"settingsPages"_s);
    for (int page = 0; page < pages.count(); ++page) {
        pages.setCurrentRow(page);
        QCoreApplication::processEvents(); // the layout follows what wraps
        for (const QLabel *hint : dialog.findChildren<QLabel *>()) {
            if (!hint->wordWrap() || !hint->isVisible() || hint->text().isEmpty())
                continue;
            ++hints;
            QVERIFY2(hint->height() >= hint->heightForWidth(hint->width()),
                     qPrintable(hint->text()));
        }
    }
    QCOMPARE_GE(hints, 4);
    translation.use(u"en"_s);
}

void TestWindowSettings::cancellingChangesNothing()
{
    SimulatedDashboard program(100);
    const SettingsDialog &dialog = open(program);
    program.part<QSpinBox>(u"historyDays"_s).setValue(3);
    program.click(u"settingsCancel"_s);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(program.dashboard().settings().preferences, Preferences{});
    open(program);
    QCOMPARE(program.part<QSpinBox>(u"historyDays"_s).value(), Preferences{}.historyDays);
}

void TestWindowSettings::defaultsAreOneClickAway()
{
    SimulatedDashboard program(100, {.preferences = {.historyDays = 7, .stuckFactor = 9}});
    const SettingsDialog &dialog = open(program);
    auto &titles = program.part<QListWidget>(u"settingsPages"_s);
    const auto openPage = [&titles](const QString &title) {
        titles.setCurrentItem(titles.findItems(title, Qt::MatchExactly).value(0));
    };
    openPage(u"History"_s);
    QCOMPARE(program.part<QSpinBox>(u"historyDays"_s).value(), 7);
    program.click(u"settingsDefaults"_s);
    QVERIFY(dialog.isVisible());
    QCOMPARE(program.part<QSpinBox>(u"historyDays"_s).value(), Preferences{}.historyDays);
    QCOMPARE(program.part<QDoubleSpinBox>(u"stuckFactor"_s).value(), 9.0); // of another page
    QCOMPARE(program.dashboard().settings().preferences.historyDays, 7);
    openPage(u"Requests"_s);
    program.click(u"settingsDefaults"_s);
    program.click(u"settingsOk"_s);
    QCOMPARE(program.dashboard().settings().preferences, Preferences{});
}

void TestWindowSettings::aShorterHistoryForgetsOldTasks()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(9000, {.chartRange = ChartRange::All},
                               folder.filePath(u"history.sqlite"_s));
    QVERIFY(program.settle());
    const int rows = program.model().rowCount();
    open(program);
    program.part<QSpinBox>(u"historyDays"_s).setValue(1);
    program.click(u"settingsOk"_s);
    program.breakNetwork();
    // Forgetting goes on beside; each start reads what is left.
    const auto rowsOfANewStart = [&program] {
        program.reopen();
        return program.settle() ? program.model().rowCount() : 0;
    };
    QTRY_VERIFY(rowsOfANewStart() < rows);
    QVERIFY(rowsOfANewStart() > 0);
}

void TestWindowSettings::theDialogIsUsedByKeysAlone()
{
    SimulatedDashboard program(100);
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    QTest::keyClick(&program.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto &dialog = program.part<SettingsDialog>(u"settingsDialog"_s);
    QTRY_VERIFY(dialog.isVisible());
    // The arrow keys go from page to page, Tab into it.
    auto &pages = program.part<QListWidget>(u"settingsPages"_s);
    QTRY_VERIFY(pages.hasFocus());
    auto &days = program.part<QSpinBox>(u"historyDays"_s);
    for (int i = 0; i < pages.count() && !days.isVisible(); ++i)
        QTest::keyClick(&pages, Qt::Key_Down);
    QVERIFY(days.isVisible());
    QTest::keyClick(&pages, Qt::Key_Tab);
    QVERIFY(days.hasFocus());
    days.selectAll();
    QTest::keyClicks(&days, u"30"_s);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(program.dashboard().settings().preferences.historyDays, 30);
}

QTEST_MAIN(TestWindowSettings)
#include "tst_window_settings.moc"
