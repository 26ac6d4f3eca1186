#pragma once

#include "boardcolumn.h"
#include "instancestatusmodel.h"
#include "timedisplay.h"

#include <span>

/// A cell is computed from the status of a list and the present time.
using InstanceStatusColumnData = BoardColumn<InstanceStatusColumn, ListStatus, TimeContext>;

/// The columns of the list of instances, in the order of InstanceStatusColumn; texts are of
/// InstanceStatusModel.
std::span<const InstanceStatusColumnData> instanceStatusColumns();
