#pragma once

#include "credentials.h"
#include "credentialstate.h"
#include "pendingcall.h"

#include <QtGlobal>

/// Gives the credentials that a request is signed with. Some stand in a file and are there at once,
/// others must be asked for, and asked for again before they expire. Each attempt of a call takes
/// them anew.
class CredentialSource {
public:
    CredentialSource() = default;
    virtual ~CredentialSource() = default;
    Q_DISABLE_COPY_MOVE(CredentialSource)

    /// What can be signed with now, valid until the event loop runs again. Null: ask() brings it,
    /// or the reason why there is none.
    [[nodiscard]] virtual const Credentials *ready() const = 0;

    /// \p handler gets the credentials once, and never from inside ask(). Errors: of kind
    /// Credential where a person has to do something, else as the network tells them.
    virtual PendingCall ask(Handler<Credentials> handler) = 0;

    /// A server says that \p refused are no longer valid. Answers whether ask() brings others.
    virtual bool giveUp(const Credentials &refused) = 0;

    /// For a person who asks where the key comes from; asks nobody.
    [[nodiscard]] virtual CredentialState state() const { return {}; }
};
