#include "setupfield.h"

#include "displaywords.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Codes, or the beginnings of codes where several have the same; the first that fits counts.
constexpr std::array<std::pair<QStringView, SetupField>, 31> codeFields = {{
    {u"InvalidProxy", SetupField::Proxy},
    {u"Proxy", SetupField::Proxy},
    {u"InvalidCaFile", SetupField::CaFile},
    {u"TlsUnknownAuthority", SetupField::CaFile},
    {u"TlsSelfSigned", SetupField::CaFile},
    {u"TlsWrongHost", SetupField::Endpoint},
    {u"TlsNotSpoken", SetupField::Endpoint},
    {u"TlsUnknownName", SetupField::Endpoint},
    {u"InvalidEndpoint", SetupField::Endpoint},
    {u"InsecureEndpoint", SetupField::Endpoint},
    {u"InvalidRegion", SetupField::Regions},
    {u"NoVpcEndpoint", SetupField::Regions},
    {u"ConnectionRefused", SetupField::Endpoint},
    {u"HostNotFound", SetupField::Endpoint},
    {u"ConnectionClosed", SetupField::Endpoint},
    {u"ConnectTimeout", SetupField::Endpoint},
    {u"NetworkFault", SetupField::Endpoint},
    {u"NotHttp", SetupField::Endpoint},
    {u"PageInsteadOfReply", SetupField::Endpoint},
    {u"Redirected", SetupField::Endpoint},
    {u"UnexpectedReply", SetupField::Endpoint},
    {u"MalformedReply", SetupField::Endpoint},
    {u"InvalidAction", SetupField::Endpoint},
    {u"InvalidApi", SetupField::Endpoint},
    {u"UnknownAccount", SetupField::Profiles},
    {u"InvalidDatabaseAddress", SetupField::TeamDatabase},
    {u"TeamDatabase", SetupField::TeamDatabase},
    {u"TeamHistory", SetupField::TeamDatabase},
    {u"OwnKeyNeeded", SetupField::Profiles},
    {u"CollectorCannotRead", SetupField::None}, // nothing of this window can mend it
    {u"InvalidTimeStamp", SetupField::None},    // the clock's, not the key's
}};

/// Calls that bring a key: what they ask is told by the profile, and not by the endpoint.
bool isOfKeyService(const ApiError &error)
{
    constexpr std::array operations = {
        QStringView(u"AssumeRole"), QStringView(u"AssumeRoleWithOIDC"), QStringView(u"EcsMetadata"),
        QStringView(u"CredentialsURI"), QStringView(u"External")};
    return std::ranges::find(operations, QStringView(error.operation)) != operations.end();
}

} // namespace

SetupField fieldToMend(const ApiError &error)
{
    const auto *const known = std::ranges::find_if(codeFields, [&error](const auto &field) {
        return error.code.startsWith(field.first, Qt::CaseInsensitive);
    });
    if (known != codeFields.end()) {
        const bool isOfProfile = known->second == SetupField::Endpoint && isOfKeyService(error);
        return isOfProfile ? SetupField::Profiles : known->second;
    }
    switch (error.kind) {
    case ApiError::Kind::Credential:
        return SetupField::Profiles;
    case ApiError::Kind::Configuration:
        return SetupField::Endpoint;
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Permission:
    case ApiError::Kind::Throttled:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Request:
    case ApiError::Kind::Server:
    case ApiError::Kind::Protocol:
        break;
    }
    return SetupField::None;
}

QString setupLinkText(SetupField field)
{
    switch (field) {
    case SetupField::None:
        break;
    case SetupField::Profiles:
        return DisplayWords::tr("Check the accounts…");
    case SetupField::Regions:
        return DisplayWords::tr("Check the regions…");
    case SetupField::Endpoint:
        return DisplayWords::tr("Check the endpoint…");
    case SetupField::Proxy:
        return DisplayWords::tr("Check the proxy…");
    case SetupField::CaFile:
        return DisplayWords::tr("Check the CA file…");
    case SetupField::TeamDatabase:
        return DisplayWords::tr("Check the database…");
    }
    return {};
}
