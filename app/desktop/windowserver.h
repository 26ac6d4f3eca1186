#pragma once

#include "clock.h"
#include "windowrequest.h"

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <chrono>
#include <map>

class QLocalSocket;

/// Listens for the requests of later starts of the program, at a socket that only the user can
/// open. It reads one request from each, answers it, and hangs up; so it does on whoever sends too
/// much, or nothing in time, or comes while too many others are there.
class WindowServer final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds patience{std::chrono::seconds(5)};
    static constexpr int mostPeers = 8;

    explicit WindowServer(Clock &clock, QObject *parent = nullptr);
    ~WindowServer() override;

    /// At \p path, where nobody else may listen: a socket that lies there is removed. False: the
    /// system refused it, see error().
    [[nodiscard]] bool listen(const QString &path);
    /// The system's words.
    [[nodiscard]] QString error() const { return m_server.errorString(); }
    [[nodiscard]] int peers() const { return static_cast<int>(m_peers.size()); }

Q_SIGNALS:
    void requested(const WindowRequest &request);

private:
    void takePeers();
    void read(QLocalSocket &peer);
    void answer(QLocalSocket &peer, const WindowReply &reply);
    void drop(QLocalSocket *peer);

    Clock &m_clock;
    QLocalServer m_server;
    std::map<QLocalSocket *, PendingCall> m_peers; ///< until when each may take its time
};
