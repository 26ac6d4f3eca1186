#include "shownrows.h"

#include "taskorder.h"

#include <algorithm>
#include <utility>

namespace {

using Rows = ShownRows::Rows;

/// The runs of neighbours in \p positions, which are in order.
std::vector<RowRun> runsFromBack(const std::vector<int> &positions)
{
    std::vector<RowRun> runs;
    for (std::size_t end = positions.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && positions[begin - 1] == positions[begin] - 1)
            --begin;
        runs.push_back({.first = positions[begin], .last = positions[end - 1]});
        end = begin;
    }
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

bool isAmong(const Rows &rows, TaskRow row)
{
    return std::ranges::find(rows, row) != rows.end();
}

/// Where \p row belongs in \p rows, which are in order but for those in \p misplaced.
std::size_t positionAmong(const Rows &rows, TaskRow row, const Rows &misplaced,
                          const TaskOrder &before)
{
    std::size_t low = 0;
    std::size_t high = rows.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        std::size_t probe = middle;
        while (probe < high && isAmong(misplaced, rows[probe]))
            ++probe;
        if (probe < high && before(rows[probe], row))
            low = probe + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

int ShownRows::positionOf(TaskRow row) const
{
    if (m_positions.size() < m_store.size())
        m_positions.resize(m_store.size(), -1);
    const int known = m_positions[row];
    const bool allValid = m_positionsValid == size();
    if (allValid || (known >= 0 && known < m_positionsValid))
        return known;
    for (int position = m_positionsValid; position < size(); ++position)
        m_positions[at(position)] = position;
    m_positionsValid = size();
    return m_positions[row];
}

std::optional<ShownRows::Change> ShownRows::changeTo(const Rows &wanted, std::size_t mostRuns) const
{
    const std::vector<int> added = positionsMissingIn(m_rows, wanted, m_store.size());
    Change change{.gone = runsFromBack(positionsMissingIn(wanted, m_rows, m_store.size()))};
    if (change.gone.size() + runsFromBack(added).size() > mostRuns)
        return {};
    change.added.reserve(added.size());
    for (const int position : added)
        change.added.push_back(wanted[static_cast<std::size_t>(position)]);
    return change;
}

std::vector<RowRun> ShownRows::runsOf(const Rows &shown) const
{
    std::vector<int> positions;
    positions.reserve(shown.size());
    for (const TaskRow row : shown)
        positions.push_back(positionOf(row));
    std::ranges::sort(positions);
    return runsFromBack(positions);
}

std::vector<RowInsertion> ShownRows::insertionsOf(Rows added, const TaskOrder &order) const
{
    order.sort(added);
    std::vector<RowInsertion> insertions;
    auto searchEnd = m_rows.begin() + size();
    for (auto end = added.begin() + std::ssize(added); end != added.begin();) {
        const auto next = std::lower_bound(m_rows.begin(), searchEnd, *(end - 1), order);
        auto begin = end - 1;
        while (begin != added.begin() &&
               (next == m_rows.begin() || order(*(next - 1), *(begin - 1))))
            --begin;
        insertions.push_back(
            {.position = static_cast<int>(next - m_rows.begin()), .rows = Rows(begin, end)});
        searchEnd = next;
        end = begin;
    }
    return insertions;
}

Rows ShownRows::misplacedOf(const Rows &changed, const TaskOrder &order) const
{
    Rows misplaced;
    for (const auto [first, last] : runsOf(changed)) {
        int previous = first - 1; // the last one that is in order
        for (int position = first; position <= last; ++position) {
            const TaskRow row = at(position);
            const bool fits = (previous < 0 || order(at(previous), row)) &&
                              (last + 1 == size() || order(row, at(last + 1)));
            if (fits)
                previous = position;
            else
                misplaced.push_back(row);
        }
    }
    return misplaced;
}

std::optional<RowMove> ShownRows::moveOf(TaskRow row, const Rows &misplaced,
                                         const TaskOrder &order) const
{
    const int from = positionOf(row);
    const int to = static_cast<int>(positionAmong(m_rows, row, misplaced, order));
    if (to == from || to == from + 1)
        return {};
    return RowMove{.from = from, .to = to};
}

void ShownRows::replace(Rows rows)
{
    m_rows = std::move(rows);
    m_positions.assign(m_store.size(), -1);
    m_positionsValid = 0;
}

void ShownRows::remove(const RowRun &run)
{
    const auto begin = m_rows.begin() + run.first;
    const auto end = m_rows.begin() + run.last + 1;
    m_positions.resize(m_store.size(), -1);
    std::for_each(begin, end, [this](TaskRow row) { m_positions[row] = -1; });
    m_rows.erase(begin, end);
    positionsChangedFrom(run.first);
}

void ShownRows::insert(const RowInsertion &insertion)
{
    m_rows.insert(m_rows.begin() + insertion.position, insertion.rows.begin(),
                  insertion.rows.end());
    positionsChangedFrom(insertion.position);
}

void ShownRows::move(const RowMove &move)
{
    const auto from = m_rows.begin() + move.from;
    const auto to = m_rows.begin() + move.to;
    if (to < from)
        std::rotate(to, from, from + 1);
    else
        std::rotate(from, from + 1, to);
    positionsChangedFrom(std::min(move.from, move.to));
}

void ShownRows::positionsChangedFrom(int position)
{
    m_positionsValid = std::min(m_positionsValid, position);
}
