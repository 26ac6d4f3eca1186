#include "familyset.h"

#include "printable.h"

#include <algorithm>

namespace {

FamilySet::Labels printableLabels(const FamilySet::Labels &labels)
{
    FamilySet::Labels shown;
    shown.reserve(labels.size());
    for (const QString &label : labels)
        shown.push_back(printable(label));
    return shown;
}

double secondsOf(std::chrono::milliseconds time)
{
    return static_cast<double>(time.count()) / 1'000;
}

} // namespace

void FamilySet::add(Metric metric, const Labels &labels, double value)
{
    m_numbers[metric].samples[printableLabels(labels)] += value;
}

void FamilySet::raise(Metric metric, const Labels &labels, double value)
{
    const auto [sample, isNew] =
        m_numbers[metric].samples.try_emplace(printableLabels(labels), value);
    if (!isNew)
        sample->second = std::max(sample->second, value);
}

void FamilySet::observe(Metric metric, const Labels &labels,
                        std::span<const std::chrono::milliseconds> values)
{
    const std::vector<double> bounds = emptyFamily(metric, m_mostNamed).bounds;
    Spread &spread = m_numbers[metric].spreads[printableLabels(labels)];
    spread.counts.resize(bounds.size() + 1);
    for (const std::chrono::milliseconds value : values) {
        const auto bound = std::ranges::lower_bound(bounds, secondsOf(value)); // which is within
        ++spread.counts[static_cast<std::size_t>(bound - bounds.begin())];
        spread.sum += value;
    }
}

std::vector<MetricFamily> FamilySet::take() const
{
    std::vector<MetricFamily> families;
    for (const auto &[metric, numbers] : m_numbers) {
        MetricFamily family = emptyFamily(metric, m_mostNamed);
        for (const auto &[labels, value] : numbers.samples)
            family.samples.push_back({.labels = labels, .value = value});
        for (const auto &[labels, spread] : numbers.spreads)
            family.spreads.push_back(
                {.labels = labels, .counts = spread.counts, .sum = secondsOf(spread.sum)});
        families.push_back(std::move(family));
    }
    return families;
}
