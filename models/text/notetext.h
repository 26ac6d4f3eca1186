#pragma once

#include "teamnote.h"
#include "timedisplay.h"

#include <QString>

// What is said of a team's notes, in the language of the user; names and reasons, which others
// wrote, are made printable.

/// "Acknowledged by Ada at 14:02: I ask the network team".
QString acknowledgedText(const TeamNote &note, const TimeContext &context);
/// What to do about it.
QString describe(NoteFault fault);
