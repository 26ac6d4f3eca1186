#pragma once

#include "apierror.h"
#include "slowretry.h"

#include <QDateTime>

#include <chrono>
#include <optional>

/// The failures of a feed's calls in a row, and how long they delay the next try.
class FeedFailures final {
public:
    void succeeded() { *this = {}; }
    void failed(const ApiError &error, const QDateTime &now);
    /// A try was asked for: a refusal does not delay the next one any more.
    void retryNow() { m_isRefused = false; }

    /// The last call's; empty: it succeeded.
    [[nodiscard]] const std::optional<ApiError> &error() const { return m_error; }
    /// The first one of the same fault; invalid: the last call succeeded.
    [[nodiscard]] const QDateTime &since() const { return m_since; }
    /// How long to wait where \p interval is waited after a success: longer after each failure in
    /// a row; never shorter than the server asks for.
    [[nodiscard]] std::chrono::milliseconds delay(std::chrono::milliseconds interval) const;

private:
    std::optional<ApiError> m_error;
    QDateTime m_since;
    int m_inRow = 0;
    bool m_isRefused = false;
};
