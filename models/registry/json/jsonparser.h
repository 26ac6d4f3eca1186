#pragma once

#include <QByteArray>

#include <simdjson.h>

/// The parser with its buffers, which cost more to make than a page costs to read.
struct JsonParser {
    simdjson::ondemand::parser simdjson{};
    QByteArray padded{}; ///< a reply without room for the bytes that simdjson reads ahead
};
