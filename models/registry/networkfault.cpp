#include "networkfault.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Kind = ApiError::Kind;

struct Fault {
    QNetworkReply::NetworkError error;
    Kind kind;
    QStringView code;
    QStringView message;
};

constexpr std::array faults = {
    Fault{QNetworkReply::ConnectionRefusedError, Kind::Network, u"ConnectionRefused",
          u"The server refuses the connection"},
    Fault{QNetworkReply::RemoteHostClosedError, Kind::Network, u"ConnectionClosed",
          u"The connection was closed before the reply was complete"},
    // Instead of sending again what must be sent once only.
    Fault{QNetworkReply::ContentReSendError, Kind::Network, u"ConnectionClosed",
          u"The connection was closed before the reply was complete"},
    Fault{QNetworkReply::HostNotFoundError, Kind::Network, u"HostNotFound",
          u"The name of the server is not known"},
    Fault{QNetworkReply::TimeoutError, Kind::Timeout, u"ConnectTimeout",
          u"The connection timed out"},
    // Our own cancelling never comes here, so the transfer timeout it is.
    Fault{QNetworkReply::OperationCanceledError, Kind::Timeout, u"ReplyTimeout",
          u"The server was silent for too long"},
    Fault{QNetworkReply::SslHandshakeFailedError, Kind::Network, u"TlsHandshakeFailed",
          u"No secure connection could be made"},
    Fault{QNetworkReply::TemporaryNetworkFailureError, Kind::Network, u"NetworkLost",
          u"The network was lost"},
    Fault{QNetworkReply::NetworkSessionFailedError, Kind::Network, u"NetworkLost",
          u"There is no network"},
    Fault{QNetworkReply::ProxyAuthenticationRequiredError, Kind::Network, u"ProxyRefused",
          u"The proxy asks for a name and a password"},
    Fault{QNetworkReply::ProxyNotFoundError, Kind::Network, u"ProxyNotFound",
          u"The name of the proxy is not known"},
    Fault{QNetworkReply::ProxyConnectionRefusedError, Kind::Network, u"ProxyRefused",
          u"The proxy refuses the connection"},
    Fault{QNetworkReply::ProxyConnectionClosedError, Kind::Network, u"ProxyClosed",
          u"The proxy closed the connection"},
    Fault{QNetworkReply::ProxyTimeoutError, Kind::Timeout, u"ProxyTimeout",
          u"The proxy did not answer in time"},
    Fault{QNetworkReply::ProtocolFailure, Kind::Protocol, u"NotHttp",
          u"The server does not speak HTTP as it should"},
    Fault{QNetworkReply::ProtocolUnknownError, Kind::Protocol, u"NotHttp",
          u"The server does not speak HTTP as it should"},
    Fault{QNetworkReply::UnknownContentError, Kind::Protocol, u"UnreadableContent",
          u"The content of the reply cannot be unpacked"},
};

} // namespace

std::optional<ApiError> networkFault(QNetworkReply::NetworkError error)
{
    if (error == QNetworkReply::NoError)
        return {};
    const auto *fault = std::ranges::find(faults, error, &Fault::error);
    if (fault != faults.end()) {
        return ApiError{.kind = fault->kind,
                        .code = fault->code.toString(),
                        .message = fault->message.toString()};
    }
    return ApiError{.kind = Kind::Network,
                    .code = u"NetworkFault"_s,
                    .message = u"The network failed (%1)"_s.arg(int{error})};
}
