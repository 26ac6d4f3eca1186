#include "preferences.h"

#include <QTimeZone>

bool isKnownZone(const TimeChoice &choice)
{
    return choice.zoneId.isEmpty() || QTimeZone::isTimeZoneIdAvailable(choice.zoneId.toUtf8());
}

TimeDisplay timeDisplay(const TimeChoice &choice)
{
    const bool isLocal = choice.zoneId.isEmpty() || !isKnownZone(choice);
    return {.zone = isLocal ? QTimeZone() : QTimeZone(choice.zoneId.toUtf8()),
            .style = choice.style};
}
