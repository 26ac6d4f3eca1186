#pragma once

#include "apierror.h"
#include "operations.h"
#include "slowretry.h"

#include <QDateTime>
#include <QString>

#include <array>
#include <map>
#include <optional>

/// What one account was refused lately, so that it is not asked again and again. A key that is not
/// accepted refuses everything; a missing permission, or a signature that is not accepted, refuses
/// the one question: of another instance or repository it may be allowed. What is refused is
/// answered from here for \a slowRetry; then one call tries, and those that want the same wait for
/// its answer.
///
/// Actions are never held back: a person sends them, and they may be allowed where reading is not.
class RefusalGate final {
public:
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

private:
    struct Refused {
        ApiError error{};
        QDateTime until{};
        bool isTried = false;
    };
    /// What an operation belongs to, the wider one first.
    using Scopes = std::array<QString, 2>;

    [[nodiscard]] static Scopes scopesOf(const Operation &operation);

    std::map<QString, Refused> m_refused; // by scope
};
