#pragma once

#include "hastenedclock.h"
#include "program.h"
#include "simulator.h"

#include <QApplication>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

class Keychain;

/// The program as a person starts it who has several profiles: "prod" and "test" are two
/// registries, "twin" is the key of "prod" once more, "wrong" asks "test" with a secret that is not
/// its own, the mode of "role" is not supported. Its home is a folder of its own.
class ProfiledProgram final {
public:
    ProfiledProgram();
    ~ProfiledProgram();
    Q_DISABLE_COPY_MOVE(ProfiledProgram)

    static constexpr int prodTasks = 300;
    static constexpr int testTasks = 500;

    /// Starts the program with `--profile` for each name, then waits until all is loaded.
    [[nodiscard]] bool start(const QStringList &profiles = {}, bool all = false);
    /// The same at the address of "prod", for keys that come with none, as those of a keychain.
    [[nodiscard]] bool startAtProd(const QStringList &profiles, std::shared_ptr<Keychain> keychain);
    /// The same with any command line.
    [[nodiscard]] bool startWith(const ConnectionOptions &connection,
                                 std::shared_ptr<Keychain> keychain = {});
    [[nodiscard]] const SimulatorInfo &testInfo() const { return m_testInfo; }
    [[nodiscard]] const SimulatorInfo &prodInfo() const { return m_prodInfo; }
    /// The key of "prod" as it stands in an entry of a keychain.
    [[nodiscard]] QByteArray prodKey() const;
    void end() { m_program.reset(); }
    /// Clicks the profile's entry in the menu, or with an empty name the default's. False when no
    /// other window has opened after \p patience, in ms.
    [[nodiscard]] bool choose(const QString &profile, int patience = 5000);
    [[nodiscard]] bool settle();
    /// The file of the profiles is replaced: the secret of "wrong" is the right one.
    void renewKey();
    /// The same, and "prod" has lost its secret.
    void renewKeyAndSpoilProd();
    /// Both registries are gone.
    void breakNetwork();

    [[nodiscard]] Dashboard &dashboard() { return m_program->dashboard(); }
    [[nodiscard]] MainWindow &window() { return dashboard().window(); }
    [[nodiscard]] int rows() { return dashboard().model().rowCount(); }
    /// What a label or a text of the window says.
    [[nodiscard]] QString text(const QString &objectName);
    /// Where the histories lie.
    [[nodiscard]] QString historyFolder() const;

private:
    void writeConfig(const QString &secretOfWrong, const QString &secretOfProd);

    QTemporaryDir m_home;
    HastenedClock m_clock;
    Simulator m_prod{m_clock};
    Simulator m_test{m_clock};
    SimulatorInfo m_prodInfo;
    SimulatorInfo m_testInfo;
    std::unique_ptr<Program> m_program;
};

/// From now on \p folder is where things are kept, and no key stands in the environment.
void liveIn(const QString &folder);

/// The main() of \p Test, in a home of its own.
template<typename Test>
int runAtHome(int argc, char **argv)
{
    const QTemporaryDir home;
    liveIn(home.path()); // before anybody asks where things are kept
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("SyncDashboard"));
    QCoreApplication::setApplicationName(QStringLiteral("sync-dashboard"));
    Test test;
    return QTest::qExec(&test, argc, argv);
}
