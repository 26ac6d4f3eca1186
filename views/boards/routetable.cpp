#include "routetable.h"

#include "boarddelegate.h"
#include "routetablemodel.h"

#include <QEvent>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr BoardTable::ColumnWidth routeWidth(RouteColumn column, int width)
{
    return {.column = static_cast<int>(column), .width = width};
}

constexpr int leastRouteWidth = 184; // two long names of places
constexpr std::array routeWidths = {
    routeWidth(RouteColumn::Delay, 70),       routeWidth(RouteColumn::Failed, 64),
    routeWidth(RouteColumn::Stuck, 60),       routeWidth(RouteColumn::P95LastHour, 84),
    routeWidth(RouteColumn::P95LastWeek, 74), routeWidth(RouteColumn::Success, 74),
    routeWidth(RouteColumn::Running, 70),     routeWidth(RouteColumn::Waiting, 70),
    routeWidth(RouteColumn::Oldest, 80),      routeWidth(RouteColumn::P95, 94),
    routeWidth(RouteColumn::Median, 76),      routeWidth(RouteColumn::Done, 64),
};

} // namespace

RouteTable::RouteTable(QWidget *parent)
    : BoardTable(u"routeTable"_s, new BoardDelegate, routeWidths, parent)
{
    setLeastNameWidth(leastRouteWidth);
    setSorting(static_cast<int>(RouteColumn::Delay), Qt::DescendingOrder);
    retranslate();
}

RouteTable::~RouteTable() = default;

void RouteTable::retranslate()
{
    setAccessibleName(tr("Routes"));
    setAccessibleDescription(
        tr("Enter shows the tasks of a route, Ctrl and Enter leaves them out."));
}

void RouteTable::changeEvent(QEvent *event)
{
    BoardTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
