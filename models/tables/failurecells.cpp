#include "failurecells.h"

#include "displaytext.h"
#include "region.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {

class FailureCells final {
    Q_DECLARE_TR_FUNCTIONS(FailureCells)
};

QString failureCount(int value)
{
    return QLocale().toString(value);
}

/// "24 h", without what a whole number of hours leaves out.
QString stretchText(qint64 ms)
{
    constexpr qint64 hourMs = 3'600'000;
    if (ms < 2 * hourMs)
        return durationText(std::chrono::milliseconds(ms));
    //: a length of time in hours
    return FailureCells::tr("%1 h").arg(QLocale().toString((ms + hourMs / 2) / hourMs));
}

QString trendText(const FailureGroup &group, const FailureContext &context)
{
    //: %1 is a length of time, %2 and %3 are numbers of failures
    return FailureCells::tr("Last %1: %2 failed; the %1 before: %3")
        .arg(stretchText(context.stretchMs), failureCount(group.recent),
             failureCount(group.before));
}

} // namespace

QString displayName(FailureGrouping grouping)
{
    switch (grouping) {
    case FailureGrouping::Cause:
        return FailureCells::tr("Cause");
    case FailureGrouping::Rule:
        return FailureCells::tr("Rule");
    case FailureGrouping::Route:
        return FailureCells::tr("Route");
    case FailureGrouping::Repository:
        return FailureCells::tr("Repository");
    }
    return {};
}

QString failureName(const FailureGroup &group, const FailureContext &context)
{
    switch (context.grouping) {
    case FailureGrouping::Cause:
        //: A group of failures for which the registry gave no cause
        return group.text.isEmpty() ? FailureCells::tr("No cause given")
                                    : displayName(taskIssueFromWire(group.text));
    case FailureGrouping::Rule: {
        if (group.text.isEmpty())
            //: A group of failures: of tasks that were started by hand for one image
            return FailureCells::tr("Without a rule");
        const QString name = context.ruleNames ? context.ruleNames->value(group.text) : QString();
        return name.isEmpty() ? group.text : name;
    }
    case FailureGrouping::Route:
        return placeName(group.text) + u" → "_s + placeName(group.second);
    case FailureGrouping::Repository:
        break;
    }
    if (group.second.isEmpty())
        //: A group of failures of which the registry did not say what image it was
        return FailureCells::tr("Image not given");
    return group.text.isEmpty() ? group.second : group.text + u'/' + group.second;
}

bool isShownById(const FailureGroup &group, const FailureContext &context)
{
    return context.grouping == FailureGrouping::Rule && !group.text.isEmpty() &&
           failureName(group, context) == group.text;
}

QString failureCellText(const FailureGroup &group, FailureColumn column,
                        const FailureContext &context)
{
    switch (column) {
    case FailureColumn::Name:
        return failureName(group, context);
    case FailureColumn::Failed:
        return failureCount(group.count);
    case FailureColumn::Open:
        return failureCount(group.open());
    case FailureColumn::Repaired:
        if (group.repaired == 0)
            return {};
        //: Of %2 failures so many were made good by a later copy
        return FailureCells::tr("%1 of %2")
            .arg(failureCount(group.repaired), failureCount(group.count));
    case FailureColumn::First:
        return relativeTimeText(timeFromUnixMs(group.firstMs), context.now);
    case FailureColumn::Last:
        return relativeTimeText(timeFromUnixMs(group.lastMs), context.now);
    case FailureColumn::Trend:
        break;
    }
    return {};
}

QString failureCellToolTip(const FailureGroup &group, FailureColumn column,
                           const FailureContext &context)
{
    switch (column) {
    case FailureColumn::Name:
        if (!canBeNamed(context.grouping, group))
            return FailureCells::tr("The registry told too little to ask for these tasks.");
        // By what a name stands for it can be found elsewhere.
        if (context.grouping == FailureGrouping::Rule)
            return group.text;
        return context.grouping == FailureGrouping::Route ? group.text + u" → "_s + group.second
                                                          : QString();
    case FailureColumn::First:
        return absoluteTimeText(timeFromUnixMs(group.firstMs));
    case FailureColumn::Last:
        return absoluteTimeText(timeFromUnixMs(group.lastMs));
    case FailureColumn::Repaired:
        return group.repaired == 0
                   ? QString()
                   //: Of %2 failures so many were made good by a later copy
                   : FailureCells::tr("%1 of %2 later succeeded")
                         .arg(failureCount(group.repaired), failureCount(group.count));
    case FailureColumn::Trend:
        return trendText(group, context);
    case FailureColumn::Failed:
    case FailureColumn::Open:
        break;
    }
    return {};
}

QString failureCellSpokenText(const FailureGroup &group, FailureColumn column,
                              const FailureContext &context)
{
    if (column == FailureColumn::Repaired)
        return failureCellToolTip(group, column, context);
    if (column != FailureColumn::Trend)
        return failureCellText(group, column, context);
    switch (group.trend()) {
    case FailureTrend::Rising:
        return sentencesText(FailureCells::tr("More failures than before."),
                             trendText(group, context));
    case FailureTrend::Falling:
        return sentencesText(FailureCells::tr("Fewer failures than before."),
                             trendText(group, context));
    case FailureTrend::Steady:
        break;
    }
    return trendText(group, context);
}

CellTone cellTone(const FailureGroup &group, FailureColumn column)
{
    if (column == FailureColumn::Name)
        return CellTone::Plain;
    const bool isAlarming = column == FailureColumn::Open && group.open() > 0;
    return isAlarming ? CellTone::Alarm : CellTone::Quiet;
}

bool isRightAligned(FailureColumn column)
{
    return column == FailureColumn::Failed || column == FailureColumn::Open ||
           column == FailureColumn::Repaired;
}

QString columnTitle(FailureColumn column, FailureGrouping grouping)
{
    switch (column) {
    case FailureColumn::Name:
        return displayName(grouping);
    case FailureColumn::Failed:
        //: A column: the number of failed tasks
        return FailureCells::tr("Failed");
    case FailureColumn::Open:
        //: A column: the number of failures that no later task made good
        return FailureCells::tr("Open");
    case FailureColumn::Repaired:
        //: A column: failures that a later task of the same image made good, "12 of 37"
        return FailureCells::tr("Later succeeded");
    case FailureColumn::First:
        //: A column: when the first failure was
        return FailureCells::tr("First");
    case FailureColumn::Last:
        //: A column: when the last failure was
        return FailureCells::tr("Last");
    case FailureColumn::Trend:
        return FailureCells::tr("Trend");
    }
    return {};
}

QString columnToolTip(FailureColumn column)
{
    switch (column) {
    case FailureColumn::Name:
        return FailureCells::tr("What the failed tasks have in common");
    case FailureColumn::Failed:
        return FailureCells::tr("How many tasks failed");
    case FailureColumn::Open:
        return FailureCells::tr("Failures that no later task of the same image and destination "
                                "made good");
    case FailureColumn::Repaired:
        return FailureCells::tr("Failures after which a later task of the same image and "
                                "destination succeeded");
    case FailureColumn::First:
        return FailureCells::tr("When the first of them failed");
    case FailureColumn::Last:
        return FailureCells::tr("When the last of them failed");
    case FailureColumn::Trend:
        return FailureCells::tr("Failures over the covered time, and whether they became more or "
                                "fewer within the last day");
    }
    return {};
}
