#pragma once

#include "sqlitedatabase.h"

#include <span>

/// Says that a file is a history of this program: "ISDh".
constexpr qint64 historyApplicationId = 0x49534468;

/// Step N takes the file from user_version N to N + 1.
std::span<const char *const> historyMigrations();

/// Brings a file up to date, each step in a transaction of its own. False: the database holds the
/// error, and the file is as it was before the step that failed.
bool migrate(SqliteDatabase &database, std::span<const char *const> steps);
