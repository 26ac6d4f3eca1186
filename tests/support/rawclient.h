#pragma once

#include <QByteArray>
#include <QTcpSocket>
#include <QUrl>

/// A client of HTTP that says what it likes.
class RawClient final {
public:
    explicit RawClient(const QUrl &server, const QByteArray &bytes = {})
    {
        m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
        m_socket.waitForConnected();
        send(bytes);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    [[nodiscard]] bool isOpen() const
    {
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }
    /// All that has come so far.
    const QByteArray &heard() { return m_heard += m_socket.readAll(); }
    /// The status of the first reply; 0: none has come.
    int status() { return heard().startsWith("HTTP/1.1 ") ? m_heard.mid(9, 3).toInt() : 0; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_heard;
};
