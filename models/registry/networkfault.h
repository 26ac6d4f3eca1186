#pragma once

#include "apierror.h"
#include "proxysettings.h"

#include <QAbstractSocket>

#include <optional>

/// Why a connection failed, in words of our own; of one through a proxy, with the proxy's name.
ApiError networkFault(QAbstractSocket::SocketError error,
                      const std::optional<ChosenProxy> &proxy = {});
