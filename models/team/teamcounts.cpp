#include "teamcounts.h"

#include "postgresdatabase.h"
#include "postgresrow.h"
#include "teamhours.h"
#include "teamlists.h"
#include "teamsnapshot.h"
#include "unixtime.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Groups that are wanted, as arrays of the same length.
struct WantedGroups {
    QStringList accounts{};
    QStringList instances{};
    QStringList keys{};
    QStringList series{};
    QStringList areOpen{}; ///< 1 where the tasks are not finished

    [[nodiscard]] PostgresValues values() const
    {
        PostgresValues all;
        for (const QStringList *list : {&accounts, &instances, &keys, &series, &areOpen})
            all.addArray(*list);
        return all;
    }
};

struct FoundGroups {
    std::vector<TaskGroup> groups{};
    QStringList accounts{};
    QStringList keys{};
};

ApiError cannotCount()
{
    return {.kind = ApiError::Kind::Configuration,
            .code = cannotCountCode.toString(),
            .message = u"a team's history has no counts of that"_s};
}

constexpr auto wantedSql =
    "WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::int[],"
    " $5::int[]) AS w (account, instance, group_key, series, is_open)) ";

/// The hours are whole where all times of the question are; then the quarters need not be taken
/// apart.
bool isOfHours(const CountQuestion &question)
{
    return std::ranges::all_of(
        std::array{question.firstMs, question.stepMs, question.beginMs, question.endMs},
        [](qint64 ms) { return ms % hourMs == 0; });
}

/// The series, the bucket, and how many.
std::string bucketsSql(const CountQuestion &question)
{
    const auto number = [](qint64 ms) { return std::to_string(ms) + "::bigint"; };
    const bool isWhole = isOfHours(question);
    const std::string at = isWhole ? "hour_ms" : "(hour_ms + " + number(quarterMs) + " * quarter)";
    const std::string count = isWhole ? "q0 + q1 + q2 + q3" : "tasks";
    const std::string quarters =
        isWhole ? ""
                : " CROSS JOIN LATERAL (VALUES (0, q0), (1, q1), (2, q2), (3, q3))"
                  " AS quarters (quarter, tasks)";
    return wantedSql +
           ("SELECT series, (" + at + " - " + number(question.firstMs) + ") / " +
            number(question.stepMs) + ", sum(" + count +
            ") FROM task_hours JOIN wanted USING (account, instance, group_key)" + quarters +
            " WHERE hour_ms > " + number(question.beginMs - hourMs) + " AND hour_ms < " +
            number(question.endMs) + " AND " + at + " >= " + number(question.beginMs) + " AND " +
            at + " < " + number(question.endMs) + " GROUP BY 1, 2");
}

/// In two halves, so that of the finished, by far the most, the one hour without a time is read
/// alone.
std::string earlierSql(const CountQuestion &question)
{
    const std::string begin = std::to_string(question.beginMs) + "::bigint";
    const std::string noTime = std::to_string(hourOfNoTime);
    std::string before = "0";
    for (std::size_t i = 0; i < quartersOfHour; ++i) {
        const std::string number = std::to_string(i);
        const std::string offset = std::to_string(quarterMs * static_cast<qint64>(i));
        before.append(" + CASE WHEN hour_ms + ").append(offset).append(" < ").append(begin);
        before.append(" THEN q").append(number).append(" ELSE 0 END");
    }
    const std::string joined = " FROM task_hours JOIN wanted"
                               " USING (account, instance, group_key) WHERE ";
    return wantedSql +
           ("SELECT series, sum(tasks) FROM (SELECT series, q0 + q1 + q2 + q3 AS tasks" + joined +
            "hour_ms = " + noTime + " UNION ALL SELECT series, " + before + joined +
            "is_open = 1 AND hour_ms <> " + noTime + " AND hour_ms < " + begin +
            ") AS halves GROUP BY 1");
}

} // namespace

bool CountQuestion::canCount() const
{
    return stepMs > 0 && buckets > 0 && beginMs >= firstMs &&
           std::ranges::all_of(std::array{firstMs, stepMs, beginMs, endMs},
                               [](qint64 ms) { return ms % quarterMs == 0; });
}

class TeamCounts::Session {
public:
    explicit Session(const DatabaseAddress &address) : m_snapshot(address) {}

    Result<TaskCounts> count(const CountQuestion &question)
    {
        std::optional<TaskCounts> counts;
        // What the groups are and how many tasks they have is of one moment.
        const std::optional<ApiError> error = m_snapshot.read(
            [&](pqxx::transaction_base &transaction) { counts = countIn(transaction, question); });
        if (error)
            return tl::unexpected(*error);
        if (!counts)
            return tl::unexpected(cannotCount());
        return *std::move(counts);
    }

private:
    static std::optional<TaskCounts> countIn(pqxx::transaction_base &transaction,
                                             const CountQuestion &question)
    {
        TaskCounts counts{.beginMs = question.beginMs, .endMs = question.endMs};
        counts.series.resize(static_cast<std::size_t>(std::max(question.series, 0)));
        for (TaskCounts::Series &series : counts.series)
            series.buckets.resize(static_cast<std::size_t>(question.buckets));
        const QHash<QString, QString> accounts = newestAccounts(transaction);
        counts.asOf = readAsOf(transaction, accounts, question.instances);
        const FoundGroups found = readGroups(transaction, accounts, question.instances);
        const std::optional<std::vector<int>> series = question.seriesOf(found.groups);
        if (!series)
            return {};
        const PostgresValues wanted = wantedOf(found, *series, question.series).values();
        for (const pqxx::row &each : runWith(transaction, bucketsSql(question).c_str(), wanted)) {
            const PostgresRow row(each);
            const qint64 bucket = row.number(1);
            if (bucket >= 0 && bucket < question.buckets)
                counts.series.at(static_cast<std::size_t>(row.number(0)))
                    .buckets.at(static_cast<std::size_t>(bucket)) += row.number(2);
        }
        if (!question.isWithEarlier)
            return counts;
        for (const pqxx::row &each : runWith(transaction, earlierSql(question).c_str(), wanted)) {
            const PostgresRow row(each);
            counts.series.at(static_cast<std::size_t>(row.number(0))).earlier = row.number(1);
        }
        return counts;
    }

    /// Until when all of them were read.
    static QDateTime readAsOf(pqxx::transaction_base &transaction,
                              const QHash<QString, QString> &accounts, const QStringList &instances)
    {
        QDateTime oldest;
        for (const QString &instance : instances) {
            const auto account = accounts.constFind(instance);
            if (account == accounts.cend())
                continue; // nothing of it is kept
            const QDateTime asOf = TeamLists(*account).readOrigin(transaction, instance).asOf;
            if (!asOf.isValid())
                return {};
            oldest = oldest.isValid() ? std::min(oldest, asOf) : asOf;
        }
        return oldest;
    }

    /// Several accounts may see an instance: its tasks are counted once.
    static FoundGroups readGroups(pqxx::transaction_base &transaction,
                                  const QHash<QString, QString> &accounts,
                                  const QStringList &instances)
    {
        FoundGroups found;
        PostgresValues asked;
        asked.addArray(instances);
        const std::string sql = "SELECT account, instance, group_key, " + namesOf(groupColumns()) +
                                " FROM task_groups WHERE instance = ANY ($1::text[])";
        for (const pqxx::row &each : runWith(transaction, sql.c_str(), asked)) {
            const PostgresRow row(each);
            const QString account = row.text(0);
            const QString instance = row.text(1);
            if (accounts.value(instance) != account)
                continue;
            constexpr int firstOfGroup = 3;
            found.accounts << account;
            found.keys << row.text(2);
            found.groups.push_back(
                {.instanceId = instance, .like = row.from(firstOfGroup, groupColumns())});
        }
        return found;
    }

    static WantedGroups wantedOf(const FoundGroups &found, const std::vector<int> &series,
                                 int seriesCount)
    {
        WantedGroups wanted;
        for (std::size_t i = 0; i < found.groups.size() && i < series.size(); ++i) {
            if (series[i] < 0 || series[i] >= seriesCount)
                continue;
            const TaskGroup &group = found.groups[i];
            wanted.accounts << found.accounts.at(static_cast<qsizetype>(i));
            wanted.instances << group.instanceId;
            wanted.keys << found.keys.at(static_cast<qsizetype>(i));
            wanted.series << QString::number(series[i]);
            wanted.areOpen << (isFinished(group.like.status.value) ? u"0"_s : u"1"_s);
        }
        return wanted;
    }

    TeamSnapshot m_snapshot;
};

TeamCounts::TeamCounts(const DatabaseAddress &address)
    : m_session(std::make_unique<Session>(address))
{
}

TeamCounts::~TeamCounts() = default;

Result<TaskCounts> TeamCounts::count(const CountQuestion &question)
{
    if (!question.canCount())
        return tl::unexpected(cannotCount());
    return m_session->count(question);
}
