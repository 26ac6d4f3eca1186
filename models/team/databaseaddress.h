#pragma once

#include "apierror.h"

#include <QString>

/// Where a team's database is. Source of the form: PostgreSQL 15, libpq, connection URIs.
struct DatabaseAddress {
    QString parameters{}; ///< as libpq takes them; never a password
    QString shown{};      ///< user, host, port and name of the database, for people
    QString name{};       ///< the same without the user

    friend bool operator==(const DatabaseAddress &, const DatabaseAddress &) = default;
};

/// \p uri: postgresql://user@host:port/database?sslrootcert=FILE. A password does not belong into
/// it: libpq takes it from PGPASSWORD, PGPASSFILE or ~/.pgpass. A server beyond this computer is
/// asked to prove its name (sslmode=verify-full), and nothing less is accepted.
Result<DatabaseAddress> databaseAddress(const QString &uri);

/// Whether \p text is meant as the address of a database, not as the path of a file.
bool isDatabaseUri(const QString &text);
