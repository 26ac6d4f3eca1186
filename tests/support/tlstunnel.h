#pragma once

#include <QString>
#include <QTcpServer>

class QTcpSocket;

/// Stands before a server for HTTP as one for HTTPS. It shows one of the certificates of
/// tests/fixtures/tls.
class TlsFront final : public QTcpServer {
    Q_OBJECT

public:
    /// \p certificate: as its file is called, without ".pem".
    TlsFront(const QString &certificate, quint16 serverPort);

    /// To the connections that come from now on; closes those that there are.
    void present(const QString &certificate);

protected:
    void incomingConnection(qintptr socketDescriptor) override;

private:
    QString m_certificate;
    quint16 m_serverPort;
};

/// A proxy for HTTPS that takes everybody to the same port of this computer, whomever they ask for.
class TunnelProxy final : public QTcpServer {
    Q_OBJECT

public:
    explicit TunnelProxy(quint16 serverPort);

    /// Listens no more, and ends all connections.
    void vanish();
    /// Listens again, at the same port.
    void comeBack();
    [[nodiscard]] QString address() const;

private:
    void onConnected();
    void onAsked(QTcpSocket *client);

    quint16 m_serverPort;
    quint16 m_port = 0;
};
