#include "boardtable.h"

#include "boarddelegate.h"
#include "boardroles.h"
#include "keyline.h"
#include "rowscroll.h"
#include "rowtext.h"
#include "theme.h"
#include "titleheaderview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <numeric>
#include <utility>

BoardTable::BoardTable(const QString &objectName, BoardDelegate *delegate,
                       std::span<const ColumnWidth> widths, QWidget *parent)
    : QTableView(parent), m_delegate(delegate), m_widths(widths.begin(), widths.end())
{
    setObjectName(objectName);
    delegate->setParent(this);
    setItemDelegate(delegate);
    setHorizontalHeader(new TitleHeaderView(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_scroll = new RowScroll(*this, tableRowHeight());
    applyLooks();
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setFixedHeight(Metrics::tableRowHeight);
}

void BoardTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    const auto tellRows = [this](auto signal) {
        connect(this->model(), signal, this, &BoardTable::rowsChanged);
    };
    tellRows(&QAbstractItemModel::dataChanged);
    tellRows(&QAbstractItemModel::rowsInserted);
    tellRows(&QAbstractItemModel::rowsRemoved);
    connect(model, &QAbstractItemModel::rowsInserted, this, &BoardTable::ensureCurrent);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &BoardTable::ensureCurrent);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT currentRowChanged(current.row()); });
    fitColumns();
    ensureCurrent();
}

void BoardTable::applyLooks()
{
    verticalHeader()->setMinimumSectionSize(tableRowHeight());
    verticalHeader()->setDefaultSectionSize(tableRowHeight());
    m_scroll->setRowHeight(tableRowHeight());
    fitColumns();
}

void BoardTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_scroll)
        applyLooks();
}

void BoardTable::setSorting(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicator(column, order);
    setSortingEnabled(true);
}

void BoardTable::copySelected() const
{
    std::vector<int> columns(static_cast<std::size_t>(model()->columnCount()));
    std::iota(columns.begin(), columns.end(), 0);
    QGuiApplication::clipboard()->setText(tabSeparated(
        *model(), selectedRowNumbers(*selectionModel()), columns, BoardRole::CopyText));
}

/// Home and End go to the first and the last row, not to the ends of one.
QModelIndex BoardTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int column = std::max(currentIndex().column(), 0);
    if (action == MoveHome)
        return model()->index(0, column);
    if (action == MoveEnd)
        return model()->index(model()->rowCount() - 1, column);
    return QTableView::moveCursor(action, modifiers);
}

/// Without a current index, Qt 6.4 crashes when a screen reader asks a table for its focus.
void BoardTable::ensureCurrent()
{
    const int row = std::max(currentIndex().row(), 0);
    if (row < model()->rowCount() && !selectionModel()->isRowSelected(row, {}))
        makeCurrent(row);
}

void BoardTable::makeCurrent(int row)
{
    selectionModel()->setCurrentIndex(model()->index(row, 0), QItemSelectionModel::ClearAndSelect |
                                                                  QItemSelectionModel::Rows);
    scrollTo(currentIndex());
}

QString BoardTable::nameOf(int row) const
{
    return model()->index(row, m_nameColumn).data().toString();
}

std::vector<BoardFact> BoardTable::factsOf(int row) const
{
    std::vector<BoardFact> facts;
    for (int column = 0; column < model()->columnCount(); ++column) {
        const QString value = model()->index(row, column).data().toString();
        if (column == m_nameColumn || value.isEmpty())
            continue;
        const auto title = [this, column](int role) {
            return model()->headerData(column, Qt::Horizontal, role).toString();
        };
        facts.push_back(
            {.name = title(Qt::DisplayRole), .value = value, .toolTip = title(Qt::ToolTipRole)});
    }
    const QString muted = model()->index(row, m_nameColumn).data(BoardRole::Muted).toString();
    if (!muted.isEmpty())
        facts.push_back({.name = tr("Notifications"), .value = muted});
    return facts;
}

/// Of the row under the pointer, or by its key, of the current one.
void BoardTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index =
        isByKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    makeCurrent(index.row());
    Q_EMIT menuRequested(isByKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                 : event->globalPos());
}

void BoardTable::setLeastNameWidth(int width)
{
    if (std::exchange(m_leastNameWidth, width) != width)
        fitColumns();
}

void BoardTable::fitColumns()
{
    if (model() == nullptr)
        return;
    int room = viewport()->width() - m_leastNameWidth;
    int used = 0;
    for (const ColumnWidth &column : m_widths) {
        const int width = scaledToText(column.width);
        const bool fits = used + width <= room;
        setColumnHidden(column.column, !fits);
        setColumnWidth(column.column, width);
        if (fits)
            used += width;
        else
            room = used; // nothing that says less takes the place of what says more
    }
    setColumnWidth(m_nameColumn, std::max(viewport()->width() - used, m_leastNameWidth));
}

void BoardTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void BoardTable::setHoveredRow(int row)
{
    if (row == m_delegate->hoveredRow())
        return;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

bool BoardTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverMove)
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

/// Not Qt's way, in which Ctrl takes the selection away.
void BoardTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    m_pressed = index;
    makeCurrent(index.row());
}

void BoardTable::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isClick = m_pressed.isValid() && index.row() == m_pressed.row();
    m_pressed = QModelIndex();
    const QVariant words = index.data(BoardRole::Counted);
    if (event->button() == Qt::LeftButton && isClick && words.isValid())
        Q_EMIT numberChosen(index.row(), words.toString());
}

void BoardTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = QModelIndex();
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    makeCurrent(index.row());
    Q_EMIT chosen(index.row(), event->modifiers().testFlag(Qt::ControlModifier));
}

void BoardTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT chosen(currentIndex().row(), event->modifiers().testFlag(Qt::ControlModifier));
    else if (event->key() == Qt::Key_Backspace)
        Q_EMIT backRequested();
    else if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (const int arrow = rowKeyOf(*event))
        moveRow(arrow, event->modifiers());
    else
        QTableView::keyPressEvent(event);
}

void BoardTable::moveRow(int arrow, Qt::KeyboardModifiers modifiers)
{
    QKeyEvent event(QEvent::KeyPress, arrow, modifiers);
    QTableView::keyPressEvent(&event);
}

void BoardTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || !currentIndex().isValid())
        return;
    // Where the keyboard is, as in the table of tasks.
    QPainter(viewport())
        .fillRect(0, rowViewportPosition(currentIndex().row()), 2, tableRowHeight(),
                  themeColors(palette()).accent);
}
