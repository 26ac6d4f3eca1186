#include "teamwindows.h"

#include "benchtasks.h"
#include "benchwait.h"
#include "clock.h"
#include "teamfollower.h"
#include "teamregistry.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int windowCount = 50;
constexpr int rounds = 20;
constexpr int tasksOfRound = 100;
constexpr auto longestRound = 30s;
constexpr auto betweenRounds = 500ms; // those who follow rest again

/// What a window has of a team's history.
struct Window {
    explicit Window(const DatabaseAddress &address, Clock &clock)
        : registry(address), follower(address, clock)
    {
    }

    TeamRegistry registry;
    TeamFollower follower;
    PendingCall call{};
    bool isAnswered = false;
    bool hasSeen = false;
};

/// Changes one after the other, and measures until each window knows of it.
class Rounds final {
public:
    Rounds(const DatabaseAddress &address, WriteRecord write, QString instanceId)
        : m_write(std::move(write)), m_instanceId(std::move(instanceId))
    {
        for (int i = 0; i < windowCount; ++i) {
            Window &window = *m_windows.emplace_back(std::make_unique<Window>(address, m_clock));
            QObject::connect(&window.follower, &TeamFollower::tasksChanged, &m_loop,
                             [this, &window] { noteSeen(window); });
            window.follower.start();
        }
    }

    /// What went wrong; empty: nothing.
    QString run()
    {
        letPass(2s); // all are connected and follow
        for (int round = 0; round < rounds && m_problem.isEmpty(); ++round) {
            runOne();
            letPass(betweenRounds);
        }
        return m_problem;
    }

    [[nodiscard]] const std::vector<double> &refreshes() const { return m_refreshes; }
    [[nodiscard]] const std::vector<double> &delays() const { return m_delays; }

private:
    void runOne()
    {
        QTimer limit;
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, &m_loop, [this] {
            m_problem = u"not all windows knew in time"_s;
            m_loop.quit();
        });
        limit.start(longestRound);
        for (const auto &window : m_windows)
            window->hasSeen = window->isAnswered = false;
        writeChange();
        m_sinceChange.start();
        for (const auto &window : m_windows) {
            window->call =
                ask(window->registry, ListSyncTasks{.instance = {.instanceId = m_instanceId}},
                    [this, &each = *window](const Result<SyncTaskPage> &page) {
                        if (!page)
                            m_problem = technicalLine(page.error());
                        each.isAnswered = true;
                        m_refreshes.push_back(elapsedMs());
                        endWhenAllKnow();
                    });
        }
        m_loop.exec();
    }

    void writeChange()
    {
        const QDateTime now = m_clock.now();
        HistoryTasks some{.instanceId = m_instanceId, .tasks = m_tasks.takePage(tasksOfRound)};
        for (SyncTask &task : some.tasks)
            task.createdAt = task.modifiedAt = now;
        m_write({.seenAt = now, .what = std::move(some)});
    }

    void noteSeen(Window &window)
    {
        if (window.hasSeen || !m_sinceChange.isValid())
            return;
        window.hasSeen = true;
        m_delays.push_back(elapsedMs());
        endWhenAllKnow();
    }

    void endWhenAllKnow()
    {
        const bool isEnd = std::ranges::all_of(m_windows, [](const std::unique_ptr<Window> &each) {
            return each->isAnswered && each->hasSeen;
        });
        if (isEnd || !m_problem.isEmpty())
            m_loop.quit();
    }

    [[nodiscard]] double elapsedMs() const
    {
        return static_cast<double>(m_sinceChange.nsecsElapsed()) / 1e6;
    }

    WriteRecord m_write;
    QString m_instanceId;
    SystemClock m_clock;
    QEventLoop m_loop;
    BenchTasks m_tasks{11};
    QElapsedTimer m_sinceChange;
    std::vector<double> m_refreshes; // ms
    std::vector<double> m_delays;    // ms
    QString m_problem;
    std::vector<std::unique_ptr<Window>> m_windows; // end first
};

Figure figure(const QString &what, double value, double most)
{
    Figure figure{.what = what, .unit = u"ms"_s, .value = value};
    if (most > 0) {
        figure.expected = u"<= %1"_s.arg(most);
        figure.isMet = value <= most;
    }
    return figure;
}

} // namespace

std::vector<Figure> teamWindowFigures(const DatabaseAddress &address, WriteRecord write,
                                      const QString &instanceId)
{
    Rounds all(address, std::move(write), instanceId);
    if (const QString problem = all.run(); !problem.isEmpty()) {
        say(u"team, 50 windows: "_s + problem);
        return {};
    }
    return {
        figure(u"  50 windows ask at once: a page, median"_s, partOf(all.refreshes(), 0.5), 0),
        figure(u"  50 windows ask at once: a page, p99"_s, partOf(all.refreshes(), 0.99), 0),
        figure(u"  written, until another window knows: median of 50"_s, partOf(all.delays(), 0.5),
               1'500),
        figure(u"  written, until another window knows: p99"_s, partOf(all.delays(), 0.99), 1'500)};
}
