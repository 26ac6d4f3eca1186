#pragma once

#include "historyvalues.h"
#include "rowcondition.h"

#include <QtGlobal>

#include <atomic>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

/// From \a beginMs on and before \a endMs, ms since 1970, UTC; open where one is empty.
struct ScanSpan {
    std::optional<qint64> beginMs{};
    std::optional<qint64> endMs{};

    [[nodiscard]] bool isUnbounded() const { return !beginMs && !endMs; }

    friend bool operator==(const ScanSpan &, const ScanSpan &) = default;
};

/// Which rows are wanted: all of this holds for each of them.
struct ScanQuestion {
    RowCondition condition{};
    ScanSpan effective{}; ///< holds RowTime::Effective
    ScanSpan either{};    ///< holds RowTime::Effective or RowTime::Changed

    friend bool operator==(const ScanQuestion &, const ScanQuestion &) = default;
};

/// That \p time lies in \p span.
RowCondition isWithin(RowTime time, const ScanSpan &span);
/// All that \p question asks for, as one condition.
RowCondition conditionOf(const ScanQuestion &question);

/// A task as a history knows it.
struct ScannedTask {
    QString account{}; ///< who saw it; empty in a file, which is of one account
    QString instanceId{};
    SyncTask task{};

    friend bool operator==(const ScannedTask &, const ScannedTask &) = default;
};

struct ScanPage {
    std::vector<ScannedTask> tasks{};
    /// No row of a later RowTime::Effective follows, but for those that may come after all others;
    /// empty: not known.
    std::optional<qint64> reachedMs{};
    bool isAtEnd = false; ///< nothing follows; a page may be empty before that
};

/// Reads what of a history a database can find by itself, some at a time, and changes nothing. Used
/// by one thread.
class HistoryScan {
public:
    HistoryScan() = default;
    virtual ~HistoryScan() = default;
    Q_DISABLE_COPY_MOVE(HistoryScan)

    template<typename Value>
    using Outcome = tl::expected<Value, HistoryFailure>;

    /// To be called first; why there is nothing to read.
    virtual std::optional<HistoryFailure> open() = 0;
    /// Of all accounts.
    virtual Outcome<HistoryDirectory> readDirectory() = 0;
    /// The RowTime::Effective of the oldest task; empty where there is none.
    virtual Outcome<std::optional<qint64>> readOldest() = 0;

    /// About how many tasks there are; empty where the database does not know without counting.
    virtual Outcome<std::optional<qint64>> estimateRows() = 0;

    /// From now on next() answers \p question.
    virtual void begin(const ScanQuestion &question) = 0;
    /// The next rows, newest first by RowTime::Effective; those that hold \a either by
    /// RowTime::Changed alone may follow after all others. Ends early, with a page that is not the
    /// last, soon after \p isStopping is true.
    virtual Outcome<ScanPage> next(const std::atomic<bool> &isStopping) = 0;
};
