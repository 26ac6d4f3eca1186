#include "settings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// One of each kind and of each scope.
Silences everySilence()
{
    return {{.scope = {.kind = SilenceScope::Kind::View, .view = u"team, \"1\" ü"_s},
             .reason = u"a; b, c\\"_s,
             .from = now,
             .until = now.addSecs(3600)},
            {.scope = {.kind = SilenceScope::Kind::Route,
                       .fromRegion = u"cn-beijing"_s,
                       .toRegion = u"eu-central-1"_s},
             .from = now},
            {.kind = Silence::Kind::Maintenance, .from = now, .until = now.addDays(1)},
            {.kind = Silence::Kind::Weekly,
             .weekly = {.days = {true, false, false, false, false, false, true},
                        .from = {22, 0},
                        .to = {4, 30},
                        .zoneId = u"Europe/Berlin"_s}}};
}

} // namespace

class TestSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsLoaded();
    void anEmptyStoreGivesTheDefaults();
    void nonsenseGivesTheDefaults();
    void mutesThatMakeNoSenseAreLeftOutAndCounted_data();
    void mutesThatMakeNoSenseAreLeftOutAndCounted();
    void aMuteThatEndsIsRemoved();
    void keysThatAreNoneAreLeftOutAndCounted();
    void namesAreBounded();
    void aPauseOfYearsIsNone();
    void onlyWhatDiffersIsWritten();
    void whatBecameEmptyIsRemoved();
    void eachWindowAllowsItsOwnProfiles();

private:
    QTemporaryDir m_folder;
};

void TestSettings::whatIsSavedIsLoaded()
{
    const Settings settings{
        .geometry = "g",
        .layout = "l",
        .columns = "c",
        .profiles = {u"prod"_s},
        .allProfiles = true,
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
                                  .quietTo = {6, 15}},
                        .looks = {.density = RowDensity::Comfortable, .textSize = TextSize::Large},
                        .times = {.zoneId = u"Europe/Berlin"_s, .style = TimeStyle::Relative},
                        .proxy = u"http://p:8080"_s,
                        .caFile = u"/etc/own ca.pem"_s,
                        .silences = everySilence(),
                        .keys = {{u"actionRefresh"_s, u"Ctrl+Alt+R; F8"_s},
                                 {u"actionReport"_s, {}}},
                        .connection = {.regions = {u"cn-beijing"_s},
                                       .endpoint = u"https://r.example"_s,
                                       .useVpc = true,
                                       .leftOut = {u"cri-1"_s, u"cri-2"_s},
                                       .teamDatabase = u"postgresql://db.example/team"_s}},
        .notificationsPausedUntil = QDateTime(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC),
        .noteName = u"Ada Lovelace"_s};
    const QString file = m_folder.filePath(u"a.ini"_s);
    {
        QSettings store(file, QSettings::IniFormat);
        saveChanges({}, settings, store);
    }
    QCOMPARE(loadSettings(QSettings(file, QSettings::IniFormat), now), settings);
}

void TestSettings::anEmptyStoreGivesTheDefaults()
{
    QCOMPARE(loadSettings(QSettings(m_folder.filePath(u"none.ini"_s), QSettings::IniFormat), now),
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
    QCOMPARE(loadSettings(store, now), Settings{});
}

void TestSettings::mutesThatMakeNoSenseAreLeftOutAndCounted_data()
{
    QTest::addColumn<QString>("entry");
    QTest::newRow("no JSON") << u"mute everything"_s;
    QTest::newRow("no kind") << uR"({"from":"2026-11-24T14:00:00Z"})"_s;
    QTest::newRow("another kind") << uR"({"kind":"nap","from":"2026-11-24T14:00:00Z"})"_s;
    QTest::newRow("no beginning") << uR"({"kind":"mute","from":"today"})"_s;
    QTest::newRow("an end that is none")
        << uR"({"kind":"mute","from":"2026-11-24T14:00:00Z","until":"later"})"_s;
    QTest::newRow("an end before it begins")
        << uR"({"kind":"mute","from":"2026-11-24T14:00:00Z","until":"2026-11-24T13:00:00Z"})"_s;
    QTest::newRow("half a route")
        << uR"({"kind":"mute","from":"2026-11-24T14:00:00Z","fromRegion":"cn-beijing"})"_s;
    QTest::newRow("an eighth day")
        << uR"({"kind":"weekly","days":[8],"from":"01:00","until":"02:00"})"_s;
    QTest::newRow("no such zone")
        << uR"({"kind":"weekly","days":[1],"from":"01:00","until":"02:00","zone":"Moon"})"_s;
    QTest::newRow("too long") << uR"({"kind":"mute","from":"2026-11-24T14:00:00Z","reason":"%1"})"_s
                                     .arg(QString(5'000, u'x'));
}

void TestSettings::mutesThatMakeNoSenseAreLeftOutAndCounted()
{
    QFETCH(QString, entry);
    QSettings store(m_folder.filePath(u"mutes.ini"_s), QSettings::IniFormat);
    const QString good = uR"({"kind":"mute","from":"2026-11-24T14:00:00Z"})"_s;
    store.setValue("notifications/silences"_L1, QStringList{entry, good});
    const Preferences loaded = loadSettings(store, now).preferences;
    QCOMPARE(loaded.silences, (Silences{{.from = now}}));
    QCOMPARE(loaded.unusableSilences, 1);
}

void TestSettings::aMuteThatEndsIsRemoved()
{
    QSettings store(m_folder.filePath(u"ends.ini"_s), QSettings::IniFormat);
    Settings muted;
    muted.preferences.silences = {{.from = now}};
    saveChanges({}, muted, store);
    QVERIFY(store.contains("notifications/silences"_L1));
    saveChanges(muted, {}, store);
    QVERIFY(!store.contains("notifications/silences"_L1));
}

void TestSettings::keysThatAreNoneAreLeftOutAndCounted()
{
    QSettings store(m_folder.filePath(u"keys.ini"_s), QSettings::IniFormat);
    store.setValue("keys/actionRefresh"_L1, u"Ctrl+Nonsense"_s);
    store.setValue("keys/actionReport"_L1, QString(1'000, u'F'));
    store.setValue("keys/actionFilter"_L1, u"Ctrl+G"_s);
    const Preferences loaded = loadSettings(store, now).preferences;
    QCOMPARE(loaded.keys, (KeyChoices{{u"actionFilter"_s, u"Ctrl+G"_s}}));
    QCOMPARE(loaded.unusableKeys, 2);
    saveChanges({}, {}, store);
    Settings chosen;
    chosen.preferences.keys = loaded.keys;
    saveChanges(chosen, {}, store);
    QVERIFY(!store.contains("keys/actionFilter"_L1));
}

void TestSettings::namesAreBounded()
{
    QSettings store(m_folder.filePath(u"names.ini"_s), QSettings::IniFormat);
    QStringList names{u"a"_s, u"a"_s, QString(), QString(10'000, u'x'), u"b"_s};
    store.setValue("connection/profiles"_L1, names);
    store.setValue("view/instance"_L1, QString(10'000, u'x'));
    QCOMPARE(loadSettings(store, now).profiles, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE_LT(loadSettings(store, now).instanceId.size(), 1'000);
    names.clear();
    for (int i = 0; i < 6'000; ++i)
        names << QString::number(i);
    store.setValue("connection/writable"_L1, names);
    QCOMPARE_LT(loadSettings(store, now).writableProfiles.size(), 6'000);
}

void TestSettings::aPauseOfYearsIsNone()
{
    QSettings store(m_folder.filePath(u"pause.ini"_s), QSettings::IniFormat);
    store.setValue("notifications/pausedUntil"_L1, u"9999-01-01T00:00:00Z"_s);
    QVERIFY(!loadSettings(store, now).notificationsPausedUntil.isValid());
    store.setValue("notifications/pausedUntil"_L1, u"2026-11-25T08:00:00Z"_s);
    QVERIFY(loadSettings(store, now).notificationsPausedUntil.isValid());
}

void TestSettings::onlyWhatDiffersIsWritten()
{
    QSettings store(m_folder.filePath(u"differs.ini"_s), QSettings::IniFormat);
    store.setValue("history/days"_L1, 55);
    store.setValue("another/programs"_L1, 1);
    Settings dark;
    dark.theme = ThemeChoice::Dark;
    saveChanges({}, dark, store);
    QCOMPARE(store.allKeys(),
             (QStringList{u"another/programs"_s, u"history/days"_s, u"look/theme"_s}));
    QCOMPARE(store.value("history/days"_L1).toInt(), 55);
}

void TestSettings::whatBecameEmptyIsRemoved()
{
    QSettings store(m_folder.filePath(u"empty.ini"_s), QSettings::IniFormat);
    Settings some;
    some.profiles = {u"prod"_s};
    some.writableProfiles = {u"prod"_s};
    some.preferences.connection = {.regions = {u"cn-beijing"_s}, .leftOut = {u"cri-1"_s}};
    some.notificationsPausedUntil = now.addSecs(60);
    saveChanges({}, some, store);
    QCOMPARE(store.allKeys().size(), 5);
    saveChanges(some, {}, store);
    QCOMPARE(store.allKeys(), QStringList());
}

void TestSettings::eachWindowAllowsItsOwnProfiles()
{
    QSettings store(m_folder.filePath(u"allowed.ini"_s), QSettings::IniFormat);
    store.setValue("connection/writable"_L1, QStringList{u"a"_s, u"b"_s});
    const Settings former = loadSettings(store, now);
    Settings withoutA = former;
    withoutA.writableProfiles = {u"b"_s};
    saveChanges(former, withoutA, store); // one window
    Settings withC = former;
    withC.writableProfiles = {u"a"_s, u"b"_s, u"c"_s};
    saveChanges(former, withC, store); // another one, which began at the same time
    QCOMPARE(loadSettings(store, now).writableProfiles, (QStringList{u"b"_s, u"c"_s}));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
