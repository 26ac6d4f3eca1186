// How the rows of SyncTaskTableModel change while a view looks at them.

#include "synctasktablemodel.h"
#include "tasksort.h"

#include <algorithm>
#include <utility>

namespace {

using Rows = std::vector<TaskRow>;

// Above these a reset, or one change of the layout, costs a view less than the single steps.
constexpr int maxRuns = 64;
constexpr std::size_t maxMoves = 64;

/// Calls \p act with the first and last of each run of neighbours in \p positions, which are in
/// order; the last run first, so that acting on one does not shift the others.
template<typename Act>
void forEachRunFromBack(const std::vector<int> &positions, const Act &act)
{
    for (std::size_t end = positions.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && positions[begin - 1] == positions[begin] - 1)
            --begin;
        act(positions[begin], positions[end - 1]);
        end = begin;
    }
}

int runsIn(const std::vector<int> &positions)
{
    int runs = 0;
    forEachRunFromBack(positions, [&runs](int, int) { ++runs; });
    return runs;
}

/// The positions in \p rows of those that \p other lacks; all are below \p limit.
std::vector<int> positionsMissingIn(const Rows &other, const Rows &rows, TaskRow limit)
{
    std::vector<bool> has(limit);
    for (const TaskRow row : other)
        has[row] = true;
    std::vector<int> missing;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!has[rows[i]])
            missing.push_back(static_cast<int>(i));
    }
    return missing;
}

bool contains(const Rows &rows, TaskRow row)
{
    return std::ranges::find(rows, row) != rows.end();
}

/// Where \p row belongs in \p rows, which are in order but for those in \p misplaced.
std::size_t placeAmong(const Rows &rows, TaskRow row, const Rows &misplaced,
                       const TaskOrder &before)
{
    std::size_t low = 0;
    std::size_t high = rows.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        std::size_t probe = middle;
        while (probe < high && contains(misplaced, rows[probe]))
            ++probe;
        if (probe < high && before(rows[probe], row))
            low = probe + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

void SyncTaskTableModel::refilter()
{
    m_cached.reset();
    Rows wanted = wantedRows();
    const std::vector<int> gone = positionsMissingIn(wanted, m_rows, m_store.size());
    const std::vector<int> fresh = positionsMissingIn(m_rows, wanted, m_store.size());
    if (runsIn(gone) + runsIn(fresh) > maxRuns) {
        beginResetModel();
        m_rows = std::move(wanted);
        m_positions.assign(m_store.size(), -1);
        m_positionsValid = 0;
        endResetModel();
        return;
    }
    forEachRunFromBack(gone, [this](int first, int last) { removeRange(first, last); });
    Rows added;
    for (const int position : fresh)
        added.push_back(wanted[static_cast<std::size_t>(position)]);
    insertNew(std::move(added));
}

void SyncTaskTableModel::resort()
{
    Rows sorted = m_rows;
    order().sort(sorted);
    if (sorted == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    Rows persistentRows;
    for (const QModelIndex &index : before)
        persistentRows.push_back(storeRow(index.row()));
    m_rows = std::move(sorted);
    positionsChangedFrom(0);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const TaskRow row = persistentRows[static_cast<std::size_t>(i)];
        after.append(index(positionOf(row), before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void SyncTaskTableModel::removeVanished(const Rows &changed)
{
    std::vector<int> gone;
    for (const TaskRow row : changed) {
        const int position = positionOf(row);
        if (position >= 0 && !m_filter->matches(row))
            gone.push_back(position);
    }
    std::ranges::sort(gone);
    forEachRunFromBack(gone, [this](int first, int last) { removeRange(first, last); });
}

void SyncTaskTableModel::removeRange(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto begin = m_rows.begin() + first;
    const auto end = m_rows.begin() + last + 1;
    m_positions.resize(m_store.size(), -1);
    std::for_each(begin, end, [this](TaskRow row) { m_positions[row] = -1; });
    m_rows.erase(begin, end);
    positionsChangedFrom(first);
    endRemoveRows();
}

void SyncTaskTableModel::moveMisplaced(const Rows &changed)
{
    Rows misplaced = misplacedOf(changed);
    if (misplaced.size() > maxMoves) {
        resort();
        return;
    }
    while (!misplaced.empty()) {
        moveOne(misplaced.back(), misplaced);
        misplaced.pop_back();
    }
}

/// Those of \p changed without which the other rows are in order.
SyncTaskTableModel::Rows SyncTaskTableModel::misplacedOf(const Rows &changed) const
{
    const std::vector<int> positions = sortedPositionsOf(changed);
    const TaskOrder before = order();
    Rows misplaced;
    forEachRunFromBack(positions, [&](int first, int last) {
        int previous = first - 1; // the last one that is in order
        for (int position = first; position <= last; ++position) {
            const TaskRow row = storeRow(position);
            const bool fits = (previous < 0 || before(storeRow(previous), row)) &&
                              (last + 1 == rowCount() || before(row, storeRow(last + 1)));
            if (fits)
                previous = position;
            else
                misplaced.push_back(row);
        }
    });
    return misplaced;
}

void SyncTaskTableModel::moveOne(TaskRow row, const Rows &misplaced)
{
    const int from = positionOf(row);
    const int to = static_cast<int>(placeAmong(m_rows, row, misplaced, order()));
    if (to == from || to == from + 1)
        return;
    beginMoveRows({}, from, from, {}, to);
    const auto begin = m_rows.begin();
    if (to < from)
        std::rotate(begin + to, begin + from, begin + from + 1);
    else
        std::rotate(begin + from, begin + from + 1, begin + to);
    positionsChangedFrom(std::min(from, to));
    endMoveRows();
}

void SyncTaskTableModel::insertNew(Rows added)
{
    const TaskOrder before = order();
    before.sort(added);
    auto searchEnd = static_cast<std::ptrdiff_t>(m_rows.size());
    for (std::size_t end = added.size(); end > 0;) {
        const auto place =
            std::lower_bound(m_rows.begin(), m_rows.begin() + searchEnd, added[end - 1], before);
        std::size_t begin = end - 1;
        while (begin > 0 && (place == m_rows.begin() || before(*(place - 1), added[begin - 1])))
            --begin;
        searchEnd = place - m_rows.begin();
        const int first = static_cast<int>(searchEnd);
        beginInsertRows({}, first, first + static_cast<int>(end - begin) - 1);
        m_rows.insert(place, added.begin() + static_cast<std::ptrdiff_t>(begin),
                      added.begin() + static_cast<std::ptrdiff_t>(end));
        positionsChangedFrom(first);
        endInsertRows();
        end = begin;
    }
}

void SyncTaskTableModel::announceChanged(const Rows &changed)
{
    const auto announce = [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, columns - 1));
    };
    const std::vector<int> positions = sortedPositionsOf(changed);
    if (runsIn(positions) > maxRuns)
        announce(positions.front(), positions.back());
    else
        forEachRunFromBack(positions, announce);
}

std::vector<int> SyncTaskTableModel::sortedPositionsOf(const Rows &shown) const
{
    std::vector<int> positions;
    positions.reserve(shown.size());
    for (const TaskRow row : shown)
        positions.push_back(positionOf(row));
    std::ranges::sort(positions);
    return positions;
}

void SyncTaskTableModel::positionsChangedFrom(int row)
{
    m_positionsValid = std::min(m_positionsValid, row);
}

int SyncTaskTableModel::positionOf(TaskRow storeRow) const
{
    if (m_positions.size() < m_store.size())
        m_positions.resize(m_store.size(), -1);
    const int known = m_positions[storeRow];
    const bool allValid = m_positionsValid == rowCount();
    if (allValid || (known >= 0 && known < m_positionsValid))
        return known;
    for (int row = m_positionsValid; row < rowCount(); ++row)
        m_positions[m_rows[static_cast<std::size_t>(row)]] = row;
    m_positionsValid = rowCount();
    return m_positions[storeRow];
}
