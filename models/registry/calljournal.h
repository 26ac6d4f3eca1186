#pragma once

#include "apierror.h"
#include "registryinstance.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>

/// A call that failed, for a report of faults.
struct FailedCall {
    QDateTime at{}; ///< UTC; when it ended
    InstanceRef instance{};
    std::chrono::milliseconds took{0}; ///< as in CallFigures
    ApiError error{};                  ///< names the operation

    friend bool operator==(const FailedCall &, const FailedCall &) = default;
};

/// What became of the calls of one operation since the program began.
struct CallFigures {
    qint64 begun = 0; ///< those that were dropped before their answer are among them
    qint64 answered = 0;
    qint64 failed = 0;
    /// How long the last ones took, the latest last: from the question to its answer, with all
    /// waiting and further attempts between them.
    std::deque<std::chrono::milliseconds> times{};

    /// What that many percent of those times do not exceed; empty: there is none.
    [[nodiscard]] std::optional<std::chrono::milliseconds> timeOf(int percent) const;
};

/// What became of calls, for a report of faults: keeps the last failures and figures of each
/// operation, in a size that does not grow with time. Holds no secret, and nothing of an answer.
class CallJournal final {
public:
    static constexpr std::size_t mostFailures = 100;
    static constexpr std::size_t mostTimes = 200; ///< of each operation

    void noteBegun(const QString &operation);
    void noteAnswered(const QString &operation, std::chrono::milliseconds took);
    void noteFailed(const QString &operation, FailedCall call);

    /// The latest last.
    [[nodiscard]] const std::deque<FailedCall> &failures() const { return m_failures; }
    /// By the API's name.
    [[nodiscard]] const std::map<QString, CallFigures> &operations() const { return m_operations; }

private:
    void addTime(CallFigures &figures, std::chrono::milliseconds took) const;

    std::deque<FailedCall> m_failures;
    std::map<QString, CallFigures> m_operations;
};
