#pragma once

#include "apierror.h"
#include "databaseaddress.h"
#include "taskgroup.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QtGlobal>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// What is to be counted of a team's history. All times are multiples of a quarter of an hour,
/// since 1970, UTC; see canCount(). A task belongs to the time that effectivetime.h says.
struct CountQuestion {
    qint64 firstMs = 0; ///< where the first bucket begins
    qint64 stepMs = 0;
    int buckets = 0;
    qint64 beginMs = 0; ///< nothing before it belongs to a bucket
    qint64 endMs = 0;   ///< this and what is later is not counted
    /// Counts what is not finished and older than \a beginMs, and what has no time, too.
    bool isWithEarlier = false;
    QStringList instances{};
    /// For each of the groups the series that it is counted in, from 0 on, or -1 where it is not
    /// wanted; empty where that cannot be said. Runs in the thread that counts.
    using SeriesOf = std::function<std::optional<std::vector<int>>(std::span<const TaskGroup>)>;
    SeriesOf seriesOf{};
    int series = 0;

    [[nodiscard]] bool canCount() const;
};

/// How many tasks there are of each series.
struct TaskCounts {
    struct Series {
        qint64 earlier = 0;
        std::vector<qint64> buckets{};

        friend bool operator==(const Series &, const Series &) = default;
    };

    std::vector<Series> series{};
    qint64 beginMs = 0; ///< what was counted, as asked
    qint64 endMs = 0;
    /// Whatever the instances listed until then is counted; invalid: one was never read in full.
    QDateTime asOf{};

    friend bool operator==(const TaskCounts &, const TaskCounts &) = default;
};

/// The code of the error that is about the question, not about the database.
inline constexpr QStringView cannotCountCode = u"CannotCount";

/// Counts tasks of a team's history without reading them, from what its collector has counted (see
/// teamhours.h). It only reads; each call may take as long as the database does. Used by one
/// thread.
class TeamCounts final {
public:
    explicit TeamCounts(const DatabaseAddress &address);
    ~TeamCounts();
    Q_DISABLE_COPY_MOVE(TeamCounts)

    /// Errors: as TeamReader's; CannotCount where the question is about other times, or it cannot
    /// be said which groups it is about.
    Result<TaskCounts> count(const CountQuestion &question);

private:
    class Session;

    std::unique_ptr<Session> m_session;
};
