#pragma once

#include "dialogframe.h"
#include "keypage.h"

#include <functional>

class KeyAsker;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

/// Where does this key come from? For each watched account its key, until when it is valid, and
/// every place that was tried; below, the keys in the desktop's keychain, which can be added, used
/// and removed. Not modal: it follows what happens while it is open.
class KeySourceDialog final : public DialogFrame {
    Q_OBJECT

public:
    explicit KeySourceDialog(QWidget *parent = nullptr);

    void showAccounts(const std::vector<KeyAccount> &accounts);
    void showKeychain(const KeychainLines &keychain);
    /// What became of the key that was entered; no fault: the keychain has it. Told to the form
    /// that it was entered in; false where that has been closed.
    bool showAdded(const QString &fault);
    /// Asks whether the key \p name of the keychain is to be removed, which \p remove does.
    static void askToRemove(const QString &name, bool isWatched, QWidget *parent,
                            const std::function<void()> &remove);
    /// The question where the dialog is entered.
    static QString title();

Q_SIGNALS:
    void keyEntered(const EnteredKey &key);
    void useRequested(const QString &name);    ///< of an entry of the keychain
    void removeRequested(const QString &name); ///< the person has agreed
    void closed();

protected:
    void retranslate() override;
    void hideEvent(QHideEvent *event) override;

private:
    void fillAccounts();
    void fillKeychain();
    void addEntry(const QString &name);
    void copy();

    std::vector<KeyAccount> m_accounts{};
    KeychainLines m_keychain{};
    QScrollArea *m_scroll = nullptr;
    QWidget *m_accountsPart = nullptr;
    QWidget *m_entriesPart = nullptr;
    QVBoxLayout *m_accountsLayout = nullptr;
    QVBoxLayout *m_entriesLayout = nullptr;
    QLabel *m_keychainTitle = nullptr;
    QLabel *m_keychainHint = nullptr;
    QLabel *m_keychainProblem = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_close = nullptr;
    KeyAsker *m_asker = nullptr;
};
