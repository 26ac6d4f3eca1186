#include "teamerror.h"

#include "postgresdatabase.h"
#include "teamschema.h"

using namespace Qt::StringLiterals;

ApiError teamError(const PostgresError &error, const DatabaseAddress &address)
{
    return teamError({.fault = historyFaultOf(error), .message = error.message}, address);
}

ApiError teamError(const HistoryFailure &failure, const DatabaseAddress &address)
{
    ApiError told{.kind = ApiError::Kind::Server,
                  .code = u"TeamDatabaseFailed"_s,
                  .message = failure.message,
                  .host = address.shown};
    switch (failure.fault) {
    case HistoryFault::NewerTables:
        told.code = u"TeamHistoryNewer"_s;
        break;
    case HistoryFault::Unexpected:
        told.code = u"TeamHistoryMissing"_s;
        break;
    case HistoryFault::Unreachable:
        told.kind = ApiError::Kind::Network;
        told.code = u"TeamDatabaseUnreachable"_s;
        break;
    case HistoryFault::SignInRefused:
        told.kind = ApiError::Kind::Request; // no access key is
        told.code = u"TeamDatabaseSignIn"_s;
        break;
    case HistoryFault::DatabaseBusy:
        told.kind = ApiError::Kind::Timeout;
        told.code = u"TeamDatabaseBusy"_s;
        break;
    case HistoryFault::DatabaseRefuses:
        told.kind = ApiError::Kind::Permission;
        told.code = u"TeamDatabaseRefuses"_s;
        break;
    case HistoryFault::Locked:
    case HistoryFault::Busy:
    case HistoryFault::NewerFile:
    case HistoryFault::ForeignFile:
    case HistoryFault::Unwritable:
    case HistoryFault::DiskFull:
    case HistoryFault::InputOutput:
    case HistoryFault::Damaged:
    case HistoryFault::OutOfMemory:
    case HistoryFault::NotElected:
        break;
    }
    return told;
}

ApiError metByCollector(const ApiError &error)
{
    ApiError told{.kind = error.kind,
                  .code = u"CollectorCannotRead"_s,
                  .message = technicalLine(error),
                  .requestId = error.requestId,
                  .operation = error.operation};
    return told;
}

bool isOfTeamDatabase(const ApiError &error)
{
    return error.code.startsWith("TeamDatabase"_L1) || error.code.startsWith("TeamHistory"_L1);
}

/// Each may pass without this program being told: a collector begins, or is another one.
std::optional<ApiError> schemaProblem(qint64 version, const DatabaseAddress &address)
{
    if (version == newestTeamSchema())
        return {};
    ApiError told{.kind = ApiError::Kind::Server,
                  .code = u"TeamHistoryMissing"_s,
                  .message = u"the database has no tables of this program"_s,
                  .host = address.shown};
    if (version > 0) {
        told.code = version < newestTeamSchema() ? u"TeamHistoryOlder"_s : u"TeamHistoryNewer"_s;
        told.message = u"the tables have version %1, this program knows %2"_s.arg(version).arg(
            newestTeamSchema());
    }
    return told;
}
