#pragma once

#include "accountsetup.h"
#include "dialogframe.h"
#include "preferences.h"

#include <functional>

class AccountsPage;
class BackgroundSettings;
class HistorySettings;
class KeysPage;
class LooksSettings;
class NetworkSettings;
class NotificationSettings;
class QAction;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class SettingsPages;
class SilencesPage;
class TeamSettings;
class TimeSettings;

/// Why preferences cannot be used, and the field that says so. Empty: they can.
struct SettingsProblem {
    SetupField field = SetupField::None;
    QString text{};
};

/// Asks for preferences. Nothing changes before "OK", but for the keys of the desktop's keychain.
class SettingsDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

    /// Says what of the preferences cannot be used; while it says something, "OK" only shows that.
    void setCheck(std::function<SettingsProblem(const Preferences &)> check);
    /// The page about accounts is only there where somebody knows of them.
    void offerAccounts();
    [[nodiscard]] AccountsPage &accounts() const { return *m_accounts; }
    [[nodiscard]] HistorySettings &history() const { return *m_history; }
    [[nodiscard]] KeysPage &keys() const { return *m_keys; }
    [[nodiscard]] SilencesPage &silences() const { return *m_silences; }
    /// Opens the page of mutes and maintenance.
    void openSilences();
    /// The program starts with the desktop's session. Until this is called it cannot be chosen.
    void showAutostart(bool isOn);
    /// As the window has it; it is chosen in a menu too.
    void showTheme(ThemeChoice theme);
    /// Before showPreferences().
    void showCommandLine(const CommandLineValues &values);
    void showSelection(const ProfileSelection &selection);
    /// As the fields say now, whether that has been agreed to or not.
    [[nodiscard]] Preferences chosen() const;
    /// Opens the page of \p field, which gets the focus, with \p problem beside it.
    void showField(SetupField field, const QString &problem);
    /// Announces nothing.
    void showPreferences(const Preferences &preferences);
    /// Above the buttons, until the dialog is opened again: what became of saving or restoring.
    void showNote(const QString &text);

Q_SIGNALS:
    /// Only where they are others; before preferencesChosen().
    void profilesChosen(const ProfileSelection &selection);
    void preferencesChosen(const Preferences &preferences);
    void autostartChosen(bool isOn);     ///< only where it is another
    void themeChosen(ThemeChoice theme); ///< likewise
    void opened();
    void closed();
    void savingRequested();    ///< of what the fields say, to a file
    void restoringRequested(); ///< of the fields, from a file

protected:
    void retranslate() override;
    void accept() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool refuseUnknownZone();
    enum Page {
        AccountsPageIndex,
        NetworkPage,
        RequestsPage,
        HistoryPage,
        NotificationsPage,
        SilencesPageIndex,
        LooksPage,
        KeysPageIndex
    };

    QFormLayout *addFormPage(Page page);
    void layOut();
    void makeMore();
    void showProblem(const SettingsProblem &problem);
    [[nodiscard]] Preferences withDefaultsOf(int page) const;
    [[nodiscard]] QWidget *fieldOf(SetupField field) const;

    SettingsPages *m_pages = nullptr;
    bool m_wasShown = false;
    ThemeChoice m_theme = ThemeChoice::System; ///< as it was before it was changed here
    QLabel *m_requestsTitle = nullptr;
    QLabel *m_requestsLabel = nullptr;
    QSpinBox *m_requests = nullptr;
    QLabel *m_requestsHint = nullptr;
    QLabel *m_stuckTitle = nullptr;
    QLabel *m_factorLabel = nullptr;
    QDoubleSpinBox *m_factor = nullptr;
    QLabel *m_stuckHint = nullptr;
    AccountsPage *m_accounts = nullptr;
    bool m_hasAccounts = false;
    ProfileSelection m_selection{}; ///< as it was before it was changed here
    ConnectionPreferences m_connection{};
    NetworkSettings *m_network = nullptr;
    TeamSettings *m_team = nullptr;
    HistorySettings *m_history = nullptr;
    NotificationSettings *m_notifications = nullptr;
    BackgroundSettings *m_background = nullptr;
    SilencesPage *m_silences = nullptr;
    KeysPage *m_keys = nullptr;
    LooksSettings *m_looks = nullptr;
    TimeSettings *m_times = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_defaults = nullptr;
    QPushButton *m_more = nullptr;
    QAction *m_save = nullptr;
    QAction *m_restore = nullptr;
    QAction *m_allDefaults = nullptr;
    std::function<SettingsProblem(const Preferences &)> m_check;
};
