#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <limits>

/// What goes wrong with a request, or with the reply to it.
struct WireFault {
    enum class End : quint8 { Keep, Close, Reset };

    /// The registry gets the request, and its reply is spoiled; else it never hears of it.
    bool reachesRegistry = false;
    /// The bytes that the client gets, of those that the registry sent; null: these themselves.
    std::function<QByteArray(const QByteArray &reply)> spoiled{};
    End end = End::Keep;
    int sliceBytes = 0; ///< so many at once, of the first 5,000 where there is no pause; 0: all
    int pauseMs = 0;    ///< between two slices
    QByteArray flood{}; ///< after the bytes, again and again, as fast as the client takes it
};

/// Stands before a registry and passes requests and replies on, but for those with which something
/// goes wrong, as a test says.
class FaultyServer final : public QTcpServer {
    Q_OBJECT

public:
    explicit FaultyServer(quint16 registryPort);

    /// From now on it goes wrong with each request whose head contains \p marker, \p times times.
    void arm(const WireFault &fault, const QByteArray &marker = {},
             int times = std::numeric_limits<int>::max());
    void disarm() { m_times = 0; }
    /// Listens no more, and ends all connections.
    void vanish();
    /// Listens again, at the same port.
    void comeBack();
    /// All present connections get no answer any more, nor an end: as after a sleep in which the
    /// router has forgotten them.
    void loseConnections();

    /// The heads of all requests.
    [[nodiscard]] const QByteArrayList &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }
    /// Requests of this operation.
    [[nodiscard]] int asked(const QByteArray &operation) const;
    /// Connections that are open.
    [[nodiscard]] int connections() const { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] QString endpoint() const;

private:
    struct Line {
        QTcpSocket *registry = nullptr;
        QByteArray request{};
        QByteArray reply{};
        bool isSpoiled = false;
        bool isLost = false;
    };

    void onConnected();
    void onRequest(QTcpSocket *client);
    void onReply(QTcpSocket *client);
    void play(QTcpSocket *client, const WireFault &fault, const QByteArray &reply);
    /// \p bytes are the rest of so many.
    void playSlice(QTcpSocket *client, const WireFault &fault, const QByteArray &bytes,
                   qsizetype whole);

    quint16 m_registryPort;
    quint16 m_port = 0;
    WireFault m_fault;
    QByteArray m_marker;
    int m_times = 0;
    QByteArrayList m_requests;
    QHash<QTcpSocket *, Line> m_lines;
};
