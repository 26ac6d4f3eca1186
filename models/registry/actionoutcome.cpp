#include "actionoutcome.h"

#include "errorcode.h"

#include <QStringView>

#include <algorithm>
#include <array>

namespace {

using Kind = ApiError::Kind;

// Nothing can leave before the connection is made. The time limit for connecting is not among
// these: the request may have left in the moment in which it ran out.
constexpr std::array<QStringView, 11> withoutConnection = {
    u"ConnectionRefused",  u"HostNotFound",       u"HandshakeCut", u"ProxyNotFound",
    u"ProxyRefused",       u"ProxyFailed",        u"ProxyForbids", u"ProxyWantsPassword",
    u"ProxyCannotConnect", u"ProxyCannotResolve", u"ProxyDenied",
};

bool hadNoConnection(const ApiError &error)
{
    return isTlsFault(error.code) ||
           std::ranges::find(withoutConnection, error.code) != withoutConnection.end();
}

// It was received twice, and one of them may have been the one that counted.
constexpr QStringView receivedTwice = u"SignatureNonceUsed";

} // namespace

bool mayHaveTakenPlace(const ApiError &error)
{
    switch (error.kind) {
    case Kind::Network:
        return error.httpStatus != 0 || !hadNoConnection(error);
    case Kind::Timeout:
    case Kind::Server:
    case Kind::Protocol:
        return true;
    case Kind::Credential:
    case Kind::Permission:
    case Kind::Throttled:
    case Kind::NotFound:
    case Kind::Request:
    case Kind::Configuration:
        break;
    }
    // Without a code it is not the API that speaks: who knows what that one has seen.
    return error.code.isEmpty() || error.code == receivedTwice;
}
