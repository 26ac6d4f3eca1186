#include "credentialsearch.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCredentialSearch final : public QObject {
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
    void aSignInOfTheToolIsUsedUntilItExpires_data();
    void aSignInOfTheToolIsUsedUntilItExpires();
    void anEmptyModeIsToldByTheFields_data();
    void anEmptyModeIsToldByTheFields();
    void theEnvironmentHasSeveralNames_data();
    void theEnvironmentHasSeveralNames();
    void halfAKeyOfTheEnvironmentIsPassedOver();
    void aSectionOfTheSdkFileIsUsed_data();
    void aSectionOfTheSdkFileIsUsed();
    void theSearchEndsAtAProfileThatCannotBeUsed();
    void theTrailSaysWhatWasTried();
    void bothFilesAreToBeWatched();
    void whatAPersonMustDoIsSaid_data();
    void whatAPersonMustDoIsSaid();
    void aBrokenFileIsNamed_data();
    void aBrokenFileIsNamed();

private:
    void writeConfig(const QByteArray &json);
    void writeSdkFile(const QByteArray &ini);
    void setEnvironment(const QStringList &variables);
    [[nodiscard]] Result<LoadedCredentials> load(const QString &profile = {}) const
    {
        return findCredentials(m_environment, m_home->path(), profile).found;
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
    {"name":"future","mode":"Telepathy"},
    {"name":"pair","mode":"RsaKeyPair","private_key":"canary","key_pair_name":"n"},
    {"name":"bearer","mode":"BearerToken","bearer_token":"canary"},
    {"name":"nobody","mode":"Anonymous"},
    {"name":"out","mode":"OAuth","oauth_site_type":"CN","oauth_access_token":"canary",
     "oauth_refresh_token":"canary","access_key_id":"idX","access_key_secret":"canary"},
    {"name":"a \"b","mode":"cloudsso","access_token":"canary"},
    {"name":"odd","mode":"AK","access_key_id":"id\nX-Header: 1","access_key_secret":"secretO"}
],"meta_path":""})";

} // namespace

void TestCredentialSearch::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

void TestCredentialSearch::writeConfig(const QByteArray &json)
{
    QVERIFY(QDir(m_home->path()).mkpath(u".aliyun"_s));
    QFile file(m_home->path() + u"/.aliyun/config.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(json);
}

void TestCredentialSearch::writeSdkFile(const QByteArray &ini)
{
    QVERIFY(QDir(m_home->path()).mkpath(u".alibabacloud"_s));
    QFile file(m_home->path() + u"/.alibabacloud/credentials"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(ini);
}

void TestCredentialSearch::setEnvironment(const QStringList &variables)
{
    for (const QString &variable : variables)
        m_environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
}

void TestCredentialSearch::theEnvironmentComesFirst()
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

void TestCredentialSearch::theCurrentProfileIsUsedWithoutEnvironment()
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

void TestCredentialSearch::theEnvironmentMayNameAProfile()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"default"_s);
    QCOMPARE(load()->credentials.accessKeyId, "idD");
    QVERIFY(!load()->useVpc);
}

void TestCredentialSearch::aChosenProfileBeatsTheEnvironment()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"idE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secretE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"prod"_s);
    QCOMPARE(load(u"default"_s)->credentials.accessKeyId, "idD");
}

void TestCredentialSearch::aSessionTokenOfAProfileIsRead()
{
    writeConfig(usualConfig);
    QCOMPARE(load(u"sts"_s)->credentials.securityToken.reveal(), "tokenS");
}

void TestCredentialSearch::allProfilesAreKnownWithWhatIsWrongWithThem()
{
    writeConfig(usualConfig);
    const Result<std::vector<KnownProfile>> known = knownProfiles(m_environment, m_home->path());
    QVERIFY(known.has_value());
    QStringList told;
    for (const KnownProfile &profile : *known)
        told << profile.name + u':' + (profile.problem ? profile.problem->code : u"-"_s);
    QCOMPARE(told.join(u' '),
             u"default:- prod:- sts:- role:UnsupportedProfileMode half:IncompleteProfile "
             "empty:IncompleteProfile future:UnsupportedProfileMode pair:UnsupportedProfileMode "
             "bearer:UnsupportedProfileMode nobody:UnsupportedProfileMode out:SignInNeeded "
             "a \"b:SignInNeeded odd:MalformedCredentials"_s);
    // What is refused here is refused there, for the same reason.
    QCOMPARE(load(u"role"_s).error(), *known->at(3).problem);

    writeConfig(R"({"profiles":[{"name":"a","mode":"AK"},{"mode":"AK"},
        {"name":"a","mode":"AK","access_key_id":"i","access_key_secret":"s"}]})");
    const Result<std::vector<KnownProfile>> twice = knownProfiles(m_environment, m_home->path());
    QCOMPARE(twice->size(), std::size_t{1}); // the tool takes the first of a name
    QVERIFY(twice->front().problem.has_value());
}

void TestCredentialSearch::withoutAFileThereAreNoProfiles()
{
    QCOMPARE(knownProfiles(m_environment, m_home->path()).error().code, u"NoCredentials"_s);
    writeConfig("{");
    QCOMPARE(knownProfiles(m_environment, m_home->path()).error().code, u"UnreadableConfig"_s);
}

void TestCredentialSearch::anotherFileMayBeNamed()
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

void TestCredentialSearch::aSignInOfTheToolIsUsedUntilItExpires_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("renewal");
    QTest::newRow("OAuth") << "OAuth"_ba << u"aliyun configure --profile me --mode OAuth"_s;
    QTest::newRow("CloudSSO") << "CloudSSO"_ba
                              << u"aliyun configure --profile me --mode CloudSSO"_s;
}

void TestCredentialSearch::aSignInOfTheToolIsUsedUntilItExpires()
{
    QFETCH(QByteArray, mode);
    QFETCH(QString, renewal);
    writeConfig(R"({"current":"me","profiles":[{"name":"me","mode":")" + mode +
                R"(","access_key_id":"STS.id","access_key_secret":"s","sts_token":"t",
                   "sts_expiration":1795953600,"oauth_refresh_token":"canary",
                   "access_token":"canary"}]})");
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->credentials.securityToken.reveal(), "t");
    QCOMPARE(loaded->credentials.expiresAt, QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC));
    QCOMPARE(loaded->credentials.renewal, renewal);
    QCOMPARE(expiryError(loaded->credentials, loaded->credentials.expiresAt)->code,
             u"SignInExpired"_s);
}

void TestCredentialSearch::anEmptyModeIsToldByTheFields_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("outcome"); // the id, or the error's code
    const QByteArray ak = R"("access_key_id":"id","access_key_secret":"s")";
    QTest::newRow("AK") << ak << u"id"_s;
    QTest::newRow("StsToken") << ak + R"(,"sts_token":"t")" << u"id"_s;
    QTest::newRow("a blank mode") << ak + R"(,"mode":"  ")" << u"id"_s;
    QTest::newRow("bearer token") << R"("bearer_token":"canary")"_ba << u"UnsupportedProfileMode"_s;
    QTest::newRow("key pair") << R"("private_key":"canary","key_pair_name":"n")"_ba
                              << u"UnsupportedProfileMode"_s;
    QTest::newRow("CloudSSO") << R"("cloud_sso_sign_in_url":"https://x")"_ba << u"SignInNeeded"_s;
    QTest::newRow("OAuth") << R"("oauth_site_type":"CN")"_ba << u"SignInNeeded"_s;
    QTest::newRow("half a key") << R"("access_key_id":"id")"_ba << u"IncompleteProfile"_s;
}

void TestCredentialSearch::anEmptyModeIsToldByTheFields()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, outcome);
    writeConfig(R"({"profiles":[{"name":"default",)" + fields + "}]}");
    const Result<LoadedCredentials> loaded = load();
    QCOMPARE(loaded ? QString::fromUtf8(loaded->credentials.accessKeyId) : loaded.error().code,
             outcome);
    QCOMPARE(loaded && !loaded->credentials.securityToken.isEmpty(), fields.contains("sts_token"));
}

void TestCredentialSearch::theEnvironmentHasSeveralNames_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("token");
    const QStringList second{u"ALIBABACLOUD_ACCESS_KEY_ID=id2"_s,
                             u"ALIBABACLOUD_ACCESS_KEY_SECRET=s2"_s,
                             u"ALIBABACLOUD_SECURITY_TOKEN=t2"_s};
    const QStringList third{u"ALICLOUD_ACCESS_KEY_ID=id3"_s, u"ALICLOUD_ACCESS_KEY_SECRET=s3"_s};
    QTest::newRow("the second") << second << "id2"_ba
                                << "t2"_ba;
    QTest::newRow("the third") << third << "id3"_ba << QByteArray();
    QTest::newRow("the second before the third") << third + second << "id2"_ba
                                                 << "t2"_ba;
    // A secret of one name and an id of another need not belong together.
    QTest::newRow("halves are not joined")
        << QStringList{u"ALIBABA_CLOUD_ACCESS_KEY_ID=id1"_s} + third << "id3"_ba << QByteArray();
    QTest::newRow("a profile by the second name")
        << QStringList{u"ALIBABACLOUD_PROFILE=default"_s} << "idD"_ba << QByteArray();
}

void TestCredentialSearch::theEnvironmentHasSeveralNames()
{
    QFETCH(QStringList, environment);
    writeConfig(usualConfig);
    setEnvironment(environment);
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(loaded.has_value());
    QTEST(loaded->credentials.accessKeyId, "id");
    QTEST(loaded->credentials.securityToken.reveal(), "token");
}

void TestCredentialSearch::halfAKeyOfTheEnvironmentIsPassedOver()
{
    setEnvironment({u"ALIBABA_CLOUD_ACCESS_KEY_ID=id"_s});
    QCOMPARE(load().error().code, u"IncompleteEnvironment"_s);
    QVERIFY(load().error().message.contains(u"not ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s));
    m_environment.clear();
    setEnvironment({u"ALIBABA_CLOUD_ACCESS_KEY_SECRET=canary"_s});
    QVERIFY(load().error().message.contains(u"not ALIBABA_CLOUD_ACCESS_KEY_ID"_s));
    QVERIFY(!load().error().message.contains(u"canary"_s));

    writeConfig(usualConfig);
    QCOMPARE(load()->credentials.accessKeyId, "idP");
}

void TestCredentialSearch::aSectionOfTheSdkFileIsUsed_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("outcome"); // the id, or the error's code
    const QStringList none;
    const QByteArray key = "access_key_id = id1\naccess_key_secret = s1\n";
    QTest::newRow("usual") << "[default]\nenable = true\ntype = access_key\n" + key << none
                           << u"id1"_s;
    QTest::newRow("without type") << "[default]\n" + key << none << u"id1"_s;
    QTest::newRow("temporary") << "[default]\ntype = sts\nsecurity_token=t\n" + key << none
                               << u"id1"_s;
    QTest::newRow("another section")
        << "[default]\n[b]\n" + key << QStringList{u"ALIBABA_CLOUD_PROFILE=b"_s} << u"id1"_s;
    QTest::newRow("the tool's profiles are switched off")
        << "[default]\n" + key << QStringList{u"ALIBABA_CLOUD_IGNORE_PROFILE=TRUE"_s} << u"id1"_s;
    QTest::newRow("not enabled") << "[default]\nenable = False\n" + key << none
                                 << u"ProfileNotEnabled"_s;
    QTest::newRow("no such section") << "[b]\n" + key << none << u"ProfileNotFound"_s;
    QTest::newRow("no token") << "[default]\ntype = sts\n" + key << none << u"IncompleteProfile"_s;
    QTest::newRow("no secret") << "[default]\naccess_key_id = id\n"_ba << none
                               << u"IncompleteProfile"_s;
    QTest::newRow("key pair") << "[default]\ntype = rsa_key_pair\n" + key << none
                              << u"UnsupportedProfileMode"_s;
    QTest::newRow("a file that is not there")
        << "[default]\n" + key << QStringList{u"ALIBABA_CLOUD_CREDENTIALS_FILE=/nowhere"_s}
        << u"UnreadableConfig"_s;
}

void TestCredentialSearch::aSectionOfTheSdkFileIsUsed()
{
    QFETCH(QByteArray, ini);
    QFETCH(QStringList, environment);
    QFETCH(QString, outcome);
    writeSdkFile(ini);
    setEnvironment(environment);
    const Result<LoadedCredentials> loaded = load();
    QCOMPARE(loaded ? QString::fromUtf8(loaded->credentials.accessKeyId) : loaded.error().code,
             outcome);
    QCOMPARE(loaded && !loaded->credentials.securityToken.isEmpty(),
             ini.contains("security_token"));
}

/// What follows would be somebody else's key.
void TestCredentialSearch::theSearchEndsAtAProfileThatCannotBeUsed()
{
    writeSdkFile("[default]\naccess_key_id = id1\naccess_key_secret = s1\n");
    writeConfig(R"({"profiles":[{"name":"default","mode":"Anonymous"}]})");
    QCOMPARE(load().error().code, u"UnsupportedProfileMode"_s);
    writeConfig("{");
    QCOMPARE(load().error().code, u"UnreadableConfig"_s);
    writeConfig(R"({"profiles":[]})");
    QCOMPARE(load()->credentials.accessKeyId, "id1");
}

void TestCredentialSearch::theTrailSaysWhatWasTried()
{
    const auto lines = [this] {
        return technicalLines(findCredentials(m_environment, m_home->path()).trail);
    };
    QCOMPARE(lines().join(u'\n'),
             u"tried environment: the environment sets no ALIBABA_CLOUD_ACCESS_KEY_ID and "
             "ALIBABA_CLOUD_ACCESS_KEY_SECRET (NoCredentials)\n"
             "tried ~/.aliyun/config.json: there is no ~/.aliyun/config.json, which 'aliyun "
             "configure' makes (NoCredentials)\n"
             "tried ~/.alibabacloud/credentials: there is no ~/.alibabacloud/credentials "
             "(NoCredentials)"_s);

    setEnvironment({u"ALICLOUD_ACCESS_KEY_SECRET=canary"_s});
    writeConfig(usualConfig);
    QCOMPARE(lines().join(u'\n'),
             u"tried environment: The environment sets ALICLOUD_ACCESS_KEY_SECRET, but not "
             "ALICLOUD_ACCESS_KEY_ID (IncompleteEnvironment)\n"
             "tried ~/.aliyun/config.json: used"_s);
}

void TestCredentialSearch::bothFilesAreToBeWatched()
{
    QCOMPARE(credentialFiles(m_environment, u"/home/me"_s).join(u' '),
             u"/home/me/.aliyun/config.json /home/me/.alibabacloud/credentials"_s);
    setEnvironment({u"ALIBABA_CLOUD_CONFIG_FILE=/a"_s, u"ALIBABA_CLOUD_CREDENTIALS_FILE=/b"_s});
    QCOMPARE(credentialFiles(m_environment, u"/home/me"_s).join(u' '), u"/a /b"_s);
}

void TestCredentialSearch::whatAPersonMustDoIsSaid_data()
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
    QTest::newRow("nothing at all") << u"empty"_s << none << u"IncompleteProfile"_s << u"mode"_s;
    QTest::newRow("header in a key") << u"odd"_s << none << u"MalformedCredentials"_s << u"'odd'"_s;
    QTest::newRow("a mode of the tool's future")
        << u"future"_s << none << u"UnsupportedProfileMode"_s << u"Telepathy"_s;
    QTest::newRow("key pair") << u"pair"_s << none << u"UnsupportedProfileMode"_s
                              << u"given up signing in with a key pair; make a profile"_s;
    QTest::newRow("bearer token") << u"bearer"_s << none << u"UnsupportedProfileMode"_s
                                  << u"a bearer token signs none; make a profile"_s;
    QTest::newRow("anonymous") << u"nobody"_s << none << u"UnsupportedProfileMode"_s
                               << u"choose a profile with a key"_s;
    QTest::newRow("signed out") << u"out"_s << none << u"SignInNeeded"_s
                                << u"'aliyun configure --profile out --mode OAuth'"_s;
    QTest::newRow("signed out, the mode in small letters")
        << u"a \"b"_s << none << u"SignInNeeded"_s
        << u"'aliyun configure --profile \"a \\\"b\" --mode CloudSSO'"_s;
    QTest::newRow("switched off") << QString()
                                  << QStringList{u"ALIBABA_CLOUD_CLI_PROFILE_DISABLED=True"_s}
                                  << u"NoCredentials"_s << u"ALIBABA_CLOUD_CLI_PROFILE_DISABLED"_s;
}

void TestCredentialSearch::whatAPersonMustDoIsSaid()
{
    QFETCH(QString, profile);
    QFETCH(QStringList, environment);
    QFETCH(QString, code);
    QFETCH(QString, mentions);
    writeConfig(usualConfig);
    setEnvironment(environment);
    const Result<LoadedCredentials> loaded = load(profile);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ApiError::Kind::Credential);
    QCOMPARE(loaded.error().code, code);
    QVERIFY2(loaded.error().message.contains(mentions), qPrintable(loaded.error().message));
    QVERIFY(!loaded.error().message.contains(u"secret"_s + profile.left(1).toUpper()));
    QVERIFY(!loaded.error().message.contains(u"canary"_s));
}

void TestCredentialSearch::aBrokenFileIsNamed_data()
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

void TestCredentialSearch::aBrokenFileIsNamed()
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

QTEST_GUILESS_MAIN(TestCredentialSearch)
#include "tst_credentialsearch.moc"
