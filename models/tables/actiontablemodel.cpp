#include "actiontablemodel.h"

#include "actiontext.h"
#include "displayed.h"
#include "displaytext.h"
#include "printable.h"
#include "spreadsheetcell.h"

#include <QStringList>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

SyncTaskStatus shapeOf(const ActionOutcome &outcome)
{
    using State = ActionOutcome::State;
    switch (outcome.state) {
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
QString resultText(const PlannedAction &planned, const ActionOutcome &outcome)
{
    if (planned.barrier == ActionBarrier::WouldFailAgain)
        return ActionTableModel::tr("Would fail again: %1").arg(outlookReason(planned));
    if (!planned.isToBeSent())
        return barrierText(planned.barrier);
    if (outcome.state != ActionOutcome::State::NotSent || planned.outlook == RetryOutlook::Open)
        return outcomeText(outcome);
    return planned.outlook == RetryOutlook::FailsAgain
               ? ActionTableModel::tr("Will fail again: %1").arg(outlookReason(planned))
               : ActionTableModel::tr("May fail again: %1").arg(outlookReason(planned));
}

} // namespace

ActionTableModel::ActionTableModel(QObject *parent) : QAbstractTableModel(parent) {}

ActionTableModel::~ActionTableModel() = default;

void ActionTableModel::showPlan(std::vector<PlannedAction> plan,
                                const QHash<QString, SyncRule> &rules)
{
    // Choices change what is sent, not which tasks are spoken of.
    const bool isSameSize = plan.size() == m_plan.size();
    if (!isSameSize)
        beginResetModel();
    m_plan = std::move(plan);
    m_outcomes.assign(m_plan.size(), {});
    m_followed.assign(m_plan.size(), {});
    m_rules = rules;
    if (!isSameSize)
        endResetModel();
    else if (!m_plan.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void ActionTableModel::showOutcome(qsizetype line, const ActionOutcome &outcome)
{
    m_outcomes[static_cast<std::size_t>(line)] = outcome;
    const int row = static_cast<int>(line);
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void ActionTableModel::showFollowed(qsizetype line, const SentAction &action)
{
    m_followed[static_cast<std::size_t>(line)] = action;
    const QModelIndex cell = index(static_cast<int>(line), static_cast<int>(Column::Followed));
    Q_EMIT dataChanged(cell, cell);
}

SentCounts ActionTableModel::followed() const
{
    SentCounts counts;
    for (const SentAction &action : m_followed)
        counts.add(action);
    return counts;
}

void ActionTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int ActionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.size());
}

int ActionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ActionTableModel::text(std::size_t row, Column column) const
{
    const PlannedAction &planned = m_plan[row];
    const ActionOutcome &outcome = m_outcomes[row];
    switch (column) {
    case Column::Image:
        return displayed(planned.task.imageFrom).path();
    case Column::Route:
        return routeText(displayed(planned.task));
    case Column::Action:
        return planned.isToBeSent() ? actionText(planned.action, m_rules) : tr("Nothing");
    case Column::Result:
        return resultText(planned, outcome);
    case Column::Followed:
        return progressText(m_followed[row]);
    }
    return {};
}

QString ActionTableModel::tip(std::size_t row, Column column) const
{
    const std::optional<ApiError> &error = m_outcomes[row].error;
    if (column != Column::Result || !error)
        return text(row, column);
    const Advice advice = adviceFor(*error);
    return sentencesText(advice.happened, advice.whatToDo) + u"\n\n"_s + technicalLine(*error);
}

QVariant ActionTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return printableLines(text(row, column));
    case Qt::ToolTipRole:
        return printableLines(tip(row, column));
    case StatusRole:
        if (column == Column::Followed)
            return static_cast<int>(
                progressStatus(m_followed[row].progress).value_or(SyncTaskStatus::Unknown));
        return static_cast<int>(m_plan[row].isToBeSent() ? shapeOf(m_outcomes[row])
                                                         : SyncTaskStatus::Canceled);
    case IsSentRole:
        return m_plan[row].isToBeSent();
    default:
        return {};
    }
}

QVariant ActionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Image:
        return tr("Image");
    case Column::Route:
        return tr("Route");
    case Column::Action:
        //: Title of a column: what is sent to the registry for a task
        return tr("What is sent");
    case Column::Result:
        return tr("Result");
    case Column::Followed:
        //: Title of a column: how the task that was made or cancelled ended
        return tr("What became of it");
    }
    return {};
}

QString ActionTableModel::csv() const
{
    QStringList lines{u"task,from,to,operation,result,created,error,became"_s};
    for (std::size_t row = 0; row < m_plan.size(); ++row) {
        const PlannedAction &planned = m_plan[row];
        const ActionOutcome &outcome = m_outcomes[row];
        const QStringList fields{planned.task.id,
                                 planned.task.imageFrom.path(),
                                 planned.task.imageTo.path(),
                                 planned.isToBeSent() ? operationOf(planned.action) : QString(),
                                 text(row, Column::Result),
                                 outcome.createdId,
                                 outcome.error ? technicalLine(*outcome.error) : QString(),
                                 text(row, Column::Followed)};
        QStringList quoted;
        for (const QString &field : fields)
            quoted << csvCell(field);
        lines << quoted.join(u',');
    }
    return lines.join(u"\r\n"_s) + u"\r\n"_s;
}
