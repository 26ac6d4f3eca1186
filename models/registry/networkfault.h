#pragma once

#include "apierror.h"

#include <QNetworkReply>

#include <optional>

/// Why no complete reply came, in words of our own: Qt's sentence holds the whole address.
/// Empty without an error.
std::optional<ApiError> networkFault(QNetworkReply::NetworkError error);
