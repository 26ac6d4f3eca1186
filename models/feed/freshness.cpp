#include "freshness.h"

namespace {

/// The earlier of two times, of which each may be invalid.
void keepEarlier(QDateTime &time, const QDateTime &other)
{
    if (other.isValid() && (!time.isValid() || other < time))
        time = other;
}

int &stateCount(Freshness &freshness, ListStatus::State state)
{
    switch (state) {
    case ListStatus::State::Refused:
        return freshness.refused;
    case ListStatus::State::NotAnswering:
        return freshness.notAnswering;
    case ListStatus::State::NeverRead:
        return freshness.neverRead;
    case ListStatus::State::Outdated:
    case ListStatus::State::Current:
        break;
    }
    return freshness.outdated;
}

/// To be called after it was counted.
void addRefusal(Freshness &freshness, const std::optional<ApiError> &error)
{
    const PauseReason reason = error ? pauseReasonFor(*error) : PauseReason::Refused;
    if (freshness.refused == 1)
        freshness.refusal = reason;
    else if (freshness.refusal != reason)
        freshness.refusal = PauseReason::Refused;
}

Freshness::State freshnessState(const Freshness &freshness)
{
    using State = Freshness::State;
    if (freshness.behind == 0)
        return State::Fresh;
    if (freshness.behind < freshness.all - freshness.partlyListed)
        return State::Partly;
    if (freshness.notAnswering > 0)
        return State::Lost;
    if (freshness.refused > 0)
        return State::Refused;
    return freshness.outdated > 0 ? State::Outdated : State::Unread;
}

/// Its known instances have a status of their own; others may be missing.
void addPartlyListed(Freshness &freshness, const ListStatus &region)
{
    ++freshness.partlyListed;
    ++freshness.unproven;
    freshness.missing += region.error && isIncompleteList(*region.error) ? 1 : 0;
}

void addList(Freshness &freshness, const ListStatus &list)
{
    const std::optional<PagingDoubt> &doubt = list.feed.doubt;
    freshness.unproven += doubt ? 1 : 0;
    freshness.missing += doubt && isShort(*doubt) ? 1 : 0;
    if (list.state == ListStatus::State::Current)
        return;
    ++freshness.behind;
    freshness.places += list.isInstance() ? 0 : 1;
    ++stateCount(freshness, list.state);
    if (list.state == ListStatus::State::Refused)
        addRefusal(freshness, list.error);
    freshness.unread += list.wasRead() ? 0 : 1;
    keepEarlier(freshness.asOf, list.asOf);
    keepEarlier(freshness.since, list.since);
}

} // namespace

Freshness freshnessOf(std::span<const ListStatus> lists)
{
    Freshness freshness{.all = static_cast<int>(lists.size())};
    for (const ListStatus &list : lists) {
        if (list.isPartlyListed)
            addPartlyListed(freshness, list);
        else
            addList(freshness, list);
    }
    freshness.state = freshnessState(freshness);
    return freshness;
}
