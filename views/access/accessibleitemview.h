#pragma once

#include "accessibleitem.h"

#include <QAccessibleWidget>
#include <QHash>

class QAbstractItemView;
class QHeaderView;

/// The header of \p view, null for those that have none.
QHeaderView *headerOf(const QAbstractItemView &view, Qt::Orientation orientation);
/// Which line of \p view shows \p index, counted from 0; -1 where none does.
int lineOf(const QAbstractItemView &view, const QModelIndex &index);

/// A table, a list or a tree for a screen reader. Qt 6.4's own answers with nothing for a place
/// that is not there, which its bridge to the screen reader does not expect; this one always
/// answers. Children are counted as Qt counts them in its events: line by line, with the titles as
/// the first line and what stands before the rows as the first column of a table.
class AccessibleItemView final : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit AccessibleItemView(QAbstractItemView &view);
    ~AccessibleItemView() override;
    Q_DISABLE_COPY_MOVE(AccessibleItemView)

    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    [[nodiscard]] QAccessibleInterface *caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *summary() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *cellAt(int row, int column) const override;
    [[nodiscard]] int selectedCellCount() const override;
    [[nodiscard]] QList<QAccessibleInterface *> selectedCells() const override;
    [[nodiscard]] QString columnDescription(int column) const override;
    [[nodiscard]] QString rowDescription(int /*row*/) const override { return {}; }
    [[nodiscard]] int selectedColumnCount() const override;
    [[nodiscard]] int selectedRowCount() const override;
    [[nodiscard]] int columnCount() const override;
    [[nodiscard]] int rowCount() const override;
    [[nodiscard]] QList<int> selectedColumns() const override;
    [[nodiscard]] QList<int> selectedRows() const override;
    [[nodiscard]] bool isColumnSelected(int column) const override;
    [[nodiscard]] bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int /*column*/) override { return false; }
    bool unselectRow(int row) override;
    bool unselectColumn(int /*column*/) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

    /// The title of \p column; null where there are no titles.
    [[nodiscard]] QAccessibleInterface *titleOf(int column) const;

private:
    /// How many lines and columns of titles come before the items.
    struct Titles {
        int lines = 0;
        int columns = 0;
    };

    [[nodiscard]] QAbstractItemView *view() const;
    [[nodiscard]] Titles titles() const;
    [[nodiscard]] QModelIndex indexAt(int row, int column) const;
    [[nodiscard]] QAccessibleInterface *itemOf(const QModelIndex &index) const;
    [[nodiscard]] QAccessibleInterface *noItem() const;
    [[nodiscard]] QAccessibleInterface *headerAt(Qt::Orientation orientation, int section) const;
    bool changeSelection(int row, bool isSelected);

    // Qt owns all that it has once been given, and deletes it by these numbers.
    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_items{};
    mutable QHash<int, QAccessible::Id> m_titles{};     ///< of columns
    mutable QHash<int, QAccessible::Id> m_rowHeaders{}; ///< of rows; -1: the corner
    mutable QAccessible::Id m_none = 0;                 ///< answers for what is not there
};
