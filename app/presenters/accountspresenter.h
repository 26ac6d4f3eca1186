#pragma once

#include "accountsetup.h"
#include "connectionoptions.h"
#include "connectiontest.h"
#include "keychainentries.h"
#include "registryclock.h"
#include "timedisplay.h"

#include <QObject>
#include <QPointer>
#include <QProcessEnvironment>

#include <functional>
#include <memory>
#include <vector>

class SettingsDialog;

/// The page Accounts and regions of the settings: lists the keys that can be watched, keeps keys in
/// the desktop's keychain, and tries what the page says. Nothing is asked while it is closed.
class AccountsPresenter final : public QObject {
    Q_OBJECT

public:
    /// What the page is told.
    struct Sources {
        QProcessEnvironment environment{};
        std::function<ConnectionOptions()> commandLine{};
        std::function<ProfileSelection()> selection{};
        /// Those that are known, whether they are watched or not.
        std::function<std::vector<RegistryInstance>()> instances{};
        /// How times are told; without it in the zone of this computer.
        std::function<TimeDisplay()> times{};
    };

    /// \p clock must outlive this; \p keychain may be null.
    AccountsPresenter(Sources sources, std::shared_ptr<Keychain> keychain, RegistryClock &clock,
                      QObject *parent = nullptr);

    /// Of the settings of the window, once they are made.
    void connectDialog(SettingsDialog &dialog);
    /// Each time before they open.
    void fill(SettingsDialog &dialog) const;

Q_SIGNALS:
    /// The person has agreed with OK; preferences follow.
    void profilesChosen(const ProfileSelection &selection);
    /// The key of \p profile in the keychain is another one now.
    void replaced(const QString &profile);
    /// There is no such entry any more; when the dialog is closed.
    void removed(const QString &profile);

private:
    [[nodiscard]] TimeDisplay times() const;
    void onOpened();
    void onClosed();
    void showChoices();
    void showInstances();
    void add(const EnteredKey &key);
    void startTest();
    void showReport();
    [[nodiscard]] std::vector<TestLine> linesOfTest() const;

    Sources m_sources;
    std::shared_ptr<Keychain> m_keychain;
    RegistryClock &m_clock;
    KeychainEntries m_entries;
    ConnectionTest m_test;
    std::vector<ApiError> m_refused; ///< by the last test: profiles that cannot be asked
    QStringList m_removed;           ///< entries, while the dialog is open
    QPointer<SettingsDialog> m_dialog;
};
