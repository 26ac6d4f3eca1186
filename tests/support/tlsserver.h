#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>
#include <QTcpServer>

/// A server for HTTPS on loopback. It shows one of the certificates of tests/fixtures/tls, and
/// answers each request with the same bytes.
class TlsServer final : public QTcpServer {
    Q_OBJECT

public:
    /// \p certificate: as its file is called, without ".pem".
    TlsServer(const QString &certificate, QByteArray reply);

    /// To the connections that come from now on.
    void present(const QString &certificate) { m_certificate = certificate; }
    /// Closes the connections that there are.
    void closeConnections();
    [[nodiscard]] QString endpoint() const;
    /// Requests that came through a secure connection.
    [[nodiscard]] int requests() const { return m_requests; }

protected:
    void incomingConnection(qintptr socketDescriptor) override;

private:
    QString m_certificate;
    QByteArray m_reply;
    int m_requests = 0;
};

/// Sends the same bytes to whoever begins to speak, whatever was said, and closes.
class BluntServer final : public QTcpServer {
    Q_OBJECT

public:
    explicit BluntServer(QByteArray bytes);
    [[nodiscard]] QString endpoint() const;

private:
    QByteArray m_bytes;
};

/// The file of a certificate of tests/fixtures/tls.
QString certificateFile(const QString &certificate);

/// Of a server that shows this certificate.
QSslConfiguration serverConfiguration(const QString &certificate);
