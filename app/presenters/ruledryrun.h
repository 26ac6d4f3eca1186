#pragma once

#include "clock.h"
#include "rulereach.h"
#include "timeslicedjob.h"

#include <functional>
#include <optional>

/// Finds out what a rule that is being written would take, while it is being written: in pieces,
/// and the images of a source once.
class RuleDryRun final {
public:
    using Then = std::function<void(const RuleReach &)>;

    RuleDryRun(const TaskStore &store, Clock &clock);

    /// Runs \p then when it has looked at all, which may be at once. What was begun before is
    /// forgotten.
    void begin(const RuleDraft &draft, Then then);
    void stop() { m_work.begin({}); }

private:
    KnownImages m_images;
    std::optional<RuleReachCount> m_count;
    TimeSlicedJob m_work;
};
