#include "silencewords.h"

#include "displaytext.h"
#include "displaywords.h"
#include "printable.h"
#include "region.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

QString withReason(const QString &text, const QString &reason)
{
    if (reason.isEmpty())
        return text;
    //: %1: "Muted until 14:00", %2: why, as somebody wrote it
    return DisplayWords::tr("%1 · %2", "reason").arg(text, isolated(printable(reason)));
}

QString weeklyText(const WeeklyHours &hours)
{
    QStringList days;
    for (std::size_t day = 0; day < hours.days.size(); ++day) {
        if (hours.days.at(day))
            days << QLocale().dayName(static_cast<int>(day) + 1, QLocale::ShortFormat);
    }
    constexpr auto format = "HH:mm"_L1;
    const QString times =
        hours.from.toString(QString(format)) + u'–' + hours.to.toString(QString(format));
    const QString zone = printable(hours.zoneId);
    //: %1: days of the week, %2: "22:00–23:30"
    const QString text = DisplayWords::tr("Every %1 %2").arg(listText(days), times);
    //: %1: "Every Mon 22:00–23:30", %2: the name of a time zone
    return zone.isEmpty() ? text : DisplayWords::tr("%1 (%2)", "time zone").arg(text, zone);
}

} // namespace

QString silencedText(const SilenceScope &scope)
{
    switch (scope.kind) {
    case SilenceScope::Kind::All:
        return DisplayWords::tr("All notifications");
    case SilenceScope::Kind::View:
        //: %1: the name of a saved view
        return DisplayWords::tr("View “%1”").arg(isolated(printable(scope.view)));
    case SilenceScope::Kind::Query:
        if (scope.view.isEmpty())
            return isolated(printable(scope.query));
        //: %1: the name that somebody gave to a saved view
        return DisplayWords::tr("View “%1”").arg(isolated(printable(scope.view)));
    case SilenceScope::Kind::Route:
        return printable(placeName(scope.fromRegion)) + u" → "_s +
               printable(placeName(scope.toRegion));
    }
    return {};
}

QString silenceTimesText(const Silence &silence, const TimeContext &context)
{
    switch (silence.kind) {
    case Silence::Kind::Mute:
        return silence.until.isValid()
                   //: Notifications are silenced; %1 is a time
                   ? DisplayWords::tr("Until %1").arg(shortTimeText(silence.until, context))
                   //: Notifications are silenced without an end
                   : DisplayWords::tr("Until unmuted");
    case Silence::Kind::Maintenance:
        //: %1 and %2 are times
        return DisplayWords::tr("%1 to %2", "times")
            .arg(shortTimeText(silence.from, context),
                 shortTimeText(silence.until, dayOf(silence.from, context.times), context.times));
    case Silence::Kind::Weekly:
        return weeklyText(silence.weekly);
    }
    return {};
}

QString silenceText(const ActiveSilence &active, const TimeContext &context)
{
    const QString until =
        active.period.until.isValid() ? shortTimeText(active.period.until, context) : QString();
    const bool isMute = active.silence.kind == Silence::Kind::Mute;
    //: Notifications are silenced; %1 is a time
    const QString text = until.isEmpty() ? DisplayWords::tr("Muted")
                         : isMute        ? DisplayWords::tr("Muted until %1").arg(until)
                                         : DisplayWords::tr("Maintenance until %1").arg(until);
    const QString &by = active.silence.by;
    if (by.isEmpty())
        return withReason(text, active.silence.reason);
    //: %1: "Muted until 14:00", %2: who did that for the whole team
    return withReason(DisplayWords::tr("%1 by %2", "muted").arg(text, isolated(printable(by))),
                      active.silence.reason);
}

QString silencedWhyText(const Silence &silence)
{
    return withReason(silencedText(silence.scope), silence.reason);
}
