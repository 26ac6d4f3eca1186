#include "teamnote.h"

#include "printable.h"

#include <QUuid>

QString newNoteId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

std::optional<NoteFault> faultOfNote(const QString &by, const QString &reason)
{
    if (by.trimmed().isEmpty())
        return NoteFault::NoName;
    if (by.size() > TeamNote::longestName)
        return NoteFault::LongName;
    if (hasHidden(by))
        return NoteFault::HiddenInName;
    if (reason.size() > TeamNote::longestReason)
        return NoteFault::LongReason;
    if (hasHidden(reason))
        return NoteFault::HiddenInReason;
    return {};
}
