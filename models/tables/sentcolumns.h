#pragma once

#include "boardcolumn.h"
#include "senttablemodel.h"
#include "timedisplay.h"

#include <span>

/// Cells are told from what was sent, the present time, and how times are told.
using SentColumnData = BoardColumn<SentColumn, SentAction, TimeContext>;

/// The columns of the page of what was sent, in the order of SentColumn; texts are of SentCells.
std::span<const SentColumnData> sentColumns();
