#include "alertrules.h"

#include "metricstable.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A rule, and which numbers of which family it speaks of.
struct MeasuredRule {
    Metric metric;
    bool (*holds)(const MetricSample &sample);
    std::size_t rule; ///< its place among the rules
};

constexpr std::array rules = {
    AlertRule{.name = "ImageSyncFailing",
              .severity = "critical",
              .holdsFor = 5min,
              .summary = "Image synchronization is failing",
              .description =
                  "At least 3 and at least 20 % of the tasks that ended within the last hour "
                  "failed. The board of failures in the window groups them by cause."},
    AlertRule{.name = "ImageSyncStuck",
              .severity = "warning",
              .holdsFor = 10min,
              .summary = "Image synchronization is stuck from {{ $labels.from }} to "
                         "{{ $labels.to }}",
              .description =
                  "{{ $value }} tasks run or wait for three times as long as tasks between these "
                  "regions usually take, and for ten minutes at least."},
    AlertRule{.name = "ImageSyncRuleSilent",
              .severity = "warning",
              .holdsFor = 15min,
              .summary = "The sync rule {{ $labels.rule }} has gone silent",
              .description =
                  "Against its habit the rule {{ $labels.rule }} ({{ $labels.rule_id }}) has "
                  "started nothing for long. Was anything pushed that it is to copy?"},
    AlertRule{.name = "ImageSyncListUnread",
              .severity = "warning",
              .holdsFor = 15min,
              .summary = "A list of image synchronization is not read: {{ $labels.state }}",
              .description =
                  "A list of tasks or of instances is {{ $labels.state }}; the labels say which. "
                  "What happens there is not counted."},
    AlertRule{.name = "ImageSyncReadingIncomplete",
              .severity = "info",
              .holdsFor = 1h,
              .summary = "The numbers of image synchronization may be incomplete",
              .description =
                  "For an hour it could not be shown that every task was read. The metrics of "
                  "lists, and the log of the collector, say where."},
};

bool isOne(const MetricSample &sample)
{
    return sample.value == 1;
}

constexpr std::array measuredRules = {
    MeasuredRule{Metric::Health,
                 [](const MetricSample &sample) {
                     return isOne(sample) && sample.labels.front() == u"failing";
                 },
                 0},
    MeasuredRule{Metric::RouteStuckTasks,
                 [](const MetricSample &sample) { return sample.value > 0; }, 1},
    MeasuredRule{Metric::RuleSilent, isOne, 2},
    MeasuredRule{Metric::ListState,
                 [](const MetricSample &sample) {
                     return isOne(sample) && sample.labels.back() != u"current";
                 },
                 3},
    MeasuredRule{Metric::ReadingComplete,
                 [](const MetricSample &sample) { return sample.value == 0; }, 4},
};
static_assert(measuredRules.size() == rules.size());

AlertCondition conditionOf(const AlertRule &rule, const MetricFamily &family,
                           const MetricSample &sample)
{
    AlertCondition condition{.rule = &rule, .value = sample.value};
    for (std::size_t i = 0; i < family.labelNames.size(); ++i) {
        if (!sample.labels[i].isEmpty())
            condition.labels.insert({QString::fromLatin1(family.labelNames[i]), sample.labels[i]});
    }
    condition.labels.insert({u"alertname"_s, QString::fromLatin1(rule.name)});
    condition.labels.insert({u"severity"_s, QString::fromLatin1(rule.severity)});
    return condition;
}

/// With the values in the place of what stands for them.
QString filledIn(const char *pattern, const AlertCondition &condition)
{
    QString text = QString::fromLatin1(pattern);
    text.replace("{{ $value }}"_L1, QString::number(condition.value, 'f', 0));
    for (const auto &[label, value] : condition.labels)
        text.replace(u"{{ $labels."_s + label + u" }}"_s, value);
    return text;
}

} // namespace

std::span<const AlertRule> alertRules()
{
    return rules;
}

AlertTexts AlertCondition::annotations() const
{
    return {{u"summary"_s, filledIn(rule->summary, *this)},
            {u"description"_s, filledIn(rule->description, *this)}};
}

std::vector<AlertCondition> alertConditions(std::span<const MetricFamily> families)
{
    std::vector<AlertCondition> conditions;
    for (const MeasuredRule &measured : measuredRules) {
        const QByteArrayView name =
            metricDefinitions()[static_cast<std::size_t>(measured.metric)].name;
        const auto family = std::ranges::find(families, name, &MetricFamily::name);
        if (family == families.end())
            continue;
        for (const MetricSample &sample : family->samples) {
            if (measured.holds(sample))
                conditions.push_back(conditionOf(rules[measured.rule], *family, sample));
        }
    }
    return conditions;
}
