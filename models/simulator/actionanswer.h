#pragma once

#include "operation.h"

#include <span>

/// What changes something: tasks that are cancelled or made, rules that are made or deleted. Each
/// answers what the API page of its name says.
std::span<const SimulatedOperation> actionOperations();
