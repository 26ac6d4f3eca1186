#include "benchmarks.h"
#include "benchprofile.h"
#include "benchprogram.h"
#include "benchwait.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int idleTasks = 100'000;
// As long as an interval of refresh, so that each has one.
constexpr auto window = 10s;
constexpr int windows = 3;

struct Shares {
    Spread visible{};
    Spread hidden{};
};

/// Of a core, in per cent; nothing where the program does not come to rest.
std::optional<Shares> sharesOf(XDisplay &display, const BenchProgram &program, bool isHiddenToo)
{
    const RunningProgram running(display, program);
    if (!running.isShown())
        return std::nullopt;
    say(u"idle: waiting until %1 is at rest"_s.arg(program.name));
    if (!waitUntilAtRest(running.pid(), 180s)) {
        qWarning("%s does not come to rest", qPrintable(program.name));
        return std::nullopt;
    }
    say(u"idle: %1 visible at rest, 30 s"_s.arg(program.name));
    Shares shares{.visible = processorShare(running.pid(), windows, window)};
    if (!isHiddenToo)
        return shares;
    say(u"idle: %1 hidden at rest, 30 s"_s.arg(program.name));
    display.unmap(running.window());
    letPass(2s);
    shares.hidden = processorShare(running.pid(), windows, window);
    return shares;
}

} // namespace

std::vector<Figure> benchIdle(const QString &program)
{
    say(u"idle: starting a registry of 100,000 tasks"_s);
    const BenchServer server(program, idleTasks);
    XDisplay display;
    if (!server.isRunning() || !display.isRunning())
        return {};
    const BenchProfile profile;
    const BenchProfile peerProfile;
    profile.showAllTimes();
    BenchProgram ours{.name = u"sync-dashboard"_s,
                      .program = program,
                      .arguments = windowArguments(server),
                      .environment = profile.environment(&display),
                      .saysWhenPainted = true};
    addKey(ours.environment, server);
    const auto shares = sharesOf(display, ours, true);
    if (!shares)
        return {};
    std::vector<Figure> figures = {
        figureOf(u"processor at rest, visible, 100,000 tasks, each 10 s"_s, u"% core"_s,
                 shares->visible),
        figureOf(u"  the same, hidden"_s, u"% core"_s, shares->hidden)};
    if (const auto peer = qBittorrent(peerProfile, display)) {
        if (const auto theirs = sharesOf(display, *peer, false)) {
            setPeer(figures[0], peer->name + u", visible"_s, theirs->visible);
            setPeer(figures[1], peer->name + u", visible"_s, theirs->visible);
        }
    }
    return figures;
}
