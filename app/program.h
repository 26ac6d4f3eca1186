#pragma once

#include "advice.h"
#include "apierror.h"
#include "connection.h"
#include "connectionoptions.h"
#include "dashboard.h"
#include "language.h"
#include "registryclock.h"
#include "reportedhistory.h"
#include "settingsfile.h"
#include "settingskeeper.h"
#include "simulator.h"
#include "unlockpermits.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QProcessEnvironment>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class AccountsPresenter;
class CredentialWatch;
class Keychain;
class KeyPresenter;
class Notifier;
struct CredentialState;
struct ProfileKey;
struct ProfileSelection;
struct WatchedKey;
class ProfilePresenter;
class SettingsPortal;
class TeamFollower;
class QApplication;

/// The window with all that stands around it: registry or demo, settings, language, theme.
class Program final : public QObject {
    Q_OBJECT

public:
    /// \p environment says where keys are. With \p fixed settings none are read and none are
    /// written. Else they are saved when they change, and when the desktop's session ends.
    Program(QApplication &application, Clock &clock,
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(),
            std::optional<Settings> fixed = {});
    ~Program() override;

    /// Where keys may lie too; none without it. To be called before open().
    void useKeychain(std::shared_ptr<Keychain> keychain) { m_keychain = std::move(keychain); }
    /// Opens the window, in the place of the one before.
    void open(const WindowOptions &options);
    [[nodiscard]] Dashboard &dashboard() { return *m_dashboard; }
    /// Shows what \p link leads to, see parseLink(); nothing where it is empty. It leads to the
    /// user's own registries: a demo that was opened in their window is left for it, unless it is
    /// the demo that lists the task.
    void openLink(const QString &link);
    /// A demo is open beside this window, which was opened for a link.
    void tellOfDemo();
    /// What keeps the window from being complete: profiles that cannot be used, and what the
    /// registry refuses.
    [[nodiscard]] std::vector<ApiError> errors() const;

private:
    /// \p carried: preferences of the window before, also where they could not be saved.
    void show(WindowOptions options, const std::optional<Preferences> &carried = {});
    void connectDashboard();
    void applyLooks(ThemeChoice theme, const Looks &looks);
    void keepHistories(const std::vector<Connection> &open);
    void keepHistory(const ReportedHistory &history, const QString &account);
    void onRetry();
    void reconnect();
    void watchCredentials();
    void onCredentialsChanged();
    [[nodiscard]] Result<QStringList> profilesToOpen() const;
    [[nodiscard]] std::vector<ProfileKey> readKeys() const;
    void connectAccounts();
    [[nodiscard]] Result<Connection> ownConnection(const ConnectionOptions &options);
    [[nodiscard]] Connections connectTeam(const ConnectionOptions &options);
    [[nodiscard]] bool isOfTeam() const
    {
        return !m_options.demo && !m_connectedWith.teamDatabase.isEmpty();
    }
    void showScope();
    [[nodiscard]] std::vector<WatchedKey> watchedKeys() const;
    void connectKeys();
    void connectSetup();
    void takeProfiles(const ProfileSelection &selection);
    void replaceWindow();
    [[nodiscard]] bool isOtherRegistry(const ConnectionOptions &options) const;
    void watchEntry(const QString &profile);
    void takeReplacedEntry(const QString &profile);
    void forgetEntry(const QString &profile);
    [[nodiscard]] QStringList chosenProfiles() const;
    void chooseProfiles(const QStringList &names);
    [[nodiscard]] bool mayReplaceWindow();
    [[nodiscard]] bool isLinkOfDemo(const QString &link) const;
    /// Of the command line, with what the settings add.
    [[nodiscard]] ConnectionOptions connectionOptions() const;
    void onSettingsChosen();
    Result<Connection> startDemo();
    Settings loadedSettings();
    void keepSettings();
    void tellForgotten(const QStringList &before);
    [[nodiscard]] Settings currentSettings() const;
    void save();

    QApplication &m_application;
    RegistryClock m_clock;
    QDateTime m_startedAt;
    QProcessEnvironment m_environment;
    std::optional<Settings> m_fixed;
    WindowOptions m_options;
    WindowOptions m_beforeDemo;               ///< where leaving the demo leads
    ConnectionOptions m_commandLine;          // what still holds of it
    ConnectionOptions m_connectedWith;        // with what the settings added
    QStringList m_rememberedProfiles;         // as in Settings
    bool m_remembersAll = false;              // likewise
    bool m_areProfilesOther = false;          // than those of the window
    QStringList m_leftOut;                    // instances that the window does not read
    std::vector<ReportedHistory> m_histories; // that are open
    Result<QStringList> m_profiles;           // the watched ones
    std::vector<ProfileKey> m_keys;           // of the watched profiles
    // Of those that can be asked.
    QHash<QString, std::function<CredentialState()>> m_keyStates;
    std::vector<ApiError> m_refused; // why profiles cannot be used
    Language m_language;
    std::shared_ptr<Keychain> m_keychain; // may be null
    UnlockPermits m_unlockPermits;
    std::vector<std::unique_ptr<CredentialWatch>> m_credentialWatches;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<SettingsPortal> m_portal; // of the desktop; null with fixed settings
    std::unique_ptr<Notifier> m_notifier;     // of all windows, one after the other
    std::unique_ptr<Dashboard> m_dashboard;
    std::unique_ptr<TeamFollower> m_teamFollower;           // of the dashboard
    std::unique_ptr<ProfilePresenter> m_profilePresenter;   // of the dashboard's window
    std::unique_ptr<KeyPresenter> m_keyPresenter;           // likewise
    std::unique_ptr<AccountsPresenter> m_accountsPresenter; // likewise
    std::optional<SettingsFile> m_settingsFile;
    std::unique_ptr<SettingsKeeper> m_settingsKeeper; // of the dashboard
    Advice m_unsavedSettings;                         // as it was shown last
};
