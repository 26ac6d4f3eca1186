#include "benchprogram.h"

#include "benchprofile.h"
#include "benchwait.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestStart = 20s;

/// The name with the version of the package, where Debian's tool knows it.
QString withVersion(const QString &name, const QString &package)
{
    QProcess query;
    query.start(u"dpkg-query"_s, {u"-W"_s, u"-f=${Version}"_s, package});
    if (!query.waitForFinished(5'000) || query.exitCode() != 0)
        return name;
    return name + u' ' + QString::fromLatin1(query.readAll()).section(u'-', 0, 0);
}

std::optional<BenchProgram> peer(const QString &name, const QString &package,
                                 const BenchProfile &profile, const XDisplay &display)
{
    const QString program = QStandardPaths::findExecutable(package);
    if (program.isEmpty()) {
        qWarning("%s is left out: it is not installed", qPrintable(name));
        return std::nullopt;
    }
    return BenchProgram{.name = withVersion(name, package),
                        .program = program,
                        .environment = profile.environment(&display)};
}

} // namespace

std::optional<BenchProgram> qBittorrent(const BenchProfile &profile, const XDisplay &display)
{
    profile.write(u".config/qBittorrent/qBittorrent.conf"_s,
                  "[LegalNotice]\nAccepted=true\n"
                  "[Preferences]\nGeneral\\NoSplashScreen=true\n");
    return peer(u"qBittorrent"_s, u"qbittorrent"_s, profile, display);
}

std::optional<BenchProgram> keePassXc(const BenchProfile &profile, const XDisplay &display)
{
    profile.write(u".config/keepassxc/keepassxc.ini"_s,
                  "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\n"
                  "[GUI]\nCheckForUpdates=false\n");
    return peer(u"KeePassXC"_s, u"keepassxc"_s, profile, display);
}

RunningProgram::RunningProgram(XDisplay &display, const BenchProgram &program)
{
    m_process.setProcessEnvironment(program.environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QEventLoop loop;
    QElapsedTimer timer;
    QByteArray said;
    const auto passedMs = [&timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
    const auto endIfDone = [&] {
        if (m_window != 0 && (m_paintedMs > 0 || !program.saysWhenPainted))
            loop.quit();
    };
    QObject::connect(&display, &XDisplay::windowMapped, &loop, [&](quint32 window) {
        if (m_window == 0) {
            m_visibleMs = passedMs();
            m_window = window;
        }
        endIfDone();
    });
    QObject::connect(&m_process, &QProcess::readyRead, &loop, [&] {
        said += m_process.readAll();
        if (m_paintedMs == 0 && said.contains("first rows painted"))
            m_paintedMs = passedMs();
        endIfDone();
    });
    QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(longestStart, &loop, &QEventLoop::quit);
    timer.start();
    m_process.start(program.program, program.arguments);
    loop.exec();
    // What it says from now on nobody reads: a full pipe must not stop it.
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { m_process.readAll(); });
    if (m_window == 0)
        qWarning("%s shows no window: %s", qPrintable(program.name), said.right(500).constData());
}

RunningProgram::~RunningProgram()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool waitUntilAtRest(qint64 pid, std::chrono::seconds most)
{
    constexpr double restMs = 50; // of a second
    constexpr int secondsInARow = 3;
    int quiet = 0;
    double before = processorTimeOfProcess(pid);
    for (std::chrono::seconds passed{0}; passed < most; passed += 1s) {
        letPass(1s);
        const double now = processorTimeOfProcess(pid);
        quiet = now - before < restMs ? quiet + 1 : 0;
        before = now;
        if (quiet == secondsInARow)
            return true;
    }
    return false;
}

Spread processorShare(qint64 pid, int windows, std::chrono::seconds duration)
{
    std::vector<double> shares;
    for (int i = 0; i < windows; ++i) {
        const double before = processorTimeOfProcess(pid);
        QElapsedTimer timer;
        timer.start();
        letPass(duration);
        shares.push_back((processorTimeOfProcess(pid) - before) * 100 /
                         static_cast<double>(timer.elapsed()));
    }
    return spreadOf(std::move(shares));
}
