#include "profilechoices.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

/// A file of the vendor's tool with a profile of each kind.
struct ToolFile {
    ToolFile()
    {
        environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, path);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(R"({"current":"ak","profiles":[
                {"name":"ak","mode":"AK","access_key_id":"LTAI5tExampleAbCd",
                 "access_key_secret":"not-shown"},
                {"name":"half","mode":"AK","access_key_id":"LTAI5tExampleAbCd"},
                {"name":"browser","mode":"OAuth","access_key_id":"STS.ExampleAbCd",
                 "access_key_secret":"not-shown","sts_token":"not-shown",
                 "sts_expiration":1764000000},
                {"name":"machine","mode":"EcsRamRole"},
                {"name":"role","mode":"RamRoleArn","access_key_id":"LTAI5tExampleAbCd",
                 "access_key_secret":"not-shown","ram_role_arn":"acs:ram::1:role/r"}]})");
    }
    [[nodiscard]] ProfileChoice choice(const QString &profile) const
    {
        return profileChoice(loadKeys({profile}, environment, folder.path()).front(), now);
    }

    QTemporaryDir folder{};
    QString path = folder.filePath(u"config.json"_s);
    QProcessEnvironment environment{};
};

} // namespace

/// What the settings say of a key before anybody is asked.
class TestProfileChoices final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsToldByItsEndAndItsSecretNever();
    void whatCannotBeUsedSaysWhy();
    void aTemporaryKeyExpires();
    void aKeyThatMustBeFetchedIsNotPromised_data();
    void aKeyThatMustBeFetchedIsNotPromised();
    void whatIsConfiguredIsToldByItsPlace();
};

void TestProfileChoices::aKeyIsToldByItsEndAndItsSecretNever()
{
    const ProfileChoice choice = ToolFile().choice(u"ak"_s);
    QCOMPARE(choice.state, ProfileChoice::State::Usable);
    QCOMPARE(choice.title, u"ak"_s);
    QVERIFY2(choice.stateText.endsWith(u"AbCd"_s), qPrintable(choice.stateText));
    QVERIFY(!choice.stateText.contains(u"LTAI5t"_s));
    QVERIFY2(choice.from.contains(u"Profile of the aliyun CLI"_s) && choice.from.contains(u"AK"_s),
             qPrintable(choice.from));
}

void TestProfileChoices::whatCannotBeUsedSaysWhy()
{
    const ProfileChoice choice = ToolFile().choice(u"half"_s);
    QCOMPARE(choice.state, ProfileChoice::State::Refused);
    QVERIFY2(choice.stateText.contains(u"access_key_secret"_s), qPrintable(choice.stateText));
}

void TestProfileChoices::aTemporaryKeyExpires()
{
    const ProfileChoice choice = ToolFile().choice(u"browser"_s);
    QCOMPARE(choice.state, ProfileChoice::State::Expired); // 2025-11-24
    QVERIFY2(choice.stateText.contains(u"aliyun configure --profile browser"_s),
             qPrintable(choice.stateText));
}

void TestProfileChoices::aKeyThatMustBeFetchedIsNotPromised_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("the role of a machine") << u"machine"_s;
    QTest::newRow("a role that a key takes on") << u"role"_s;
    QTest::newRow("an entry of the keychain") << u"keychain:mine"_s;
}

void TestProfileChoices::aKeyThatMustBeFetchedIsNotPromised()
{
    QFETCH(QString, profile);
    const ProfileChoice choice = ToolFile().choice(profile);
    QCOMPARE(choice.state, ProfileChoice::State::Fetched);
    QVERIFY(!choice.stateText.isEmpty());
    QCOMPARE(choice.entry, profile == u"keychain:mine"_s ? u"mine"_s : QString());
}

void TestProfileChoices::whatIsConfiguredIsToldByItsPlace()
{
    ToolFile tool;
    tool.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"LTAI5tExampleEnvi"_s);
    tool.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"not-shown"_s);
    const ProfileChoice choice = tool.choice({});
    QCOMPARE(choice.origin, ProfileChoice::Origin::Configured);
    QVERIFY2(choice.from.contains(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s), qPrintable(choice.from));
    QVERIFY2(choice.stateText.endsWith(u"Envi"_s), qPrintable(choice.stateText));
}

QTEST_GUILESS_MAIN(TestProfileChoices)
#include "tst_profilechoices.moc"
