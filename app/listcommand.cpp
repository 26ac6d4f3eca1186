#include "listcommand.h"

#include "registrydirectory.h"
#include "stucktasks.h"
#include "taskfilter.h"
#include "tasklister.h"
#include "taskstore.h"
#include "taskwriter.h"

#include <QEventLoop>
#include <QTimer>

#include <numeric>

using namespace Qt::StringLiterals;

namespace {

/// Writes on and remembers a refusal, e.g. a full disk, so that it is told and not lost.
class CheckedOutput final {
public:
    explicit CheckedOutput(QIODevice &device) : m_device(device) {}

    void write(const QByteArray &bytes)
    {
        if (!m_failed && m_device.write(bytes) != bytes.size())
            m_failed = true;
    }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    QIODevice &m_device;
    bool m_failed = false;
};

/// Asks for what a list needs, one after the other, in a loop of its own.
class ListRun final {
public:
    ListRun(TaskSource &source, Clock &clock, const ListOptions &options, TaskWriter &writer,
            CheckedOutput &output)
        : m_source(source),
          m_clock(clock),
          m_options(options),
          m_writer(writer),
          m_output(output),
          m_directory(source)
    {
    }

    std::optional<ApiError> run()
    {
        std::optional<ApiError> error = findInstances();
        if (!error)
            findRuleNames();
        makeFilter();
        for (const InstanceRef &instance : m_instances) {
            if (!error && !m_output.hasFailed())
                error = list(instance);
        }
        if (!error && needsAllTasks())
            writeAll();
        return error;
    }

private:
    std::optional<ApiError> findInstances()
    {
        const QStringList &regions = m_options.connection.regions;
        if (!m_options.instanceId.isEmpty()) {
            m_instances = {{.regionId = regions.value(0), .instanceId = m_options.instanceId}};
            return {};
        }
        QObject::connect(&m_directory, &RegistryDirectory::instancesLoaded, &m_loop,
                         [this](const std::optional<ApiError> &error) { end(error); });
        QTimer::singleShot(0, &m_loop,
                           [this] { m_directory.loadInstances(m_options.connection.regions); });
        const std::optional<ApiError> failure = wait();
        for (const RegistryInstance &instance : m_directory.instances())
            m_instances.push_back({.regionId = instance.regionId, .instanceId = instance.id});
        return failure;
    }

    /// Where they cannot be read, rules are still found by their ids.
    void findRuleNames()
    {
        if (m_instances.empty() ||
            (!m_options.query.has(QueryField::Rule) && !m_options.query.has(QueryField::Text)))
            return;
        m_awaited = m_instances.size();
        QObject::connect(&m_directory, &RegistryDirectory::rulesLoaded, &m_loop, [this] {
            if (--m_awaited == 0)
                end({});
        });
        QTimer::singleShot(0, &m_loop, [this] { m_directory.loadRules(m_instances); });
        wait();
    }

    /// Whether a task is stuck depends on how long all others took, whether it is the latest of its
    /// image on what came after it.
    [[nodiscard]] bool needsAllTasks() const { return m_options.query.has(QueryField::Is); }

    void makeFilter()
    {
        QueryContext context{.now = m_clock.now(), .names = m_directory.names()};
        context.results = &m_results;
        context.isStuck = [this](TaskRow row) {
            return m_stuck.isStuck(row, m_clock.now().toMSecsSinceEpoch());
        };
        m_filter.emplace(m_store, m_options.query, context);
    }

    std::optional<ApiError> list(const InstanceRef &instance)
    {
        SyncTaskQuery asked = serverPart(m_options.query, instance);
        // What came after a task of a push is of another push.
        if (speaksOf(m_options.query, QueryState::Latest) ||
            speaksOf(m_options.query, QueryState::Repaired))
            asked.syncRecordId.clear();
        TaskLister lister(m_source, asked);
        QObject::connect(&lister, &TaskLister::tasksArrived, &m_loop,
                         [this, id = instance.instanceId](const std::vector<SyncTask> &tasks) {
                             takeIn(id, tasks);
                             if (m_output.hasFailed())
                                 end({});
                         });
        QObject::connect(&lister, &TaskLister::finished, &m_loop,
                         [this](const std::optional<ApiError> &error) { end(error); });
        lister.start();
        return wait();
    }

    /// Until end() is called, with what failed.
    std::optional<ApiError> wait()
    {
        m_failure.reset();
        m_loop.exec();
        return m_failure;
    }

    void end(const std::optional<ApiError> &failure)
    {
        m_failure = failure;
        m_loop.quit();
    }

    void takeIn(const QString &instanceId, const std::vector<SyncTask> &tasks)
    {
        m_store.merge(instanceId, tasks);
        if (needsAllTasks())
            return;
        for (const SyncTask &task : tasks) {
            const std::optional<TaskRow> row = m_store.find(instanceId, task.id);
            if (!row || m_filter->matches(*row))
                m_output.write(m_writer.task(task));
        }
    }

    void writeAll()
    {
        std::vector<TaskRow> rows(m_store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        m_stuck = StuckThresholds(m_store, rows);
        for (const TaskRow row : m_filter->matchingRows())
            m_output.write(m_writer.task(m_store.task(row)));
    }

    TaskSource &m_source;
    Clock &m_clock;
    const ListOptions &m_options;
    TaskWriter &m_writer;
    CheckedOutput &m_output;
    RegistryDirectory m_directory;
    std::vector<InstanceRef> m_instances{};
    TaskStore m_store{};
    StuckThresholds m_stuck{};
    LatestResults m_results{m_store};
    std::optional<TaskFilter> m_filter{};
    QEventLoop m_loop{};
    std::optional<ApiError> m_failure{};
    std::size_t m_awaited = 0; ///< instances whose rules are not there yet
};

} // namespace

int runList(TaskSource &source, Clock &clock, const ListOptions &options, QIODevice &output,
            QIODevice &errors)
{
    const std::unique_ptr<TaskWriter> writer = makeTaskWriter(options.format);
    CheckedOutput checked(output);
    checked.write(writer->begin());
    const std::optional<ApiError> failure = ListRun(source, clock, options, *writer, checked).run();
    if (!failure && !checked.hasFailed())
        checked.write(writer->end());
    if (failure)
        errors.write("sync-dashboard: " + technicalLine(*failure).toUtf8() + '\n');
    else if (checked.hasFailed())
        errors.write("sync-dashboard: cannot write: " + output.errorString().toUtf8() + '\n');
    return failure || checked.hasFailed() ? 1 : 0;
}
