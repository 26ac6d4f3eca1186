#include "routecells.h"

#include "displaytext.h"
#include "region.h"
#include "timelinetext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

class RouteCells final {
    Q_DECLARE_TR_FUNCTIONS(RouteCells)
};

QString routeEnd(const QString &region)
{
    //: An end of a route of which the registry gave no region
    return region.isEmpty() ? RouteCells::tr("Region not given") : placeName(region);
}

QString durationCell(const RegionPairFigures::Duration &duration)
{
    return duration ? durationText(*duration) : u"–"_s;
}

/// The number of tasks in a column; empty in the others.
std::optional<int> taskCount(const RouteFigures &route, RouteColumn column)
{
    const RegionPairFigures &figures = route.figures;
    if (column == RouteColumn::Failed)
        return figures.counts.of(SyncTaskStatus::Error);
    if (column == RouteColumn::Done)
        return figures.counts.of(SyncTaskStatus::Success);
    if (column == RouteColumn::Running)
        return figures.running;
    if (column == RouteColumn::Waiting)
        return figures.waiting;
    return column == RouteColumn::Stuck ? std::optional(route.stuck) : std::nullopt;
}

RegionPairFigures::Duration durationIn(const RegionPairFigures &figures, RouteColumn column)
{
    if (column == RouteColumn::P95LastHour)
        return figures.p95LastHour;
    if (column == RouteColumn::P95LastWeek)
        return figures.p95LastWeek;
    if (column == RouteColumn::P95)
        return figures.p95Duration;
    return column == RouteColumn::Median ? figures.medianDuration : figures.oldestActive;
}

} // namespace

QString routeName(const RouteFigures &route)
{
    return routeEnd(route.fromRegion) + u" → "_s + routeEnd(route.toRegion);
}

QString cellText(const RouteFigures &route, RouteColumn column)
{
    if (const std::optional<int> count = taskCount(route, column))
        return QLocale().toString(*count);
    if (column == RouteColumn::Route)
        return routeName(route);
    if (column == RouteColumn::Success)
        return route.figures.successRate ? shareText(*route.figures.successRate) : u"–"_s;
    if (column != RouteColumn::Delay)
        return durationCell(durationIn(route.figures, column));
    if (!route.delay)
        return {};
    const int decimals = route.delay->ratio < 10 ? 1 : 0;
    //: how many times as long as usual, e.g. "3.4×"
    return RouteCells::tr("%1×").arg(QLocale().toString(route.delay->ratio, 'f', decimals));
}

QString cellToolTip(const RouteFigures &route, RouteColumn column)
{
    if (column == RouteColumn::Route)
        return route.canBeNamed()
                   ? route.fromRegion + u" → "_s + route.toRegion
                   : RouteCells::tr("The registry told too little to ask for these tasks.");
    if (column == RouteColumn::Delay && route.delay)
        //: %1 is a duration
        return RouteCells::tr("Takes %1 longer than usual").arg(durationText(route.delay->behind));
    if (column == RouteColumn::P95LastHour && route.isSlower())
        //: %1 and %2 are durations
        return RouteCells::tr("Slower: %1 in the last hour, %2 in the last 7 days")
            .arg(durationCell(route.figures.p95LastHour), durationCell(route.figures.p95LastWeek));
    return {};
}

QString cellSpokenText(const RouteFigures &route, RouteColumn column)
{
    const bool isWordy = column != RouteColumn::Route;
    const QString words = isWordy ? cellToolTip(route, column) : QString();
    return words.isEmpty() ? cellText(route, column) : words;
}

QString cellCopyText(const RouteFigures &route, RouteColumn column)
{
    return column == RouteColumn::Route ? route.fromRegion + u" → "_s + route.toRegion
                                        : cellText(route, column);
}

RowValue cellValue(const RouteFigures &route, RouteColumn column)
{
    if (const std::optional<int> count = taskCount(route, column))
        return rowValue(*count);
    if (column == RouteColumn::Route)
        return routeName(route);
    if (column == RouteColumn::Success)
        return rowValue(route.figures.successRate);
    if (column == RouteColumn::Delay)
        return rowValue(route.delay ? std::optional(route.delay->ratio) : std::nullopt);
    return rowValue(durationIn(route.figures, column));
}

CellTone cellTone(const RouteFigures &route, RouteColumn column)
{
    if (column == RouteColumn::Route)
        return CellTone::Plain;
    if (column == RouteColumn::Delay)
        return CellTone::Warning;
    const int count = taskCount(route, column).value_or(0);
    if (column == RouteColumn::Failed && count > 0)
        return CellTone::Alarm;
    if (column == RouteColumn::Stuck && count > 0)
        return CellTone::Warning;
    const bool isNow = column == RouteColumn::Running || column == RouteColumn::Waiting;
    return isNow && count > 0 ? CellTone::Plain : CellTone::Quiet;
}

bool isMarked(const RouteFigures &route, RouteColumn column)
{
    return (column == RouteColumn::Delay && route.delay) ||
           (column == RouteColumn::P95LastHour && route.isSlower());
}

std::optional<QString> countedWords(const RouteFigures &route, RouteColumn column)
{
    if (!route.canBeNamed())
        return {};
    switch (column) {
    case RouteColumn::Failed:
        return u"status:failed"_s;
    case RouteColumn::Done:
        return u"status:done"_s;
    case RouteColumn::Running:
        return u"status:running"_s;
    case RouteColumn::Waiting:
        return u"status:waiting"_s;
    case RouteColumn::Stuck:
        return u"is:stuck"_s;
    case RouteColumn::Route:
    case RouteColumn::Success:
    case RouteColumn::Delay:
    case RouteColumn::P95LastHour:
    case RouteColumn::P95LastWeek:
    case RouteColumn::P95:
    case RouteColumn::Median:
    case RouteColumn::Oldest:
        break;
    }
    return {};
}

QString columnTitle(RouteColumn column)
{
    switch (column) {
    case RouteColumn::Route:
        //: A column: from where to where
        return RouteCells::tr("Route");
    case RouteColumn::Failed:
        //: A column: the number of failed tasks
        return RouteCells::tr("Failed");
    case RouteColumn::Done:
        //: A column: the number of done tasks
        return RouteCells::tr("Done");
    case RouteColumn::Success:
        //: A column: which share of the tasks succeeded
        return RouteCells::tr("Success");
    case RouteColumn::Delay:
        //: A column: how many times as long as usual
        return RouteCells::tr("Delay");
    case RouteColumn::P95LastHour:
        //: A column: a duration that 95 % of the last hour's tasks do not exceed
        return RouteCells::tr("p95 1 h");
    case RouteColumn::P95LastWeek:
        return RouteCells::tr("p95 7 d");
    case RouteColumn::P95:
        return RouteCells::tr("p95");
    case RouteColumn::Median:
        //: A column: of durations
        return RouteCells::tr("Median");
    case RouteColumn::Running:
        //: A column: the number of running tasks
        return RouteCells::tr("Running");
    case RouteColumn::Waiting:
        //: A column: the number of waiting tasks
        return RouteCells::tr("Waiting");
    case RouteColumn::Oldest:
        //: A column: the age of the oldest unfinished task
        return RouteCells::tr("Oldest");
    case RouteColumn::Stuck:
        //: A column: the number of stuck tasks
        return RouteCells::tr("Stuck");
    }
    return {};
}

QString columnToolTip(RouteColumn column)
{
    switch (column) {
    case RouteColumn::Route:
        return RouteCells::tr("From where to where");
    case RouteColumn::Failed:
        return RouteCells::tr("Failed in the chosen range of time");
    case RouteColumn::Done:
        return RouteCells::tr("Done in the chosen range of time");
    case RouteColumn::Success:
        return RouteCells::tr("Done of done and failed, in the chosen range of time");
    case RouteColumn::Delay:
        return RouteCells::tr("How many times as long as usual: the last hour's p95, or the age of "
                              "the oldest unfinished task, against the p95 of 7 days");
    case RouteColumn::P95LastHour:
        return RouteCells::tr("95 % of what was done in the last hour took no longer");
    case RouteColumn::P95LastWeek:
        return RouteCells::tr("95 % of what was done in the last 7 days took no longer");
    case RouteColumn::P95:
        return RouteCells::tr("95 % of what was done in the chosen range of time took no longer");
    case RouteColumn::Median:
        return RouteCells::tr("Half of what was done in the chosen range of time took no longer");
    case RouteColumn::Running:
        return RouteCells::tr("Running now");
    case RouteColumn::Waiting:
        return RouteCells::tr("Waiting now");
    case RouteColumn::Oldest:
        return RouteCells::tr("Age of the oldest task that is running or waiting");
    case RouteColumn::Stuck:
        return RouteCells::tr("Running or waiting for much longer than usual");
    }
    return {};
}
