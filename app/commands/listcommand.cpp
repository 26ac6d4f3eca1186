#include "listcommand.h"

#include "checkedoutput.h"
#include "erroradvice.h"
#include "printable.h"
#include "queryerror.h"
#include "queryhint.h"
#include "querymatcher.h"
#include "registrydirectory.h"
#include "stucktasks.h"
#include "taskfilter.h"
#include "tasklister.h"
#include "taskstore.h"
#include "taskwriter.h"
#include "unreadreasons.h"

#include <QBuffer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

/// What becomes of the tasks that are read.
enum class ListUse : quint8 {
    Printed, ///< those that the query finds; what the answer rests on is kept until then
    Kept,    ///< likewise
    AllKept, ///< without a query; names of rules are read too
};

/// Asks for what a list needs, one after the other, in a loop of its own.
class ListRun final {
public:
    ListRun(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
            const ListOptions &options, ListUse use, TaskWriter &writer, CheckedOutput &output)
        : m_registry(registry),
          m_places(places),
          m_clock(clock),
          m_options(options),
          m_use(use),
          m_writer(writer),
          m_output(output),
          m_directory(registry),
          m_basis(options.query)
    {
        m_basis.terms.insert(m_basis.terms.end(), options.failOn.terms.begin(),
                             options.failOn.terms.end());
    }

    void run()
    {
        findInstances();
        findRuleNames();
        for (const InstanceRef &instance : m_instances) {
            if (!m_output.hasFailed() && !isTooCostly())
                list(instance);
        }
        if (needsAllTasks() && hasAnswer())
            findStates();
        if (isPrintedAtTheEnd() && hasAnswer())
            writeAll();
        if (!m_options.failOn.isEmpty() && !isTooCostly())
            countFailOn();
        if (!m_options.instanceId.isEmpty())
            checkInstance();
        noteUnread();
    }

    /// A regular expression was given up: what is printed is a part of the answer.
    [[nodiscard]] bool isTooCostly() const { return costlyTerm() != nullptr; }
    [[nodiscard]] const QueryTerm *costlyTerm() const
    {
        return m_filter ? m_filter->costlyTerm() : nullptr;
    }

    [[nodiscard]] QString hint() const { return unseenWordHint(m_options.query, m_store); }

    /// What is missing from the answer, or may be: a line for each part.
    [[nodiscard]] const QStringList &failures() const { return m_failures; }
    /// What else is to be told; nothing is missing because of it.
    [[nodiscard]] const QStringList &remarks() const { return m_remarks; }
    /// Some part is printed, or there is nothing to print.
    [[nodiscard]] bool hasAnswer() const { return m_hasAnswer; }
    /// Tasks of the answer that options.failOn speaks of.
    [[nodiscard]] std::size_t failOnCount() const { return m_failOnCount; }

    /// What was read, without its hold on this.
    [[nodiscard]] std::unique_ptr<TasksRead> take()
    {
        if (const QueryTerm *term = costlyTerm()) {
            const QueryError error = tooCostly(*term, {});
            m_failures << error.word + u": "_s + ::describe(error);
        }
        auto read = std::make_unique<TasksRead>();
        read->names = m_directory.names();
        read->failures = m_failures;
        read->remarks = m_remarks;
        read->hasAnswer = m_hasAnswer;
        read->lists = std::move(m_lists);
        read->unlisted = m_directory.unlistedRegions();
        m_filter.reset();
        read->store = std::move(m_store);
        return read;
    }

private:
    void findInstances()
    {
        // In one place the instance need not be looked for.
        if (!m_options.instanceId.isEmpty() && m_places.size() == 1) {
            m_instances = {{.regionId = m_places.front().regionId,
                            .instanceId = m_options.instanceId,
                            .account = m_places.front().account}};
            return;
        }
        loadInstances();
        m_failures << refusedRegions();
        for (const RegistryInstance &instance : m_directory.instances()) {
            if (m_options.instanceId.isEmpty() ? mayList(instance)
                                               : instance.id == m_options.instanceId)
                m_instances.push_back(refTo(instance));
        }
        if (!m_instances.empty())
            return;
        if (!m_options.instanceId.isEmpty() && m_failures.isEmpty())
            m_failures << isNotListed();
        if (m_options.instanceId.isEmpty() && !m_directory.instances().empty())
            m_remarks << u"The query names none of the instances"_s;
        m_hasAnswer = m_options.instanceId.isEmpty() && m_directory.hasAnswer();
    }

    void loadInstances()
    {
        QObject::connect(&m_directory, &RegistryDirectory::instancesLoaded, &m_loop,
                         [this] { end({}); });
        QTimer::singleShot(0, &m_loop, [this] { m_directory.loadInstances(m_places); });
        wait();
    }

    /// Whether a task that \p instance lists can be one that is asked for: others are not asked,
    /// so that what they refuse is not missing from the answer.
    [[nodiscard]] bool mayList(const RegistryInstance &instance) const
    {
        for (const QueryState state :
             {QueryState::Latest, QueryState::Repaired, QueryState::Stuck}) {
            if (speaksOf(m_basis, state))
                return true; // which rests on the tasks of all
        }
        return std::ranges::all_of(m_options.query.terms, [&instance](const QueryTerm &term) {
            if (term.field != QueryField::Instance)
                return true;
            const QueryMatcher matcher(term);
            const bool isNamed = matcher.isIn(instance.id) || matcher.isIn(instance.name);
            return isNamed != term.negated || matcher.hasGivenUp();
        });
    }

    /// An instance that was asked for by its id and lists no task may be one that does not exist.
    void checkInstance()
    {
        const bool isKnown = m_hasTasks || !m_directory.instances().empty();
        if (isKnown || !m_failures.isEmpty() || m_output.hasFailed())
            return;
        loadInstances();
        const auto &listed = m_directory.instances();
        const bool isListed =
            std::ranges::find(listed, m_options.instanceId, &RegistryInstance::id) != listed.end();
        const QStringList refused = refusedRegions();
        if (!isListed && refused.isEmpty())
            m_failures << isNotListed();
        else if (!isListed)
            m_remarks << u"Not known whether there is an instance "_s + m_options.instanceId
                      << refused;
    }

    [[nodiscard]] QString isNotListed() const
    {
        return u"None of the profiles lists the instance "_s + m_options.instanceId;
    }

    /// Regions that an account refuses for the same reason are one line.
    [[nodiscard]] QStringList refusedRegions() const
    {
        std::vector<std::pair<ApiError, QStringList>> refusals;
        for (const RegistryDirectory::Failure &failure : m_directory.failures()) {
            ApiError error = failure.error;
            error.account = failure.place.account;
            const auto same = std::ranges::find_if(refusals, [&error](const auto &known) {
                return known.first.account == error.account && known.first.kind == error.kind &&
                       known.first.code == error.code && known.first.message == error.message;
            });
            if (same == refusals.end())
                refusals.push_back({error, {failure.place.regionId}});
            else
                same->second << failure.place.regionId;
        }
        QStringList lines;
        for (const auto &[error, regions] : refusals) {
            lines << (regions.size() == 1 ? u"region "_s : u"regions "_s) + regions.join(u", "_s) +
                         u": "_s + faultLine(error);
        }
        return lines;
    }

    /// "instance alpha (cri-1) in cn-hangzhou".
    [[nodiscard]] QString describe(const InstanceRef &instance) const
    {
        const QString name = m_directory.instanceName(instance.instanceId);
        const QString id = instance.instanceId;
        return u"instance "_s + (name == id ? id : name + u" ("_s + id + u')') + u" in "_s +
               instance.regionId;
    }

    [[nodiscard]] QString refusalLine(const QString &what, const InstanceRef &instance,
                                      const ApiError &error) const
    {
        ApiError named = error;
        named.account = instance.account;
        return what + describe(instance) + u": "_s + faultLine(named);
    }

    /// Where they cannot be read, rules are still found by their ids; see noteUnread().
    void findRuleNames()
    {
        const bool areWanted = m_use == ListUse::AllKept || m_options.query.has(QueryField::Rule) ||
                               m_options.query.has(QueryField::Text);
        if (m_instances.empty() || !areWanted)
            return;
        m_awaited = m_instances.size();
        QObject::connect(&m_directory.rules(), &RuleDirectory::loaded, &m_loop, [this] {
            if (--m_awaited == 0)
                end({});
        });
        QTimer::singleShot(0, &m_loop, [this] { m_directory.rules().load(m_instances); });
        wait();
    }

    /// Whether a task is stuck depends on how long all others took, whether it is the latest of its
    /// image on what came after it.
    [[nodiscard]] bool needsAllTasks() const { return m_basis.has(QueryField::Is); }
    [[nodiscard]] bool isPrintedAtTheEnd() const { return m_options.query.has(QueryField::Is); }

    /// What the answer rests on and was not read.
    void noteUnread()
    {
        ReadExtent extent{.areAllTasksRead = m_failures.isEmpty()};
        QStringList withoutNames;
        for (const InstanceRef &instance : m_instances) {
            const auto error = m_directory.rules().errors().find(instance.instanceId);
            if (error == m_directory.rules().errors().end())
                continue;
            extent.withoutRules << m_directory.instanceName(instance.instanceId);
            withoutNames << refusalLine(u"rules of "_s, instance, error->second);
        }
        for (const ReadingIssue &issue : m_directory.unread().examples)
            m_remarks << technicalLine(issue);
        for (TaskRow row = 0; row < m_store.size(); ++row) {
            const SyncTaskStatus status = m_store.status(row);
            extent.doneTasks += status == SyncTaskStatus::Success ? 1 : 0;
            extent.unfinishedTasks +=
                status == SyncTaskStatus::Pending || status == SyncTaskStatus::Synchronizing ? 1
                                                                                             : 0;
        }
        if (m_use == ListUse::AllKept)
            m_remarks << withoutNames;
        for (const UnreadReason &reason : unreadReasons(m_basis, extent)) {
            if (reason.kind == UnreadReason::Kind::RuleNames)
                m_failures << withoutNames;
            m_failures << ::describe(reason);
        }
    }

    /// After a reply: with it the clock was corrected by the registry's.
    [[nodiscard]] QueryContext makeContext()
    {
        QueryContext context{
            .now = m_clock.now(), .zone = m_options.zone, .names = m_directory.names()};
        context.results = &m_results;
        context.isStuck = [this](TaskRow row) {
            return m_stuck.isStuck(row, m_clock.now().toMSecsSinceEpoch());
        };
        return context;
    }

    void makeFilter() { m_filter.emplace(m_store, m_options.query, makeContext()); }

    void list(const InstanceRef &instance)
    {
        ListSyncTasks asked = serverPart(m_options.query, instance);
        // What came after a task of a push is of another push.
        if (speaksOf(m_basis, QueryState::Latest) || speaksOf(m_basis, QueryState::Repaired))
            asked.syncRecordId.clear();
        // What is usual is known from the tasks of all images.
        if (speaksOf(m_basis, QueryState::Stuck))
            asked = {.instance = instance};
        TaskLister lister(m_registry, asked);
        QObject::connect(&lister, &TaskLister::tasksArrived, &m_loop,
                         [this, &instance](const std::vector<SyncTask> &tasks) {
                             collect(instance, tasks);
                             if (m_output.hasFailed() || isTooCostly())
                                 end({});
                         });
        QObject::connect(&lister, &TaskLister::finished, &m_loop,
                         [this](const std::optional<ApiError> &error) { end(error); });
        m_list = {};
        lister.start();
        const std::optional<ApiError> error = wait();
        noteList(instance, lister, error);
        noteUnreadable(instance, lister.unread());
        if (error) {
            m_failures << refusalLine({}, instance, *error);
            return;
        }
        m_hasAnswer = true;
        if (lister.doubt())
            m_failures << describe(instance) + u": "_s + technicalLine(*lister.doubt(), u"tasks"_s);
    }

    /// As a feed would say it of this one reading.
    void noteList(const InstanceRef &instance, const TaskLister &lister,
                  const std::optional<ApiError> &error)
    {
        FeedState &state = m_list;
        state.error = error;
        state.total = lister.total();
        state.unread = lister.unread();
        if (!error) {
            state.doubt = lister.doubt();
            state.complete = !lister.doubt();
            state.asOf = m_clock.now();
        }
        if (!state.complete)
            state.completeSince = {}; // what is missing may be anywhere
        m_lists.push_back({.instance = instance, .state = state});
    }

    /// A task without a usable id is missing from the answer. A value that is left empty is not:
    /// the task is there, and what stood in its place is told.
    void noteUnreadable(const InstanceRef &instance, const UnreadSummary &unread)
    {
        const QString where = describe(instance) + u": "_s;
        const auto counted = [](int count, const QString &what) -> QString {
            return QString::number(count) + u' ' + what + (count == 1 ? QString() : u"s"_s);
        };
        if (unread.rows > 0)
            m_failures << where + counted(unread.rows, u"task"_s) + u" could not be read"_s;
        if (unread.values > 0)
            m_remarks << where + counted(unread.values, u"value"_s) +
                             u" could not be read: left empty, or cut"_s;
        for (const ReadingIssue &issue : unread.examples)
            m_remarks << where + technicalLine(issue);
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

    /// Of the list that is being read.
    void noteTasks(const std::vector<SyncTask> &tasks)
    {
        m_list.asOf = m_clock.now();
        m_list.loaded += std::ssize(tasks);
        for (const SyncTask &task : tasks) {
            if (task.createdAt.isValid() &&
                (!m_list.completeSince.isValid() || task.createdAt < m_list.completeSince))
                m_list.completeSince = task.createdAt;
        }
    }

    void collect(const InstanceRef &instance, const std::vector<SyncTask> &tasks)
    {
        m_hasAnswer = true;
        m_hasTasks = m_hasTasks || !tasks.empty();
        noteTasks(tasks);
        if (m_use == ListUse::AllKept) {
            m_store.merge(instance.instanceId, tasks);
            return;
        }
        if (m_basis.isEmpty()) { // nothing has to be looked up
            for (const SyncTask &task : tasks)
                m_output.write(m_writer.task(task, instance));
            return;
        }
        m_store.merge(instance.instanceId, tasks);
        if (!m_filter)
            makeFilter();
        if (isPrintedAtTheEnd())
            return;
        for (const SyncTask &task : tasks) {
            const std::optional<TaskRow> row = m_store.find(instance.instanceId, task.id);
            if (!row || m_filter->matches(*row))
                m_output.write(m_writer.task(task, instance));
        }
    }

    [[nodiscard]] const InstanceRef &listerOf(TaskRow row) const
    {
        return *std::ranges::find(m_instances, m_store.instanceId(row), &InstanceRef::instanceId);
    }

    /// How long each task may take, now that all are known.
    void findStates()
    {
        std::vector<TaskRow> rows(m_store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        m_stuck = StuckThresholds(m_store, rows);
    }

    void countFailOn()
    {
        m_filter.emplace(m_store, m_basis, makeContext());
        m_failOnCount = m_filter->matchingRows().size();
    }

    void writeAll()
    {
        makeFilter();
        TextCache texts(m_store.texts());
        for (const TaskRow row : m_filter->matchingRows())
            m_output.write(m_writer.task(m_store.task(row, texts), listerOf(row)));
    }

    Registry &m_registry;
    const std::vector<AccountRegion> &m_places;
    Clock &m_clock;
    const ListOptions &m_options;
    ListUse m_use;
    TaskWriter &m_writer;
    CheckedOutput &m_output;
    RegistryDirectory m_directory;
    TaskQuery m_basis; ///< what it takes to answer: the query, and what to fail on
    std::vector<InstanceRef> m_instances{};
    TaskStore m_store{};
    StuckThresholds m_stuck{};
    LatestResults m_results{m_store};
    std::optional<TaskFilter> m_filter{};
    QEventLoop m_loop{};
    std::optional<ApiError> m_failure{}; ///< of what was waited for
    FeedState m_list{};                  ///< of the list that is being read
    std::vector<InstanceFeed> m_lists{};
    QStringList m_failures{};
    QStringList m_remarks{};
    bool m_hasAnswer = false;
    bool m_hasTasks = false;
    std::size_t m_failOnCount = 0;
    std::size_t m_awaited = 0; ///< instances whose rules are not there yet
};

/// Prints nothing.
class SilentWriter final : public TaskWriter {
public:
    QByteArray task(const SyncTask & /*task*/, const InstanceRef & /*listedBy*/) override
    {
        return {};
    }
};

std::unique_ptr<TasksRead> readFor(ListUse use, Registry &registry,
                                   const std::vector<AccountRegion> &places, Clock &clock,
                                   const ListOptions &options)
{
    SilentWriter writer;
    QBuffer nowhere;
    nowhere.open(QIODevice::WriteOnly);
    CheckedOutput output(nowhere);
    ListRun run(registry, places, clock, options, use, writer, output);
    run.run();
    return run.take();
}

} // namespace

QString failOnLine(std::size_t count, const TaskQuery &failOn)
{
    QStringList words;
    for (const QueryValue &value : failOn.terms.front().values)
        words << value.text;
    return u"--fail-on: %1 of the tasks: %2"_s.arg(QString::number(count), words.join(u" or "_s));
}

std::unique_ptr<TasksRead> readTasks(Registry &registry, const std::vector<AccountRegion> &places,
                                     Clock &clock, const ListOptions &options)
{
    return readFor(ListUse::Kept, registry, places, clock, options);
}

std::unique_ptr<TasksRead> readEverything(Registry &registry,
                                          const std::vector<AccountRegion> &places, Clock &clock,
                                          const QString &instanceId)
{
    return readFor(ListUse::AllKept, registry, places, clock, {.instanceId = instanceId});
}

void writeError(const ApiError &error, QIODevice &errors)
{
    errors.write("sync-dashboard: " + faultLine(error).toUtf8() + '\n');
}

int runList(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
            const ListOptions &options, QIODevice &output, QIODevice &errors)
{
    const std::unique_ptr<TaskWriter> writer = makeTaskWriter(options.format);
    CheckedOutput checked(output);
    checked.write(writer->begin());
    ListRun run(registry, places, clock, options, ListUse::Printed, *writer, checked);
    run.run();
    if (run.hasAnswer() && !checked.hasFailed())
        checked.write(writer->end());
    checked.finish();
    for (const QString &line : run.failures() + run.remarks())
        errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
    if (checked.hasFailed())
        errors.write("sync-dashboard: " + checked.errorLine().toUtf8() + '\n');
    if (const QString hint = run.hint(); run.hasAnswer() && !hint.isEmpty())
        errors.write("sync-dashboard: " + hint.toUtf8() + '\n');
    if (const QueryTerm *term = run.costlyTerm()) {
        const QueryError error = tooCostly(*term, {});
        errors.write("sync-dashboard: " + (error.word + u": " + describe(error)).toUtf8() + '\n');
    }
    if (run.failOnCount() > 0)
        errors.write("sync-dashboard: " + failOnLine(run.failOnCount(), options.failOn).toUtf8() +
                     '\n');
    if (!run.failures().isEmpty() || checked.hasFailed() || run.isTooCostly())
        return 1;
    return run.failOnCount() > 0 ? 3 : 0;
}
