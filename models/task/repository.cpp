#include "repository.h"

using namespace Qt::StringLiterals;

namespace {

/// Some operations of the API write the algorithm before the digest, others do not.
QStringView bare(QStringView digest)
{
    constexpr QLatin1StringView algorithm("sha256:");
    return digest.startsWith(algorithm, Qt::CaseInsensitive) ? digest.sliced(algorithm.size())
                                                             : digest;
}

} // namespace

bool isSameDigest(const QString &one, const QString &other)
{
    return !bare(one).isEmpty() && bare(one).compare(bare(other), Qt::CaseInsensitive) == 0;
}

Lookup lookupOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::NotFound:
        return Lookup::Missing;
    case ApiError::Kind::Permission:
        return Lookup::NotPermitted;
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Credential:
    case ApiError::Kind::Throttled:
    case ApiError::Kind::Request:
    case ApiError::Kind::Server:
    case ApiError::Kind::Protocol:
    case ApiError::Kind::Configuration:
        break;
    }
    return Lookup::Failed;
}
