#pragma once

#include "credentials.h"
#include "pendingcall.h"

#include <QObject>

/// One who waits for credentials. Deletes itself when it has been answered.
class CredentialAnswer : public QObject {
    Q_OBJECT

public:
    explicit CredentialAnswer(QObject *parent = nullptr) : QObject(parent) {}

    /// What \p handler waits with; once.
    PendingCall waitWith(Handler<Credentials> handler);
    /// Now; the handler may delete whatever it likes.
    void give(const Result<Credentials> &credentials);
    /// From the event loop.
    void giveLater(const Result<Credentials> &credentials);

Q_SIGNALS:
    void given(const Result<Credentials> *credentials);
};
