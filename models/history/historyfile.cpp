#include "historyfile.h"

#include "checkedpages.h"
#include "privatefile.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>
#include <sys/stat.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int maxReplacements = 3; // each time that the file is opened

// Where a database's header has what. Source: SQLite's description of its file format.
constexpr qsizetype headerSize = 100;
constexpr qsizetype versionOffset = 60;
constexpr qsizetype applicationOffset = 68;

/// Where \p file goes when it is damaged: a name that is free, for it and for what belongs to it.
QString asideName(const QString &file, const QDateTime &now)
{
    const QString base = file + u".corrupt-"_s + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = base + u"-"_s + QString::number(i);
    return name;
}

bool isDatabaseHeader(const QByteArray &header)
{
    constexpr QByteArrayView magic("SQLite format 3\0", 16);
    return header.size() == headerSize && header.startsWith(magic);
}

std::optional<std::pair<quint64, quint64>> identityOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return std::pair<quint64, quint64>(status.st_dev, status.st_ino);
}

/// Shorter than it says: cut off. The log beside it may hold the missing pages.
bool isCutOff(SqliteDatabase &database, const QString &path)
{
    if (QFileInfo(path + u"-wal"_s).size() > 0)
        return false;
    const qint64 promised =
        database.number("PRAGMA page_count") * database.number("PRAGMA page_size");
    return QFileInfo(path).size() < promised;
}

} // namespace

HistoryFault historyFaultOf(const SqliteError &error)
{
    switch (error.primaryCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return HistoryFault::Busy;
    case SQLITE_FULL:
        return HistoryFault::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return HistoryFault::Unwritable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return HistoryFault::Damaged;
    case SQLITE_NOMEM:
        return HistoryFault::OutOfMemory;
    case SQLITE_IOERR:
        if (error.isDefect())
            return HistoryFault::Damaged;
        return error.code == SQLITE_IOERR_NOMEM ? HistoryFault::OutOfMemory
                                                : HistoryFault::InputOutput;
    default: // a table is missing, a value does not fit, and the like
        return HistoryFault::Unexpected;
    }
}

HistoryFile::HistoryFile(std::span<const char *const> migrations) : m_migrations(migrations) {}

HistoryFile::~HistoryFile() = default;

HistoryOpening HistoryFile::open(const QString &file, const QDateTime &now)
{
    close();
    m_path = QFileInfo(file).absoluteFilePath();
    m_replacements = 0;
    if (const std::optional<HistoryOpening> refusal = lock())
        return *refusal;
    return openLocked(now);
}

void HistoryFile::close()
{
    m_database.reset();
    m_lock.reset();
}

HistoryOpening HistoryFile::replace(const QString &reason, const QDateTime &now)
{
    if (m_database)
        m_database->keepSideFiles(); // they are part of what a rescuer needs
    m_database.reset();
    if (++m_replacements > maxReplacements)
        return refused(HistoryFault::Damaged, reason);

    const QString aside = asideName(m_path, now);
    // First what belongs to it: alone, the log would be taken for that of the new file.
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, QString()}) {
        QFile file(m_path + suffix);
        if (file.exists() && !file.rename(aside + suffix))
            return refused(HistoryFault::Unwritable, reason + u"; "_s + file.errorString());
    }
    HistoryOpening opening = openLocked(now);
    if (opening.isUsable())
        opening.outcome = HistoryOpening::Outcome::Replaced;
    opening.movedTo = aside;
    opening.message = opening.message.isEmpty() ? reason : reason + u"; "_s + opening.message;
    return opening;
}

bool HistoryFile::isGone() const
{
    return isOpen() && identityOf(m_path) != m_identity;
}

HistoryOpening HistoryFile::renew(const QDateTime &now)
{
    if (m_database)
        m_database->keepSideFiles(); // those of that name are not its own any more
    HistoryOpening opening = open(QString(m_path), now);
    if (opening.outcome == HistoryOpening::Outcome::Created)
        opening.outcome = HistoryOpening::Outcome::Renewed;
    return opening;
}

void HistoryFile::checkWhole(const std::atomic<bool> *isStopping)
{
    if (std::exchange(m_isChecked, true))
        return;
    m_database->endWhen(isStopping);
    checkPages();
    if (!m_database->hasFailed() && !m_hasChecksums)
        addChecksums();
    m_database->endWhen(nullptr);
    const std::optional<SqliteError> error = m_database->takeError();
    if (error && error->isInterruption())
        m_isChecked = false;
    else if (error)
        m_database->fail(*error);
}

void HistoryFile::checkPages()
{
    const QString verdict = m_database->text("PRAGMA quick_check(1)");
    if (m_database->hasFailed() || verdict == u"ok")
        return;
    // A disk that cannot be read now is no damage: the file stays where it is.
    const int readError = m_database->firstReadError();
    m_database->fail(
        {.code = readError == SQLITE_OK ? SQLITE_CORRUPT : readError, .message = verdict});
}

void HistoryFile::addChecksums()
{
    m_database->run("VACUUM");
    const std::optional<SqliteError> error = m_database->takeError();
    m_hasChecksums = !error;
    // Without room on the disk it stays as it was, which is tried again at the next start.
    if (error && (error->isDefect() || error->isInterruption()))
        m_database->fail(*error);
}

std::optional<HistoryOpening> HistoryFile::lock()
{
    const QFileInfo info(m_path);
    if (const auto folder = makePrivateFolder(info.absolutePath()); !folder) {
        return refused(HistoryFault::Unwritable, u"cannot make the directory "_s +
                                                     info.absolutePath() + u": "_s +
                                                     folder.error());
    }
    if (isSymbolicLink(m_path))
        return refused(HistoryFault::Unwritable, m_path + u": "_s + symbolicLinkText());
    m_lock = std::make_unique<FileLock>(m_path + u".lock"_s);
    switch (m_lock->tryLock()) {
    case FileLock::Outcome::Locked:
        return {};
    case FileLock::Outcome::HeldByAnother:
        return refused(HistoryFault::Locked, u"in use by "_s + m_lock->holder());
    case FileLock::Outcome::Failed:
        break;
    }
    return refused(HistoryFault::Unwritable, m_lock->path() + u": "_s + m_lock->error());
}

HistoryOpening HistoryFile::openLocked(const QDateTime &now)
{
    m_hasChecksums = true;
    if (const std::optional<HistoryOpening> refusal = refusalOfHeader())
        return *refusal;
    m_isChecked = false;
    // SQLite gives the files beside it the same permissions.
    preparePrivateFile(m_path);
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        narrowPermissions(m_path + suffix);
    m_database = std::make_unique<SqliteDatabase>();
    const bool isEmpty = connectTo();
    if (!m_database->hasFailed()) {
        if (const std::optional<HistoryOpening> refusal = refusalOfContent())
            return *refusal;
        if (isEmpty)
            m_database->run("PRAGMA auto_vacuum = INCREMENTAL"); // before anything is written
        m_database->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                        "PRAGMA journal_size_limit = 16777216");
        migrate(*m_database, m_migrations);
        if (!isEmpty && QFileInfo(m_path).size() <= checkedAtOnce)
            checkWhole();
    }
    if (const std::optional<SqliteError> error = m_database->takeError())
        return failed(*error, now);
    m_identity = identityOf(m_path);
    return {.outcome =
                isEmpty ? HistoryOpening::Outcome::Created : HistoryOpening::Outcome::Existing,
            .file = m_path};
}

/// From the file's own bytes, before SQLite puts anything beside it.
std::optional<HistoryOpening> HistoryFile::refusalOfHeader()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return refused(HistoryFault::Unwritable, m_path + u": "_s + file.errorString());
    const QByteArray header = file.read(headerSize);
    if (!isDatabaseHeader(header))
        return {};
    m_hasChecksums = hasChecksums(header);
    return refusalOf(qFromBigEndian<quint32>(header.constData() + applicationOffset),
                     qFromBigEndian<quint32>(header.constData() + versionOffset));
}

/// True: there is nothing in it yet. Writes nothing.
bool HistoryFile::connectTo()
{
    m_database->open(m_path);
    const bool isEmpty = m_database->number("SELECT count(*) FROM sqlite_schema") == 0 &&
                         m_database->number("PRAGMA user_version") == 0;
    if (!m_database->hasFailed() && isCutOff(*m_database, m_path))
        m_database->fail({.code = SQLITE_CORRUPT, .message = u"the file is cut off"_s});
    return isEmpty;
}

/// Empty: it is a history that this program may go on with.
std::optional<HistoryOpening> HistoryFile::refusalOfContent()
{
    if (m_database->isReadOnly())
        return refused(HistoryFault::Unwritable, u"may not write "_s + m_path);
    const qint64 application = m_database->number("PRAGMA application_id");
    const qint64 version = m_database->number("PRAGMA user_version");
    const qint64 objects = m_database->number("SELECT count(*) FROM sqlite_schema");
    if (application == 0 && objects != 0)
        return refused(HistoryFault::ForeignFile, u"not a history: "_s + m_path);
    return refusalOf(application, version);
}

std::optional<HistoryOpening> HistoryFile::refusalOf(qint64 application, qint64 version)
{
    // What has neither may still become a history: it is empty.
    if (application != historyApplicationId && (application != 0 || version != 0))
        return refused(HistoryFault::ForeignFile, u"not a history: "_s + m_path);
    if (version <= static_cast<qint64>(m_migrations.size()))
        return {};
    return refused(HistoryFault::NewerFile,
                   u"%1 has version %2, this program knows %3"_s.arg(m_path).arg(version).arg(
                       m_migrations.size()));
}

HistoryOpening HistoryFile::refused(HistoryFault fault, const QString &message)
{
    if (m_database)
        m_database->keepSideFiles(); // the file stays as it is to the last byte
    close();
    return {.outcome = HistoryOpening::Outcome::Refused,
            .fault = fault,
            .file = m_path,
            .message = message};
}

HistoryOpening HistoryFile::failed(const SqliteError &error, const QDateTime &now)
{
    if (error.isDefect())
        return replace(error.message, now);
    return refused(historyFaultOf(error), error.message);
}
