#include "liststatustext.h"

#include "displaytext.h"
#include "readingpause.h"
#include "region.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <utility>

namespace {

class ListStatusText final {
    Q_DECLARE_TR_FUNCTIONS(ListStatusText)
};

/// What is behind: "3 instances", "2 regions", "3 instances and 2 regions"; regions that list
/// nothing are no instances, and how many they have nobody knows.
QString subjectsBehind(const Freshness &freshness)
{
    const int instances = freshness.behind - freshness.places;
    //: part of a list: those that list no instance
    QString places = ListStatusText::tr("%Ln region(s) or profile(s)", nullptr, freshness.places);
    if (instances == 0)
        return places;
    //: %1: some of %Ln instances
    const QString some = ListStatusText::tr("%1 of %Ln instance(s)", nullptr, freshness.instances())
                             .arg(QLocale().toString(instances));
    return QLocale().createSeparatedList({some, places});
}

/// How many lists are in the one state in which all that are behind are; empty: in several.
QString onlyBehindText(const Freshness &freshness)
{
    const QString count = QLocale().toString(freshness.behind);
    if (freshness.refused == freshness.behind)
        //: %1 of %Ln instances: the registry does not allow reading them
        return ListStatusText::tr("%1 of %Ln refused", nullptr, freshness.all).arg(count);
    if (freshness.notAnswering == freshness.behind)
        //: %1 of %Ln instances
        return ListStatusText::tr("%1 of %Ln not answering", nullptr, freshness.all).arg(count);
    if (freshness.neverRead == freshness.behind)
        //: %1 of %Ln instances: nothing came from them yet
        return ListStatusText::tr("%1 of %Ln never read", nullptr, freshness.all).arg(count);
    if (freshness.outdated == freshness.behind)
        //: %1 of %Ln instances: they were read some time ago
        return ListStatusText::tr("%1 of %Ln out of date", nullptr, freshness.all).arg(count);
    return {};
}

QStringList reasonsOf(const Freshness &freshness)
{
    QStringList reasons;
    if (freshness.refused > 0)
        //: part of a list: so many instances
        reasons << ListStatusText::tr("%Ln refused", nullptr, freshness.refused);
    if (freshness.notAnswering > 0)
        //: part of a list: so many instances
        reasons << ListStatusText::tr("%Ln not answering", nullptr, freshness.notAnswering);
    if (freshness.neverRead > 0)
        //: part of a list: so many instances
        reasons << ListStatusText::tr("%Ln never read", nullptr, freshness.neverRead);
    if (freshness.outdated > 0)
        //: part of a list: so many instances
        reasons << ListStatusText::tr("%Ln out of date", nullptr, freshness.outdated);
    return reasons;
}

/// Where regions are behind too: the word first, for it is of both.
QString mixedBehindText(const Freshness &freshness)
{
    const QString who = subjectsBehind(freshness);
    if (freshness.refused == freshness.behind)
        //: %1: "3 of 4 instances and 2 regions"
        return ListStatusText::tr("Refused: %1").arg(who);
    if (freshness.notAnswering == freshness.behind)
        //: %1: "3 of 4 instances and 2 regions"
        return ListStatusText::tr("Not answering: %1").arg(who);
    if (freshness.neverRead == freshness.behind)
        //: %1: "3 of 4 instances and 2 regions"
        return ListStatusText::tr("Never read: %1").arg(who);
    //: %1: "3 of 4 instances and 2 regions"; %2: "1 refused, 2 not answering"
    return ListStatusText::tr("Not read: %1 (%2)").arg(who, listText(reasonsOf(freshness)));
}

} // namespace

QString displayName(ListStatus::State state)
{
    switch (state) {
    case ListStatus::State::Refused:
        //: state of an instance: reading it is not allowed, or not possible as it is set up
        return ListStatusText::tr("Refused");
    case ListStatus::State::NotAnswering:
        //: state of an instance
        return ListStatusText::tr("Not answering");
    case ListStatus::State::NeverRead:
        //: state of an instance: nothing came from it yet
        return ListStatusText::tr("Never read");
    case ListStatus::State::Outdated:
        //: state of an instance: it was read some time ago
        return ListStatusText::tr("Out of date");
    case ListStatus::State::Current:
        break;
    }
    //: state of an instance
    return ListStatusText::tr("Answering");
}

QString stateText(const ListStatus &status)
{
    const std::optional<ReadingPause> pause = pauseOf(status);
    const bool hasReason =
        pause && pause->reason != PauseReason::NoAnswer && pause->reason != PauseReason::Refused;
    return hasReason ? displayName(pause->reason) : displayName(status.state);
}

QString subjectText(const ListStatus &status)
{
    QString place = placeName(status.instance.regionId);
    if (!status.isInstance())
        return place;
    //: %1: name of an instance, %2: its place
    return place.isEmpty() ? status.name : ListStatusText::tr("%1, %2").arg(status.name, place);
}

QString fullSubjectText(const ListStatus &status)
{
    QStringList where{placeName(status.instance.regionId), status.instance.account};
    where.removeAll(QString());
    if (!status.isInstance())
        return listText(where);
    //: %1: an instance, %2: its place, and the profile that asks: "Hangzhou, prod"
    return where.isEmpty() ? status.name
                           : ListStatusText::tr("%1 (%2)").arg(status.name, listText(where));
}

QString behindText(const Freshness &freshness)
{
    if (freshness.behind == 0)
        return {};
    if (freshness.places > 0)
        return mixedBehindText(freshness);
    QString only = onlyBehindText(freshness);
    if (!only.isEmpty())
        return only;
    //: %1 of %Ln instances; %2: "1 refused, 2 not answering"
    return ListStatusText::tr("%1 of %Ln not read: %2", nullptr, freshness.all)
        .arg(QLocale().toString(freshness.behind), listText(reasonsOf(freshness)));
}

QString completenessText(const FeedState &state, const TimeContext &now)
{
    const QLocale locale;
    const QString loaded = locale.toString(state.loaded);
    if (!state.asOf.isValid())
        return {};
    if (state.complete && !state.isOfHistory)
        //: %1: number of tasks of an instance, all of which were read
        return ListStatusText::tr("Complete: %1").arg(loaded);
    if (state.doubt)
        //: %1: "153 of 253 seen"; of the tasks of an instance
        return ListStatusText::tr("Not proven complete: %1").arg(doubtText(*state.doubt));
    QString text = state.total
                       //: %1 of %2 tasks
                       ? ListStatusText::tr("%1 of %2").arg(loaded, locale.toString(*state.total))
                       : loaded;
    if (state.completeSince.isValid())
        //: %1: "300 of 36,204", %2: a time
        text = ListStatusText::tr("%1, complete since %2")
                   .arg(text, cellTimeText(state.completeSince, now));
    return text;
}

QString lastReadingText(const ListStatus &status, const TimeContext &now)
{
    //: when an instance was read last
    return status.wasRead() ? ageCellText(status.asOf, now) : ListStatusText::tr("never");
}
