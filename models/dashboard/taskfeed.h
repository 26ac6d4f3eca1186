#pragma once

#include "clock.h"
#include "taskquery.h"
#include "tasksource.h"
#include "taskstore.h"

#include <QObject>

#include <chrono>
#include <optional>

/// What the window says about how much it knows and how old that is.
struct FeedState {
    enum class Phase {
        Idle,         ///< nothing under way; also before the first question
        LoadingFirst, ///< the first page of a new question
        LoadingMore,  ///< further pages
        Refreshing,
    };

    Phase phase = Phase::Idle;
    qint64 loaded = 0;               ///< tasks of this question seen so far
    std::optional<qint64> total{};   ///< as the server says
    bool complete = false;           ///< every task of this question was seen
    QDateTime completeSince{};       ///< all tasks created after this were seen; invalid: not known
    QDateTime asOf{};                ///< when the newest page came; invalid: never
    std::optional<ApiError> error{}; ///< the last call's, until one succeeds
    QDateTime nextRefresh{};         ///< invalid: none is planned

    friend bool operator==(const FeedState &, const FeedState &) = default;
};

/// Keeps the store filled with what one instance lists for one question: newest page first, on to
/// the wanted window, further on demand; then steady refresh, page 1 onwards until a page brings
/// nothing new. A new question drops the calls of the old one. Permission and credential errors
/// stop the refresh until somebody asks again; other errors wait and try again.
class TaskFeed final : public QObject {
    Q_OBJECT

public:
    static constexpr int pageSize = 100;
    static constexpr int maxCalls = 4;

    /// \p store is filled and must outlive the feed, as must the others.
    TaskFeed(TaskSource &source, Clock &clock, TaskStore &store, QObject *parent = nullptr);
    ~TaskFeed() override;

    /// Asks the server's part of \p query anew, if it differs from the present question.
    void setQuestion(const InstanceRef &instance, const TaskQuery &query);
    /// How far back pages are loaded without being asked for; empty: all.
    void setWindow(std::optional<std::chrono::milliseconds> window);
    /// Zero: only by hand.
    void setRefreshInterval(std::chrono::milliseconds interval);

    void refresh();
    void loadMore(); ///< one page
    void loadAll();
    /// Ends loading; what came stays.
    void stop();

    [[nodiscard]] const FeedState &state() const;
    [[nodiscard]] const InstanceRef &instance() const;

Q_SIGNALS:
    void stateChanged();
    /// After each page and each task asked for alone.
    void merged(const MergeReport &report);
};
