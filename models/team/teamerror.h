#pragma once

#include "apierror.h"
#include "databaseaddress.h"
#include "historyvalues.h"

#include <optional>

struct PostgresError;

// What goes wrong with a team's history, as those who ask a registry are told.

/// Of the database itself. Codes: TeamDatabaseUnreachable, TeamDatabaseSignIn, TeamDatabaseBusy,
/// TeamDatabaseRefuses, TeamDatabaseFailed.
ApiError teamError(const PostgresError &error, const DatabaseAddress &address);
/// The same of a history that is read, and TeamHistoryMissing, TeamHistoryNewer.
ApiError teamError(const HistoryFailure &failure, const DatabaseAddress &address);

/// Of the registry, as the collector met it: the user can mend nothing of it here. Code:
/// CollectorCannotRead.
ApiError metByCollector(const ApiError &error);

/// Whether \p error is of a team's database as a whole, and of no list or account.
bool isOfTeamDatabase(const ApiError &error);

/// Of tables of another version, or none: TeamHistoryMissing, TeamHistoryOlder, TeamHistoryNewer.
std::optional<ApiError> schemaProblem(qint64 version, const DatabaseAddress &address);
