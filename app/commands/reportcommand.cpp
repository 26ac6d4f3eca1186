#include "reportcommand.h"

#include "latestresults.h"
#include "listcommand.h"
#include "printable.h"
#include "querytext.h"
#include "reportdocument.h"
#include "wholefile.h"

#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

void tell(const QString &line, QIODevice &errors)
{
    errors.write("sync-dashboard: " + printable(line).toUtf8() + '\n');
}

WatchedScope scopeOf(const std::vector<AccountRegion> &places)
{
    WatchedScope scope;
    for (const AccountRegion &place : places) {
        if (!place.account.isEmpty() && !scope.accounts.contains(place.account))
            scope.accounts << place.account;
    }
    return scope;
}

PeriodReport reportOf(const TasksRead &read, const ReportOptions &options,
                      const WatchedScope &scope, const QStringList &missing, const QDateTime &now)
{
    std::vector<TaskRow> rows(read.store.size());
    std::iota(rows.begin(), rows.end(), TaskRow{0});
    const StuckThresholds stuck(read.store, rows);
    const LatestResults results(read.store);
    QueryContext context{.now = now, .zone = options.list.zone, .names = read.names};
    context.results = &results;
    context.isStuck = [&](TaskRow row) { return stuck.isStuck(row, now.toMSecsSinceEpoch()); };
    return makeReport({.store = read.store,
                       .query = options.list.query,
                       .context = context,
                       .stuckRule = {},
                       .coverage = {.exportedAt = now,
                                    .asOf = now,
                                    .isComplete = missing.isEmpty(),
                                    .shortfall = missing.join(u" · "_s),
                                    .query = queryText(options.list.query),
                                    .scope = scope},
                       .sent = {}});
}

/// A report says which failures later succeeded. What came after a task of a push is of another
/// push, so that the push alone would not do.
ListOptions toRead(const ReportOptions &options)
{
    ListOptions read = options.list;
    if (read.query.has(QueryField::Batch))
        read.failOn.setWanted(QueryField::Is, {{.text = u"repaired"_s}});
    return read;
}

/// Whether it was written, or is not wanted.
bool save(const QString &path, const QByteArray &bytes, QIODevice &errors)
{
    const QString error = writeWholeFile(path, bytes);
    if (!error.isEmpty())
        tell(u"cannot write: "_s + path + u": "_s + error, errors);
    return error.isEmpty();
}

} // namespace

int runReport(Registry &registry, const std::vector<AccountRegion> &places, Clock &clock,
              const ReportOptions &options, const QStringList &missing, QIODevice &errors)
{
    const std::unique_ptr<TasksRead> read = readTasks(registry, places, clock, toRead(options));
    for (const QString &line : read->failures + read->remarks)
        tell(line, errors);
    if (!read->hasAnswer) {
        tell(u"nothing could be read: no report was written"_s, errors);
        return 1;
    }
    const QStringList allMissing = missing + read->failures;
    const PeriodReport report = reportOf(*read, options, scopeOf(places), allMissing, clock.now());
    bool isSaved = true;
    if (!options.pdf.isEmpty())
        isSaved = save(options.pdf, reportPdf(report), errors);
    if (!options.html.isEmpty())
        isSaved = save(options.html, reportHtml(report), errors) && isSaved;
    return isSaved && allMissing.isEmpty() ? 0 : 1;
}
