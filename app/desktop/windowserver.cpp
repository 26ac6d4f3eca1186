#include "windowserver.h"

#include <QLocalSocket>

WindowServer::WindowServer(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &WindowServer::takePeers);
}

WindowServer::~WindowServer()
{
    for (const auto &[peer, limit] : m_peers)
        peer->disconnect(this);
}

bool WindowServer::listen(const QString &path)
{
    QLocalServer::removeServer(path);
    return m_server.listen(path);
}

void WindowServer::takePeers()
{
    while (QLocalSocket *peer = m_server.nextPendingConnection()) {
        if (peers() >= mostPeers) {
            peer->abort();
            peer->deleteLater();
            continue;
        }
        peer->setReadBufferSize(longestWindowMessage);
        m_peers.emplace(peer, m_clock.after(patience, [this, peer] { drop(peer); }));
        connect(peer, &QLocalSocket::readyRead, this, [this, peer] { read(*peer); });
        connect(peer, &QLocalSocket::disconnected, this, [this, peer] { drop(peer); });
        read(*peer); // what came before this was connected
    }
}

void WindowServer::read(QLocalSocket &peer)
{
    if (!m_peers.contains(&peer))
        return;
    if (!peer.canReadLine()) {
        if (peer.bytesAvailable() >= longestWindowMessage)
            answer(peer, {});
        return;
    }
    const auto request = readRequest(peer.readLine(longestWindowMessage));
    const bool isOther = !request && request.error() == BadRequest::OtherVersion;
    answer(peer, {.isTaken = request.has_value(), .isOtherVersion = isOther});
    if (request)
        Q_EMIT requested(*request);
}

void WindowServer::answer(QLocalSocket &peer, const WindowReply &reply)
{
    disconnect(&peer, &QLocalSocket::readyRead, this, nullptr); // one request each
    peer.write(writeReply(reply));
    peer.disconnectFromServer(); // after what is written
}

void WindowServer::drop(QLocalSocket *peer)
{
    if (m_peers.erase(peer) == 0)
        return;
    peer->disconnect(this);
    peer->abort();
    peer->deleteLater();
}
