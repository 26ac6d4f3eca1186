#include "actioncolumns.h"

#include "actiontext.h"
#include "columntable.h"
#include "displayed.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "spreadsheetcell.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

SyncTaskStatus resultShape(const ActionLine &line)
{
    using State = ActionOutcome::State;
    if (!line.planned.isToBeSent())
        return SyncTaskStatus::Canceled;
    switch (line.outcome.state) {
    case State::NotSent:
    case State::Superseded:
        return SyncTaskStatus::Canceled;
    case State::Waiting:
        return SyncTaskStatus::Pending;
    case State::LookingUp:
    case State::Sending:
    case State::Checking:
        return SyncTaskStatus::Synchronizing;
    case State::Done:
    case State::DoneAfterAll:
        return SyncTaskStatus::Success;
    case State::Refused:
        return SyncTaskStatus::Error;
    case State::NotSeen:
    case State::InDoubt:
        break;
    }
    return SyncTaskStatus::Unknown;
}

/// Why nothing is sent, or what speaks against sending it, or what came of it.
QString resultText(const ActionLine &line)
{
    const PlannedAction &planned = line.planned;
    const ActionOutcome &outcome = line.outcome;
    if (planned.disabledReason == ActionDisabledReason::WouldFailAgain)
        return ActionTableModel::tr("Would fail again: %1").arg(outlookReason(planned));
    if (!planned.isToBeSent())
        return disabledReasonText(planned.disabledReason);
    if (outcome.state != ActionOutcome::State::NotSent || planned.outlook == RetryOutlook::Open)
        return outcomeText(outcome);
    return planned.outlook == RetryOutlook::FailsAgain
               ? ActionTableModel::tr("Will fail again: %1").arg(outlookReason(planned))
               : ActionTableModel::tr("May fail again: %1").arg(outlookReason(planned));
}

QString resultToolTip(const ActionLine &line)
{
    if (!line.outcome.error)
        return resultText(line);
    const Advice advice = adviceFor(*line.outcome.error);
    return sentencesText(advice.happened, advice.whatToDo) + u"\n\n"_s +
           technicalLine(*line.outcome.error);
}

QString actionImageText(const ActionLine &line)
{
    return displayed(line.planned.task.imageFrom).path();
}

QString actionRouteText(const ActionLine &line)
{
    return routeText(displayed(line.planned.task));
}

QString whatIsSentText(const ActionLine &line)
{
    return line.planned.isToBeSent() ? actionText(line.planned, line.rules)
                                     : ActionTableModel::tr("Nothing");
}

QString followedText(const ActionLine &line)
{
    return progressText(line.followed);
}

SyncTaskStatus followedShape(const ActionLine &line)
{
    return progressStatus(line.followed.progress).value_or(SyncTaskStatus::Unknown);
}

constexpr std::array actionTable = {
    ActionColumnData{
        .column = ActionTableModel::Column::Image,
        .title = QT_TRANSLATE_NOOP("ActionTableModel", "Image"),
        .text = &actionImageText,
        .isImage = true,
        .previewShare = 30,
        .share = 25,
    },
    ActionColumnData{
        .column = ActionTableModel::Column::Route,
        .title = QT_TRANSLATE_NOOP("ActionTableModel", "Route"),
        .text = &actionRouteText,
        .previewShare = 18,
        .share = 16,
    },
    ActionColumnData{
        .column = ActionTableModel::Column::Action,
        //: Title of a column: what is sent to the registry for a task
        .title = QT_TRANSLATE_NOOP("ActionTableModel", "What is sent"),
        .text = &whatIsSentText,
        .previewShare = 18,
        .share = 15,
    },
    ActionColumnData{
        .column = ActionTableModel::Column::Result,
        .title = QT_TRANSLATE_NOOP("ActionTableModel", "Result"),
        .text = &resultText,
        .toolTip = &resultToolTip,
        .shape = &resultShape,
    },
    ActionColumnData{
        .column = ActionTableModel::Column::Followed,
        //: Title of a column: how the task that was made or cancelled ended
        .title = QT_TRANSLATE_NOOP("ActionTableModel", "What became of it"),
        .text = &followedText,
        .shape = &followedShape,
        .share = 18,
    },
};
static_assert(areInOrder(actionTable) && actionTable.size() == ActionTableModel::columns,
              "every column has its row, in the order of the enumeration");

QString csvTask(const ActionLine &line)
{
    return line.planned.task.id;
}

template<ImageRef SyncTask::*end>
QString csvImage(const ActionLine &line)
{
    return (line.planned.task.*end).path();
}

QString csvOperation(const ActionLine &line)
{
    return line.planned.isToBeSent() ? operationOf(line.planned.action) : QString();
}

QString csvCreated(const ActionLine &line)
{
    return line.outcome.createdId;
}

QString csvError(const ActionLine &line)
{
    return line.outcome.error ? technicalLine(*line.outcome.error) : QString();
}

struct ActionField {
    const char *name = nullptr; ///< never to be changed
    QString (*text)(const ActionLine &line) = nullptr;
};

constexpr std::array actionFields = {
    ActionField{.name = "task", .text = &csvTask},
    ActionField{.name = "from", .text = &csvImage<&SyncTask::imageFrom>},
    ActionField{.name = "to", .text = &csvImage<&SyncTask::imageTo>},
    ActionField{.name = "operation", .text = &csvOperation},
    ActionField{.name = "result", .text = &resultText},
    ActionField{.name = "created", .text = &csvCreated},
    ActionField{.name = "error", .text = &csvError},
    ActionField{.name = "became", .text = &followedText},
};

} // namespace

std::span<const ActionColumnData> actionColumns()
{
    return actionTable;
}

QString actionCsvTitles()
{
    QStringList names;
    for (const ActionField &field : actionFields)
        names << QString::fromLatin1(field.name);
    return names.join(u',') + u"\r\n"_s;
}

QString actionCsvLine(const ActionLine &line)
{
    QStringList cells;
    for (const ActionField &field : actionFields)
        cells << csvCell(field.text(line));
    return cells.join(u',') + u"\r\n"_s;
}
