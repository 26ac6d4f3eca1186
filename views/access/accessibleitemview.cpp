#include "accessibleitemview.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QListView>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace {

QAccessible::Role roleOfView(const QAbstractItemView &view)
{
    if (qobject_cast<const QTreeView *>(&view))
        return QAccessible::Tree;
    return qobject_cast<const QListView *>(&view) ? QAccessible::List : QAccessible::Table;
}

/// The lines of a tree, of which there are few: a table has no end of rows.
std::vector<QModelIndex> linesOf(const QTreeView &tree)
{
    std::vector<QModelIndex> lines;
    if (!tree.model())
        return lines;
    for (QModelIndex index = tree.model()->index(0, 0, tree.rootIndex()); index.isValid();
         index = tree.indexBelow(index))
        lines.push_back(index);
    return lines;
}

QAccessible::Id given(QAccessibleInterface *interface)
{
    return QAccessible::registerAccessibleInterface(interface);
}

template<typename Key>
void forget(QHash<Key, QAccessible::Id> &known)
{
    for (const QAccessible::Id id : std::as_const(known))
        QAccessible::deleteAccessibleInterface(id);
    known.clear();
}

} // namespace

QHeaderView *headerOf(const QAbstractItemView &view, Qt::Orientation orientation)
{
    if (const auto *table = qobject_cast<const QTableView *>(&view))
        return orientation == Qt::Horizontal ? table->horizontalHeader() : table->verticalHeader();
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    return tree && orientation == Qt::Horizontal ? tree->header() : nullptr;
}

int lineOf(const QAbstractItemView &view, const QModelIndex &index)
{
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    if (!tree)
        return index.row();
    const std::vector<QModelIndex> lines = linesOf(*tree);
    const auto line = std::ranges::find(lines, index.siblingAtColumn(0));
    return line == lines.end() ? -1 : static_cast<int>(line - lines.begin());
}

AccessibleItemView::AccessibleItemView(QAbstractItemView &view)
    : QAccessibleWidget(&view, roleOfView(view))
{
}

AccessibleItemView::~AccessibleItemView()
{
    forget(m_items);
    forget(m_titles);
    forget(m_rowHeaders);
    if (m_none != 0)
        QAccessible::deleteAccessibleInterface(m_none);
}

QAbstractItemView *AccessibleItemView::view() const
{
    return qobject_cast<QAbstractItemView *>(object());
}

/// Qt tells the list of a combo box as a part of the box, without the window that it opens in.
QAccessibleInterface *AccessibleItemView::parent() const
{
    QObject *above = view()->parent();
    if (above && std::strcmp(above->metaObject()->className(), "QComboBoxPrivateContainer") == 0)
        return QAccessible::queryAccessibleInterface(above->parent());
    return QAccessibleWidget::parent();
}

AccessibleItemView::Titles AccessibleItemView::titles() const
{
    return {.lines = headerOf(*view(), Qt::Horizontal) ? 1 : 0,
            .columns = headerOf(*view(), Qt::Vertical) ? 1 : 0};
}

QModelIndex AccessibleItemView::indexAt(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return {};
    if (const auto *tree = qobject_cast<const QTreeView *>(view()))
        return linesOf(*tree).at(static_cast<std::size_t>(row)).siblingAtColumn(column);
    return view()->model()->index(row, column, view()->rootIndex());
}

QAccessibleInterface *AccessibleItemView::itemOf(const QModelIndex &index) const
{
    // Two of the same index are equal, whatever becomes of the rows.
    const QPersistentModelIndex key(index);
    const auto known = m_items.constFind(key);
    if (known != m_items.constEnd())
        return QAccessible::accessibleInterface(known.value());
    auto *item = new AccessibleItem(*view(), index);
    m_items.insert(key, given(item));
    return item;
}

QAccessibleInterface *AccessibleItemView::noItem() const
{
    if (m_none == 0)
        m_none = given(new AccessibleItem(*view(), QModelIndex()));
    return QAccessible::accessibleInterface(m_none);
}

QAccessibleInterface *AccessibleItemView::headerAt(Qt::Orientation orientation, int section) const
{
    auto &known = orientation == Qt::Horizontal ? m_titles : m_rowHeaders;
    const auto header = known.constFind(section);
    if (header != known.constEnd())
        return QAccessible::accessibleInterface(header.value());
    auto *made = new AccessibleHeader(*view(), orientation, section);
    known.insert(section, given(made));
    return made;
}

QAccessibleInterface *AccessibleItemView::titleOf(int column) const
{
    return titles().lines > 0 ? headerAt(Qt::Horizontal, column) : nullptr;
}

QAccessibleInterface *AccessibleItemView::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto [titleLines, titleColumns] = titles();
    const int row = index / (columnCount() + titleColumns) - titleLines;
    const int column = index % (columnCount() + titleColumns) - titleColumns;
    if (column < 0)
        return headerAt(Qt::Vertical, row); // -1: the corner
    return row < 0 ? headerAt(Qt::Horizontal, column) : cellAt(row, column);
}

QAccessibleInterface *AccessibleItemView::childAt(int x, int y) const
{
    const QPoint point(x, y);
    const QModelIndex index = view()->indexAt(view()->viewport()->mapFromGlobal(point));
    if (view()->viewport()->rect().contains(view()->viewport()->mapFromGlobal(point)))
        return index.isValid() ? itemOf(index) : nullptr;
    const QHeaderView *header = headerOf(*view(), Qt::Horizontal);
    const int section =
        header && header->isVisible() && header->rect().contains(header->mapFromGlobal(point))
            ? header->logicalIndexAt(header->viewport()->mapFromGlobal(point))
            : -1;
    return section < 0 ? nullptr : headerAt(Qt::Horizontal, section);
}

QAccessibleInterface *AccessibleItemView::focusChild() const
{
    const QModelIndex current = view()->currentIndex();
    if (view()->hasFocus() && current.isValid())
        return itemOf(current);
    return QAccessibleWidget::focusChild();
}

int AccessibleItemView::childCount() const
{
    const auto [titleLines, titleColumns] = titles();
    return view()->model() ? (rowCount() + titleLines) * (columnCount() + titleColumns) : 0;
}

int AccessibleItemView::indexOfChild(const QAccessibleInterface *child) const
{
    if (!child || !child->isValid() || child->parent() != this)
        return -1;
    const auto [titleLines, titleColumns] = titles();
    const int width = columnCount() + titleColumns;
    if (const auto *header = dynamic_cast<const AccessibleHeader *>(child))
        return header->orientation() == Qt::Horizontal ? header->section() + titleColumns
                                                       : (header->section() + titleLines) * width;
    const auto *item = dynamic_cast<const AccessibleItem *>(child);
    const int line = item ? item->rowIndex() : -1;
    return line < 0 ? -1 : (line + titleLines) * width + item->columnIndex() + titleColumns;
}

QAccessible::State AccessibleItemView::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.multiSelectable = view()->selectionMode() == QAbstractItemView::ExtendedSelection;
    return state;
}

void *AccessibleItemView::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessibleInterface *AccessibleItemView::cellAt(int row, int column) const
{
    const QModelIndex index = indexAt(row, column);
    return index.isValid() ? itemOf(index) : noItem();
}

int AccessibleItemView::selectedCellCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range :
         view()->selectionModel() ? view()->selectionModel()->selection() : QItemSelection())
        count += range.width() * range.height();
    return count;
}

QList<QAccessibleInterface *> AccessibleItemView::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    for (const int row : selectedRows()) {
        for (int column = 0; column < columnCount(); ++column)
            cells << cellAt(row, column);
    }
    return cells;
}

QString AccessibleItemView::columnDescription(int column) const
{
    const QAccessibleInterface *title =
        column >= 0 && column < columnCount() ? titleOf(column) : nullptr;
    return title ? title->text(QAccessible::Name) : QString();
}

int AccessibleItemView::selectedColumnCount() const
{
    return static_cast<int>(selectedColumns().size());
}

int AccessibleItemView::selectedRowCount() const
{
    return static_cast<int>(selectedRows().size());
}

int AccessibleItemView::columnCount() const
{
    return view()->model() ? view()->model()->columnCount(view()->rootIndex()) : 0;
}

int AccessibleItemView::rowCount() const
{
    if (const auto *tree = qobject_cast<const QTreeView *>(view()))
        return static_cast<int>(linesOf(*tree).size());
    return view()->model() ? view()->model()->rowCount(view()->rootIndex()) : 0;
}

/// Rows are what is selected in this program.
QList<int> AccessibleItemView::selectedColumns() const
{
    return {};
}

QList<int> AccessibleItemView::selectedRows() const
{
    QList<int> rows;
    if (!view()->selectionModel())
        return rows;
    for (const QModelIndex &index : view()->selectionModel()->selectedRows())
        rows << lineOf(*view(), index);
    return rows;
}

bool AccessibleItemView::isColumnSelected(int /*column*/) const
{
    return false;
}

bool AccessibleItemView::isRowSelected(int row) const
{
    const QModelIndex index = indexAt(row, 0);
    return index.isValid() && view()->selectionModel() &&
           view()->selectionModel()->isRowSelected(index.row(), index.parent());
}

bool AccessibleItemView::changeSelection(int row, bool isSelected)
{
    const QModelIndex index = indexAt(row, 0);
    if (!index.isValid() || !view()->selectionModel() ||
        view()->selectionMode() == QAbstractItemView::NoSelection)
        return false;
    const bool isAlone = view()->selectionMode() == QAbstractItemView::SingleSelection;
    const auto add = isAlone ? QItemSelectionModel::ClearAndSelect : QItemSelectionModel::Select;
    view()->selectionModel()->select(index, (isSelected ? add : QItemSelectionModel::Deselect) |
                                                QItemSelectionModel::Rows);
    return true;
}

bool AccessibleItemView::selectRow(int row)
{
    return changeSelection(row, true);
}

bool AccessibleItemView::unselectRow(int row)
{
    return changeSelection(row, false);
}

/// What has lost its row is gone; all else has kept it.
void AccessibleItemView::modelChange(QAccessibleTableModelChangeEvent * /*event*/)
{
    using Item = decltype(m_items)::iterator;
    m_items.removeIf([](const Item &item) {
        const bool isGone = !item.key().isValid();
        if (isGone)
            QAccessible::deleteAccessibleInterface(item.value());
        return isGone;
    });
}
