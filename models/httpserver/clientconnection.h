#pragma once

#include "clock.h"
#include "httprequestreader.h"
#include "httpserverlimits.h"
#include "servedreply.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <functional>

/// What the connections of a server have in common. It outlives them.
struct HttpService {
    std::function<ServedReply(const ReceivedRequest &request)> reply{};
    /// To what is no request, or too large or too slow; see HttpRequestReader::Refusal.
    std::function<ServedReply(int httpStatus, const QByteArray &reason)> refusal{};
    const Clock &clock; ///< of the header Date
    HttpServerLimits limits{};
    std::chrono::milliseconds latency{0}; ///< before each reply
};

/// One client of a server. Its requests are answered in their order: the next one is read when
/// the reply to the one before has been handed to the network, so that a client that does not read
/// replies cannot have more of them made.
class ClientConnection final : public QObject {
    Q_OBJECT

public:
    /// Bytes that a socket holds until they are read.
    static constexpr qint64 bufferBytes = 16'384;

    /// Takes over \p socket, whose buffer is bounded.
    ClientConnection(const HttpService &service, QTcpSocket *socket, QObject *parent);
    ~ClientConnection() override;

    /// All that was asked has been answered.
    [[nodiscard]] bool isIdle() const { return m_phase == Phase::Idle; }

Q_SIGNALS:
    /// By the client, or because it took too long. The connection can be deleted later.
    void closed();

private:
    enum class Phase : quint8 {
        Reading, ///< the first request, or one that has begun
        Answering,
        Sending,
        Idle,     ///< after a reply
        Draining, ///< after the last reply
        Closed,
    };

    void enter(Phase phase);
    [[nodiscard]] std::chrono::milliseconds patience(Phase phase) const;
    void onTimeout();
    void readOn();
    void readRequest();
    void refuse(const HttpRequestReader::Refusal &refusal);
    void send(const ServedReply &reply, bool hasBody);
    void endSending();
    void close();

    const HttpService &m_service;
    QTcpSocket *m_socket;
    Phase m_phase = Phase::Reading;
    QTimer m_patience;
    HttpRequestReader m_reader;
    QByteArray m_unread; ///< has come, and belongs to the next request
    bool m_keeps = false;
};
