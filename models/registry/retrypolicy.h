#pragma once

#include "apierror.h"

#include <chrono>
#include <optional>

/// When a question is worth another attempt, and after how long. It only reads, so it may be
/// repeated; an action never comes here.
struct RetryPolicy {
    int maxAttempts = 3;
    std::chrono::milliseconds base{500};         ///< the first wait is at most this long
    std::chrono::milliseconds cap{20'000};       ///< of our own waits
    std::chrono::milliseconds serverCap{60'000}; ///< of waits that the server asks for

    /// The wait before the next attempt, after \p attempt attempts (from 1) of which the last
    /// brought \p error; empty when another would not help. \p random lies in [0, 1).
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    delayAfter(int attempt, const ApiError &error, double random) const;
};
