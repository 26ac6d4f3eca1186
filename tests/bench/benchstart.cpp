#include "benchmarks.h"
#include "benchserver.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

constexpr int tasks = 36'000; // of the registry: a window shows the newest first

/// Starts the program and waits for the line that it logs when rows are on the screen.
double startOnce(const QString &program, const QStringList &arguments,
                 const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);

    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    QByteArray said;
    while (!said.contains("first rows painted") && timer.elapsed() < 20'000 &&
           process.waitForReadyRead(20'000))
        said += process.readAll();
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.kill();
    process.waitForFinished();
    return said.contains("first rows painted") ? took : 20'000;
}

/// With folders of its own for settings and history: the user's are not to be touched.
QProcessEnvironment environmentIn(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, folder);
    environment.insert(u"XDG_DATA_HOME"_s, folder);
    environment.insert(u"QT_LOGGING_RULES"_s, u"sync.ui.info=true"_s);
    if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"WAYLAND_DISPLAY"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return environment;
}

/// Where the program keeps its history: it made the file when it ran.
QString historyIn(const QString &folder)
{
    QDirIterator files(folder, {u"history.sqlite"_s}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? files.next() : QString();
}

void clear(const QString &history)
{
    if (history.isEmpty())
        return; // the first run makes it
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(history + end);
}

/// With a registry that answers, beginning with a history and with none.
std::vector<Figure> withHistory(const QString &program, int runs)
{
    const BenchServer server(program, tasks);
    if (!server.isRunning())
        return {};
    const QTemporaryDir folder;
    QProcessEnvironment environment = environmentIn(folder.path());
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, server.keyId());
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, server.keySecret());
    const QStringList arguments{u"--endpoint"_s, server.endpoint(), u"--region"_s,
                                server.instance().regionId};
    const double none = median(runs, [&] {
        clear(historyIn(folder.path()));
        return startOnce(program, arguments, environment);
    });
    const QString history = historyIn(folder.path());
    clear(history);
    writeHistory(history, 100'000);
    const double some = median(runs, [&] { return startOnce(program, arguments, environment); });
    return {
        {.what = u"start with no history to first rows painted"_s, .unit = u"ms"_s, .value = none},
        {.what = u"start with a history of 100,000 tasks"_s,
         .unit = u"ms"_s,
         .value = some,
         .expected = u"<= 150 ms more, median of %1"_s.arg(runs),
         .isMet = some <= none + 150}};
}

} // namespace

std::vector<Figure> benchStart(const QString &program, int runs)
{
    const QTemporaryDir folder;
    const QProcessEnvironment environment = environmentIn(folder.path());
    const double ms = median(runs, [&] { return startOnce(program, {u"--demo"_s}, environment); });
    std::vector<Figure> figures = {{.what = u"start of the demo to first rows painted"_s,
                                    .unit = u"ms"_s,
                                    .value = ms,
                                    .expected = u"<= 400 ms, median of %1"_s.arg(runs),
                                    .isMet = ms <= 400}};
    for (const Figure &figure : withHistory(program, runs))
        figures.push_back(figure);
    return figures;
}
