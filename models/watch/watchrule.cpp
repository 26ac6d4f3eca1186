#include "watchrule.h"

QDateTime endOfQuiet(const WatchRule &rule, const QDateTime &now)
{
    if (!rule.hasQuietHours || rule.quietFrom == rule.quietTo)
        return {};
    const QTime time = now.toLocalTime().time();
    const bool begun = time >= rule.quietFrom;
    const bool endIsToCome = time < rule.quietTo;
    const bool crossesMidnight = rule.quietFrom > rule.quietTo;
    const bool isQuiet = crossesMidnight ? begun || endIsToCome : begun && endIsToCome;
    if (!isQuiet)
        return {};
    constexpr qint64 day = 24LL * 60 * 60 * 1000;
    const qint64 left = time.msecsTo(rule.quietTo);
    return now.addMSecs(left > 0 ? left : left + day);
}
