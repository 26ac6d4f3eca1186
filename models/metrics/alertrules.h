#pragma once

#include "metricfamily.h"

#include <QString>

#include <chrono>
#include <map>
#include <span>
#include <vector>

/// Labels of an alert, or what is written to it; none of them is empty.
using AlertTexts = std::map<QString, QString>;

/// Of which numbers somebody should be told. Those of resources/prometheus/alerts.yml that speak
/// of one measurement, under the same names: a test compares them.
struct AlertRule {
    const char *name = nullptr;
    const char *severity = nullptr;
    std::chrono::minutes holdsFor{};   ///< before it is told
    const char *summary = nullptr;     ///< {{ $labels.x }}: the value of that label
    const char *description = nullptr; ///< likewise, and {{ $value }}
};

std::span<const AlertRule> alertRules();

/// A rule that holds at present for something.
struct AlertCondition {
    const AlertRule *rule = nullptr;
    AlertTexts labels{}; ///< with the rule's name and severity
    double value = 0;

    /// Summary and description.
    [[nodiscard]] AlertTexts annotations() const;
};

/// Of numbers that are not there no rule speaks.
std::vector<AlertCondition> alertConditions(std::span<const MetricFamily> families);
