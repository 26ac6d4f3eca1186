#include "sleepnotice.h"

#include "displaytext.h"
#include "messagebar.h"
#include "timedisplay.h"

#include <utility>

bool SleepNotice::update(std::chrono::milliseconds uptime, const TimeContext &context,
                         MessageBar &bar)
{
    const auto seenAt = std::exchange(m_seenAt, uptime);
    if (!seenAt || uptime - *seenAt <= longestPause)
        return false;
    const std::chrono::milliseconds slept = uptime - *seenAt;
    const QDateTime begin = context.now.addMSecs(-slept.count());
    bar.withdrawNotice(m_shown);
    //: %1 and %2 are times, %3 is a duration
    m_shown = {.happened = tr("Nothing was read from %1 to %2 (%3): the computer slept, or this "
                              "program was stopped.")
                               .arg(shortTimeText(begin, context),
                                    shortTimeText(context.now, context), durationText(slept)),
               .whatToDo = tr("Everything is being read again. What failed in that time shows, and "
                              "is announced, as it comes.")};
    bar.showNotice(m_shown, {});
    return true;
}
