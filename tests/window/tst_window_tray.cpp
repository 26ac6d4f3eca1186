#include "autostart.h"
#include "notifier.h"
#include "ownfiles.h"
#include "settingsdialog.h"
#include "simulateddashboard.h"

#include <QCheckBox>
#include <QGuiApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

class TestWindowTray final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup();
    void closingTheWindowEndsItUnlessTheTrayIsChosen();
    void closedToTheTrayItGoesOnAndComesBack();
    void withoutATrayNothingIsHidden();
    void quittingEndsItFromTheTrayToo();
    void itBeginsInTheTrayOrMinimized_data();
    void itBeginsInTheTrayOrMinimized();
    void theSettingsSayWhetherItGoesOn();
    void theSettingsStartItWithTheDesktop();
};

namespace {

class TrayNotice final : public Notifier {
public:
    [[nodiscard]] bool show(const Notice & /*notice*/, const QDateTime & /*now*/) override
    {
        return true;
    }
    void showStatus(const NotifierStatus & /*status*/, const TimeContext & /*now*/) override {}
    [[nodiscard]] bool isInSight() const override { return hasTray; }

    bool hasTray = true;
};

struct InTray {
    explicit InTray(bool closesToTray = true)
        : program(50, {.preferences = {.closesToTray = closesToTray}})
    {
        program.dashboard().notifyThrough(notifier);
    }

    TrayNotice notifier{}; // outlives the window
    SimulatedDashboard program;
};

} // namespace

void TestWindowTray::cleanup()
{
    QVERIFY(Autostart(autostartPath(), u"/a"_s).set(false));
}

void TestWindowTray::closingTheWindowEndsItUnlessTheTrayIsChosen()
{
    InTray it(false);
    QVERIFY(it.program.window().close());
    QVERIFY(QGuiApplication::quitOnLastWindowClosed());
}

void TestWindowTray::closedToTheTrayItGoesOnAndComesBack()
{
    InTray it;
    QVERIFY(!it.program.window().close());
    QVERIFY(it.program.window().isHidden());
    QVERIFY(!QGuiApplication::quitOnLastWindowClosed());
    QVERIFY(it.program.settle()); // the watch goes on
    Q_EMIT it.notifier.windowRequested();
    QVERIFY(it.program.window().isVisible());
}

void TestWindowTray::withoutATrayNothingIsHidden()
{
    InTray it;
    it.notifier.hasTray = false;
    QVERIFY(it.program.window().close());
    QVERIFY(QGuiApplication::quitOnLastWindowClosed());
}

void TestWindowTray::quittingEndsItFromTheTrayToo()
{
    InTray it;
    QVERIFY(!it.program.window().close());
    Q_EMIT it.notifier.quitRequested();
    QVERIFY(QGuiApplication::quitOnLastWindowClosed());
    QVERIFY(!it.program.window().isVisible());

    InTray other;
    other.program.trigger(u"actionQuit"_s);
    QVERIFY(!other.program.window().isVisible());
    QVERIFY(QGuiApplication::quitOnLastWindowClosed());
}

void TestWindowTray::itBeginsInTheTrayOrMinimized_data()
{
    QTest::addColumn<bool>("hasTray");
    QTest::newRow("tray") << true;
    QTest::newRow("no tray") << false;
}

void TestWindowTray::itBeginsInTheTrayOrMinimized()
{
    QFETCH(bool, hasTray);
    InTray it;
    it.notifier.hasTray = hasTray;
    it.program.window().hide();
    it.program.dashboard().showWindow(true);
    QCOMPARE(it.program.window().isVisible(), !hasTray);
    QCOMPARE(it.program.window().isMinimized(), !hasTray);
    QCOMPARE(QGuiApplication::quitOnLastWindowClosed(), !hasTray);
    Q_EMIT it.notifier.windowRequested();
    QVERIFY(it.program.window().isVisible());
    QVERIFY(!it.program.window().isMinimized());
}

void TestWindowTray::theSettingsSayWhetherItGoesOn()
{
    InTray it(false);
    it.program.trigger(u"actionSettings"_s);
    auto &box = it.program.part<QCheckBox>(u"closesToTray"_s);
    QVERIFY(!box.isChecked());
    it.program.part<QCheckBox>(u"notificationsOn"_s).click(); // and the icon with them
    QVERIFY(!box.isEnabled());
    it.program.part<QCheckBox>(u"notificationsOn"_s).click();
    QVERIFY(box.isEnabled());
    box.click();
    it.program.click(u"settingsOk"_s);
    QVERIFY(it.program.dashboard().settings().preferences.closesToTray);
    QVERIFY(!it.program.window().close());
}

void TestWindowTray::theSettingsStartItWithTheDesktop()
{
    const Autostart autostart(autostartPath(), u"/a"_s);
    InTray it;
    it.program.trigger(u"actionSettings"_s);
    auto &box = it.program.part<QCheckBox>(u"autostart"_s);
    QVERIFY(!box.isChecked());
    box.click();
    it.program.click(u"settingsCancel"_s);
    QVERIFY(!autostart.isOn());

    it.program.trigger(u"actionSettings"_s);
    QVERIFY(!box.isChecked()); // as the file says
    box.click();
    it.program.click(u"settingsOk"_s);
    QVERIFY(autostart.isOn());

    it.program.trigger(u"actionSettings"_s);
    QVERIFY(box.isChecked());
    box.click();
    it.program.click(u"settingsOk"_s);
    QVERIFY(!autostart.isOn());
}

QTEST_MAIN(TestWindowTray)
#include "tst_window_tray.moc"
