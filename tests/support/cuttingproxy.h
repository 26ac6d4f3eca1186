#pragma once

#include <QHash>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>

#include <optional>

/// Where a connection breaks, and how.
struct Cut {
    enum class Side : quint8 { Request, Reply };
    enum class How : quint8 { Reset, Close, Silence };

    Side side = Side::Request;
    qsizetype after = 0; ///< bytes that still pass
    How how = How::Reset;
};

/// Stands between a client and a server, and breaks their connections on order.
class CuttingProxy final : public QTcpServer {
    Q_OBJECT

public:
    explicit CuttingProxy(quint16 serverPort);

    /// From now on every connection is cut so; without \p cut all passes. Counts begin anew.
    void arm(std::optional<Cut> cut);
    /// Sends every request twice, and gives the client the second reply only.
    void repeatRequests(bool repeats) { m_repeats = repeats; }

    /// Connections on which a client began a request since arm().
    [[nodiscard]] int requestsBegun() const { return static_cast<int>(m_asking.size()); }
    [[nodiscard]] qsizetype requestBytes() const { return m_requestBytes; }
    [[nodiscard]] qsizetype replyBytes() const { return m_replyBytes; }
    [[nodiscard]] QString endpoint() const;

private:
    struct Line {
        QTcpSocket *client = nullptr;
        QTcpSocket *server = nullptr;
        qsizetype passed = 0; ///< bytes of the side that is cut
        int replies = 0;
    };

    void onConnected();
    void passRequest(Line &line);
    void passReply(Line &line);
    void pass(Line &line, Cut::Side side, const QByteArray &bytes, QTcpSocket *to);
    static void cutOff(Line &line, Cut::How how);

    quint16 m_serverPort;
    std::optional<Cut> m_cut;
    bool m_repeats = false;
    QSet<QTcpSocket *> m_asking;
    qsizetype m_requestBytes = 0;
    qsizetype m_replyBytes = 0;
};
