#pragma once

#include "advice.h"

#include <QCoreApplication>

#include <chrono>
#include <optional>

class MessageBar;
struct TimeContext;

/// Says that this program did not run for a while, as when the computer was suspended: nothing was
/// read in that time. Of several such times the last one is told.
class SleepNotice final {
    Q_DECLARE_TR_FUNCTIONS(SleepNotice)

public:
    /// A pause that is no sleep: the program looks once in ten seconds at most while it runs.
    static constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(1);

    /// To be called as long as the program runs. \p uptime: of a clock that counts the time in
    /// which the computer sleeps, and that nobody sets. True where it slept since the last call.
    bool update(std::chrono::milliseconds uptime, const TimeContext &context, MessageBar &bar);

private:
    std::optional<std::chrono::milliseconds> m_seenAt;
    Advice m_shown;
};
