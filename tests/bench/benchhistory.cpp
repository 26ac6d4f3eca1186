#include "benchmarks.h"
#include "sqlitedatabase.h"
#include "taskhistory.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int recordedTasks = 100'000;
constexpr int rowsOfPage = 100;
constexpr int integersInRow = 10; // as many as a task's row has

ImageRef recordedImage(const QString &instance, const QString &region, int number)
{
    return {.instanceId = instance,
            .regionId = region,
            .repoNamespaceName = u"team-%1"_s.arg(number % 20),
            .repoName = u"service-%1"_s.arg(number % 150),
            .imageTag = u"2.%1.%2"_s.arg(number % 30).arg(number % 7)};
}

/// Page \p number, newest first: names repeat, ids do not.
std::vector<SyncTask> recordedPage(int number)
{
    std::vector<SyncTask> page;
    for (int i = 0; i < rowsOfPage; ++i) {
        const int task = number * rowsOfPage + i;
        const QDateTime created = QDateTime::currentDateTimeUtc().addSecs(-10 * qint64{task});
        const bool failed = task % 17 == 0;
        page.push_back(
            {.id = u"rst-%1"_s.arg(task, 16, 36, QChar(u'0')),
             .ruleId = u"crsr-7lph66uloi6h%1"_s.arg(task % 12, 4, 10, QChar(u'0')),
             .batchId = u"15DEEB56-9271-4FDD-AC4D-%1"_s.arg(task / 3, 12, 16, QChar(u'0')),
             .status = syncTaskStatusFromWire(failed ? u"ERROR"_s : u"SUCCESS"_s),
             .trigger = taskTriggerFromWire(u"PASSIVE"_s),
             .issue = taskIssueFromWire(failed ? u"NETWORK_ERROR"_s : QString()),
             .createdAt = created,
             .modifiedAt = created.addSecs(7),
             .crossUser = false,
             .syncTransAccelerate = true,
             .customLink = false,
             .imageFrom = recordedImage(u"cri-kmsiwlxxdcva0001"_s, u"cn-hangzhou"_s, task),
             .imageTo = recordedImage(u"cri-k77rd2eo9ztt0002"_s, u"eu-central-1"_s, task)});
    }
    return page;
}

/// From the first page handed over to the last one in the file.
double writingMs(const QString &file, int count)
{
    std::vector<std::vector<SyncTask>> pages;
    for (int i = 0; i < count / rowsOfPage; ++i)
        pages.push_back(recordedPage(i));
    SystemClock clock;
    TaskHistory history(clock);
    QEventLoop loop;
    QObject::connect(&history, &TaskHistory::opened, &loop, &QEventLoop::quit);
    history.open({.file = file});
    loop.exec();
    quint64 last = 0;
    QObject::connect(&history, &TaskHistory::recorded, &loop, [&](quint64 number) {
        if (number == last)
            loop.quit();
    });
    return milliseconds([&] {
        for (std::vector<SyncTask> &some : pages)
            last = history.record(u"cri-kmsiwlxxdcva0001"_s, std::move(some), clock.now());
        loop.exec();
    });
}

struct HistoryReading {
    double firstMs = 0; ///< until the tasks are there that a window shows first
    double allMs = 0;
};

/// From opening the file on.
HistoryReading readingMs(const QString &file)
{
    SystemClock clock;
    TaskHistory history(clock);
    QEventLoop first;
    QEventLoop all;
    QObject::connect(&history, &TaskHistory::tasksLoaded, &first, &QEventLoop::quit);
    QObject::connect(&history, &TaskHistory::loadFinished, &all, &QEventLoop::quit);
    HistoryReading reading;
    reading.firstMs = milliseconds([&] {
        history.open({.file = file});
        history.load();
        first.exec();
    });
    reading.allMs = reading.firstMs + milliseconds([&] { all.exec(); });
    return reading;
}

/// The peer: rows of integers without an index, in transactions of \p rowsInTransaction.
double integersMs(const QString &file, int rowsInTransaction)
{
    SqliteDatabase database;
    database.open(file);
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                 "CREATE TABLE t (a INTEGER PRIMARY KEY, b, c, d, e, f, g, h, i, j)");
    SqliteStatement insert(database, "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    return milliseconds([&] {
        for (int row = 0; row < recordedTasks;) {
            SqliteTransaction transaction(database);
            for (const int end = row + rowsInTransaction; row < end; ++row) {
                for (int i = 0; i < integersInRow; ++i)
                    insert.bind(i, qint64{row} + i);
                insert.run();
            }
            transaction.commit();
        }
    });
}

double perSecond(double ms)
{
    return recordedTasks * 1000.0 / ms;
}

Spread perSecond(const Spread &ms)
{
    return {.median = perSecond(ms.median),
            .low = perSecond(ms.high),
            .high = perSecond(ms.low),
            .runs = ms.runs};
}

/// Both in each run, one after the other.
std::vector<Figure> writingFigures(const QTemporaryDir &directory, QString &file)
{
    constexpr int runs = 5;
    constexpr int rowsInLargeTransaction = 10'000; // as many as the history writes at once
    std::vector<double> written;
    std::vector<double> small;
    std::vector<double> large;
    for (int run = 0; run <= runs; ++run) {
        say(u"history: run %1 of %2"_s.arg(run).arg(runs));
        const QString name = directory.filePath(QString::number(run));
        file = name + u"-tasks"_s;
        const double tasksMs = writingMs(file, recordedTasks);
        const double smallMs = integersMs(name + u"-small"_s, rowsOfPage);
        const double largeMs = integersMs(name + u"-large"_s, rowsInLargeTransaction);
        if (run == 0)
            continue; // is not counted
        written.push_back(tasksMs);
        small.push_back(smallMs);
        large.push_back(largeMs);
    }
    std::vector<Figure> figures;
    for (const auto &[peer, ms] :
         {std::pair(u"rows of 10 integers, no index, 100 a transaction"_s, spreadOf(small)),
          std::pair(u"the same, 10,000 a transaction"_s, spreadOf(large))}) {
        Figure figure =
            figureOf(figures.empty() ? u"record 100,000 tasks in pages of 100"_s : u"  the same"_s,
                     u"tasks/s"_s, perSecond(spreadOf(written)));
        figure.peer = peer;
        figure.peerRuns = perSecond(ms);
        figure.peerValue = figure.peerRuns.median;
        figure.ratio = figure.value / figure.peerValue; // more is better
        figures.push_back(figure);
    }
    return figures;
}

} // namespace

void writeHistory(const QString &file, int count)
{
    (void)writingMs(file, count);
}

std::vector<Figure> benchHistory()
{
    const QTemporaryDir directory;
    QString file;
    std::vector<Figure> figures = writingFigures(directory, file);
    const double first = median(5, [&] { return readingMs(file).firstMs; });
    const double all = median(5, [&] { return readingMs(file).allMs; });
    const double size = static_cast<double>(QFileInfo(file).size());
    figures.insert(
        figures.end(),
        {{.what = u"open a history of 100,000 tasks, first 500"_s,
          .unit = u"ms"_s,
          .value = first,
          .expected = u"<= 150"_s,
          .isMet = first <= 150},
         {.what = u"load all of 100,000 tasks"_s, .unit = u"tasks/s"_s, .value = perSecond(all)},
         {.what = u"history on disk"_s, .unit = u"bytes/task"_s, .value = size / recordedTasks}});
    return figures;
}
