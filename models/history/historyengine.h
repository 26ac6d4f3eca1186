#pragma once

#include "historyrecord.h"
#include "historyvalues.h"
#include "sentaction.h"

#include <QDateTime>
#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <limits>
#include <optional>
#include <span>
#include <vector>

/// Where reading stopped: the next batch begins below.
struct HistoryCursor {
    qint64 effectiveTimeMs = std::numeric_limits<qint64>::max();
    qint64 number = std::numeric_limits<qint64>::max();
    bool isAtEnd = false;
};

/// What went wrong at a piece of work: either something else took the place of what was open, or
/// it has to be tried again later.
struct HistoryTrouble {
    std::optional<HistoryOpening> opening{};
    HistoryFailure failure{};
    std::chrono::seconds retryAfter{};
};

/// Where a history is kept, used by one thread. Like a stream it keeps its first error and does
/// nothing more until takeTrouble() was asked: what is read meanwhile is empty, and of what was
/// written nothing is kept.
class HistoryEngine {
public:
    HistoryEngine() = default;
    virtual ~HistoryEngine() = default;
    Q_DISABLE_COPY_MOVE(HistoryEngine)

    virtual HistoryOpening open(const HistoryOptions &options, const QDateTime &now) = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// What is open has no longer its name, and what is written to it would be lost: opens what has
    /// the name now.
    virtual std::optional<HistoryOpening> renewIfGone(const QDateTime &now) = 0;

    /// All of them or, after an error, none.
    virtual void write(std::span<const HistoryRecord> records) = 0;
    virtual HistoryDirectory readDirectory() = 0;
    /// Oldest first.
    virtual std::vector<SentAction> readActions() = 0;
    /// At most \p count tasks below \p cursor, which moves on; the newest first.
    virtual std::vector<HistoryTasks> readTasks(HistoryCursor &cursor, qint64 count) = 0;
    /// Checks and forgets by the retention of \p options. False: there is nothing left to do. Ends
    /// early when \p isStopping is true.
    virtual bool tidy(const HistoryOptions &options, const QDateTime &now,
                      const std::atomic<bool> &isStopping) = 0;

    /// What went wrong since it was asked last.
    virtual std::optional<HistoryTrouble> takeTrouble(const QDateTime &now) = 0;
};
