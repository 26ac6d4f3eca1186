#pragma once

#include <QDateTime>

/// In UTC; a time of 0 ms was not given and is invalid.
inline QDateTime timeFromUnixMs(qint64 ms)
{
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

/// 0 when \p time is invalid.
inline qint64 unixMs(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}
