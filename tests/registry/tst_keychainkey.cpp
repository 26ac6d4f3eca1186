#include "credentialsources.h"
#include "fakekeychain.h"
#include "keychainentry.h"
#include "manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray whole = R"({"access_key_id":"LTAI5tExample","access_key_secret":"CanarySecret"})";

/// A source whose key lies in the keychain, and what those who asked it were given.
struct KeychainKey {
    explicit KeychainKey(const QByteArray &text = {})
    {
        if (!text.isNull())
            keychain->entries[u"prod"_s] = text;
        source = makeCredentialSource({.origin = KeychainEntry{.name = u"prod"_s}}, services);
    }

    /// The id of the key, or the code of the error.
    QString ask()
    {
        QString given;
        const PendingCall call = source->ask([&given](const Result<Credentials> &result) {
            given = result ? QString::fromLatin1(result->accessKeyId) : result.error().code;
        });
        return QTest::qWaitFor([&given] { return !given.isEmpty(); }) ? given : u"…"_s;
    }

    ManualClock clock{};
    std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
    CredentialServices services{.clock = clock, .keychain = keychain};
    std::shared_ptr<CredentialSource> source{};
};

} // namespace

/// An access key in the keychain: what stands in an entry, and when it is read.
class TestKeychainKey final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyComesBackAsItWasKept();
    void whatIsNoKeyIsRefusedWithoutShowingIt_data();
    void whatIsNoKeyIsRefusedWithoutShowingIt();
    void aNameCanBeSeenWhole_data();
    void aNameCanBeSeenWhole();
    void anEntryIsChosenLikeAProfile();
    void aKeyIsReadOnceHoweverOftenItIsUsed();
    void eachStateOfTheKeychainIsToldToWhoeverAsks_data();
    void eachStateOfTheKeychainIsToldToWhoeverAsks();
    void aPersonIsAskedToUnlockOnceAndAgainWhenTheyAsk();
    void aKeyThatIsRefusedIsReadAgain();
    void withoutAKeychainThereIsNoKey();
    void theStateShowsNoMoreThanTheEndOfTheId();
};

void TestKeychainKey::aKeyComesBackAsItWasKept()
{
    Credentials key{.accessKeyId = "LTAI5tExample",
                    .accessKeySecret = Secret("CanarySecret"),
                    .securityToken = Secret("CanaryToken")};
    const Result<Credentials> back = keyOfKeychainText(keychainText(key), u"prod"_s);
    key.source = u"entry 'prod' of the keychain"_s;
    QCOMPARE(back, Result<Credentials>(key));
    QCOMPARE(
        keychainText({.accessKeyId = "LTAI5tExample", .accessKeySecret = Secret("CanarySecret")})
            .reveal(),
        whole);
}

void TestKeychainKey::whatIsNoKeyIsRefusedWithoutShowingIt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const QString invalid = u"KeychainEntryInvalid"_s;
    QTest::newRow("nothing") << QByteArray("") << invalid;
    QTest::newRow("another program's") << QByteArray("CanaryPassword") << invalid;
    QTest::newRow("a list") << QByteArray("[\"Canary\"]") << invalid;
    QTest::newRow("cut off") << whole.chopped(2) << invalid;
    QTest::newRow("no secret") << QByteArray(R"({"access_key_id":"Canary"})") << invalid;
    QTest::newRow("no id") << QByteArray(R"({"access_key_secret":"Canary"})") << invalid;
    QTest::newRow("a secret that is a number")
        << QByteArray(R"({"access_key_id":"Canary","access_key_secret":5})") << invalid;
    QTest::newRow("too large") << QByteArray(R"({"access_key_id":"a","access_key_secret":"Canary)" +
                                             QByteArray(70'000, 'x') + R"("})")
                               << invalid;
    QTest::newRow("a line break") << QByteArray(
                                         R"({"access_key_id":"a","access_key_secret":"Canary\n"})")
                                  << u"MalformedCredentials"_s;
}

void TestKeychainKey::whatIsNoKeyIsRefusedWithoutShowingIt()
{
    QFETCH(QByteArray, text);
    KeychainKey key(text);
    QTEST(key.ask(), "code");
    const Result<Credentials> read = keyOfKeychainText(Secret(text), u"prod"_s);
    QVERIFY(!read);
    QVERIFY(read.error().message.contains(u"'prod'"_s));
    QVERIFY(!read.error().message.contains(u"Canary"_s));
}

void TestKeychainKey::aNameCanBeSeenWhole_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("a word") << u"prod"_s << true;
    QTest::newRow("several, in Chinese") << u"生产 环境"_s << true;
    QTest::newRow("100 characters") << QString(100, u'a') << true;
    QTest::newRow("101 characters") << QString(101, u'a') << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("blanks at the end") << u"prod "_s << false;
    QTest::newRow("a line break") << u"pr\nod"_s << false;
    QTest::newRow("written backwards") << u"pr\u202Eod"_s << false;
}

void TestKeychainKey::aNameCanBeSeenWhole()
{
    QFETCH(QString, name);
    QTEST(!keychainNameError(name).has_value(), "isGood");
}

void TestKeychainKey::anEntryIsChosenLikeAProfile()
{
    QCOMPARE(keychainProfile(u"prod"_s), u"keychain:prod"_s);
    QCOMPARE(keychainEntryOf(u"keychain:a:b"_s), std::optional(u"a:b"_s));
    QCOMPARE(keychainEntryOf(u"prod"_s), std::nullopt);
    QCOMPARE(keychainEntryOf(u"Keychain:prod"_s), std::nullopt); // the tool may have such a one
}

void TestKeychainKey::aKeyIsReadOnceHoweverOftenItIsUsed()
{
    KeychainKey key(whole);
    QVERIFY(!key.source->ready());
    QCOMPARE(key.ask(), u"LTAI5tExample"_s);
    key.clock.advance(std::chrono::hours(24 * 30));
    QVERIFY(key.source->ready());
    QCOMPARE(key.ask(), u"LTAI5tExample"_s);
    QCOMPARE(key.keychain->reads.size(), 1U);
}

void TestKeychainKey::eachStateOfTheKeychainIsToldToWhoeverAsks_data()
{
    QTest::addColumn<QString>("code");
    for (const QString &code : {u"KeychainAbsent"_s, u"KeychainLocked"_s, u"KeychainDenied"_s,
                                u"KeychainSlow"_s, u"KeychainEntryNotFound"_s, u"KeychainFailed"_s})
        QTest::newRow(qPrintable(code)) << code;
}

void TestKeychainKey::eachStateOfTheKeychainIsToldToWhoeverAsks()
{
    QFETCH(QString, code);
    KeychainKey key(whole);
    key.keychain->failWith(code);
    QCOMPARE(key.ask(), code);
    QCOMPARE(key.source->state().error->code, code);
    QVERIFY(!key.source->state().hasKey);
    key.keychain->fault.reset();
    QCOMPARE(key.ask(), u"LTAI5tExample"_s); // nothing has to be started anew
    QCOMPARE(key.source->state().error, std::nullopt);
}

void TestKeychainKey::aPersonIsAskedToUnlockOnceAndAgainWhenTheyAsk()
{
    KeychainKey key(whole);
    key.keychain->failWith(u"KeychainLocked"_s);
    key.ask();
    key.ask(); // by itself
    *key.services.mayUnlock = true;
    key.ask();
    using Prompt = Keychain::Prompt;
    QCOMPARE(key.keychain->reads, (std::vector{Prompt::Allowed, Prompt::Never, Prompt::Allowed}));
}

void TestKeychainKey::aKeyThatIsRefusedIsReadAgain()
{
    KeychainKey key(whole);
    QCOMPARE(key.ask(), u"LTAI5tExample"_s);
    key.keychain->entries[u"prod"_s] =
        R"({"access_key_id":"LTAI5tAnother","access_key_secret":"CanarySecret"})";
    QVERIFY(key.source->giveUp(*key.source->ready()));
    QCOMPARE(key.ask(), u"LTAI5tAnother"_s);
}

void TestKeychainKey::withoutAKeychainThereIsNoKey()
{
    KeychainKey key(whole);
    key.services.keychain.reset();
    key.source = makeCredentialSource({.origin = KeychainEntry{.name = u"prod"_s}}, key.services);
    QCOMPARE(key.ask(), u"KeychainAbsent"_s);
}

void TestKeychainKey::theStateShowsNoMoreThanTheEndOfTheId()
{
    KeychainKey key(whole);
    QCOMPARE(key.source->state(), CredentialState());
    key.ask();
    QCOMPARE(key.source->state(), (CredentialState{.hasKey = true, .idEnd = u"mple"_s}));
    QCOMPARE(idEndOf("LTAI5tShort"), QString()); // 4 of 11 would be too many
}

QTEST_GUILESS_MAIN(TestKeychainKey)
#include "tst_keychainkey.moc"
