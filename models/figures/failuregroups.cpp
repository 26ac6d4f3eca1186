#include "failuregroups.h"

#include "bucketfinder.h"
#include "regionpairindex.h"
#include "unixtime.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>
#include <utility>

namespace {

using Rows = std::vector<TaskRow>;

constexpr qint64 longestPeriodMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

/// What a query finds: its failures, and how far back it reaches.
struct Found {
    Rows failures{};
    qint64 oldestMs = 0;
};

Found findFailures(const TaskStore &store, const TaskFilter &filter)
{
    Found found;
    // What is asked of the outcome says nothing about the time that is looked at.
    const TaskFilter::Bits onOutcome =
        filter.conditionsOn({QueryField::Status, QueryField::Cause, QueryField::Is});
    TaskFilter::Offsets offsets;
    filter.visitBlocks([&](TaskRow first, std::span<const TaskFilter::Sides> failing) {
        const std::size_t count = TaskFilter::passing(failing, onOutcome, offsets);
        for (const quint32 offset : std::span(offsets).first(count)) {
            const TaskMoment moment = store.moment(first + offset);
            if (moment.ms() > 0 && (found.oldestMs == 0 || moment.ms() < found.oldestMs))
                found.oldestMs = moment.ms();
            const TaskFilter::Sides &sides = failing[offset];
            if (moment.status() == SyncTaskStatus::Error &&
                (sides.bySource == 0 || sides.byDestination == 0))
                found.failures.push_back(first + offset);
        }
    });
    return found;
}

/// Numbers the groups in the order in which they are met.
class GroupFinder final {
public:
    GroupFinder(const TaskStore &store, FailureGrouping grouping)
        : m_store(store), m_grouping(grouping), m_pairs(store)
    {
    }

    quint32 groupOf(TaskRow row)
    {
        const quint64 key = keyOf(row);
        const auto known = m_numbers.constFind(key);
        if (known != m_numbers.cend())
            return *known;
        const auto number = static_cast<quint32>(m_keys.size());
        m_numbers.insert(key, number);
        m_keys.push_back(key);
        return number;
    }
    [[nodiscard]] std::vector<FailureGroup> named(std::vector<FailureGroup> groups) const
    {
        for (std::size_t number = 0; number < groups.size(); ++number) {
            groups[number].text = m_store.texts().text(static_cast<quint32>(m_keys[number] >> 32));
            groups[number].second = m_store.texts().text(static_cast<quint32>(m_keys[number]));
        }
        return groups;
    }

private:
    /// Two texts.
    [[nodiscard]] quint64 keyOf(TaskRow row)
    {
        const auto both = [](StringPool::Id text, StringPool::Id second) {
            return quint64{text} << 32 | second;
        };
        switch (m_grouping) {
        case FailureGrouping::Cause:
            return both(m_store.coldFields(row).issueText, StringPool::empty);
        case FailureGrouping::Rule:
            return both(m_store.coldFields(row).rule, StringPool::empty);
        case FailureGrouping::Route: {
            const RegionPair &pair = m_pairs.pair(m_pairs.numberOf(m_store.ends(row)));
            return both(pair.from, pair.to);
        }
        case FailureGrouping::Repository:
            break;
        }
        const RepositoryKey &repository = m_store.repository(m_store.ends(row).from);
        return both(repository.repoNamespace, repository.repo);
    }

    const TaskStore &m_store;
    FailureGrouping m_grouping;
    RegionPairIndex m_pairs;
    QHash<quint64, quint32> m_numbers;
    std::vector<quint64> m_keys; // by number
};

/// Equal parts that reach to the end of \p board.
BucketLayout layoutOf(const FailureBoard &board)
{
    const qint64 length = board.endMs - board.beginMs;
    const qint64 step = (length + FailureGroup::buckets) / FailureGroup::buckets;
    return {.begin = timeFromUnixMs(board.beginMs),
            .step = std::chrono::milliseconds(step),
            .buckets = FailureGroup::buckets};
}

void addTime(FailureGroup &group, qint64 ms, const FailureBoard &board, const BucketFinder &finder)
{
    if (ms <= 0)
        return;
    if (group.firstMs == 0 || ms < group.firstMs)
        group.firstMs = ms;
    group.lastMs = std::max(group.lastMs, ms);
    if (const int bucket = finder.bucketOf(ms); bucket >= 0)
        ++group.perBucket[static_cast<std::size_t>(bucket)];
    const qint64 age = board.endMs - ms;
    if (age < board.periodMs)
        ++group.recent;
    else if (age < 2 * board.periodMs)
        ++group.before;
}

} // namespace

FailureTrend FailureGroup::trend() const
{
    const double difference = static_cast<double>(recent) - before;
    const double chance = std::sqrt(static_cast<double>(recent) + before);
    if (std::abs(difference) <= 1.5 * chance)
        return FailureTrend::Steady;
    return difference > 0 ? FailureTrend::Rising : FailureTrend::Falling;
}

bool canBeNamed(FailureGrouping grouping, const FailureGroup &group)
{
    switch (grouping) {
    case FailureGrouping::Cause:
    case FailureGrouping::Rule:
        return true;
    case FailureGrouping::Route:
        return !group.text.isEmpty() && !group.second.isEmpty();
    case FailureGrouping::Repository:
        break;
    }
    return !group.second.isEmpty();
}

FailureBoard groupFailures(const TaskStore &store, const TaskFilter &filter,
                           const LatestResults &results, FailureGrouping grouping, qint64 nowMs)
{
    const Found found = findFailures(store, filter);
    FailureBoard board{.grouping = grouping};
    if (found.oldestMs > 0) {
        const TimeRange &range = filter.range();
        board.endMs = std::max(nowMs, found.oldestMs);
        board.endMs = std::min(board.endMs, range.endMs.value_or(board.endMs));
        // An unfinished task of last week says nothing about the time that is looked at.
        board.beginMs = std::min(std::max(found.oldestMs, range.beginMs.value_or(0)), board.endMs);
        board.periodMs = std::min((board.endMs - board.beginMs) / 2, longestPeriodMs);
    }
    const BucketFinder finder(layoutOf(board));
    GroupFinder groups(store, grouping);
    for (const TaskRow row : found.failures) {
        const quint32 number = groups.groupOf(row);
        if (number == board.groups.size())
            board.groups.emplace_back();
        FailureGroup &group = board.groups[number];
        ++group.count;
        group.repaired += results.isRepaired(row) ? 1 : 0;
        addTime(group, store.effectiveTimeMs(row), board, finder);
    }
    board.groups = groups.named(std::move(board.groups));
    for (const FailureGroup &group : board.groups) {
        board.count += group.count;
        board.repaired += group.repaired;
    }
    std::ranges::sort(board.groups, [](const FailureGroup &a, const FailureGroup &b) {
        return std::tuple(b.open(), b.count, a.text, a.second) <
               std::tuple(a.open(), a.count, b.text, b.second);
    });
    return board;
}
