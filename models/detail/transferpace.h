#pragma once

#include <QDateTime>

#include <chrono>
#include <optional>

/// How many bytes of a task were copied, of how many, at one moment.
struct TransferObservation {
    qint64 synced = 0;
    qint64 total = 0;
    QDateTime at{};

    friend bool operator==(const TransferObservation &, const TransferObservation &) = default;
};

struct TransferPace {
    qint64 bytesPerSecond = 0;
    std::optional<std::chrono::seconds> left{}; ///< empty when the whole is not known

    friend bool operator==(const TransferPace &, const TransferPace &) = default;
};

/// Between two observations of one task; empty when no byte moved, or backwards, or no time
/// passed: then nothing is known, and nothing is said.
std::optional<TransferPace> paceBetween(const TransferObservation &before,
                                        const TransferObservation &after);

/// The pace of one task over the observations that come in, of which two may be too close together
/// to tell anything.
class TransferWatch final {
public:
    static constexpr std::chrono::milliseconds shortest = std::chrono::seconds(2);

    void observe(const TransferObservation &now);
    [[nodiscard]] const std::optional<TransferPace> &pace() const { return m_pace; }

private:
    std::optional<TransferObservation> m_last;
    std::optional<TransferPace> m_pace;
};
