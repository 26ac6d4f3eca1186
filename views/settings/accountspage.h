#pragma once

#include "accountsetup.h"
#include "preferences.h"

#include <QWidget>

class ConnectionTestView;
class KeyAsker;
class ProfileChooser;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
class RegionChooser;

/// The page Accounts and regions of the settings: whose keys are used, which regions are asked, at
/// which address, a test of it, and which instances are watched. What the command line says for
/// this run is shown, cannot be changed, and is not kept.
class AccountsPage final : public QWidget {
    Q_OBJECT

public:
    explicit AccountsPage(QWidget *parent = nullptr);

    void showCommandLine(const CommandLineValues &values);
    void showConnection(const ConnectionPreferences &connection);
    void showSelection(const ProfileSelection &selection);
    void showChoices(const ProfileChoices &choices);
    /// Chooses \p profile beside those that are chosen.
    void watch(const QString &profile);
    void leaveOut(const QString &profile);
    /// What is to be kept.
    [[nodiscard]] ConnectionPreferences connection() const;
    /// What holds now: of the command line where that says something.
    [[nodiscard]] ConnectionPreferences connectionInUse() const;
    [[nodiscard]] ProfileSelection selection() const;
    [[nodiscard]] ConnectionTestView &test() const { return *m_test; }

    /// The field, where this page has it, else null.
    [[nodiscard]] QWidget *fieldOf(SetupField field) const;
    /// At the field; empty: there is none. One that this page does not have says nothing.
    void showProblem(SetupField field, const QString &problem);
    [[nodiscard]] QLabel *problemOf(SetupField field) const;

    /// What became of the key that was entered; no fault: the keychain has it. False where the
    /// form that it was entered in has been closed.
    bool showAdded(const QString &fault);
    void retranslate();

Q_SIGNALS:
    void refilled(); ///< has other parts than before
    void keyEntered(const EnteredKey &key);
    void removeRequested(const QString &entry); ///< of the keychain; the person has agreed

private:
    void layOut();
    void addSection(QVBoxLayout &column, QLabel *title);
    void askToRemove(const QString &entry);
    void showKeychain();
    void showNotes();

    CommandLineValues m_commandLine{};
    ConnectionPreferences m_kept{}; ///< of the fields that the command line has set
    KeychainLines m_keychain{};

    QLabel *m_profilesTitle = nullptr;
    QLabel *m_profilesNote = nullptr;
    ProfileChooser *m_profiles = nullptr;
    QLabel *m_profilesProblem = nullptr;
    QPushButton *m_addKey = nullptr;
    QLabel *m_keychainState = nullptr;
    QLabel *m_regionsTitle = nullptr;
    RegionChooser *m_regions = nullptr;
    QLabel *m_regionsProblem = nullptr;
    QLabel *m_regionsNote = nullptr;
    QLabel *m_addressTitle = nullptr;
    QLabel *m_endpointLabel = nullptr;
    QLineEdit *m_endpoint = nullptr;
    QLabel *m_endpointProblem = nullptr;
    QLabel *m_endpointNote = nullptr;
    QCheckBox *m_vpc = nullptr;
    QLabel *m_vpcNote = nullptr;
    QLabel *m_testTitle = nullptr;
    ConnectionTestView *m_test = nullptr;
    KeyAsker *m_asker = nullptr;
};
