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
    void everyModeIsAPlan_data();
    void everyModeIsAPlan();
    void rolesMayFollowOneAnother();
    void profilesThatNameEachOtherAreRefused();
    void theEnvironmentMayNameAnIdentityProvider_data();
    void theEnvironmentMayNameAnIdentityProvider();
    void theEnvironmentMayNameMachineAndAddress_data();
    void theEnvironmentMayNameMachineAndAddress();
    void theEnvironmentHasSeveralNames_data();
    void theEnvironmentHasSeveralNames();
    void halfAKeyOfTheEnvironmentIsPassedOver();
    void aSectionOfTheSdkFileIsUsed_data();
    void aSectionOfTheSdkFileIsUsed();
    void numbersOfASectionAreTexts();
    void theSearchEndsAtAProfileThatCannotBeUsed();
    void aProfileThatTheEnvironmentNamesEndsTheSearch_data();
    void aProfileThatTheEnvironmentNamesEndsTheSearch();
    void theTrailSaysWhatWasTried();
    void theTrailSaysWhatOfAPlaceIsUsed_data();
    void theTrailSaysWhatOfAPlaceIsUsed();
    void anEntryOfTheKeychainIsNamedLikeAProfile();
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

Credentials keyOf(const Result<LoadedCredentials> &loaded)
{
    const auto *key = loaded ? std::get_if<Credentials>(&loaded->plan.origin) : nullptr;
    return key ? *key : Credentials();
}

/// A plan in one line.
struct Drawn {
    QString operator()(const Credentials &key) const
    {
        return u"key "_s + QString::fromUtf8(key.accessKeyId) +
               (key.securityToken.isEmpty() ? u""_s : u" with token"_s);
    }
    QString operator()(const OidcRole &oidc) const
    {
        return u"token of "_s + oidc.tokenFile + u" from "_s + oidc.providerArn +
               (*this)(oidc.role);
    }
    QString operator()(const EcsRole &role) const
    {
        return u"machine "_s + role.name + (role.mayUseV1 ? u""_s : u" without v1"_s);
    }
    QString operator()(const KeyAddress &address) const { return u"address "_s + address.uri; }
    QString operator()(const KeyCommand &command) const { return u"command "_s + command.command; }
    QString operator()(const KeychainEntry &entry) const { return u"entry "_s + entry.name; }
    QString operator()(const AssumedRole &role) const
    {
        QStringList parts{role.arn,        role.sessionName, QString::number(role.seconds),
                          role.externalId, role.policy,      role.endpoint};
        parts.removeAll(QString());
        return u" -> "_s + parts.join(u' ');
    }
};

QString drawn(const Result<LoadedCredentials> &loaded)
{
    if (!loaded)
        return loaded.error().code;
    QString text = std::visit(Drawn(), loaded->plan.origin);
    for (const AssumedRole &role : loaded->plan.roles)
        text += Drawn()(role);
    return text;
}

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
    QCOMPARE(keyOf(loaded).accessKeyId, "idE");
    QCOMPARE(keyOf(loaded).accessKeySecret.reveal(), "secretE");
    QCOMPARE(keyOf(loaded).securityToken.reveal(), "tokenE");
    QCOMPARE(keyOf(loaded).source, u"environment"_s);
    QCOMPARE(loaded->regionId, u"cn-beijing"_s);
}

void TestCredentialSearch::theCurrentProfileIsUsedWithoutEnvironment()
{
    writeConfig(usualConfig);
    const Result<LoadedCredentials> loaded = load();
    QVERIFY(loaded.has_value());
    QCOMPARE(keyOf(loaded).accessKeyId, "idP");
    QCOMPARE(keyOf(loaded).accessKeySecret.reveal(), "secretP");
    QVERIFY(keyOf(loaded).securityToken.isEmpty());
    QCOMPARE(keyOf(loaded).source, u"profile 'prod' of ~/.aliyun/config.json"_s);
    QCOMPARE(loaded->regionId, u"eu-central-1"_s);
    QCOMPARE(loaded->endpoint, u"cr.example.com"_s);
    QVERIFY(loaded->useVpc);
}

void TestCredentialSearch::theEnvironmentMayNameAProfile()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"default"_s);
    QCOMPARE(keyOf(load()).accessKeyId, "idD");
    QVERIFY(!load()->useVpc);
}

void TestCredentialSearch::aChosenProfileBeatsTheEnvironment()
{
    writeConfig(usualConfig);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"idE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secretE"_s);
    m_environment.insert(u"ALIBABA_CLOUD_PROFILE"_s, u"prod"_s);
    QCOMPARE(keyOf(load(u"default"_s)).accessKeyId, "idD");
}

void TestCredentialSearch::aSessionTokenOfAProfileIsRead()
{
    writeConfig(usualConfig);
    QCOMPARE(keyOf(load(u"sts"_s)).securityToken.reveal(), "tokenS");
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
             u"default:- prod:- sts:- role:IncompleteProfile half:IncompleteProfile "
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
    QCOMPARE(keyOf(load()).source, u"profile 'prod' of ~/other.json"_s);

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
    QCOMPARE(keyOf(loaded).securityToken.reveal(), "t");
    QCOMPARE(keyOf(loaded).expiresAt, QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC));
    QCOMPARE(keyOf(loaded).renewal, renewal);
    QCOMPARE(expiryError(keyOf(loaded), keyOf(loaded).expiresAt)->code, u"SignInExpired"_s);
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
    QCOMPARE(loaded ? QString::fromUtf8(keyOf(loaded).accessKeyId) : loaded.error().code, outcome);
    QCOMPARE(loaded && !keyOf(loaded).securityToken.isEmpty(), fields.contains("sts_token"));
}

void TestCredentialSearch::everyModeIsAPlan_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("plan");
    const QStringList none;
    const QByteArray key = R"("access_key_id":"id","access_key_secret":"s",)";
    const QByteArray role = R"("ram_role_arn":"arn","ram_session_name":"me")";
    const QByteArray oidc = R"("mode":"OIDC","oidc_provider_arn":"p","oidc_token_file":"/t",)";
    const auto row = [](const char *name, const QByteArray &fields, const QStringList &environment,
                        const QString &plan) {
        QTest::newRow(name) << fields << environment << plan;
    };
    row("RamRoleArn", R"("mode":"RamRoleArn",)" + key + role, none,
        u"key id -> arn me 3600 sts.aliyuncs.com"_s);
    row("RamRoleArn with all that it may say",
        R"("mode":"ramrolearn","sts_token":"t","expired_seconds":900,"external_id":"x",)"
        R"("policy":"y","sts_region":"cn-beijing","enable_vpc":true,)" +
            key + role,
        none, u"key id with token -> arn me 900 x y sts-vpc.cn-beijing.aliyuncs.com"_s);
    row("RamRoleArn without a name for the session",
        R"("mode":"RamRoleArn","ram_role_arn":"arn",)" + key + R"("region_id":"r")", none,
        u"key id -> arn image-sync-dashboard 3600 sts.aliyuncs.com"_s);
    row("RamRoleArn told by its fields", key + role, none,
        u"key id -> arn me 3600 sts.aliyuncs.com"_s);
    row("the environment's region", R"("mode":"RamRoleArn",)" + key + role,
        {u"ALIBABA_CLOUD_STS_REGION=cn-hangzhou"_s, u"ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED=true"_s},
        u"key id -> arn me 3600 sts-vpc.cn-hangzhou.aliyuncs.com"_s);
    row("the profile's endpoint",
        R"("mode":"RamRoleArn","sts_endpoint":"sts.example",)" + key + role,
        {u"ALIBABA_CLOUD_STS_ENDPOINT=sts.other"_s}, u"key id -> arn me 3600 sts.example"_s);
    row("the environment's endpoint", R"("mode":"RamRoleArn",)" + key + role,
        {u"ALIBABA_CLOUD_STS_ENDPOINT=sts.other"_s}, u"key id -> arn me 3600 sts.other"_s);
    row("plain http", R"("mode":"RamRoleArn","sts_endpoint":"http://sts.example",)" + key + role,
        none, u"InsecureEndpoint"_s);
    row("no role", R"("mode":"RamRoleArn",)" + key + R"("ram_session_name":"me")", none,
        u"IncompleteProfile"_s);
    row("RamRoleArnWithRoleName",
        R"("mode":"RamRoleArnWithRoleName","ram_role_name":"machine",)" + role, none,
        u"machine machine -> arn me 3600 sts.aliyuncs.com"_s);
    row("EcsRamRole", R"("mode":"EcsRamRole","ram_role_name":"r")", none, u"machine r"_s);
    row("EcsRamRole without a name", R"("mode":"EcsRamRole")", none, u"machine "_s);
    row("EcsRamRole told by its field", R"("ram_role_name":"r")",
        {u"ALIBABA_CLOUD_IMDSV1_DISABLED=true"_s}, u"machine r without v1"_s);
    row("EcsRamRole, switched off", R"("mode":"EcsRamRole")",
        {u"ALIBABA_CLOUD_ECS_METADATA_DISABLED=true"_s}, u"SwitchedOff"_s);
    row("OIDC", oidc + role, none, u"token of /t from p -> arn me 3600 sts.aliyuncs.com"_s);
    row("OIDC told by its fields", R"("oidc_provider_arn":"p","oidc_token_file":"/t",)" + role,
        none, u"token of /t from p -> arn me 3600 sts.aliyuncs.com"_s);
    row("OIDC without a file", R"("mode":"OIDC","oidc_provider_arn":"p",)" + role, none,
        u"IncompleteProfile"_s);
    row("CredentialsURI", R"("mode":"CredentialsURI","credentials_uri":"http://h/k")", none,
        u"address http://h/k"_s);
    row("CredentialsURI of the environment", R"("mode":"CredentialsURI")",
        {u"ALIBABA_CLOUD_CREDENTIALS_URI=http://e/k"_s}, u"address http://e/k"_s);
    row("CredentialsURI of nobody", R"("mode":"CredentialsURI")", none, u"IncompleteProfile"_s);
    row("CredentialsURI, switched off", R"("mode":"CredentialsURI","credentials_uri":"http://h/k")",
        {u"ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS=1"_s}, u"SwitchedOff"_s);
    row("External", R"("mode":"External","process_command":"give me")", none, u"command give me"_s);
    row("External, switched off", R"("mode":"External","process_command":"give me")",
        {u"ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS=true"_s}, u"SwitchedOff"_s);
    row("External without a command", R"("mode":"External")", none, u"IncompleteProfile"_s);
}

void TestCredentialSearch::everyModeIsAPlan()
{
    QFETCH(QByteArray, fields);
    QFETCH(QStringList, environment);
    writeConfig(R"({"profiles":[{"name":"default",)" + fields + "}]}");
    setEnvironment(environment);
    QTEST(drawn(load(u"default"_s)), "plan");
}

void TestCredentialSearch::rolesMayFollowOneAnother()
{
    writeConfig(R"({"current":"c","profiles":[
        {"name":"a","mode":"AK","access_key_id":"id","access_key_secret":"s"},
        {"name":"b","mode":"ChainableRamRoleArn","source_profile":"a","ram_role_arn":"arnB"},
        {"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"arnC",
         "region_id":"cn-beijing"},
        {"name":"d","source_profile":"x","ram_role_arn":"arnD"},
        {"name":"e","mode":"ChainableRamRoleArn","ram_role_arn":"arnE"}]})");
    const Result<LoadedCredentials> loaded = load();
    QCOMPARE(drawn(loaded), u"key id -> arnB image-sync-dashboard 3600 sts.aliyuncs.com -> arnC "
                            "image-sync-dashboard 3600 sts.aliyuncs.com"_s);
    QCOMPARE(loaded->plan.source, u"profile 'c' of ~/.aliyun/config.json"_s);
    QCOMPARE(accountKeyOf(loaded->plan), "arnC");
    QCOMPARE(loaded->regionId, u"cn-beijing"_s);

    const ApiError error = load(u"d"_s).error();
    QCOMPARE(error.code, u"SourceProfileNotFound"_s);
    QVERIFY(error.message.contains(u"'x' in ~/.aliyun/config.json, which the profile 'd'"_s));
    QCOMPARE(load(u"e"_s).error().message,
             u"The profile 'e' of ~/.aliyun/config.json lacks source_profile"_s);
}

void TestCredentialSearch::profilesThatNameEachOtherAreRefused()
{
    writeConfig(R"({"current":"a","profiles":[
        {"name":"a","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"arnA"},
        {"name":"b","mode":"ChainableRamRoleArn","source_profile":"c","ram_role_arn":"arnB"},
        {"name":"c","mode":"ChainableRamRoleArn","source_profile":"b","ram_role_arn":"arnC"},
        {"name":"d","mode":"ChainableRamRoleArn","source_profile":"d","ram_role_arn":"arnD"}]})");
    QCOMPARE(load().error().code, u"ProfileCycle"_s);
    QVERIFY(load().error().message.endsWith(u": a -> b -> c -> b"_s));
    QVERIFY(load(u"d"_s).error().message.endsWith(u": d -> d"_s));
}

void TestCredentialSearch::theEnvironmentMayNameAnIdentityProvider_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("plan");
    const QStringList all{u"ALIBABA_CLOUD_ROLE_ARN=arn"_s, u"ALIBABA_CLOUD_OIDC_PROVIDER_ARN=p"_s,
                          u"ALIBABA_CLOUD_OIDC_TOKEN_FILE=/t"_s};
    QTest::newRow("all three")
        << all << u"token of /t from p -> arn image-sync-dashboard 3600 sts.aliyuncs.com"_s;
    QTest::newRow("more") << all + QStringList{u"ALIBABA_CLOUD_ROLE_SESSION_NAME=me"_s,
                                               u"ALIBABA_CLOUD_STS_REGION=cn-beijing"_s}
                          << u"token of /t from p -> arn me 3600 sts.cn-beijing.aliyuncs.com"_s;
    QTest::newRow("two of three") << all.mid(1) << u"key idP"_s;
    QTest::newRow("a key comes before") << all + QStringList{u"ALIBABA_CLOUD_ACCESS_KEY_ID=idE"_s,
                                                             u"ALIBABA_CLOUD_ACCESS_KEY_SECRET=s"_s}
                                        << u"key idE"_s;
    QTest::newRow("plain http") << all + QStringList{u"ALIBABA_CLOUD_STS_ENDPOINT=http://sts"_s}
                                << u"InsecureEndpoint"_s;
}

void TestCredentialSearch::theEnvironmentMayNameAnIdentityProvider()
{
    QFETCH(QStringList, environment);
    writeConfig(usualConfig);
    setEnvironment(environment);
    QTEST(drawn(load()), "plan");
}

void TestCredentialSearch::theEnvironmentMayNameMachineAndAddress_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("plan");
    const QString machine = u"ALIBABA_CLOUD_ECS_METADATA=r"_s;
    const QString address = u"ALIBABA_CLOUD_CREDENTIALS_URI=http://h/k"_s;
    QTest::newRow("neither") << QStringList() << u"NoCredentials"_s;
    QTest::newRow("machine") << QStringList{machine, address} << u"machine r"_s;
    QTest::newRow("address") << QStringList{address} << u"address http://h/k"_s;
    QTest::newRow("machine, switched off")
        << QStringList{machine, address, u"ALIBABA_CLOUD_ECS_METADATA_DISABLED=true"_s}
        << u"address http://h/k"_s;
    QTest::newRow("address, switched off")
        << QStringList{address, u"ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS=1"_s} << u"SwitchedOff"_s;
}

void TestCredentialSearch::theEnvironmentMayNameMachineAndAddress()
{
    QFETCH(QStringList, environment);
    setEnvironment(environment);
    QTEST(drawn(load()), "plan");
    if (environment.isEmpty())
        return;
    writeConfig(usualConfig); // a profile comes before
    QCOMPARE(keyOf(load()).accessKeyId, "idP");
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
    QTEST(keyOf(loaded).accessKeyId, "id");
    QTEST(keyOf(loaded).securityToken.reveal(), "token");
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
    QCOMPARE(keyOf(load()).accessKeyId, "idP");
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
    QTest::newRow("a role") << "[default]\ntype = ram_role_arn\nrole_arn = arn\n" + key << none
                            << u"id1"_s;
    QTest::newRow("no role") << "[default]\ntype = ram_role_arn\n" + key << none
                             << u"IncompleteProfile"_s;
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
    QCOMPARE(loaded ? QString::fromUtf8(keyOf(loaded).accessKeyId) : loaded.error().code, outcome);
    QCOMPARE(loaded && !keyOf(loaded).securityToken.isEmpty(), ini.contains("security_token"));
}

void TestCredentialSearch::numbersOfASectionAreTexts()
{
    writeSdkFile("[default]\ntype = ram_role_arn\nrole_arn = arn\naccess_key_id = id\n"
                 "access_key_secret = s\nexpired_seconds = 900\nenable_vpc = True\n"
                 "sts_region = cn-beijing\n");
    QCOMPARE(drawn(load()), u"key id -> arn image-sync-dashboard 900 "
                            "sts-vpc.cn-beijing.aliyuncs.com"_s);
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
    QCOMPARE(keyOf(load()).accessKeyId, "id1");
}

void TestCredentialSearch::aProfileThatTheEnvironmentNamesEndsTheSearch_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("none is named") << QString() << QByteArray() << u"machine r"_s;
    QTest::newRow("no file") << u"prdo"_s << QByteArray() << u"ProfileNotFound"_s;
    QTest::newRow("another section") << u"prdo"_s << "[prod]\n"_ba << u"ProfileNotFound"_s;
    QTest::newRow("a section that is not enabled")
        << u"prdo"_s << "[prdo]\nenable = false\n"_ba << u"ProfileNotFound"_s;
    QTest::newRow("a section") << u"prdo"_s
                               << "[prdo]\naccess_key_id = id1\naccess_key_secret = s\n"_ba
                               << u"key id1"_s;
}

/// Whoever names a profile does not mean the role of a machine.
void TestCredentialSearch::aProfileThatTheEnvironmentNamesEndsTheSearch()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, ini);
    setEnvironment({u"ALIBABA_CLOUD_ECS_METADATA=r"_s, u"ALIBABA_CLOUD_PROFILE="_s + name,
                    u"ALIBABA_CLOUD_CREDENTIALS_URI=http://127.0.0.1"_s});
    if (!ini.isEmpty())
        writeSdkFile(ini);
    QTEST(drawn(load()), "outcome");
    if (const Result<LoadedCredentials> loaded = load(); !loaded) {
        const QString text = loaded.error().message;
        QVERIFY2(text.contains(u"'prdo' that ALIBABA_CLOUD_PROFILE names"_s) &&
                     text.contains(u"config.json"_s) &&
                     text.contains(u"alibabacloud/credentials"_s),
                 qPrintable(text));
    }
}

void TestCredentialSearch::theTrailSaysWhatWasTried()
{
    const auto lines = [this] {
        return technicalLines(findCredentials(m_environment, m_home->path()).trail);
    };
    QCOMPARE(lines().join(u'\n'),
             u"tried environment: the environment sets no ALIBABA_CLOUD_ACCESS_KEY_ID and "
             "ALIBABA_CLOUD_ACCESS_KEY_SECRET (NoCredentials)\n"
             "tried identity provider of the environment: the environment sets no "
             "ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE (NoCredentials)\n"
             "tried ~/.aliyun/config.json: there is no ~/.aliyun/config.json, which 'aliyun "
             "configure' makes (NoCredentials)\n"
             "tried ~/.alibabacloud/credentials: there is no ~/.alibabacloud/credentials "
             "(NoCredentials)\n"
             "tried role of this machine: the environment sets no ALIBABA_CLOUD_ECS_METADATA "
             "(NoCredentials)\n"
             "tried credentials URI: the environment sets no ALIBABA_CLOUD_CREDENTIALS_URI "
             "(NoCredentials)\n"
             "tried keychain: an entry of the keychain is used where it is named, as --profile "
             "keychain:NAME (NoCredentials)"_s);

    setEnvironment({u"ALICLOUD_ACCESS_KEY_SECRET=canary"_s});
    writeConfig(usualConfig);
    QCOMPARE(lines().join(u'\n'),
             u"tried environment: The environment sets ALICLOUD_ACCESS_KEY_SECRET, but not "
             "ALICLOUD_ACCESS_KEY_ID (IncompleteEnvironment)\n"
             "tried identity provider of the environment: the environment sets no "
             "ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE (NoCredentials)\n"
             "tried ~/.aliyun/config.json: used"_s);
    QCOMPARE(remarkableLines(findCredentials(m_environment, m_home->path()).trail).join(u'\n'),
             lines().first());
}

void TestCredentialSearch::theTrailSaysWhatOfAPlaceIsUsed_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<QString>("used");
    const QStringList none;
    QTest::newRow("current profile") << QString() << none << u"prod: ak"_s;
    QTest::newRow("named profile") << u"sts"_s << none << u"sts: StsToken"_s;
    QTest::newRow("variables") << QString()
                               << QStringList{u"ALICLOUD_ACCESS_KEY_ID=id"_s,
                                              u"ALICLOUD_ACCESS_KEY_SECRET=canary"_s}
                               << u": ALICLOUD_ACCESS_KEY_ID, ALICLOUD_ACCESS_KEY_SECRET"_s;
    QTest::newRow("section") << QString() << QStringList{u"ALIBABA_CLOUD_IGNORE_PROFILE=true"_s}
                             << u"default: access_key"_s;
    QTest::newRow("machine") << QString()
                             << QStringList{u"ALIBABA_CLOUD_IGNORE_PROFILE=true"_s,
                                            u"ALIBABA_CLOUD_ECS_METADATA=r"_s}
                             << u": ALIBABA_CLOUD_ECS_METADATA"_s;
}

void TestCredentialSearch::theTrailSaysWhatOfAPlaceIsUsed()
{
    QFETCH(QString, profile);
    QFETCH(QStringList, environment);
    writeConfig(usualConfig);
    if (environment.size() < 2) // else the machine's role comes too late
        writeSdkFile("[default]\ntype=access_key\naccess_key_id=id\naccess_key_secret=canary\n");
    setEnvironment(environment);
    const CredentialTrail trail = findCredentials(m_environment, m_home->path(), profile).trail;
    const QString used = trail.steps.back().profile + u": "_s + trail.steps.back().detail;
    QTEST(used, "used");
}

void TestCredentialSearch::anEntryOfTheKeychainIsNamedLikeAProfile()
{
    writeConfig(usualConfig);
    setEnvironment({u"ALIBABA_CLOUD_ACCESS_KEY_ID=id"_s, u"ALIBABA_CLOUD_ACCESS_KEY_SECRET=s"_s});
    QCOMPARE(drawn(load(u"keychain:prod"_s)), u"entry prod"_s);
    QCOMPARE(drawn(load(u"keychain:"_s)), u"KeychainNameInvalid"_s);
    const CredentialTrail trail =
        findCredentials(m_environment, m_home->path(), u"keychain:prod"_s).trail;
    QCOMPARE(technicalLines(trail).join(u'\n'), u"tried keychain: used"_s);
    QCOMPARE(trail.steps.back().place, CredentialPlace::Keychain);
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
    QTest::newRow("no role") << u"role"_s << none << u"IncompleteProfile"_s
                             << u"The profile 'role' of ~/.aliyun/config.json lacks ram_role_arn"_s;
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
