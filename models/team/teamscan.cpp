#include "teamscan.h"

#include "postgrescondition.h"
#include "postgresdatabase.h"
#include "postgresrow.h"
#include "repositorykeys.h"
#include "teamlists.h"
#include "teamschema.h"
#include "teamtasks.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Rows of a page than of the first one: the many are read with few questions, of which none takes
// long.
constexpr qint64 mostTimesMore = 40;
constexpr qint64 timesMore = 4; // than of the page before

constexpr int firstConditionParameter = 6;

/// Behind those of the task.
enum ScannedColumn : int {
    ScannedAccount = TeamTasks::columnCount,
    ScannedInstance,
};

/// The accounts that wrote tasks, by a look at the index for each; no account is empty text.
constexpr auto accountsSql =
    "WITH RECURSIVE found AS ("
    " (SELECT account FROM tasks ORDER BY account LIMIT 1)"
    " UNION ALL"
    " SELECT (SELECT tasks.account FROM tasks WHERE tasks.account > found.account"
    " ORDER BY tasks.account LIMIT 1) FROM found WHERE found.account IS NOT NULL)"
    " SELECT account FROM found WHERE account IS NOT NULL"
    " UNION SELECT account FROM instances UNION SELECT account FROM lists"
    " UNION SELECT account FROM rules ORDER BY 1";

/// As the last ANALYZE of each partition saw it; null where there was none.
constexpr auto estimateSql =
    "SELECT sum(reltuples)::bigint FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid"
    " WHERE inhparent = 'tasks'::regclass AND reltuples > 0";

constexpr auto oldestSql = "SELECT min(oldest.effective_ms) FROM unnest($1::text[]) AS a (account)"
                           " CROSS JOIN LATERAL (SELECT effective_ms FROM tasks"
                           " WHERE tasks.account = a.account"
                           " ORDER BY effective_ms, number LIMIT 1) AS oldest";

/// Where the last of the rows is that are to be looked at; no row where there are fewer. It is
/// found in the index alone.
QByteArray lastSql(const QByteArray &order)
{
    return "SELECT t." + order +
           ", t.number FROM unnest($1::text[]) AS a (account)"
           " CROSS JOIN LATERAL (SELECT " +
           order + ", number FROM tasks WHERE tasks.account = a.account AND (" + order +
           ", number) < ($2::bigint, $3::bigint) AND " + order + " >= $4::bigint ORDER BY " +
           order + " DESC, number DESC LIMIT $5::bigint) AS t ORDER BY t." + order +
           " DESC, t.number DESC OFFSET $5::bigint - 1 LIMIT 1";
}

/// Of the rows down to that one, those that fulfil the condition. (That the time alone is within
/// too is for the planner, who cannot tell from pairs how few rows those are.)
QByteArray rowsSql(const QByteArray &order, const QByteArray &condition)
{
    return "SELECT " + QByteArray::fromStdString(TeamTasks::columnNames()) +
           ", account, instance FROM tasks WHERE account = ANY ($1::text[]) AND " + order +
           " BETWEEN $4::bigint AND $2::bigint AND (" + order +
           ", number) < ($2::bigint, $3::bigint) AND (" + order +
           ", number) >= ($4::bigint, $5::bigint) AND (" + condition + ')';
}

// Repositories that are looked through for a name, and tasks of those that fit: what is more is
// found while walking.
constexpr qint64 mostRepositories = 20'000;
constexpr qint64 mostByRepositories = 5'000;
// A collector of before has not made it yet.
constexpr auto hasIndexesSql = "SELECT (to_regclass('tasks_by_source_repo') IS NOT NULL)::int";

/// The names in \p column that fulfil \p condition, as an array, and how many were looked at: by a
/// look at the index for each. Of a long name the index has the beginning alone, which may fulfil
/// anything.
QByteArray repositoriesSql(const QByteArray &column, const QByteArray &rows,
                           const QByteArray &condition)
{
    const QByteArray name = "left(" + column + ", 200)";
    return "WITH RECURSIVE found AS ((SELECT " + name +
           " AS name FROM tasks WHERE account = $1 AND " + rows + " AND " + name +
           " IS NOT NULL ORDER BY " + name + " LIMIT 1) UNION ALL SELECT (SELECT " + name +
           " FROM tasks WHERE account = $1 AND " + rows + " AND " + name +
           " > found.name ORDER BY " + name +
           " LIMIT 1) FROM found WHERE found.name IS NOT NULL), names AS (SELECT name AS " +
           column + " FROM found WHERE name IS NOT NULL LIMIT " +
           QByteArray::number(mostRepositories + 1) + ") SELECT coalesce(array_agg(" + column +
           ") FILTER (WHERE length(" + column + ") = 200 OR (" + condition +
           ")), '{}')::text, count(*) FROM names";
}

constexpr auto beginningsSql = "SELECT coalesce(array_agg(left(name, 200)), '{}')::text"
                               " FROM unnest($1::text[]) AS names (name)";
constexpr auto isAnotherTarget = "target_repo IS DISTINCT FROM source_repo"; // as in the index
constexpr auto ofRepositories = "account = $1 AND (left(source_repo, 200) = ANY ($2::text[])"
                                " OR (left(target_repo, 200) = ANY ($3::text[])"
                                " AND target_repo IS DISTINCT FROM source_repo))";

RowCondition isOutside(RowTime time, const ScanSpan &span)
{
    std::vector<RowCondition> sides;
    if (span.beginMs)
        sides.push_back(isBelow(time, *span.beginMs));
    if (span.endMs)
        sides.push_back(isAtLeast(time, *span.endMs));
    return anyOf(std::move(sides));
}

template<typename Choose>
std::optional<qint64> chosen(std::optional<qint64> a, std::optional<qint64> b, const Choose &choose)
{
    return a && b ? std::optional<qint64>(choose(*a, *b)) : a ? a : b;
}

ScanSpan common(const ScanSpan &a, const ScanSpan &b)
{
    const auto later = [](qint64 x, qint64 y) { return std::max(x, y); };
    const auto earlier = [](qint64 x, qint64 y) { return std::min(x, y); };
    return {.beginMs = chosen(a.beginMs, b.beginMs, later),
            .endMs = chosen(a.endMs, b.endMs, earlier)};
}

constexpr qint64 least = std::numeric_limits<qint64>::min();
constexpr qint64 greatest = std::numeric_limits<qint64>::max();

} // namespace

/// The connection, and what its errors mean.
class TeamScan::Session {
public:
    explicit Session(const DatabaseAddress &address) : m_database(address) {}

    std::optional<HistoryFailure> run(const PostgresDatabase::Work &work)
    {
        const std::optional<PostgresError> error = m_database.run(work);
        if (!error)
            return {};
        return HistoryFailure{.fault = historyFaultOf(*error), .message = error->message};
    }

    /// The array of the names; empty where there are too many to look through.
    static std::optional<QString> readNames(pqxx::transaction_base &transaction,
                                            const QString &account, const QByteArray &column,
                                            const QByteArray &ofRows, const RowCondition &condition)
    {
        PostgresValues values;
        if (const std::optional<QStringList> names = listedNames(condition)) {
            values.addArray(*names + withByteOrderMarks(*names));
            return PostgresRow(runWith(transaction, beginningsSql, values).front()).text(0);
        }
        const SqlCondition asked = postgresCondition(condition, 2);
        values.addNotNull(account);
        for (const QString &value : asked.values)
            values.addNotNull(value);
        const pqxx::result found =
            runWith(transaction, repositoriesSql(column, ofRows, asked.sql).constData(), values);
        const PostgresRow row(found.front());
        return row.number(1) > mostRepositories ? std::nullopt : std::optional(row.text(0));
    }

    static std::vector<PositionedTask> readRows(pqxx::transaction_base &transaction,
                                                const QByteArray &sql, const PostgresValues &values)
    {
        std::vector<PositionedTask> rows;
        for (const pqxx::row &each : runWith(transaction, sql.constData(), values)) {
            const PostgresRow found(each);
            const TeamTaskRow row = TeamTasks::rowOf(each);
            rows.push_back({.position = {.ms = row.effectiveMs, .number = row.number},
                            .task = {.account = found.text(ScannedAccount),
                                     .instanceId = found.text(ScannedInstance),
                                     .task = row.known.task}});
        }
        return rows;
    }

    /// The tasks of \p account that \p keys name, behind \p rows. False: they are too many.
    static bool readOf(pqxx::transaction_base &transaction, const QString &account,
                       const RepositoryKeys &keys, const RowCondition &condition,
                       std::vector<PositionedTask> &rows)
    {
        const std::optional<QString> sources =
            readNames(transaction, account, "source_repo", "TRUE", keys.source);
        const std::optional<QString> targets =
            readNames(transaction, account, "target_repo", isAnotherTarget, keys.target);
        if (!sources || !targets)
            return false;
        PostgresValues values;
        values.addNotNull(account).addNotNull(*sources).addNotNull(*targets);
        const QByteArray countSql = QByteArray("SELECT count(*) FROM (SELECT 1 FROM tasks WHERE ") +
                                    ofRepositories + " LIMIT " +
                                    QByteArray::number(mostByRepositories + 1) + ") AS few";
        const pqxx::result count = runWith(transaction, countSql.constData(), values);
        if (PostgresRow(count.front()).number(0) > mostByRepositories)
            return false;
        constexpr int firstOfCondition = 4;
        const SqlCondition asked = postgresCondition(condition, firstOfCondition);
        for (const QString &value : asked.values)
            values.addNotNull(value);
        const QByteArray sql = "SELECT " + QByteArray::fromStdString(TeamTasks::columnNames()) +
                               ", account, instance FROM tasks WHERE " + ofRepositories + " AND (" +
                               asked.sql + ')';
        std::ranges::move(readRows(transaction, sql, values), std::back_inserter(rows));
        return true;
    }

private:
    PostgresDatabase m_database;
};

TeamScan::TeamScan(const DatabaseAddress &address, qint64 firstCount)
    : m_session(std::make_unique<Session>(address)), m_firstCount(firstCount)
{
}

TeamScan::~TeamScan() = default;

std::optional<HistoryFailure> TeamScan::open()
{
    qint64 version = 0;
    std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            version = teamSchemaVersion(transaction);
            m_accounts.clear();
            if (version < 1 || version > newestTeamSchema())
                return;
            m_hasIndexes = PostgresRow(transaction.exec(hasIndexesSql).front()).number(0) != 0;
            for (const pqxx::row &row : transaction.exec(accountsSql))
                m_accounts << PostgresRow(row).text(0);
            m_accountOf = newestAccounts(transaction);
        });
    if (!failure && version < 1)
        failure = HistoryFailure{.fault = HistoryFault::Unexpected,
                                 .message = u"there are no tables of this program"_s};
    else if (!failure && version > newestTeamSchema())
        failure = HistoryFailure{
            .fault = HistoryFault::NewerTables,
            .message = u"the schema has version %1, this program knows %2"_s.arg(version).arg(
                newestTeamSchema())};
    return failure;
}

HistoryScan::Outcome<HistoryDirectory> TeamScan::readDirectory()
{
    HistoryDirectory all;
    const std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            all = {};
            for (const QString &account : std::as_const(m_accounts)) {
                HistoryDirectory one = readTeamDirectory(transaction, account);
                std::ranges::move(one.instances, std::back_inserter(all.instances));
                all.rules.insert(one.rules);
                // An instance that several accounts see is as old as the older of its lists.
                for (auto asOf = one.asOf.cbegin(); asOf != one.asOf.cend(); ++asOf) {
                    const QDateTime known = all.asOf.value(asOf.key(), asOf.value());
                    all.asOf.insert(asOf.key(), std::min(known, asOf.value()));
                }
                std::ranges::move(one.unread, std::back_inserter(all.unread));
            }
        });
    if (failure)
        return tl::unexpected(*failure);
    return all;
}

HistoryScan::Outcome<std::optional<qint64>> TeamScan::readOldest()
{
    std::optional<qint64> oldest;
    const std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            PostgresValues values;
            values.addArray(m_accounts);
            const pqxx::result found = runWith(transaction, oldestSql, values);
            oldest = PostgresRow(found.front()).optionalNumber(0);
        });
    if (failure)
        return tl::unexpected(*failure);
    return oldest;
}

HistoryScan::Outcome<std::optional<qint64>> TeamScan::estimateRows()
{
    std::optional<qint64> rows;
    const std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            const pqxx::result known = transaction.exec(estimateSql);
            rows = PostgresRow(known.front()).optionalNumber(0);
        });
    if (failure)
        return tl::unexpected(*failure);
    return rows;
}

void TeamScan::begin(const ScanQuestion &question)
{
    m_question = question;
    m_areKeysTried = false;
    m_looked = 0;
    m_found = 0;
    m_walks.clear();
    m_waiting.clear();
    m_count = m_firstCount;
    if (!question.either.isUnbounded()) {
        // Those that are outside by one time, and inside by the other: few, as long as tasks end
        // soon after they begin.
        ScanWalk walk{.condition = allOf(
                          {question.condition, isOutside(RowTime::Effective, question.either)}),
                      .isAfterAll = true};
        if (question.either.beginMs) {
            walk.order = RowTime::Changed;
            walk.span = question.either;
            walk.condition =
                allOf({walk.condition, isWithin(RowTime::Effective, question.effective)});
        } else {
            walk.span = common({.beginMs = question.either.endMs}, question.effective);
            walk.condition = allOf({walk.condition, isWithin(RowTime::Changed, question.either)});
        }
        m_walks.push_back(std::move(walk));
    }
    m_walks.push_back(
        {.span = common(question.effective, question.either), .condition = question.condition});
    startWalk();
}

void TeamScan::startWalk()
{
    m_below = {.ms = greatest, .number = greatest};
    if (!m_walks.empty() && m_walks.back().span.endMs)
        m_below = {.ms = *m_walks.back().span.endMs, .number = least};
}

/// What many have is sooner found among the newest. Where some are put in order last, it is tried
/// before anything is handed over.
bool TeamScan::isForKeys() const
{
    if (m_areKeysTried || !m_hasIndexes)
        return false;
    constexpr qint64 seldom = 1'000; // one of so many
    return !m_question.either.isUnbounded() || (m_looked > 0 && m_found < 1 + m_looked / seldom);
}

HistoryScan::Outcome<ScanPage> TeamScan::next(const std::atomic<bool> &isStopping)
{
    if (m_walks.empty())
        return ScanPage{.isAtEnd = true};
    if (isForKeys()) {
        m_areKeysTried = true;
        Outcome<std::optional<ScanPage>> page = readByRepositories();
        if (!page && page.error().fault != HistoryFault::DatabaseBusy)
            return tl::unexpected(page.error());
        if (page && *page) {
            m_walks.clear();
            return std::move(**page);
        }
    }
    while (!isStopping.load()) {
        Outcome<ScanWindow> window = readWindow();
        if (window)
            return pageFrom(std::move(*window));
        // Where a disk is slow, less is asked for at once.
        if (window.error().fault != HistoryFault::DatabaseBusy || m_count <= m_firstCount)
            return tl::unexpected(window.error());
        m_count = std::max(m_count / timesMore, m_firstCount);
    }
    return ScanPage{};
}

/// All that there is, where it is not too much.
HistoryScan::Outcome<std::optional<ScanPage>> TeamScan::readByRepositories() const
{
    const std::optional<RepositoryKeys> keys = repositoryKeysOf(m_question.condition);
    if (!keys)
        return std::nullopt;
    const RowCondition condition = conditionOf(m_question);
    std::optional<std::vector<PositionedTask>> rows;
    const std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            rows.emplace();
            for (const QString &account : m_accounts) {
                if (rows && !Session::readOf(transaction, account, *keys, condition, *rows))
                    rows.reset();
            }
        });
    if (failure)
        return tl::unexpected(*failure);
    if (!rows)
        return std::nullopt;
    if (m_looked > 0) // what was walked over is handed over
        std::erase_if(*rows, [this](const PositionedTask &row) {
            return std::pair(row.position.ms, row.position.number) >=
                   std::pair(m_below.ms, m_below.number);
        });
    return pageOf(std::move(*rows), true);
}

HistoryScan::Outcome<TeamScan::ScanWindow> TeamScan::readWindow() const
{
    const ScanWalk &walk = m_walks.back();
    const SqlCondition condition = postgresCondition(walk.condition, firstConditionParameter);
    const QByteArray order = walk.order == RowTime::Effective ? "effective_ms" : "modified_ms";
    const qint64 beginMs = walk.span.beginMs.value_or(least);
    ScanWindow window;
    const std::optional<HistoryFailure> failure =
        m_session->run([&](pqxx::transaction_base &transaction) {
            window = {.last = {.ms = beginMs, .number = least}, .isLast = true};
            PostgresValues values;
            values.addArray(m_accounts).add(m_below.ms).add(m_below.number).add(beginMs);
            values.add(m_count);
            for (const pqxx::row &each : runWith(transaction, lastSql(order).constData(), values)) {
                const PostgresRow row(each);
                window = {.last = {.ms = row.number(0), .number = row.number(1)}};
            }
            PostgresValues rowValues;
            rowValues.addArray(m_accounts).add(m_below.ms).add(m_below.number);
            rowValues.add(window.last.ms).add(window.last.number);
            for (const QString &value : condition.values)
                rowValues.addNotNull(value);
            window.rows = Session::readRows(transaction, rowsSql(order, condition.sql), rowValues);
        });
    if (failure)
        return tl::unexpected(*failure);
    return window;
}

ScanPage TeamScan::pageFrom(ScanWindow window)
{
    const bool isAfterAll = m_walks.back().isAfterAll;
    const bool isDone = window.isLast;
    m_below = window.last;
    m_looked += m_count;
    m_found += std::ssize(window.rows);
    m_count = std::min(m_count * timesMore, m_firstCount * mostTimesMore);
    if (isDone) {
        m_walks.pop_back();
        startWalk();
    }
    if (isAfterAll) {
        std::ranges::move(window.rows, std::back_inserter(m_waiting));
        window.rows.clear();
    }
    if (isAfterAll && isDone)
        window.rows = std::exchange(m_waiting, {});
    ScanPage page = pageOf(std::move(window.rows), m_walks.empty());
    if (!isAfterAll && window.last.ms != least)
        page.reachedMs = window.last.ms;
    return page;
}

/// With the newest first. Of an instance that several accounts saw the one counts whose list is the
/// newest: another one may not be collected any more.
ScanPage TeamScan::pageOf(std::vector<PositionedTask> rows, bool isAtEnd) const
{
    std::erase_if(rows, [this](const PositionedTask &row) {
        const auto account = m_accountOf.constFind(row.task.instanceId);
        return account != m_accountOf.cend() && *account != row.task.account;
    });
    std::ranges::sort(rows, [](const PositionedTask &a, const PositionedTask &b) {
        return std::pair(a.position.ms, a.position.number) >
               std::pair(b.position.ms, b.position.number);
    });
    ScanPage page{.isAtEnd = isAtEnd};
    page.tasks.reserve(rows.size());
    for (PositionedTask &row : rows)
        page.tasks.push_back(std::move(row.task));
    return page;
}
