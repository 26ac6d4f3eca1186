#include "waitnotice.h"

#include "printable.h"

#include <algorithm>
#include <utility>

WaitNotice::WaitNotice(Pauses pauses, Clock &clock, QIODevice &errors)
    : m_pauses(std::move(pauses)), m_clock(clock), m_errors(errors)
{
    look();
}

void WaitNotice::look()
{
    m_nextLook = m_clock.after(lookInterval, [this] { look(); });
    const QDateTime now = m_clock.now();
    for (const ReadingPause &pause : m_pauses()) {
        if (isNew(pause))
            m_errors.write("sync-dashboard: " + printable(pauseText(pause, now)).toUtf8() + '\n');
    }
}

/// One that was told and only lasts a little longer is not told again.
bool WaitNotice::isNew(const ReadingPause &pause)
{
    const QDateTime now = m_clock.now();
    if (!pause.nextTry.isValid() || now.addMSecs(shortest.count()) > pause.nextTry)
        return false;
    QDateTime &told = m_told[pauseText({.reason = pause.reason, .subjects = pause.subjects}, now)];
    if (told.isValid() && now < told)
        return false;
    told = pause.nextTry;
    return true;
}
