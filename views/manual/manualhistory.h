#pragma once

#include "manualplace.h"

#include <optional>
#include <vector>

/// Where one was in the manual, and how far a page was scrolled when it was left.
class ManualHistory final {
public:
    struct Step {
        ManualPlace place{};
        int scroll = 0;

        friend bool operator==(const Step &, const Step &) = default;
    };

    /// To another place; what lay ahead is forgotten. \p scroll is that of the place that is left.
    void go(const ManualPlace &place, int scroll);
    /// The place before, or the one that was left with back(); nothing where there is none.
    [[nodiscard]] std::optional<Step> back(int scroll);
    [[nodiscard]] std::optional<Step> forward(int scroll);

    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_steps.size(); }
    [[nodiscard]] ManualPlace place() const;

private:
    std::vector<Step> m_steps{};
    std::size_t m_at = 0;
};
