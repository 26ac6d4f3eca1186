#include "failingdisk.h"
#include "historyfile.h"
#include "historytaskreader.h"
#include "historytaskwriter.h"
#include "sampletasks.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

using Outcome = HistoryOpening::Outcome;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
constexpr int tasksInPage = 20;
constexpr int pages = 3;

/// Pages that were in the file when the writer was told so.
struct Written {
    HistoryOpening opening{};
    int pages = 0;
    std::optional<SqliteError> error{}; ///< the first after the file was open
};

/// Writes from page \p first on, until something fails.
Written write(const QString &path, int first)
{
    HistoryFile file;
    Written written{.opening = file.open(path, now)};
    if (!written.opening.isUsable())
        return written;
    HistoryTexts texts(file.database());
    texts.load();
    HistoryTaskWriter writer(file.database(), texts);
    for (int page = first; page < first + pages && !written.error; ++page) {
        SqliteTransaction transaction(file.database());
        for (int i = 0; i < tasksInPage; ++i)
            writer.write(u"cri-hangzhou"_s, std::array{sampleTask(page * tasksInPage + i)}, now);
        written.pages += transaction.commit() ? 1 : 0;
        written.error = file.database().takeError();
    }
    file.database().run("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!written.error)
        written.error = file.database().takeError();
    return written;
}

/// The ids of all tasks that a reader finds.
std::vector<QString> idsIn(HistoryFile &file)
{
    HistoryTexts texts(file.database());
    texts.load();
    HistoryTaskReader reader(file.database(), texts);
    HistoryCursor cursor;
    std::vector<QString> ids;
    while (!cursor.isAtEnd && !file.database().hasFailed()) {
        for (const HistoryTasks &some : reader.read(cursor, 100)) {
            for (const SyncTask &task : some.tasks)
                ids.push_back(task.id);
        }
    }
    std::ranges::sort(ids);
    return ids;
}

} // namespace

class TestHistoryDiskFaults final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whateverFailsNothingCommittedIsLost_data();
    void whateverFailsNothingCommittedIsLost();
};

void TestHistoryDiskFaults::whateverFailsNothingCommittedIsLost_data()
{
    QTest::addColumn<DiskCall>("call");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isLasting");
    const auto rows = [](const char *name, DiskCall call, int code) {
        QTest::addRow("%s, once", name) << call << code << false;
        QTest::addRow("%s, from then on", name) << call << code << true;
    };
    rows("no file can be opened", DiskCall::Open, SQLITE_CANTOPEN);
    rows("nothing can be read", DiskCall::Read, SQLITE_IOERR_READ);
    rows("the disk is full", DiskCall::Write, SQLITE_FULL);
    rows("nothing can be written", DiskCall::Write, SQLITE_IOERR_WRITE);
    rows("the disk takes nothing for good", DiskCall::Sync, SQLITE_IOERR_FSYNC);
    rows("nothing can be cut off", DiskCall::Truncate, SQLITE_IOERR_TRUNCATE);
    rows("another program holds it", DiskCall::Lock, SQLITE_BUSY);
    rows("no memory can be shared", DiskCall::MapShared, SQLITE_IOERR_SHMMAP);
}

void TestHistoryDiskFaults::whateverFailsNothingCommittedIsLost()
{
    QFETCH(DiskCall, call);
    QFETCH(int, code);
    QFETCH(bool, isLasting);
    FailingDisk disk;
    const QTemporaryDir directory;
    int faults = 0;
    for (bool ends = false; !ends; ++faults) {
        const QString where = u"after %1 good calls"_s.arg(faults);
        const QString path = directory.filePath(u"%1/history.sqlite"_s.arg(faults));
        QCOMPARE(write(path, 0).pages, pages);

        disk.failAfter(faults, call, code, isLasting);
        const Written written = write(path, pages);
        ends = !disk.hasFailed();
        disk.repair();
        QVERIFY2(written.opening.outcome != Outcome::Replaced, qPrintable(where));
        QVERIFY2(written.opening.isUsable() || !written.opening.message.isEmpty(),
                 qPrintable(where));
        QVERIFY2(!written.error || !written.error->message.isEmpty(), qPrintable(where));

        HistoryFile file;
        QVERIFY2(file.open(path, now).outcome == Outcome::Existing, qPrintable(where));
        QCOMPARE(file.database().text("PRAGMA integrity_check"), u"ok"_s);
        const std::vector<QString> ids = idsIn(file);
        QVERIFY2(!file.database().takeError(), qPrintable(where));
        QVERIFY2(ids.size() >= std::size_t(pages + written.pages) * tasksInPage, qPrintable(where));
        QVERIFY2(std::ranges::adjacent_find(ids) == ids.end(), qPrintable(where));
        QCOMPARE(QDir(QFileInfo(path).path()).entryList({u"*.corrupt-*"_s}), QStringList());
    }
    QVERIFY(faults > 0);
}

QTEST_GUILESS_MAIN(TestHistoryDiskFaults)
#include "tst_historydiskfaults.moc"
