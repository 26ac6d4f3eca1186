#include "rowexport.h"
#include "sampletasks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// A store of some tasks, and what exports them.
struct ExportWorld {
    explicit ExportWorld(int count)
    {
        std::vector<SyncTask> tasks;
        for (int i = 1; i <= count; ++i)
            tasks.push_back(sampleTask(i));
        store.merge(u"cri-alpha"_s, tasks);
    }

    RowExportPlan plan(RowFormat format = RowFormat::Csv)
    {
        RowExportPlan plan{.rows = std::vector<TaskRow>(store.size()),
                           .format = format,
                           .columns = tableColumns({SyncTaskTableModel::Column::TaskId,
                                                    SyncTaskTableModel::Column::Status},
                                                   {}, QDateTime::currentDateTimeUtc()),
                           .coverage = {},
                           .path = path};
        std::iota(plan.rows.rbegin(), plan.rows.rend(), TaskRow{0}); // the last one first
        return plan;
    }

    /// Whether it came to an end.
    bool run(RowExportPlan plan)
    {
        const QString error = exporter.start(std::move(plan));
        return error.isEmpty() && waitForEnd();
    }
    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return result.has_value(); }, 20'000);
    }

    [[nodiscard]] QByteArrayList lines() const
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().split('\n');
    }

    QTemporaryDir folder{};
    QString path = folder.filePath(u"tasks.csv"_s);
    TaskStore store{};
    std::optional<RowExportResult> result{};
    RowExport exporter{store, [](const QString &id) {
                           return InstanceRef{.regionId = u"cn-hangzhou"_s,
                                              .instanceId = id,
                                              .account = u"prod"_s};
                       }};
    QMetaObject::Connection taken =
        QObject::connect(&exporter, &RowExport::finished, &exporter,
                         [this](const RowExportResult &given) { result = given; });
};

} // namespace

class TestRowExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsWrittenInItsOrder();
    void nothingToExportIsAFileWithTitles();
    void allFieldsSayWhoListsATask();
    void progressEndsAtAll();
    void theWindowGoesOnMeanwhile();
    void aStoppedExportLeavesTheFormerFile();
    void aFullDiskIsNamed();
    void aFolderThatCannotBeWrittenIsNamed();
    void theEndOfTheProgramLeavesNoHalfFile();
    void aSecondExportFollowsTheFirst();
};

void TestRowExport::everyRowIsWrittenInItsOrder()
{
    ExportWorld it(12'345);
    QVERIFY(it.run(it.plan()));
    QVERIFY(it.result->isWritten());
    QCOMPARE(it.result->coverage.rows, 12'345);
    const QByteArrayList lines = it.lines();
    QCOMPARE(lines.size(), 12'345 + 2); // titles, and what follows the last line break
    QCOMPARE(lines.front(), "\xef\xbb\xbfTask id,Status\r"_ba);
    for (int i = 0; i < 12'345; ++i) {
        const QByteArray id = it.store.task(static_cast<TaskRow>(12'344 - i)).id.toLatin1() + ',';
        QVERIFY2(lines.value(i + 1).startsWith(id), lines.value(i + 1).constData());
    }
}

void TestRowExport::nothingToExportIsAFileWithTitles()
{
    ExportWorld it(0);
    QVERIFY(it.run(it.plan()));
    QVERIFY(it.result->isWritten());
    QCOMPARE(it.lines(), QByteArrayList({"\xef\xbb\xbfTask id,Status\r"_ba, ""_ba}));
}

void TestRowExport::allFieldsSayWhoListsATask()
{
    ExportWorld it(1);
    RowExportPlan plan = it.plan(RowFormat::Ndjson);
    plan.columns = allFields();
    QVERIFY(it.run(std::move(plan)));
    const QByteArray line = it.lines().value(0);
    QVERIFY(line.contains("\"instanceId\":\"cri-alpha\",\"account\":\"prod\""));
    QVERIFY(line.startsWith("{\"syncTaskId\":"));
}

void TestRowExport::progressEndsAtAll()
{
    ExportWorld it(5'000);
    const QSignalSpy spy(&it.exporter, &RowExport::progressed);
    QVERIFY(it.run(it.plan()));
    QVERIFY(spy.size() > 5);
    QCOMPARE(spy.back(), QVariantList({qint64{5'000}, qint64{5'000}}));
}

void TestRowExport::theWindowGoesOnMeanwhile()
{
    ExportWorld it(20'000);
    QVERIFY(it.exporter.start(it.plan()).isEmpty());
    QVERIFY(!it.result); // nothing is waited for
    // Counted by events in their order, not by a timer: what a timer gets depends on the load.
    int pieces = 0;
    int handled = 0;
    connect(&it.exporter, &RowExport::progressed, this, [this, &it, &pieces, &handled] {
        ++pieces;
        QMetaObject::invokeMethod(
            this,
            [&it, &handled] {
                if (!it.result)
                    ++handled;
            },
            Qt::QueuedConnection);
    });
    QVERIFY(it.waitForEnd());
    QCoreApplication::processEvents();
    QCOMPARE(pieces, 40);
    QVERIFY(handled > 30); // all but those behind the last pieces, which are sent ahead
}

void TestRowExport::aStoppedExportLeavesTheFormerFile()
{
    ExportWorld it(20'000);
    QFile former(it.path);
    QVERIFY(former.open(QIODevice::WriteOnly));
    former.write("former");
    former.close();
    QVERIFY(it.exporter.start(it.plan()).isEmpty());
    it.exporter.stop();
    QVERIFY(it.waitForEnd());
    QVERIFY(it.result->wasStopped);
    QVERIFY(!it.exporter.isRunning());
    QCOMPARE(it.lines(), QByteArrayList{"former"_ba});
    QTRY_COMPARE(QDir(it.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestRowExport::aFullDiskIsNamed()
{
    if (!QFileInfo::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    ExportWorld it(20'000);
    it.path = u"/dev/full"_s;
    QVERIFY(it.run(it.plan()));
    QCOMPARE(it.result->error, u"No space left on device"_s);
    QVERIFY(!it.exporter.isRunning());
    // So are few rows, which stay in a buffer until the end.
    ExportWorld few(3);
    few.path = u"/dev/full"_s;
    QVERIFY(few.run(few.plan()));
    QCOMPARE(few.result->error, u"No space left on device"_s);
}

void TestRowExport::aFolderThatCannotBeWrittenIsNamed()
{
    ExportWorld it(10);
    it.path = it.folder.filePath(u"missing/tasks.csv"_s);
    QVERIFY(!it.exporter.start(it.plan()).isEmpty());
    QVERIFY(!it.exporter.isRunning());
    if (::geteuid() == 0)
        return; // who may write everywhere
    QVERIFY(QFile::setPermissions(it.folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    it.path = it.folder.filePath(u"tasks.csv"_s);
    QVERIFY(!it.exporter.start(it.plan()).isEmpty());
    QVERIFY(QFile::setPermissions(it.folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestRowExport::theEndOfTheProgramLeavesNoHalfFile()
{
    QTemporaryDir folder;
    {
        ExportWorld it(20'000);
        it.path = folder.filePath(u"tasks.csv"_s);
        QVERIFY(it.exporter.start(it.plan()).isEmpty());
    }
    QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
}

void TestRowExport::aSecondExportFollowsTheFirst()
{
    ExportWorld it(3'000);
    QVERIFY(it.run(it.plan()));
    it.result.reset();
    it.path = it.folder.filePath(u"second.csv"_s);
    QVERIFY(it.run(it.plan()));
    QCOMPARE(it.lines().size(), 3'002);
}

QTEST_GUILESS_MAIN(TestRowExport)
#include "tst_rowexport.moc"
