#pragma once

#include "durationtimeline.h"
#include "statustimeline.h"

#include <QString>

QString displayName(ChartRange range); ///< "1 h", "24 h", ...

/// What a chart over time draws.
enum class ChartKind { Status, Duration, Success, Backlog };

QString displayName(ChartKind kind); ///< "Tasks by status", "Duration", ...

// The timelines in words, for a screen reader and for copying: what there is, where it was worst,
// and the zone.
QString timelineText(const StatusTimeline &timeline);
QString timelineText(const DurationTimeline &timeline);
QString timelineText(const SuccessTimeline &timeline);
QString timelineText(const BacklogTimeline &timeline);

// The timelines as tables for a spreadsheet: a line for each bucket, tabs between the columns,
// times with their zone, durations in seconds, names of the columns first.
QString timelineTable(const StatusTimeline &timeline);
QString timelineTable(const DurationTimeline &timeline);
QString timelineTable(const SuccessTimeline &timeline);
QString timelineTable(const BacklogTimeline &timeline);

/// "99.1 %": rounded, but 100 % only where it is all, and 0 % only where it is none.
QString shareText(double part);
