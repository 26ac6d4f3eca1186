#include "clocknotice.h"

#include "displaytext.h"
#include "messagebar.h"
#include "registryclock.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds noticed = 30s;
constexpr std::chrono::milliseconds right = 10s; // less than noticed: it may waver
constexpr std::chrono::milliseconds serious = 10min;

ClockNotice::Level levelOf(std::chrono::milliseconds correction)
{
    const std::chrono::milliseconds difference = std::chrono::abs(correction);
    if (difference > serious)
        return ClockNotice::Level::Error;
    return difference > noticed ? ClockNotice::Level::Notice : ClockNotice::Level::None;
}

} // namespace

void ClockNotice::update(std::chrono::milliseconds correction, MessageBar &bar)
{
    if (std::chrono::abs(correction) < right && m_told != Level::None) {
        m_told = Level::None;
        return bar.withdrawNotice(m_shown);
    }
    const Level level = levelOf(correction);
    if (level == m_told || level == Level::None) // between the two limits it may waver
        return;
    if (m_told != Level::None)
        bar.withdrawNotice(m_shown);
    m_told = level;
    const QString difference = durationText(std::chrono::abs(correction));
    const QString happened =
        correction < 0ms
            //: %1 is a duration
            ? tr("This computer's clock is %1 ahead of the registry's.").arg(difference)
            //: %1 is a duration
            : tr("This computer's clock is %1 behind the registry's.").arg(difference);
    const QString whatToDo =
        level == Level::Error
            ? tr("Set the clock now, for example by NTP: from 15 minutes on the registry refuses "
                 "every request. Ages and durations are by the registry's clock.")
            : tr("Set the clock, for example by NTP. Ages and durations are by the registry's "
                 "clock.");
    m_shown = {.happened = happened, .whatToDo = whatToDo};
    bar.showNotice(m_shown, {});
}

std::optional<QString> clockWarning(std::chrono::milliseconds correction)
{
    if (levelOf(correction) == ClockNotice::Level::None)
        return {};
    return u"this computer's clock is %1 the registry's; ages are by the registry's clock. Set it, "
           u"for example by NTP"_s.arg(clockDifferenceText(-correction));
}
