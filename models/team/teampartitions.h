#pragma once

#include <QtGlobal>

#include <pqxx/pqxx>
#include <set>
#include <utility>

/// The partitions of the tables of tasks and of status changes: a month of UTC each.
class TeamPartitions final {
public:
    /// Makes the partitions that \p ms, since 1970, belongs to.
    void ensure(pqxx::transaction_base &transaction, qint64 ms);
    /// After a transaction that did not take place.
    void forget() { m_known.clear(); }

    /// Drops the oldest partition whose every moment is before \p oldestMs. False: there is none.
    static bool dropOldest(pqxx::transaction_base &transaction, qint64 oldestMs);

private:
    std::set<std::pair<int, int>> m_known; // year and month
};
