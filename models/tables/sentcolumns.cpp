#include "sentcolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "region.h"
#include "sentcells.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

class SentColumnWords final {
    Q_DECLARE_TR_FUNCTIONS(SentCells)
};

bool isRuleChange(const SentAction &action)
{
    return action.kind == SentKind::CreateRule || action.kind == SentKind::DeleteRule;
}

QString sentTimeText(const SentAction &action, const TimeContext &context)
{
    return momentCellText(action.sentAt, context);
}

QString sentWholeTime(const SentAction &action, const TimeContext &context)
{
    return absoluteTimeText(action.sentAt, context.times);
}

RowValue sentTimeValue(const SentAction &action, const TimeContext & /*context*/)
{
    return static_cast<double>(action.sentAt.toMSecsSinceEpoch());
}

QString sentKindText(const SentAction &action, const TimeContext & /*context*/)
{
    switch (action.kind) {
    case SentKind::Retry:
        //: What was sent: a failed task was made again
        return SentColumnWords::tr("Retry");
    case SentKind::Cancel:
        //: What was sent: a task was stopped
        return SentColumnWords::tr("Cancel");
    case SentKind::Copy:
        return SentColumnWords::tr("Synchronize a tag");
    case SentKind::CreateRule:
        return SentColumnWords::tr("Create a rule");
    case SentKind::DeleteRule:
        return SentColumnWords::tr("Delete a rule");
    }
    return {};
}

QString sentProfileText(const SentAction &action, const TimeContext & /*context*/)
{
    //: Who sent it: a profile that has no name
    return action.profile.isEmpty() ? SentColumnWords::tr("Default profile") : action.profile;
}

QString sentSubjectText(const SentAction &action, const TimeContext & /*context*/)
{
    if (!isRuleChange(action))
        return action.imageFrom.path();
    return action.ruleName.isEmpty() ? action.ruleId : action.ruleName;
}

QString sentRouteText(const SentAction &action, const TimeContext & /*context*/)
{
    const QString &from = action.imageFrom.regionId;
    const QString &to = action.imageTo.regionId;
    return from.isEmpty() && to.isEmpty() ? QString() : placeName(from) + u" → "_s + placeName(to);
}

QString sentRegions(const SentAction &action, const TimeContext & /*context*/)
{
    return action.imageFrom.regionId + u" → "_s + action.imageTo.regionId;
}

QString sentOutcomeText(const SentAction &action, const TimeContext & /*context*/)
{
    switch (action.outcome) {
    case SentOutcome::Sending:
        return SentColumnWords::tr("Sending…");
    case SentOutcome::Accepted:
        return SentColumnWords::tr("Accepted");
    case SentOutcome::Refused:
        //: %1 is a word of the registry
        return action.errorCode.isEmpty()
                   ? SentColumnWords::tr("Refused")
                   : SentColumnWords::tr("Refused: %1").arg(action.errorCode);
    case SentOutcome::InDoubt:
        return SentColumnWords::tr("In doubt: the answer was lost");
    case SentOutcome::NotKnown:
        return SentColumnWords::tr("Not known whether it was sent");
    }
    return {};
}

QString outcomeAndId(const SentAction &action, const TimeContext &context)
{
    const QString text = sentOutcomeText(action, context);
    return action.createdId.isEmpty() ? text : text + u' ' + action.createdId;
}

QString sentProgressText(const SentAction &action, const TimeContext & /*context*/)
{
    return progressText(action);
}

QString sentProgressToolTip(const SentAction &action, const TimeContext &context)
{
    if (action.progress == SentProgress::NotKnown)
        return SentColumnWords::tr("Its task was not seen in the list.");
    return absoluteTimeText(action.progressedAt, context.times);
}

void addFact(QStringList &lines, const QString &format, const QString &value)
{
    if (!value.isEmpty())
        lines << format.arg(value);
}

QString whatFacts(const SentAction &action, const TimeContext & /*context*/)
{
    QStringList lines{action.operation};
    addFact(lines, u"%1"_s, action.instance.instanceId);
    addFact(lines, u"%1"_s, action.parameters);
    addFact(lines, SentColumnWords::tr("Task: %1"), action.taskId);
    addFact(lines, SentColumnWords::tr("Rule: %1"), action.ruleId);
    return lines.join(u'\n');
}

QString outcomeFacts(const SentAction &action, const TimeContext & /*context*/)
{
    QStringList lines;
    addFact(lines, SentColumnWords::tr("Created: %1"), action.createdId);
    addFact(lines, u"%1"_s, action.errorMessage);
    addFact(lines, SentColumnWords::tr("Request id: %1"), action.requestId);
    return lines.join(u'\n');
}

template<QString (*text)(const SentAction &, const TimeContext &)>
RowValue sentTextValue(const SentAction &action, const TimeContext &context)
{
    return text(action, context);
}

CellTone sentPlainTone(const SentAction & /*action*/, const TimeContext & /*context*/)
{
    return CellTone::Plain;
}

CellTone sentOutcomeTone(const SentAction &action, const TimeContext & /*context*/)
{
    switch (action.outcome) {
    case SentOutcome::Sending:
    case SentOutcome::Accepted:
        return CellTone::Quiet;
    case SentOutcome::Refused:
        return CellTone::Alarm;
    case SentOutcome::InDoubt:
    case SentOutcome::NotKnown:
        break;
    }
    return CellTone::Warning;
}

CellTone sentProgressTone(const SentAction &action, const TimeContext & /*context*/)
{
    if (action.progress == SentProgress::Failed)
        return CellTone::Alarm;
    return action.progress == SentProgress::NotKnown ? CellTone::Warning : CellTone::Plain;
}

constexpr std::array sentTable = {
    SentColumnData{
        .column = SentColumn::Time,
        //: A column: when something was sent
        .title = QT_TRANSLATE_NOOP("SentCells", "Sent"),
        .titleToolTip = QT_TRANSLATE_NOOP("SentCells", "When the request was sent"),
        .text = &sentTimeText,
        .copyText = &sentWholeTime,
        .toolTip = &sentWholeTime,
        .sortValue = &sentTimeValue,
        .toldTime = TimeStyle::Absolute,
        .firstOrder = Qt::DescendingOrder,
        .width = 128,
        .rank = 1,
    },
    SentColumnData{
        .column = SentColumn::Who,
        //: A column: which profile sent it
        .title = QT_TRANSLATE_NOOP("SentCells", "Who"),
        .titleToolTip = QT_TRANSLATE_NOOP("SentCells", "The profile that sent it"),
        .text = &sentProfileText,
        .sortValue = &sentTextValue<&sentProfileText>,
        .width = 104,
        .rank = 6,
    },
    SentColumnData{
        .column = SentColumn::What,
        //: A column: what was sent, e.g. "Retry"
        .title = QT_TRANSLATE_NOOP("SentCells", "What"),
        .text = &sentKindText,
        .toolTip = &whatFacts,
        .sortValue = &sentTextValue<&sentKindText>,
        .tone = &sentPlainTone,
        .width = 124,
        .rank = 3,
    },
    SentColumnData{
        .column = SentColumn::Subject,
        .title = QT_TRANSLATE_NOOP("SentCells", "Image or rule"),
        .text = &sentSubjectText,
        .sortValue = &sentTextValue<&sentSubjectText>,
        .tone = &sentPlainTone,
    },
    SentColumnData{
        .column = SentColumn::Route,
        .title = QT_TRANSLATE_NOOP("SentCells", "Route"),
        .text = &sentRouteText,
        .copyText = &sentRegions,
        .toolTip = &sentRegions,
        .sortValue = &sentTextValue<&sentRouteText>,
        .width = 168,
        .rank = 5,
    },
    SentColumnData{
        .column = SentColumn::Outcome,
        //: A column: what the registry answered
        .title = QT_TRANSLATE_NOOP("SentCells", "Answer"),
        .titleToolTip = QT_TRANSLATE_NOOP("SentCells", "What the registry answered"),
        .text = &sentOutcomeText,
        .copyText = &outcomeAndId,
        .toolTip = &outcomeFacts,
        .sortValue = &sentTextValue<&sentOutcomeText>,
        .tone = &sentOutcomeTone,
        .width = 120,
        .rank = 4,
    },
    SentColumnData{
        .column = SentColumn::Progress,
        //: A column: how the task that was made or cancelled ended
        .title = QT_TRANSLATE_NOOP("SentCells", "What became of it"),
        .titleToolTip = QT_TRANSLATE_NOOP(
            "SentCells", "The task that was made or cancelled, followed to its end"),
        .text = &sentProgressText,
        .toolTip = &sentProgressToolTip,
        .sortValue = &sentTextValue<&sentProgressText>,
        .tone = &sentProgressTone,
        .width = 208,
        .rank = 2,
    },
};
static_assert(areInOrder(sentTable) && sentTable.size() == SentTableModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

std::span<const SentColumnData> sentColumns()
{
    return sentTable;
}
