#pragma once

#include <QDateTime>
#include <QStringView>
#include <QTimeZone>

#include <chrono>
#include <optional>

// Times and lengths of time as they are written in a query.

/// "45s", "30m", "2h", "7d", "2w", "1h30m"; empty when \p text is none of these, or longer than
/// 100 years.
std::optional<std::chrono::milliseconds> durationFromQuery(QStringView text);

/// Which end of what a text can mean: a day lasts, and a time without offset comes twice where the
/// clocks go back, and not at all where they go forward.
enum class TimeEdge { Earliest, Latest };

/// A length of time before \p now, "now", "today", "yesterday", "2026-11-20", "2026-11-20T10:00"
/// (seconds may follow, then "Z" or "+08:00"). Without an offset it is a time of \p zone, or of
/// this computer where that is not valid. Empty when it is none of these, or no such day or time
/// exists in any zone. Latest of a day is the beginning of the next one.
std::optional<QDateTime> timeFromQuery(QStringView text, const QDateTime &now, TimeEdge edge,
                                       const QTimeZone &zone = {});

/// The text for \p time with its offset, so that it means one moment only; to the minute, or to
/// the second where it has one. Zone: as above.
QString queryTimeText(const QDateTime &time, const QTimeZone &zone = {});
