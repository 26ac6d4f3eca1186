#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

/// What goes back over the wire. The connection adds the headers that are its own affair: Date,
/// Content-Length, Connection.
struct ServedReply {
    int httpStatus = 200;
    QByteArray contentType{};
    std::vector<std::pair<QByteArray, QByteArray>> headers{}; ///< others
    QByteArray body{};
};
