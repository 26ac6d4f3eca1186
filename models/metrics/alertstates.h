#pragma once

#include "alertrules.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <map>
#include <span>
#include <vector>

/// An alert as an Alertmanager takes it. Source: its API, version 2, postableAlert.
struct Alert {
    AlertTexts labels{};
    AlertTexts annotations{};
    QDateTime startsAt{};
    QDateTime endsAt{}; ///< past: it is over

    friend bool operator==(const Alert &, const Alert &) = default;
};

/// An array of JSON.
QByteArray alertsJson(std::span<const Alert> alerts);

/// Which alerts are to be told: what has held for as long as its rule says, again and again while
/// it holds, and once that it is over.
class AlertStates final {
public:
    /// What holds at \p now. Unless it is told again by then an alert ends \p validFor later by
    /// itself, so that none outlives who sends it.
    std::vector<Alert> update(const std::vector<AlertCondition> &conditions, const QDateTime &now,
                              std::chrono::seconds validFor);
    /// It is not known what holds: what was told is told again.
    [[nodiscard]] std::vector<Alert> repeat(const QDateTime &now,
                                            std::chrono::seconds validFor) const;
    /// Nothing is known any more; what was told ends by itself.
    void clear() { m_held.clear(); }

private:
    struct Held {
        QDateTime since{};
        QDateTime toldSince{}; ///< invalid: it was not told
        AlertTexts annotations{};
    };

    std::map<AlertTexts, Held> m_held; // by labels
};
