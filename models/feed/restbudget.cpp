#include "restbudget.h"

#include <QMetaMethod>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr double msPerMinute = 60'000;
constexpr double leastCapacity = 2;
constexpr double partAtOnce = 1.0 / 6; // of a minute's requests, in each bucket
constexpr double partFilled = 0.99;    // so that an hour with what was saved up stays within it
constexpr double partForLists = 2.0 / 3;
constexpr double nearlyOne = 1 - 1e-6; // tokens are counted in fractions

} // namespace

/// Somebody who waits for a request; deleting it gives up the turn.
class RestBudget::Turn final : public QObject {
    Q_OBJECT

public:
    /// A dropped call is disconnected at once, and deleted later.
    [[nodiscard]] bool isAwaited() const
    {
        return isSignalConnected(QMetaMethod::fromSignal(&Turn::came));
    }

Q_SIGNALS:
    void came();
};

RestBudget::RestBudget(Clock &clock, int perMinute)
    : m_clock(clock), m_perMinute(std::max(perMinute, 1)), m_filledAt(clock.now())
{
}

RestBudget::~RestBudget() = default;

void RestBudget::setPerMinute(int requests)
{
    fill();
    m_perMinute = std::max(requests, 1);
    planNext();
}

std::chrono::milliseconds RestBudget::intervalFor(std::chrono::milliseconds wanted) const
{
    if (wanted <= 0ms || m_lists == 0)
        return wanted;
    const double needed = m_lists * msPerMinute / (m_perMinute * partFilled * partForLists);
    const std::chrono::seconds whole(static_cast<qint64>(std::ceil(needed / 1000)));
    return std::max(wanted, std::chrono::milliseconds(whole));
}

bool RestBudget::tryTake()
{
    forgetDropped();
    fill();
    if (!m_waiting.empty() || m_forLists < nearlyOne)
        return tryTakeSpare();
    m_forLists -= 1;
    return true;
}

bool RestBudget::tryTakeSpare()
{
    fill();
    // A charge is paid by both.
    if (m_spare < nearlyOne || m_forLists + m_spare < nearlyOne)
        return false;
    m_spare -= 1;
    return true;
}

PendingCall RestBudget::whenFree(std::function<void()> then)
{
    auto *turn = new Turn;
    auto connection = QObject::connect(turn, &Turn::came, turn, std::move(then));
    m_waiting.emplace_back(turn);
    planNext();
    return {turn, std::move(connection)};
}

void RestBudget::charge(int requests)
{
    fill();
    m_forLists -= requests;
    planNext();
}

std::chrono::milliseconds RestBudget::expectedWait() const
{
    forgetDropped();
    fill();
    return timeFor(static_cast<double>(m_waiting.size()) + 1 - m_forLists);
}

std::chrono::milliseconds RestBudget::firstWait() const
{
    forgetDropped();
    fill();
    return m_waiting.empty() ? 0ms : timeFor(1 - m_forLists);
}

double RestBudget::capacity() const
{
    return std::max(leastCapacity, m_perMinute * partAtOnce);
}

/// Until so many requests have come for the lists.
std::chrono::milliseconds RestBudget::timeFor(double requests) const
{
    const double ms = std::ceil(std::max(0.0, requests) * msPerMinute /
                                (m_perMinute * partFilled * partForLists));
    return std::chrono::milliseconds(static_cast<qint64>(ms));
}

void RestBudget::fill() const
{
    const QDateTime now = m_clock.now();
    const qint64 passed = std::max<qint64>(m_filledAt.msecsTo(now), 0);
    m_filledAt = now;
    const double came = static_cast<double>(passed) * m_perMinute * partFilled / msPerMinute;
    m_forLists += came * partForLists;
    const double left = std::max(0.0, m_forLists - capacity());
    m_forLists -= left;
    m_spare = std::min(m_spare + came * (1 - partForLists) + left, capacity());
}

void RestBudget::forgetDropped() const
{
    std::erase_if(m_waiting,
                  [](const QPointer<Turn> &turn) { return turn.isNull() || !turn->isAwaited(); });
}

void RestBudget::planNext()
{
    forgetDropped();
    if (m_waiting.empty()) {
        m_next = {};
        return;
    }
    fill();
    m_next = m_clock.after(timeFor(1 - m_forLists), [this] {
        m_next = {};
        serve();
    });
}

void RestBudget::serve()
{
    forgetDropped();
    fill();
    if (m_waiting.empty())
        return;
    if (m_forLists < nearlyOne)
        return planNext();
    m_forLists -= 1;
    Turn *turn = m_waiting.front().data();
    m_waiting.pop_front();
    planNext(); // who comes now may ask again
    turn->deleteLater();
    Q_EMIT turn->came();
}

#include "restbudget.moc"
