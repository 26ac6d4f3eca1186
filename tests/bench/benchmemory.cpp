#include "benchmarks.h"
#include "benchprofile.h"
#include "benchprogram.h"
#include "sqlitedatabase.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int million = 1'000'000;
constexpr int fewTasks = 100;
constexpr auto longest = 15min;

struct MemoryReading {
    double residentMib = 0;
    double peakMib = 0;
    double seconds = 0;
    qint64 kept = 0; ///< tasks in the history
};

/// How many tasks lie in the history of a program that has ended.
qint64 tasksIn(const QString &history)
{
    SqliteDatabase database;
    database.open(history);
    return database.number("SELECT count(*) FROM tasks");
}

/// The window in a process of its own, until it has read all that \p server has and rests.
MemoryReading readAll(const QString &program, const BenchServer &server)
{
    const BenchProfile profile;
    profile.showAllTimes();
    QProcess process;
    QProcessEnvironment environment = profile.environment();
    addKey(environment, server);
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    MemoryReading reading;
    QElapsedTimer timer;
    timer.start();
    process.start(program, windowArguments(server));
    if (!process.waitForStarted() || !waitUntilAtRest(process.processId(), longest))
        qWarning("the window does not come to rest");
    reading.seconds = static_cast<double>(timer.elapsed()) / 1e3;
    reading.residentMib = memoryOfProcess(process.processId()).residentMib;
    reading.peakMib = peakMemoryOfProcess(process.processId());
    process.terminate();
    if (!process.waitForFinished(30'000))
        process.kill();
    process.waitForFinished();
    reading.kept = tasksIn(profile.historyFile());
    return reading;
}

std::vector<Figure> figuresFor(const QString &program, int tasks, int runs,
                               const MemoryReading &empty)
{
    std::vector<double> growth;
    std::vector<double> peak;
    std::vector<double> seconds;
    bool isWhole = true;
    for (int run = 1; run <= runs; ++run) {
        say(u"memory: reading %L1 tasks, run %2 of %3"_s.arg(tasks).arg(run).arg(runs));
        const BenchServer server(program, tasks);
        if (!server.isRunning())
            return {};
        const MemoryReading reading = readAll(program, server);
        growth.push_back(reading.residentMib - empty.residentMib);
        peak.push_back(reading.peakMib - empty.residentMib);
        seconds.push_back(reading.seconds);
        isWhole = isWhole && reading.kept == tasks;
    }
    constexpr double bytesInMebibyte = 1024 * 1024;
    const QString what = u"%L1 tasks read, with their history: "_s.arg(tasks);
    Figure first = figureOf(what + u"memory at rest"_s, u"MiB"_s, spreadOf(growth));
    first.expected = u"every task in the history"_s;
    first.isMet = isWhole;
    const double bytes = first.value * bytesInMebibyte / tasks;
    return {first,
            {.what = u"  a task"_s, .unit = u"bytes"_s, .value = bytes},
            figureOf(u"  the most meanwhile"_s, u"MiB"_s, spreadOf(peak)),
            figureOf(u"  until it rests"_s, u"s"_s, spreadOf(seconds))};
}

} // namespace

std::vector<Figure> benchMemory(const QString &program, int runs)
{
    say(u"memory: the window with next to nothing in it"_s);
    const BenchServer server(program, fewTasks);
    if (!server.isRunning())
        return {};
    const MemoryReading empty = readAll(program, server);
    std::vector<Figure> figures = {{.what = u"memory of the window with 100 tasks"_s,
                                    .unit = u"MiB"_s,
                                    .value = empty.residentMib}};
    for (const int tasks : {million, 2 * million}) {
        for (const Figure &figure : figuresFor(program, tasks, runs, empty))
            figures.push_back(figure);
    }
    return figures;
}
