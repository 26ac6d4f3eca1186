#pragma once

#include <QtGlobal>

#include <optional>
#include <pqxx/pqxx>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// The partitions of the tables of tasks, of status changes and of task_hours: a month of UTC each.
class TeamPartitions final {
public:
    /// Makes the partitions that \p ms, since 1970, belongs to.
    void ensure(pqxx::transaction_base &transaction, qint64 ms);
    /// Of task_hours, for the months of which there are tasks.
    static void addPartsOfHours(pqxx::transaction_base &transaction);
    /// The first moment of the month that \p ms belongs to.
    static qint64 monthMs(qint64 ms);
    /// After a transaction that did not take place.
    void forget() { m_known.clear(); }

    /// A partition that is to be dropped, to which nothing is added any more.
    struct Ended {
        std::string name{};
        struct Count {
            std::string account{};
            std::string instance{};
            long long tasks = 0;
        };
        std::vector<Count> counts{}; ///< of the table of tasks
    };
    /// The oldest one whose every moment is before \p oldestMs. Counting it may take long: not
    /// while others wait.
    static std::optional<Ended> findEnded(pqxx::transaction_base &transaction, qint64 oldestMs);
    /// With its tasks in the counts of the instances and of the hours.
    static void drop(pqxx::transaction_base &transaction, const Ended &ended);

private:
    std::set<std::pair<int, int>> m_known; // year and month
};
