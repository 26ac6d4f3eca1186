#include "accessibleitem.h"

#include "accessibleitemview.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QListView>
#include <QTableView>
#include <QTreeView>

namespace {

QWindow *windowOf(const QAbstractItemView *view)
{
    return view ? view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *interfaceOf(QAbstractItemView *view)
{
    return view ? QAccessible::queryAccessibleInterface(view) : nullptr;
}

QRect onScreen(const QWidget &widget, const QRect &rect)
{
    return rect.isEmpty() ? QRect() : QRect(widget.mapToGlobal(rect.topLeft()), rect.size());
}

} // namespace

AccessibleItem::AccessibleItem(QAbstractItemView &view, const QModelIndex &index)
    : m_view(&view), m_index(index)
{
}

QWindow *AccessibleItem::window() const
{
    return windowOf(m_view);
}

QAccessibleInterface *AccessibleItem::parent() const
{
    return interfaceOf(m_view);
}

QString AccessibleItem::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Description)
        return m_index.data(Qt::AccessibleDescriptionRole).toString();
    if (kind != QAccessible::Name && kind != QAccessible::Value)
        return {};
    const QString words = m_index.data(Qt::AccessibleTextRole).toString();
    return words.isEmpty() ? m_index.data(Qt::DisplayRole).toString() : words;
}

QRect AccessibleItem::rect() const
{
    if (!isValid() || !m_view->isVisible())
        return {};
    return onScreen(*m_view->viewport(), m_view->visualRect(m_index));
}

QAccessible::Role AccessibleItem::role() const
{
    if (qobject_cast<const QTreeView *>(m_view.data()))
        return QAccessible::TreeItem;
    if (qobject_cast<const QListView *>(m_view.data()))
        return QAccessible::ListItem;
    return QAccessible::Cell;
}

QAccessible::State AccessibleItem::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const Qt::ItemFlags flags = m_index.flags();
    const QRect place = m_view->visualRect(m_index);
    state.readOnly = true;
    state.disabled = !flags.testFlag(Qt::ItemIsEnabled);
    state.selectable = flags.testFlag(Qt::ItemIsSelectable) &&
                       m_view->selectionMode() != QAbstractItemView::NoSelection;
    state.multiSelectable = m_view->selectionMode() == QAbstractItemView::ExtendedSelection;
    state.selected = isSelected();
    state.focusable = m_view->focusPolicy() != Qt::NoFocus;
    state.focused = m_view->currentIndex() == m_index && m_view->hasFocus();
    state.active = m_view->currentIndex() == m_index;
    state.invisible = !m_view->isVisible() || place.isEmpty(); // of a hidden column
    state.offscreen = !m_view->viewport()->rect().intersects(place);
    const QVariant check = m_index.data(Qt::CheckStateRole);
    state.checkable = check.isValid();
    state.checked = check.isValid() && check.toInt() == Qt::Checked;
    if (const auto *tree = qobject_cast<const QTreeView *>(m_view.data());
        tree && m_index.model()->hasChildren(m_index)) {
        state.expandable = true;
        state.expanded = tree->isExpanded(m_index);
        state.collapsed = !state.expanded;
    }
    return state;
}

void *AccessibleItem::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface)
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

bool AccessibleItem::isSelected() const
{
    return isValid() && m_view->selectionModel() && m_view->selectionModel()->isSelected(m_index);
}

QList<QAccessibleInterface *> AccessibleItem::columnHeaderCells() const
{
    auto *view = static_cast<AccessibleItemView *>(parent());
    QAccessibleInterface *title = view && isValid() ? view->titleOf(m_index.column()) : nullptr;
    return title ? QList<QAccessibleInterface *>{title} : QList<QAccessibleInterface *>();
}

int AccessibleItem::rowIndex() const
{
    return isValid() ? lineOf(*m_view, m_index) : -1;
}

QStringList AccessibleItem::actionNames() const
{
    return {toggleAction()};
}

void AccessibleItem::doAction(const QString &name)
{
    if (!isValid() || name != toggleAction() || !m_view->selectionModel())
        return;
    m_view->selectionModel()->select(m_index,
                                     QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
}

AccessibleHeader::AccessibleHeader(QAbstractItemView &view, Qt::Orientation orientation,
                                   int section)
    : m_view(&view), m_orientation(orientation), m_section(section)
{
}

bool AccessibleHeader::isValid() const
{
    const QHeaderView *header = m_view ? headerOf(*m_view, m_orientation) : nullptr;
    return header && m_section < header->count();
}

QWindow *AccessibleHeader::window() const
{
    return windowOf(m_view);
}

QAccessibleInterface *AccessibleHeader::parent() const
{
    return interfaceOf(m_view);
}

QString AccessibleHeader::text(QAccessible::Text kind) const
{
    if (!isValid() || m_section < 0 || kind != QAccessible::Name)
        return {};
    const QAbstractItemModel &model = *m_view->model();
    const QString words =
        model.headerData(m_section, m_orientation, Qt::AccessibleTextRole).toString();
    return words.isEmpty() ? model.headerData(m_section, m_orientation, Qt::DisplayRole).toString()
                           : words;
}

QRect AccessibleHeader::rect() const
{
    if (!isValid() || m_section < 0)
        return {};
    const QHeaderView &header = *headerOf(*m_view, m_orientation);
    const int at = header.sectionViewportPosition(m_section);
    const int size = header.sectionSize(m_section);
    if (!header.isVisible() || size == 0)
        return {};
    const QRect place = m_orientation == Qt::Horizontal ? QRect(at, 0, size, header.height())
                                                        : QRect(0, at, header.width(), size);
    return onScreen(*header.viewport(), place);
}

QAccessible::Role AccessibleHeader::role() const
{
    if (m_section < 0)
        return QAccessible::Pane;
    return m_orientation == Qt::Horizontal ? QAccessible::ColumnHeader : QAccessible::RowHeader;
}

QAccessible::State AccessibleHeader::state() const
{
    QAccessible::State state;
    state.readOnly = true;
    state.invalid = !isValid();
    state.invisible = rect().isEmpty();
    return state;
}
