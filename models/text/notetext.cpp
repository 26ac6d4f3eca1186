#include "notetext.h"

#include "displaywords.h"
#include "printable.h"

QString acknowledgedText(const TeamNote &note, const TimeContext &context)
{
    const QString time = shortTimeText(note.madeAt, context);
    const QString by = isolated(printable(note.by));
    if (note.reason.isEmpty())
        //: Somebody looks after a failed task; %1 is a person, %2 a time
        return DisplayWords::tr("Acknowledged by %1 at %2").arg(by, time);
    //: Somebody looks after a failed task; %1 is a person, %2 a time, %3 what they wrote
    return DisplayWords::tr("Acknowledged by %1 at %2: %3")
        .arg(by, time, isolated(printable(note.reason)));
}

QString describe(NoteFault fault)
{
    switch (fault) {
    case NoteFault::NoName:
        return DisplayWords::tr("Type your name: the others see it.");
    case NoteFault::LongName:
        return DisplayWords::tr("Shorten the name to %Ln character(s).", nullptr,
                                static_cast<int>(TeamNote::longestName));
    case NoteFault::HiddenInName:
        return DisplayWords::tr("Type the name anew: it has characters that cannot be seen.");
    case NoteFault::LongReason:
        return DisplayWords::tr("Shorten the reason to %Ln character(s).", nullptr,
                                static_cast<int>(TeamNote::longestReason));
    case NoteFault::HiddenInReason:
        break;
    }
    return DisplayWords::tr("Type the reason anew: it has line breaks or characters that cannot be "
                            "seen.");
}
