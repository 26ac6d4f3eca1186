#pragma once

#include <QNetworkRequest>

/// What requests and replies of this program say beside Qt's own attributes. A manager that does
/// not know them passes over them.
namespace NetworkAttribute {

/// Of a request, qint64: the bytes of content that its reply may have.
constexpr auto bodyLimit = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 1);
/// Of a request, bool: its connection carries nothing before it and nothing after it.
constexpr auto ownConnection = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 2);
/// Of a reply, ApiError: why it is not complete, more exactly than a NetworkError can say it.
constexpr auto fault = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 3);
/// Of a reply, QString: the proxy that its connection goes through, as ChosenProxy::name().
constexpr auto proxy = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 4);

} // namespace NetworkAttribute
