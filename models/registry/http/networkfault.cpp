#include "networkfault.h"

#include "errorcode.h"
#include "networkattributes.h"

#include <QVariant>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Kind = ApiError::Kind;
using Reply = QNetworkReply;

struct Fault {
    std::optional<QAbstractSocket::SocketError> error; ///< empty: not of a socket
    /// Of Qt's own replies; empty: they do not tell it from another one.
    std::optional<QNetworkReply::NetworkError> replyError;
    Kind kind;
    QStringView code;
    QStringView message;
};

// What a person reads of each code stands in faulttable.cpp.
constexpr std::array faults = {
    Fault{QAbstractSocket::ConnectionRefusedError, Reply::ConnectionRefusedError, Kind::Network,
          u"ConnectionRefused", u"The server refuses the connection"},
    Fault{QAbstractSocket::RemoteHostClosedError, Reply::RemoteHostClosedError, Kind::Network,
          u"ConnectionClosed", u"The connection was closed before the reply was complete"},
    Fault{QAbstractSocket::HostNotFoundError, Reply::HostNotFoundError, Kind::Network,
          u"HostNotFound", u"The name of the server could not be resolved"},
    Fault{QAbstractSocket::SocketTimeoutError, Reply::TimeoutError, Kind::Timeout,
          u"ConnectTimeout", u"The connection timed out"},
    Fault{QAbstractSocket::SslHandshakeFailedError, Reply::SslHandshakeFailedError, Kind::Network,
          u"TlsHandshakeFailed", u"No secure connection could be made"},
    Fault{QAbstractSocket::SslInternalError, Reply::SslHandshakeFailedError, Kind::Network,
          u"SecureConnectionFailed", u"The secure connection failed"},
    Fault{QAbstractSocket::NetworkError, Reply::TemporaryNetworkFailureError, Kind::Network,
          u"NetworkLost", u"There is no network, or no way to the server"},
    Fault{QAbstractSocket::SocketAccessError, Reply::UnknownNetworkError, Kind::Network,
          u"NetworkDenied", u"This computer does not allow the connection"},
    Fault{QAbstractSocket::SocketResourceError, Reply::UnknownNetworkError, Kind::Network,
          u"TooManyConnections", u"This computer has too many connections open"},
    // Instead of sending again what was sent once.
    Fault{std::nullopt, Reply::ContentReSendError, Kind::Network, u"ConnectionClosed",
          u"The connection was closed before the reply was complete"},
    // Of the transfer timeout; who cancels a request does not ask why it ended.
    Fault{std::nullopt, Reply::OperationCanceledError, Kind::Timeout, u"ReplyTimeout",
          u"The server was silent for too long"},
    Fault{std::nullopt, Reply::ProtocolFailure, Kind::Protocol, u"NotHttp",
          u"The server does not speak HTTP as it should"},
    Fault{std::nullopt, Reply::UnknownContentError, Kind::Protocol, u"UnreadableContent",
          u"The content of the reply cannot be unpacked"},
};

// A password is not right by being sent again, and too many wrong ones lock the account there.
constexpr std::array proxyFaults = {
    Fault{QAbstractSocket::ProxyAuthenticationRequiredError,
          Reply::ProxyAuthenticationRequiredError, Kind::Configuration, u"ProxyWantsPassword",
          u"it asks for another user name and password (407)"},
    Fault{QAbstractSocket::ProxyConnectionRefusedError, Reply::ProxyConnectionRefusedError,
          Kind::Network, u"ProxyRefused", u"it refuses the connection"},
    Fault{QAbstractSocket::ProxyConnectionClosedError, Reply::ProxyConnectionClosedError,
          Kind::Network, u"ProxyClosed", u"it closed the connection"},
    Fault{QAbstractSocket::ProxyConnectionTimeoutError, Reply::ProxyTimeoutError, Kind::Timeout,
          u"ProxyTimeout", u"it did not answer in time"},
    Fault{QAbstractSocket::ProxyNotFoundError, Reply::ProxyNotFoundError, Kind::Network,
          u"ProxyNotFound", u"its name could not be resolved"},
    Fault{QAbstractSocket::ProxyProtocolError, Reply::UnknownProxyError, Kind::Network,
          u"ProxyFailed", u"it did not answer as a proxy does"},
    // Of the connection behind it, which the proxy makes.
    Fault{QAbstractSocket::SocketAccessError, std::nullopt, Kind::Network, u"ProxyForbids",
          u"it does not allow connections to this server"},
    Fault{QAbstractSocket::ConnectionRefusedError, std::nullopt, Kind::Network,
          u"ProxyCannotConnect", u"it cannot connect to the server"},
    Fault{QAbstractSocket::HostNotFoundError, std::nullopt, Kind::Network, u"ProxyCannotResolve",
          u"it does not find the server"},
    // Before it or behind it: which of them is not said.
    Fault{QAbstractSocket::NetworkError, std::nullopt, Kind::Network, u"ProxyLost",
          u"there is no way to it, or from it to the server"},
    Fault{QAbstractSocket::SocketTimeoutError, std::nullopt, Kind::Timeout, u"ProxyTimeout",
          u"it did not answer in time"},
};

/// Among these are the errors that Qt makes of an HTTP status.
bool isOfStatus(QNetworkReply::NetworkError error)
{
    return error >= Reply::ContentAccessDenied && error <= Reply::UnknownServerError;
}

// Of SOCKS: Qt does not tell a wish for a password from a refusal.
constexpr Fault deniedBySocks{QAbstractSocket::SocketAccessError, std::nullopt, Kind::Configuration,
                              u"ProxyDenied",
                              u"it does not allow the connection, or asks for a user name and a "
                              u"password"};

const Fault *faultOfProxy(QAbstractSocket::SocketError error, const QNetworkProxy &proxy)
{
    const bool isSocks = proxy.type() == QNetworkProxy::Socks5Proxy;
    if (isSocks && error == QAbstractSocket::SocketAccessError)
        return &deniedBySocks;
    const auto *found = std::ranges::find(proxyFaults, std::optional(error), &Fault::error);
    return found == proxyFaults.end() ? nullptr : found;
}

ApiError faultWithoutReason()
{
    return {.kind = Kind::Network,
            .code = u"NetworkFault"_s,
            .message = u"The connection failed; the system does not name a reason"_s};
}

} // namespace

ApiError networkFault(QAbstractSocket::SocketError error, const std::optional<ChosenProxy> &proxy)
{
    if (const Fault *ofProxy = proxy ? faultOfProxy(error, proxy->proxy) : nullptr) {
        return {.kind = ofProxy->kind,
                .code = ofProxy->code.toString(),
                .message =
                    u"The proxy %1 cannot be used: "_s.arg(proxy->name()) + ofProxy->message};
    }
    const auto *fault = std::ranges::find(faults, std::optional(error), &Fault::error);
    ApiError known = fault == faults.end() ? faultWithoutReason()
                                           : ApiError{.kind = fault->kind,
                                                      .code = fault->code.toString(),
                                                      .message = fault->message.toString()};
    if (proxy)
        known.message += u"; the connection goes through the proxy "_s + proxy->name();
    return known;
}

std::optional<ApiError> networkFault(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    const QVariant own = reply.attribute(NetworkAttribute::fault);
    if (own.isValid())
        return own.value<ApiError>();
    const bool isRefusal = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 400;
    if (error == Reply::NoError || (isRefusal && isOfStatus(error)))
        return {};
    const auto *ofProxy = std::ranges::find(proxyFaults, std::optional(error), &Fault::replyError);
    if (ofProxy != proxyFaults.end()) {
        return ApiError{.kind = ofProxy->kind,
                        .code = ofProxy->code.toString(),
                        .message = u"The proxy cannot be used: "_s + ofProxy->message};
    }
    const auto *fault = error == Reply::UnknownNetworkError
                            ? faults.end()
                            : std::ranges::find(faults, std::optional(error), &Fault::replyError);
    if (fault == faults.end())
        return faultWithoutReason();
    return ApiError{
        .kind = fault->kind, .code = fault->code.toString(), .message = fault->message.toString()};
}

QNetworkReply::NetworkError networkError(const ApiError &fault)
{
    if (isTlsFault(fault.code) || fault.code == "HandshakeCut"_L1)
        return Reply::SslHandshakeFailedError;
    const auto *ofProxy = std::ranges::find(proxyFaults, fault.code, &Fault::code);
    if (ofProxy != proxyFaults.end())
        return ofProxy->replyError.value_or(Reply::ProxyConnectionRefusedError);
    const auto *known = std::ranges::find(faults, fault.code, &Fault::code);
    if (known != faults.end())
        return known->replyError.value_or(Reply::UnknownNetworkError);
    return fault.kind == Kind::Protocol ? Reply::ProtocolFailure : Reply::UnknownNetworkError;
}

ApiError connectTimeout(const QNetworkReply &reply)
{
    ApiError error{.kind = Kind::Timeout,
                   .code = u"ConnectTimeout"_s,
                   .message = u"Could not connect in time"_s};
    const QString proxy = reply.attribute(NetworkAttribute::proxy).toString();
    if (!proxy.isEmpty())
        error.message += u" through the proxy "_s + proxy;
    return error;
}
