#pragma once

#include <QtGlobal>

#include <pqxx/pqxx>

// The tables of a team's history, in a schema of their own. Statements stay within what the
// distributed databases of this protocol take: no triggers, no functions of our own, no temporary
// state but one staging table, and keys that begin with account and instance.

/// On which the collector tells that it has written.
inline constexpr auto teamChannel = "sync_dashboard";

/// The version that this program writes.
qint64 newestTeamSchema();

/// 0: there are no tables yet.
qint64 teamSchemaVersion(pqxx::transaction_base &transaction);

/// What must be there before a collector can be elected. May run twice at once; then one of the two
/// fails, and is to be tried again.
void createLeaseTable(pqxx::transaction_base &transaction);

/// Brings the tables from \p version to the newest. The caller holds the lease, so that nobody else
/// does.
void migrateTeamSchema(pqxx::transaction_base &transaction, qint64 version);
