#include "benchmarks.h"
#include "benchserver.h"
#include "benchwait.h"
#include "clock.h"
#include "dashboard.h"
#include "paintwatch.h"
#include "registryclient.h"
#include "restbudget.h"
#include "tasktableview.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int paintTasks = 10'000;
constexpr int changes = 20;
constexpr auto interval = 1s;          // instead of the 10 s that the window offers
constexpr int requestsPerMinute = 600; // so that they do not make the interval longer
constexpr auto longestPaint = 10s;

/// The answer, waited for; nothing after ten seconds.
template<typename Question>
std::optional<typename Question::Reply> answerTo(Registry &registry, Question question)
{
    std::optional<typename Question::Reply> answer;
    QEventLoop loop;
    const PendingCall call =
        ask(registry, std::move(question), [&](const Result<typename Question::Reply> &reply) {
            if (reply)
                answer = *reply;
            else
                qWarning("%s", qPrintable(technicalLine(reply.error())));
            loop.quit();
        });
    QTimer::singleShot(longestPaint, &loop, &QEventLoop::quit);
    loop.exec();
    return answer;
}

/// Somebody else who works with the registry: makes tasks, which stand on its first page then, and
/// cancels them.
class OtherOperator final {
public:
    OtherOperator(Registry &registry, InstanceRef instance)
        : m_registry(registry), m_instance(std::move(instance))
    {
    }

    /// Copies the newest image that can be copied again; false where there is none.
    bool prepare()
    {
        const auto page = answerTo(m_registry, ListSyncTasks{.instance = m_instance});
        if (!page)
            return false;
        const auto done = std::ranges::find_if(page->items, [](const SyncTask &task) {
            return task.status.value == SyncTaskStatus::Success && task.crossUser != true;
        });
        if (done == page->items.end())
            return false;
        const auto repository =
            answerTo(m_registry, GetRepository{.instance = m_instance,
                                               .namespaceName = done->imageFrom.repoNamespaceName,
                                               .repoName = done->imageFrom.repoName});
        if (!repository)
            return false;
        m_copy = {.instance = m_instance,
                  .repoId = repository->id,
                  .tag = done->imageFrom.imageTag,
                  .target = done->imageTo,
                  .overwritesTag = true};
        return true;
    }
    /// The id of a new task; empty where it is refused.
    QString makeTask()
    {
        m_copy.target.imageTag = u"bench-%1"_s.arg(++m_count);
        const auto receipt = answerTo(m_registry, m_copy);
        return receipt ? receipt->createdId : QString();
    }
    void cancel(const QString &id)
    {
        m_call = ask(m_registry, CancelSyncTask{.instance = m_instance, .syncTaskId = id},
                     [](const Result<ActionReceipt> &reply) {
                         if (!reply)
                             qWarning("%s", qPrintable(technicalLine(reply.error())));
                     });
    }

private:
    Registry &m_registry;
    InstanceRef m_instance;
    CreateSyncTask m_copy;
    PendingCall m_call;
    int m_count = 0;
};

/// What the window says of a task among its first rows.
SyncTaskStatus shownStatus(const SyncTaskTableModel &model, const QString &id)
{
    constexpr int firstRows = changes * 2; // the new ones are the newest
    for (int row = 0; row < std::min(firstRows, model.rowCount()); ++row) {
        const SyncTask task = model.taskAt(row);
        if (task.id == id)
            return task.status.value;
    }
    return SyncTaskStatus::Unknown;
}

bool waitUntilShown(Dashboard &dashboard, const QString &id)
{
    QElapsedTimer timer;
    timer.start();
    while (shownStatus(dashboard.model(), id) == SyncTaskStatus::Unknown) {
        if (timer.elapsed() > std::chrono::milliseconds(longestPaint).count())
            return false;
        letPass(10ms);
    }
    return true;
}

/// From each change of a status in the registry to its paint, in ms.
std::vector<double> delaysOf(Dashboard &dashboard, OtherOperator &other)
{
    std::mt19937 random{1};
    std::uniform_int_distribution<int> partOfInterval(
        0, static_cast<int>(std::chrono::milliseconds(interval).count()));
    PaintWatch paints(*dashboard.window().table().viewport());
    std::vector<double> delays;
    for (int change = 0; change < changes; ++change) {
        const QString id = other.makeTask();
        if (id.isEmpty() || !waitUntilShown(dashboard, id))
            continue;
        letPass(std::chrono::milliseconds(partOfInterval(random))); // at any moment of it
        const double ms = paints.msUntilPainted(
            [&] { other.cancel(id); },
            [&] { return shownStatus(dashboard.model(), id) == SyncTaskStatus::Canceled; },
            longestPaint);
        if (ms >= 0)
            delays.push_back(ms);
    }
    return delays;
}

} // namespace

std::vector<Figure> benchPaint(const QString &program)
{
    say(u"paint: reading %L1 tasks into a window"_s.arg(paintTasks));
    const BenchServer server(program, paintTasks);
    if (!server.isRunning())
        return {};
    SystemClock clock;
    Dashboard dashboard(clock, {.chartRange = ChartRange::All,
                                .refreshInterval = interval,
                                .preferences = {.restRequests = requestsPerMinute}});
    server.showIn(dashboard, clock);
    (void)waitForAll(dashboard, paintTasks);
    RegistryClient client(server.credentials(), server.endpointRule(), clock);
    OtherOperator other(client, server.instance());
    if (!other.prepare())
        return {};
    say(u"paint: %1 changes, about a minute"_s.arg(changes));
    const std::vector<double> delays = delaysOf(dashboard, other);

    RestBudget budget(clock, requestsPerMinute);
    budget.setLists(1);
    const auto inForce = static_cast<double>(budget.intervalFor(interval).count());
    std::vector<Figure> figures;
    for (const auto &[name, part] : {std::pair(u"p50"_s, 0.5), std::pair(u"p95"_s, 0.95)}) {
        const double ms = partOf(delays, part);
        figures.push_back({.what = u"change of a status to its paint, %1"_s.arg(name),
                           .unit = u"ms"_s,
                           .value = ms,
                           .expected = u"all of %1 changes seen"_s.arg(changes),
                           .isMet = static_cast<int>(delays.size()) == changes,
                           .runs = spreadOf(delays)});
        figures.push_back({.what = u"  less the interval in force, %1 ms"_s.arg(inForce),
                           .unit = u"ms"_s,
                           .value = ms - inForce});
    }
    return figures;
}
