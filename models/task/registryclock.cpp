#include "registryclock.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longestRoundTrip = 10s;
constexpr milliseconds absurd = 24h * 366;
constexpr milliseconds resolution = 1s; // of an HTTP date
// A correction by less than the uncertainty would only make the clock jump.
constexpr milliseconds leastChange = 2s;

/// Units of a difference, the largest first: each is used from twice its length on.
struct DifferenceUnit {
    milliseconds length;
    QStringView name;
};

constexpr std::array differenceUnits = {
    DifferenceUnit{24h, u" d"},
    DifferenceUnit{1h, u" h"},
    DifferenceUnit{1min, u" min"},
    DifferenceUnit{1s, u" s"},
};

} // namespace

QDateTime RegistryClock::now() const
{
    return m_local.now().addMSecs(m_correction.count());
}

PendingCall RegistryClock::after(milliseconds delay, std::function<void()> then)
{
    return m_local.after(delay, std::move(then));
}

void RegistryClock::learn(const ServerTime &time)
{
    if (!time.at.isValid() || time.roundTrip < 0ms || time.roundTrip > longestRoundTrip)
        return;
    const QDateTime written = m_local.now().addMSecs(-time.roundTrip.count() / 2);
    const milliseconds difference = milliseconds(written.msecsTo(time.at)) + resolution / 2;
    if (difference > absurd || difference < -absurd)
        return;
    m_differences.push_back(difference);
    if (m_differences.size() > samples)
        m_differences.pop_front();
    std::vector<milliseconds> sorted(m_differences.begin(), m_differences.end());
    std::ranges::sort(sorted);
    const milliseconds median = sorted[sorted.size() / 2];
    if (std::chrono::abs(median - m_correction) >= leastChange)
        m_correction = std::chrono::abs(median) >= leastChange ? median : 0ms;
}

QString clockDifferenceText(milliseconds ahead)
{
    const milliseconds difference = std::chrono::abs(ahead);
    const auto *unit =
        std::ranges::find_if(differenceUnits, [difference](const DifferenceUnit &each) {
            return difference >= 2 * each.length;
        });
    if (unit == differenceUnits.end())
        unit = &differenceUnits.back();
    const qint64 amount = (difference + unit->length / 2) / unit->length;
    return QString::number(amount) + unit->name + (ahead < 0ms ? u" behind"_s : u" ahead of"_s);
}
