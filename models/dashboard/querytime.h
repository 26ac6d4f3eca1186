#pragma once

#include <QDateTime>
#include <QStringView>

#include <chrono>
#include <optional>

// Times and lengths of time as they are written in a query.

/// "45s", "30m", "2h", "7d", "2w", "1h30m"; empty when \p text is none of these, or longer than
/// 100 years.
std::optional<std::chrono::milliseconds> durationFromQuery(QStringView text);

/// Whether a day stands for its begin or its end.
enum class DayEdge { Begin, End };

/// A length of time before \p now, "now", "today", "yesterday", "2026-11-20", "2026-11-20T10:00"
/// (seconds may follow, then "Z" or "+08:00"); without a zone in local time. Empty when it is none
/// of these, or no such day or time exists.
std::optional<QDateTime> timeFromQuery(QStringView text, const QDateTime &now, DayEdge edge);

/// The text for \p time in local time, to the minute, or to the second where it has one.
QString queryTimeText(const QDateTime &time);
