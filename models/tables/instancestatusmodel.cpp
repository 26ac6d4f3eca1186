#include "instancestatusmodel.h"

#include "boardroles.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "liststatustext.h"
#include "region.h"

namespace {

int statusTone(const ListStatus &status)
{
    switch (status.state) {
    case ListStatus::State::Refused:
        return static_cast<int>(CellTone::Alarm);
    case ListStatus::State::NotAnswering:
    case ListStatus::State::Outdated:
        return static_cast<int>(CellTone::Warning);
    case ListStatus::State::NeverRead:
        return static_cast<int>(CellTone::Quiet);
    case ListStatus::State::Current:
        break;
    }
    return static_cast<int>(CellTone::Plain);
}

RowValue statusTimeValue(const QDateTime &time)
{
    return time.isValid() ? RowValue(static_cast<double>(time.toMSecsSinceEpoch())) : RowValue();
}

} // namespace

InstanceStatusModel::InstanceStatusModel(QObject *parent)
    : SortedRowsModel(static_cast<int>(Column::State), Qt::AscendingOrder, parent)
{
}

void InstanceStatusModel::showStatuses(const std::vector<ListStatus> &statuses,
                                       const QDateTime &now)
{
    const bool isLater = now != m_now;
    m_now = now;
    if (!showCounted(statuses) && isLater)
        tick();
}

RowValue InstanceStatusModel::sortValue(const ListStatus &status, int column) const
{
    switch (static_cast<Column>(column)) {
    case Column::State:
        return rowValue(static_cast<int>(status.state));
    case Column::LastReading:
        return statusTimeValue(status.asOf);
    case Column::NextTry:
        return statusTimeValue(status.nextTry);
    case Column::Tasks:
        return static_cast<double>(status.feed.loaded);
    case Column::Instance:
    case Column::Region:
    case Column::Account:
        break;
    }
    return cellText(status, static_cast<Column>(column));
}

QString InstanceStatusModel::cellText(const ListStatus &status, Column column) const
{
    switch (column) {
    case Column::Instance:
        if (status.isInstance())
            return status.name;
        return status.instance.regionId.isEmpty()
                   //: in place of an instance: the profile (of the vendor's tool) is not usable
                   ? tr("Profile not usable")
                   //: in place of an instance: the region did not tell which instances it has
                   : tr("Instances not listed");
    case Column::State:
        return displayName(status.state);
    case Column::LastReading:
        return lastReadingText(status, m_now);
    case Column::Region:
        return placeName(status.instance.regionId);
    case Column::Account:
        return status.instance.account;
    case Column::Tasks:
        return completenessText(status.feed, m_now);
    case Column::NextTry:
        break;
    }
    // A profile without a key that can be used: its file is watched.
    const bool isProfile = !status.isInstance() && status.instance.regionId.isEmpty();
    if (isProfile && status.error && !status.nextTry.isValid())
        //: in a column "Next try"
        return tr("when its key changes");
    return status.nextTry.isValid() ? relativeTimeText(status.nextTry, m_now) : QString();
}

QString InstanceStatusModel::toolTip(const ListStatus &status, Column column) const
{
    switch (column) {
    case Column::Instance:
        return status.instance.instanceId;
    case Column::Region:
        return status.instance.regionId;
    case Column::LastReading:
        return absoluteTimeText(status.asOf);
    case Column::State:
        return status.error ? adviceFor(*status.error).happened : QString();
    case Column::NextTry:
        return absoluteTimeText(status.nextTry);
    case Column::Tasks:
        return status.feed.doubt ? doubtReasonText(*status.feed.doubt) : QString();
    case Column::Account:
        break;
    }
    return {};
}

int InstanceStatusModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant InstanceStatusModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ListStatus &status = rowAt(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(status, column);
    case Qt::ToolTipRole:
        return toolTip(status, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() + u' ' +
                       cellText(status, column));
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    case BoardRole::Tone:
        return column == Column::State ? statusTone(status) : static_cast<int>(CellTone::Plain);
    default:
        return {};
    }
}

QVariant InstanceStatusModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Instance:
        return tr("Instance");
    case Column::State:
        return tr("State");
    case Column::LastReading:
        //: column: how long ago the tasks of an instance were read
        return tr("Last reading");
    case Column::Region:
        return tr("Region");
    case Column::Account:
        //: column: whose key is used
        return tr("Profile");
    case Column::Tasks:
        //: column: how many of the tasks of an instance were read
        return tr("Tasks read");
    case Column::NextTry:
        //: column: when an instance is asked again
        return tr("Next try");
    }
    return {};
}
