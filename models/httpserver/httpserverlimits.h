#pragma once

#include <QtGlobal>

#include <chrono>

/// What a server of this program grants its clients, so that none of them, and not all of them
/// together, can take more memory or time than this.
struct HttpServerLimits {
    qsizetype headBytes = 16'384; ///< of a request: its first line and its headers
    int headers = 100;            ///< of a request
    qint64 bodyBytes = 16'384;    ///< of a request; what is asked here stands in its first line
    int connections = 2'048;      ///< that are open; more wait until one of them ends
    std::chrono::milliseconds idle{75'000};    ///< without a byte of the next request
    std::chrono::milliseconds request{10'000}; ///< to send one; the first: from the connection on
    std::chrono::milliseconds reply{30'000};   ///< in which the client takes no byte of a reply
};
