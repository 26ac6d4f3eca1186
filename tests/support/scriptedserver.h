#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <vector>

/// What the server does with one request.
struct Turn {
    QByteArray bytes{};   ///< sent as they are
    bool closes = false;  ///< the connection, after the bytes
    bool resets = false;  ///< at once, with what the client sent unread
    int dripInterval = 0; ///< milliseconds between single bytes; 0 sends all at once
    QByteArray flood{};   ///< after the bytes, again and again, as fast as the client takes it
};

Turn json(int status, const QByteArray &body, const QByteArray &headers = {});

/// A server for HTTP that plays its turns one after the other, keeps what it was asked, and counts
/// its open connections. Without a turn left it is silent.
class ScriptedServer final : public QTcpServer {
    Q_OBJECT

public:
    explicit ScriptedServer(std::vector<Turn> turns);

    [[nodiscard]] QString endpoint(const QString &scheme = QStringLiteral("http")) const;
    [[nodiscard]] int connections() const;

    QByteArrayList requests{};
    qint64 flooded = 0; ///< bytes handed to the network

private:
    void onConnected();
    void onReadyRead(QTcpSocket *socket);
    void play(QTcpSocket *socket, const Turn &turn);
    void flood(QTcpSocket *socket, const QByteArray &bytes);

    std::vector<Turn> m_turns;
    std::size_t m_next = 0;
    QList<QPointer<QTcpSocket>> m_sockets;
};

/// The value of a header of a raw request.
QByteArray headerOf(const QByteArray &request, const QByteArray &name);
