#pragma once

#include <QString>
#include <QStringView>

#include <atomic>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

/// What SQLite said. The code is its extended one.
struct SqliteError {
    int code = 0;
    QString message{};

    /// Without what tells the kinds of one fault apart.
    [[nodiscard]] int primaryCode() const { return code & 0xff; }
    /// The file's content is wrong, as opposed to: it cannot be read or written now.
    [[nodiscard]] bool isDefect() const;
    /// Somebody wanted it to end: see SqliteDatabase::endWhen().
    [[nodiscard]] bool isInterruption() const;
};

class SqliteDatabase;

/// A prepared statement; reset and bound anew for each use. The first parameter and the first
/// column have the number 0.
class SqliteStatement final {
public:
    SqliteStatement(SqliteDatabase &database, const char *sql);

    SqliteStatement &bind(int parameter, qint64 number);
    SqliteStatement &bind(int parameter, QStringView text);             ///< null when empty
    SqliteStatement &bind(int parameter, std::optional<qint64> number); ///< null when empty
    SqliteStatement &bindNull(int parameter);

    /// True: there is a row. The end and an error reset the statement.
    bool next();
    /// Runs to the end. False: an error, now or before.
    bool run();
    void reset();

    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt *statement) const;
    };

    SqliteDatabase &m_database;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// A database file. Like a stream it keeps its first error, and does nothing more until somebody
/// takes it: a sequence of statements is written down without a check after each, and judged where
/// it is committed.
class SqliteDatabase final {
public:
    SqliteDatabase() = default;
    ~SqliteDatabase();
    Q_DISABLE_COPY_MOVE(SqliteDatabase)

    bool open(const QString &file);
    /// Changes nothing, and makes no file.
    bool openToRead(const QString &file);
    /// Leaves the files beside the database as they are when it is closed.
    void keepSideFiles();

    /// Runs statements that take no parameters and whose rows nobody needs.
    bool run(const char *sql);
    /// The first column of the first row; 0 when there is none.
    qint64 number(const char *sql);
    QString text(const char *sql);

    [[nodiscard]] bool isReadOnly() const;
    /// What runs ends with an error soon after \p isStopping is true; null: nothing ends it. It is
    /// looked at as long as the database is open.
    void endWhen(const std::atomic<bool> *isStopping);
    /// See checkedpages.h.
    [[nodiscard]] int firstReadError() const;
    [[nodiscard]] qint64 lastRowId() const;

    [[nodiscard]] bool hasFailed() const { return m_error.has_value(); }
    std::optional<SqliteError> takeError();
    /// Takes what was found wrong with the content for an error of its own.
    void fail(const SqliteError &error);

private:
    friend class SqliteStatement;
    friend class SqliteTransaction;
    bool open(const QString &file, int mode);
    void fail(int code);

    struct Closer {
        void operator()(sqlite3 *database) const;
    };

    std::unique_ptr<sqlite3, Closer> m_handle;
    std::optional<SqliteError> m_error;
};

/// All or nothing: what is not committed is rolled back.
class SqliteTransaction final {
public:
    explicit SqliteTransaction(SqliteDatabase &database);
    ~SqliteTransaction();
    Q_DISABLE_COPY_MOVE(SqliteTransaction)

    /// False: nothing was written, the database holds the error.
    bool commit();

private:
    SqliteDatabase &m_database;
    bool m_isOpen = false;
};
