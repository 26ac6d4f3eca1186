#pragma once

#include "filelock.h"
#include "historymigrations.h"
#include "historyvalues.h"
#include "sqlitedatabase.h"

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <utility>

/// The history's file while this instance of the program owns it: locked against another one,
/// known to be whole, and of the newest version. What is damaged is moved aside, never deleted.
class HistoryFile final {
public:
    explicit HistoryFile(std::span<const char *const> migrations = historyMigrations());
    ~HistoryFile();
    Q_DISABLE_COPY_MOVE(HistoryFile)

    /// Larger files are checked by checkWhole() only, after the window has its rows.
    static constexpr qint64 checkedAtOnce = qint64{8} << 20;

    HistoryOpening open(const QString &file, const QDateTime &now);
    void close();
    /// Keeps the damaged file under another name and begins a new one. The database of before is
    /// gone.
    HistoryOpening replace(const QString &reason, const QDateTime &now);
    /// The open file has no longer its name: it was removed, or another one is in its place. What
    /// is written to it now is lost when it is closed.
    [[nodiscard]] bool isGone() const;
    /// Opens what has the name now, or begins a new file. The database of before is gone.
    HistoryOpening renew(const QDateTime &now);

    [[nodiscard]] bool isOpen() const { return m_database != nullptr; }
    /// The open database.
    [[nodiscard]] SqliteDatabase &database() { return *m_database; }
    /// Reads the whole file, once; leaves an error in the database if it is damaged. A file of
    /// before, whose pages have no checksums, is then written anew with them. Ends early, to begin
    /// anew the next time, when \p isStopping is true.
    void checkWhole(const std::atomic<bool> *isStopping = nullptr);

private:
    std::optional<HistoryOpening> lock();
    HistoryOpening openLocked(const QDateTime &now);
    bool connectTo();
    void checkPages();
    void addChecksums();
    std::optional<HistoryOpening> refusalOfHeader();
    std::optional<HistoryOpening> refusalOfContent();
    std::optional<HistoryOpening> refusalOf(qint64 application, qint64 version);
    HistoryOpening refused(HistoryFault fault, const QString &message);
    HistoryOpening failed(const SqliteError &error, const QDateTime &now);

    std::span<const char *const> m_migrations;
    QString m_path;
    int m_replacements = 0; // a failing disk must not fill up with damaged files
    bool m_isChecked = false;
    bool m_hasChecksums = false; // see checkedpages.h
    std::unique_ptr<FileLock> m_lock;
    std::optional<std::pair<quint64, quint64>> m_identity; // device and number of the open file
    std::unique_ptr<SqliteDatabase> m_database;
};

/// What an error means to the operator.
HistoryFault historyFaultOf(const SqliteError &error);
