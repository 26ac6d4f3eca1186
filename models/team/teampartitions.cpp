#include "teampartitions.h"

#include "unixtime.h"

#include <QDate>
#include <QDateTime>

#include <array>
#include <string>

namespace {

constexpr std::array tables = {"tasks", "status_changes", "task_hours"};
constexpr auto hoursTable = tables[2];

QDate monthOf(qint64 ms)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date();
    return {day.year(), day.month(), 1};
}

std::string msOf(const QDate &day)
{
    return std::to_string(day.startOfDay(Qt::UTC).toMSecsSinceEpoch());
}

constexpr std::size_t lengthOfSuffix = 8;
/// As y2026m11; names sort as months do.
std::string suffixOf(const QDate &month)
{
    return month.toString(QStringLiteral("'y'yyyy'm'MM")).toStdString();
}

void add(pqxx::transaction_base &transaction, const std::string &table, const QDate &month)
{
    transaction.exec("CREATE TABLE IF NOT EXISTS " + table + "_" + suffixOf(month) +
                     " PARTITION OF " + table + " FOR VALUES FROM (" + msOf(month) + ") TO (" +
                     msOf(month.addMonths(1)) + ")");
}

/// Of its tables, that of the tasks goes last, and what counts them with it.
constexpr auto endedSql = "SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid"
                          " WHERE inhparent IN ('tasks'::regclass, 'status_changes'::regclass)"
                          " AND right(relname, 8) < ";

} // namespace

void TeamPartitions::ensure(pqxx::transaction_base &transaction, qint64 ms)
{
    const QDate month = monthOf(ms);
    const auto key = std::pair(month.year(), month.month());
    if (m_known.contains(key))
        return;
    for (const char *table : tables)
        add(transaction, table, month);
    m_known.insert(key);
}

void TeamPartitions::addPartsOfHours(pqxx::transaction_base &transaction)
{
    for (const pqxx::row &row :
         transaction.exec("SELECT right(relname, 8) FROM pg_class JOIN pg_inherits"
                          " ON inhrelid = pg_class.oid WHERE inhparent = 'tasks'::regclass")) {
        const QString name = QString::fromStdString(row[0].as<std::string>());
        add(transaction, hoursTable, QDate(name.mid(1, 4).toInt(), name.mid(6, 2).toInt(), 1));
    }
}

qint64 TeamPartitions::monthMs(qint64 ms)
{
    return monthOf(ms).startOfDay(Qt::UTC).toMSecsSinceEpoch();
}

std::optional<TeamPartitions::Ended> TeamPartitions::findEnded(pqxx::transaction_base &transaction,
                                                               qint64 oldestMs)
{
    const std::string first = suffixOf(monthOf(oldestMs)); // of which something is kept
    const pqxx::result names = transaction.exec(endedSql + transaction.quote(first) +
                                                " ORDER BY right(relname, 8), relname LIMIT 1");
    if (names.empty())
        return {};
    Ended ended{.name = names[0][0].as<std::string>()};
    if (!ended.name.starts_with(tables[0]))
        return ended;
    transaction.exec("SET LOCAL statement_timeout = 0");
    for (const pqxx::row &row :
         transaction.exec("SELECT account, instance, count(*) FROM " +
                          transaction.quote_name(ended.name) + " GROUP BY account, instance"))
        ended.counts.push_back({.account = row[0].as<std::string>(),
                                .instance = row[1].as<std::string>(),
                                .tasks = row[2].as<long long>()});
    return ended;
}

void TeamPartitions::drop(pqxx::transaction_base &transaction, const Ended &ended)
{
    for (const Ended::Count &count : ended.counts)
        transaction.exec("UPDATE task_counts SET tasks = tasks - " + std::to_string(count.tasks) +
                         " WHERE account = " + transaction.quote(count.account) +
                         " AND instance = " + transaction.quote(count.instance));
    if (ended.name.starts_with(tables[0])) {
        const std::string month = ended.name.substr(ended.name.size() - lengthOfSuffix);
        transaction.exec("DROP TABLE IF EXISTS " +
                         transaction.quote_name(std::string(hoursTable) + "_" + month));
    }
    transaction.exec("DROP TABLE " + transaction.quote_name(ended.name));
}
