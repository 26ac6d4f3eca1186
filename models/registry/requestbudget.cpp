#include "requestbudget.h"

#include <QPointer>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One call: waits, runs, and reports; deleting it at any time takes it back.
class RequestBudget::Call final : public QObject {
    Q_OBJECT

public:
    Call(RequestBudget &budget, Operation asked) : operation(std::move(asked)), m_budget(&budget) {}
    ~Call() override
    {
        if (m_budget)
            m_budget->ended(this);
    }
    Q_DISABLE_COPY_MOVE(Call)

    void leave() { m_budget = nullptr; }

    /// Its handler runs, and it ends.
    void report(Result<OperationReply> answer)
    {
        reply = std::move(answer);
        leave();
        deleteLater();
        Q_EMIT answered();
    }

    const Operation operation;
    Result<OperationReply> reply{};
    PendingCall inner{};

Q_SIGNALS:
    void answered();

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
    if (const std::optional<ApiError> refusal = m_refusals.refusal(operation, m_clock.now())) {
        return m_clock.after(
            0ms, [run = std::move(handler), error = *refusal] { run(tl::unexpected(error)); });
    }
    const bool isUrgent = !isPaged(operation);
    auto *call = new Call(*this, std::move(operation));
    auto connection = connect(call, &Call::answered, call,
                              [call, run = std::move(handler)] { run(std::move(call->reply)); });
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
    while (m_running.size() < maxRunning) {
        Call *call = takeNext();
        if (!call)
            break;
        begin(call);
    }
    forgetOldStarts();
}

/// The first that need not wait for the answer of another that wants the same.
RequestBudget::Call *RequestBudget::takeNext()
{
    const auto next = std::ranges::find_if(
        m_waiting, [this](const Call *call) { return !m_refusals.isTried(call->operation); });
    if (next == m_waiting.end())
        return nullptr;
    Call *call = *next;
    m_waiting.erase(next);
    return call;
}

void RequestBudget::begin(Call *call)
{
    m_running.push_back(call);
    m_starts.push_back(m_clock.now().toMSecsSinceEpoch());
    m_refusals.begin(call->operation);
    call->inner = m_account->send(call->operation, [this, call](Result<OperationReply> reply) {
        answer(call, std::move(reply));
    });
}

void RequestBudget::answer(Call *call, Result<OperationReply> reply)
{
    const ApiError *error = reply ? nullptr : &reply.error();
    noteOutcome(error);
    m_refusals.answered(call->operation, error, m_clock.now());
    std::erase(m_running, call);
    if (error && error->isRefusal())
        refuseWaiting();
    startNext();
    call->report(std::move(reply)); // who hears of it may delete this
}

/// What waits for its turn and would be refused as well.
void RequestBudget::refuseWaiting()
{
    const QDateTime now = m_clock.now();
    std::vector<std::pair<QPointer<Call>, ApiError>> refused;
    for (Call *call : m_waiting) {
        if (const std::optional<ApiError> error = m_refusals.refusal(call->operation, now))
            refused.emplace_back(call, *error);
    }
    std::erase_if(m_waiting, [&refused](const Call *call) {
        return std::ranges::find(refused, call, [](const auto &each) {
                   return each.first.data();
               }) != refused.end();
    });
    for (const auto &[call, error] : refused) {
        call->leave();
        call->inner = m_clock.after(0ms, [answered = call, reason = error] {
            if (answered)
                answered->report(tl::unexpected(reason));
        });
    }
}

/// It was dropped.
void RequestBudget::ended(Call *call)
{
    std::erase(m_waiting, call);
    if (std::erase(m_running, call) > 0)
        m_refusals.drop(call->operation);
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
    m_refusals.clear();
    startNext();
}

void RequestBudget::forgetOldStarts() const
{
    const qint64 minuteAgo = m_clock.now().addSecs(-60).toMSecsSinceEpoch();
    while (!m_starts.empty() && m_starts.front() < minuteAgo)
        m_starts.pop_front();
}

#include "requestbudget.moc"
