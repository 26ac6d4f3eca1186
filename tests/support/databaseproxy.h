#pragma once

#include "postgresserver.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <memory>

/// Stands between a program and a PostgresServer, in a thread of its own, and cuts it off on order:
/// connections stay open, and nothing comes through.
class DatabaseProxy final {
public:
    explicit DatabaseProxy(const PostgresServer &server);
    ~DatabaseProxy();
    Q_DISABLE_COPY_MOVE(DatabaseProxy)

    /// As PostgresServer::uri(), through this.
    [[nodiscard]] QString uri() const;
    void cutOff() { m_isCut = true; }
    /// What was held back goes on its way.
    void restore() { m_isCut = false; }

private:
    class Line;

    QString m_serverFolder;
    QTemporaryDir m_folder;
    std::atomic<bool> m_isCut{false};
    QThread m_thread;
    std::unique_ptr<QObject> m_worker; // whose events are handled there
};
