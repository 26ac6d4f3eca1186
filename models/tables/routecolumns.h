#pragma once

#include "boardcolumn.h"
#include "routetablemodel.h"

#include <span>

/// "Hangzhou → Frankfurt"; in words where a region is not given.
QString routeName(const RouteFigures &route);

using RouteColumnData = BoardColumn<RouteColumn, RouteFigures>;

/// The columns of the page of routes, in the order of RouteColumn; texts are of RouteCells.
std::span<const RouteColumnData> routeColumns();
