#include "benchmarks.h"
#include "feedgroup.h"
#include "manualclock.h"
#include "restbudget.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString instanceId = u"cri-1"_s;
const QDateTime begin(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
constexpr int pageRows = 100;
constexpr int finishedTasks = 2'000;
constexpr qint64 dayMs = 86'400'000;
constexpr std::chrono::milliseconds roundTrip = 120ms;
constexpr auto watchedFor = 1h;

/// A registry on a virtual clock: so many tasks are unfinished at any time, each ends within the
/// hour and another one begins; one that is done at once comes each minute besides.
class QuietRegistry final : public Registry {
public:
    QuietRegistry(ManualClock &clock, int unfinished) : m_clock(clock)
    {
        for (int i = 0; i < finishedTasks; ++i)
            add(SyncTaskStatus::Success, begin.addMSecs(-7 * dayMs * i / finishedTasks));
        for (int i = 0; i < unfinished; ++i)
            beginTask(begin.addMSecs(-ageMs()));
        m_changes.clear(); // what is there at first is no change
    }

    /// What happens until now.
    void live()
    {
        const QDateTime now = m_clock.now();
        while (!m_ends.empty() && m_ends.begin()->first <= now) {
            const auto [at, number] = *m_ends.begin();
            m_ends.erase(m_ends.begin());
            SyncTask &task = m_tasks.at(number);
            task.status = {.value = SyncTaskStatus::Success,
                           .text = wireName(SyncTaskStatus::Success)};
            task.modifiedAt = at;
            m_changes[task.id] = at;
            beginTask(now);
        }
        for (; m_nextArrival <= now; m_nextArrival = m_nextArrival.addSecs(60))
            add(SyncTaskStatus::Success, m_nextArrival);
    }

    /// When each task changed last, or came; those that \p store shows are taken out, and the
    /// seconds that it took are added to \p delays.
    void takeSeen(const TaskStore &store, std::vector<double> &delays)
    {
        std::erase_if(m_changes, [&](const auto &change) {
            const std::optional<TaskRow> row = store.find(instanceId, change.first);
            const bool isSeen = row && store.status(*row) == SyncTaskStatus::Success;
            if (isSeen)
                delays.push_back(static_cast<double>(change.second.msecsTo(m_clock.now())) / 1000);
            return isSeen;
        });
    }
    /// Those that were never shown.
    [[nodiscard]] const std::map<QString, QDateTime> &unseen() const { return m_changes; }
    [[nodiscard]] int calls() const { return m_calls; }

    PendingCall send(Operation operation, ReplyHandler handler) override
    {
        ++m_calls;
        return m_clock.after(
            roundTrip, [this, asked = std::move(operation), run = std::move(handler)] {
                if (const auto *list = std::get_if<ListSyncTasks>(&asked))
                    run(OperationReply(page(list->pageNo)));
                else if (const auto *one = std::get_if<GetSyncTask>(&asked))
                    run(OperationReply(
                        SyncTaskDetail{.task = m_tasks.at(one->syncTaskId.sliced(4).toInt())}));
                else
                    qFatal("the feed asks for tasks only");
            });
    }

private:
    SyncTaskPage page(int pageNo) const
    {
        SyncTaskPage page{.pageNo = pageNo,
                          .pageSize = pageRows,
                          .totalCount = static_cast<qint64>(m_newestFirst.size())};
        auto row = m_newestFirst.begin();
        std::advance(row,
                     std::min<std::ptrdiff_t>((pageNo - 1) * pageRows, std::ssize(m_newestFirst)));
        for (; row != m_newestFirst.end() && std::ssize(page.items) < pageRows; ++row)
            page.items.push_back(m_tasks.at(row->second));
        return page;
    }
    int add(SyncTaskStatus status, const QDateTime &created)
    {
        const int number = m_count++;
        SyncTask &task = m_tasks[number];
        task.id = u"rst-%1"_s.arg(number);
        task.status = {.value = status, .text = wireName(status)};
        task.createdAt = created;
        task.modifiedAt = created;
        task.imageFrom = {.instanceId = instanceId, .repoName = u"app"_s};
        task.imageTo = {.instanceId = u"cri-2"_s, .repoName = u"app"_s};
        m_newestFirst.emplace(-created.toMSecsSinceEpoch(), number);
        if (status == SyncTaskStatus::Success)
            m_changes[task.id] = created;
        return number;
    }
    void beginTask(const QDateTime &created)
    {
        const int number = add(SyncTaskStatus::Synchronizing, created);
        std::uniform_int_distribution<int> seconds(1, 3600);
        m_ends.emplace(m_clock.now().addSecs(seconds(m_random)), number);
    }
    /// From a minute to a day, as many of each order of magnitude.
    qint64 ageMs()
    {
        std::uniform_real_distribution<double> power(0, std::log(24 * 60));
        return static_cast<qint64>(60'000 * std::exp(power(m_random)));
    }

    ManualClock &m_clock;
    std::mt19937 m_random{1};
    std::map<int, SyncTask> m_tasks;          // by number
    std::multimap<qint64, int> m_newestFirst; // by minus the time
    std::multimap<QDateTime, int> m_ends;     // of unfinished ones
    std::map<QString, QDateTime> m_changes;   // not seen yet
    QDateTime m_nextArrival = begin.addSecs(60);
    int m_count = 0;
    int m_calls = 0;
};

std::vector<Figure> figuresFor(int unfinished)
{
    ManualClock clock(begin);
    QuietRegistry registry(clock, unfinished);
    TaskStore store;
    RestBudget budget(clock);
    FeedGroup feeds(registry, clock, store);
    feeds.setRestBudgets([&budget](const QString &) { return &budget; });
    feeds.setRefreshInterval(10s);
    feeds.setInstances({{.regionId = u"cn-hangzhou"_s, .instanceId = instanceId}});
    clock.advance(30s); // all is loaded
    const int before = registry.calls();
    std::vector<double> delays;
    for (std::chrono::seconds passed{0}; passed < watchedFor; passed += 1s) {
        registry.live();
        clock.advance(1s);
        registry.takeSeen(store, delays);
    }
    const int calls = registry.calls() - before;
    for (const auto &[id, at] : registry.unseen())
        delays.push_back(static_cast<double>(at.msecsTo(clock.now())) / 1000);
    const QString which = u", %1 unfinished tasks"_s.arg(QLocale::c().toString(unfinished));
    const double most = RestBudget::usualPerMinute * 60;
    return {{.what = u"requests in an hour at rest"_s + which,
             .unit = u""_s,
             .value = static_cast<double>(calls),
             .expected = u"<= %1"_s.arg(most),
             .isMet = calls <= most},
            {.what = u"a change is seen after, median"_s + which,
             .unit = u"s"_s,
             .value = partOf(delays, 0.5)},
            {.what = u"a change is seen after, 95 %"_s + which,
             .unit = u"s"_s,
             .value = partOf(delays, 0.95)}};
}

} // namespace

std::vector<Figure> benchRest()
{
    std::vector<Figure> figures;
    for (const int unfinished : {0, 10, 100, 1'000}) {
        const std::vector<Figure> more = figuresFor(unfinished);
        figures.insert(figures.end(), more.begin(), more.end());
    }
    return figures;
}
