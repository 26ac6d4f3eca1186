#pragma once

#include "clock.h"
#include "connection.h"
#include "databaseaddress.h"

/// A team's history in the place of a registry, of all accounts that its collector asks. \p own:
/// of the user's key, for what the history cannot answer; or why there is none.
Connection teamConnection(const DatabaseAddress &address, Result<Connection> own, Clock &clock);
