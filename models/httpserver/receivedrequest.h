#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

/// A request as it came from the socket.
struct ReceivedRequest {
    QByteArray method{}; ///< upper case
    QByteArray path{};
    QByteArray rawQuery{}; ///< without "?"
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};

    /// The first value of a header, trimmed; names have no case. Null when it was not sent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// A parameter of the query, decoded.
using Parameter = std::pair<QByteArray, QByteArray>;

/// In the order of sending. A plus sign is a blank, as servers read forms.
std::vector<Parameter> parametersOf(QByteArrayView rawQuery);
