#include "routecolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "querywords.h"
#include "region.h"
#include "timelinetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

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

QString durationOrDash(const RegionPairFigures::Duration &duration)
{
    return duration ? durationText(*duration) : u"–"_s;
}

QString routeRegions(const RouteFigures &route)
{
    return route.fromRegion + u" → "_s + route.toRegion;
}

QString routeToolTip(const RouteFigures &route)
{
    if (!route.muted.isEmpty())
        return routeRegions(route) + u'\n' + route.muted;
    return route.canBeNamed()
               ? routeRegions(route)
               : RouteCells::tr("The registry gave too little information to find these tasks.");
}

// Numbers of tasks.

int failedTasks(const RouteFigures &route)
{
    return route.figures.counts.of(SyncTaskStatus::Error);
}

int doneTasks(const RouteFigures &route)
{
    return route.figures.counts.of(SyncTaskStatus::Success);
}

int runningTasks(const RouteFigures &route)
{
    return route.figures.running;
}

int waitingTasks(const RouteFigures &route)
{
    return route.figures.waiting;
}

int stuckTasks(const RouteFigures &route)
{
    return route.stuck;
}

template<int (*count)(const RouteFigures &)>
QString routeCountText(const RouteFigures &route)
{
    return QLocale().toString(count(route));
}

template<int (*count)(const RouteFigures &)>
RowValue routeCountValue(const RouteFigures &route)
{
    return rowValue(count(route));
}

template<int (*count)(const RouteFigures &), CellTone tone>
CellTone toneOfSome(const RouteFigures &route)
{
    return count(route) > 0 ? tone : CellTone::Quiet;
}

std::optional<QString> routeWords(const RouteFigures &route, const QString &words)
{
    return route.canBeNamed() ? std::optional(words) : std::nullopt;
}

template<SyncTaskStatus status>
std::optional<QString> routeStatusWords(const RouteFigures &route)
{
    return routeWords(route, u"status:"_s + queryWord(status));
}

std::optional<QString> routeStuckWords(const RouteFigures &route)
{
    return routeWords(route, u"is:stuck"_s);
}

// How long tasks take.

template<RegionPairFigures::Duration RegionPairFigures::*duration>
QString routeDurationText(const RouteFigures &route)
{
    return durationOrDash(route.figures.*duration);
}

template<RegionPairFigures::Duration RegionPairFigures::*duration>
RowValue routeDurationValue(const RouteFigures &route)
{
    return rowValue(route.figures.*duration);
}

QString routeSuccessText(const RouteFigures &route)
{
    return route.figures.successRate ? shareText(*route.figures.successRate) : u"–"_s;
}

QString delayText(const RouteFigures &route)
{
    if (!route.delay)
        return {};
    const int decimals = route.delay->ratio < 10 ? 1 : 0;
    //: how many times as long as usual, e.g. "3.4×"
    return RouteCells::tr("%1×").arg(QLocale().toString(route.delay->ratio, 'f', decimals));
}

QString delayToolTip(const RouteFigures &route)
{
    if (!route.delay)
        return {};
    //: %1 is a duration
    return RouteCells::tr("Takes %1 longer than usual").arg(durationText(route.delay->behind));
}

QString slownessText(const RouteFigures &route)
{
    if (!route.isSlower())
        return {};
    //: %1 and %2 are durations
    return RouteCells::tr("Slower: %1 in the last hour, %2 in the last 7 days")
        .arg(durationOrDash(route.figures.p95LastHour), durationOrDash(route.figures.p95LastWeek));
}

template<QString (*toolTip)(const RouteFigures &), QString (*text)(const RouteFigures &)>
QString toolTipOrText(const RouteFigures &route)
{
    const QString words = toolTip(route);
    return words.isEmpty() ? text(route) : words;
}

constexpr std::array routeTable = {
    RouteColumnData{
        .column = RouteColumn::Route,
        //: A column: from where to where
        .title = QT_TRANSLATE_NOOP("RouteCells", "Route"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells", "From where to where"),
        .text = &routeName,
        .copyText = &routeRegions,
        .toolTip = &routeToolTip,
        .sortValue = [](const RouteFigures &route) -> RowValue { return routeName(route); },
        .tone = [](const RouteFigures &) { return CellTone::Plain; },
        .muted = [](const RouteFigures &route) { return route.muted; },
    },
    RouteColumnData{
        .column = RouteColumn::Failed,
        //: A column: the number of failed tasks
        .title = QT_TRANSLATE_NOOP("RouteCells", "Failed"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells", "Failed in the chosen time range"),
        .text = &routeCountText<&failedTasks>,
        .sortValue = &routeCountValue<&failedTasks>,
        .tone = &toneOfSome<&failedTasks, CellTone::Alarm>,
        .counted = &routeStatusWords<SyncTaskStatus::Error>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 64,
        .rank = 2,
    },
    RouteColumnData{
        .column = RouteColumn::Done,
        //: A column: the number of done tasks
        .title = QT_TRANSLATE_NOOP("RouteCells", "Done"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells", "Done in the chosen time range"),
        .text = &routeCountText<&doneTasks>,
        .sortValue = &routeCountValue<&doneTasks>,
        .counted = &routeStatusWords<SyncTaskStatus::Success>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 64,
        .rank = 12,
    },
    RouteColumnData{
        .column = RouteColumn::Success,
        //: A column: which share of the tasks succeeded
        .title = QT_TRANSLATE_NOOP("RouteCells", "Success"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RouteCells", "Done tasks among the done and failed ones, in the chosen time range"),
        .text = &routeSuccessText,
        .sortValue = [](const RouteFigures &route) { return rowValue(route.figures.successRate); },
        .isRightAligned = true,
        .width = 74,
        .rank = 6,
    },
    RouteColumnData{
        .column = RouteColumn::Delay,
        //: A column: how many times as long as usual
        .title = QT_TRANSLATE_NOOP("RouteCells", "Delay"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RouteCells", "How many times as long as usual: the last hour's p95, or the age of "
                          "the oldest unfinished task, against the p95 of 7 days"),
        .text = &delayText,
        .spokenText = &toolTipOrText<&delayToolTip, &delayText>,
        .toolTip = &delayToolTip,
        .sortValue =
            [](const RouteFigures &route) {
                return route.delay ? RowValue(route.delay->ratio) : RowValue();
            },
        .tone = [](const RouteFigures &) { return CellTone::Warning; },
        .isMarked = [](const RouteFigures &route) { return route.delay.has_value(); },
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 70,
        .rank = 1,
    },
    RouteColumnData{
        .column = RouteColumn::P95LastHour,
        //: A column: a duration that 95 % of the last hour's tasks do not exceed
        .title = QT_TRANSLATE_NOOP("RouteCells", "p95 1 h"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells",
                                          "95 % of what was done in the last hour took no longer"),
        .text = &routeDurationText<&RegionPairFigures::p95LastHour>,
        .spokenText =
            &toolTipOrText<&slownessText, &routeDurationText<&RegionPairFigures::p95LastHour>>,
        .toolTip = &slownessText,
        .sortValue = &routeDurationValue<&RegionPairFigures::p95LastHour>,
        .isMarked = [](const RouteFigures &route) { return route.isSlower(); },
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 84,
        .rank = 4,
    },
    RouteColumnData{
        .column = RouteColumn::P95LastWeek,
        .title = QT_TRANSLATE_NOOP("RouteCells", "p95 7 d"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RouteCells", "95 % of what was done in the last 7 days took no longer"),
        .text = &routeDurationText<&RegionPairFigures::p95LastWeek>,
        .sortValue = &routeDurationValue<&RegionPairFigures::p95LastWeek>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 74,
        .rank = 5,
    },
    RouteColumnData{
        .column = RouteColumn::P95,
        .title = QT_TRANSLATE_NOOP("RouteCells", "p95"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RouteCells", "95 % of what was done in the chosen time range took no longer"),
        .text = &routeDurationText<&RegionPairFigures::p95Duration>,
        .sortValue = &routeDurationValue<&RegionPairFigures::p95Duration>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 94,
        .rank = 10,
    },
    RouteColumnData{
        .column = RouteColumn::Median,
        //: A column: of durations
        .title = QT_TRANSLATE_NOOP("RouteCells", "Median"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "RouteCells", "Half of what was done in the chosen time range took no longer"),
        .text = &routeDurationText<&RegionPairFigures::medianDuration>,
        .sortValue = &routeDurationValue<&RegionPairFigures::medianDuration>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 76,
        .rank = 11,
    },
    RouteColumnData{
        .column = RouteColumn::Running,
        //: A column: the number of running tasks
        .title = QT_TRANSLATE_NOOP("RouteCells", "Running"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells", "Running now"),
        .text = &routeCountText<&runningTasks>,
        .sortValue = &routeCountValue<&runningTasks>,
        .tone = &toneOfSome<&runningTasks, CellTone::Plain>,
        .counted = &routeStatusWords<SyncTaskStatus::Synchronizing>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 70,
        .rank = 7,
    },
    RouteColumnData{
        .column = RouteColumn::Waiting,
        //: A column: the number of waiting tasks
        .title = QT_TRANSLATE_NOOP("RouteCells", "Waiting"),
        .titleToolTip = QT_TRANSLATE_NOOP("RouteCells", "Waiting now"),
        .text = &routeCountText<&waitingTasks>,
        .sortValue = &routeCountValue<&waitingTasks>,
        .tone = &toneOfSome<&waitingTasks, CellTone::Plain>,
        .counted = &routeStatusWords<SyncTaskStatus::Pending>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 70,
        .rank = 8,
    },
    RouteColumnData{
        .column = RouteColumn::Oldest,
        //: A column: the age of the oldest unfinished task
        .title = QT_TRANSLATE_NOOP("RouteCells", "Oldest"),
        .titleToolTip =
            QT_TRANSLATE_NOOP("RouteCells", "Age of the oldest task that is running or waiting"),
        .text = &routeDurationText<&RegionPairFigures::oldestActive>,
        .sortValue = &routeDurationValue<&RegionPairFigures::oldestActive>,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 80,
        .rank = 9,
    },
    RouteColumnData{
        .column = RouteColumn::Stuck,
        //: A column: the number of stuck tasks
        .title = QT_TRANSLATE_NOOP("RouteCells", "Stuck"),
        .titleToolTip =
            QT_TRANSLATE_NOOP("RouteCells", "Running or waiting for much longer than usual"),
        .text = &routeCountText<&stuckTasks>,
        .sortValue = &routeCountValue<&stuckTasks>,
        .tone = &toneOfSome<&stuckTasks, CellTone::Warning>,
        .counted = &routeStuckWords,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 60,
        .rank = 3,
    },
};
static_assert(areInOrder(routeTable) && routeTable.size() == RouteTableModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

QString routeName(const RouteFigures &route)
{
    return routeEnd(route.fromRegion) + u" → "_s + routeEnd(route.toRegion);
}

std::span<const RouteColumnData> routeColumns()
{
    return routeTable;
}
