#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// What kind of numbers a family has. Source: the specification of OpenMetrics 1.0.
enum class MetricType : quint8 {
    Gauge,     ///< goes up and down
    Counter,   ///< only goes up, from 0 when the program begins
    Histogram, ///< how many values are not above each bound
    Info,      ///< always 1: its labels say something
};

/// One number, told apart from the others of its family by the values of the family's labels.
struct MetricSample {
    std::vector<QString> labels{}; ///< in the order of the family's names
    double value = 0;

    friend bool operator==(const MetricSample &, const MetricSample &) = default;
};

/// How the values of a histogram are spread, likewise told apart.
struct MetricSpread {
    std::vector<QString> labels{};
    std::vector<quint64> counts{}; ///< for each bound those above the bound before; then the rest
    double sum = 0;

    friend bool operator==(const MetricSpread &, const MetricSpread &) = default;
};

/// Numbers that mean the same of different things.
struct MetricFamily {
    QByteArray name{}; ///< without the ending that the type demands: "_total", "_info", "_bucket"
    MetricType type = MetricType::Gauge;
    QByteArray unit{}; ///< "seconds", as the name ends too; empty: counts, or yes (1) and no (0)
    QString help{};    ///< one sentence
    std::vector<QByteArray> labelNames{};
    std::vector<MetricSample> samples{}; ///< each combination of labels once
    std::vector<double> bounds{};        ///< of a histogram, ascending, without infinity
    std::vector<MetricSpread> spreads{}; ///< of a histogram, in place of samples

    [[nodiscard]] bool isEmpty() const { return samples.empty() && spreads.empty(); }

    friend bool operator==(const MetricFamily &, const MetricFamily &) = default;
};
