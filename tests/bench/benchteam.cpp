#include "benchmarks.h"
#include "benchtasks.h"
#include "postgresserver.h"
#include "queries.h"
#include "tasksearch.h"
#include "teamhistory.h"
#include "teamlease.h"
#include "teamscan.h"
#include "teamwindows.h"

#include <QProcess>

#include <algorithm>
#include <iterator>
#include <span>

using namespace Qt::StringLiterals;

namespace {

constexpr int tasksOfWrite = 10'000; // as many as the collector writes at once
constexpr int writes = 10;
constexpr int rowsOfPeer = 20'000;

const QString instance = u"cri-kmsiwlxxdcva0001"_s;

/// Rows of long ago, made by the server itself: as many as a large company has in a month.
QString sqlOfRowsBefore(int first, int last)
{
    return u"INSERT INTO sync_dashboard.tasks (account, instance, id, first_seen_ms, number, "
           u"changed,"
           " effective_ms, created_given, modified_ms, end_missing, status, rule, source_instance,"
           " source_region, source_namespace, source_repo, source_tag, target_instance,"
           " target_region, target_namespace, target_repo, target_tag)"
           " SELECT 'bench', '%1', 'rst-' || md5(n::text), ms, "
           "nextval('sync_dashboard.task_numbers'),"
           " nextval('sync_dashboard.task_changes'), ms, 1, ms + 7000, 0,"
           " CASE WHEN n % 17 = 0 THEN 'ERROR' ELSE 'SUCCESS' END, 'crsr-' || n % 300,"
           " '%1', 'cn-hangzhou', 'team-' || n % 20, 'service-' || n % 150, '2.' || n % 20000,"
           " 'cri-k77rd2eo9ztt0002', 'eu-central-1', 'team-' || n % 20, 'service-' || n % 150,"
           " '2.' || n % 20000"
           " FROM generate_series(%2, %3) AS n,"
           " LATERAL (SELECT 1796000000000 - n * 100::bigint AS ms) AS times"_s.arg(instance)
               .arg(first)
               .arg(last);
}

/// Some at a time: the server is waited for for a minute.
bool addRowsBefore(const PostgresServer &server, int count)
{
    constexpr int atOnce = 1'000'000;
    for (int first = 1; first <= count; first += atOnce) {
        if (!server.run(sqlOfRowsBefore(first, std::min(first + atOnce - 1, count))))
            return false;
    }
    return true;
}

/// The same table filled by one statement for each row, in one transaction.
double rowByRowMs(const PostgresServer &server)
{
    QByteArray sql = "BEGIN;\n";
    for (int i = 0; i < rowsOfPeer; ++i) {
        const QByteArray n = QByteArray::number(i);
        sql += "INSERT INTO sync_dashboard.tasks (account, instance, id, first_seen_ms, number,"
               " changed, effective_ms, created_given, modified_ms, end_missing, status, rule,"
               " source_instance, source_region, source_namespace, source_repo, source_tag)"
               " VALUES ('peer', 'cri-1', 'rst-" +
               n + "', 1796000000000, " + n + ", " + n +
               ", 1796000000000, 1, 1796000000000, 0, 'SUCCESS', 'crsr-1', 'cri-1', 'cn-hangzhou',"
               " 'team', 'service', '2." +
               n + "');\n";
    }
    sql += "COMMIT;\n";
    const std::unique_ptr<QProcess> client = server.client();
    return milliseconds([&] {
        client->write(sql);
        client->closeWriteChannel();
        client->waitForFinished(-1);
    });
}

/// Until the first 100 tasks that \p text finds are there, or all are; with the connection.
double searchMs(const DatabaseAddress &address, const QDateTime &now, const QString &text)
{
    return median(5, [&] {
        return milliseconds([&] {
            TeamScan scan(address);
            if (scan.open())
                return;
            TaskSearch search(scan, query(text), {.now = now, .zone = QTimeZone::utc()});
            const std::atomic<bool> isStopping{false};
            std::size_t found = 0;
            for (bool isAtEnd = false; !isAtEnd && found < 100;) {
                const HistoryScan::Outcome<SearchPage> page = search.next(isStopping);
                isAtEnd = !page || page->isAtEnd;
                found += page ? page->tasks.size() : 0;
            }
        });
    });
}

Figure searchFigure(const QString &what, double ms, double most)
{
    return {.what = what,
            .unit = u"ms"_s,
            .value = ms,
            .expected = u"<= %1"_s.arg(most),
            .isMet = ms <= most};
}

} // namespace

std::vector<Figure> benchTeam(int rowsBefore)
{
    const PostgresServer server;
    if (!server.isRunning()) {
        say(u"team: skipped, "_s + server.reason());
        return {};
    }
    const DatabaseAddress address = databaseAddress(server.uri()).value_or(DatabaseAddress{});
    TeamLease lease(address, u"bench"_s, u"bench"_s);
    TeamHistory history(address, u"bench"_s, u"bench"_s, std::chrono::days(30));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'796'000'000'000, Qt::UTC);
    if (!lease.ask().isHeld || !history.open({}, now).isUsable())
        return {};
    BenchTasks tasks(7);
    // Makes the part of this month, into which the rows before go.
    const auto write = [&](std::vector<SyncTask> some) {
        (void)lease.ask();
        const HistoryRecord record{
            .seenAt = now, .what = HistoryTasks{.instanceId = instance, .tasks = std::move(some)}};
        return milliseconds([&] { history.write(std::span(&record, 1)); });
    };
    (void)write(tasks.takePage(1));
    say(u"team: %1 rows before"_s.arg(rowsBefore));
    if (!addRowsBefore(server, rowsBefore) || !server.run(u"ANALYZE"_s))
        return {};
    std::vector<double> written;
    std::vector<SyncTask> last;
    for (int i = 0; i < writes; ++i) {
        last = tasks.takePage(tasksOfWrite);
        written.push_back(write(last));
    }
    const double again = write(last); // nothing changed
    const double peer = rowByRowMs(server);
    const double first = median(5, [&] {
        return milliseconds([&] {
            HistoryCursor cursor;
            (void)history.readTasks(cursor, 500);
        });
    });
    const double ofRepository = searchMs(address, now, u"repo:=service-7"_s);
    const double ofName = searchMs(address, now, u"repo:gone"_s);
    const double ofDay = searchMs(address, now, u"status:failed since:24h"_s);
    if (const std::optional<HistoryTrouble> trouble = history.takeTrouble(now)) {
        say(u"team: "_s + trouble->failure.message);
        return {};
    }
    const HistoryRecord records[] = {
        {.seenAt = now,
         .what =
             HistoryRecord::Instances{
                 .account = u"bench"_s,
                 .instances = {{.id = instance, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s}}}},
        {.seenAt = QDateTime::currentDateTimeUtc(),
         .what = HistoryRecord::ListSeen{.instanceId = instance,
                                         .interval = std::chrono::seconds(10)}}};
    (void)lease.ask();
    history.write(records);
    const double bytes =
        server
            .value(u"SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent"
                   " = 'sync_dashboard.tasks'::regclass"_s)
            .toDouble();
    const double rows = server.value(u"SELECT count(*) FROM sync_dashboard.tasks"_s).toDouble();
    const double rate = 1000.0 * tasksOfWrite / spreadOf(written).median;
    const double peerRate = 1000.0 * rowsOfPeer / peer;
    std::vector<Figure> figures{
        {.what = u"team: new tasks into %1 rows"_s.arg(rowsBefore),
         .unit = u"tasks/s"_s,
         .value = rate,
         .peer = u"INSERT row by row, psql, one transaction"_s,
         .peerValue = peerRate,
         .ratio = rate / peerRate,
         .expected = u">= 25,000"_s,
         .isMet = rate >= 25'000},
        {.what = u"  the same tasks once more"_s,
         .unit = u"tasks/s"_s,
         .value = 1000.0 * tasksOfWrite / again},
        {.what = u"  first 500 rows"_s,
         .unit = u"ms"_s,
         .value = first,
         .expected = u"<= 500"_s,
         .isMet = first <= 500},
        searchFigure(u"  search: the first of a repository"_s, ofRepository, 300),
        searchFigure(u"  search: a name that no repository has"_s, ofName, 300),
        searchFigure(u"  search: the first that failed in a day"_s, ofDay, 200),
        {.what = u"  on disk"_s, .unit = u"bytes/task"_s, .value = bytes / rows}};
    std::ranges::move(teamWindowFigures(
                          address,
                          [&](HistoryRecord record) {
                              (void)lease.ask();
                              history.write(std::span(&record, 1));
                          },
                          instance),
                      std::back_inserter(figures));
    return figures;
}
