#include "fakekeychain.h"
#include "keychaincommand.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Action = KeychainOptions::Action;

struct TypedCommand {
    int run(const KeychainOptions &options, const QByteArray &typed = {})
    {
        QBuffer input;
        input.setData(typed);
        QBuffer out(&output);
        QBuffer err(&errors);
        input.open(QIODevice::ReadOnly);
        out.open(QIODevice::WriteOnly | QIODevice::Truncate);
        err.open(QIODevice::WriteOnly | QIODevice::Truncate);
        return runKeychain(keychain, options, {.input = input, .output = out, .errors = err});
    }
    int add(const QByteArray &typed)
    {
        return run({.action = Action::Add, .name = u"prod"_s, .accessKeyId = u"LTAI5tExample"_s},
                   typed);
    }

    FakeKeychain keychain{};
    QByteArray output{};
    QByteArray errors{};
};

} // namespace

class TestKeychainCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSecretIsReadFromStandardInput();
    void theTokenIsTheSecondLine();
    void whatIsNoSecretIsNotKept_data();
    void whatIsNoSecretIsNotKept();
    void namesAreListedALineEach();
    void anEntryIsRemoved();
    void whatTheKeychainSaysIsTold();
};

void TestKeychainCommand::theSecretIsReadFromStandardInput()
{
    TypedCommand command;
    QCOMPARE(command.add("CanarySecret\n"), 0);
    QCOMPARE(command.keychain.entries[u"prod"_s],
             R"({"access_key_id":"LTAI5tExample","access_key_secret":"CanarySecret"})");
    QCOMPARE(command.output + command.errors, QByteArray());
}

void TestKeychainCommand::theTokenIsTheSecondLine()
{
    TypedCommand command;
    QCOMPARE(command.add("CanarySecret\nCanaryToken"), 0);
    QVERIFY(command.keychain.entries[u"prod"_s].contains(R"("sts_token":"CanaryToken")"));
}

void TestKeychainCommand::whatIsNoSecretIsNotKept_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an empty line") << QByteArray("\nCanaryToken\n");
    QTest::newRow("two words") << QByteArray("Canary Secret\n");
}

void TestKeychainCommand::whatIsNoSecretIsNotKept()
{
    QFETCH(QByteArray, typed);
    TypedCommand command;
    QCOMPARE(command.add(typed), 1);
    QVERIFY(command.keychain.entries.empty());
    QVERIFY(command.errors.startsWith("sync-dashboard: "));
    QVERIFY(!command.errors.contains("Canary"));
}

void TestKeychainCommand::namesAreListedALineEach()
{
    TypedCommand command;
    command.keychain.entries = {{u"prod"_s, "Canary"}, {u"te\nst"_s, "Canary"}};
    QCOMPARE(command.run({}), 0);
    QCOMPARE(command.output, "prod\nte<U+000A>st\n");
    QVERIFY(command.keychain.reads.empty());
}

void TestKeychainCommand::anEntryIsRemoved()
{
    TypedCommand command;
    command.keychain.entries = {{u"prod"_s, "Canary"}};
    QCOMPARE(command.run({.action = Action::Remove, .name = u"prod"_s}), 0);
    QVERIFY(command.keychain.entries.empty());
}

void TestKeychainCommand::whatTheKeychainSaysIsTold()
{
    TypedCommand command;
    command.keychain.failWith(u"KeychainLocked"_s);
    for (const Action action : {Action::List, Action::Add, Action::Remove}) {
        QCOMPARE(command.run({.action = action, .name = u"prod"_s, .accessKeyId = u"id"_s},
                             "CanarySecret"),
                 1);
        QVERIFY2(command.errors.contains("KeychainLocked"), command.errors.constData());
    }
}

QTEST_GUILESS_MAIN(TestKeychainCommand)
#include "tst_keychaincommand.moc"
