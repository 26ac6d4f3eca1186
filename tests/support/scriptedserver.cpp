#include "scriptedserver.h"

#include <QTimer>

#include <algorithm>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace {

void dripFirstByte(QTcpSocket *socket, const QByteArray &bytes, int interval)
{
    if (bytes.isEmpty())
        return;
    socket->write(bytes.left(1));
    QTimer::singleShot(interval, socket, [socket, bytes, interval] {
        dripFirstByte(socket, bytes.mid(1), interval);
    });
}

void reset(QTcpSocket *socket)
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
               sizeof atOnce);
    socket->abort();
}

} // namespace

Turn json(int status, const QByteArray &body, const QByteArray &headers)
{
    return {.bytes = "HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + headers +
                     "Content-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

ScriptedServer::ScriptedServer(std::vector<Turn> turns) : m_turns(std::move(turns))
{
    connect(this, &QTcpServer::newConnection, this, &ScriptedServer::onConnected);
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

QString ScriptedServer::endpoint(const QString &scheme) const
{
    return scheme + u"://127.0.0.1:"_s + QString::number(serverPort());
}

int ScriptedServer::connections() const
{
    return static_cast<int>(std::ranges::count_if(m_sockets, [](const auto &socket) {
        return socket && socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void ScriptedServer::onConnected()
{
    QTcpSocket *socket = nextPendingConnection();
    m_sockets << socket;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
}

void ScriptedServer::onReadyRead(QTcpSocket *socket)
{
    if (!socket->peek(1 << 20).contains("\r\n\r\n"))
        return;
    requests << socket->readAll();
    if (m_next < m_turns.size())
        play(socket, m_turns[m_next++]);
}

void ScriptedServer::play(QTcpSocket *socket, const Turn &turn)
{
    if (turn.resets) {
        reset(socket);
        return;
    }
    if (turn.dripInterval > 0) {
        dripFirstByte(socket, turn.bytes, turn.dripInterval);
        return;
    }
    socket->write(turn.bytes);
    if (!turn.flood.isEmpty())
        flood(socket, turn.flood.repeated(1 + 65'536 / turn.flood.size()));
    if (turn.closes)
        socket->disconnectFromHost();
}

void ScriptedServer::flood(QTcpSocket *socket, const QByteArray &bytes)
{
    connect(socket, &QTcpSocket::bytesWritten, this, [this, socket, bytes](qint64 written) {
        flooded += written;
        if (socket->bytesToWrite() < bytes.size())
            socket->write(bytes);
    });
    socket->write(bytes);
}

QByteArray headerOf(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}
