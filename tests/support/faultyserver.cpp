#include "faultyserver.h"

#include <QTimer>

#include <algorithm>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace {

void endSocket(QTcpSocket *socket, WireFault::End end)
{
    if (end == WireFault::End::Keep)
        return;
    if (end == WireFault::End::Close) {
        socket->disconnectFromHost();
        return;
    }
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
               sizeof atOnce);
    socket->abort();
}

/// Of a reply with a Content-Length, as the simulator sends it.
bool isWhole(const QByteArray &reply)
{
    const qsizetype head = reply.indexOf("\r\n\r\n");
    const qsizetype at = reply.indexOf("Content-Length: ");
    if (head < 0 || at < 0)
        return false;
    const qsizetype begin = at + 16;
    const qsizetype length = reply.mid(begin, reply.indexOf('\r', begin) - begin).toLongLong();
    return reply.size() >= head + 4 + length;
}

} // namespace

FaultyServer::FaultyServer(quint16 registryPort) : m_registryPort(registryPort)
{
    connect(this, &QTcpServer::newConnection, this, &FaultyServer::onConnected);
    comeBack();
}

void FaultyServer::arm(const WireFault &fault, const QByteArray &marker, int times)
{
    m_fault = fault;
    m_marker = marker;
    m_times = times;
}

void FaultyServer::vanish()
{
    close();
    const QList<QTcpSocket *> clients = m_lines.keys();
    for (QTcpSocket *client : clients)
        client->abort();
}

void FaultyServer::comeBack()
{
    if (!listen(QHostAddress::LocalHost, m_port))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
    m_port = serverPort();
}

void FaultyServer::loseConnections()
{
    for (Line &line : m_lines)
        line.isLost = true;
}

int FaultyServer::asked(const QByteArray &operation) const
{
    const QByteArray header = "x-acs-action: " + operation + "\r\n";
    return static_cast<int>(std::ranges::count_if(
        m_requests, [&header](const QByteArray &head) { return head.contains(header); }));
}

QString FaultyServer::endpoint() const
{
    return u"http://127.0.0.1:"_s + QString::number(m_port);
}

void FaultyServer::onConnected()
{
    while (QTcpSocket *client = nextPendingConnection()) {
        auto *registry = new QTcpSocket(client);
        m_lines[client] = {.registry = registry};
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(client, &QTcpSocket::readyRead, this, [this, client] { onRequest(client); });
        connect(registry, &QTcpSocket::readyRead, this, [this, client] { onReply(client); });
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            m_lines.remove(client);
            client->deleteLater();
        });
        connect(registry, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        registry->connectToHost(QHostAddress::LocalHost, m_registryPort);
        registry->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        onRequest(client); // what came before anybody heard of it
    }
}

void FaultyServer::onRequest(QTcpSocket *client)
{
    if (!m_lines.contains(client)) // it has hung up
        return;
    Line &line = m_lines[client];
    line.request += client->readAll();
    const qsizetype end = line.request.indexOf("\r\n\r\n");
    if (end < 0 || line.isLost)
        return;
    const QByteArray head = line.request.first(end + 4);
    line.request.remove(0, end + 4); // none has content
    m_requests << head;
    line.reply.clear();
    line.isSpoiled = m_times > 0 && head.contains(m_marker);
    if (line.isSpoiled)
        --m_times;
    if (line.isSpoiled && !m_fault.reachesRegistry)
        play(client, m_fault, {});
    else
        line.registry->write(head);
}

void FaultyServer::onReply(QTcpSocket *client)
{
    if (!m_lines.contains(client))
        return;
    Line &line = m_lines[client];
    const QByteArray bytes = line.registry->readAll();
    if (!line.isSpoiled) {
        client->write(bytes);
        return;
    }
    line.reply += bytes;
    if (isWhole(line.reply))
        play(client, m_fault, line.reply);
}

void FaultyServer::play(QTcpSocket *client, const WireFault &fault, const QByteArray &reply)
{
    const QByteArray bytes = fault.spoiled ? fault.spoiled(reply) : reply;
    if (fault.sliceBytes > 0) {
        playSlice(client, fault, bytes, bytes.size());
        return;
    }
    client->write(bytes);
    client->flush();
    if (!fault.flood.isEmpty()) {
        const QByteArray block = fault.flood.repeated(1 + 65'536 / fault.flood.size());
        connect(client, &QTcpSocket::bytesWritten, client, [client, block] {
            if (client->bytesToWrite() < block.size())
                client->write(block);
        });
        client->write(block);
    }
    endSocket(client, fault.end);
}

void FaultyServer::playSlice(QTcpSocket *client, const WireFault &fault, const QByteArray &bytes,
                             qsizetype whole)
{
    // Without a pause some at a turn, so that the event loop goes on; after them the rest.
    constexpr int atOnce = 500;
    constexpr qsizetype most = 5'000;
    qsizetype sent = 0;
    for (int i = 0; i < (fault.pauseMs > 0 ? 1 : atOnce) && sent < bytes.size(); ++i) {
        client->write(bytes.mid(sent, fault.sliceBytes));
        client->flush();
        sent += fault.sliceBytes;
    }
    if (fault.pauseMs == 0 && bytes.size() <= whole - most) {
        client->write(bytes.mid(sent));
        sent = bytes.size();
    }
    if (sent < bytes.size()) {
        QTimer::singleShot(fault.pauseMs, client,
                           [this, client, fault, rest = bytes.mid(sent), whole] {
                               playSlice(client, fault, rest, whole);
                           });
        return;
    }
    endSocket(client, fault.end);
}
