#include "failurecolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "region.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
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
QString periodText(qint64 ms)
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
        .arg(periodText(context.periodMs), failureCount(group.recent), failureCount(group.before));
}

/// What the group has in common; in words where nothing is given.
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

/// A rule without a known name.
bool isFailureRuleId(const FailureGroup &group, const FailureContext &context)
{
    return context.grouping == FailureGrouping::Rule && !group.text.isEmpty() &&
           failureName(group, context) == group.text;
}

QString failureNameToolTip(const FailureGroup &group, const FailureContext &context)
{
    if (!canBeNamed(context.grouping, group))
        return FailureCells::tr("The registry gave too little information to find these tasks.");
    // By what a name stands for it can be found elsewhere.
    if (context.grouping == FailureGrouping::Rule)
        return group.text;
    return context.grouping == FailureGrouping::Route ? group.text + u" → "_s + group.second
                                                      : QString();
}

CellTone failureNameTone(const FailureGroup & /*group*/, const FailureContext & /*context*/)
{
    return CellTone::Plain;
}

QString failedNumber(const FailureGroup &group, const FailureContext & /*context*/)
{
    return failureCount(group.count);
}

QString openNumber(const FailureGroup &group, const FailureContext & /*context*/)
{
    return failureCount(group.open());
}

/// What is open, if anything, stands out.
CellTone openTone(const FailureGroup &group, const FailureContext & /*context*/)
{
    return group.open() > 0 ? CellTone::Alarm : CellTone::Quiet;
}

QString repairedText(const FailureGroup &group, const FailureContext & /*context*/)
{
    if (group.repaired == 0)
        return {};
    //: Of %2 failures so many were made good by a later copy
    return FailureCells::tr("%1 of %2")
        .arg(failureCount(group.repaired), failureCount(group.count));
}

QString repairedSentence(const FailureGroup &group, const FailureContext & /*context*/)
{
    if (group.repaired == 0)
        return {};
    //: Of %2 failures so many were made good by a later copy
    return FailureCells::tr("%1 of %2 later succeeded")
        .arg(failureCount(group.repaired), failureCount(group.count));
}

template<qint64 FailureGroup::*ms>
QString failureAge(const FailureGroup &group, const FailureContext &context)
{
    return ageCellText(timeFromUnixMs(group.*ms), {context.now, context.times});
}

template<qint64 FailureGroup::*ms>
QString failureTime(const FailureGroup &group, const FailureContext &context)
{
    return absoluteTimeText(timeFromUnixMs(group.*ms), context.times);
}

/// It is painted.
QString noText(const FailureGroup & /*group*/, const FailureContext & /*context*/)
{
    return {};
}

QString trendSpoken(const FailureGroup &group, const FailureContext &context)
{
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

std::optional<QString> allFailures(const FailureGroup & /*group*/,
                                   const FailureContext & /*context*/)
{
    return QString();
}

std::optional<QString> openFailures(const FailureGroup & /*group*/,
                                    const FailureContext & /*context*/)
{
    return u"-is:repaired"_s;
}

std::optional<QString> repairedFailures(const FailureGroup & /*group*/,
                                        const FailureContext & /*context*/)
{
    return u"is:repaired"_s;
}

constexpr std::array failureTable = {
    FailureColumnData{
        .column = FailureColumn::Name,
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells", "What the failed tasks have in common"),
        .text = &failureName,
        .toolTip = &failureNameToolTip,
        .tone = &failureNameTone,
        .isInFixedFont = &isFailureRuleId,
    },
    FailureColumnData{
        .column = FailureColumn::Failed,
        //: A column: the number of failed tasks
        .title = QT_TRANSLATE_NOOP("FailureCells", "Failed"),
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells", "How many tasks failed"),
        .text = &failedNumber,
        .counted = &allFailures,
        .isRightAligned = true,
        .isBeforeBar = true,
        .width = 132,
        .rank = 2,
    },
    FailureColumnData{
        .column = FailureColumn::Open,
        //: A column: the number of failures that no later task made good
        .title = QT_TRANSLATE_NOOP("FailureCells", "Open"),
        .titleToolTip =
            QT_TRANSLATE_NOOP("FailureCells", "Failures that no later task of the same image and "
                                              "destination made good"),
        .text = &openNumber,
        .tone = &openTone,
        .counted = &openFailures,
        .isRightAligned = true,
        .width = 64,
        .rank = 1,
    },
    FailureColumnData{
        .column = FailureColumn::Repaired,
        //: A column: failures that a later task of the same image made good, "12 of 37"
        .title = QT_TRANSLATE_NOOP("FailureCells", "Later succeeded"),
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells",
                                          "Failures after which a later task of the same image and "
                                          "destination succeeded"),
        .text = &repairedText,
        .spokenText = &repairedSentence,
        .toolTip = &repairedSentence,
        .counted = &repairedFailures,
        .isRightAligned = true,
        .width = 120,
        .rank = 5,
    },
    FailureColumnData{
        .column = FailureColumn::First,
        //: A column: when the first failure was
        .title = QT_TRANSLATE_NOOP("FailureCells", "First"),
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells", "When the first of them failed"),
        .text = &failureAge<&FailureGroup::firstMs>,
        .toolTip = &failureTime<&FailureGroup::firstMs>,
        .toldTime = TimeStyle::Relative,
        .width = 92,
        .rank = 6,
    },
    FailureColumnData{
        .column = FailureColumn::Last,
        //: A column: when the last failure was
        .title = QT_TRANSLATE_NOOP("FailureCells", "Last"),
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells", "When the last of them failed"),
        .text = &failureAge<&FailureGroup::lastMs>,
        .toolTip = &failureTime<&FailureGroup::lastMs>,
        .toldTime = TimeStyle::Relative,
        .width = 92,
        .rank = 4,
    },
    FailureColumnData{
        .column = FailureColumn::Trend,
        .title = QT_TRANSLATE_NOOP("FailureCells", "Trend"),
        .titleToolTip = QT_TRANSLATE_NOOP("FailureCells",
                                          "Failures over the covered time, and whether they became "
                                          "more or fewer within the last day"),
        .text = &noText,
        .spokenText = &trendSpoken,
        .toolTip = &trendText,
        .width = 158,
        .rank = 3,
    },
};
static_assert(areInOrder(failureTable) && failureTable.size() == FailureTableModel::columns,
              "every column has its row, in the order of the enumeration");

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

std::span<const FailureColumnData> failureColumns()
{
    return failureTable;
}
