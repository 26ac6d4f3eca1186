#include "connection.h"
#include "manualclock.h"
#include "preferences.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A person's computer, and what is found on it.
struct Computer {
    explicit Computer(const QByteArray &config = {})
    {
        const QString path = home.filePath(u"config.json"_s);
        QFile file(path);
        if (config.isEmpty() || !file.open(QIODevice::WriteOnly))
            return;
        file.write(config);
        environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path);
    }

    Connections open(const QStringList &profiles)
    {
        return openConnections(profiles, {}, environment, home.path(), clock);
    }
    /// Of the places that were looked at, the codes of why they are not used.
    QString searched(const QStringList &profiles)
    {
        QStringList codes;
        const QStringList lines = open(profiles).searched;
        for (const QString &line : lines)
            codes << line.section(u'(', -1).chopped(1);
        return codes.join(u' ');
    }

    QTemporaryDir home{};
    QProcessEnvironment environment{};
    ManualClock local{};
    RegistryClock clock{local};
};

const QByteArray profiles = R"({"current":"gone","profiles":[
    {"name":"key","mode":"AK","access_key_id":"id","access_key_secret":"s"},
    {"name":"role","mode":"ChainableRamRoleArn","source_profile":"key","ram_role_arn":"arn"},
    {"name":"same","mode":"RamRoleArn","access_key_id":"id2","access_key_secret":"s",
     "ram_role_arn":"arn"},
    {"name":"none","mode":"Anonymous"}]})";

} // namespace

class TestConnection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCommandLineWinsOverTheSettings();
    void theCommandLineWinsOverTheChosenRegistry();
    void whatCannotBeAskedIsSaidBefore_data();
    void whatCannotBeAskedIsSaidBefore();
    void aDatabaseThatCannotBeUsedIsSaidBefore();
    void withoutAKeyTheSearchIsTold();
    void ofAProfileThatIsNamedNoSearchIsTold();
    void whoTakesOnTheSameRoleIsTheSameAccount();
};

void TestConnection::theCommandLineWinsOverTheSettings()
{
    const Preferences kept{.proxy = u"http://kept:1"_s, .caFile = u"kept.pem"_s};
    const ConnectionOptions said{.proxy = {.text = u"none"_s, .origin = u"--proxy"_s}};
    const ConnectionOptions both = withSettings(said, kept);
    QCOMPARE(both.proxy, said.proxy);
    QCOMPARE(both.caFile, (NamedValue{u"kept.pem"_s, u"the settings"_s}));
    QVERIFY(withSettings(said, {}).caFile.text.isEmpty());
}

void TestConnection::theCommandLineWinsOverTheChosenRegistry()
{
    const ConnectionPreferences kept{.regions = {u"cn-beijing"_s},
                                     .endpoint = u"https://kept.example"_s,
                                     .useVpc = true,
                                     .teamDatabase = u"postgresql://kept.example/team"_s};
    const ConnectionOptions said =
        withConnection({.regions = {u"cn-shanghai"_s},
                        .endpoint = u"https://said.example"_s,
                        .teamDatabase = u"postgresql://said.example/team"_s},
                       kept);
    QCOMPARE(said.teamDatabase, u"postgresql://said.example/team"_s);
    QCOMPARE(said.regions, QStringList{u"cn-shanghai"_s});
    QCOMPARE(said.endpoint, u"https://said.example"_s);
    QVERIFY(said.vpc); // there is no option against it
    const ConnectionOptions silent = withConnection({}, kept);
    QCOMPARE(silent.regions, kept.regions);
    QCOMPARE(silent.endpoint, kept.endpoint);
    QCOMPARE(silent.teamDatabase, kept.teamDatabase);
    QVERIFY(!withConnection({}, {}).vpc);
}

void TestConnection::whatCannotBeAskedIsSaidBefore_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("useVpc");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QString() << QString() << false << QString();
    QTest::newRow("a region") << u"cn-hangzhou"_s << QString() << true << QString();
    QTest::newRow("no region") << u"Hangzhou!"_s << QString() << false << u"InvalidRegion"_s;
    QTest::newRow("no VPC there") << u"cn-heyuan"_s << QString() << true << u"NoVpcEndpoint"_s;
    QTest::newRow("an address, whatever the VPC")
        << u"cn-heyuan"_s << u"https://own.example"_s << true << QString();
    QTest::newRow("no region behind an address")
        << u"Hangzhou!"_s << u"https://own.example"_s << false << u"InvalidRegion"_s;
    QTest::newRow("plain http") << QString() << u"http://own.example"_s << false
                                << u"InsecureEndpoint"_s;
    QTest::newRow("a password") << QString() << u"https://me:pw@own.example"_s << false
                                << u"InvalidEndpoint"_s;
}

void TestConnection::whatCannotBeAskedIsSaidBefore()
{
    QFETCH(QString, region);
    QFETCH(QString, endpoint);
    QFETCH(bool, useVpc);
    QFETCH(QString, code);
    const QStringList regions = region.isEmpty() ? QStringList() : QStringList{region};
    const auto problem =
        connectionProblem({.regions = regions, .endpoint = endpoint, .useVpc = useVpc});
    QCOMPARE(problem ? problem->code : QString(), code);
}

void TestConnection::aDatabaseThatCannotBeUsedIsSaidBefore()
{
    const auto problem = [](const QString &database) {
        const auto found = connectionProblem({.teamDatabase = database});
        return found ? found->code : QString();
    };
    QCOMPARE(problem(u"postgresql://db.example/team"_s), QString());
    QCOMPARE(problem(u"db.example"_s), u"InvalidDatabaseAddress"_s);
    QCOMPARE(problem(u"postgresql://me:hush@db.example/team"_s), u"InvalidDatabaseAddress"_s);
    QCOMPARE(problem(u"postgresql://db.example/team?sslmode=disable"_s),
             u"InvalidDatabaseAddress"_s);
}

void TestConnection::withoutAKeyTheSearchIsTold()
{
    QCOMPARE(Computer().searched({QString()}),
             u"NoCredentials NoCredentials NoCredentials NoCredentials NoCredentials "
             "NoCredentials NoCredentials"_s);
    QCOMPARE(Computer(profiles).searched({QString()}),
             u"NoCredentials NoCredentials ProfileNotFound NoCredentials NoCredentials "
             "NoCredentials NoCredentials"_s);
    Computer found(profiles);
    found.environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"key"_s);
    QCOMPARE(found.searched({QString()}), QString()); // nothing is missing
    QCOMPARE(found.open({QString()}).open.size(), 1U);
    // Another account's key may be used than the one that was meant.
    found.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"id"_s);
    QCOMPARE(found.searched({QString()}), u"IncompleteEnvironment"_s);
    QCOMPARE(found.open({QString()}).open.size(), 1U);
}

void TestConnection::ofAProfileThatIsNamedNoSearchIsTold()
{
    Computer computer(profiles);
    QCOMPARE(computer.searched({u"none"_s}), QString());
    QCOMPARE(computer.open({u"none"_s}).refused.front().code, u"UnsupportedProfileMode"_s);
}

void TestConnection::whoTakesOnTheSameRoleIsTheSameAccount()
{
    Computer computer(profiles);
    const Connections connections = computer.open({u"key"_s, u"role"_s, u"same"_s, u"none"_s});
    QByteArrayList keys;
    for (const Connection &connection : connections.open)
        keys << connection.key;
    QCOMPARE(keys.join(' '), "id arn arn");
    QCOMPARE(connections.refused.size(), 1U);
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
