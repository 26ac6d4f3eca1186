#pragma once

#include "historymigrations.h"
#include "historyvalues.h"
#include "sqlitedatabase.h"

#include <memory>
#include <span>

class QLockFile;

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

    [[nodiscard]] bool isOpen() const { return m_database != nullptr; }
    /// The open database.
    [[nodiscard]] SqliteDatabase &database() { return *m_database; }
    /// Reads the whole file, once; leaves an error in the database if it is damaged.
    void checkWhole();

private:
    std::optional<HistoryOpening> lock();
    HistoryOpening openLocked(const QDateTime &now);
    bool connectTo();
    std::optional<HistoryOpening> refusalOfHeader();
    std::optional<HistoryOpening> refusalOfContent();
    std::optional<HistoryOpening> refusalOf(qint64 application, qint64 version);
    HistoryOpening refused(HistoryTrouble trouble, const QString &message);
    HistoryOpening failed(const SqliteError &error, const QDateTime &now);

    std::span<const char *const> m_migrations;
    QString m_path;
    int m_replacements = 0; // a failing disk must not fill up with damaged files
    bool m_isChecked = false;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<SqliteDatabase> m_database;
};

/// What an error means to the operator.
HistoryTrouble historyTroubleOf(const SqliteError &error);
