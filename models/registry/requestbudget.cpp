#include "requestbudget.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One call: waits, runs, and reports; deleting it at any time takes it back.
class RequestBudget::Call final : public QObject {
    Q_OBJECT

public:
    explicit Call(RequestBudget &budget) : m_budget(&budget) {}
    ~Call() override
    {
        if (m_budget)
            m_budget->ended(this);
    }
    Q_DISABLE_COPY_MOVE(Call)

    void leave() { m_budget = nullptr; }

    std::function<void()> begin{};
    PendingCall inner{};

Q_SIGNALS:
    void finished();

private:
    RequestBudget *m_budget;
};

RequestBudget::RequestBudget(std::unique_ptr<Registry> account, Clock &clock, QObject *parent)
    : QObject(parent), m_account(std::move(account)), m_clock(clock)
{
}

RequestBudget::~RequestBudget()
{
    // Who asked holds the calls; they end with nobody to tell.
    for (const std::deque<Call *> *calls : {&m_waiting, &m_running}) {
        for (Call *call : *calls) {
            call->inner = {};
            call->leave();
        }
    }
}

BudgetUse RequestBudget::use() const
{
    forgetOldStarts();
    return {.running = static_cast<int>(m_running.size()),
            .waiting = static_cast<int>(m_waiting.size()),
            .lastMinute = static_cast<int>(m_starts.size()),
            .pausedUntil = m_pausedUntil};
}

PendingCall RequestBudget::send(Operation operation, ReplyHandler handler)
{
    const bool isUrgent = !isPaged(operation);
    auto *call = new Call(*this);
    const auto answer = std::make_shared<Result<OperationReply>>();
    call->begin = [this, call, answer, asked = std::move(operation)] {
        call->inner = m_account->send(asked, [this, call, answer](Result<OperationReply> reply) {
            noteOutcome(reply ? nullptr : &reply.error());
            *answer = std::move(reply);
            call->deleteLater();
            ended(call);
            call->leave();
            Q_EMIT call->finished();
        });
    };
    auto connection = connect(call, &Call::finished, call,
                              [answer, run = std::move(handler)] { run(std::move(*answer)); });
    if (isUrgent)
        m_waiting.push_front(call);
    else
        m_waiting.push_back(call);
    startNext();
    return {call, std::move(connection)};
}

void RequestBudget::startNext()
{
    if (m_pausedUntil.isValid() && m_clock.now() < m_pausedUntil)
        return;
    m_pausedUntil = {};
    m_resume = {};
    while (!m_waiting.empty() && m_running.size() < maxRunning) {
        Call *call = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(call);
        m_starts.push_back(m_clock.now().toMSecsSinceEpoch());
        call->begin();
    }
    forgetOldStarts();
}

void RequestBudget::ended(Call *call)
{
    std::erase(m_waiting, call);
    std::erase(m_running, call);
    startNext();
}

void RequestBudget::noteOutcome(const ApiError *error)
{
    if (!error) {
        m_pause = 0ms;
        return;
    }
    const auto asked = std::clamp<std::chrono::milliseconds>(error->retryAfter.value_or(0ms), 0ms,
                                                             longestServerPause);
    if (error->kind == ApiError::Kind::Throttled) {
        m_pause = m_pause == 0ms ? firstPause : std::min(m_pause * 2, longestPause);
        pauseFor(std::max(m_pause, asked));
    } else if (error->kind != ApiError::Kind::Server && asked > 0ms) {
        // A server that fails speaks of itself alone; other regions' are good.
        pauseFor(asked);
    }
}

void RequestBudget::pauseFor(std::chrono::milliseconds wait)
{
    const QDateTime now = m_clock.now();
    m_pausedUntil = std::clamp(m_pausedUntil, now.addMSecs(wait.count()),
                               now.addMSecs(longestServerPause.count()));
    // To the end of the pause, which may be that of an earlier reply: nothing else would wake the
    // calls that wait. Whatever the clock says then, the pause is over: timers may be early, and
    // clocks may be set back.
    m_resume = m_clock.after(std::chrono::milliseconds(now.msecsTo(m_pausedUntil)), [this] {
        m_pausedUntil = {};
        startNext();
    });
}

void RequestBudget::resume()
{
    m_pause = 0ms;
    m_pausedUntil = {};
    m_resume = {};
    startNext();
}

void RequestBudget::forgetOldStarts() const
{
    const qint64 minuteAgo = m_clock.now().addSecs(-60).toMSecsSinceEpoch();
    while (!m_starts.empty() && m_starts.front() < minuteAgo)
        m_starts.pop_front();
}

#include "requestbudget.moc"
