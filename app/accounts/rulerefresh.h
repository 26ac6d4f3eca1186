#pragma once

#include "clock.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

class RuleDirectory;

/// Reads the rules again now and then: somebody else may have made or deleted one.
class RuleRefresh final {
public:
    static constexpr std::chrono::milliseconds pause = std::chrono::minutes(5);

    /// \p beforeReading runs before rules are read though nobody asked.
    explicit RuleRefresh(Clock &clock, std::function<void()> beforeReading = {})
        : m_clock(clock), m_beforeReading(std::move(beforeReading))
    {
    }

    /// Null: nothing is to be read. It must live until another one is given.
    void setDirectory(RuleDirectory *directory);
    /// Else only by hand.
    void setAutomatic(bool automatic);
    /// From the next reading on; where there are many instances, longer than \a pause.
    void setPause(std::chrono::milliseconds duration) { m_pause = std::max(duration, pause); }
    /// By hand, now: also of instances that would not tell their rules before.
    void refresh();

private:
    void plan();

    Clock &m_clock;
    std::function<void()> m_beforeReading;
    std::chrono::milliseconds m_pause = pause;
    RuleDirectory *m_directory = nullptr;
    bool m_isAutomatic = true;
    PendingCall m_next;
};
