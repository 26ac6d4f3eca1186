#pragma once

#include "silence.h"
#include "timedisplay.h"

#include <QString>

// What is said of silences, in the language of the user; names and reasons are made printable.

/// "View “team1”", "Hangzhou → Frankfurt", "All notifications".
QString silencedText(const SilenceScope &scope);
/// "Until 14:00", "24 Nov 14:00 to 16:00", "Every Mon, Tue 22:00–23:30 (Europe/Berlin)".
QString silenceTimesText(const Silence &silence, const TimeContext &context);
/// "Muted until 14:00 · reason", "Maintenance until 14:00 · reason", "Muted · reason".
QString silenceText(const ActiveSilence &active, const TimeContext &context);
/// "View “team1”: reason".
QString silencedWhyText(const Silence &silence);
