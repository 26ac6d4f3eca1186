#include "tlsserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

/// A certificate has a key of its own, or that of all others.
QSslKey keyFor(const QString &certificate)
{
    const QString own = certificateFile(certificate + u"-key"_s);
    if (QFile::exists(own))
        return QSslKey(contentOf(own), QSsl::Rsa);
    return QSslKey(contentOf(certificateFile(u"server-key"_s)), QSsl::Ec);
}

QString loopback(const QTcpServer &server)
{
    return u"https://127.0.0.1:"_s + QString::number(server.serverPort());
}

} // namespace

QString certificateFile(const QString &certificate)
{
    return QStringLiteral(TLS_FIXTURES) + u'/' + certificate + u".pem"_s;
}

QSslConfiguration serverConfiguration(const QString &certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(
        QSslCertificate::fromData(contentOf(certificateFile(certificate))));
    tls.setPrivateKey(keyFor(certificate));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // the client shows no certificate
    return tls;
}

TlsServer::TlsServer(const QString &certificate, QByteArray reply)
    : m_certificate(certificate), m_reply(std::move(reply))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

QString TlsServer::endpoint() const
{
    return loopback(*this);
}

void TlsServer::closeConnections()
{
    for (QSslSocket *socket : findChildren<QSslSocket *>())
        socket->disconnectFromHost();
}

void TlsServer::incomingConnection(qintptr socketDescriptor)
{
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(serverConfiguration(m_certificate));
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] {
        if (!socket->peek(1 << 20).contains("\r\n\r\n"))
            return;
        socket->readAll();
        ++m_requests;
        socket->write(m_reply);
    });
    socket->setSocketDescriptor(socketDescriptor);
    socket->startServerEncryption();
}

BluntServer::BluntServer(QByteArray bytes) : m_bytes(std::move(bytes))
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            socket->readAll();
            socket->write(m_bytes);
            socket->disconnectFromHost();
        });
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on loopback: %s", qPrintable(errorString()));
}

QString BluntServer::endpoint() const
{
    return loopback(*this);
}
