#pragma once

#include "boardcolumn.h"
#include "comparisontablemodel.h"

#include <span>

/// Cells are told from a row, and from now.
using ComparisonColumnData = BoardColumn<ComparisonColumn, ComparisonRow, TimeContext>;

/// The columns of a comparison, in the order of ComparisonColumn; texts are of ComparisonCells.
std::span<const ComparisonColumnData> comparisonColumns();
