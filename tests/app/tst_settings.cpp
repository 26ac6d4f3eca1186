#include "settings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsLoaded();
    void anEmptyStoreGivesTheDefaults();
    void nonsenseGivesTheDefaults();

private:
    QTemporaryDir m_folder;
};

void TestSettings::whatIsSavedIsLoaded()
{
    const Settings settings{.geometry = "g",
                            .layout = "l",
                            .columns = "c",
                            .profiles = {u"prod"_s},
                            .instanceId = u"cri-1"_s,
                            .chartRange = ChartRange::Week,
                            .refreshInterval = 5min,
                            .theme = ThemeChoice::Dark,
                            .language = u"zh_CN"_s,
                            .preferences = {.historyDays = 30,
                                            .historyMegabytes = 200,
                                            .restRequests = 60,
                                            .stuckFactor = 2.5,
                                            .watch = {.isOn = false,
                                                      .tellsStuck = false,
                                                      .tellsLost = false,
                                                      .lostAfter = 17min,
                                                      .hasQuietHours = true,
                                                      .quietFrom = {21, 30},
                                                      .quietTo = {6, 15}}},
                            .notificationsPausedUntil =
                                QDateTime(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC)};
    const QString file = m_folder.filePath(u"a.ini"_s);
    {
        QSettings store(file, QSettings::IniFormat);
        saveSettings(settings, store);
    }
    QCOMPARE(loadSettings(QSettings(file, QSettings::IniFormat)), settings);
}

void TestSettings::anEmptyStoreGivesTheDefaults()
{
    QCOMPARE(loadSettings(QSettings(m_folder.filePath(u"none.ini"_s), QSettings::IniFormat)),
             Settings{});
}

void TestSettings::nonsenseGivesTheDefaults()
{
    QSettings store(m_folder.filePath(u"bad.ini"_s), QSettings::IniFormat);
    store.setValue("view/chartRange"_L1, u"century"_s);
    store.setValue("view/refreshSeconds"_L1, -7);
    store.setValue("look/theme"_L1, u"pink"_s);
    store.setValue("look/language"_L1, u"xx"_s);
    store.setValue("history/days"_L1, 0);
    store.setValue("history/megabytes"_L1, u"all"_s);
    store.setValue("requests/perMinute"_L1, 0);
    store.setValue("stuck/factor"_L1, 0.1);
    store.setValue("notifications/on"_L1, u"perhaps"_s);
    store.setValue("notifications/lostMinutes"_L1, 0);
    store.setValue("notifications/quietFrom"_L1, u"25:00"_s);
    store.setValue("notifications/pausedUntil"_L1, u"later"_s);
    QCOMPARE(loadSettings(store), Settings{});
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
