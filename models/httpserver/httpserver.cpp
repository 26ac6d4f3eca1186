#include "httpserver.h"

#include "logging.h"

#include <QTcpSocket>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where nothing can be accepted: no file is left, or every connection is at work.
constexpr std::chrono::milliseconds acceptAgainAfter = 100ms;
constexpr std::chrono::milliseconds shortageEndsAfter = 1min;

/// What of accept() does not pass by itself.
bool isShortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

} // namespace

HttpServer::HttpServer(HttpService service, QObject *parent)
    : QTcpServer(parent), m_service(std::move(service))
{
    setListenBacklogSize(m_service.limits.connections);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &HttpServer::acceptAgain);
}

HttpServer::~HttpServer()
{
    qDeleteAll(m_connections);
}

Result<quint16> HttpServer::openOn(const QHostAddress &address, quint16 port)
{
    // QTcpServer would take that for every address that there is.
    if (address.isNull())
        return tl::unexpected(
            ApiError{.kind = ApiError::Kind::Configuration,
                     .code = u"NotAnAddress"_s,
                     .message = u"Where to listen is an address such as 127.0.0.1 or ::1."_s});
    if (!listen(address, port)) {
        return tl::unexpected(ApiError{.kind = ApiError::Kind::Network,
                                       .code = u"CannotListen"_s,
                                       .message = errorString(),
                                       .host = address.toString()});
    }
    pauseAccepting();
    m_arrival.emplace(socketDescriptor(), QSocketNotifier::Read);
    connect(&*m_arrival, &QSocketNotifier::activated, this, &HttpServer::acceptNext);
    return serverPort();
}

/// Who waits beyond the limit waits in the operating system's queue, and is not read.
void HttpServer::acceptNext()
{
    if (!makeRoom())
        return pause();
    const int file = ::accept4(static_cast<int>(socketDescriptor()), nullptr, nullptr,
                               SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (file >= 0)
        return serve(file);
    const int error = errno;
    if (!isShortage(error) || closeOldestIdle())
        return; // it is tried again at once where somebody still waits
    // A connection that ends leaves a file, and the next one is short of it again: that is no news.
    const QDateTime now = m_service.clock.now();
    const bool isNews = !m_toldUntil.isValid() || now > m_toldUntil;
    m_toldUntil = now.addMSecs(shortageEndsAfter.count());
    if (isNews)
        qCWarning(logHttpServer,
                  "no connection can be accepted (%s): it is tried again every %d ms",
                  std::strerror(error), static_cast<int>(acceptAgainAfter.count()));
    pause();
}

void HttpServer::serve(qintptr file)
{
    auto *socket = new QTcpSocket(this);
    socket->setReadBufferSize(ClientConnection::bufferBytes);
    if (!socket->setSocketDescriptor(file)) {
        ::close(static_cast<int>(file));
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *connection = new ClientConnection(m_service, socket, this);
    connect(connection, &ClientConnection::closed, this,
            [this, connection] { forget(connection); });
    m_connections << connection;
}

/// Whoever waits would make the notifier speak at each turn of the event loop.
void HttpServer::pause()
{
    m_arrival->setEnabled(false);
    m_pause.start(acceptAgainAfter);
}

void HttpServer::acceptAgain()
{
    m_pause.stop();
    m_arrival->setEnabled(true);
}

bool HttpServer::makeRoom()
{
    return m_connections.size() < m_service.limits.connections || closeOldestIdle();
}

/// A client whose connection was closed while it was idle opens another.
bool HttpServer::closeOldestIdle()
{
    const auto idle = std::ranges::find_if(m_connections, &ClientConnection::isIdle);
    if (idle == m_connections.end())
        return false;
    delete *idle;
    m_connections.erase(idle);
    return true;
}

void HttpServer::forget(ClientConnection *connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
    acceptAgain();
}
