#pragma once

#include "boardroles.h"
#include "routetablemodel.h"
#include "rowvalue.h"

#include <optional>

// What the cells of the page of routes say, in the user's language.

/// "Hangzhou → Frankfurt"; in words where a region is not given.
QString routeName(const RouteFigures &route);
QString cellText(const RouteFigures &route, RouteColumn column);
QString cellToolTip(const RouteFigures &route, RouteColumn column);
/// What a screen reader says.
QString cellSpokenText(const RouteFigures &route, RouteColumn column);
/// For the clipboard: regions by their ids.
QString cellCopyText(const RouteFigures &route, RouteColumn column);
/// What the column sorts by.
RowValue cellValue(const RouteFigures &route, RouteColumn column);
CellTone cellTone(const RouteFigures &route, RouteColumn column);
/// See BoardRole::Counted; empty for other cells.
std::optional<QString> countedWords(const RouteFigures &route, RouteColumn column);
/// An arrow says that it takes longer.
bool isMarked(const RouteFigures &route, RouteColumn column);

QString columnTitle(RouteColumn column);
QString columnToolTip(RouteColumn column);
