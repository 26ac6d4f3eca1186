#include "calltally.h"

using namespace Qt::StringLiterals;

CallTally::Counts &CallTally::countsOf(const InstanceRef &asked)
{
    const QString key = asked.account + u'\n' + asked.regionId + u'\n' + asked.instanceId;
    Counts &counts = m_counts[key];
    counts.asked = asked;
    return counts;
}

void CallTally::noteSent(const InstanceRef &asked, const QString &operation)
{
    ++countsOf(asked).sent[operation];
}

void CallTally::noteFailed(const InstanceRef &asked, ApiError::Kind kind)
{
    ++countsOf(asked).failed.at(static_cast<std::size_t>(kind));
}

QString metricWord(ApiError::Kind kind)
{
    switch (kind) {
    case ApiError::Kind::Network:
        return u"network"_s;
    case ApiError::Kind::Timeout:
        return u"timeout"_s;
    case ApiError::Kind::Credential:
        return u"credential"_s;
    case ApiError::Kind::Permission:
        return u"permission"_s;
    case ApiError::Kind::Throttled:
        return u"throttled"_s;
    case ApiError::Kind::NotFound:
        return u"not_found"_s;
    case ApiError::Kind::Request:
        return u"request"_s;
    case ApiError::Kind::Server:
        return u"server"_s;
    case ApiError::Kind::Protocol:
        return u"protocol"_s;
    case ApiError::Kind::Configuration:
        return u"configuration"_s;
    }
    return {};
}
