#include "headlinetext.h"

#include "displaytext.h"
#include "headlinebar.h"
#include "liststatustext.h"

#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

bool isBad(Health health)
{
    return health == Health::Delayed || health == Health::Failing;
}

/// Bad news of a part stays bad, and that the rest is well is not known; but over a list that was
/// never read no word is said at all.
Health healthNow(Health counted, const Freshness &freshness)
{
    if (freshness.state == Freshness::State::Fresh)
        return isBad(counted) || freshness.missing == 0 ? counted : Health::Unknown;
    const bool speaksOfNow =
        freshness.state == Freshness::State::Partly && freshness.unread == 0 && isBad(counted);
    return speaksOfNow ? counted : Health::Unknown;
}

/// Nothing is read, and the reason is known: which is it.
QString refusedWord(const Freshness &freshness, const TimeContext &now)
{
    switch (freshness.refusal) {
    case PauseReason::KeyMissing:
        //: Headline: there is no access key to ask with
        return HeadlineBar::tr("No key");
    case PauseReason::KeyRefused:
        //: Headline: no registry accepts the access key
        return HeadlineBar::tr("Key refused");
    case PauseReason::ClockWrong:
        //: Headline: no registry accepts the time of this computer
        return HeadlineBar::tr("Clock wrong");
    case PauseReason::NoPermission:
        //: Headline: the key may not read any registry
        return HeadlineBar::tr("No permission");
    case PauseReason::NotSetUp:
        //: Headline: an address, a proxy or a CA file cannot be used
        return HeadlineBar::tr("Not set up");
    case PauseReason::Refused:
    case PauseReason::AskedToWait:
    case PauseReason::NoAnswer:
        //: Headline: every registry refuses to be read
        return HeadlineBar::tr("Refused");
    case PauseReason::KeyExpired:
        break;
    }
    if (!freshness.since.isValid())
        //: Headline: the access key has expired
        return HeadlineBar::tr("Key expired");
    //: Headline: the access key has expired; %1 is a time
    return HeadlineBar::tr("Key expired since %1").arg(cellTimeText(freshness.since, now));
}

QString wordFor(Health counted, const Freshness &freshness, const TimeContext &now)
{
    switch (freshness.state) {
    case Freshness::State::Lost:
        //: Headline: no registry gives an answer
        return HeadlineBar::tr("Not reachable");
    case Freshness::State::Refused:
        return refusedWord(freshness, now);
    case Freshness::State::Outdated:
        //: Headline: what is shown was read some time ago
        return HeadlineBar::tr("Out of date");
    case Freshness::State::Partly:
        if (healthNow(counted, freshness) == Health::Unknown)
            //: Headline: some instances were not read, so that nothing can be said of all
            return HeadlineBar::tr("Incomplete");
        break;
    case Freshness::State::Unread:
        return displayName(Health::Unknown);
    case Freshness::State::Fresh:
        if (freshness.missing > 0 && healthNow(counted, freshness) == Health::Unknown)
            return HeadlineBar::tr("Incomplete");
        break;
    }
    return displayName(counted);
}

/// Why not all is known, and since when: "1 of 4 refused since 14:02:11, never read".
QString partlyNote(Health counted, const Freshness &freshness, const TimeContext &now)
{
    QString note = behindText(freshness);
    const bool hasFailed = freshness.refused + freshness.notAnswering > 0;
    if (freshness.unread > 0 && hasFailed) {
        if (freshness.since.isValid())
            //: %1: "1 of 3 refused", %2: a time
            note = HeadlineBar::tr("%1 since %2").arg(note, cellTimeText(freshness.since, now));
        const bool isSaid = freshness.neverRead > 0 && freshness.unread == freshness.behind;
        note = isSaid ? note
               : freshness.unread == freshness.behind
                   //: %1: "1 of 3 refused since 14:02:11"
                   ? HeadlineBar::tr("%1, never read").arg(note)
                   //: %1: "2 of 3 refused since 14:02:11", %Ln of these
                   : HeadlineBar::tr("%1, %Ln of them never read", nullptr, freshness.unread)
                         .arg(note);
    } else if (freshness.asOf.isValid()) {
        //: %1: "1 of 3 not answering", %2: a time
        note = HeadlineBar::tr("%1, as of %2").arg(note, cellTimeText(freshness.asOf, now));
    }
    const bool hidesBadNews = healthNow(counted, freshness) == Health::Unknown && isBad(counted);
    if (hidesBadNews)
        //: %1: "1 of 3 refused", %2: how the instances that were read are: "Delayed"
        note = HeadlineBar::tr("%1 · the others: %2").arg(note, displayName(counted));
    return note;
}

/// None is current: what the numbers said when they were read last.
QString formerNote(Health counted, const Freshness &freshness, const TimeContext &now)
{
    const QString time = cellTimeText(freshness.asOf, now);
    if (time.isEmpty()) {
        const QString since = cellTimeText(freshness.since, now);
        //: the headline: "Not reachable", then this; %1 is a time
        return since.isEmpty() ? QString() : HeadlineBar::tr("since %1, never read").arg(since);
    }
    if (freshness.unread > 0)
        //: %1: a time; of %Ln instances nothing is known
        return HeadlineBar::tr("as of %1, %Ln never read", nullptr, freshness.unread).arg(time);
    if (counted == Health::Unknown)
        return HeadlineBar::tr("as of %1").arg(time);
    //: %1: how it stood then, %2: a time, as in "On time as of 14:02:11"
    return HeadlineBar::tr("%1 as of %2").arg(displayName(counted), time);
}

QString noteFor(Health counted, const Freshness &freshness, const TimeContext &now)
{
    switch (freshness.state) {
    case Freshness::State::Fresh:
        if (freshness.unproven == 0)
            return {};
        //: %1 of %Ln instances: tasks may be missing
        return HeadlineBar::tr("%1 of %Ln not proven complete", nullptr, freshness.all)
            .arg(QLocale().toString(freshness.unproven));
    case Freshness::State::Unread:
        return {};
    case Freshness::State::Partly:
        return partlyNote(counted, freshness, now);
    case Freshness::State::Lost:
    case Freshness::State::Refused:
    case Freshness::State::Outdated:
        break;
    }
    return formerNote(counted, freshness, now);
}

/// Over a range without a task no word is said of health; what is bad now is not lost with it.
HeadlineText headlineOfNothing(Health counted, const Freshness &freshness, const TimeContext &now)
{
    QStringList notes;
    if (isBad(counted))
        //: Headline: "No tasks", then this; %1: how the tasks of now are: "Delayed"
        notes << HeadlineBar::tr("now: %1").arg(displayName(counted));
    if (const QString note = noteFor(Health::Unknown, freshness, now); !note.isEmpty())
        notes << note;
    //: Headline: no task is in the range of time, so that there is nothing to judge
    return {.health = Health::Unknown,
            .word = HeadlineBar::tr("No tasks"),
            .note = notes.join(u" · "_s)};
}

} // namespace

HeadlineText headlineText(const StatusSummary &summary, const Freshness &freshness,
                          const TimeContext &now)
{
    const bool isAllRead =
        freshness.all > 0 && freshness.state == Freshness::State::Fresh && freshness.missing == 0;
    if (summary.hasNoTasks && isAllRead)
        return headlineOfNothing(summary.health, freshness, now);
    const bool isJudged = !summary.hasNoTasks || isBad(summary.health);
    const Health counted = isJudged ? summary.health : Health::Unknown;
    return {.health = healthNow(counted, freshness),
            .word = wordFor(counted, freshness, now),
            .note = noteFor(counted, freshness, now)};
}
