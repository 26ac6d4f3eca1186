#include "routetable.h"

#include "boarddelegate.h"
#include "routecolumns.h"

#include <QEvent>

using namespace Qt::StringLiterals;

RouteTable::RouteTable(QWidget *parent)
    : BoardTable(u"routeTable"_s, new BoardDelegate, widthsOf(routeColumns()), parent)
{
    setLeastNameWidth(leastRouteWidth);
    setSorting(static_cast<int>(RouteColumn::Delay), Qt::DescendingOrder);
    retranslate();
}

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
