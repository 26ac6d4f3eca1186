#pragma once

#include <QDateTime>
#include <QTimeZone>

// What the clocks of a time zone show, and which moments that can mean. A zone that is not valid is
// that of this computer. Qt's own local times hold one of two equal hours only, where the clocks go
// back; these tell them apart.

/// What the clocks of \p zone show at \p time, as if it were UTC; \p time must be valid.
QDateTime wallTime(const QDateTime &time, const QTimeZone &zone);
/// How far the clocks of \p zone are ahead of UTC at \p time, in seconds.
int utcOffset(const QDateTime &time, const QTimeZone &zone);

/// The moments that a time on the clock can mean: two where the clocks go back.
struct WallMoments {
    QDateTime earliest{}; ///< UTC
    QDateTime latest{};   ///< UTC
    bool exists = false;  ///< else the clocks skip it: the moments lie around where they do
};

/// \p wall as from wallTime().
WallMoments momentsOf(const QDateTime &wall, const QTimeZone &zone);
/// The first moment of \p day, in UTC.
QDateTime firstMomentOf(const QDate &day, const QTimeZone &zone);
