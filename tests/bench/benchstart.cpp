#include "benchmarks.h"
#include "benchprofile.h"
#include "benchprogram.h"
#include "benchwait.h"

#include <QElapsedTimer>

#include <array>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int registryTasks = 36'000; // of the registry: a window shows the newest first
constexpr int tasksBesidePeers = 10'000;
constexpr auto memoryAfter = 8s;
constexpr int mostMemoryRuns = 3;

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

/// With a registry that answers, beginning with a history and with none.
std::vector<Figure> withHistory(const QString &program, int runs)
{
    const BenchServer server(program, registryTasks);
    if (!server.isRunning())
        return {};
    const BenchProfile profile;
    QProcessEnvironment environment = profile.environment();
    addKey(environment, server);
    const QStringList arguments = windowArguments(server);
    const double none = median(runs, [&] {
        profile.removeHistory();
        return startOnce(program, arguments, environment);
    });
    profile.replaceHistory(100'000);
    const double some = median(runs, [&] { return startOnce(program, arguments, environment); });
    return {
        {.what = u"start with no history to first rows painted"_s, .unit = u"ms"_s, .value = none},
        {.what = u"start with a history of 100,000 tasks"_s,
         .unit = u"ms"_s,
         .value = some,
         .expected = u"<= 150 ms more, median of %1"_s.arg(runs),
         .isMet = some <= none + 150}};
}

/// What a program showed in its runs.
struct Seen {
    std::vector<double> visible{};
    std::vector<double> painted{};
    std::vector<double> resident{};
    std::vector<double> proportional{};
};

void runOnce(XDisplay &display, const BenchProgram &program, bool withMemory, Seen &seen)
{
    const RunningProgram running(display, program);
    if (!running.isShown())
        return;
    say(u"start:   %1 is visible after %2 ms"_s.arg(program.name)
            .arg(running.visibleMs(), 0, 'f', 0));
    seen.visible.push_back(running.visibleMs());
    if (running.paintedMs() > 0)
        seen.painted.push_back(running.paintedMs());
    if (!withMemory)
        return;
    letPass(memoryAfter);
    const ProcessMemory memory = memoryOfProcess(running.pid());
    seen.resident.push_back(memory.residentMib);
    seen.proportional.push_back(memory.proportionalMib);
}

/// One after the other, again and again: what else the machine does meets all alike. A first run
/// of each makes its files and is not counted.
std::vector<Seen> runInTurn(XDisplay &display, const std::vector<BenchProgram> &programs, int runs)
{
    std::vector<Seen> seen(programs.size());
    for (int run = 0; run <= runs; ++run) {
        const bool withMemory = run > std::max(runs - mostMemoryRuns, 0);
        say(u"start: run %1 of %2%3"_s.arg(run).arg(runs).arg(
            withMemory ? u", with memory after 8 s"_s : QString()));
        for (std::size_t i = 0; i < programs.size(); ++i) {
            Seen notCounted;
            runOnce(display, programs[i], withMemory, run == 0 ? notCounted : seen[i]);
        }
    }
    return seen;
}

/// The first of \p seen beside each of the others.
void addBesidePeers(std::vector<Figure> &figures, const QString &what, const QString &unit,
                    const std::vector<BenchProgram> &programs, const std::vector<Seen> &seen,
                    std::vector<double> Seen::*values)
{
    const Spread ours = spreadOf(seen.front().*values);
    if (ours.runs == 0)
        return;
    figures.push_back(figureOf(what, unit, ours));
    for (std::size_t i = 1; i < programs.size(); ++i) {
        const Spread theirs = spreadOf(seen[i].*values);
        if (theirs.runs == 0)
            continue;
        if (i > 1)
            figures.push_back(figureOf(u"  the same"_s, unit, ours));
        setPeer(figures.back(), programs[i].name, theirs);
    }
}

/// Windows on a display, beside those of others.
std::vector<Figure> besidePeers(const QString &program, int runs)
{
    const BenchServer server(program, tasksBesidePeers);
    XDisplay display;
    if (!server.isRunning() || !display.isRunning())
        return {};
    const std::array<BenchProfile, 3> profiles;
    profiles[0].replaceHistory(tasksBesidePeers);
    std::vector<BenchProgram> programs = {{.name = u"sync-dashboard"_s,
                                           .program = program,
                                           .arguments = windowArguments(server),
                                           .environment = profiles[0].environment(&display),
                                           .saysWhenPainted = true}};
    addKey(programs[0].environment, server);
    if (const auto peer = qBittorrent(profiles[1], display))
        programs.push_back(*peer);
    if (const auto peer = keePassXc(profiles[2], display))
        programs.push_back(*peer);
    const std::vector<Seen> seen = runInTurn(display, programs, runs);
    std::vector<Figure> figures;
    addBesidePeers(figures, u"exec to visible window, history of 10,000 tasks"_s, u"ms"_s, programs,
                   seen, &Seen::visible);
    addBesidePeers(figures, u"  until its first rows are painted"_s, u"ms"_s, programs, seen,
                   &Seen::painted);
    addBesidePeers(figures, u"resident memory 8 s after the start (RSS)"_s, u"MiB"_s, programs,
                   seen, &Seen::resident);
    // The registry and this program share Qt with our window, and nothing with the peers: of ours
    // less is counted than of theirs. The figure before has none of that.
    addBesidePeers(figures, u"  its part of what is shared (PSS; this benchmark shares Qt)"_s,
                   u"MiB"_s, programs, seen, &Seen::proportional);
    return figures;
}

} // namespace

std::vector<Figure> benchStart(const QString &program, int runs, int runsBesidePeers)
{
    std::vector<Figure> figures = besidePeers(program, runsBesidePeers);
    say(u"start: of the demo, and with a registry that answers"_s);
    const BenchProfile profile;
    const QProcessEnvironment environment = profile.environment();
    const double ms = median(runs, [&] { return startOnce(program, {u"--demo"_s}, environment); });
    figures.push_back({.what = u"start of the demo to first rows painted"_s,
                       .unit = u"ms"_s,
                       .value = ms,
                       .expected = u"<= 400 ms, median of %1"_s.arg(runs),
                       .isMet = ms <= 400});
    std::ranges::copy(withHistory(program, runs), std::back_inserter(figures));
    return figures;
}
