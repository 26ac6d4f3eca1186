#include "credentials.h"

#include <QDebug>
#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theEnvironmentComesFirst();
    void theCurrentProfileIsUsedWithoutEnvironment();
    void theEnvironmentMayNameAProfile();
    void aChosenProfileBeatsTheEnvironment();
    void aSessionTokenOfAProfileIsRead();
    void anotherFileMayBeNamed();
    void allProfilesAreKnownWithWhatIsWrongWithThem();
    void withoutAFileThereAreNoProfiles();
    void whatAPersonMustDoIsSaid_data();
    void whatAPersonMustDoIsSaid();
    void aBrokenFileIsNamed_data();
    void aBrokenFileIsNamed();
    void noSecretIsPrinted();
    void secretsAreBlackedOut();

private:
    void writeConfig(const QByteArray &json);
    [[nodiscard]] Result<LoadedCredentials> load(const QString &profile = {}) const
    {
        return loadCredentials(m_environment, m_home->path(), profile);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

namespace {

const QByteArray usualConfig = R"({"current":"prod","profiles":[
    {"name":"default","mode":"AK","access_key_id":"idD","access_key_secret":"secretD"},
    {"name":"prod","mode":"ak","access_key_id":" idP ","access_key_secret":"secretP",
     "region_id":"eu-central-1","endpoint":"cr.example.com","endpoint_type":"vpc","language":"en"},
    {"name":"sts","mode":"StsToken","access_key_id":"idS","access_key_secret":"secretS",
     "sts_token":"tokenS"},
    {"name":"role","mode":"RamRoleArn","access_key_id":"idR","access_key_secret":"secretR"},
    {"name":"half","mode":"StsToken","access_key_id":"idH"},
    {"name":"empty"},
    {"name":"odd","mode":"AK","access_key_id":"id\nX-Header: 1","access_key_secret":"secretO"}
],"meta_path":""})";

} // namespace

void TestCredentials::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

void TestCredentials::writeConfig(const QByteArray &json)
{
    QVERIFY(QDir(m_home->path()).mkpath(u".aliyun"_s));
    QFile file(m_home->path() + u"/.aliyun/config.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(json);
}

void TestCredentials::theEnvironmentComesFirst()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"idE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secretE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_SECURITY_TOKEN"_s, u"tokenE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_REGION_ID"_s, u"cn-beijing"_s);
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->credentials.accessKeyId, "idE");
    QCOMPARE(loaded->credentials.accessKeySecret.reveal(), "secretE");
    QCOMPARE(loaded->credentials.securityToken.reveal(), "tokenE");
    QCOMPARE(loaded->credentials.source, u"environment"_s);
    QCOMPARE(loaded->regionId, u"cn-beijing"_s);
}

void TestCredentials::theCurrentProfileIsUsedWithoutEnvironment()
{
    writeConfig(usualConfig);
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->credentials.accessKeyId, "idP");
    QCOMPARE(loaded->credentials.accessKeySecret.reveal(), "secretP");
    QVERIFY(loaded->credentials.securityToken.isEmpty());
    QCOMPARE(loaded->credentials.source, u"profile 'prod' of ~/.aliyun/config.json"_s);
    QCOMPARE(loaded->regionId, u"eu-central-1"_s);
    QCOMPARE(loaded->endpoint, u"cr.example.com"_s);
    QVERIFY(loaded->useVpc);
}

void TestCredentials::theEnvironmentMayNameAProfile()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"default"_s);
    QCOMPARE(load()->credentials.accessKeyId, "idD");
    QVERIFY(!load()->useVpc);
}

void TestCredentials::aChosenProfileBeatsTheEnvironment()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"idE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secretE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"prod"_s);
    QCOMPARE(load(u"default"_s)->credentials.accessKeyId, "idD");
}

void TestCredentials::aSessionTokenOfAProfileIsRead()
{
    writeConfig(usualConfig);
    QCOMPARE(load(u"sts"_s)->credentials.securityToken.reveal(), "tokenS");
}

void TestCredentials::allProfilesAreKnownWithWhatIsWrongWithThem()
{
    writeConfig(usualConfig);
    const Result<std::vector<KnownProfile>> known = knownProfiles(m_environment, m_home->path());
    QVERIFY(known.has_value());
    QStringList told;
    for (const KnownProfile &profile : *known)
        told << profile.name + u':' + (profile.problem ? profile.problem->code : u"-"_s);
    QCOMPARE(told.join(u' '),
             u"default:- prod:- sts:- role:UnsupportedProfileMode half:IncompleteProfile "
             "empty:IncompleteProfile odd:MalformedCredentials"_s);
    // What is refused here is refused there, for the same reason.
    QCOMPARE(load(u"role"_s).error(), *known->at(3).problem);

    writeConfig(R"({"profiles":[{"name":"a","mode":"AK"},{"mode":"AK"},
        {"name":"a","mode":"AK","access_key_id":"i","access_key_secret":"s"}]})");
    const Result<std::vector<KnownProfile>> twice = knownProfiles(m_environment, m_home->path());
    QCOMPARE(twice->size(), std::size_t{1}); // the tool takes the first of a name
    QVERIFY(twice->front().problem.has_value());
}

void TestCredentials::withoutAFileThereAreNoProfiles()
{
    QCOMPARE(knownProfiles(m_environment, m_home->path()).error().code, u"NoCredentials"_s);
    writeConfig("{");
    QCOMPARE(knownProfiles(m_environment, m_home->path()).error().code, u"UnreadableConfig"_s);
}

void TestCredentials::anotherFileMayBeNamed()
{
    const QString path = m_home->path() + u"/other.json"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(usualConfig);
    file.close();
    m_environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path);
    QCOMPARE(load()->credentials.source, u"profile 'prod' of ~/other.json"_s);

    m_environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path + u".missing"_s);
    QCOMPARE(load().error().code, u"UnreadableConfig"_s);

    for (const QString &special : {u"/dev/zero"_s, m_home->path()}) {
        m_environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, special);
        QCOMPARE(load().error().code, u"UnreadableConfig"_s);
        QVERIFY(load().error().message.contains(u"regular file"_s));
        QCOMPARE(knownProfiles(m_environment, m_home->path()).error(), load().error());
    }
}

void TestCredentials::whatAPersonMustDoIsSaid_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("mentions");
    const QStringList none;
    QTest::newRow("unknown profile") << u"nope"_s << none << u"ProfileNotFound"_s << u"'nope'"_s;
    QTest::newRow("mode") << u"role"_s << none << u"UnsupportedProfileMode"_s
                          << u"RamRoleArn of the profile 'role'"_s;
    QTest::newRow("missing fields")
        << u"half"_s << none << u"IncompleteProfile"_s << u"access_key_secret, sts_token"_s;
    QTest::newRow("no mode") << u"empty"_s << none << u"IncompleteProfile"_s << u"mode"_s;
    QTest::newRow("header in a key") << u"odd"_s << none << u"MalformedCredentials"_s << u"'odd'"_s;
    QTest::newRow("id alone") << QString() << QStringList{u"ALIBABA_CLOUD_ACCESS_KEY_ID=id"_s}
                              << u"IncompleteEnvironment"_s
                              << u"not ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s;
    QTest::newRow("secret alone") << QString()
                                  << QStringList{u"ALIBABA_CLOUD_ACCESS_KEY_SECRET=s"_s}
                                  << u"IncompleteEnvironment"_s
                                  << u"not ALIBABA_CLOUD_ACCESS_KEY_ID"_s;
    QTest::newRow("switched off") << QString()
                                  << QStringList{u"ALIBABA_CLOUD_CLI_PROFILE_DISABLED=True"_s}
                                  << u"NoCredentials"_s << u"ALIBABA_CLOUD_CLI_PROFILE_DISABLED"_s;
}

void TestCredentials::whatAPersonMustDoIsSaid()
{
    QFETCH(QString, profile);
    QFETCH(QStringList, environment);
    QFETCH(QString, code);
    QFETCH(QString, mentions);
    writeConfig(usualConfig);
    for (const QString &variable : environment)
        m_environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const Result<LoadedCredentials> loaded = load(profile);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ApiError::Kind::Credential);
    QCOMPARE(loaded.error().code, code);
    QVERIFY2(loaded.error().message.contains(mentions), qPrintable(loaded.error().message));
    QVERIFY(!loaded.error().message.contains(u"secret"_s + profile.left(1).toUpper()));
}

void TestCredentials::aBrokenFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("no file") << QByteArray() << u"NoCredentials"_s;
    QTest::newRow("cut off") << QByteArray(R"({"current":"a","profiles":[{"name")")
                             << u"UnreadableConfig"_s;
    QTest::newRow("array") << QByteArray("[]") << u"UnreadableConfig"_s;
    QTest::newRow("huge") << QByteArray(5'000'000, ' ') << u"UnreadableConfig"_s;
    QTest::newRow("no profiles") << QByteArray(R"({"current":"a"})") << u"ProfileNotFound"_s;
    QTest::newRow("profiles of another type")
        << QByteArray(R"({"profiles":{"a":1}})") << u"ProfileNotFound"_s;
    QTest::newRow("numbers for keys")
        << QByteArray(R"({"profiles":[{"name":"default","mode":"AK","access_key_id":1}]})")
        << u"IncompleteProfile"_s;
}

void TestCredentials::aBrokenFileIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    if (!json.isEmpty())
        writeConfig(json);
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, code);
    QVERIFY2(loaded.error().message.contains(u"~/.aliyun/config.json"_s),
             qPrintable(loaded.error().message));
}

void TestCredentials::noSecretIsPrinted()
{
    const Credentials credentials{.accessKeyId = "id",
                                  .accessKeySecret = Secret("hidden1"),
                                  .securityToken = Secret("hidden2"),
                                  .source = u"environment"_s};
    QString text;
    QDebug(&text) << credentials << credentials.accessKeySecret << credentials.securityToken;
    QVERIFY(text.contains(u"environment"_s));
    QVERIFY(!text.contains(u"hidden"_s));
}

void TestCredentials::secretsAreBlackedOut()
{
    const Credentials credentials{.accessKeySecret = Secret("hidden1"),
                                  .securityToken = Secret("hidden2")};
    QCOMPARE(withoutSecrets(u"a hidden1 b hidden2"_s, credentials), u"a (removed) b (removed)"_s);
    QCOMPARE(withoutSecrets(u"a"_s, {}), u"a"_s);
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
