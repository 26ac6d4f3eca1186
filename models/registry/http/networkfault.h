#pragma once

#include "apierror.h"
#include "proxysettings.h"

#include <QAbstractSocket>
#include <QNetworkReply>

#include <optional>

/// Why a connection failed, in words of our own; of one through a proxy, with the proxy's name.
ApiError networkFault(QAbstractSocket::SocketError error,
                      const std::optional<ChosenProxy> &proxy = {});

/// Why \p reply is not complete: what it says itself (NetworkAttribute::fault), or else what Qt's
/// error means. Empty for a complete one, whatever its HTTP status says.
std::optional<ApiError> networkFault(const QNetworkReply &reply);

/// Qt's error that comes nearest to \p fault.
QNetworkReply::NetworkError networkError(const ApiError &fault);

/// That the connection for \p reply was not made in time; names its proxy.
ApiError connectTimeout(const QNetworkReply &reply);
