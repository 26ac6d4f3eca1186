#include "addkeydialog.h"
#include "fakekeychain.h"
#include "keypresenter.h"
#include "keysourcedialog.h"
#include "mainmenu.h"
#include "manualclock.h"
#include "messagebar.h"
#include "placeholder.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The page over keys and a keychain of the test.
struct KeyParts {
    KeyParts()
    {
        window.show();
        presenter = std::make_unique<KeyPresenter>(
            KeyPresenter::Widgets{
                .menu = menu, .messageBar = bar, .placeholder = placeholder, .window = window},
            [this] { return keys; }, keychain, clock);
    }

    [[nodiscard]] KeySourceDialog *dialog() const
    {
        auto *found = window.findChild<KeySourceDialog *>();
        return found && found->isVisible() ? found : nullptr;
    }
    /// The page as it is copied.
    [[nodiscard]] QString text() const
    {
        dialog()->findChild<QPushButton *>(u"copyKeyPage"_s)->click();
        return QGuiApplication::clipboard()->text();
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        return dialog()->findChild<QPushButton *>(name);
    }
    /// Types a key into the form and saves it.
    void addKey(const QString &name, const QString &secret) const
    {
        button(u"addKey"_s)->click();
        auto *form = dialog()->findChild<AddKeyDialog *>();
        form->findChild<QLineEdit *>(u"keyName"_s)->setText(name);
        form->findChild<QLineEdit *>(u"keyId"_s)->setText(u"LTAI5tExample"_s);
        form->findChild<QLineEdit *>(u"keySecret"_s)->setText(secret);
        form->findChild<QPushButton *>(u"keySave"_s)->click();
    }

    QWidget window{};
    MainMenu menu{&window};
    MessageBar bar{&window};
    Placeholder placeholder{&window};
    ManualClock clock{};
    std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
    std::vector<WatchedKey> keys{};
    std::unique_ptr<KeyPresenter> presenter{};
};

/// What is found in an empty home with these variables.
WatchedKey found(const QStringList &variables, const QString &profile = {},
                 const QByteArray &config = {})
{
    const QTemporaryDir home;
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    if (!config.isEmpty()) {
        QFile file(home.filePath(u"config.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(config);
        environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, file.fileName());
    }
    return {.key = loadKeys({profile}, environment, home.path()).front()};
}

const QStringList keyOfEnvironment{u"ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tCanaryId12"_s,
                                   u"ALIBABA_CLOUD_ACCESS_KEY_SECRET=CanarySecret"_s};

} // namespace

class TestKeyPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageIsReachedFromMenuBarAndPlaceholder();
    void aKeyIsToldWithItsPlaceAndNeverWhole();
    void withoutAKeyEachPlaceSaysWhatIsMissing();
    void aPlaceThatIsSwitchedOffNamesTheSwitch();
    void theModeOfAProfileIsTold();
    void aTemporaryKeySaysWhenItEndsAndIsRenewed();
    void aKeyThatCannotBeFetchedSaysWhy_data();
    void aKeyThatCannotBeFetchedSaysWhy();
    void thePageFollowsWhatHappensWhileItIsOpen();
    void entriesOfTheKeychainAreListed();
    void whatIsWrongWithTheKeychainIsSaid();
    void aKeyIsKeptInTheKeychain();
    void aKeyThatIsNoneIsRefused();
    void aKeychainThatIsLockedRefusesInTheForm();
    void aKeyIsRemovedFromTheKeychain();
    void oneChangeAtATime();
    void whatIsRefusedIsStillSaidOnThePage();
    void aClosedPageAsksNobody();
};

void TestKeyPresenter::thePageIsReachedFromMenuBarAndPlaceholder()
{
    KeyParts it;
    QVERIFY(it.menu.keySource()->isVisible());
    const auto opens = [&it] {
        const bool isOpen = it.dialog() != nullptr;
        if (isOpen)
            it.dialog()->close();
        return isOpen;
    };
    it.menu.keySource()->trigger();
    QVERIFY(opens());
    it.bar.showError({.kind = ApiError::Kind::Network}, {}, {});
    auto *link = it.bar.findChild<QPushButton *>(u"errorKeySource"_s);
    QVERIFY(link->isHidden()); // no key is to blame
    it.bar.showError({.kind = ApiError::Kind::Credential}, {}, {});
    QVERIFY(!link->isHidden());
    link->click();
    QVERIFY(opens());
    it.placeholder.showFailure(Placeholder::State::NoCredentials,
                               {.kind = ApiError::Kind::Credential});
    it.placeholder.findChild<QPushButton *>(u"placeholderKeySource"_s)->click();
    QVERIFY(opens());
}

void TestKeyPresenter::aKeyIsToldWithItsPlaceAndNeverWhole()
{
    KeyParts it;
    it.keys = {found(keyOfEnvironment)};
    it.keys.front().state = CredentialState{.hasKey = true, .idEnd = u"Id12"_s};
    it.presenter->open();
    QCOMPARE(it.text(),
             u"Key as configured\n"
             "  Key from: Environment variables\n"
             "  Variables: ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET\n"
             "  Access key id: ends in Id12\n"
             "  Valid: Until it is deleted or disabled.\n"
             "  Renewed: Not by this program. Start it again when the key changes.\n"
             "  ✓ Environment variables: Used.\n"_s);
    for (const auto *text : it.window.findChildren<QTextEdit *>())
        QVERIFY(!text->toPlainText().contains(u"Canary"_s));
}

void TestKeyPresenter::withoutAKeyEachPlaceSaysWhatIsMissing()
{
    KeyParts it;
    it.keys = {found({u"ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tCanaryId12"_s})};
    it.presenter->open();
    const QString text = it.text();
    QCOMPARE(text.count(u"\n  – "_s), 6);
    for (const QString &part :
         {u"✗ Environment variables: "_s, u"sets ALIBABA_CLOUD_ACCESS_KEY_ID, but not"_s,
          u"Not set: ALIBABA_CLOUD_OIDC_PROVIDER_ARN"_s,
          u"– Profile of the aliyun CLI, ~/.aliyun/config.json: The file does not exist."_s,
          u"– File of the SDKs, ~/.alibabacloud/credentials: The file does not exist."_s,
          u"Not set: ALIBABA_CLOUD_ECS_METADATA"_s, u"Not set: ALIBABA_CLOUD_CREDENTIALS_URI"_s,
          u"– The desktop's keychain: No entry is chosen."_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!text.contains(u"Canary"_s));
}

void TestKeyPresenter::aPlaceThatIsSwitchedOffNamesTheSwitch()
{
    KeyParts it;
    it.keys = {found({u"ALIBABA_CLOUD_IGNORE_PROFILE=true"_s})};
    it.presenter->open();
    QVERIFY(it.text().contains(u"Switched off by ALIBABA_CLOUD_IGNORE_PROFILE."_s));
}

void TestKeyPresenter::theModeOfAProfileIsTold()
{
    KeyParts it;
    it.keys = {found({}, u"prod"_s,
                     R"({"profiles":[{"name":"prod","mode":"StsToken","access_key_id":"id",
                     "access_key_secret":"CanarySecret","sts_token":"CanaryToken"}]})")};
    it.presenter->open();
    const QString text = it.text();
    for (const QString &part :
         {u"Profile “prod”\n"_s, u"  Profile: prod\n"_s, u"  Mode: StsToken\n"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!text.contains(u"Canary"_s));
}

void TestKeyPresenter::aTemporaryKeySaysWhenItEndsAndIsRenewed()
{
    KeyParts it;
    it.keys = {found(keyOfEnvironment)};
    const QDateTime now = it.clock.now();
    it.keys.front().state = CredentialState{.hasKey = true,
                                            .isTemporary = true,
                                            .idEnd = u"Id12"_s,
                                            .expiresAt = now.addSecs(3600),
                                            .renewAt = now.addSecs(3420)};
    it.presenter->open();
    QVERIFY2(it.text().contains(u"Temporary, valid until: 2026-11-24 15:00:00"_s) &&
                 it.text().contains(u"(in 1 h"_s) &&
                 it.text().contains(u"Renewed: By itself, in 57 m"_s),
             qPrintable(it.text()));
    it.keys.front().state->renewal = u"aliyun configure"_s;
    it.clock.advance(1s);
    QVERIFY(it.text().contains(u"Renewed: Not by this program. Sign in again with: aliyun"_s));
    it.keys.front().state->error = credentialError(u"KeychainLocked"_s, {});
    it.clock.advance(1s);
    QVERIFY(it.text().contains(u"Failed, and is tried again. The keychain is locked."_s));
}

void TestKeyPresenter::aKeyThatCannotBeFetchedSaysWhy_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("absent") << u"KeychainAbsent"_s << u"There is no keychain on this desktop"_s;
    QTest::newRow("locked") << u"KeychainLocked"_s << u"is locked.\n  Unlock it, then retry."_s;
    QTest::newRow("denied") << u"KeychainDenied"_s << u"Allow this program to read it"_s;
    QTest::newRow("not kept") << u"KeychainNotKept"_s << u"did not keep the key.\n  Unlock it"_s;
    QTest::newRow("a bad name") << u"KeychainNameInvalid"_s << u"can have this name.\n  Why it"_s;
    QTest::newRow("slow") << u"KeychainSlow"_s << u"does not answer.\n  Look for a question"_s;
    QTest::newRow("gone") << u"KeychainEntryNotFound"_s << u"no such key any more.\n  Add"_s;
    QTest::newRow("wrong data") << u"KeychainEntryInvalid"_s << u"no access key of this program"_s;
    QTest::newRow("failed") << u"KeychainFailed"_s << u"cannot be used.\n  Why it is."_s;
}

void TestKeyPresenter::aKeyThatCannotBeFetchedSaysWhy()
{
    QFETCH(QString, code);
    QFETCH(QString, says);
    KeyParts it;
    it.keys = {found({}, u"keychain:prod"_s)};
    it.keys.front().state = CredentialState{.error = credentialError(code, u"Why it is"_s)};
    it.presenter->open();
    QVERIFY2(it.text().startsWith(u"Key “prod” of the keychain\n"_s) && it.text().contains(says),
             qPrintable(it.text()));
}

void TestKeyPresenter::thePageFollowsWhatHappensWhileItIsOpen()
{
    KeyParts it;
    it.keys = {found({})};
    it.presenter->open();
    QVERIFY(!it.text().contains(u"ends in"_s));
    it.keys = {found(keyOfEnvironment)};
    it.keys.front().state = CredentialState{.hasKey = true, .idEnd = u"Id12"_s};
    it.clock.advance(KeyPresenter::lookInterval);
    QVERIFY(it.text().contains(u"ends in Id12"_s));
}

void TestKeyPresenter::entriesOfTheKeychainAreListed()
{
    KeyParts it;
    it.keychain->entries = {{u"prod"_s, {}}, {u"test"_s, {}}};
    it.keys = {found({}, u"keychain:prod"_s)};
    it.presenter->open();
    QTRY_VERIFY(it.button(u"useKey_test"_s));
    QVERIFY(!it.button(u"useKey_prod"_s)); // it is in use
    QSignalSpy chosen(it.presenter.get(), &KeyPresenter::chosen);
    it.button(u"useKey_test"_s)->click();
    QCOMPARE(chosen.value(0).value(0).toString(), u"keychain:test"_s);
    QVERIFY(it.keychain->reads.empty()); // no secret is needed for that
}

void TestKeyPresenter::whatIsWrongWithTheKeychainIsSaid()
{
    KeyParts it;
    it.keychain->failWith(u"KeychainAbsent"_s);
    it.presenter->open();
    const auto *problem = it.window.findChild<QLabel *>(u"keychainProblem"_s);
    QTRY_VERIFY(problem->text().startsWith(u"There is no keychain"_s));
    QVERIFY(problem->isVisible());
}

void TestKeyPresenter::aKeyIsKeptInTheKeychain()
{
    KeyParts it;
    QSignalSpy replaced(it.presenter.get(), &KeyPresenter::replaced);
    it.presenter->open();
    it.addKey(u"prod"_s, u"CanarySecret"_s);
    QTRY_COMPARE(replaced.count(), 1);
    QCOMPARE(replaced.first().first().toString(), u"keychain:prod"_s);
    QCOMPARE(it.keychain->entries[u"prod"_s],
             R"({"access_key_id":"LTAI5tExample","access_key_secret":"CanarySecret"})");
    QTRY_VERIFY(it.button(u"useKey_prod"_s));
    QTRY_VERIFY(!it.window.findChild<AddKeyDialog *>());
}

void TestKeyPresenter::aKeyThatIsNoneIsRefused()
{
    KeyParts it;
    it.presenter->open();
    it.addKey(u"prod"_s, u"Canary Secret"_s);
    QVERIFY(it.window.findChild<QLabel *>(u"keyFault"_s)->text().contains(u"no spaces"_s));
    QVERIFY(it.keychain->entries.empty());
}

void TestKeyPresenter::aKeychainThatIsLockedRefusesInTheForm()
{
    KeyParts it;
    it.presenter->open();
    QCoreApplication::processEvents();
    it.keychain->failWith(u"KeychainLocked"_s);
    it.addKey(u"prod"_s, u"CanarySecret"_s);
    const auto *fault = it.window.findChild<QLabel *>(u"keyFault"_s);
    QTRY_COMPARE(fault->text(), u"The keychain is locked. Unlock it, then retry."_s);
}

void TestKeyPresenter::aKeyIsRemovedFromTheKeychain()
{
    KeyParts it;
    it.keychain->entries = {{u"prod"_s, {}}};
    QSignalSpy removed(it.presenter.get(), &KeyPresenter::removed);
    it.presenter->open();
    QTRY_VERIFY(it.button(u"removeKey_prod"_s));
    it.button(u"removeKey_prod"_s)->click();
    it.button(u"removeKeyYes"_s)->click();
    QTRY_COMPARE(removed.count(), 1);
    QVERIFY(it.keychain->entries.empty());
}

void TestKeyPresenter::oneChangeAtATime()
{
    KeyParts it;
    it.keychain->entries = {{u"test"_s, {}}};
    it.presenter->open();
    QTRY_VERIFY(it.button(u"removeKey_test"_s));
    QSignalSpy replaced(it.presenter.get(), &KeyPresenter::replaced);
    const auto areEnabled = [&it](bool isEnabled) {
        for (const QString &name : {u"addKey"_s, u"useKey_test"_s, u"removeKey_test"_s}) {
            if (it.button(name)->isEnabled() != isEnabled)
                return false;
        }
        return true;
    };
    QVERIFY(areEnabled(true));
    it.addKey(u"prod"_s, u"CanarySecret"_s);
    // Its answer is its own, also when nobody waits for it any more.
    it.window.findChild<AddKeyDialog *>()->close();
    delete it.window.findChild<AddKeyDialog *>();
    QVERIFY(!it.button(u"addKey"_s)->isEnabled());
    Q_EMIT it.dialog()->removeRequested(u"test"_s);
    QTRY_COMPARE(replaced.count(), 1);
    QVERIFY(it.keychain->entries.contains(u"test"_s));
    QTRY_VERIFY(areEnabled(true));
}

void TestKeyPresenter::whatIsRefusedIsStillSaidOnThePage()
{
    KeyParts it;
    it.keychain->entries = {{u"test"_s, {}}};
    it.keychain->changeFault = credentialError(u"KeychainNotKept"_s, {});
    it.presenter->open();
    QTRY_VERIFY(it.button(u"removeKey_test"_s));
    const auto *problem = it.window.findChild<QLabel *>(u"keychainProblem"_s);
    const auto isTold = [&] {
        // The list that is asked for after it was answered is there.
        return it.button(u"addKey"_s)->isEnabled() &&
               problem->text().startsWith(u"The keychain did not keep the key."_s);
    };
    it.addKey(u"prod"_s, u"CanarySecret"_s);
    delete it.window.findChild<AddKeyDialog *>(); // which would show it
    QTRY_VERIFY(isTold());
    QTest::qWait(10);
    QVERIFY(isTold());
    it.keychain->changeFault = credentialError(u"KeychainLocked"_s, {});
    Q_EMIT it.dialog()->removeRequested(u"test"_s);
    QTRY_VERIFY(problem->text().startsWith(u"The keychain is locked."_s));
    QTest::qWait(10);
    QVERIFY(problem->text().startsWith(u"The keychain is locked."_s));
    it.keychain->changeFault.reset();
    Q_EMIT it.dialog()->removeRequested(u"test"_s);
    QTRY_VERIFY(problem->text().isEmpty());
}

void TestKeyPresenter::aClosedPageAsksNobody()
{
    KeyParts it;
    it.presenter->open();
    QCOMPARE(it.clock.waiting(), 1);
    it.dialog()->close();
    QTRY_COMPARE(it.clock.waiting(), 0);
}

QTEST_MAIN(TestKeyPresenter)
#include "tst_keypresenter.moc"
