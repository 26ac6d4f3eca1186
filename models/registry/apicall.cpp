#include "apicall.h"

#include "actionoutcome.h"
#include "hiddentexts.h"
#include "logging.h"
#include "networkfault.h"
#include "printable.h"
#include "redaction.h"
#include "requestrules.h"

#include <QMetaMethod>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// A request without a body.
QNetworkRequest networkRequest(const Endpoint &endpoint, const SignableRequest &signable,
                               const Credentials &credentials, const CallLimits &limits,
                               bool hasOwnConnection)
{
    QNetworkRequest request(endpoint.url(canonicalQuery(signable.parameters)));
    for (const NameValue &header : signable.headers)
        request.setRawHeader(header.name, header.value);
    request.setRawHeader("Authorization", authorization(signable, credentials));
    request.setRawHeader("Content-Length", "0");
    applyRules(request, {.silence = limits.silence,
                         .replyBytes = limits.replyBytes,
                         .hasOwnConnection = hasOwnConnection});
    return request;
}

} // namespace

ApiCall::ApiCall(CallContext &context, Result<Endpoint> endpoint, ApiRequest request, Reader reader,
                 QObject *parent)
    : QObject(parent),
      m_context(context),
      m_endpoint(std::move(endpoint)),
      m_request(std::move(request)),
      m_reader(std::move(reader)),
      m_startedAt(context.clock.localNow()),
      m_countedFrom(m_startedAt)
{
    QMetaObject::invokeMethod(this, &ApiCall::send, Qt::QueuedConnection);
}

ApiCall::~ApiCall()
{
    dropReply();
    endWait();
}

void ApiCall::askNow()
{
    if (!m_waiting) // m_wait runs on until its handler has returned to the event loop
        return;
    m_wait = {};
    m_waiting.reset();
    send();
}

void ApiCall::send()
{
    // Dropped in the same turn of the event loop: it is deleted next, and must not leave before.
    if (!isSignalConnected(QMetaMethod::fromSignal(&ApiCall::finished)))
        return;
    if (!m_endpoint) {
        ApiError error = m_endpoint.error();
        complete(error);
        finish(&error);
        return;
    }
    ++m_attempts;
    // What is told of this attempt is nothing of the one before.
    m_httpStatus = 0;
    m_requestId.clear();
    m_wasSent = false;
    if (const Credentials *ready = m_context.credentials->ready())
        startAttempt(*ready);
    else
        askForCredentials();
}

/// Who gives them has limits of their own, and says better what it was that took too long.
void ApiCall::askForCredentials()
{
    m_wholeDeadline = {};
    m_askedAt = m_context.clock.localNow();
    m_asking = m_context.credentials->ask(
        [this](const Result<Credentials> &given) { takeCredentials(given); });
}

void ApiCall::takeCredentials(const Result<Credentials> &credentials)
{
    if (!credentials) // what the wait has taken counts: no call goes on asking for ever
        return endAttempt(credentials.error());
    m_countedFrom = m_countedFrom.addMSecs(m_askedAt.msecsTo(m_context.clock.localNow()));
    startAttempt(*credentials);
}

void ApiCall::keepDeadline()
{
    if (m_wholeDeadline.isRunning())
        return;
    m_wholeDeadline = m_context.clock.after(timeLeft(), [this] {
        ApiError error = timeout(u"CallTimeout"_s, u"There was no complete reply in time"_s);
        complete(error);
        if (m_reply)
            tell(&error);
        finish(&error);
    });
}

void ApiCall::startAttempt(const Credentials &credentials)
{
    if (m_refusal && m_refusal->key == credentials)
        return finish(&m_refusal->error);
    keepDeadline();
    m_credentials = credentials;
    // An action on a connection that was kept, and may be dead, would be in doubt for nothing.
    sendRequest(m_request.isAction);
}

void ApiCall::sendRequest(bool hasOwnConnection)
{
    m_wasSent = true;
    tell(nullptr);
    m_sentAt = m_context.clock.localNow();
    const SigningMoment moment{.at = timeToSign(), .nonce = m_context.randomSource.nonce()};
    const SignableRequest signable =
        signableRequest(m_request, m_endpoint->hostHeader(), m_credentials, moment);
    // Not post(): that adds a Content-Type, which would have to be signed. No device for the empty
    // body: with one, Qt 6.4 never says that the request was sent.
    m_reply = m_context.network->sendCustomRequest(
        networkRequest(*m_endpoint, signable, m_credentials, m_context.limits, hasOwnConnection),
        m_request.method, static_cast<QIODevice *>(nullptr));
    m_hasOwnConnection = hasOwnConnection;
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, &ApiCall::onConnecting);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_connectDeadline = {}; });
    connect(m_reply, &QNetworkReply::finished, this, &ApiCall::onFinished);
}

void ApiCall::onConnecting()
{
    m_connectDeadline = m_context.clock.after(m_context.limits.connecting,
                                              [this] { stop(connectTimeout(*m_reply)); });
}

void ApiCall::onFinished()
{
    HttpReply reply = takeHttpReply(*m_reply);
    // Whatever is made of it from here on holds none of them: errors, rows, what is kept and shown.
    HiddenTexts(m_credentials).clean(reply);
    std::optional<ApiError> error = networkFault(*m_reply);
    const bool wasStale = m_reply->error() == QNetworkReply::ContentReSendError;
    dropReply();
    if (wasStale && !m_hasOwnConnection) {
        sendRequest(true); // the server closed it meanwhile: no attempt of ours has failed
        return;
    }
    m_httpStatus = reply.status;
    m_requestId = requestIdOf(reply);
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
    const QDateTime now = m_context.clock.localNow();
    compareTimes(reply);
    if (m_context.serverTimes)
        m_context.serverTimes(
            {.at = serverTimeOf(reply), .roundTrip = milliseconds(m_sentAt.msecsTo(now))});
    if (std::optional<ApiError> error = replyError(reply, now))
        return error;
    const Result<QString> requestId = m_reader(reply.body);
    if (requestId) {
        if (!requestId->isEmpty())
            m_requestId = shownWord(*requestId);
        return {};
    }
    ApiError error = requestId.error();
    addHeaderFacts(error, reply, now);
    return error;
}

void ApiCall::tell(const ApiError *error) const
{
    if (m_context.requests)
        m_context.requests(
            {.asked = {.regionId = m_request.regionId, .instanceId = m_request.instanceId},
             .operation = QString::fromLatin1(m_request.operation),
             .error = error});
}

void ApiCall::endAttempt(ApiError error)
{
    complete(error);
    if (m_wasSent)
        tell(&error);
    if (canSignAnew(error) || canCorrectTime(error)) {
        send();
        return;
    }
    const std::optional<milliseconds> delay =
        m_request.isAction
            ? std::nullopt
            : m_context.limits.retry.delayAfter(m_attempts, error, m_context.randomSource.random());
    if (!delay || !hasTimeFor(*delay)) {
        finish(&error);
        return;
    }
    const std::optional<int> taken = m_context.quota->tryTake(error);
    if (!taken) {
        error.isRetryWithheld = true;
        finish(&error);
        return;
    }
    m_quotaTaken = *taken;
    waitBeforeNext(*delay, error);
}

void ApiCall::waitBeforeNext(milliseconds delay, const ApiError &error)
{
    qCInfo(logApi).noquote() << technicalLine(error) << "- again in" << delay.count() << "ms";
    m_waiting = CallWait{.until = m_context.clock.now().addMSecs(delay.count()), .error = error};
    m_wait = m_context.clock.after(delay, [this] {
        m_waiting.reset();
        send();
    });
}

/// A temporary key may end before its time, and another key may have been replaced where it is
/// kept; once more with a new one is enough to know. An action is not sent again; the next one has
/// a new key too.
bool ApiCall::canSignAnew(const ApiError &error)
{
    if (!m_wasSent || !isKeyRefused(error, m_credentials) ||
        !m_context.credentials->giveUp(m_credentials))
        return false;
    if (m_request.isAction || m_refusal)
        return false;
    m_refusal = {.key = m_credentials, .error = error};
    return true;
}

QDateTime ApiCall::timeToSign() const
{
    return m_serverAhead ? m_context.clock.localNow().addMSecs(m_serverAhead->count())
                         : m_context.clock.now();
}

/// Of the request that was just answered.
void ApiCall::compareTimes(const HttpReply &reply)
{
    const QDateTime serverTime = serverTimeOf(reply);
    m_signedAhead = milliseconds(serverTime.isValid() ? serverTime.msecsTo(timeToSign()) : 0);
}

/// The server refuses the time of the request and tells its own: once more with that is enough to
/// know. Where the two hardly differ it would be refused again. Whoever gives a key is asked once
/// more too, by then with the time that it told. An action that was sent is not sent again.
bool ApiCall::canCorrectTime(const ApiError &error)
{
    constexpr milliseconds leastDifference{60'000};
    const bool isAction = m_request.isAction && m_wasSent;
    const milliseconds ahead = m_wasSent ? m_signedAhead : error.clockAhead.value_or(0ms);
    if (!error.clockAhead || isAction || m_timeCorrected ||
        std::chrono::abs(ahead) < leastDifference)
        return false;
    m_timeCorrected = true;
    if (m_wasSent)
        m_serverAhead = -*error.clockAhead;
    qCInfo(logApi).noquote() << technicalLine(error) << "- again with the server's time";
    return true;
}

/// The tokens of an attempt that is not made are another's.
void ApiCall::endWait()
{
    m_wait = {};
    if (m_waiting)
        m_context.quota->giveBack(std::exchange(m_quotaTaken, 0));
    m_waiting.reset();
}

void ApiCall::stop(const ApiError &error)
{
    dropReply();
    endAttempt(error);
}

void ApiCall::dropReply()
{
    m_connectDeadline = {};
    dropNetworkReply(m_reply, *this);
}

/// Not more than the whole, nor less than nothing, however the clock was set meanwhile.
milliseconds ApiCall::timeLeft() const
{
    const milliseconds whole = m_context.limits.whole;
    const milliseconds taken(m_countedFrom.msecsTo(m_context.clock.localNow()));
    return std::clamp(whole - taken, milliseconds::zero(), whole);
}

bool ApiCall::hasTimeFor(milliseconds delay) const
{
    return delay < timeLeft();
}

ApiError ApiCall::timeout(const QString &code, const QString &message) const
{
    return {.kind = ApiError::Kind::Timeout, .code = code, .message = message};
}

void ApiCall::complete(ApiError &error) const
{
    // What a source of credentials has asked somebody else says so itself.
    if (error.operation.isEmpty()) {
        error.operation = QString::fromLatin1(m_request.operation);
        if (m_endpoint)
            error.host = m_endpoint->host;
    }
    if (error.httpStatus == 0)
        error.httpStatus = m_httpStatus;
    if (error.requestId.isEmpty())
        error.requestId = m_requestId;
    error.isOutcomeInDoubt = m_request.isAction && m_wasSent && mayHaveTakenPlace(error);
    HiddenTexts(m_credentials).clean(error);
}

void ApiCall::finish(const ApiError *error)
{
    dropReply();
    endWait();
    m_asking = {};
    m_wholeDeadline = {};
    if (!error)
        m_context.quota->giveBack(m_quotaTaken);
    const qint64 duration = m_startedAt.msecsTo(m_context.clock.localNow());
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
