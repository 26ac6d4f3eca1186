#include "headlinetext.h"

#include "displaytext.h"
#include "headlinebar.h"

#include <QLocale>

namespace {

using State = Freshness::State;

/// Bad news of a part stays bad; that the rest is well is not known.
Health healthNow(Health counted, State state)
{
    const bool isBad = counted == Health::Delayed || counted == Health::Failing;
    const bool speaksOfNow = state == State::Fresh || (state == State::Partly && isBad);
    return speaksOfNow ? counted : Health::Unknown;
}

QString wordFor(Health counted, State state)
{
    switch (state) {
    case State::Lost:
        //: Headline: no registry gives an answer
        return HeadlineBar::tr("Not reachable");
    case State::Outdated:
        //: Headline: what is shown was read some time ago
        return HeadlineBar::tr("Out of date");
    case State::Partly:
        if (healthNow(counted, state) == Health::Unknown)
            //: Headline: some instances give no answer, the others are well
            return HeadlineBar::tr("Incomplete");
        break;
    case State::Fresh:
        break;
    }
    return displayName(counted);
}

QString noteFor(Health counted, const Freshness &freshness, const QDateTime &now)
{
    const QString time = cellTimeText(freshness.asOf, now);
    if (freshness.state == State::Fresh)
        return {};
    if (freshness.state == State::Partly) {
        //: %1 of %Ln instances
        const QString count = HeadlineBar::tr("%1 of %Ln not answering", nullptr, freshness.all)
                                  .arg(QLocale().toString(freshness.behind));
        //: %1: "1 of 3 not answering", %2: a time
        return time.isEmpty() ? count : HeadlineBar::tr("%1, as of %2").arg(count, time);
    }
    if (time.isEmpty())
        return {};
    if (counted == Health::Unknown)
        return HeadlineBar::tr("as of %1").arg(time);
    //: %1: how it stood then, %2: a time, as in "On time as of 14:02:11"
    return HeadlineBar::tr("%1 as of %2").arg(displayName(counted), time);
}

} // namespace

HeadlineText headlineText(Health counted, const Freshness &freshness, const QDateTime &now)
{
    return {.health = healthNow(counted, freshness.state),
            .word = wordFor(counted, freshness.state),
            .note = noteFor(counted, freshness, now)};
}
