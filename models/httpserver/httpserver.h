#pragma once

#include "apierror.h"
#include "clientconnection.h"

#include <QDateTime>
#include <QHostAddress>
#include <QList>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <optional>

/// Carries requests and replies between sockets and whoever answers. An own server, as that of
/// Qt 6.4 limits neither heads nor contents nor connections. It accepts by itself too: where no
/// file is left for a connection, QTcpServer tells nobody and tries again at each turn of the event
/// loop.
class HttpServer final : public QTcpServer {
    Q_OBJECT

public:
    /// What \p service refers to must outlive the server.
    explicit HttpServer(HttpService service, QObject *parent = nullptr);
    ~HttpServer() override;

    /// The port that is listened on; port 0 takes any free one. What is no address is
    /// refused; else the error is the system's.
    Result<quint16> openOn(const QHostAddress &address, quint16 port);

private:
    void acceptNext();
    void serve(qintptr file);
    void pause();
    void acceptAgain();
    [[nodiscard]] bool makeRoom();
    bool closeOldestIdle();
    void forget(ClientConnection *connection);

    HttpService m_service;
    QList<ClientConnection *> m_connections;  ///< the one that was opened first is the first
    std::optional<QSocketNotifier> m_arrival; ///< somebody waits to be accepted
    QTimer m_pause;
    QDateTime m_toldUntil; ///< until then it is known that no connection could be accepted
};
