#include "tlstunnel.h"

#include "tlsserver.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Whatever one end says the other one hears, until either of them ends.
void join(QTcpSocket *client, QTcpSocket *server)
{
    QObject::connect(client, &QTcpSocket::readyRead, server,
                     [client, server] { server->write(client->readAll()); });
    QObject::connect(server, &QTcpSocket::readyRead, client,
                     [client, server] { client->write(server->readAll()); });
    QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
}

QTcpSocket *connectionTo(quint16 port, QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    server->connectToHost(QHostAddress::LocalHost, port);
    return server;
}

void endAll(const QTcpServer &server)
{
    for (QTcpSocket *socket : server.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly))
        socket->abort();
}

} // namespace

TlsFront::TlsFront(const QString &certificate, quint16 serverPort)
    : m_certificate(certificate), m_serverPort(serverPort)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

void TlsFront::present(const QString &certificate)
{
    m_certificate = certificate;
    endAll(*this);
}

void TlsFront::incomingConnection(qintptr socketDescriptor)
{
    auto *client = new QSslSocket(this);
    client->setSslConfiguration(serverConfiguration(m_certificate));
    client->setSocketDescriptor(socketDescriptor);
    join(client, connectionTo(m_serverPort, client));
    client->startServerEncryption();
}

TunnelProxy::TunnelProxy(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(this, &QTcpServer::newConnection, this, &TunnelProxy::onConnected);
    comeBack();
}

void TunnelProxy::vanish()
{
    close();
    endAll(*this);
}

void TunnelProxy::comeBack()
{
    if (!listen(QHostAddress::LocalHost, m_port))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
    m_port = serverPort();
}

QString TunnelProxy::address() const
{
    return u"http://127.0.0.1:"_s + QString::number(m_port);
}

void TunnelProxy::onConnected()
{
    while (QTcpSocket *client = nextPendingConnection()) {
        connect(client, &QTcpSocket::readyRead, this, [this, client] { onAsked(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
}

void TunnelProxy::onAsked(QTcpSocket *client)
{
    if (!client->peek(1 << 16).contains("\r\n\r\n"))
        return;
    client->readAll(); // which is the question alone: what follows waits for the answer
    client->disconnect(this);
    client->write("HTTP/1.1 200 Connected\r\n\r\n");
    join(client, connectionTo(m_serverPort, client));
}
