#include "checkedpages.h"
#include "historyfile.h"
#include "historyretention.h"
#include "historytaskreader.h"
#include "historytaskwriter.h"
#include "sampletasks.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <sqlite3.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

using Outcome = HistoryOpening::Outcome;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
const QString asideSuffix = u".corrupt-20261124T140000Z"_s;

/// Asks for files as a user whom permissions bind; the administrator's bind nobody.
class OrdinaryUser {
public:
    OrdinaryUser()
    {
        if (m_isRoot)
            setfsuid(nobody);
    }
    ~OrdinaryUser()
    {
        if (m_isRoot)
            setfsuid(0);
    }
    Q_DISABLE_COPY_MOVE(OrdinaryUser)

private:
    static constexpr uid_t nobody = 65'534;
    bool m_isRoot = geteuid() == 0;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void putContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void setMode(const QString &path, mode_t mode)
{
    QCOMPARE(chmod(qPrintable(path), mode), 0);
}

/// A history with these many tasks.
void makeHistory(const QString &path, int tasks)
{
    HistoryFile file;
    QCOMPARE(file.open(path, now).outcome, Outcome::Created);
    HistoryTexts texts(file.database());
    HistoryTaskWriter writer(file.database(), texts);
    SqliteTransaction transaction(file.database());
    for (int i = 0; i < tasks; ++i)
        writer.write(u"cri-hangzhou"_s, std::array{sampleTask(i)}, now);
    QVERIFY(transaction.commit());
}

/// Runs \p sql on a file in SQLite's own way, as another program would.
void runOn(const QString &path, const char *sql)
{
    SqliteDatabase database;
    QVERIFY(database.open(path));
    QVERIFY2(database.run(sql), sql);
}

/// Writes the tasks of \p path into a file without checksums, as earlier versions made it.
void removeChecksums(const QString &path)
{
    const QString former = path + u".former"_s;
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(former), &database), SQLITE_OK);
    const auto run = [database](const QByteArray &sql) {
        char *message = nullptr;
        sqlite3_exec(database, sql.constData(), nullptr, nullptr, &message);
        QVERIFY2(message == nullptr, message);
    };
    run("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL");
    for (const char *step : historyMigrations())
        run(step);
    run("PRAGMA user_version = " + QByteArray::number(qsizetype(historyMigrations().size())));
    run("PRAGMA application_id = " + QByteArray::number(historyApplicationId));
    run("ATTACH '" + path.toUtf8() + "' AS sound");
    for (const char *table : {"texts", "places", "tasks"})
        run("INSERT INTO main." + QByteArray(table) + " SELECT * FROM sound." + table);
    QCOMPARE(sqlite3_close(database), SQLITE_OK);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(former, path));
    QVERIFY(!hasChecksums(contentOf(path)));
}

/// All tasks of \p file; empty where it says that it is damaged.
std::optional<std::vector<SyncTask>> tasksOf(HistoryFile &file)
{
    file.checkWhole();
    HistoryTexts texts(file.database());
    texts.load();
    HistoryTaskReader reader(file.database(), texts);
    HistoryCursor cursor;
    std::vector<SyncTask> tasks;
    while (!cursor.isAtEnd && !file.database().hasFailed()) {
        for (const HistoryTasks &some : reader.read(cursor, 100))
            tasks.insert(tasks.end(), some.tasks.begin(), some.tasks.end());
    }
    if (const std::optional<SqliteError> error = file.database().takeError()) {
        if (!error->isDefect())
            qWarning() << error->code << error->message;
        return {};
    }
    return tasks;
}

qint64 tasksIn(HistoryFile &file)
{
    return file.database().number("SELECT count(*) FROM tasks");
}

} // namespace

class TestHistoryFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_directory.reset(); }

    void aNewFileIsMadeWithItsDirectories();
    void anExistingFileKeepsItsTasks();
    void anEmptyFileBecomesAHistory();

    void whatIsNoDatabaseIsMovedAside_data();
    void whatIsNoDatabaseIsMovedAside();
    void aFileCutOffIsMovedAside();
    void aDamagedPageIsFoundAndTheFileMovedAside();
    void noChangedByteGoesBySilently_data();
    void noChangedByteGoesBySilently();
    void aFileOfBeforeGetsChecksums_data();
    void aFileOfBeforeGetsChecksums();
    void aPageThatWasLostIsNoticed();
    void writingAnewEndsWhenTheProgramDoes();
    void aLargeFileIsCheckedWhenAskedOnly();
    void theLogOfADamagedFileGoesWithIt();
    void twoDamagedFilesOfOneSecondAreBothKept();
    void aFileThatIsDamagedAgainAndAgainIsGivenUp();

    void aNewerFileIsRefusedAndUntouched();
    void aNewerVersionInTheLogIsRefusedToo();
    void aForeignDatabaseIsRefusedAndUntouched_data();
    void aForeignDatabaseIsRefusedAndUntouched();
    void aSecondInstanceIsRefused();
    void theLockOfADeadInstanceDoesNotCount();
    void aLockThatWasLeftBehindDoesNotCount_data();
    void aLockThatWasLeftBehindDoesNotCount();
    void aFileThatAnotherProgramHoldsIsBusy();
    void aFileThatWasRemovedIsGone();
    void theFileThatTookItsPlaceIsOpened();
    void eachErrorHasItsFault_data();
    void eachErrorHasItsFault();
    void aDirectoryThatCannotBeMadeIsUnwritable();
    void aReadOnlyDirectoryIsUnwritable();
    void aReadOnlyFileIsUnwritable();
    void aDirectoryInPlaceOfTheFileIsUnwritable();
    void aLinkInPlaceOfTheFileIsUnwritable();
    void theFolderMayBeALink();
    void itsFilesAreForTheirOwnerOnly();
    void aFullDiskLeavesWhatWasCommitted();

private:
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_directory->path()).entryList(QDir::Files, QDir::Name);
    }

    std::optional<QTemporaryDir> m_directory;
    QString m_path;
};

void TestHistoryFile::init()
{
    m_directory.emplace();
    m_path = m_directory->filePath(u"history.sqlite"_s);
}

void TestHistoryFile::aNewFileIsMadeWithItsDirectories()
{
    const QString path = m_directory->filePath(u"a/b/history.sqlite"_s);
    HistoryFile file;
    const HistoryOpening expected{.outcome = Outcome::Created, .file = path};
    QCOMPARE(file.open(path, now), expected);
    QCOMPARE(file.database().text("PRAGMA journal_mode"), u"wal"_s);
    QCOMPARE(file.database().number("PRAGMA synchronous"), 1); // normal
    QCOMPARE(file.database().number("PRAGMA auto_vacuum"), 2); // incremental
    QCOMPARE(file.database().number("PRAGMA application_id"), historyApplicationId);
    file.close();
    QCOMPARE(QDir(m_directory->filePath(u"a/b"_s)).entryList(QDir::Files),
             QStringList{u"history.sqlite"_s}); // neither lock nor log stay
}

void TestHistoryFile::anExistingFileKeepsItsTasks()
{
    makeHistory(m_path, 3);
    HistoryFile file;
    const HistoryOpening expected{.outcome = Outcome::Existing, .file = m_path};
    QCOMPARE(file.open(m_path, now), expected);
    QCOMPARE(tasksIn(file), 3);
}

void TestHistoryFile::anEmptyFileBecomesAHistory()
{
    putContent(m_path, {});
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Created);
    QCOMPARE(tasksIn(file), 0);
}

void TestHistoryFile::whatIsNoDatabaseIsMovedAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a word") << QByteArray("hello");
    QTest::newRow("the beginning of a header") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("a header and noise")
        << QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\x5a');
}

void TestHistoryFile::whatIsNoDatabaseIsMovedAside()
{
    QFETCH(QByteArray, content);
    putContent(m_path, content);
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    if (opening.fault == HistoryFault::ForeignFile) { // noise reads as somebody's mark
        QCOMPARE(contentOf(m_path), content);
        return;
    }
    QCOMPARE(opening.outcome, Outcome::Replaced);
    QCOMPARE(opening.movedTo, m_path + asideSuffix);
    QVERIFY(!opening.message.isEmpty());
    QCOMPARE(contentOf(opening.movedTo), content);
    QCOMPARE(tasksIn(file), 0);
}

void TestHistoryFile::aFileCutOffIsMovedAside()
{
    makeHistory(m_path, 500);
    const QByteArray whole = contentOf(m_path);
    for (const qsizetype length : {whole.size() / 2 / 4096 * 4096, whole.size() - 100}) {
        const QByteArray content = whole.first(length);
        putContent(m_path, content);
        HistoryFile file;
        const HistoryOpening opening = file.open(m_path, now);
        QCOMPARE(opening.outcome, Outcome::Replaced);
        QCOMPARE(contentOf(opening.movedTo), content);
        QCOMPARE(tasksIn(file), 0);
    }
}

void TestHistoryFile::aDamagedPageIsFoundAndTheFileMovedAside()
{
    makeHistory(m_path, 500);
    const QByteArray whole = contentOf(m_path);
    int found = 0;
    int pages = 0;
    // Page 2 maps pointers, for vacuuming only: its damage costs nothing that was kept.
    for (qsizetype at = qsizetype{2} * 4096; at < whole.size(); at += 4096, ++pages) {
        QByteArray content = whole;
        content.replace(at, 4096, QByteArray(4096, '\x5a'));
        putContent(m_path, content);
        HistoryFile file;
        const HistoryOpening opening = file.open(m_path, now);
        found += opening.outcome == Outcome::Replaced ? 1 : 0;
        if (!opening.movedTo.isEmpty())
            QCOMPARE(contentOf(opening.movedTo), content);
    }
    QVERIFY(pages > 10);
    QCOMPARE(found, pages);
}

void TestHistoryFile::noChangedByteGoesBySilently_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("50 bytes, seed %u", seed) << seed;
}

void TestHistoryFile::noChangedByteGoesBySilently()
{
    QFETCH(quint32, seed);
    makeHistory(m_path, 200);
    const QByteArray whole = contentOf(m_path);
    std::optional<std::vector<SyncTask>> written;
    {
        HistoryFile file;
        QCOMPARE(file.open(m_path, now).outcome, Outcome::Existing);
        written = tasksOf(file);
    }
    QVERIFY(written && written->size() == 200);

    QRandomGenerator random(seed);
    for (int i = 0; i < 50; ++i) {
        const qsizetype at = random.bounded(whole.size());
        QByteArray content = whole;
        content[at] = static_cast<char>(content[at] ^ (1 << random.bounded(8)));
        putContent(m_path, content);
        HistoryFile file;
        if (file.open(m_path, now).outcome != Outcome::Existing)
            continue;
        const std::optional<std::vector<SyncTask>> read = tasksOf(file);
        QVERIFY2(!read || *read == *written, qPrintable(u"byte %1"_s.arg(at)));
    }
}

void TestHistoryFile::aFileOfBeforeGetsChecksums_data()
{
    QTest::addColumn<int>("tasks");
    QTest::newRow("small: at once") << 200;
    QTest::newRow("large: when it is checked") << 90'000;
}

void TestHistoryFile::aFileOfBeforeGetsChecksums()
{
    QFETCH(int, tasks);
    makeHistory(m_path, tasks);
    removeChecksums(m_path);
    QCOMPARE(QFileInfo(m_path).size() > HistoryFile::checkedAtOnce, tasks > 1'000);
    {
        HistoryFile file;
        QCOMPARE(file.open(m_path, now).outcome, Outcome::Existing);
        file.checkWhole();
        QVERIFY(!file.database().takeError());
        QCOMPARE(tasksIn(file), tasks);
    }
    QByteArray content = contentOf(m_path);
    QVERIFY(hasChecksums(content));
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    putContent(m_path, content);
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QVERIFY(opening.outcome == Outcome::Replaced || !tasksOf(file));
}

void TestHistoryFile::aPageThatWasLostIsNoticed()
{
    makeHistory(m_path, 5);
    runOn(m_path, "CREATE TABLE long (x); INSERT INTO long VALUES (printf('%.*c', 12000, 'x'))");
    QByteArray content = contentOf(m_path);
    const qsizetype last = content.size() - 4096;
    QVERIFY(content.indexOf("xxxx", last) > 0); // a text goes on there
    content.replace(last, 4096, QByteArray(4096, '\0'));
    putContent(m_path, content);
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Replaced);
}

void TestHistoryFile::writingAnewEndsWhenTheProgramDoes()
{
    makeHistory(m_path, 90'000);
    removeChecksums(m_path);
    const std::atomic<bool> isStopping = true;
    {
        HistoryFile file;
        QCOMPARE(file.open(m_path, now).outcome, Outcome::Existing);
        file.checkWhole(&isStopping);
        QVERIFY(!file.database().takeError());
        QCOMPARE(tasksIn(file), 90'000);
    }
    QVERIFY(!hasChecksums(contentOf(m_path)));
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Existing);
    file.checkWhole();
    QVERIFY(!file.database().takeError());
    QCOMPARE(tasksIn(file), 90'000);
}

void TestHistoryFile::aLargeFileIsCheckedWhenAskedOnly()
{
    makeHistory(m_path, 500);
    runOn(m_path,
          "CREATE TABLE bulk (x); INSERT INTO bulk VALUES (zeroblob(9000000));"
          "CREATE TABLE victim (x UNIQUE); INSERT INTO victim VALUES ('here is the damage')");
    QByteArray content = contentOf(m_path);
    QCOMPARE_GT(content.size(), HistoryFile::checkedAtOnce);
    const qsizetype at = content.lastIndexOf("here is the damage");
    content.replace(at / 4096 * 4096, 4096, QByteArray(4096, '\x5a'));
    putContent(m_path, content);

    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Existing);
    QCOMPARE(tasksIn(file), 500);
    file.checkWhole();
    const std::optional<SqliteError> error = file.database().takeError();
    QVERIFY(error.has_value());
    QVERIFY(error->isDefect());
    const HistoryOpening opening = file.replace(error->message, now);
    QCOMPARE(opening.outcome, Outcome::Replaced);
    QCOMPARE(contentOf(opening.movedTo), content);
    QCOMPARE(tasksIn(file), 0);
}

void TestHistoryFile::theLogOfADamagedFileGoesWithIt()
{
    makeHistory(m_path, 5);
    putContent(m_path, "no database");
    putContent(m_path + u"-wal"_s, "its log");
    putContent(m_path + u"-shm"_s, "its index");
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Replaced);
    QCOMPARE(contentOf(opening.movedTo), "no database");
    QCOMPARE(contentOf(opening.movedTo + u"-wal"_s), "its log");
    QVERIFY(QFile::exists(opening.movedTo + u"-shm"_s)); // SQLite builds it anew
}

void TestHistoryFile::twoDamagedFilesOfOneSecondAreBothKept()
{
    for (const char *content : {"the first", "the second"}) {
        putContent(m_path, content);
        HistoryFile file;
        QCOMPARE(file.open(m_path, now).outcome, Outcome::Replaced);
    }
    QCOMPARE(contentOf(m_path + asideSuffix), "the first");
    QCOMPARE(contentOf(m_path + asideSuffix + u"-2"_s), "the second");
}

void TestHistoryFile::aFileThatIsDamagedAgainAndAgainIsGivenUp()
{
    HistoryFile file;
    QVERIFY(file.open(m_path, now).isUsable());
    int replaced = 0;
    while (file.isOpen() && replaced < 10)
        replaced += file.replace(u"again"_s, now).isUsable() ? 1 : 0;
    QCOMPARE(replaced, 3);
}

void TestHistoryFile::aNewerFileIsRefusedAndUntouched()
{
    makeHistory(m_path, 3);
    runOn(m_path, "PRAGMA user_version = 999");
    const QByteArray content = contentOf(m_path);
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::NewerFile);
    QVERIFY2(opening.message.contains(u"999"), qPrintable(opening.message));
    QVERIFY(!file.isOpen());
    QCOMPARE(contentOf(m_path), content);
    QCOMPARE(files(), QStringList{u"history.sqlite"_s});
}

void TestHistoryFile::aNewerVersionInTheLogIsRefusedToo()
{
    makeHistory(m_path, 3);
    const QString copy = m_directory->filePath(u"copy.sqlite"_s);
    {
        SqliteDatabase database;
        QVERIFY(database.open(m_path));
        QVERIFY(database.run("PRAGMA user_version = 999"));
        // As a kill would leave it: the change is in the log only.
        QVERIFY(QFile::copy(m_path, copy));
        QVERIFY(QFile::copy(m_path + u"-wal"_s, copy + u"-wal"_s));
    }
    const QByteArray content = contentOf(copy);
    const QByteArray log = contentOf(copy + u"-wal"_s);
    HistoryFile file;
    QCOMPARE(file.open(copy, now).fault, HistoryFault::NewerFile);
    QCOMPARE(contentOf(copy), content);
    QCOMPARE(contentOf(copy + u"-wal"_s), log);
}

void TestHistoryFile::aForeignDatabaseIsRefusedAndUntouched_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("with tables") << QByteArray("CREATE TABLE mine (x)");
    QTest::newRow("with a mark of its own") << QByteArray("PRAGMA application_id = 77");
    QTest::newRow("with a version of its own") << QByteArray("PRAGMA user_version = 1");
}

void TestHistoryFile::aForeignDatabaseIsRefusedAndUntouched()
{
    QFETCH(QByteArray, sql);
    runOn(m_path, sql.constData());
    const QByteArray content = contentOf(m_path);
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::ForeignFile);
    QCOMPARE(contentOf(m_path), content);
    QCOMPARE(files(), QStringList{u"history.sqlite"_s});
}

void TestHistoryFile::aSecondInstanceIsRefused()
{
    HistoryFile first;
    QVERIFY(first.open(m_path, now).isUsable());
    HistoryFile second;
    const HistoryOpening opening = second.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::Locked);
    QVERIFY2(opening.message.contains(QString::number(getpid())), qPrintable(opening.message));
    QCOMPARE(tasksIn(first), 0);
    first.close();
    QVERIFY(second.open(m_path, now).isUsable());
}

void TestHistoryFile::theLockOfADeadInstanceDoesNotCount()
{
    QProcess dead;
    dead.start(u"true"_s, {});
    QVERIFY(dead.waitForStarted());
    const qint64 pid = dead.processId();
    QVERIFY(dead.waitForFinished());
    putContent(m_path + u".lock"_s, QByteArray::number(pid) + "\ntst_historyfile\n" +
                                        QSysInfo::machineHostName().toUtf8() + "\n");
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Created);
}

void TestHistoryFile::aLockThatWasLeftBehindDoesNotCount_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("\0\xff garbage \n\n", 13);
    QTest::newRow("another machine's") << QByteArray("12\nsync-dashboard\nanother-machine\n");
}

void TestHistoryFile::aLockThatWasLeftBehindDoesNotCount()
{
    QFETCH(QByteArray, content);
    putContent(m_path + u".lock"_s, content);
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).outcome, Outcome::Created);
    file.close();
    QCOMPARE(files(), QStringList{u"history.sqlite"_s});
}

void TestHistoryFile::aFileThatWasRemovedIsGone()
{
    const QString folder = m_directory->filePath(u"folder"_s);
    const QString path = folder + u"/history.sqlite"_s;
    HistoryFile file;
    QVERIFY(file.open(path, now).isUsable());
    QVERIFY(!file.isGone());
    QVERIFY(QFile::remove(path));
    QVERIFY(file.isGone());
    QCOMPARE(file.renew(now).outcome, Outcome::Renewed);
    QVERIFY(!file.isGone());
    QVERIFY(QDir(folder).removeRecursively());
    QVERIFY(file.isGone());
    QCOMPARE(file.renew(now).outcome, Outcome::Renewed);
    QCOMPARE(tasksIn(file), 0);

    QVERIFY(QDir(folder).removeRecursively());
    putContent(folder, "here is no folder");
    QCOMPARE(file.renew(now).fault, HistoryFault::Unwritable);
    QVERIFY(!file.isOpen());
    QVERIFY(!file.isGone());
}

void TestHistoryFile::theFileThatTookItsPlaceIsOpened()
{
    const QString other = m_directory->filePath(u"other.sqlite"_s);
    makeHistory(other, 3);
    HistoryFile file;
    QVERIFY(file.open(m_path, now).isUsable());
    QVERIFY(QFile::remove(m_path));
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        QFile::remove(m_path + suffix);
    QVERIFY(QFile::rename(other, m_path));
    QVERIFY(file.isGone());
    QCOMPARE(file.renew(now).outcome, Outcome::Existing);
    QCOMPARE(tasksIn(file), 3);
}

void TestHistoryFile::eachErrorHasItsFault_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<HistoryFault>("fault");
    // Source: SQLite's table of result codes.
    QTest::newRow("SQLITE_ERROR") << 1 << HistoryFault::Unexpected;
    QTest::newRow("SQLITE_BUSY") << 5 << HistoryFault::Busy;
    QTest::newRow("SQLITE_BUSY_SNAPSHOT") << 517 << HistoryFault::Busy;
    QTest::newRow("SQLITE_LOCKED") << 6 << HistoryFault::Busy;
    QTest::newRow("SQLITE_NOMEM") << 7 << HistoryFault::OutOfMemory;
    QTest::newRow("SQLITE_READONLY") << 8 << HistoryFault::Unwritable;
    QTest::newRow("SQLITE_IOERR_WRITE") << 778 << HistoryFault::InputOutput;
    QTest::newRow("SQLITE_IOERR_NOMEM") << 3'082 << HistoryFault::OutOfMemory;
    QTest::newRow("SQLITE_CORRUPT") << 11 << HistoryFault::Damaged;
    QTest::newRow("SQLITE_FULL") << 13 << HistoryFault::DiskFull;
    QTest::newRow("SQLITE_CANTOPEN") << 14 << HistoryFault::Unwritable;
    QTest::newRow("SQLITE_PROTOCOL") << 15 << HistoryFault::Busy;
    QTest::newRow("SQLITE_SCHEMA") << 17 << HistoryFault::Unexpected;
    QTest::newRow("SQLITE_CONSTRAINT") << 19 << HistoryFault::Unexpected;
    QTest::newRow("SQLITE_NOTADB") << 26 << HistoryFault::Damaged;
}

void TestHistoryFile::eachErrorHasItsFault()
{
    QFETCH(int, code);
    QFETCH(HistoryFault, fault);
    QCOMPARE(historyFaultOf({.code = code}), fault);
}

void TestHistoryFile::aFileThatAnotherProgramHoldsIsBusy()
{
    makeHistory(m_path, 3);
    SqliteDatabase other;
    QVERIFY(other.open(m_path));
    QVERIFY(other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"));
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::Busy);
}

void TestHistoryFile::aDirectoryThatCannotBeMadeIsUnwritable()
{
    putContent(m_directory->filePath(u"file"_s), "here is no directory");
    HistoryFile file;
    const HistoryOpening opening = file.open(m_directory->filePath(u"file/history.sqlite"_s), now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::Unwritable);
    QVERIFY(!opening.message.isEmpty());
}

void TestHistoryFile::aReadOnlyDirectoryIsUnwritable()
{
    makeHistory(m_path, 3);
    const QByteArray content = contentOf(m_path);
    setMode(m_path, 0666);
    setMode(m_directory->path(), 0555);
    {
        const OrdinaryUser user;
        HistoryFile file;
        const HistoryOpening opening = file.open(m_path, now);
        QCOMPARE(opening.outcome, Outcome::Refused);
        QCOMPARE(opening.fault, HistoryFault::Unwritable);
    }
    setMode(m_directory->path(), 0700);
    QCOMPARE(contentOf(m_path), content);
}

void TestHistoryFile::aReadOnlyFileIsUnwritable()
{
    makeHistory(m_path, 3);
    const QByteArray content = contentOf(m_path);
    setMode(m_path, 0444);
    setMode(m_directory->path(), 0777);
    const OrdinaryUser user;
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.outcome, Outcome::Refused);
    QCOMPARE(opening.fault, HistoryFault::Unwritable);
    QCOMPARE(contentOf(m_path), content);
}

void TestHistoryFile::aDirectoryInPlaceOfTheFileIsUnwritable()
{
    QVERIFY(QDir().mkpath(m_path));
    HistoryFile file;
    QCOMPARE(file.open(m_path, now).fault, HistoryFault::Unwritable);
    QVERIFY(QFileInfo(m_path).isDir());
}

void TestHistoryFile::aLinkInPlaceOfTheFileIsUnwritable()
{
    const QString other = m_directory->filePath(u"other"_s);
    makeHistory(other, 3);
    const QByteArray content = contentOf(other);
    QVERIFY(QFile::link(other, m_path));
    HistoryFile file;
    const HistoryOpening opening = file.open(m_path, now);
    QCOMPARE(opening.fault, HistoryFault::Unwritable);
    QVERIFY2(opening.message.contains(u"symbolic link"_s), qPrintable(opening.message));
    QCOMPARE(contentOf(other), content);
}

void TestHistoryFile::theFolderMayBeALink()
{
    const QString elsewhere = m_directory->filePath(u"elsewhere"_s);
    QVERIFY(QDir().mkpath(elsewhere));
    QVERIFY(QFile::link(elsewhere, m_directory->filePath(u"link"_s)));
    makeHistory(m_directory->filePath(u"link/inner/h.sqlite"_s), 3);
    QVERIFY(QFileInfo::exists(elsewhere + u"/inner/h.sqlite"_s));
}

void TestHistoryFile::itsFilesAreForTheirOwnerOnly()
{
    const mode_t before = umask(0);
    makeHistory(m_path, 3);
    setMode(m_path, 0666); // as an earlier version may have left it
    HistoryFile file;
    QVERIFY(file.open(m_path, now).isUsable());
    file.database().run("CREATE TABLE t (a)");
    umask(before);
    // Not the lock: it says who holds it, which another user's window has to read.
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(QString(m_path + suffix)), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
}

void TestHistoryFile::aFullDiskLeavesWhatWasCommitted()
{
    makeHistory(m_path, 100);
    HistoryFile file;
    QVERIFY(file.open(m_path, now).isUsable());
    SqliteDatabase &database = file.database();
    HistoryTexts texts(database);
    HistoryTaskWriter writer(database, texts);
    const qint64 pages = database.number("PRAGMA page_count");
    database.number("PRAGMA max_page_count = 1"); // as many as there are
    {
        SqliteTransaction transaction(database);
        for (int i = 100; i < 2'000; ++i)
            writer.write(u"cri-hangzhou"_s, std::array{sampleTask(i)}, now);
        QVERIFY(!transaction.commit());
    }
    const std::optional<SqliteError> error = database.takeError();
    QVERIFY(error.has_value());
    QCOMPARE(historyFaultOf(*error), HistoryFault::DiskFull);
    QVERIFY(!error->isDefect());
    QCOMPARE(tasksIn(file), 100);
    QCOMPARE(database.text("PRAGMA integrity_check"), u"ok"_s);
    QCOMPARE(database.number("PRAGMA page_count"), pages);
}

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_historyfile.moc"
