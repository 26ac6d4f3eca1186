#pragma once

#include "clock.h"
#include "feedquery.h"
#include "registry.h"
#include "restbudget.h"
#include "taskstore.h"

#include <QSet>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

/// What a feed is told once, whatever its query is.
struct FeedSettings {
    /// How far back pages are loaded without being asked for; empty: all.
    std::optional<std::chrono::milliseconds> window = std::chrono::hours(7 * 24);
    std::chrono::milliseconds refreshInterval{0}; ///< zero: only by hand
    RestBudget *budget = nullptr;                 ///< null: without a limit
    QSet<TaskRow> watched{};                      ///< unfinished tasks that somebody looks at
};

/// What the parts of a feed work with; all of it outlives them.
struct FeedContext {
    Registry &registry;
    Clock &clock;
    TaskStore &store;
    const FeedSettings &settings;
    FeedQuery &query;

    [[nodiscard]] PendingCall askForPage(int pageNo, Handler<SyncTaskPage> handler) const
    {
        ListSyncTasks request = query.request;
        request.pageNo = pageNo;
        if (!query.hasOpenCall())
            query.heardAt = clock.now();
        return ask(registry, std::move(request), std::move(handler));
    }
    FeedQuery::PageMerge merge(const SyncTaskPage &page, int pageNo,
                               FeedQuery::Reading reading) const
    {
        return query.merge(store, page, pageNo, reading, clock.now());
    }
    /// Whether a refresh may send now what the next one can send as well.
    [[nodiscard]] bool maySendSpare() const
    {
        return query.refreshing.isByHand || !settings.budget || settings.budget->tryTakeSpare();
    }
};

/// Who is told what became of a call.
struct FeedListener {
    std::function<void(const MergeReport &report)> merged{};
    std::function<void(const ApiError &error)> failed{};
};
