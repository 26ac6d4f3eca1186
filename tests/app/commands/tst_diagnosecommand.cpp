#include "diagnosecommand.h"
#include "registryclock.h"
#include "settingsfile.h"
#include "simulator.h"

#include <QBuffer>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The command over a simulated registry.
struct Diagnosed {
    int run(const ConnectionOptions &connection)
    {
        QBuffer out;
        QBuffer err;
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        RegistryClock registryClock(clock);
        const int code = runDiagnose({.connection = connection},
                                     {.environment = environment,
                                      .home = folder.path(),
                                      .settingsFile = folder.filePath(u"settings.ini"_s),
                                      .historyFileOf =
                                          [this](const QString &profile) {
                                              return folder.filePath(u"history of "_s + profile);
                                          }},
                                     registryClock, out, err);
        text = QString::fromUtf8(out.data());
        errors = QString::fromUtf8(err.data());
        return code;
    }
    /// The key of a registry that is simulated from now on.
    [[nodiscard]] bool simulate()
    {
        const Result<SimulatorInfo> info = simulator.start({.seed = 1});
        if (!info)
            return false;
        endpoint = info->endpoint.toString();
        keyId = info->accessKeyId;
        secret = info->accessKeySecret;
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, keyId);
        environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, secret);
        return true;
    }

    QTemporaryDir folder{};
    SystemClock clock{};
    QProcessEnvironment environment{};
    Simulator simulator{clock};
    QString endpoint{};
    QString keyId{};
    QString secret{};
    QString text{};
    QString errors{};
};

} // namespace

class TestDiagnoseCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachRegionIsAskedAndTimed();
    void itAsksAsTheWindowWould();
    void aWrongKeyIsAFinding();
    void withoutAKeyTheReportSaysWhereItWasLookedFor();
    void anAddressThatCannotBeUsedIsAFinding();
};

void TestDiagnoseCommand::eachRegionIsAskedAndTimed()
{
    Diagnosed it;
    QVERIFY(it.simulate());
    QCOMPARE(it.run({.regions = {u"cn-hangzhou"_s, u"eu-central-1"_s}, .endpoint = it.endpoint}),
             0);
    QCOMPARE(it.errors, QString());
    QVERIFY(it.text.contains(u"- cn-hangzhou: "_s));
    QVERIFY(it.text.contains(u"- eu-central-1: "_s));
    QVERIFY(it.text.contains(u"\nListInstance: "_s));
    QVERIFY(it.text.contains(u"has a key: yes"_s));
    QVERIFY(!it.text.contains(it.keyId));
    QVERIFY(!it.text.contains(it.secret));
}

void TestDiagnoseCommand::itAsksAsTheWindowWould()
{
    Diagnosed it;
    QVERIFY(it.simulate());
    Settings settings;
    settings.preferences.connection = {.regions = {u"ap-southeast-1"_s}, .endpoint = it.endpoint};
    QVERIFY(SettingsFile(it.folder.filePath(u"settings.ini"_s)).save(settings));
    QCOMPARE(it.run({}), 0);
    QVERIFY2(it.text.contains(u"- ap-southeast-1: "_s), qPrintable(it.text));
    QVERIFY(it.text.contains(u"- no profile is named: there is none"_s));
    QVERIFY(!it.text.contains(u"tasks in memory"_s)); // it has looked at none
}

void TestDiagnoseCommand::aWrongKeyIsAFinding()
{
    Diagnosed it;
    QVERIFY(it.simulate());
    it.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"another"_s);
    QCOMPARE(it.run({.regions = {u"cn-hangzhou"_s}, .endpoint = it.endpoint}), 1);
    QVERIFY2(it.errors.contains(u"SignatureDoesNotMatch"_s), qPrintable(it.errors));
    QVERIFY(it.text.contains(u"SignatureDoesNotMatch"_s));
    QVERIFY(it.text.contains(u" 0 answered, "_s));
}

void TestDiagnoseCommand::withoutAKeyTheReportSaysWhereItWasLookedFor()
{
    Diagnosed it;
    QCOMPARE(it.run({}), 1);
    QVERIFY(it.errors.startsWith(u"sync-dashboard: "_s));
    QVERIFY2(it.text.contains(u"cannot be asked: "_s), qPrintable(it.text));
    QVERIFY2(it.text.contains(u"\n  tried "_s), qPrintable(it.text));
}

void TestDiagnoseCommand::anAddressThatCannotBeUsedIsAFinding()
{
    Diagnosed it;
    QVERIFY(it.simulate());
    QCOMPARE(it.run({.endpoint = u"http://registry.example"_s}), 1);
    QVERIFY(!it.errors.isEmpty());
    QVERIFY(it.text.contains(u"cannot be asked: "_s));
}

QTEST_GUILESS_MAIN(TestDiagnoseCommand)
#include "tst_diagnosecommand.moc"
