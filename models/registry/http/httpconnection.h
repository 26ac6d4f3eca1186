#pragma once

#include "apierror.h"
#include "endpoint.h"
#include "httpreplyreader.h"
#include "proxysettings.h"
#include "trustedauthorities.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

#include <chrono>
#include <optional>

/// How a connection reaches its endpoint, and whom it trusts there; or why it cannot be made.
struct HttpRoute {
    Result<std::optional<ChosenProxy>> proxy{};
    Result<Authorities> authorities{};
};

/// One connection that speaks HTTP/1.1, one request after the other. Of a reply it holds no more
/// than its limit, however fast the server sends: the socket's buffer is small, and is emptied into
/// a reader with limits. It never sends anything again by itself, and closing it never waits.
class HttpConnection final : public QObject {
    Q_OBJECT

public:
    HttpConnection(Endpoint endpoint, HttpRoute route, QObject *parent);
    ~HttpConnection() override;

    /// What is read of the socket in one turn of the event loop.
    static constexpr qint64 bufferBytes = 65'536;

    /// Begins to connect.
    void open();
    /// Sends \p request as soon as there is a connection, and reads the reply: at most
    /// \p bodyLimit bytes of content, with no pause longer than \p silence.
    void exchange(const QByteArray &request, qint64 bodyLimit, std::chrono::milliseconds silence);
    /// Ends what is under way, silently.
    void close();

    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }
    /// ChosenProxy::name(); empty where there is none.
    [[nodiscard]] QString proxyName() const;
    /// Requests sent so far.
    [[nodiscard]] int exchanges() const { return m_exchanges; }
    /// Of the last exchange, once it has finished.
    [[nodiscard]] HttpReply takeReply() { return m_reader.takeReply(); }
    [[nodiscard]] const std::optional<ApiError> &fault() const { return m_fault; }
    /// Another request may follow.
    [[nodiscard]] bool isReusable() const;
    /// The server had closed an old connection while the request was on its way, as it seems: not
    /// a byte came back.
    [[nodiscard]] bool wasStale() const;

Q_SIGNALS:
    void opening();
    /// The request has been handed to the network.
    void sent();
    /// The exchange has ended. Comes from the event loop.
    void finished();
    /// While nothing was exchanged: it cannot be used any more. Comes from the event loop.
    void closed();

private:
    enum class State : quint8 { New, Connecting, Ready, Exchanging, Closed };

    void onReady();
    void onReadyRead();
    void onError(QAbstractSocket::SocketError error);
    [[nodiscard]] ApiError faultOf(QAbstractSocket::SocketError error) const;
    void connectSecurely(quint16 port);
    void send();
    void readAll();
    void finish(const std::optional<ApiError> &fault);
    void endUse();

    Endpoint m_endpoint;
    HttpRoute m_route;
    State m_state = State::New;
    QSslSocket m_socket;
    QTimer m_silence;
    QByteArray m_request;
    HttpReplyReader m_reader{0};
    std::optional<ApiError> m_fault;
    bool m_isShakingHands = false; ///< there is a connection, which is not secure yet
    QList<QSslError> m_tlsErrors;
    int m_exchanges = 0;
};
