#include "httpconnection.h"

#include "networkfault.h"
#include "tlsfault.h"

#include <QSslConfiguration>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

HttpConnection::HttpConnection(Endpoint endpoint, HttpRoute route, QObject *parent)
    : QObject(parent), m_endpoint(std::move(endpoint)), m_route(std::move(route))
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        finish(ApiError{.kind = ApiError::Kind::Timeout,
                        .code = u"ReplyTimeout"_s,
                        .message = u"The server was silent for too long"_s});
    });
    const bool isPlain = m_endpoint.scheme == "http"_L1;
    connect(&m_socket, isPlain ? &QSslSocket::connected : &QSslSocket::encrypted, this,
            &HttpConnection::onReady);
    connect(&m_socket, &QSslSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &HttpConnection::onError);
    if (!isPlain)
        connect(&m_socket, &QSslSocket::connected, this, [this] { m_isShakingHands = true; });
    // They are only told of: nothing in this program passes over one.
    connect(&m_socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
}

HttpConnection::~HttpConnection()
{
    close(); // the socket's last signals would find half of this
}

void HttpConnection::open()
{
    m_state = State::Connecting;
    Q_EMIT opening();
    if (!m_route.proxy) {
        finish(m_route.proxy.error());
        return;
    }
    // Without one the socket would ask for the proxy of the application.
    m_socket.setProxy(*m_route.proxy ? (*m_route.proxy)->proxy
                                     : QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket.setReadBufferSize(bufferBytes);
    const bool isPlain = m_endpoint.scheme == "http"_L1;
    const int port = m_endpoint.port != -1 ? m_endpoint.port : isPlain ? 80 : 443;
    if (isPlain)
        m_socket.connectToHost(m_endpoint.host, static_cast<quint16>(port));
    else
        connectSecurely(static_cast<quint16>(port));
}

void HttpConnection::connectSecurely(quint16 port)
{
    if (!m_route.authorities) {
        finish(m_route.authorities.error());
        return;
    }
    QSslConfiguration tls = m_socket.sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    if (const Authorities &own = *m_route.authorities)
        tls.setCaCertificates(*own);
    m_socket.setSslConfiguration(tls);
    m_socket.connectToHostEncrypted(m_endpoint.host, port);
}

QString HttpConnection::proxyName() const
{
    return m_route.proxy && *m_route.proxy ? (*m_route.proxy)->name() : QString();
}

void HttpConnection::exchange(const QByteArray &request, qint64 bodyLimit,
                              std::chrono::milliseconds silence)
{
    m_request = request;
    m_reader = HttpReplyReader(bodyLimit);
    m_fault.reset();
    m_silence.setInterval(silence);
    if (m_state == State::Ready)
        send();
}

void HttpConnection::close()
{
    m_state = State::Closed;
    m_silence.stop();
    m_socket.disconnect(this);
    m_socket.abort();
}

bool HttpConnection::isReusable() const
{
    return m_state == State::Ready && m_socket.bytesAvailable() == 0;
}

bool HttpConnection::wasStale() const
{
    return m_exchanges > 1 && m_fault && m_fault->code == "ConnectionClosed"_L1 &&
           !m_reader.hasStarted();
}

void HttpConnection::onReady()
{
    m_state = State::Ready;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (!m_request.isEmpty())
        send();
}

void HttpConnection::send()
{
    m_state = State::Exchanging;
    ++m_exchanges;
    m_socket.write(std::exchange(m_request, {}));
    m_socket.flush();
    m_silence.start();
    Q_EMIT sent();
}

void HttpConnection::onReadyRead()
{
    if (m_state == State::Ready) { // an answer to nothing
        endUse();
        QMetaObject::invokeMethod(this, &HttpConnection::closed, Qt::QueuedConnection);
        return;
    }
    if (m_state != State::Exchanging)
        return;
    m_silence.start();
    readAll();
    if (m_reader.isComplete() || m_reader.fault())
        finish(m_reader.fault());
}

void HttpConnection::readAll()
{
    std::array<char, 16'384> bytes;
    while (!m_reader.isComplete() && !m_reader.fault()) {
        const qint64 size = m_socket.read(bytes.data(), bytes.size());
        if (size <= 0)
            return;
        const qsizetype taken =
            m_reader.read(QByteArrayView(bytes.data(), static_cast<qsizetype>(size)));
        if (taken < size) // what follows a reply belongs to nothing
            m_reader.refuseMore();
    }
}

void HttpConnection::onError(QAbstractSocket::SocketError error)
{
    const bool isClosed = error == QAbstractSocket::RemoteHostClosedError;
    if (m_state == State::Ready) {
        endUse();
        QMetaObject::invokeMethod(this, &HttpConnection::closed, Qt::QueuedConnection);
    } else if (m_state == State::Exchanging && isClosed) {
        readAll();
        m_reader.close();
        m_reader.refuseMore();
        finish(m_reader.fault());
    } else if (m_state == State::Connecting || m_state == State::Exchanging) {
        finish(faultOf(error));
    }
}

ApiError HttpConnection::faultOf(QAbstractSocket::SocketError error) const
{
    const bool isClosed = error == QAbstractSocket::RemoteHostClosedError;
    const bool isOfTls = isClosed || error == QAbstractSocket::SslHandshakeFailedError;
    if (m_state != State::Connecting || !m_isShakingHands || !isOfTls)
        return networkFault(error, m_route.proxy.value_or(std::nullopt));
    ApiError fault = tlsFault({.host = m_endpoint.host,
                               .errors = m_tlsErrors,
                               .problem = m_socket.errorString(),
                               .isClosed = isClosed},
                              QDateTime::currentDateTimeUtc());
    if (const QString proxy = proxyName(); !proxy.isEmpty())
        fault.message += u"; the connection goes through the proxy "_s + proxy;
    return fault;
}

void HttpConnection::finish(const std::optional<ApiError> &fault)
{
    m_fault = fault;
    m_silence.stop();
    if (fault || !m_reader.keepsConnection())
        endUse();
    else
        m_state = State::Ready;
    QMetaObject::invokeMethod(this, &HttpConnection::finished, Qt::QueuedConnection);
}

/// The socket is in the middle of something here, so it is closed by whoever hears of it. Until
/// then it fills its small buffer and no more.
void HttpConnection::endUse()
{
    m_state = State::Closed;
    m_silence.stop();
    m_socket.disconnect(this);
}
