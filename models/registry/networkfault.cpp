#include "networkfault.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Kind = ApiError::Kind;

struct Fault {
    QAbstractSocket::SocketError error;
    Kind kind;
    QStringView code;
    QStringView message;
};

constexpr std::array faults = {
    Fault{QAbstractSocket::ConnectionRefusedError, Kind::Network, u"ConnectionRefused",
          u"The server refuses the connection"},
    Fault{QAbstractSocket::RemoteHostClosedError, Kind::Network, u"ConnectionClosed",
          u"The connection was closed before the reply was complete"},
    Fault{QAbstractSocket::HostNotFoundError, Kind::Network, u"HostNotFound",
          u"The name of the server is not known"},
    Fault{QAbstractSocket::SocketTimeoutError, Kind::Timeout, u"ConnectTimeout",
          u"The connection timed out"},
    Fault{QAbstractSocket::SslHandshakeFailedError, Kind::Network, u"TlsHandshakeFailed",
          u"No secure connection could be made"},
    Fault{QAbstractSocket::SslInternalError, Kind::Network, u"TlsFailed",
          u"The secure connection failed"},
    Fault{QAbstractSocket::NetworkError, Kind::Network, u"NetworkLost",
          u"There is no network, or no way to the server"},
    Fault{QAbstractSocket::SocketAccessError, Kind::Network, u"NetworkDenied",
          u"This computer does not allow the connection"},
    Fault{QAbstractSocket::SocketResourceError, Kind::Network, u"TooManyConnections",
          u"This computer has too many connections open"},
};

constexpr std::array proxyFaults = {
    Fault{QAbstractSocket::ProxyAuthenticationRequiredError, Kind::Network, u"ProxyRefused",
          u"it asks for another user name and password"},
    Fault{QAbstractSocket::ProxyConnectionRefusedError, Kind::Network, u"ProxyRefused",
          u"it refuses the connection"},
    Fault{QAbstractSocket::ProxyConnectionClosedError, Kind::Network, u"ProxyClosed",
          u"it closed the connection"},
    Fault{QAbstractSocket::ProxyConnectionTimeoutError, Kind::Timeout, u"ProxyTimeout",
          u"it did not answer in time"},
    Fault{QAbstractSocket::ProxyNotFoundError, Kind::Network, u"ProxyNotFound",
          u"its name is not known"},
    Fault{QAbstractSocket::ProxyProtocolError, Kind::Network, u"ProxyFailed",
          u"it did not answer as a proxy does"},
    // Of the connection behind it, which the proxy makes.
    Fault{QAbstractSocket::SocketAccessError, Kind::Network, u"ProxyRefused",
          u"it does not allow connections to this server"},
    Fault{QAbstractSocket::ConnectionRefusedError, Kind::Network, u"ProxyRefused",
          u"it cannot connect to the server"},
    Fault{QAbstractSocket::HostNotFoundError, Kind::Network, u"ProxyRefused",
          u"it does not know the name of the server"},
};

} // namespace

ApiError networkFault(QAbstractSocket::SocketError error, const std::optional<ChosenProxy> &proxy)
{
    const auto *ofProxy = std::ranges::find(proxyFaults, error, &Fault::error);
    if (proxy && ofProxy != proxyFaults.end()) {
        return {.kind = ofProxy->kind,
                .code = ofProxy->code.toString(),
                .message =
                    u"The proxy %1 cannot be used: "_s.arg(proxy->name()) + ofProxy->message};
    }
    const auto *fault = std::ranges::find(faults, error, &Fault::error);
    if (fault != faults.end()) {
        return {.kind = fault->kind,
                .code = fault->code.toString(),
                .message = fault->message.toString()};
    }
    return {.kind = Kind::Network,
            .code = u"NetworkFault"_s,
            .message = u"The network failed (%1)"_s.arg(int{error})};
}
