#pragma once

#include "liststatus.h"
#include "pausereason.h"

#include <QDateTime>

#include <span>

/// Whether what was counted still holds, and is of everything: it is as old, and as complete, as
/// the lists that it was counted from.
struct Freshness {
    enum class State : quint8 {
        Fresh,
        Partly,   ///< some lists are behind, the others are current
        Lost,     ///< none is current, and the connection is lost
        Refused,  ///< none is current, and the registry refuses
        Outdated, ///< none is current, though nothing failed
        Unread,   ///< none was ever read, and nothing failed
    };

    State state = State::Fresh;
    QDateTime asOf{};  ///< of the oldest list that is behind; invalid: none of them was ever read
    QDateTime since{}; ///< when the first of the lists that fail began to; invalid: none, unknown
    int behind = 0;    ///< lists that are not current, and regions or profiles that list nothing
    int all = 0;
    int places = 0;  ///< of all, and of those behind: regions or profiles that list nothing
    int refused = 0; ///< of those behind, as are the next three
    int notAnswering = 0;
    int neverRead = 0; ///< nothing came and nothing failed
    int outdated = 0;
    int unread = 0;       ///< never read, whatever the reason: the counts know nothing of these
    int unproven = 0;     ///< of all: read, but not proven complete
    int missing = 0;      ///< of these: tasks are known to be missing
    int partlyListed = 0; ///< of those unproven: regions that may have instances that are unknown

    /// Nothing counted can be of everything: of some lists nothing is known.
    [[nodiscard]] bool hasUnread() const { return unread > 0 || partlyListed > 0; }
    /// Nothing was ever read: what is counted means nothing.
    [[nodiscard]] bool isNothingRead() const { return all > 0 && unread == all; }
    /// Of all, those that are the list of an instance.
    [[nodiscard]] int instances() const { return all - places - partlyListed; }

    /// Why those refused are, if it is the same for all of them.
    PauseReason refusal = PauseReason::Refused;

    friend bool operator==(const Freshness &, const Freshness &) = default;
};

Freshness freshnessOf(std::span<const ListStatus> lists);
