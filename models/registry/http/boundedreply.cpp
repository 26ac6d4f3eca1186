#include "boundedreply.h"

#include "apireply.h"
#include "callcontext.h"
#include "httpclient.h"
#include "httpconnection.h"
#include "networkattributes.h"
#include "networkfault.h"

#include <QNetworkRequest>
#include <QVariant>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Qt searches all of them for each one that is added.
constexpr std::size_t mostHeaders = 500;

Endpoint endpointOf(const QUrl &url)
{
    const int usualPort = url.scheme() == "https"_L1 ? 443 : 80;
    return {.scheme = url.scheme(),
            .host = QString::fromLatin1(url.host(QUrl::FullyEncoded).toLatin1()),
            .port = url.port() == usualPort ? -1 : url.port()};
}

std::chrono::milliseconds silenceOf(const QNetworkRequest &request)
{
    const int timeout = request.transferTimeout();
    return std::chrono::milliseconds(timeout > 0 ? timeout
                                                 : QNetworkRequest::DefaultTransferTimeoutConstant);
}

} // namespace

BoundedReply::BoundedReply(HttpClient &connections, QNetworkAccessManager::Operation operation,
                           const QNetworkRequest &request, QByteArray content, QObject *parent)
    : QNetworkReply(parent), m_connections(&connections), m_content(std::move(content))
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QMetaObject::invokeMethod(this, &BoundedReply::start, Qt::QueuedConnection);
}

BoundedReply::~BoundedReply()
{
    dropConnection();
}

void BoundedReply::abort()
{
    if (isFinished())
        return;
    dropConnection();
    setError(OperationCanceledError, u"The request was cancelled"_s);
    Q_EMIT errorOccurred(OperationCanceledError);
    finish();
}

qint64 BoundedReply::bytesAvailable() const
{
    return m_body.size() - m_read + QNetworkReply::bytesAvailable();
}

qint64 BoundedReply::readData(char *data, qint64 maxSize)
{
    const qsizetype size = std::min<qint64>(maxSize, m_body.size() - m_read);
    if (size == 0)
        return isFinished() ? -1 : 0;
    std::copy_n(m_body.cbegin() + m_read, size, data);
    m_read += size;
    if (m_read == m_body.size()) {
        m_body = {};
        m_read = 0;
    }
    return size;
}

void BoundedReply::start()
{
    if (isFinished() || !m_connections)
        return;
    const QString scheme = url().scheme();
    const bool isHttp = scheme == "https"_L1 || scheme == "http"_L1;
    if (!isHttp || url().host().isEmpty() || method().isEmpty()) {
        fail(ProtocolUnknownError, {.kind = ApiError::Kind::Configuration,
                                    .code = u"UnsupportedRequest"_s,
                                    .message = u"Such a request cannot be sent"_s});
        finish();
        return;
    }
    m_connection = m_connections->take(endpointOf(url()), hasOwnConnection());
    setAttribute(NetworkAttribute::proxy, m_connection->proxyName());
    connect(m_connection, &HttpConnection::opening, this, &QNetworkReply::socketStartedConnecting);
    connect(m_connection, &HttpConnection::sent, this, &QNetworkReply::requestSent);
    connect(m_connection, &HttpConnection::finished, this, &BoundedReply::onExchanged);
    const QVariant limit = request().attribute(NetworkAttribute::bodyLimit);
    m_connection->exchange(requestBytes(),
                           limit.isValid() ? limit.toLongLong() : CallLimits().replyBytes,
                           silenceOf(request()));
}

void BoundedReply::onExchanged()
{
    const HttpReply reply = m_connection->takeReply();
    const std::optional<ApiError> fault = m_connection->fault();
    const bool wasStale = m_connection->wasStale();
    if (!hasOwnConnection() && m_connections) {
        disconnect(m_connection, nullptr, this, nullptr);
        m_connections->giveBack(m_connection);
        m_connection.clear();
    }
    dropConnection();
    take(reply);
    if (fault)
        fail(wasStale ? ContentReSendError : networkError(*fault), *fault);
    finish();
}

void BoundedReply::take(const HttpReply &reply)
{
    if (reply.status == 0)
        return;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, reply.status);
    for (std::size_t i = 0; i < std::min(reply.headers.size(), mostHeaders); ++i) {
        const NameValue &header = reply.headers[i];
        if (!hasRawHeader(header.name)) // the first one counts
            setRawHeader(header.name, header.value);
    }
    m_body = reply.body;
}

void BoundedReply::fail(NetworkError error, const ApiError &fault)
{
    setAttribute(NetworkAttribute::fault, QVariant::fromValue(fault));
    setError(error, fault.message);
    Q_EMIT errorOccurred(error);
}

/// Last of all: who hears of it may delete the manager, and this with it.
void BoundedReply::finish()
{
    setFinished(true);
    if (attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        Q_EMIT metaDataChanged();
    if (bytesAvailable() > 0)
        Q_EMIT readyRead();
    Q_EMIT finished();
}

void BoundedReply::dropConnection()
{
    if (!m_connection)
        return;
    disconnect(m_connection, nullptr, this, nullptr);
    m_connection->close();
    m_connection->deleteLater();
    m_connection.clear();
}

bool BoundedReply::hasOwnConnection() const
{
    return request().attribute(NetworkAttribute::ownConnection).toBool();
}

/// Empty: not to be sent. The reply to a HEAD has a length and no content, which nobody here reads.
QByteArray BoundedReply::method() const
{
    switch (operation()) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request().attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::HeadOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return {};
}

QByteArray BoundedReply::requestBytes() const
{
    const QNetworkRequest asked = request();
    const QByteArray path = url().path(QUrl::FullyEncoded).toLatin1();
    QByteArray bytes = method() + ' ' + (path.isEmpty() ? QByteArrayLiteral("/") : path);
    if (url().hasQuery())
        bytes += '?' + url().query(QUrl::FullyEncoded).toLatin1();
    bytes += " HTTP/1.1\r\n";
    const QByteArrayList names = asked.rawHeaderList();
    for (const QByteArray &name : names)
        bytes += name + ": " + asked.rawHeader(name) + "\r\n";
    if (!asked.hasRawHeader("Host"))
        bytes += "Host: " + endpointOf(url()).hostHeader() + "\r\n";
    // Compressed, a small reply could become as large as it likes.
    if (!asked.hasRawHeader("Accept-Encoding"))
        bytes += "Accept-Encoding: identity\r\n";
    if (!asked.hasRawHeader("Content-Length"))
        bytes += "Content-Length: " + QByteArray::number(m_content.size()) + "\r\n";
    return bytes + "\r\n" + m_content;
}
