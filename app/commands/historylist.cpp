#include "historylist.h"

#include "checkedoutput.h"
#include "listcommand.h"
#include "printable.h"
#include "queryerror.h"
#include "querytext.h"
#include "searchplan.h"
#include "sqlitescan.h"
#include "stucktasks.h"
#include "taskfilter.h"
#include "tasksearch.h"
#include "taskstore.h"
#include "taskwriter.h"
#include "teamscan.h"
#include "unixtime.h"
#include "utctime.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// Beyond, a list is not as it is now.
constexpr std::chrono::minutes longestAge{5};

/// Reads a history and prints what is found, until something stands in the way.
class HistoryListing final {
public:
    HistoryListing(HistoryScan &scan, Clock &clock, const ListOptions &options,
                   CheckedOutput &output, QIODevice &errors)
        : m_scan(scan),
          m_clock(clock),
          m_options(options),
          m_query(options.query),
          m_writer(makeTaskWriter(options.format)),
          m_output(output),
          m_errors(errors)
    {
        if (!options.instanceId.isEmpty())
            m_query.terms.push_back(
                {.field = QueryField::Instance,
                 .values = {{.text = options.instanceId, .match = QueryMatch::Exact}}});
    }

    /// The exit code.
    int run()
    {
        if (restsOnNotes(m_query) || restsOnNotes(m_options.failOn)) {
            say(u"what is acknowledged is known in a window on the team's history alone"_s);
            return 1;
        }
        if (!open())
            return 1;
        m_output.write(m_writer->begin());
        const bool isAnswered = restsOnOtherTasks(m_query) || restsOnOtherTasks(m_options.failOn)
                                    ? searchAll()
                                    : search();
        if (isAnswered)
            m_output.write(m_writer->end());
        m_output.finish();
        if (m_output.hasFailed())
            say(m_output.errorLine());
        say(u"%1 of the history's tasks were read for this answer"_s.arg(m_rowsRead));
        if (!isAnswered || m_output.hasFailed())
            return 1;
        if (m_failOnCount > 0)
            say(failOnLine(m_failOnCount, m_options.failOn));
        if (m_failOnCount > 0)
            return 3;
        if (m_options.failOn.isEmpty() || !m_hasGaps)
            return 0;
        say(u"what is missing may be of it"_s);
        return 1;
    }

private:
    bool open()
    {
        if (const std::optional<HistoryFailure> failure = m_scan.open())
            return fail(*failure);
        HistoryScan::Outcome<HistoryDirectory> directory = m_scan.readDirectory();
        if (!directory)
            return fail(directory.error());
        const HistoryScan::Outcome<std::optional<qint64>> oldest = m_scan.readOldest();
        if (!oldest)
            return fail(oldest.error());
        takeDirectory(*directory);
        say(coverage(*oldest));
        sayGaps(*directory);
        const QString &only = m_options.instanceId;
        if (only.isEmpty() || m_regions.contains(only) || m_lastReadings.contains(only))
            return true;
        say(u"the history knows no instance %1"_s.arg(only));
        return false;
    }

    void takeDirectory(const HistoryDirectory &directory)
    {
        m_context = {.now = m_clock.now(), .zone = m_options.zone, .names = namesFrom(directory)};
        m_lastReadings = directory.asOf;
        QSet<QString> accounts;
        for (const HistoryInstance &known : directory.instances) {
            accounts.insert(known.account);
            m_regions.insert(known.instance.id, known.instance.regionId);
        }
        m_areSeveralAccounts = accounts.size() > 1;
    }

    /// Which time it covers.
    [[nodiscard]] QString coverage(std::optional<qint64> oldestMs) const
    {
        const QString name = m_options.history ? m_options.history->shown() : QString();
        const QString begin =
            oldestMs ? u"the oldest task is of "_s + utcTimeText(timeFromUnixMs(*oldestMs))
                     : u"there are no tasks"_s;
        if (m_lastReadings.isEmpty())
            return u"history %1: when a list was read last is not known; %2"_s.arg(name, begin);
        const auto [first, last] =
            std::minmax_element(m_lastReadings.cbegin(), m_lastReadings.cend());
        const QString end =
            *first == *last ? u"at "_s + utcTimeText(*last)
                            : u"between %1 and %2"_s.arg(utcTimeText(*first), utcTimeText(*last));
        return u"history %1: its lists were read last %2; %3"_s.arg(name, end, begin);
    }

    /// What is not in the history, or not as it is now.
    void sayGaps(const HistoryDirectory &directory)
    {
        for (const UnreadList &list : directory.unread) {
            const QString what = list.instanceId.isEmpty() ? list.regionId : list.instanceId;
            const QString whose = list.account.isEmpty() ? QString() : list.account + u' ';
            sayGap(u"%1%2 cannot be read since %3: "_s.arg(whose, what, utcTimeText(list.since)) +
                   technicalLine(list.error));
        }
        for (const HistoryInstance &known : directory.instances) {
            const QDateTime asOf = directory.asOf.value(known.instance.id);
            if (!asOf.isValid())
                sayGap(u"instance %1 was not read in full yet"_s.arg(known.instance.id));
            else if (asOf.addSecs(std::chrono::seconds(longestAge).count()) < m_clock.now())
                sayGap(
                    u"instance %1 was read last at %2"_s.arg(known.instance.id, utcTimeText(asOf)));
        }
    }

    void sayGap(const QString &line)
    {
        m_hasGaps = true;
        say(line);
    }

    /// False: it is not answered, which was said.
    bool search()
    {
        TaskSearch search(m_scan, m_query, m_context, m_lastReadings);
        sayOpenTerms(search.openTerms()); // before the first page, for that may take its time
        bool isAtEnd = false;
        while (!isAtEnd && !m_output.hasFailed()) {
            const HistoryScan::Outcome<SearchPage> page = search.next(m_isStopping);
            m_rowsRead = search.rowsRead();
            if (!page)
                return fail(page.error());
            for (const ScannedTask &task : page->tasks)
                write(task);
            countFailOn(page->tasks);
            isAtEnd = page->isAtEnd;
        }
        return !search.costlyTerm() || failCostly(*search.costlyTerm());
    }

    /// What no database can search for.
    void sayOpenTerms(const std::vector<QueryTerm> &terms)
    {
        QStringList texts;
        for (const QueryTerm &term : terms)
            texts << queryText(term);
        if (texts.isEmpty())
            return;
        const HistoryScan::Outcome<std::optional<qint64>> rows = m_scan.estimateRows();
        const QString ofHowMany =
            rows && *rows ? u" (of about %1 in the history)"_s.arg(**rows) : QString();
        say(u"the database cannot search for this, tasks%1 are read to look: "_s.arg(ofHowMany) +
            texts.join(u' '));
    }

    void countFailOn(const std::vector<ScannedTask> &tasks)
    {
        if (m_options.failOn.isEmpty())
            return;
        TaskStore store;
        for (const ScannedTask &scanned : tasks)
            store.merge(scanned.instanceId, std::span(&scanned.task, 1));
        m_failOnCount += TaskFilter(store, m_options.failOn, m_context).matchingRows().size();
    }

    /// What is latest or stuck depends on all others, which are then held in memory.
    bool searchAll()
    {
        say(u"what is latest, repaired or stuck rests on all tasks: they are read into memory"_s);
        TaskSearch everything(m_scan, {}, m_context);
        QHash<QString, QString> accounts; // by instance
        for (bool isAtEnd = false; !isAtEnd;) {
            const HistoryScan::Outcome<SearchPage> page = everything.next(m_isStopping);
            m_rowsRead = everything.rowsRead();
            if (!page)
                return fail(page.error());
            for (const ScannedTask &scanned : page->tasks) {
                m_store.merge(scanned.instanceId, std::span(&scanned.task, 1));
                accounts.insert(scanned.instanceId, scanned.account);
            }
            isAtEnd = page->isAtEnd;
        }
        return writeFromStore(accounts);
    }

    bool writeFromStore(const QHash<QString, QString> &accounts)
    {
        m_store.setLastReadings(m_lastReadings);
        std::vector<TaskRow> rows(m_store.size());
        std::iota(rows.begin(), rows.end(), TaskRow{0});
        const StuckThresholds stuck(m_store, rows);
        const LatestResults results(m_store);
        QueryContext context = m_context;
        context.results = &results;
        context.isStuck = [this, &stuck](TaskRow row) {
            return stuck.isStuck(row, m_context.now.toMSecsSinceEpoch());
        };
        const TaskFilter filter(m_store, m_query, context);
        const TaskFilter failing(m_store, m_options.failOn, context);
        TextCache texts(m_store.texts());
        for (const TaskRow row : filter.matchingRows()) {
            const QString instance = m_store.instanceId(row);
            write({.account = accounts.value(instance),
                   .instanceId = instance,
                   .task = m_store.task(row, texts)});
            if (!m_options.failOn.isEmpty() && failing.matches(row))
                ++m_failOnCount;
        }
        if (const QueryTerm *term = filter.costlyTerm())
            return failCostly(*term);
        return true;
    }

    void write(const ScannedTask &task)
    {
        m_output.write(m_writer->task(
            task.task, {.regionId = m_regions.value(task.instanceId),
                        .instanceId = task.instanceId,
                        .account = m_areSeveralAccounts ? task.account : QString()}));
    }

    bool fail(const HistoryFailure &failure)
    {
        const QString name = m_options.history ? m_options.history->shown() : QString();
        say((failure.message.contains(name) ? u"history: "_s : u"history %1: "_s.arg(name)) +
            failure.message);
        return false;
    }

    bool failCostly(const QueryTerm &term)
    {
        const QueryError error = tooCostly(term, {});
        say(error.word + u": "_s + describe(error));
        return false;
    }

    void say(const QString &line)
    {
        m_errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
    }

    HistoryScan &m_scan;
    Clock &m_clock;
    const ListOptions &m_options;
    TaskQuery m_query;
    std::unique_ptr<TaskWriter> m_writer;
    CheckedOutput &m_output;
    QIODevice &m_errors;
    QueryContext m_context{};
    QHash<QString, QDateTime> m_lastReadings{};
    QHash<QString, QString> m_regions{}; ///< by instance
    bool m_areSeveralAccounts = false;
    TaskStore m_store{};
    const std::atomic<bool> m_isStopping{false};
    qint64 m_rowsRead = 0;
    std::size_t m_failOnCount = 0;
    bool m_hasGaps = false; // the history does not have everything as it is now
};

} // namespace

std::unique_ptr<HistoryScan> historyScanOf(const SearchedHistory &history)
{
    if (history.database)
        return std::make_unique<TeamScan>(*history.database);
    return std::make_unique<SqliteScan>(history.file);
}

int runHistoryList(HistoryScan &scan, Clock &clock, const ListOptions &options, QIODevice &output,
                   QIODevice &errors)
{
    CheckedOutput checked(output);
    return HistoryListing(scan, clock, options, checked, errors).run();
}
