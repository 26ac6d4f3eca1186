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
    QSslConfiguration tls = socket->sslConfiguration();
    tls.setLocalCertificateChain(
        QSslCertificate::fromData(contentOf(certificateFile(m_certificate))));
    tls.setPrivateKey(keyFor(m_certificate));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // the client shows no certificate
    socket->setSslConfiguration(tls);
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
