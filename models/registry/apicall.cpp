#include "apicall.h"

#include "actionoutcome.h"
#include "httpclient.h"
#include "httpconnection.h"
#include "logging.h"
#include "printable.h"

#include <QMetaMethod>

#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr char userAgent[] = "image-sync-dashboard/" DASHBOARD_VERSION;

/// A request without a body, as it is sent.
QByteArray requestBytes(const SignableRequest &signable, const Credentials &credentials)
{
    const QByteArray query = canonicalQuery(signable.parameters);
    QByteArray bytes = signable.method + " /";
    if (!query.isEmpty())
        bytes += '?' + query;
    bytes += " HTTP/1.1\r\n";
    for (const NameValue &header : signable.headers)
        bytes += header.name + ": " + header.value + "\r\n";
    bytes += "Authorization: " + authorization(signable, credentials) + "\r\n";
    // Not compressed: a small reply could become as large as it likes.
    bytes += "Accept: application/json\r\nAccept-Encoding: identity\r\nContent-Length: 0\r\n";
    return bytes + "User-Agent: " + userAgent + "\r\n\r\n";
}

} // namespace

ApiCall::ApiCall(CallContext &context, Result<Endpoint> endpoint, ApiRequest request, Reader reader,
                 QObject *parent)
    : QObject(parent),
      m_context(context),
      m_endpoint(std::move(endpoint)),
      m_request(std::move(request)),
      m_reader(std::move(reader)),
      m_startedAt(context.clock.now())
{
    m_wholeDeadline = m_context.clock.after(m_context.limits.whole, [this] {
        ApiError error = timeout(u"CallTimeout"_s, u"There was no complete reply in time"_s);
        complete(error);
        finish(&error);
    });
    QMetaObject::invokeMethod(this, &ApiCall::send, Qt::QueuedConnection);
}

ApiCall::~ApiCall()
{
    dropConnection();
}

void ApiCall::askNow()
{
    if (!m_wait.isRunning())
        return;
    m_wait = {};
    send();
}

void ApiCall::send()
{
    // Dropped in the same turn of the event loop: it is deleted next, and must not leave before.
    if (!isSignalConnected(QMetaMethod::fromSignal(&ApiCall::finished)))
        return;
    if (m_endpoint) {
        startAttempt();
        return;
    }
    ApiError error = m_endpoint.error();
    complete(error);
    finish(&error);
}

void ApiCall::startAttempt()
{
    ++m_attempts;
    // An action on a connection that was kept, and may be dead, would be in doubt for nothing.
    sendOn(m_request.isAction);
}

void ApiCall::sendOn(bool isFresh)
{
    m_httpStatus = 0;
    m_requestId.clear();
    m_sentAt = m_context.clock.now();
    const SigningMoment moment{.at = m_sentAt, .nonce = m_context.chance.nonce()};
    const SignableRequest signable =
        signableRequest(m_request, m_endpoint->hostHeader(), m_context.credentials, moment);
    m_connection = m_context.http->take(*m_endpoint, isFresh);
    connect(m_connection, &HttpConnection::opening, this, &ApiCall::onOpening);
    connect(m_connection, &HttpConnection::sent, this, [this] { m_connectDeadline = {}; });
    connect(m_connection, &HttpConnection::finished, this, &ApiCall::onFinished);
    m_connection->exchange(requestBytes(signable, m_context.credentials),
                           m_context.limits.replyBytes, m_context.limits.silence);
}

void ApiCall::onOpening()
{
    m_connectDeadline = m_context.clock.after(m_context.limits.connecting, [this] {
        stop(timeout(u"ConnectTimeout"_s, u"Could not connect in time"_s));
    });
}

void ApiCall::onFinished()
{
    const HttpReply reply = m_connection->takeReply();
    std::optional<ApiError> error = m_connection->fault();
    const bool wasStale = m_connection->wasStale();
    if (!m_request.isAction) {
        disconnect(m_connection, nullptr, this, nullptr);
        m_context.http->giveBack(m_connection);
        m_connection.clear();
    }
    dropConnection();
    if (wasStale && !m_request.isAction) {
        sendOn(true); // the server closed it meanwhile: no attempt of ours has failed
        return;
    }
    m_httpStatus = reply.status;
    m_requestId = QString::fromLatin1(reply.header("x-acs-request-id").left(80));
    // The words of a refusal that was cut off say more than that it was.
    if (error && error->kind == ApiError::Kind::Network && reply.status >= 400)
        error.reset();
    if (!error)
        error = read(reply);
    if (error)
        endAttempt(std::move(*error));
    else
        finish(nullptr);
}

std::optional<ApiError> ApiCall::read(const HttpReply &reply)
{
    const QDateTime now = m_context.clock.now();
    if (m_context.serverTimes)
        m_context.serverTimes(
            {.at = serverTimeOf(reply), .roundTrip = milliseconds(m_sentAt.msecsTo(now))});
    if (std::optional<ApiError> error = replyError(reply, now))
        return error;
    const Result<QString> requestId = m_reader(reply.body);
    if (requestId) {
        if (!requestId->isEmpty())
            m_requestId = *requestId;
        return {};
    }
    ApiError error = requestId.error();
    addHeaderFacts(error, reply, now);
    return error;
}

void ApiCall::endAttempt(ApiError error)
{
    complete(error);
    const std::optional<milliseconds> delay =
        m_request.isAction
            ? std::nullopt
            : m_context.limits.retry.delayAfter(m_attempts, error, m_context.chance.random());
    if (!delay || !hasTimeFor(*delay)) {
        finish(&error);
        return;
    }
    qCInfo(logApi).noquote() << technicalLine(error) << "- again in" << delay->count() << "ms";
    m_wait = m_context.clock.after(*delay, [this] { send(); });
}

void ApiCall::stop(const ApiError &error)
{
    dropConnection();
    endAttempt(error);
}

void ApiCall::dropConnection()
{
    m_connectDeadline = {};
    if (!m_connection)
        return;
    disconnect(m_connection, nullptr, this, nullptr);
    m_connection->close();
    m_connection->deleteLater();
    m_connection.clear();
}

bool ApiCall::hasTimeFor(milliseconds delay) const
{
    const QDateTime end = m_startedAt.addMSecs(m_context.limits.whole.count());
    return m_context.clock.now().addMSecs(delay.count()) < end;
}

ApiError ApiCall::timeout(const QString &code, const QString &message) const
{
    return {.kind = ApiError::Kind::Timeout, .code = code, .message = message};
}

void ApiCall::complete(ApiError &error) const
{
    error.operation = QString::fromLatin1(m_request.operation);
    if (m_endpoint)
        error.host = m_endpoint->host;
    if (error.httpStatus == 0)
        error.httpStatus = m_httpStatus;
    if (error.requestId.isEmpty())
        error.requestId = m_requestId;
    error.isOutcomeInDoubt = m_request.isAction && m_attempts > 0 && mayHaveTakenPlace(error);
    error.message = withoutSecrets(error.message, m_context.credentials);
}

void ApiCall::finish(const ApiError *error)
{
    dropConnection();
    m_wait = {};
    m_wholeDeadline = {};
    const qint64 duration = m_startedAt.msecsTo(m_context.clock.now());
    if (error && error->kind == ApiError::Kind::NotFound) { // an answer, as to whether it is there
        qCInfo(logApi).noquote() << technicalLine(*error) << "after" << duration << "ms";
    } else if (error) {
        qCWarning(logApi).noquote() << technicalLine(*error) << "after" << duration << "ms";
    } else {
        qCInfo(logApi).noquote() << m_request.operation << m_endpoint->host << duration << "ms HTTP"
                                 << m_httpStatus << printable(m_requestId);
    }
    deleteLater(); // first: who hears of it may delete the client, and this with it
    Q_EMIT finished(error);
}
