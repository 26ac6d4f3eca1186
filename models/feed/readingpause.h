#pragma once

#include "liststatus.h"
#include "pausereason.h"

#include <QDateTime>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

/// What is not asked at the moment, why, and until when.
struct ReadingPause {
    PauseReason reason = PauseReason::NoAnswer;
    QDateTime nextTry{};    ///< of the first of them; invalid: by hand, or when the key changes
    QStringList subjects{}; ///< instances or profiles; empty: everything
    /// Of calls that wait before another attempt; what is planned is asked all the same.
    bool isOfCalls = false;

    friend bool operator==(const ReadingPause &, const ReadingPause &) = default;
};

/// Why \p status is not read as planned; empty: it is.
std::optional<ReadingPause> pauseOf(const ListStatus &status);

/// The same of all lists, each reason once, the worst first. Where a reason holds all lists of a
/// profile back, the profile is named for them.
std::vector<ReadingPause> pausesOf(std::span<const ListStatus> lists);

QString pauseText(const ReadingPause &pause, const QDateTime &now);
