#include "benchmarks.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

/// Starts the demo and waits for the line that it logs when rows are on the screen. A folder of
/// its own for settings: the user's window is not to be moved.
double startOnce(const QString &program, const QString &configFolder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, configFolder);
    environment.insert(u"QT_LOGGING_RULES"_s, u"sync.ui.info=true"_s);
    if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"WAYLAND_DISPLAY"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);

    QElapsedTimer timer;
    timer.start();
    process.start(program, {u"--demo"_s});
    QByteArray said;
    while (!said.contains("first rows painted") && timer.elapsed() < 20'000 &&
           process.waitForReadyRead(20'000))
        said += process.readAll();
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.kill();
    process.waitForFinished();
    return said.contains("first rows painted") ? took : 20'000;
}

} // namespace

std::vector<Figure> benchStart(const QString &program, int runs)
{
    const QTemporaryDir config;
    const double ms = median(runs, [&] { return startOnce(program, config.path()); });
    return {{.what = u"start of the demo to first rows painted"_s,
             .unit = u"ms"_s,
             .value = ms,
             .expected = u"<= 400 ms, median of %1"_s.arg(runs),
             .isMet = ms <= 400}};
}
