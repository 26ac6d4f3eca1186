#pragma once

#include "clock.h"
#include "refusalgate.h"
#include "registry.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

/// How much is asked of one account.
struct BudgetUse {
    int running = 0;
    int waiting = 0;
    int lastMinute = 0;      ///< calls begun in the last 60 s
    QDateTime pausedUntil{}; ///< invalid: nothing holds the calls back

    friend bool operator==(const BudgetUse &, const BudgetUse &) = default;
};

/// All calls to one account, whoever makes them, through one narrow door: the account's quotas are
/// shared and unpublished. A few at a time, in the order of asking, but writes and single things
/// before listings; after the server says "too many" none for a while, longer each time. What the
/// account was refused is not asked again for a while either, see RefusalGate.
class RequestBudget final : public QObject, public Registry {
    Q_OBJECT

public:
    static constexpr int maxRunning = 4;
    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    static constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(1); ///< our own
    static constexpr std::chrono::milliseconds longestServerPause = std::chrono::minutes(5);

    RequestBudget(std::unique_ptr<Registry> account, Clock &clock, QObject *parent = nullptr);
    ~RequestBudget() override;

    [[nodiscard]] BudgetUse use() const;
    /// Ends the pause, and forgets what was refused: a person asks, and is not kept waiting for
    /// what the server said before.
    void resume();

    PendingCall send(Operation operation, ReplyHandler handler) override;

private:
    class Call;

    void startNext();
    [[nodiscard]] Call *takeNext();
    void begin(Call *call);
    void answer(Call *call, Result<OperationReply> reply);
    void refuseWaiting();
    void ended(Call *call);
    void noteOutcome(const ApiError *error);
    void pauseFor(std::chrono::milliseconds wait);
    void forgetOldStarts() const;

    std::unique_ptr<Registry> m_account;
    Clock &m_clock;
    std::deque<Call *> m_waiting;
    std::deque<Call *> m_running;
    mutable std::deque<qint64> m_starts; // times of the last minute
    QDateTime m_pausedUntil;
    std::chrono::milliseconds m_pause{0};
    PendingCall m_resume;
    RefusalGate m_refusals;
};
