#include "apicall.h"

#include "actionoutcome.h"
#include "logging.h"
#include "networkfault.h"
#include "unrepeatablebody.h"

#include <QMetaMethod>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslError>

#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 mebibyte = 1'048'576;
constexpr char userAgent[] = "image-sync-dashboard/" DASHBOARD_VERSION;

QNetworkRequest networkRequest(const Endpoint &endpoint, const SignableRequest &signable,
                               const CallContext &context)
{
    QNetworkRequest request(endpoint.url(canonicalQuery(signable.parameters)));
    for (const NameValue &header : signable.headers)
        request.setRawHeader(header.name, header.value);
    request.setRawHeader("Authorization", authorization(signable, context.credentials));
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Content-Length", "0");
    request.setRawHeader("User-Agent", userAgent);

    using Request = QNetworkRequest;
    // A signature is bound to its host: followed, a redirect would carry it to another.
    request.setAttribute(Request::RedirectPolicyAttribute, Request::ManualRedirectPolicy);
    request.setAttribute(Request::Http2AllowedAttribute, false);
    request.setAttribute(Request::CookieLoadControlAttribute, Request::Manual);
    request.setAttribute(Request::CookieSaveControlAttribute, Request::Manual);
    request.setAttribute(Request::AuthenticationReuseAttribute, Request::Manual);
    request.setAttribute(Request::CacheLoadControlAttribute, Request::AlwaysNetwork);
    request.setAttribute(Request::CacheSaveControlAttribute, false);
    request.setTransferTimeout(static_cast<int>(context.limits.silence.count()));
    return request;
}

/// A connection that is used for nothing else: one that was kept may be dead, and what is sent on
/// it is in doubt for nothing. Its thread may wait for us while it ends, so it is not joined here.
std::shared_ptr<QNetworkAccessManager> ownNetwork()
{
    return {new QNetworkAccessManager,
            [](QNetworkAccessManager *network) { network->deleteLater(); }};
}

HttpReply httpReply(QNetworkReply &reply)
{
    HttpReply http{
        .status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        .body = reply.isOpen() ? reply.readAll() : QByteArray(), // a timeout closes it
    };
    for (const auto &[name, value] : reply.rawHeaderPairs())
        http.headers.push_back({.name = name, .value = value});
    return http;
}

} // namespace

void CallContext::renewNetwork(const std::shared_ptr<QNetworkAccessManager> &hanging)
{
    if (network == hanging)
        network = std::make_shared<QNetworkAccessManager>();
}

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
    dropReply();
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
    m_httpStatus = 0;
    m_requestId.clear();
    m_tlsProblem.clear();
    m_sentAt = m_context.clock.now();
    const SigningMoment moment{.at = m_sentAt, .nonce = m_context.chance.nonce()};
    const SignableRequest signable =
        signableRequest(m_request, m_endpoint->hostHeader(), m_context.credentials, moment);
    m_connectDeadline = m_context.clock.after(m_context.limits.connecting, [this] {
        // A connection that hangs half made would be given to the next call.
        m_context.renewNetwork(m_network);
        stop(timeout(u"ConnectTimeout"_s, u"Could not connect in time"_s));
    });
    m_network = m_request.isAction ? ownNetwork() : m_context.network;
    const QNetworkRequest request = networkRequest(*m_endpoint, signable, m_context);
    // Not post(): that adds a Content-Type, which would have to be signed.
    watch(m_request.isAction ? sendOnce(request) : sendQuestion(request));
}

QNetworkReply *ApiCall::sendQuestion(const QNetworkRequest &request)
{
    // No device for the empty body: with one, Qt 6.4 never says that the request was sent.
    return m_network->sendCustomRequest(request, m_request.method,
                                        static_cast<QIODevice *>(nullptr));
}

QNetworkReply *ApiCall::sendOnce(const QNetworkRequest &request)
{
    auto *body = new UnrepeatableBody;
    QNetworkReply *reply = m_network->sendCustomRequest(request, m_request.method, body);
    body->setParent(reply);
    // Qt says of no request with a device that it was sent. On a connection of its own it is sent
    // as soon as that is secure; without security it goes no further than this computer.
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_connectDeadline = {}; });
    if (m_endpoint->scheme == "http"_L1)
        m_connectDeadline = {};
    return reply;
}

void ApiCall::watch(QNetworkReply *reply)
{
    m_reply = reply;
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_connectDeadline = {}; });
    connect(reply, &QNetworkReply::metaDataChanged, this, &ApiCall::onReceived);
    connect(reply, &QNetworkReply::readyRead, this, &ApiCall::onReceived);
    connect(reply, &QNetworkReply::sslErrors, this, &ApiCall::onSslErrors);
    connect(reply, &QNetworkReply::finished, this, &ApiCall::onFinished);
}

void ApiCall::onReceived()
{
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const qint64 limit = m_context.limits.replyBytes;
    if (announced <= limit && m_reply->bytesAvailable() <= limit)
        return;
    stop({.kind = ApiError::Kind::Protocol,
          .code = u"ReplyTooLarge"_s,
          .message = u"The reply is larger than %1 MiB"_s.arg(limit / mebibyte)});
}

void ApiCall::onSslErrors(const QList<QSslError> &errors)
{
    if (!errors.isEmpty())
        m_tlsProblem = errors.first().errorString();
}

void ApiCall::onFinished()
{
    const HttpReply reply = httpReply(*m_reply);
    std::optional<ApiError> error;
    // A complete refusal is an error to Qt as well; the server's words say more than Qt's.
    if (reply.status < 400 || m_reply->error() == QNetworkReply::OperationCanceledError)
        error = networkFault(m_reply->error());
    m_httpStatus = reply.status;
    m_requestId = QString::fromLatin1(reply.header("x-acs-request-id").left(80));
    dropReply();
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
    dropReply();
    endAttempt(error);
}

void ApiCall::dropReply()
{
    m_connectDeadline = {};
    if (!m_reply)
        return;
    // Only our connections: QNetworkReply aborts through signals of its own.
    disconnect(m_reply, nullptr, this, nullptr);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
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
    if (error.code == "TlsHandshakeFailed"_L1 && !m_tlsProblem.isEmpty())
        error.message += u": "_s + m_tlsProblem;
    error.isOutcomeInDoubt = m_request.isAction && m_attempts > 0 && mayHaveTakenPlace(error);
    error.message = withoutSecrets(error.message, m_context.credentials);
}

void ApiCall::finish(const ApiError *error)
{
    dropReply();
    m_wait = {};
    m_wholeDeadline = {};
    const qint64 duration = m_startedAt.msecsTo(m_context.clock.now());
    if (error && error->kind == ApiError::Kind::NotFound) { // an answer, as to whether it is there
        qCInfo(logApi).noquote() << technicalLine(*error) << "after" << duration << "ms";
    } else if (error) {
        qCWarning(logApi).noquote() << technicalLine(*error) << "after" << duration << "ms";
    } else {
        qCInfo(logApi).noquote() << m_request.operation << m_endpoint->host << duration << "ms HTTP"
                                 << m_httpStatus << m_requestId;
    }
    deleteLater(); // first: who hears of it may delete the client, and this with it
    Q_EMIT finished(error);
}
