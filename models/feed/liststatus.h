#pragma once

#include "feedgroup.h"
#include "unlistedregion.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// How one watched list is read: the list of an instance, or what takes its place where a region or
/// a profile could not be asked which instances it has. Headline, foot, message bar and the list of
/// instances all show this value, so that they cannot disagree.
struct ListStatus {
    /// The worst first.
    enum class State : quint8 {
        Refused,      ///< the registry or the set-up says no; waiting does not help
        NotAnswering, ///< network, timeout, server: may pass
        NeverRead,    ///< nothing failed, and nothing came yet, now or before
        Outdated,     ///< was read longer ago than a few refreshes, or no answer comes for 5 s
        Current,
    };

    State state = State::NeverRead;
    /// Without an id: a region that lists no instance. Without a region either: a profile.
    InstanceRef instance{};
    QString name{};      ///< of the instance; the id when it has none
    QDateTime asOf{};    ///< last reading, by this window or in the history; invalid: never
    QDateTime since{};   ///< refused or not answering since then; invalid: neither, or not known
    QDateTime nextTry{}; ///< invalid: none is planned
    std::optional<ApiError> error{};
    FeedState feed{};            ///< empty where there is no instance
    bool wasTold = false;        ///< of a profile that cannot be used: a notice has named it
    bool isPartlyListed = false; ///< of a region: some instances are known, and have their status

    [[nodiscard]] bool wasRead() const { return asOf.isValid(); }
    [[nodiscard]] bool isInstance() const { return !instance.instanceId.isEmpty(); }
    /// The same list at any time.
    [[nodiscard]] QString key() const;

    friend bool operator==(const ListStatus &, const ListStatus &) = default;
};

/// What the status of lists depends on besides the feeds.
struct ReadingRule {
    std::chrono::milliseconds interval{0}; ///< how often lists are read; zero: only by hand
    QHash<QString, QDateTime> before{};    ///< by instance id: last readings in the history
    QDateTime nextListing{};     ///< when regions that failed are asked again; invalid: not planned
    QDateTime nextFullListing{}; ///< the same for those that were refused
};

/// What \p error means for the list that was asked for; empty: the list is as old as it is, as
/// after "too many requests".
std::optional<ListStatus::State> stateFor(const ApiError &error);

/// By instance: when its list was read last, of each that is not current, and of those of \p before
/// that are in no list.
QHash<QString, QDateTime> lastReadings(std::span<const ListStatus> lists,
                                       const QHash<QString, QDateTime> &before);

/// How old a list may be: a few refreshes may be late, or wait for their turn.
std::chrono::milliseconds longestFreshness(std::chrono::milliseconds interval);

/// The status of each instance of \p feeds and of each of \p unlisted, the worst first, else in
/// their order. \p nameOf: of an instance, by its id.
std::vector<ListStatus> listStatuses(std::span<const InstanceFeed> feeds,
                                     std::span<const UnlistedRegion> unlisted,
                                     const ReadingRule &rule, const QDateTime &now,
                                     const std::function<QString(const QString &)> &nameOf = {});
