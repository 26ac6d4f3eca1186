#include "accountspage.h"
#include "fakekeychain.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "messagebar.h"
#include "placeholder.h"
#include "profiledprogram.h"
#include "settingsdialog.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int prodTasks = ProfiledProgram::prodTasks;
constexpr int testTasks = ProfiledProgram::testTasks;
constexpr int longWait = 60'000;

/// The settings of a program as a person uses them.
struct SetUpProgram {
    [[nodiscard]] SettingsDialog *dialog()
    {
        return program.window().findChild<SettingsDialog *>(u"settingsDialog"_s);
    }
    [[nodiscard]] bool open()
    {
        auto *settings = program.window().findChild<QAction *>(u"actionSettings"_s);
        settings->trigger();
        return isOpen();
    }
    [[nodiscard]] bool isOpen()
    {
        if (!dialog())
            return false;
        dialog()->activateWindow();
        return QTest::qWaitFor([this] { return QApplication::activeWindow() == dialog(); });
    }
    template<typename Widget>
    [[nodiscard]] Widget *part(const QString &objectName)
    {
        return program.window().findChild<Widget *>(objectName);
    }
    /// Presses the key where the focus is.
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    static void write(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// Goes on with Tab until \p objectName has the focus.
    [[nodiscard]] static bool tabTo(const QString &objectName)
    {
        constexpr int most = 60;
        for (int i = 0; i < most; ++i) {
            const QWidget *focus = QApplication::focusWidget();
            if (focus && focus->objectName() == objectName)
                return true;
            if (!focus)
                return false;
            press(Qt::Key_Tab);
        }
        return false;
    }
    /// "OK", which opens another window.
    [[nodiscard]] bool agree()
    {
        const QPointer<MainWindow> former = &program.window();
        part<QPushButton>(u"settingsOk"_s)->click();
        return QTest::qWaitFor([&former] { return former.isNull(); }, longWait) && program.settle();
    }
    [[nodiscard]] QStringList testLines()
    {
        QStringList lines;
        for (const QLabel *line : dialog()->findChildren<QLabel *>(u"testLine"_s)) {
            if (line->isVisible())
                lines << line->text();
        }
        return lines;
    }

    std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
    ProfiledProgram program{};
};

} // namespace

/// Set up in the window: accounts, regions, address, test, instances; without a command line.
class TestWindowSetup final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("ALIBABA_CLOUD_IGNORE_PROFILE"); }
    void aRegistryIsSetUpFromNothingByKeysAlone();
    void anErrorLeadsToTheEndpointThatMendsIt();
    void theCommandLineWinsForOneRunAndIsNotKept();
    void twoProfilesAreWatchedAndRemembered();
    void everyProfileIsWatchedAlsoLater();
    void whatCannotBeUsedSaysWhyBesideItsName();
    void aTestNamesEachRegionAndItsError();
    void aTestEndsWithTheDialog();
    void anInstanceThatIsLeftOutIsNotRead();
    void anAddressThatIsNoneIsSaidAtItsField();
    void aLockedKeychainIsSaidInWords();
    void aKeyIsReplacedAndRemoved();
    void cancellingKeepsWhatIsWatched();
};

void TestWindowSetup::aRegistryIsSetUpFromNothingByKeysAlone()
{
    qputenv("ALIBABA_CLOUD_IGNORE_PROFILE", "true");
    SetUpProgram it;
    QVERIFY(it.program.startWith({}, it.keychain));
    QTRY_COMPARE(it.program.window().placeholder().state(), Placeholder::State::NoCredentials);
    QVERIFY(QTest::qWaitForWindowActive(&it.program.window()));
    auto *setup = it.part<QPushButton>(u"placeholderSetup"_s);
    QVERIFY(setup->isVisible());
    setup->setFocus();
    SetUpProgram::press(Qt::Key_Space);
    QVERIFY(it.isOpen());

    // A key of one's own.
    QVERIFY(SetUpProgram::tabTo(u"accountsAddKey"_s));
    SetUpProgram::press(Qt::Key_Return);
    QTRY_VERIFY(QApplication::focusWidget() &&
                QApplication::focusWidget()->objectName() == u"keyId"_s);
    SetUpProgram::write(it.program.prodInfo().accessKeyId);
    SetUpProgram::press(Qt::Key_Tab);
    SetUpProgram::write(it.program.prodInfo().accessKeySecret);
    SetUpProgram::press(Qt::Key_Return);
    QTRY_VERIFY(it.keychain->entries.contains(u"default"_s));
    QTRY_VERIFY(it.part<QCheckBox>(u"watch_keychain:default"_s));
    QTRY_VERIFY(it.part<QCheckBox>(u"watch_keychain:default"_s)->isChecked());
    QVERIFY(it.isOpen());

    // The region and the address.
    QVERIFY(SetUpProgram::tabTo(u"regionBox"_s));
    SetUpProgram::write(it.program.prodInfo().instances.first().regionId);
    SetUpProgram::press(Qt::Key_Return);
    QVERIFY(it.dialog()->isVisible());
    QVERIFY(it.part<QPushButton>(u"region_"_s + it.program.prodInfo().instances.first().regionId));
    QVERIFY(SetUpProgram::tabTo(u"connectionEndpoint"_s));
    SetUpProgram::write(it.program.prodInfo().endpoint.toString());

    // It works, and then it is used.
    QVERIFY(SetUpProgram::tabTo(u"testConnection"_s));
    SetUpProgram::press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(it.testLines().join(u' ').contains(u"instances found: 1"_s), longWait);
    QVERIFY(it.part<QLabel>(u"testIdentity"_s)
                ->text()
                .endsWith(it.program.prodInfo().accessKeyId.right(4)));
    QVERIFY(it.part<QCheckBox>(u"watchInstance_"_s +
                               it.program.prodInfo().instances.first().instanceId));
    QVERIFY(SetUpProgram::tabTo(u"settingsOk"_s));
    SetUpProgram::press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);

    // And at the next start, without a word on the command line.
    QVERIFY(it.program.startWith({}, it.keychain));
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);
    QVERIFY(!it.program.window().messageBar().isVisible());
}

void TestWindowSetup::anErrorLeadsToTheEndpointThatMendsIt()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    it.part<QLineEdit>(u"connectionEndpoint"_s)->setText(u"http://127.0.0.1:1"_s);
    QVERIFY(it.agree());
    QTRY_VERIFY_WITH_TIMEOUT(it.program.window().messageBar().isVisible(), longWait);
    auto *link = it.part<QPushButton>(u"errorSetup"_s);
    QVERIFY(link->isVisible());
    QCOMPARE(link->text(), u"Check the endpoint…"_s);
    link->click();
    QVERIFY(it.isOpen());
    auto *endpoint = it.part<QLineEdit>(u"connectionEndpoint"_s);
    QTRY_VERIFY(endpoint->hasFocus());
    QCOMPARE(endpoint->text(), u"http://127.0.0.1:1"_s);
    const auto *problem = it.part<QLabel>(u"endpointProblem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"127.0.0.1"_s), qPrintable(problem->text()));
    endpoint->clear();
    QVERIFY(it.agree());
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);
    QTRY_VERIFY(!it.program.window().messageBar().isVisible());
}

void TestWindowSetup::theCommandLineWinsForOneRunAndIsNotKept()
{
    SetUpProgram it;
    QVERIFY(it.program.startAtProd({u"test"_s, u"prod"_s}, it.keychain));
    QVERIFY(it.open());
    const auto *endpoint = it.part<QLineEdit>(u"connectionEndpoint"_s);
    QVERIFY(!endpoint->isEnabled());
    QCOMPARE(endpoint->text(), it.program.prodInfo().endpoint.toString());
    QCOMPARE(it.part<QLabel>(u"endpointNote"_s)->text(), u"Set by --endpoint for this run."_s);
    QCOMPARE(it.part<QLabel>(u"regionsNote"_s)->text(), u"Set by --region for this run."_s);
    QVERIFY(it.part<QLabel>(u"profilesNote"_s)->text().contains(u"--profile"_s));
    QVERIFY(it.part<QCheckBox>(u"watch_test"_s)->isChecked());
    it.part<QPushButton>(u"settingsOk"_s)->click();
    QCOMPARE(it.program.dashboard().settings().preferences.connection, ConnectionPreferences{});
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    QVERIFY(it.part<QLineEdit>(u"connectionEndpoint"_s)->isEnabled());
    QVERIFY(it.part<QLineEdit>(u"connectionEndpoint"_s)->text().isEmpty());
    QVERIFY(it.part<QCheckBox>(u"watch_"_s)->isChecked());
}

void TestWindowSetup::twoProfilesAreWatchedAndRemembered()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QCOMPARE(it.program.rows(), prodTasks);
    QVERIFY(it.open());
    it.part<QCheckBox>(u"watch_prod"_s)->click();
    QVERIFY(!it.part<QCheckBox>(u"watch_"_s)->isChecked());
    it.part<QCheckBox>(u"watch_test"_s)->click();
    QVERIFY(it.agree());
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
    QVERIFY(it.program.startWith({}));
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
}

void TestWindowSetup::everyProfileIsWatchedAlsoLater()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    it.part<QCheckBox>(u"watchAllProfiles"_s)->click();
    QVERIFY(it.part<QCheckBox>(u"watch_test"_s)->isChecked());
    QVERIFY(!it.part<QCheckBox>(u"watch_test"_s)->isEnabled());
    QVERIFY(it.agree());
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
    QVERIFY(it.program.startWith({}));
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
    QVERIFY(it.open());
    QVERIFY(it.part<QCheckBox>(u"watchAllProfiles"_s)->isChecked());
}

void TestWindowSetup::whatCannotBeUsedSaysWhyBesideItsName()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    QVERIFY(!it.part<QCheckBox>(u"watch_role"_s)->isEnabled());
    const QString why = it.part<QLabel>(u"state_role"_s)->text();
    QVERIFY2(why.contains(u"'role'"_s), qPrintable(why));
    const QString from = it.part<QLabel>(u"from_prod"_s)->text();
    QVERIFY2(from.contains(u"config.json"_s) && from.contains(u"AK"_s), qPrintable(from));
    const QString state = it.part<QLabel>(u"state_prod"_s)->text();
    QVERIFY2(state.endsWith(it.program.prodInfo().accessKeyId.right(4)), qPrintable(state));
}

void TestWindowSetup::aTestNamesEachRegionAndItsError()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    it.part<QCheckBox>(u"watch_prod"_s)->click();
    it.part<QCheckBox>(u"watch_wrong"_s)->click();
    it.part<QPushButton>(u"testConnection"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(
        !it.part<QPushButton>(u"testConnection"_s)->text().startsWith(u"Stop"_s) &&
            it.testLines().size() == 2,
        longWait);
    const QString all = it.testLines().join(u'\n');
    QVERIFY2(all.contains(u"instances found: 1"_s), qPrintable(all));
    QVERIFY2(all.contains(u"wrong"_s) && all.contains(u"signature"_s), qPrintable(all));
    auto *mend = it.part<QPushButton>(u"testMend"_s);
    QVERIFY(mend);
    QCOMPARE(mend->text(), u"Check the accounts…"_s);
    mend->click();
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"watch_prod"_s);
    // Nothing of it is used before OK.
    QTest::keyClick(it.dialog(), Qt::Key_Escape);
    QCOMPARE(it.program.rows(), prodTasks);
}

void TestWindowSetup::aTestEndsWithTheDialog()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QVERIFY(it.open());
    it.part<QLineEdit>(u"connectionEndpoint"_s)
        ->setText(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()));
    it.part<QPushButton>(u"testConnection"_s)->click();
    QTRY_VERIFY(silent.hasPendingConnections());
    QTcpSocket *asked = silent.nextPendingConnection();
    QVERIFY(it.testLines().join(u' ').contains(u"asking"_s));
    QTest::keyClick(it.dialog(), Qt::Key_Escape);
    QVERIFY(!it.dialog()->isVisible());
    QTRY_COMPARE(asked->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(it.open());
    QVERIFY(it.testLines().isEmpty());
    QCOMPARE(it.part<QPushButton>(u"testConnection"_s)->text(), u"Test"_s);
}

void TestWindowSetup::anInstanceThatIsLeftOutIsNotRead()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({.profiles = {u"prod"_s, u"test"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
    const QString box = u"watchInstance_"_s + it.program.testInfo().instances.first().instanceId;
    QVERIFY(it.open());
    QVERIFY(it.part<QCheckBox>(box)->isChecked());
    it.part<QCheckBox>(box)->click();
    QVERIFY(it.agree());
    // Neither asked for nor told from the history.
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);
    QTRY_COMPARE(it.program.text(u"place"_s), u"1 instance"_s);
    QVERIFY(it.program.startWith({.profiles = {u"prod"_s, u"test"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);
    QVERIFY(it.open());
    QVERIFY(!it.part<QCheckBox>(box)->isChecked());
    it.part<QCheckBox>(box)->click();
    QVERIFY(it.agree());
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks + testTasks, longWait);
}

void TestWindowSetup::anAddressThatIsNoneIsSaidAtItsField()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    QVERIFY(it.open());
    auto *endpoint = it.part<QLineEdit>(u"connectionEndpoint"_s);
    endpoint->setText(u"http://registry.example"_s);
    it.part<QPushButton>(u"settingsOk"_s)->click();
    QVERIFY(it.dialog()->isVisible());
    QVERIFY(endpoint->hasFocus());
    const auto *problem = it.part<QLabel>(u"endpointProblem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"https://"_s), qPrintable(problem->text()));
}

void TestWindowSetup::aLockedKeychainIsSaidInWords()
{
    SetUpProgram it;
    it.keychain->failWith(u"KeychainLocked"_s);
    QVERIFY(it.program.startWith({}, it.keychain));
    QVERIFY(it.open());
    QTRY_COMPARE(it.part<QLabel>(u"accountsKeychain"_s)->text(),
                 u"The keychain is locked. Unlock it, then retry."_s);
    QVERIFY(it.program.startWith({})); // without a keychain
    QVERIFY(it.open());
    const QString text = it.part<QLabel>(u"accountsKeychain"_s)->text();
    QVERIFY2(text.startsWith(u"There is no keychain"_s), qPrintable(text));
}

void TestWindowSetup::aKeyIsReplacedAndRemoved()
{
    SetUpProgram it;
    it.keychain->entries[u"mine"_s] = R"({"access_key_id":"no","access_key_secret":"no"})";
    QVERIFY(it.program.startAtProd({u"keychain:mine"_s}, it.keychain));
    QCOMPARE(it.program.rows(), 0);
    QVERIFY(it.open());
    QTRY_VERIFY(it.part<QPushButton>(u"replaceKey_mine"_s));
    it.part<QPushButton>(u"replaceKey_mine"_s)->click();
    QVERIFY(it.part<QLineEdit>(u"keyName"_s)->isReadOnly());
    it.part<QLineEdit>(u"keyId"_s)->setText(it.program.prodInfo().accessKeyId);
    it.part<QLineEdit>(u"keySecret"_s)->setText(it.program.prodInfo().accessKeySecret);
    it.part<QPushButton>(u"keySave"_s)->click();
    // What is watched is asked with it at once; the settings stay open.
    QTRY_COMPARE_WITH_TIMEOUT(it.program.rows(), prodTasks, longWait);
    QVERIFY(it.dialog()->isVisible());
    QTRY_VERIFY(it.part<QPushButton>(u"removeEntry_mine"_s)->isEnabled());
    it.part<QPushButton>(u"removeEntry_mine"_s)->click();
    it.part<QPushButton>(u"removeKeyYes"_s)->click();
    QTRY_VERIFY(it.keychain->entries.empty());
    QTRY_VERIFY(!it.part<QCheckBox>(u"watch_keychain:mine"_s));
}

void TestWindowSetup::cancellingKeepsWhatIsWatched()
{
    SetUpProgram it;
    QVERIFY(it.program.startWith({}));
    const QPointer<MainWindow> window = &it.program.window();
    QVERIFY(it.open());
    it.part<QCheckBox>(u"watch_test"_s)->click();
    it.part<QLineEdit>(u"connectionEndpoint"_s)->setText(u"https://registry.example"_s);
    it.part<QPushButton>(u"settingsCancel"_s)->click();
    QVERIFY(it.open());
    QVERIFY(!it.part<QCheckBox>(u"watch_test"_s)->isChecked());
    QVERIFY(it.part<QLineEdit>(u"connectionEndpoint"_s)->text().isEmpty());
    it.part<QPushButton>(u"settingsOk"_s)->click();
    QVERIFY(window);
    QCOMPARE(it.program.rows(), prodTasks);
}

int main(int argc, char **argv)
{
    return runAtHome<TestWindowSetup>(argc, argv);
}

#include "tst_window_setup.moc"
