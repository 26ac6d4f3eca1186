#pragma once

#include "credentials.h"
#include "pendingcall.h"

#include <QString>
#include <QStringList>
#include <QtGlobal>

/// The keychain of the person who is signed in to the desktop: small secrets, encrypted, each under
/// a name of this program's own. Nothing here waits: answers come from the event loop, and in any
/// case, if only that the keychain is slow. Errors are of kind Credential, with one of the codes
/// - KeychainAbsent: there is none, or it does not run;
/// - KeychainLocked: it must be unlocked first, and nobody did;
/// - KeychainDenied: it does not give what it has: a person said no;
/// - KeychainNotKept: it did not keep what it was to store: nobody unlocked it, a person said no,
/// or
///   it lies where it is not found again;
/// - KeychainSlow: no answer within the deadline;
/// - KeychainEntryNotFound;
/// - KeychainFailed: it says something else.
class Keychain {
public:
    /// Whether a person may be asked, by the keychain, to unlock it or to agree.
    enum class Prompt : bool { Never, Allowed };

    Keychain() = default;
    virtual ~Keychain() = default;
    Q_DISABLE_COPY_MOVE(Keychain)

    virtual PendingCall read(const QString &name, Prompt prompt, Handler<Secret> handler) = 0;
    /// In the place of what has that name. Never unencrypted. Success: it was looked up, and is
    /// there. Who drops the call does not know what became of it; the same holds for remove().
    virtual PendingCall store(const QString &name, const Secret &secret, Handler<void> handler) = 0;
    virtual PendingCall remove(const QString &name, Handler<void> handler) = 0;
    /// The names, sorted. Asks nobody to unlock anything.
    virtual PendingCall list(Handler<QStringList> handler) = 0;
};
