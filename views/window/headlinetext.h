#pragma once

#include "freshness.h"
#include "statussummary.h"
#include "timedisplay.h"

#include <QString>

/// What the headline says of numbers that may be old: how it stood then is not told as if it stood
/// so now.
struct HeadlineText {
    Health health = Health::Unknown; ///< as can be said of now
    QString word{};
    QString note{}; ///< why the word does not speak of now, and since when; empty: it does

    friend bool operator==(const HeadlineText &, const HeadlineText &) = default;
};

HeadlineText headlineText(const StatusSummary &summary, const Freshness &freshness,
                          const TimeContext &now);
