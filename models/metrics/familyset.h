#pragma once

#include "metricstable.h"

#include <chrono>
#include <map>
#include <span>
#include <vector>

/// Families while they are measured. Whatever the order in which numbers come, the families follow
/// the table and their numbers the values of the labels.
class FamilySet final {
public:
    using Labels = std::vector<QString>; ///< as many as the family has, in its order

    explicit FamilySet(int mostNamed) : m_mostNamed(mostNamed) {}

    /// Adds to the number that is there for the same labels; values of labels are printable().
    void add(Metric metric, const Labels &labels, double value);
    /// The larger of both stays.
    void raise(Metric metric, const Labels &labels, double value);
    /// More values of a histogram of seconds.
    void observe(Metric metric, const Labels &labels,
                 std::span<const std::chrono::milliseconds> values);

    /// Those that have numbers.
    [[nodiscard]] std::vector<MetricFamily> take() const;

private:
    struct Spread {
        std::vector<quint64> counts{}; ///< as in MetricSpread
        std::chrono::milliseconds sum{0};
    };
    struct Numbers {
        std::map<Labels, double> samples{};
        std::map<Labels, Spread> spreads{};
    };

    int m_mostNamed;
    std::map<Metric, Numbers> m_numbers;
};
