#pragma once

#include "apierror.h"
#include "databaseaddress.h"
#include "postgresdatabase.h"

#include <optional>

/// Reads a team's history as it is at one moment, and nothing of tables of another version.
class TeamSnapshot final {
public:
    explicit TeamSnapshot(const DatabaseAddress &address) : m_address(address), m_database(address)
    {
    }

    /// \p work reads; it may run twice, and not at all. Errors: as teamError() and schemaProblem().
    std::optional<ApiError> read(const PostgresDatabase::Work &work);

private:
    DatabaseAddress m_address;
    PostgresDatabase m_database;
    bool m_isChecked = false; // the version, since the last error
};
