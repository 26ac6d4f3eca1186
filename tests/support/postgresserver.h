#pragma once

#include <QString>
#include <QTemporaryDir>
#include <QtGlobal>

#include <memory>

class QProcess;

/// A PostgreSQL server of a test's own, in a folder that goes with it, reached through a socket
/// there: no other program sees it. It never runs as root.
class PostgresServer final {
public:
    /// Starts it. Where that is not possible reason() says why.
    PostgresServer();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Empty when it runs.
    [[nodiscard]] const QString &reason() const { return m_reason; }
    /// postgresql://… of a user who may do everything, or of another \p user.
    [[nodiscard]] QString uri(const QString &user = QStringLiteral("postgres")) const;

    /// Runs \p sql with all rights. False: it was refused.
    bool run(const QString &sql) const;
    /// The first value that \p sql gives.
    [[nodiscard]] QString value(const QString &sql) const;

    /// A client that runs what is written to it, and prints the first value of each row.
    [[nodiscard]] std::unique_ptr<QProcess> client() const;

    /// As a power cut: connections break, and none is accepted until start().
    void kill();
    bool start();

private:
    [[nodiscard]] QString tool(const QString &name) const;
    bool runAsServer(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_programs; // where PostgreSQL's are
    QString m_reason;
    bool m_isRunning = false;
};
