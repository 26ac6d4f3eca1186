#include "fakekeychain.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "placeholder.h"
#include "profiledprogram.h"
#include "profilemenu.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int prodTasks = ProfiledProgram::prodTasks;

/// The window over a registry whose key lies in a keychain of the test.
struct KeyedProgram {
    explicit KeyedProgram(const QStringList &entries = {})
    {
        for (const QString &entry : entries)
            keychain->entries[entry] = program.prodKey();
    }

    [[nodiscard]] bool start(const QStringList &profiles)
    {
        return program.startAtProd(profiles, keychain);
    }
    void openPage() { program.window().menu().keySource()->trigger(); }
    void click(const QString &objectName)
    {
        program.window().findChild<QPushButton *>(objectName)->click();
    }
    [[nodiscard]] bool hasButton(const QString &objectName)
    {
        return program.window().findChild<QPushButton *>(objectName) != nullptr;
    }
    void write(const QString &field, const QString &text)
    {
        program.window().findChild<QLineEdit *>(field)->setText(text);
    }
    [[nodiscard]] QString placeholderText()
    {
        return program.text(u"placeholderHeadline"_s) + u' ' + program.text(u"placeholderText"_s);
    }

    std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
    ProfiledProgram program{};
};

} // namespace

/// Keys in the desktop's keychain, from the page where they are added to the table.
class TestWindowKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("ALIBABA_CLOUD_IGNORE_PROFILE", "true"); }
    void cleanup() { qunsetenv("ALIBABA_CLOUD_IGNORE_PROFILE"); }
    void anEntryOfTheKeychainIsWatchedAndTold();
    void aLockedKeychainIsSaidAndReadAgainByRetry();
    void theFirstKeyThatIsAddedIsUsed();
    void theFirstKeyIsUsedBesideTheOtherChosenProfiles();
    void aFileThatChangesAsksNobodyToUnlockAgain();
    void anEntryThatIsRemovedIsWatchedNoMore();
    void aReplacedKeyIsUsedAtOnce();
};

void TestWindowKeys::anEntryOfTheKeychainIsWatchedAndTold()
{
    KeyedProgram it({u"prod"_s});
    QVERIFY(it.start({u"keychain:prod"_s}));
    QCOMPARE(it.program.rows(), prodTasks);
    QCOMPARE(it.keychain->reads.size(), 1U);
    it.openPage();
    it.click(u"copyKeyPage"_s);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains(u"Key from: The desktop's keychain\n  Entry: prod\n"_s),
             qPrintable(text));
    const QAction *entry =
        it.program.window().menu().profiles().findChild<QAction *>(u"profile_keychain:prod"_s);
    QVERIFY(entry && entry->isChecked());
}

void TestWindowKeys::aLockedKeychainIsSaidAndReadAgainByRetry()
{
    KeyedProgram it({u"prod"_s});
    it.keychain->failWith(u"KeychainLocked"_s);
    QVERIFY(it.start({u"keychain:prod"_s}));
    QTRY_COMPARE(it.placeholderText(), u"The keychain is locked. Unlock it, then retry."_s);
    QVERIFY(it.hasButton(u"placeholderKeySource"_s));
    it.keychain->fault.reset();
    it.click(u"retry"_s);
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, 60'000);
    QCOMPARE(it.keychain->reads.back(), Keychain::Prompt::Allowed); // a person asked
}

void TestWindowKeys::theFirstKeyThatIsAddedIsUsed()
{
    KeyedProgram it;
    QVERIFY(it.start({}));
    QTRY_COMPARE(it.program.window().placeholder().state(), Placeholder::State::NoCredentials);
    it.openPage();
    it.click(u"addKey"_s);
    it.write(u"keyName"_s, u"mine"_s);
    it.write(u"keyId"_s, it.program.prodInfo().accessKeyId);
    it.write(u"keySecret"_s, it.program.prodInfo().accessKeySecret);
    it.click(u"keySave"_s);
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, 60'000);
    QVERIFY(it.program.window().menu().profiles().findChild<QAction *>(u"profile_keychain:mine"_s));
}

void TestWindowKeys::theFirstKeyIsUsedBesideTheOtherChosenProfiles()
{
    KeyedProgram it;
    QVERIFY(it.start({u"role"_s}));
    it.openPage();
    it.click(u"addKey"_s);
    it.write(u"keyName"_s, u"mine"_s);
    it.write(u"keyId"_s, it.program.prodInfo().accessKeyId);
    it.write(u"keySecret"_s, it.program.prodInfo().accessKeySecret);
    it.click(u"keySave"_s);
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, 60'000);
    for (const QString &profile : {u"role"_s, u"keychain:mine"_s}) {
        const QAction *entry =
            it.program.window().menu().profiles().findChild<QAction *>(u"profile_"_s + profile);
        QVERIFY2(entry && entry->isChecked(), qPrintable(profile));
    }
}

void TestWindowKeys::aFileThatChangesAsksNobodyToUnlockAgain()
{
    KeyedProgram it({u"prod"_s});
    it.keychain->failWith(u"KeychainLocked"_s);
    QVERIFY(it.start({u"keychain:prod"_s, u"wrong"_s}));
    QTRY_VERIFY(!it.keychain->reads.empty());
    using Prompt = Keychain::Prompt;
    QCOMPARE(it.keychain->reads.front(), Prompt::Allowed);
    const std::size_t before = it.keychain->reads.size();
    it.program.renewKey();
    QTRY_VERIFY_WITH_TIMEOUT(it.keychain->reads.size() > before, 60'000);
    QCOMPARE(std::ranges::count(it.keychain->reads, Prompt::Allowed), 1);
}

void TestWindowKeys::anEntryThatIsRemovedIsWatchedNoMore()
{
    KeyedProgram it({u"prod"_s});
    QVERIFY(it.start({u"keychain:prod"_s}));
    it.openPage();
    QTRY_VERIFY(it.hasButton(u"removeKey_prod"_s));
    const QPointer<MainWindow> former = &it.program.window();
    it.click(u"removeKey_prod"_s);
    it.click(u"removeKeyYes"_s);
    QTRY_VERIFY(former.isNull());
    QTRY_COMPARE(it.program.window().placeholder().state(), Placeholder::State::NoCredentials);
    QVERIFY(it.keychain->entries.empty());
}

void TestWindowKeys::aReplacedKeyIsUsedAtOnce()
{
    KeyedProgram it;
    it.keychain->entries[u"prod"_s] = R"({"access_key_id":"no","access_key_secret":"no"})";
    QVERIFY(it.start({u"keychain:prod"_s}));
    QCOMPARE(it.program.rows(), 0);
    it.openPage();
    it.click(u"addKey"_s);
    it.write(u"keyName"_s, u"prod"_s);
    it.write(u"keyId"_s, it.program.prodInfo().accessKeyId);
    it.write(u"keySecret"_s, it.program.prodInfo().accessKeySecret);
    it.click(u"keySave"_s);
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, 60'000);
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowKeys>(argc, argv);
}

#include "tst_window_keys.moc"
