#pragma once

#include "keychain.h"
#include "keypage.h"

#include <QObject>

#include <functional>
#include <memory>

/// The keys that this program keeps in the desktop's keychain: lists them, adds, replaces and
/// removes them, one change at a time, and says in words why the keychain cannot be used. It is
/// asked only when somebody wants to see them.
class KeychainEntries final : public QObject {
    Q_OBJECT

public:
    /// \p keychain may be null: there is none.
    explicit KeychainEntries(std::shared_ptr<Keychain> keychain, QObject *parent = nullptr);

    /// All but which of them are watched.
    [[nodiscard]] const KeychainLines &lines() const { return m_lines; }
    void list();
    void stopListing() { m_listing = {}; }
    /// What the last change brought is not told any more.
    void forgetFault() { m_changeFault.clear(); }

    /// Gets what became of the key, perhaps at once; no fault: the keychain has it. Returns whether
    /// somebody has been told: else lines() say it.
    using Tell = std::function<bool(const QString &fault)>;
    void add(const EnteredKey &key, const Tell &tell);
    void remove(const QString &name);

Q_SIGNALS:
    void changed();                        ///< what lines() say
    void replaced(const QString &profile); ///< its key is another one now
    void removed(const QString &profile);

private:
    [[nodiscard]] QString faultOf(const EnteredKey &entered, bool isKey) const;
    void beginChange();
    void endChange(const QString &fault);

    std::shared_ptr<Keychain> m_keychain;
    KeychainLines m_lines;
    PendingCall m_listing;
    QString m_changeFault; // of the last change, where no form shows it
    PendingCall m_change;  // one at a time: each is answered to whoever asked for it
};
