#pragma once

#include "apierror.h"
#include "registryinstance.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <map>

/// How many requests were sent since the program began, and what became of them. Each attempt of a
/// call is a request. Its size is bounded by the instances that are watched and the operations that
/// there are.
class CallTally final {
public:
    static constexpr std::size_t kinds =
        static_cast<std::size_t>(ApiError::Kind::Configuration) + 1;

    /// Of one account, region and instance; without an instance: about the region.
    struct Counts {
        InstanceRef asked{};
        std::map<QString, quint64> sent{};   ///< by the API's name of the operation
        std::array<quint64, kinds> failed{}; ///< by the value of ApiError::Kind

        [[nodiscard]] quint64 failedBy(ApiError::Kind kind) const
        {
            return failed.at(static_cast<std::size_t>(kind));
        }
    };

    void noteSent(const InstanceRef &asked, const QString &operation);
    void noteFailed(const InstanceRef &asked, ApiError::Kind kind);

    /// In the order of account, region and instance.
    [[nodiscard]] const std::map<QString, Counts> &counts() const { return m_counts; }

private:
    Counts &countsOf(const InstanceRef &asked);

    std::map<QString, Counts> m_counts;
};

/// A word for it that never changes: "throttled".
QString metricWord(ApiError::Kind kind);
