#pragma once

#include "apierror.h"
#include "operations.h"
#include "slowretry.h"

#include <QDateTime>
#include <QString>

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>

/// What accounts were refused lately, so that they are not asked again and again. A key or a
/// proxy's password that is not accepted refuses everything that is asked in the name of the
/// account; a missing permission, or a signature or a time that is not accepted, refuses the one
/// question: of another instance or repository it may be allowed. What is refused is answered from
/// here for \a heldBack; then one call tries, and those that want the same wait for its answer.
///
/// Accounts whose calls share a budget do not share refusals: they may assume one role with keys of
/// their own.
///
/// Actions are never held back: a person sends them, and they may be allowed where reading is not.
class RefusalGate final {
public:
    /// A little less than \a slowRetry: whoever asks that often finds the gate open, though timers
    /// may be early.
    static constexpr std::chrono::milliseconds heldBack = slowRetry - std::chrono::seconds(10);

    /// Why \p operation would be refused; empty: it may be asked.
    [[nodiscard]] std::optional<ApiError> refusal(const Operation &operation,
                                                  const QDateTime &now) const;
    /// Another call tries already whether the same is allowed again.
    [[nodiscard]] bool isTried(const Operation &operation) const;
    /// \p operation is sent now.
    void begin(const Operation &operation);
    /// It was dropped: nothing is known of it.
    void drop(const Operation &operation);
    /// It was answered; \p error is null where it was not an error.
    void answered(const Operation &operation, const ApiError *error, const QDateTime &now);
    /// A person asks: everything may be asked again.
    void clear() { m_refused.clear(); }
    /// How many refusals are known; what nobody asks for any more is forgotten in time.
    [[nodiscard]] std::size_t known() const { return m_refused.size(); }

private:
    struct Refused {
        ApiError error{};
        QDateTime until{};
        bool isTried = false;
    };
    /// What an operation belongs to, the wider one first.
    using Scopes = std::array<QString, 2>;

    [[nodiscard]] static Scopes scopesOf(const Operation &operation);
    void forgetWhatIsNotAskedFor(const QDateTime &now);

    std::map<QString, Refused> m_refused; // by scope
};
