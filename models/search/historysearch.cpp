#include "historysearch.h"

#include "handed.h"
#include "tasksearch.h"
#include "unixtime.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace {

std::vector<HistoryTasks> byInstance(std::vector<ScannedTask> tasks)
{
    std::vector<HistoryTasks> groups;
    for (ScannedTask &scanned : tasks) {
        auto group = std::ranges::find(groups, scanned.instanceId, &HistoryTasks::instanceId);
        if (group == groups.end())
            group = groups.insert(group, {.instanceId = scanned.instanceId});
        group->tasks.push_back(std::move(scanned.task));
    }
    return groups;
}

} // namespace

/// What one look at the history gave.
struct HistorySearch::Answer {
    quint64 number = 0; ///< of the search
    SearchPage page{};
    QDateTime oldest{};
    std::vector<QueryTerm> openTerms{};
    std::optional<qint64> rows{};
    std::optional<HistoryFailure> failure{};
    std::optional<QueryTerm> costlyTerm{};
};

/// The half that waits for the database.
class HistorySearch::Worker final : public QObject {
    Q_OBJECT

public:
    explicit Worker(MakeScan makeScan) : m_makeScan(std::move(makeScan)) {}

    /// Called in the other thread: what is under way ends soon.
    void setStopping(bool isStopping) { m_isStopping = isStopping; }

    void begin(quint64 number, const TaskQuery &query, const QueryContext &context)
    {
        end();
        m_number = number;
        m_query = query;
        m_context = context;
    }

    void next()
    {
        auto answer = std::make_shared<Answer>();
        answer->number = m_number;
        if (!m_search)
            answer->failure = open();
        if (m_search) {
            HistoryScan::Outcome<SearchPage> page = m_search->next(m_isStopping);
            if (page)
                answer->page = std::move(*page);
            else
                answer->failure = page.error();
            answer->openTerms = m_search->openTerms();
            answer->costlyTerm = m_search->costlyTerm();
        }
        answer->oldest = m_oldest;
        answer->rows = m_rows;
        Q_EMIT answered({std::move(answer)});
    }

    void end()
    {
        m_search.reset();
        m_scan.reset();
    }

Q_SIGNALS:
    // Received in another thread: nothing, or Handed.
    void answered(const Handed<std::shared_ptr<Answer>> &answer);

private:
    std::optional<HistoryFailure> open()
    {
        m_scan = m_makeScan();
        if (std::optional<HistoryFailure> failure = m_scan->open())
            return failure;
        const HistoryScan::Outcome<HistoryDirectory> directory = m_scan->readDirectory();
        if (!directory)
            return directory.error();
        const HistoryScan::Outcome<std::optional<qint64>> oldest = m_scan->readOldest();
        if (!oldest)
            return oldest.error();
        const HistoryScan::Outcome<std::optional<qint64>> rows = m_scan->estimateRows();
        if (!rows)
            return rows.error();
        m_oldest = *oldest ? timeFromUnixMs(**oldest) : QDateTime();
        m_rows = *rows;
        m_search = std::make_unique<TaskSearch>(*m_scan, m_query, m_context, directory->asOf);
        return {};
    }

    MakeScan m_makeScan;
    std::atomic<bool> m_isStopping{false};
    quint64 m_number = 0;
    TaskQuery m_query;
    QueryContext m_context;
    QDateTime m_oldest;
    std::optional<qint64> m_rows;
    std::unique_ptr<HistoryScan> m_scan;
    std::unique_ptr<TaskSearch> m_search; // ends before its scan
};

HistorySearch::HistorySearch(MakeScan makeScan, QObject *parent)
    : QObject(parent), m_worker(std::make_unique<Worker>(std::move(makeScan)))
{
    m_thread.adopt(*m_worker);
    connect(m_worker.get(), &Worker::answered, this,
            [this](const Handed<std::shared_ptr<Answer>> &answer) { take(**answer); });
}

HistorySearch::~HistorySearch()
{
    m_worker->setStopping(true);
    if (!m_thread.letGo(*m_worker, [worker = m_worker.get()] { worker->end(); }))
        (void)m_worker.release();
}

void HistorySearch::begin(const TaskQuery &query, QueryContext context)
{
    m_worker->setStopping(true); // what is asked for the former one
    context.range = {};
    context.isStuck = {}; // it is of this thread
    context.results = nullptr;
    context.acknowledged = nullptr;
    m_progress = {};
    m_foundAtPause = 0;
    m_isAsking = false;
    postTo(*m_worker, [worker = m_worker.get(), number = ++m_number, query, context] {
        worker->setStopping(false);
        worker->begin(number, query, context);
    });
    ask();
    Q_EMIT progressed(m_progress);
}

void HistorySearch::resume()
{
    if (!m_progress.canResume())
        return;
    m_worker->setStopping(false);
    m_foundAtPause = m_progress.found;
    m_progress.failure.reset();
    m_progress.state = SearchProgress::State::Searching;
    ask();
    Q_EMIT progressed(m_progress);
}

void HistorySearch::stop()
{
    if (!m_progress.isSearching())
        return;
    m_worker->setStopping(true);
    m_progress.state = SearchProgress::State::Stopped;
    Q_EMIT progressed(m_progress);
}

void HistorySearch::end()
{
    m_worker->setStopping(true);
    ++m_number; // what comes still is of nothing
    m_isAsking = false;
    m_progress = {.state = SearchProgress::State::Done};
    postTo(*m_worker, [worker = m_worker.get()] { worker->end(); });
}

void HistorySearch::ask()
{
    if (std::exchange(m_isAsking, true))
        return;
    postTo(*m_worker, [worker = m_worker.get()] { worker->next(); });
}

void HistorySearch::take(const Answer &answer)
{
    using State = SearchProgress::State;
    if (answer.number != m_number)
        return;
    m_isAsking = false;
    m_progress.oldest = answer.oldest;
    m_progress.rows = answer.rows;
    m_progress.openTerms = answer.openTerms;
    m_progress.found += std::ssize(answer.page.tasks);
    if (answer.page.reachedMs)
        m_progress.reached = timeFromUnixMs(*answer.page.reachedMs);
    m_progress.failure = answer.failure;
    m_progress.costlyTerm = answer.costlyTerm;
    if (answer.failure)
        m_progress.state = State::Failed;
    else if (answer.costlyTerm)
        m_progress.state = State::Costly;
    else if (answer.page.isAtEnd)
        m_progress.state = State::Done;
    else if (m_progress.isSearching() && m_progress.found - m_foundAtPause >= foundAtOnce)
        m_progress.state = State::Paused;
    if (!answer.page.tasks.empty())
        Q_EMIT tasksFound(byInstance(answer.page.tasks));
    Q_EMIT progressed(m_progress);
    if (m_progress.isSearching())
        ask();
    else if (!m_progress.canResume())
        postTo(*m_worker, [worker = m_worker.get()] { worker->end(); });
}

#include "historysearch.moc"
