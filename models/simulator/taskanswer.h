#pragma once

#include "operation.h"

#include <span>

/// What can be asked about sync tasks.
std::span<const SimulatedOperation> taskOperations();
