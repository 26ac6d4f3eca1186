#pragma once

#include "boardcolumn.h"
#include "senttablemodel.h"

#include <span>

/// Cells are told from what was sent, and from now.
using SentColumnData = BoardColumn<SentColumn, SentAction, QDateTime>;

/// The columns of the page of what was sent, in the order of SentColumn; texts are of SentCells.
std::span<const SentColumnData> sentColumns();
