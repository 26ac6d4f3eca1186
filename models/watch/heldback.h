#pragma once

#include "silence.h"
#include "taskfilter.h"
#include "taskstore.h"

#include <functional>
#include <optional>
#include <vector>

/// A silence, and which tasks it is about.
struct WatchedSilence {
    Silence silence{};
    /// Of what is silenced; empty: there is no such view, or its query has a mistake, so that
    /// nothing is. Not used where everything is silenced.
    std::optional<TaskQuery> query{};
};

/// Holds back the tasks that are silenced, and gives them out when that has ended. A task that
/// two silences are about waits for the end of both.
class HeldBack final {
public:
    /// As in TaskWatch; both must outlive this.
    HeldBack(const TaskStore &store, std::function<QueryContext()> context);

    void setSilences(std::vector<WatchedSilence> silences) { m_silences = std::move(silences); }
    /// Takes what is silenced at \p now out of \p rows. What a query cannot decide is not silenced.
    [[nodiscard]] std::vector<TaskRow> pass(std::vector<TaskRow> rows, bool areStuck,
                                            const QDateTime &now);

    /// What waits no longer.
    struct Released {
        std::vector<TaskRow> failed{};
        std::vector<TaskRow> stuck{};
        std::vector<Silence> by{}; ///< which had held them back, each once

        [[nodiscard]] bool isEmpty() const { return failed.empty() && stuck.empty(); }
    };
    [[nodiscard]] Released release(const QDateTime &now);

    [[nodiscard]] bool isEmpty() const { return m_held.empty(); }
    /// When nothing silences everything any more; invalid: nothing does at \p now. Of one without
    /// an end it is a later time, at which to ask again.
    [[nodiscard]] QDateTime allSilentUntil(const QDateTime &now) const;

private:
    struct Held {
        TaskRow row{};
        bool isStuck = false;
        Silence by{};
    };

    void releaseSome(Released &released, const std::vector<Held> &ended, bool areStuck,
                     const QDateTime &now);

    const TaskStore &m_store;
    std::function<QueryContext()> m_context;
    std::vector<WatchedSilence> m_silences;
    std::vector<Held> m_held;
};
