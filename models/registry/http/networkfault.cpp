#include "networkfault.h"

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
    QNetworkReply::NetworkError replyError;
    Kind kind;
    QStringView code;
    QStringView message;
};

constexpr std::array faults = {
    Fault{QAbstractSocket::ConnectionRefusedError, Reply::ConnectionRefusedError, Kind::Network,
          u"ConnectionRefused", u"The server refuses the connection"},
    Fault{QAbstractSocket::RemoteHostClosedError, Reply::RemoteHostClosedError, Kind::Network,
          u"ConnectionClosed", u"The connection was closed before the reply was complete"},
    Fault{QAbstractSocket::HostNotFoundError, Reply::HostNotFoundError, Kind::Network,
          u"HostNotFound", u"The name of the server is not known"},
    Fault{QAbstractSocket::SocketTimeoutError, Reply::TimeoutError, Kind::Timeout,
          u"ConnectTimeout", u"The connection timed out"},
    Fault{QAbstractSocket::SslHandshakeFailedError, Reply::SslHandshakeFailedError, Kind::Network,
          u"TlsHandshakeFailed", u"No secure connection could be made"},
    Fault{QAbstractSocket::SslInternalError, Reply::SslHandshakeFailedError, Kind::Network,
          u"TlsFailed", u"The secure connection failed"},
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

constexpr std::array proxyFaults = {
    Fault{QAbstractSocket::ProxyAuthenticationRequiredError,
          Reply::ProxyAuthenticationRequiredError, Kind::Network, u"ProxyRefused",
          u"it asks for another user name and password"},
    Fault{QAbstractSocket::ProxyConnectionRefusedError, Reply::ProxyConnectionRefusedError,
          Kind::Network, u"ProxyRefused", u"it refuses the connection"},
    Fault{QAbstractSocket::ProxyConnectionClosedError, Reply::ProxyConnectionClosedError,
          Kind::Network, u"ProxyClosed", u"it closed the connection"},
    Fault{QAbstractSocket::ProxyConnectionTimeoutError, Reply::ProxyTimeoutError, Kind::Timeout,
          u"ProxyTimeout", u"it did not answer in time"},
    Fault{QAbstractSocket::ProxyNotFoundError, Reply::ProxyNotFoundError, Kind::Network,
          u"ProxyNotFound", u"its name is not known"},
    Fault{QAbstractSocket::ProxyProtocolError, Reply::UnknownProxyError, Kind::Network,
          u"ProxyFailed", u"it did not answer as a proxy does"},
    // Of the connection behind it, which the proxy makes.
    Fault{QAbstractSocket::SocketAccessError, Reply::ProxyConnectionRefusedError, Kind::Network,
          u"ProxyRefused", u"it does not allow connections to this server"},
    Fault{QAbstractSocket::ConnectionRefusedError, Reply::ProxyConnectionRefusedError,
          Kind::Network, u"ProxyRefused", u"it cannot connect to the server"},
    Fault{QAbstractSocket::HostNotFoundError, Reply::ProxyConnectionRefusedError, Kind::Network,
          u"ProxyRefused", u"it does not know the name of the server"},
};

/// Among these are the errors that Qt makes of an HTTP status.
bool isOfStatus(QNetworkReply::NetworkError error)
{
    return error >= Reply::ContentAccessDenied && error <= Reply::UnknownServerError;
}

} // namespace

ApiError networkFault(QAbstractSocket::SocketError error, const std::optional<ChosenProxy> &proxy)
{
    const auto *ofProxy = std::ranges::find(proxyFaults, std::optional(error), &Fault::error);
    if (proxy && ofProxy != proxyFaults.end()) {
        return {.kind = ofProxy->kind,
                .code = ofProxy->code.toString(),
                .message =
                    u"The proxy %1 cannot be used: "_s.arg(proxy->name()) + ofProxy->message};
    }
    const auto *fault = std::ranges::find(faults, std::optional(error), &Fault::error);
    if (fault != faults.end()) {
        return {.kind = fault->kind,
                .code = fault->code.toString(),
                .message = fault->message.toString()};
    }
    return {.kind = Kind::Network,
            .code = u"NetworkFault"_s,
            .message = u"The network failed (%1)"_s.arg(int{error})};
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
    const auto *ofProxy = std::ranges::find(proxyFaults, error, &Fault::replyError);
    if (ofProxy != proxyFaults.end()) {
        return ApiError{.kind = ofProxy->kind,
                        .code = ofProxy->code.toString(),
                        .message = u"The proxy cannot be used: "_s + ofProxy->message};
    }
    const auto *fault = error == Reply::UnknownNetworkError
                            ? faults.end()
                            : std::ranges::find(faults, error, &Fault::replyError);
    if (fault == faults.end()) {
        return ApiError{.kind = Kind::Network,
                        .code = u"NetworkFault"_s,
                        .message = u"The network failed (%1)"_s.arg(int{error})};
    }
    ApiError known{
        .kind = fault->kind, .code = fault->code.toString(), .message = fault->message.toString()};
    if (error == Reply::SslHandshakeFailedError)
        known.message += u": "_s + reply.errorString();
    return known;
}

QNetworkReply::NetworkError networkError(const ApiError &fault)
{
    const auto *ofProxy = std::ranges::find(proxyFaults, fault.code, &Fault::code);
    if (ofProxy != proxyFaults.end())
        return ofProxy->replyError;
    const auto *known = std::ranges::find(faults, fault.code, &Fault::code);
    if (known != faults.end())
        return known->replyError;
    return fault.kind == Kind::Protocol ? Reply::ProtocolFailure : Reply::UnknownNetworkError;
}
