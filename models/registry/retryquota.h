#pragma once

#include "apierror.h"

#include <optional>

/// How many further attempts the calls of one account may make, all together, so that a server
/// that fails is not asked three times by each of ten thousand calls. A further attempt takes
/// tokens, a success gives some back: while most calls succeed there are always enough, and while
/// all fail each call soon makes one attempt only. As the vendor-neutral "standard" mode of
/// botocore counts.
class RetryQuota final {
public:
    static constexpr int usualCapacity = 500;
    static constexpr int retryCost = 5;
    static constexpr int timeoutCost = 10; ///< an attempt that was waited for in vain costs more
    static constexpr int plainSuccess = 1; ///< what a call that was not repeated gives back

    explicit RetryQuota(int capacity = usualCapacity) : m_capacity(capacity), m_tokens(capacity) {}

    /// Takes what another attempt after \p error costs; answers how much that was. Empty: there are
    /// not enough tokens, and none was taken.
    [[nodiscard]] std::optional<int> tryTake(const ApiError &error);
    /// A call has succeeded, for whose last repetition \p taken tokens were taken; 0: it was not
    /// repeated.
    void giveBack(int taken);

    [[nodiscard]] int tokens() const { return m_tokens; } ///< 0 to capacity()
    [[nodiscard]] int capacity() const { return m_capacity; }

private:
    int m_capacity;
    int m_tokens;
};
