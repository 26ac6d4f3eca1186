#include "messagebar.h"
#include "profilemenu.h"
#include "profilepresenter.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

#include <optional>

using namespace Qt::StringLiterals;

class TestProfilePresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theMenuListsTheProfilesOfTheToolAndMarksTheWatchedOnes();
    void theFileIsReadAgainWhenTheMenuOpens();
    void aProfileWithoutAKeyCannotBeChosen();
    void aFileThatIsMissingIsSaidInTheMenu();
    void aChoiceIsAnnounced();
    void profilesThatCannotBeUsedAreToldInTheBar();
    void nothingIsToldWhereAllCanBeUsed();

private:
    void writeConfig(const QByteArray &profiles);
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return m_menu->findChild<QAction *>(name);
    }

    std::optional<QTemporaryDir> m_home;
    QByteArray m_formerHome;
    std::optional<ProfileMenu> m_menu;
    std::optional<MessageBar> m_bar;
};

namespace {

constexpr const char *usable =
    R"({"name": "prod", "mode": "AK", "access_key_id": "id", "access_key_secret": "secret"})";
constexpr const char *another =
    R"(,{"name": "test", "mode": "AK", "access_key_id": "id", "access_key_secret": "secret"})";
constexpr const char *unusable =
    R"(,{"name": "empty", "mode": "AK", "access_key_id": "", "access_key_secret": ""})";

} // namespace

void TestProfilePresenter::init()
{
    m_home.emplace();
    m_formerHome = qgetenv("HOME");
    qputenv("HOME", m_home->path().toLocal8Bit());
    m_menu.emplace();
    m_bar.emplace();
}

void TestProfilePresenter::cleanup()
{
    qputenv("HOME", m_formerHome);
    m_bar.reset();
    m_menu.reset();
    m_home.reset();
}

void TestProfilePresenter::writeConfig(const QByteArray &profiles)
{
    QVERIFY(QDir(m_home->path()).mkpath(u".aliyun"_s));
    QFile file(m_home->path() + u"/.aliyun/config.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"current": "prod", "profiles": [)" + profiles + "]}");
}

void TestProfilePresenter::theMenuListsTheProfilesOfTheToolAndMarksTheWatchedOnes()
{
    writeConfig(QByteArray(usable) + another);
    const ProfilePresenter presenter(*m_menu, *m_bar, {u"test"_s});
    QVERIFY(action(u"profile_test"_s)->isChecked());
    QVERIFY(!action(u"profile_prod"_s)->isChecked());
    QVERIFY(!action(u"profileDefault"_s)->isChecked());
}

void TestProfilePresenter::theFileIsReadAgainWhenTheMenuOpens()
{
    writeConfig(usable);
    const ProfilePresenter presenter(*m_menu, *m_bar, {QString()}); // as it is configured
    QVERIFY(action(u"profileDefault"_s)->isChecked());
    QVERIFY(action(u"profile_test"_s) == nullptr);
    writeConfig(QByteArray(usable) + another);
    Q_EMIT m_menu->aboutToShow();
    QVERIFY(action(u"profile_test"_s) != nullptr);
}

void TestProfilePresenter::aProfileWithoutAKeyCannotBeChosen()
{
    writeConfig(QByteArray(usable) + unusable);
    const ProfilePresenter presenter(*m_menu, *m_bar, {});
    QVERIFY(action(u"profile_prod"_s)->isEnabled());
    QVERIFY(!action(u"profile_empty"_s)->isEnabled());
}

void TestProfilePresenter::aFileThatIsMissingIsSaidInTheMenu()
{
    const ProfilePresenter presenter(*m_menu, *m_bar, {});
    QVERIFY(action(u"profileProblem"_s) != nullptr);
    QVERIFY(!action(u"profileProblem"_s)->toolTip().isEmpty());
}

void TestProfilePresenter::aChoiceIsAnnounced()
{
    writeConfig(QByteArray(usable) + another);
    const ProfilePresenter presenter(*m_menu, *m_bar, {u"test"_s});
    QSignalSpy chosen(&presenter, &ProfilePresenter::profilesChosen);
    action(u"profile_prod"_s)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toStringList(), QStringList({u"test"_s, u"prod"_s}));
}

void TestProfilePresenter::profilesThatCannotBeUsedAreToldInTheBar()
{
    ProfilePresenter presenter(*m_menu, *m_bar, {});
    presenter.tell({{.code = u"NoCredentials"_s}, {.code = u"NoCredentials"_s}});
    QVERIFY(m_bar->isVisible());
    const auto text = [this](const QString &name) {
        return m_bar->findChild<QTextEdit *>(name)->toPlainText();
    };
    QVERIFY(text(u"errorHappened"_s).contains(u"2"_s));
    QVERIFY(!text(u"errorWhatToDo"_s).isEmpty());
    QCOMPARE(text(u"errorTechnical"_s).count(u"NoCredentials"_s), 1);
}

void TestProfilePresenter::nothingIsToldWhereAllCanBeUsed()
{
    ProfilePresenter presenter(*m_menu, *m_bar, {});
    presenter.tell({});
    QVERIFY(!m_bar->isVisible());
}

QTEST_MAIN(TestProfilePresenter)
#include "tst_profilepresenter.moc"
