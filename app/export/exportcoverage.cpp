#include "exportcoverage.h"

#include "displaytext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

class CoverageText final {
    Q_DECLARE_TR_FUNCTIONS(CoverageText)
};

QString spanText(const ExportCoverage &coverage)
{
    const QString since = absoluteTimeText(coverage.since, {.zone = coverage.zone});
    const QString until = absoluteTimeText(coverage.until, {.zone = coverage.zone});
    if (!since.isEmpty() && !until.isEmpty())
        return CoverageText::tr("Range: from %1 to %2").arg(since, until);
    if (!since.isEmpty())
        return CoverageText::tr("Range: since %1").arg(since);
    return until.isEmpty() ? CoverageText::tr("Range: all times")
                           : CoverageText::tr("Range: until %1").arg(until);
}

} // namespace

QString completenessLine(const ExportCoverage &coverage)
{
    if (coverage.isComplete)
        return CoverageText::tr("Every task of the range was read.");
    const QString first = CoverageText::tr("Tasks may be missing.");
    return coverage.shortfall.isEmpty() ? first : sentencesText(first, coverage.shortfall);
}

QString wholeScopeText(const WatchedScope &scope)
{
    return scope.isDemo ? CoverageText::tr("Demo: simulated tasks") : scope.accounts.join(u", "_s);
}

QStringList coverageLines(const ExportCoverage &coverage)
{
    QStringList lines{completenessLine(coverage)};
    if (const QString scope = wholeScopeText(coverage.scope); !scope.isEmpty())
        //: Profiles whose registries are shown
        lines << (coverage.scope.isDemo ? scope : CoverageText::tr("Profiles: %1").arg(scope));
    if (!coverage.leftOut.isEmpty())
        //: %1: instances
        lines << CoverageText::tr("Not read, by the settings: %1")
                     .arg(coverage.leftOut.join(u", "_s));
    lines << (coverage.asOf.isValid()
                  ? CoverageText::tr("As of %1")
                        .arg(absoluteTimeText(coverage.asOf, {.zone = coverage.zone}))
                  : CoverageText::tr("The registry was never read."));
    lines << spanText(coverage);
    if (!coverage.query.isEmpty())
        lines << CoverageText::tr("Query: %1").arg(coverage.query);
    const QString rows = QLocale().toString(coverage.rows);
    lines << (coverage.isOfAll ? CoverageText::tr("Rows: %1, all that the table showed").arg(rows)
                               : CoverageText::tr("Rows: %1, those that were selected").arg(rows));
    return lines;
}
