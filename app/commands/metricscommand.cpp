#include "metricscommand.h"

#include "checkedoutput.h"
#include "listcommand.h"
#include "printable.h"
#include "taskmetrics.h"
#include "wholefile.h"

using namespace Qt::StringLiterals;

namespace {

/// What has been read in one go is as old as this one reading, however long it took.
constexpr std::chrono::milliseconds wholeReading = std::chrono::hours(24);

QByteArray metricsOf(const TasksRead &read, const MetricsOptions &options,
                     const MetricsFacts &facts, const QDateTime &now)
{
    std::vector<UnlistedRegion> unlisted = read.unlisted;
    for (const ApiError &error : facts.refused)
        unlisted.push_back({.place = {.account = error.account}, .error = error});
    const std::vector<ListStatus> lists =
        listStatuses(read.lists, unlisted, {.interval = wholeReading}, now,
                     [&read](const QString &id) { return read.names.instances.value(id, id); });
    const std::vector<MetricFamily> families = measure({.store = read.store,
                                                        .lists = lists,
                                                        .isMissingMore = !read.failures.isEmpty(),
                                                        .ruleNames = read.names.rules,
                                                        .calls = facts.calls,
                                                        .version = facts.version,
                                                        .now = now},
                                                       options.choice);
    return writeMetrics(families, options.format);
}

/// What stood in the way; empty: it is written.
QString writeOut(const QByteArray &text, const MetricsOptions &options, QIODevice &output)
{
    if (!options.textfile.isEmpty()) {
        const QString error = writeWholeFile(options.textfile, text);
        return error.isEmpty() ? QString()
                               : u"cannot write: "_s + options.textfile + u": "_s + error;
    }
    CheckedOutput checked(output);
    checked.write(text);
    checked.finish();
    return checked.errorLine();
}

} // namespace

int runMetrics(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
               const MetricsOptions &options, const MetricsFacts &facts, QIODevice &output,
               QIODevice &errors)
{
    const std::unique_ptr<TasksRead> read =
        readEverything(registry, places, clock, options.instanceId);
    const QString unwritten =
        writeOut(metricsOf(*read, options, facts, clock.now()), options, output);
    QStringList told = read->failures + read->remarks;
    if (!unwritten.isEmpty())
        told << unwritten;
    for (const QString &line : told)
        errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
    const bool isAll = read->failures.isEmpty() && facts.refused.empty() && unwritten.isEmpty();
    return isAll ? 0 : 1;
}
