#include "readingmetrics.h"

#include "calltally.h"
#include "measuring.h"
#include "redaction.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array listStates = {ListStatus::State::Refused, ListStatus::State::NotAnswering,
                                   ListStatus::State::NeverRead, ListStatus::State::Outdated,
                                   ListStatus::State::Current};

QString stateWord(ListStatus::State state)
{
    switch (state) {
    case ListStatus::State::Refused:
        return u"refused"_s;
    case ListStatus::State::NotAnswering:
        return u"not_answering"_s;
    case ListStatus::State::NeverRead:
        return u"never_read"_s;
    case ListStatus::State::Outdated:
        return u"outdated"_s;
    case ListStatus::State::Current:
        break;
    }
    return u"current"_s;
}

/// A profile may be called by a key that was pasted in the place of its name.
FamilySet::Labels labelsOf(const InstanceRef &asked)
{
    return {shownName(asked.account), asked.regionId, asked.instanceId};
}

/// What was read of the list of an instance.
void addCoverage(FamilySet &set, const ListStatus &list, const FamilySet::Labels &labels)
{
    const FeedState &feed = list.feed;
    set.raise(Metric::ListLastRead, labels, inSeconds(list.asOf));
    // Of a list that is known from the history alone, nothing was read.
    if (!feed.asOf.isValid())
        return;
    set.raise(Metric::ListComplete, labels, feed.complete ? 1 : 0);
    set.raise(Metric::ListTasksRead, labels, static_cast<double>(feed.loaded));
    set.raise(Metric::ListTasksUnreadable, labels, feed.unread.rows);
    if (feed.completeSince.isValid())
        set.raise(Metric::ListCompleteSince, labels, inSeconds(feed.completeSince));
    if (feed.total)
        set.raise(Metric::ListTasksTotal, labels, static_cast<double>(*feed.total));
}

void addList(FamilySet &set, const ListStatus &list)
{
    const FamilySet::Labels labels = labelsOf(list.instance);
    for (const ListStatus::State state : listStates)
        set.raise(Metric::ListState, joined(labels, stateWord(state)), list.state == state ? 1 : 0);
    if (list.isInstance())
        set.raise(Metric::Instance, joined(labels, list.name), 1);
    if (list.isInstance() && list.wasRead())
        addCoverage(set, list, labels);
}

void addFaults(FamilySet &set, const CallTally::Counts &counts, const FamilySet::Labels &labels)
{
    for (std::size_t i = 0; i < CallTally::kinds; ++i) {
        const auto kind = static_cast<ApiError::Kind>(i);
        const auto failed = static_cast<double>(counts.failedBy(kind));
        if (kind == ApiError::Kind::Throttled)
            set.add(Metric::ThrottledRequests, labels, failed);
        else if (failed > 0)
            set.add(Metric::FailedRequests, joined(labels, metricWord(kind)), failed);
    }
}

void addCalls(FamilySet &set, const CallTally &calls)
{
    for (const auto &[key, counts] : calls.counts()) {
        const FamilySet::Labels labels = labelsOf(counts.asked);
        for (const auto &[operation, sent] : counts.sent)
            set.add(Metric::Requests, joined(labels, operation), static_cast<double>(sent));
        addFaults(set, counts, labels);
    }
}

} // namespace

void addReading(Measuring &measuring)
{
    const MetricsSource &source = measuring.source;
    FamilySet &set = measuring.set;
    set.add(Metric::Build, {source.version, QString::fromLatin1(qVersion())}, 1);
    set.add(Metric::MeasuredAt, {}, inSeconds(source.now));
    if (source.isElected)
        set.add(Metric::CollectorElected, {}, *source.isElected ? 1 : 0);
    if (source.isElected.value_or(true)) // who stands by misses nothing
        set.add(Metric::ReadingComplete, {}, measuring.isAllRead ? 1 : 0);
    for (const ListStatus &list : source.lists)
        addList(set, list);
    if (source.calls != nullptr)
        addCalls(set, *source.calls);
}
