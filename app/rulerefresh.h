#pragma once

#include "clock.h"

#include <chrono>

class RegistryDirectory;

/// Reads the rules again now and then: somebody else may have made or deleted one.
class RuleRefresh final {
public:
    /// A few requests each time, of which the feed makes one for each instance every ten seconds.
    static constexpr std::chrono::milliseconds pause = std::chrono::minutes(5);

    explicit RuleRefresh(Clock &clock) : m_clock(clock) {}

    /// Null: nothing is to be read. It must live until another one is given.
    void setDirectory(RegistryDirectory *directory);
    /// Else only by hand.
    void setAutomatic(bool automatic);
    /// By hand, now: also of instances that would not tell their rules before.
    void refresh();

private:
    void plan();

    Clock &m_clock;
    RegistryDirectory *m_directory = nullptr;
    bool m_isAutomatic = true;
    PendingCall m_next;
};
