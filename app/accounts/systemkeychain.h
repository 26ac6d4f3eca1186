#pragma once

#include "clock.h"
#include "keychain.h"

#include <QDBusConnection>
#include <QString>

#include <chrono>
#include <functional>

/// The keychain of the desktop, through the Secret Service (org.freedesktop.secrets on the session
/// bus): GNOME Keyring, KeePassXC. Secrets go through QtKeychain, which no other file knows, and
/// which encrypts them on the bus; which entries there are and whether they are locked is asked
/// here, since QtKeychain cannot tell a locked entry from a missing one and would ask a person at
/// once. Where no Secret Service answers, nothing is read and nothing is stored: in particular
/// never in a file. Not KWallet: on a desktop of KDE up to 5 QtKeychain keeps keys where KWallet's
/// own interface has them and no Secret Service finds them; that is told as KeychainNotKept.
class SystemKeychain final : public Keychain {
public:
    /// For an answer that needs nobody.
    static constexpr std::chrono::seconds patience{10};
    /// For an answer for which a person may have to type a password.
    static constexpr std::chrono::seconds patienceWithPerson{120};

    /// Connects to the bus; called with the first question, and with each.
    using Bus = std::function<QDBusConnection()>;

    /// \p clock must outlive it. \p bus: that of the session, also for QtKeychain. Who asks nothing
    /// connects to nothing.
    explicit SystemKeychain(Clock &clock, Bus bus = &QDBusConnection::sessionBus);

    PendingCall read(const QString &name, Prompt prompt, Handler<Secret> handler) override;
    PendingCall store(const QString &name, const Secret &secret, Handler<void> handler) override;
    PendingCall remove(const QString &name, Handler<void> handler) override;
    PendingCall list(Handler<QStringList> handler) override;

private:
    Clock &m_clock;
    Bus m_bus;
};
