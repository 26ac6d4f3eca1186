#pragma once

#include "taskstore.h"

#include <optional>
#include <vector>

class TaskOrder;

/// Neighbours in a table: positions, both of which belong to them.
struct RowRun {
    int first = 0;
    int last = 0;

    friend bool operator==(const RowRun &, const RowRun &) = default;
};

/// Rows that come into a table before what is at \a position.
struct RowInsertion {
    int position = 0;
    std::vector<TaskRow> rows{};

    friend bool operator==(const RowInsertion &, const RowInsertion &) = default;
};

/// As QAbstractItemModel::beginMoveRows() counts: before what is at \a to as long as the row is
/// still at \a from.
struct RowMove {
    int from = 0;
    int to = 0;

    friend bool operator==(const RowMove &, const RowMove &) = default;
};

/// The rows that a table shows, in their order, and at which position each of them is. Says which
/// steps turn them into others, and takes such steps; a model announces each before it is taken.
///
/// Runs and insertions are those with the greatest positions first, so that taking one does not
/// shift the others.
class ShownRows final {
public:
    using Rows = std::vector<TaskRow>;

    /// How the rows become others in the same order.
    struct Change {
        std::vector<RowRun> gone{};
        Rows added{};
    };

    /// \p store must outlive this.
    explicit ShownRows(const TaskStore &store) : m_store(store) {}

    [[nodiscard]] const Rows &rows() const { return m_rows; }
    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] TaskRow at(int position) const
    {
        return m_rows[static_cast<std::size_t>(position)];
    }
    [[nodiscard]] int positionOf(TaskRow row) const; ///< -1: not shown
    [[nodiscard]] bool contains(TaskRow row) const { return positionOf(row) >= 0; }

    /// Empty where more than \p mostRuns go and come: then replace() costs a view less.
    [[nodiscard]] std::optional<Change> changeTo(const Rows &wanted, std::size_t mostRuns) const;
    /// Where \p shown are; each of them is shown.
    [[nodiscard]] std::vector<RowRun> runsOf(const Rows &shown) const;
    /// Where \p added belong, none of which is shown.
    [[nodiscard]] std::vector<RowInsertion> insertionsOf(Rows added, const TaskOrder &order) const;
    /// Those of \p changed without which the other rows are in \p order.
    [[nodiscard]] Rows misplacedOf(const Rows &changed, const TaskOrder &order) const;
    /// To where \p row, one of \p misplaced, belongs among those that are not; empty: it is there.
    [[nodiscard]] std::optional<RowMove> moveOf(TaskRow row, const Rows &misplaced,
                                                const TaskOrder &order) const;

    void replace(Rows rows);
    void remove(const RowRun &run);
    void insert(const RowInsertion &insertion);
    void move(const RowMove &move);

private:
    void positionsChangedFrom(int position);

    const TaskStore &m_store;
    Rows m_rows;
    mutable std::vector<int> m_positions; // by store row; those of m_rows[m_positionsValid...] lag
    mutable int m_positionsValid = 0;
};
