#pragma once

#include "boardcolumn.h"
#include "instancestatusmodel.h"

#include <span>

/// Cells are told from how a list is read, and from now.
using InstanceStatusColumnData = BoardColumn<InstanceStatusColumn, ListStatus, QDateTime>;

/// The columns of the list of instances, in the order of InstanceStatusColumn; texts are of
/// InstanceStatusModel.
std::span<const InstanceStatusColumnData> instanceStatusColumns();
