#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>

/// By the nearest rank: a duration in milliseconds that occurs, such that \p percent of 100 are
/// not above it. Empty without any. Reorders them.
template<typename Integer>
std::optional<std::chrono::milliseconds> percentile(std::span<Integer> values, int percent)
{
    if (values.empty())
        return {};
    const auto size = std::ssize(values);
    const auto rank = std::clamp((size * percent + 99) / 100, decltype(size){1}, size);
    const auto ranked = values.begin() + (rank - 1);
    std::nth_element(values.begin(), ranked, values.end());
    return std::chrono::milliseconds(static_cast<qint64>(*ranked));
}
