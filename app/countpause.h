#pragma once

#include <QDateTime>

#include <chrono>

/// Before counting what changed: more changes are about to come.
inline constexpr std::chrono::milliseconds shortestCountPause{100};

/// How long the window is left to itself after a count: counting takes a tenth of the time at most.
inline std::chrono::milliseconds restAfter(const QDateTime &begin, const QDateTime &end)
{
    constexpr int share = 10;
    return std::chrono::milliseconds(begin.msecsTo(end)) * share;
}
