#pragma once

#include "clock.h"
#include "heldback.h"
#include "notice.h"
#include "taskfeed.h"
#include "taskfilter.h"
#include "taskstore.h"
#include "watchrule.h"

#include <QObject>

#include <functional>
#include <set>
#include <span>
#include <vector>

/// Decides what is worth telling an operator who looks elsewhere. Failures are loud, successes
/// silent:
///
/// - A failure is news when it happened after the watch began: a task that was seen running failed,
///   or one that ended since came as failed. Each is told once. The past, from the history or from
///   older pages, never is; nor is a failure that was made good before it could be told, or that
///   somebody of the team looks after.
/// - What comes together is told together: \a gathering after the first, then at most one notice of
///   a kind in each \a interval. In quiet hours and pauses it is gathered until they end.
/// - A task is told as stuck once, and not those that were stuck when the watch began.
/// - What a mute or planned maintenance is about is held back until that ends, and then told
///   together, by a notice that says so; nothing else waits for it.
/// - A connection is lost when errors lasted as long as the rule says, and was there before.
class TaskWatch final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds gathering = std::chrono::seconds(2);
    static constexpr std::chrono::milliseconds interval = std::chrono::minutes(1);

    /// Begins now. \p context says what is stuck, what was repaired and what is acknowledged,
    /// whenever it is asked; the others must outlive the watch.
    TaskWatch(const TaskStore &store, Clock &clock, std::function<QueryContext()> context,
              QObject *parent = nullptr);

    void setRule(const WatchRule &rule);
    /// Only tasks that one of \p views finds are told; without any, all are.
    void setViews(std::vector<TaskQuery> views);
    /// What is silenced, and when.
    void setSilences(std::vector<WatchedSilence> silences);
    /// To be called once a second, for silences begin and end by the clock on the wall.
    void updateSilences();
    /// Tells nothing before \p time; invalid, or past: goes on at once.
    void pauseUntil(const QDateTime &time);
    /// Invalid when there is no pause.
    [[nodiscard]] QDateTime pausedUntil() const;

    /// What was known from before.
    void seedFromHistory(const MergeReport &report);
    /// What the registry told.
    void take(const MergeReport &report);
    /// All tasks that are stuck now. Those of the first time are no news.
    void takeStuck(std::span<const TaskRow> rows);
    void takeConnection(const FeedState &feed);
    /// Failures wait to be told.
    [[nodiscard]] bool isGathering() const { return !m_failed.empty() || !m_heldBack.isEmpty(); }

Q_SIGNALS:
    void noticed(const Notice &notice);
    /// These failures are news: all of them, whether or not they are to be told, but for those that
    /// are silenced; these follow when that ends, if nobody made them good.
    void failuresCame(const std::vector<TaskRow> &rows);

private:
    [[nodiscard]] bool takeRow(TaskRow row, bool isChange);
    void noteFailed(TaskRow row);
    void removeAcknowledged(std::vector<TaskRow> &failed) const;
    [[nodiscard]] static bool isAcknowledged(TaskRow row, const QueryContext &context);
    [[nodiscard]] bool isOpenFailure(TaskRow row, const QueryContext &context) const;
    void holdBackGathered();
    void releaseHeldBack();
    [[nodiscard]] std::vector<TaskRow> notAnnounced(const std::vector<TaskRow> &released);
    [[nodiscard]] QDateTime connectionSilentUntil() const;
    [[nodiscard]] std::vector<TaskRow> ofViews(std::vector<TaskRow> rows) const;
    [[nodiscard]] QDateTime silentUntil() const;
    void planTelling();
    void tell();
    void tellTasks(Notice::Kind kind, std::vector<TaskRow> rows, const QString &heldBackBy = {});
    [[nodiscard]] TaskQuery queryFor(Notice::Kind kind, const std::vector<TaskRow> &rows) const;
    void planLost();
    void tellLost();
    void tellBack();

    const TaskStore &m_store;
    Clock &m_clock;
    std::function<QueryContext()> m_context;
    WatchRule m_rule;
    std::vector<TaskQuery> m_views;
    QDateTime m_pausedUntil;
    qint64 m_beginMs;

    std::vector<bool> m_isKnownFailed; // by row
    std::set<TaskRow> m_running;       // as the registry said since the watch began
    std::set<TaskRow> m_knownStuck;
    bool m_isStuckKnown = false;   // the first time has been
    std::vector<TaskRow> m_failed; // wait to be told
    std::vector<TaskRow> m_stuck;
    HeldBack m_heldBack;
    std::multiset<TaskRow> m_announced; // of what is held back: failuresCame() was emitted before
    HeldBack::Released m_released;      // wait to be told as what was held back
    QDateTime m_gatheredSince;
    QDateTime m_toldAt;
    PendingCall m_nextTelling;

    bool m_wasConnected = false;
    QDateTime m_lostSince; // invalid: it is not
    std::optional<ApiError> m_lostBy;
    bool m_isLostTold = false;
    PendingCall m_nextLost;
};
