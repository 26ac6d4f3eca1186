#include "credentialfetch.h"

#include "clock.h"

#include <QMetaMethod>

#include <chrono>
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
    const QDateTime sentAt = m_services.clock.localNow();
    waitFor(exchange(*m_services.network, m_services.clock, question,
                     [this, sentAt, run = std::move(then)](const Result<HttpReply> &reply) {
                         if (reply)
                             tellServerTime(*reply, sentAt);
                         run(reply);
                     }));
}

/// Where the clock is wrong, no key comes and the registry is never asked: it could teach nothing.
void CredentialFetch::tellServerTime(const HttpReply &reply, const QDateTime &sentAt) const
{
    if (!m_services.serverTimes)
        return;
    const std::chrono::milliseconds roundTrip(sentAt.msecsTo(m_services.clock.localNow()));
    m_services.serverTimes({.at = serverTimeOf(reply), .roundTrip = roundTrip});
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
    return reply ? replyError(*reply, m_services.clock.localNow()) : std::optional(reply.error());
}

void CredentialFetch::giveKey(const Result<Credentials> &key)
{
    if (key)
        give(key);
    else
        fail(key.error());
}

void CredentialFetch::hide(const Secret &secret)
{
    m_hidden.hide(secret);
}

void CredentialFetch::hide(const Credentials &credentials)
{
    m_hidden.hide(credentials);
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
    m_hidden.clean(error); // any text of it may repeat what was asked
    give(tl::unexpected(std::move(error)));
}
