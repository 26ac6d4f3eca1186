#pragma once

#include "freshness.h"
#include "liststatus.h"
#include "timedisplay.h"

#include <QString>

// How lists are read, in the words of the user.

/// "Refused", "Not answering", "Never read", "Out of date", "Answering".
QString displayName(ListStatus::State state);
/// The same with the reason where nothing is asked for now: "Paused: key expired".
QString stateText(const ListStatus &status);
/// What is refused or does not answer: "hub, Hangzhou", or the region; empty for a profile. The
/// profile is not named.
QString subjectText(const ListStatus &status);
/// As above, with the profile: "hub (Hangzhou, prod)".
QString fullSubjectText(const ListStatus &status);
/// "1 of 4 refused", "3 of 6 not read: 1 refused, 2 not answering"; empty when none is behind.
QString behindText(const Freshness &freshness);
/// Of an instance: "300 of 36,204", "All 1,204", with what is not proven.
QString completenessText(const FeedState &state, const TimeContext &now);
/// When it was last read, as an age; "never".
QString lastReadingText(const ListStatus &status, const TimeContext &now);
