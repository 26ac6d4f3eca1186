#pragma once

#include "clock.h"
#include "querycontext.h"
#include "statustimeline.h"
#include "taskquery.h"
#include "teamcounter.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

/// What of a chart a team's history counts, because it is not loaded.
struct HistoryCountRange {
    BucketLayout layout{};
    qint64 beginMs = 0; ///< as CountQuestion's
    qint64 limitMs = 0; ///< where the range ends
    qint64 endMs = 0;   ///< all that is later is loaded
    bool isWithEarlier = false;
    TaskQuery query{};
    QueryNames names{};
    QStringList instances{};

    friend bool operator==(const HistoryCountRange &, const HistoryCountRange &) = default;
};

/// Tasks by status in the buckets of a layout, of those that belong to a time before an end.
struct HistoryTimeline {
    StatusTimeline timeline{};
    qint64 endMs = 0;
    bool isWhole = false; ///< the lists of all instances were read in full
};

/// Counts in a team's history what a chart shows beyond what is loaded: when something else is
/// wanted, and again after news, but not more often than each few seconds, and so that the database
/// rests most of the time.
class HistoryCounts final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds shortestPause{5};
    /// After a refusal: each is a line in the log of the server.
    static constexpr std::chrono::seconds pauseOfRefusal{60};

    explicit HistoryCounts(Clock &clock, QObject *parent = nullptr);

    /// Where to count; null: nowhere.
    void connectTo(std::unique_ptr<TeamCounter> counter);
    /// Those that are watched.
    void setInstances(const QStringList &ids);
    [[nodiscard]] const QStringList &instances() const { return m_instances; }
    /// The history has changed.
    void noteNews();

    /// What is known of \p range, with an end that may be later than that of the range, or null.
    /// What is not known, or is not of now, is asked for: changed() follows.
    const HistoryTimeline *timelineOf(const HistoryCountRange &range);
    /// Why what was wanted last is not known, or not as of now; null: it is, or will be soon.
    [[nodiscard]] const ApiError *failure() const;
    /// Nothing is wanted any more.
    void forget();
    [[nodiscard]] bool isConnected() const { return m_counter != nullptr; }

Q_SIGNALS:
    void changed();

private:
    void askSoon();
    void askAfterRest();
    [[nodiscard]] bool isBusy();
    void ask();
    void takeAnswer(const Result<TaskCounts> &answer);
    [[nodiscard]] bool isRefused() const;

    Clock &m_clock;
    std::unique_ptr<TeamCounter> m_counter;
    QStringList m_instances;
    std::optional<HistoryCountRange> m_wanted;
    std::optional<HistoryCountRange> m_asked; // that the answer is, or will be, of
    std::optional<HistoryTimeline> m_known;
    std::optional<HistoryCountRange> m_knownOf;
    std::optional<ApiError> m_failure; // of the last answer
    QDateTime m_askedAt;
    QDateTime m_restsUntil;
    bool m_hasNews = false;
    bool m_isDue = false; // when what is under way was answered
    PendingCall m_next;
};
