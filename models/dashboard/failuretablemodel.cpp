#include "failuretablemodel.h"

#include "failurecells.h"

#include <QHash>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// Equal for two groups that are about the same thing.
std::pair<QString, QString> subjectOf(const FailureGroup &group)
{
    return {group.text, group.second};
}

/// There may be thousands of groups: where each is, is looked up.
QHash<std::pair<QString, QString>, int> placesOf(const std::vector<FailureGroup> &groups)
{
    QHash<std::pair<QString, QString>, int> places;
    places.reserve(std::ssize(groups));
    for (const FailureGroup &group : groups)
        places.insert(subjectOf(group), static_cast<int>(places.size()));
    return places;
}

} // namespace

FailureTableModel::FailureTableModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent), m_clock(clock)
{
}

FailureTableModel::~FailureTableModel() = default;

void FailureTableModel::showBoard(const FailureBoard &board)
{
    if (board == m_board)
        return;
    const bool isOther = board.grouping != m_board.grouping;
    if (isOther)
        removeVanished({}); // a text that stays would be the name of something else
    Groups shown = std::exchange(m_board.groups, {});
    m_board = board;
    m_board.groups = std::move(shown);
    m_largest = 0;
    for (const FailureGroup &group : board.groups)
        m_largest = std::max(m_largest, group.count);
    removeVanished(board.groups);
    appendNew(board.groups);
    reorder(board.groups);
    tick();
    if (isOther)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    Q_EMIT boardShown();
}

void FailureTableModel::removeVanished(const Groups &wanted)
{
    const auto places = placesOf(wanted);
    const auto isWanted = [this, &places](int row) {
        return places.contains(subjectOf(m_board.groups[static_cast<std::size_t>(row)]));
    };
    for (int end = rowCount(); end > 0;) {
        if (isWanted(end - 1)) {
            --end;
            continue;
        }
        int first = end - 1;
        while (first > 0 && !isWanted(first - 1))
            --first;
        beginRemoveRows({}, first, end - 1);
        m_board.groups.erase(m_board.groups.begin() + first, m_board.groups.begin() + end);
        endRemoveRows();
        end = first;
    }
}

void FailureTableModel::appendNew(const Groups &wanted)
{
    const auto places = placesOf(m_board.groups);
    Groups added;
    for (const FailureGroup &group : wanted) {
        if (!places.contains(subjectOf(group)))
            added.push_back(group);
    }
    if (added.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    m_board.groups.insert(m_board.groups.end(), added.begin(), added.end());
    endInsertRows();
}

/// The same groups in the order, and with the numbers, of \p wanted.
void FailureTableModel::reorder(const Groups &wanted)
{
    const bool isInOrder = std::ranges::equal(
        wanted, m_board.groups,
        [](const FailureGroup &a, const FailureGroup &b) { return a.isSame(b); });
    if (isInOrder) {
        m_board.groups = wanted;
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    const Groups former = std::exchange(m_board.groups, wanted);
    const auto places = placesOf(m_board.groups);
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const FailureGroup &group = former[static_cast<std::size_t>(index.row())];
        after.append(this->index(places.value(subjectOf(group)), index.column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void FailureTableModel::setRuleNames(const QHash<QString, QString> &names)
{
    m_ruleNames = names;
    tick();
}

void FailureTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    tick();
}

void FailureTableModel::tick()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int FailureTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_board.groups.size());
}

int FailureTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FailureTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FailureGroup &group = m_board.groups[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<FailureColumn>(index.column());
    const FailureContext context{.now = m_clock.now(),
                                 .grouping = m_board.grouping,
                                 .stretchMs = m_board.stretchMs,
                                 .ruleNames = &m_ruleNames};
    switch (role) {
    case Qt::DisplayRole:
        return failureCellText(group, column, context);
    case Qt::ToolTipRole:
        return failureCellToolTip(group, column, context);
    case Qt::AccessibleTextRole:
        return failureCellSpokenText(group, column, context);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter |
                                (isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft));
    case ShareRole:
        return m_largest > 0 ? static_cast<double>(group.count) / m_largest : 0.0;
    case OpenShareRole:
        return m_largest > 0 ? static_cast<double>(group.open()) / m_largest : 0.0;
    case BucketsRole:
        return QVariant::fromValue(QList<int>(group.perBucket.cbegin(), group.perBucket.cend()));
    case TrendRole:
        return static_cast<int>(group.trend());
    default:
        return {};
    }
}

QVariant FailureTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return QAbstractTableModel::headerData(section, orientation, role);
    const auto column = static_cast<FailureColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        // The number of failures stands before its bar.
        const bool isRight = isRightAligned(column) && column != FailureColumn::Failed;
        return static_cast<int>(Qt::AlignVCenter | (isRight ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::ToolTipRole)
        return columnToolTip(column);
    return role == Qt::DisplayRole ? columnTitle(column, m_board.grouping) : QVariant();
}
