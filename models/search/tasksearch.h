#pragma once

#include "historyscan.h"
#include "querycontext.h"
#include "taskquery.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <atomic>
#include <optional>
#include <vector>

/// What a search found, in the order of HistoryScan::next().
struct SearchPage {
    std::vector<ScannedTask> tasks{};
    std::optional<qint64> reachedMs{}; ///< as of ScanPage
    bool isAtEnd = false; ///< the whole history was searched; a page may be empty before that
};

/// Answers a query from a history that does not fit into memory, some tasks at a time: the database
/// hands over what it cannot rule out, and of that the query finds what it would find in a window.
/// What rests on other tasks it does not find: see restsOnOtherTasks().
class TaskSearch final {
public:
    /// \p scan is open and must outlive this. Of \p context, isStuck, results and acknowledged are
    /// not looked at.
    /// \p lastReadings: as for TaskStore::setLastReadings().
    TaskSearch(HistoryScan &scan, TaskQuery query, QueryContext context,
               QHash<QString, QDateTime> lastReadings = {});

    /// Once more for each page, until one is the last. Ends early, with a page that is not the
    /// last, soon after \p isStopping is true.
    HistoryScan::Outcome<SearchPage> next(const std::atomic<bool> &isStopping);

    /// The conditions for which the database rules out nothing.
    [[nodiscard]] const std::vector<QueryTerm> &openTerms() const { return m_openTerms; }
    /// Tasks that the database has handed over so far.
    [[nodiscard]] qint64 rowsRead() const { return m_rowsRead; }
    /// A regular expression took too long over a text: nothing more is found, and what was found is
    /// not the answer.
    [[nodiscard]] const std::optional<QueryTerm> &costlyTerm() const { return m_costlyTerm; }

private:
    [[nodiscard]] std::vector<ScannedTask> found(std::vector<ScannedTask> tasks);

    HistoryScan &m_scan;
    TaskQuery m_query;
    QueryContext m_context;
    QHash<QString, QDateTime> m_lastReadings;
    std::vector<QueryTerm> m_openTerms;
    qint64 m_rowsRead = 0;
    std::optional<QueryTerm> m_costlyTerm;
};

/// What instances and rules are called.
QueryNames namesFrom(const HistoryDirectory &directory);
