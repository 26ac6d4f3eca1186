#include "errorcode.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

enum class Match : quint8 { Whole, Beginning, Part, End };

struct Rule {
    Match match;
    QStringView text;
    ApiError::Kind kind;
};

using Kind = ApiError::Kind;

constexpr int proxyAuthentication = 407; // RFC 9110, section 15.5.8

// Source: the vendor's error tables and the code of its clients. The first rule that fits counts,
// so what is special stands above what is general.
constexpr std::array rules = {
    Rule{Match::Part, u"Throttling", Kind::Throttled},
    Rule{Match::Beginning, u"InvalidAccessKeyId", Kind::Credential},
    Rule{Match::Whole, u"SignatureDoesNotMatch", Kind::Credential},
    Rule{Match::Whole, u"IncompleteSignature", Kind::Credential},
    Rule{Match::Beginning, u"MissingSecurityToken", Kind::Credential},
    Rule{Match::Beginning, u"InvalidSecurityToken", Kind::Credential},
    Rule{Match::Whole, u"InvalidTimeStamp.Format", Kind::Request},
    Rule{Match::Beginning, u"InvalidTimeStamp", Kind::Credential},
    Rule{Match::Whole, u"SignatureNonceUsed", Kind::Request},
    Rule{Match::Beginning, u"InvalidAction", Kind::Configuration},
    Rule{Match::Beginning, u"InvalidApi", Kind::Configuration},
    Rule{Match::Beginning, u"InvalidProduct", Kind::Configuration},
    Rule{Match::Beginning, u"InvalidProtocol", Kind::Configuration},
    Rule{Match::Whole, u"UnsupportedHTTPMethod", Kind::Configuration},
    Rule{Match::Beginning, u"NoPrivilege", Kind::Permission},
    Rule{Match::Beginning, u"NoPermission", Kind::Permission},
    Rule{Match::Beginning, u"Forbidden", Kind::Permission},
    Rule{Match::Whole, u"AUTHENTICATION_FAILED", Kind::Permission},
    Rule{Match::End, u"_NOT_EXIST", Kind::NotFound},
    Rule{Match::Whole, u"INSTANCE_STATUS_NOT_SUPPORT", Kind::Request},
    Rule{Match::Beginning, u"ServiceUnavailable", Kind::Server},
    Rule{Match::Beginning, u"InternalError", Kind::Server},
    Rule{Match::Beginning, u"INTERNAL_ERROR", Kind::Server},
    Rule{Match::Whole, u"SystemError", Kind::Server},
    Rule{Match::Whole, u"SYSTEM_ERROR", Kind::Server},
    Rule{Match::Beginning, u"SERVICE_UNAVAILABLE", Kind::Server},
    Rule{Match::Whole, u"SLB_SERVICE_ERROR", Kind::Server},
    Rule{Match::Beginning, u"Missing", Kind::Request},
    Rule{Match::Beginning, u"Invalid", Kind::Request},
};

bool fits(const Rule &rule, QStringView code)
{
    switch (rule.match) {
    case Match::Whole:
        return code.compare(rule.text, Qt::CaseInsensitive) == 0;
    case Match::Beginning:
        return code.startsWith(rule.text, Qt::CaseInsensitive);
    case Match::Part:
        return code.contains(rule.text, Qt::CaseInsensitive);
    case Match::End:
        return code.endsWith(rule.text, Qt::CaseInsensitive);
    }
    return false;
}

} // namespace

std::optional<ApiError::Kind> kindOfCode(QStringView code)
{
    const auto *rule = std::ranges::find_if(
        rules, [code](const Rule &candidate) { return fits(candidate, code); });
    return rule == rules.end() ? std::nullopt : std::optional(rule->kind);
}

bool isTlsFault(QStringView code)
{
    return code.startsWith(u"Tls");
}

bool isProxyPasswordFault(const ApiError &error)
{
    if (error.code.isEmpty())
        return error.httpStatus == proxyAuthentication;
    return error.code == u"ProxyWantsPassword" || error.code == u"ProxyDenied";
}

bool isAboutSignature(QStringView code)
{
    return code.startsWith(u"SignatureDoesNotMatch", Qt::CaseInsensitive) ||
           code.startsWith(u"IncompleteSignature", Qt::CaseInsensitive);
}

ApiError::Kind kindOfStatus(int httpStatus)
{
    switch (httpStatus) {
    case 401:
        return Kind::Credential;
    case 403:
        return Kind::Permission;
    case proxyAuthentication: // a proxy wants to know who we are: somebody has to set it up
        return Kind::Configuration;
    case 408:
        return Kind::Timeout;
    case 429:
        return Kind::Throttled;
    default:
        break;
    }
    if (httpStatus >= 500 && httpStatus < 600)
        return Kind::Server;
    return httpStatus >= 200 && httpStatus < 500 ? Kind::Request : Kind::Protocol;
}

bool isAboutClock(QStringView code)
{
    return code.startsWith(u"InvalidTimeStamp", Qt::CaseInsensitive) &&
           kindOfCode(code) == Kind::Credential;
}
