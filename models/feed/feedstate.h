#pragma once

#include "apierror.h"
#include "pagingdoubt.h"
#include "readingissues.h"

#include <QDateTime>

#include <chrono>
#include <optional>

/// What the window says about how much it knows and how old that is.
struct FeedState {
    enum class Phase {
        Idle,         ///< nothing under way; also before the first query
        LoadingFirst, ///< the first page of a new query
        LoadingMore,  ///< further pages
        Checking,     ///< all pages once more, to prove that none is missing
        Refreshing,
    };

    Phase phase = Phase::Idle;
    qint64 loaded = 0;             ///< tasks of this query seen so far
    std::optional<qint64> total{}; ///< as the server says
    bool complete = false;         ///< every task of this query was seen: proven, see TaskFeed
    bool isOfHistory = false;  ///< of what a history keeps, which the registry's list may go beyond
    QDateTime completeSince{}; ///< all tasks created after this were seen; invalid: not known
    QDateTime asOf{};          ///< of what time the first page is; invalid: never read
    std::optional<ApiError> error{}; ///< the last call's, until one succeeds
    QDateTime failingSince{};        ///< of the first error in a row; invalid: there is none
    QDateTime nextRefresh{};         ///< invalid: none is planned
    /// Since then a call that was sent has had no answer, nor has any other; invalid: there is
    /// none.
    QDateTime unansweredSince{};
    UnreadSummary unread{}; ///< of the replies to this query
    /// Everything was read as far as the server lets it be, and this is why it is not \a complete;
    /// or a gap in what was read so far.
    std::optional<PagingDoubt> doubt{};
    /// How often it is refreshed in fact, which may be less often than was asked for; zero: only by
    /// hand.
    std::chrono::milliseconds refreshInterval{0};

    friend bool operator==(const FeedState &, const FeedState &) = default;
};
