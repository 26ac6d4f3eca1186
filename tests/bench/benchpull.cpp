#include "benchmarks.h"
#include "benchserver.h"
#include "clock.h"
#include "pagesweep.h"
#include "registryclient.h"
#include "taskstore.h"

#include <QEventLoop>

#include <map>

using namespace Qt::StringLiterals;

namespace {

/// Pulls everything into a store, as the window's feed does: up to four calls at a time.
class Pull final {
public:
    Pull(Registry &registry, InstanceRef instance)
        : m_registry(registry), m_instance(std::move(instance))
    {
    }

    void run()
    {
        askOn();
        m_loop.exec();
    }
    [[nodiscard]] const TaskStore &store() const { return m_store; }
    [[nodiscard]] int pages() const { return m_pages; }

private:
    void askOn()
    {
        while (const std::optional<int> pageNo = m_sweep.takeNextPage()) {
            m_calls[*pageNo] = ask(
                m_registry, ListSyncTasks{.instance = m_instance, .pageNo = *pageNo},
                [this, pageNo = *pageNo](const Result<SyncTaskPage> &page) { take(pageNo, page); });
        }
    }
    void take(int pageNo, const Result<SyncTaskPage> &page)
    {
        m_calls.erase(pageNo);
        if (!page) {
            qWarning("%s", qPrintable(technicalLine(page.error())));
            return m_loop.quit();
        }
        ++m_pages;
        const MergeReport report = m_store.merge(m_instance.instanceId, page->items);
        m_sweep.pageArrived({.pageNo = pageNo,
                             .pageSize = page->pageSize,
                             .rows = static_cast<int>(page->items.size()),
                             .newRows = static_cast<int>(report.inserted.size()),
                             .totalCount = page->totalCount});
        askOn();
        if (m_sweep.isFinished())
            m_loop.quit();
    }

    Registry &m_registry;
    InstanceRef m_instance;
    TaskStore m_store;
    PageSweep m_sweep{4};
    std::map<int, PendingCall> m_calls;
    QEventLoop m_loop;
    int m_pages = 0;
};

} // namespace

std::vector<Figure> benchPull(const QString &program, int tasks)
{
    const BenchServer server(program, tasks);
    if (!server.isRunning())
        return {};
    SystemClock clock;
    RegistryClient client(server.credentials(), server.endpointRule(), clock);
    const InstanceRef ref = server.instance();

    const double before = peakMemory();
    double memory = 0;
    int pages = 0;
    bool isWhole = true;
    const double ms = median(5, [&] {
        Pull pull(client, ref);
        const double took = milliseconds([&pull] { pull.run(); });
        pages = pull.pages();
        isWhole = isWhole && pull.store().size() == static_cast<TaskRow>(tasks);
        if (memory == 0)
            memory = peakMemory();
        return took;
    });

    const QString what = u"pull %L1 tasks from a simulated registry"_s.arg(tasks);
    return {{.what = what,
             .unit = u"ms"_s,
             .value = ms,
             .expected = u"<= 1000 ms, every task once"_s,
             .isMet = isWhole && ms <= 1000},
            {.what = u"  pages a second"_s, .unit = u"1/s"_s, .value = pages * 1000 / ms},
            {.what = u"  peak memory of the process (before: %1)"_s.arg(before, 0, 'f', 1),
             .unit = u"MiB"_s,
             .value = memory}};
}
