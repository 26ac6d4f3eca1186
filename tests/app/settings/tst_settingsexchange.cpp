#include "settingsexchange.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

Preferences unusual()
{
    return {.historyDays = 30,
            .historyMegabytes = 500,
            .restRequests = 60,
            .stuckFactor = 4.5,
            .watch = {.tellsStuck = false, .hasQuietHours = true, .quietFrom = QTime(20, 30)},
            .looks = {.density = RowDensity::Comfortable},
            .times = {.zoneId = u"Asia/Shanghai"_s, .style = TimeStyle::Absolute},
            .proxy = u"socks5://proxy.example:1080"_s,
            .caFile = u"/etc/ssl/own.pem"_s,
            .closesToTray = true,
            .connection = {.regions = {u"cn-hangzhou"_s, u"eu-central-1"_s},
                           .endpoint = {},
                           .useVpc = true,
                           .leftOut = {u"cri-1"_s},
                           .teamDatabase = u"postgresql://db.example/team"_s}};
}

} // namespace

class TestSettingsExchange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsRestored_data();
    void whatIsSavedIsRestored();
    void aPasswordStaysHere();
    void otherFilesAreRefused_data();
    void otherFilesAreRefused();
    void whatMakesNoSenseIsTheDefault();
};

void TestSettingsExchange::whatIsSavedIsRestored_data()
{
    QTest::addColumn<bool>("isUnusual");
    QTest::newRow("defaults") << false;
    QTest::newRow("all of it is set") << true;
}

void TestSettingsExchange::whatIsSavedIsRestored()
{
    QFETCH(bool, isUnusual);
    const Preferences preferences = isUnusual ? unusual() : Preferences();
    const auto content = exportedSettings(preferences);
    QVERIFY(content);
    const auto restored = importedSettings(*content, now);
    QVERIFY(restored);
    QVERIFY(*restored == preferences);
}

void TestSettingsExchange::aPasswordStaysHere()
{
    const auto content = exportedSettings({.proxy = u"http://me:hunter2@proxy.example:8080"_s});
    QVERIFY(content && !content->contains("hunter2"));
    QCOMPARE(importedSettings(*content, now)->proxy, u"http://me@proxy.example:8080"_s);
    const auto mistyped = exportedSettings({.proxy = u"me:hunter2@proxy.example:8080"_s});
    QVERIFY(mistyped && !mistyped->contains("hunter2"));
}

void TestSettingsExchange::otherFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const QByteArray own = exportedSettings({}).value_or(QByteArray());
    QTest::newRow("empty") << QByteArray() << u"no file of saved settings"_s;
    QTest::newRow("settings of the program")
        << QByteArray("[window]\nrange=day\n") << u"no file of saved settings"_s;
    QTest::newRow("views") << QByteArray(R"({"format": "sync-dashboard views"})")
                           << u"no file of saved settings"_s;
    QTest::newRow("bytes") << QByteArray("\x00\xff[\n=\x80]]=", 9)
                           << u"no file of saved settings"_s;
    QTest::newRow("newer") << QByteArray(own).replace("version=1", "version=2")
                           << u"another version"_s;
}

void TestSettingsExchange::otherFilesAreRefused()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, says);
    const auto restored = importedSettings(content, now);
    QVERIFY(!restored);
    QVERIFY2(restored.error().contains(says), qPrintable(restored.error()));
}

void TestSettingsExchange::whatMakesNoSenseIsTheDefault()
{
    QByteArray content = *exportedSettings({.historyDays = 30, .stuckFactor = 4.5});
    QVERIFY(content.contains("30"));
    content.replace("30", "-5");
    const auto restored = importedSettings(content, now);
    QVERIFY(restored);
    QCOMPARE(restored->historyDays, Preferences().historyDays);
    QCOMPARE(restored->stuckFactor, 4.5);
}

QTEST_GUILESS_MAIN(TestSettingsExchange)
#include "tst_settingsexchange.moc"
