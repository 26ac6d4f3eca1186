#pragma once

#include "statuscounts.h"
#include "taskstore.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

/// What is known of the tasks of a rule that belong to a range of time; durations are of done
/// tasks.
struct RuleFigures {
    QString ruleId{};
    StatusCounts counts{};
    std::optional<std::chrono::milliseconds> p95Duration{};
    // Of all time, whatever the range.
    qint64 firstMs = 0;   ///< when the oldest known task was created, Unix epoch; 0: not given
    qint64 lastMs = 0;    ///< the newest
    QString instanceId{}; ///< that lists the newest one
    QString fromRegion{}; ///< of the newest one
    QString toRegion{};

    friend bool operator==(const RuleFigures &, const RuleFigures &) = default;
};

/// Looks at each task once, and in pieces, between which a window can answer. Tasks without a rule
/// are passed over.
class RuleFigureCount final {
public:
    /// The store must outlive it.
    RuleFigureCount(const TaskStore &store, const QDateTime &now);

    /// Looks at some of the tasks, each of which is to be given once.
    void add(std::span<const TaskRow> rows);
    /// Counts some of those that belong to the range, each once, and after add().
    void addInRange(std::span<const TaskRow> rows);
    /// After all were given: works out one more rule. False when none is left.
    bool finishNext();
    /// Of what is worked out, in the order in which the rules were met.
    [[nodiscard]] const std::vector<RuleFigures> &figures() const { return m_figures; }

private:
    struct Findings {
        StringPool::Id rule = StringPool::empty;
        RuleFigures figures{};
        std::optional<TaskRow> newest{};
        std::vector<qint64> durations{}; // in the range
    };

    void addTask(Findings &findings, TaskRow row);

    const TaskStore *m_store;
    qint64 m_nowMs;
    std::vector<Findings> m_rules;
    std::vector<quint32> m_numberOfRule; // of m_rules, from 1; 0: none; by the rule id
    std::vector<RuleFigures> m_figures;
};

/// The same in one piece, for the last 24 hours.
std::vector<RuleFigures> countRules(const TaskStore &store, std::span<const TaskRow> rows,
                                    const QDateTime &now);
