#pragma once

#include "clock.h"
#include "connection.h"
#include "databaseaddress.h"

#include <optional>

/// A team's history in the place of a registry, of all accounts that its collector asks. \p own:
/// of the user's key, for what the history cannot answer; empty where there is none.
Connection teamConnection(const DatabaseAddress &address, std::optional<Connection> own,
                          Clock &clock);
