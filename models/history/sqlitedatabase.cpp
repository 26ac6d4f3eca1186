#include "sqlitedatabase.h"

#include "checkedpages.h"

#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>
#include <utility>

namespace {

constexpr int busyTimeoutMs = 500;

/// SQLite refuses links anywhere on the way to a file; the folders may be some.
QString withoutLinkedFolders(const QString &file)
{
    const QFileInfo info(file);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    const bool isInMemory = file.startsWith(u':'); // no name of a file: SQLite's own
    return folder.isEmpty() || isInMemory ? file : QDir(folder).filePath(info.fileName());
}

} // namespace

bool SqliteError::isDefect() const
{
    return primaryCode() == SQLITE_CORRUPT || primaryCode() == SQLITE_NOTADB ||
           code == SQLITE_IOERR_DATA;
}

bool SqliteError::isInterruption() const
{
    return primaryCode() == SQLITE_INTERRUPT;
}

void SqliteStatement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(SqliteDatabase &database, const char *sql) : m_database(database)
{
    if (m_database.hasFailed() || !m_database.m_handle)
        return;
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_database.m_handle.get(), sql, -1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
    if (code != SQLITE_OK)
        m_database.fail(code);
}

SqliteStatement &SqliteStatement::bind(int parameter, qint64 number)
{
    if (m_statement)
        sqlite3_bind_int64(m_statement.get(), parameter + 1, number);
    return *this;
}

SqliteStatement &SqliteStatement::bind(int parameter, QStringView text)
{
    if (text.isEmpty())
        return bindNull(parameter);
    const QByteArray utf8 = text.toUtf8();
    if (m_statement) {
        sqlite3_bind_text(m_statement.get(), parameter + 1, utf8.constData(),
                          static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    }
    return *this;
}

SqliteStatement &SqliteStatement::bind(int parameter, std::optional<qint64> number)
{
    return number ? bind(parameter, *number) : bindNull(parameter);
}

SqliteStatement &SqliteStatement::bindNull(int parameter)
{
    if (m_statement)
        sqlite3_bind_null(m_statement.get(), parameter + 1);
    return *this;
}

bool SqliteStatement::next()
{
    if (!m_statement || m_database.hasFailed())
        return false;
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_database.fail(code);
    reset();
    return false;
}

bool SqliteStatement::run()
{
    while (next())
        continue;
    return !m_database.hasFailed();
}

void SqliteStatement::reset()
{
    if (m_statement)
        sqlite3_reset(m_statement.get());
}

qint64 SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString SqliteStatement::text(int column) const
{
    // The bytes of a text are its UTF-8. First where they are, then how many: the first may
    // convert.
    const void *utf8 = sqlite3_column_blob(m_statement.get(), column);
    return QString::fromUtf8(static_cast<const char *>(utf8),
                             sqlite3_column_bytes(m_statement.get(), column));
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void SqliteDatabase::Closer::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database); // statements may outlive it by a line
}

SqliteDatabase::~SqliteDatabase() = default;

bool SqliteDatabase::open(const QString &file)
{
    if (!open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE))
        return false;
    makeRoomForChecksums(m_handle.get());
    return true;
}

bool SqliteDatabase::openToRead(const QString &file)
{
    return open(file, SQLITE_OPEN_READONLY);
}

bool SqliteDatabase::open(const QString &file, int mode)
{
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(withoutLinkedFolders(file).toUtf8().constData(), &handle,
                        mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, checkedPages());
    m_handle.reset(handle);
    if (code != SQLITE_OK) {
        fail(code);
        return false;
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyTimeoutMs);
    return true;
}

void SqliteDatabase::keepSideFiles()
{
    if (m_handle)
        sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

bool SqliteDatabase::run(const char *sql)
{
    if (hasFailed() || !m_handle)
        return false;
    const int code = sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
    return code == SQLITE_OK;
}

qint64 SqliteDatabase::number(const char *sql)
{
    SqliteStatement statement(*this, sql);
    return statement.next() ? statement.number(0) : 0;
}

QString SqliteDatabase::text(const char *sql)
{
    SqliteStatement statement(*this, sql);
    return statement.next() ? statement.text(0) : QString();
}

bool SqliteDatabase::isReadOnly() const
{
    return m_handle && sqlite3_db_readonly(m_handle.get(), "main") == 1;
}

void SqliteDatabase::endWhen(const std::atomic<bool> *isStopping)
{
    constexpr int stepsBetween = 10'000; // some milliseconds
    const auto isToEnd = [](void *flag) -> int {
        return static_cast<const std::atomic<bool> *>(flag)->load() ? 1 : 0;
    };
    if (isStopping == nullptr)
        sqlite3_progress_handler(m_handle.get(), 0, nullptr, nullptr);
    else
        sqlite3_progress_handler(m_handle.get(), stepsBetween, isToEnd,
                                 const_cast<std::atomic<bool> *>(isStopping));
}

int SqliteDatabase::firstReadError() const
{
    return m_handle ? ::firstReadError(m_handle.get()) : SQLITE_OK;
}

qint64 SqliteDatabase::lastRowId() const
{
    return m_handle ? sqlite3_last_insert_rowid(m_handle.get()) : 0;
}

std::optional<SqliteError> SqliteDatabase::takeError()
{
    return std::exchange(m_error, std::nullopt);
}

void SqliteDatabase::fail(const SqliteError &error)
{
    if (!m_error)
        m_error = error;
}

void SqliteDatabase::fail(int code)
{
    const char *message = m_handle ? sqlite3_errmsg(m_handle.get()) : sqlite3_errstr(code);
    fail({.code = code, .message = QString::fromUtf8(message)});
}

SqliteTransaction::SqliteTransaction(SqliteDatabase &database)
    : m_database(database),
      // Immediate: a transaction that begins by reading cannot wait for a lock later.
      m_isOpen(database.run("BEGIN IMMEDIATE"))
{
}

SqliteTransaction::~SqliteTransaction()
{
    // Past the kept error. Some errors have rolled back already, then this one changes nothing.
    if (m_isOpen && m_database.m_handle)
        sqlite3_exec(m_database.m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteTransaction::commit()
{
    if (!m_isOpen || !m_database.run("COMMIT"))
        return false;
    m_isOpen = false;
    return true;
}
