#include "credentialfetch.h"

#include "clock.h"

#include <QMetaMethod>

#include <utility>

CredentialFetch::CredentialFetch(CredentialServices services, QString operation, QString source)
    : m_services(std::move(services)),
      m_operation(std::move(operation)),
      m_source(std::move(source))
{
    QMetaObject::invokeMethod(this, &CredentialFetch::start, Qt::QueuedConnection);
}

void CredentialFetch::start()
{
    // Dropped in the same turn of the event loop: it is deleted next, and must not ask before.
    if (isSignalConnected(QMetaMethod::fromSignal(&CredentialAnswer::given)))
        begin();
}

void CredentialFetch::attempt(const HttpQuestion &question, Handler<HttpReply> then)
{
    m_host = question.url.host();
    waitFor(exchange(*m_services.network, m_services.clock, question, std::move(then)));
}

void CredentialFetch::ask(const HttpQuestion &question, std::function<void(const HttpReply &)> then)
{
    attempt(question, [this, run = std::move(then)](const Result<HttpReply> &reply) {
        if (const std::optional<ApiError> error = errorOf(reply))
            fail(*error);
        else
            run(*reply);
    });
}

std::optional<ApiError> CredentialFetch::errorOf(const Result<HttpReply> &reply) const
{
    return reply ? replyError(*reply, m_services.clock.now()) : std::optional(reply.error());
}

void CredentialFetch::giveKey(const Result<Credentials> &key)
{
    if (key)
        give(key);
    else
        fail(key.error());
}

/// What somebody refuses is for a person to put right where the key is configured, whatever kind of
/// refusal it is.
void CredentialFetch::fail(ApiError error)
{
    const bool isRefusal = error.isRefusal() && error.kind != ApiError::Kind::Configuration;
    if (isRefusal)
        error.kind = ApiError::Kind::Credential;
    error.operation = m_operation;
    error.host = m_host;
    error.message = withoutSecrets(error.message, m_hidden);
    give(tl::unexpected(std::move(error)));
}
