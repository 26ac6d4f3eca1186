#include "clientconnection.h"

#include <QLocale>

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// For a client that still sends what was refused: closed at once, the connection would be reset,
// and the reply be lost on the way (RFC 9112, section 9.6).
constexpr std::chrono::milliseconds drainTime = 1s;

QByteArray reasonPhrase(int httpStatus)
{
    switch (httpStatus) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return {}; // which may be empty
    }
}

QByteArray httpDate(const QDateTime &now)
{
    return QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

} // namespace

ClientConnection::ClientConnection(const HttpService &service, QTcpSocket *socket, QObject *parent)
    : QObject(parent), m_service(service), m_socket(socket), m_reader(service.limits)
{
    m_socket->setParent(this);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ClientConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &ClientConnection::readOn);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_phase != Phase::Sending)
            return;
        m_patience.start();
        if (m_socket->bytesToWrite() == 0)
            endSending();
        readOn();
    });
    connect(m_socket, &QTcpSocket::disconnected, this, &ClientConnection::close);
    enter(Phase::Reading);
    // What came, or ended, before there was anybody to hear of it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            readOn();
            if (m_socket->state() != QAbstractSocket::ConnectedState)
                close();
        },
        Qt::QueuedConnection);
}

ClientConnection::~ClientConnection()
{
    m_socket->disconnect(this);
    m_socket->abort(); // which never waits
}

void ClientConnection::enter(Phase phase)
{
    m_phase = phase;
    const std::chrono::milliseconds longest = patience(phase);
    if (longest > 0ms)
        m_patience.start(longest);
    else
        m_patience.stop();
}

std::chrono::milliseconds ClientConnection::patience(Phase phase) const
{
    switch (phase) {
    case Phase::Idle:
        return m_service.limits.idle;
    case Phase::Reading:
        return m_service.limits.request;
    case Phase::Sending:
        return m_service.limits.reply;
    case Phase::Draining:
        return drainTime;
    case Phase::Answering:
    case Phase::Closed:
        break;
    }
    return 0ms;
}

void ClientConnection::onTimeout()
{
    if (m_phase == Phase::Reading && m_reader.hasStarted())
        refuse({.httpStatus = 408, .reason = "The request did not come in time."});
    else
        close();
}

void ClientConnection::readOn()
{
    while (m_phase == Phase::Idle || m_phase == Phase::Reading) {
        if (m_unread.isEmpty())
            m_unread = m_socket->read(bufferBytes);
        if (m_unread.isEmpty())
            return;
        readRequest();
    }
    while (m_phase == Phase::Draining && m_socket->bytesAvailable() > 0)
        m_socket->readAll();
}

void ClientConnection::readRequest()
{
    m_unread.remove(0, m_reader.read(m_unread));
    if (m_reader.refusal()) {
        refuse(*m_reader.refusal());
    } else if (m_reader.isComplete()) {
        enter(Phase::Answering);
        m_keeps = m_reader.keepsConnection();
        const ReceivedRequest request = m_reader.takeRequest();
        m_reader = HttpRequestReader(m_service.limits);
        const ServedReply reply = m_service.reply(request);
        const bool hasBody = request.method != "HEAD";
        if (m_service.latency > 0ms)
            QTimer::singleShot(m_service.latency, Qt::PreciseTimer, this,
                               [this, reply, hasBody] { send(reply, hasBody); });
        else
            send(reply, hasBody);
    } else if (m_phase == Phase::Idle) {
        enter(Phase::Reading);
    }
}

void ClientConnection::refuse(const HttpRequestReader::Refusal &refusal)
{
    m_keeps = false;
    m_unread.clear();
    send(m_service.refusal(refusal.httpStatus, refusal.reason), true);
}

void ClientConnection::send(const ServedReply &reply, bool hasBody)
{
    if (m_phase == Phase::Closed)
        return;
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.httpStatus) + ' ' +
                       reasonPhrase(reply.httpStatus) + "\r\nContent-Type: " + reply.contentType +
                       "\r\nDate: " + httpDate(m_service.clock.now()) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    if (!m_keeps)
        bytes += "Connection: close\r\n";
    bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
    // In one piece: Nagle's algorithm would hold back the second, until the client has confirmed
    // the first.
    m_socket->write(hasBody ? bytes + reply.body : bytes);
    m_socket->flush();
    if (m_phase == Phase::Closed) // the client is gone
        return;
    enter(Phase::Sending);
    if (m_socket->bytesToWrite() == 0)
        endSending();
    if (m_service.latency > 0ms)
        QMetaObject::invokeMethod(this, &ClientConnection::readOn, Qt::QueuedConnection);
}

void ClientConnection::endSending()
{
    if (m_keeps) {
        enter(Phase::Idle);
        return;
    }
    enter(Phase::Draining);
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    QMetaObject::invokeMethod(this, &ClientConnection::readOn, Qt::QueuedConnection);
}

void ClientConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    enter(Phase::Closed);
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT closed();
}
