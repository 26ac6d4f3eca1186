#include "credentialanswer.h"

#include <utility>

PendingCall CredentialAnswer::waitWith(Handler<Credentials> handler)
{
    auto connection =
        connect(this, &CredentialAnswer::given, this,
                [run = std::move(handler)](const Result<Credentials> *given) { run(*given); });
    return {this, std::move(connection)};
}

void CredentialAnswer::give(const Result<Credentials> &credentials)
{
    deleteLater(); // first: who hears of it may delete the source, and this with it
    Q_EMIT given(&credentials);
}

void CredentialAnswer::giveLater(const Result<Credentials> &credentials)
{
    QMetaObject::invokeMethod(
        this, [this, credentials] { give(credentials); }, Qt::QueuedConnection);
}
