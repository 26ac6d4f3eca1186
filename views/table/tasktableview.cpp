#include "tasktableview.h"

#include "cellquery.h"
#include "newrowschip.h"
#include "paintpause.h"
#include "rowscroll.h"
#include "taskdelegate.h"
#include "taskheaderview.h"
#include "taskrowmenu.h"
#include "tasktablecolumns.h"
#include "tasktext.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCursor>
#include <QDrag>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include <algorithm>
#include <utility>

TaskTableView::TaskTableView(SyncTaskTableModel &model, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_delegate(new TaskDelegate(this)),
      m_chip(new NewRowsChip(this)),
      m_paintPause(new PaintPause(*viewport())),
      m_scroll(new RowScroll(*this, tableRowHeight())),
      m_anchor(*this, *m_scroll)
{
    auto *header = new TaskHeaderView(model, this);
    setHorizontalHeader(header);
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Tasks"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    m_columns = new TaskTableColumns(model, *this, *header);
    applyLooks();
    setSortingEnabled(true);

    connect(m_chip, &NewRowsChip::clicked, this, &TaskTableView::scrollToNewRows);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT taskOpened(index.row()); });
    connect(header, &TaskHeaderView::sortKeysChanged, this, &TaskTableView::scrollToNewRows);
    watchModel();
    ensureCurrent();
}

void TaskTableView::watchModel()
{
    using Model = QAbstractItemModel;
    connect(&m_model, &Model::rowsAboutToBeInserted, this, [this] { rowsChangeSoon(); });
    connect(&m_model, &Model::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsCame(first, last); });
    connect(&m_model, &Model::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsChangeSoon(first, last); });
    connect(&m_model, &Model::rowsAboutToBeMoved, this, [this] { rowsChangeSoon(); });
    connect(&m_model, &Model::rowsRemoved, this, &TaskTableView::rowsChanged);
    connect(&m_model, &Model::rowsMoved, this, &TaskTableView::rowsChanged);
    connect(&m_model, &Model::modelAboutToBeReset, this,
            [this] { m_kept = keepTasks(m_model, *selectionModel()); });
    connect(&m_model, &Model::modelReset, this, &TaskTableView::restoreTasks);
    // Who sorts wants to see what comes first; the current task goes where it belongs.
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            &TaskTableView::scrollToNewRows);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            setNewRowsAbove(0);
        if (m_delegate->hoveredRow() >= 0)
            setHoveredRow(rowAt(viewport()->mapFromGlobal(QCursor::pos()).y()));
    });
}

QByteArray TaskTableView::columnState() const
{
    return m_columns->state();
}

bool TaskTableView::restoreColumnState(const QByteArray &state)
{
    return m_columns->restore(state);
}

void TaskTableView::resetColumns()
{
    m_columns->reset();
}

std::vector<int> TaskTableView::visibleColumns() const
{
    return m_columns->visibleInOrder();
}

int TaskTableView::newRowsAbove() const
{
    return m_newRows;
}

void TaskTableView::scrollToNewRows()
{
    scrollToTop();
    setNewRowsAbove(0);
}

void TaskTableView::noticeQuery()
{
    if (m_model.query() == m_query)
        return;
    m_query = m_model.query();
    // All rows of an answer come and go within the call that asked for it.
    QTimer::singleShot(std::chrono::milliseconds(0), this, &TaskTableView::queryAnswered);
}

/// Another question starts at its first row, but never loses the current one from sight.
void TaskTableView::queryAnswered()
{
    updateGeometries(); // the range of the scroll bar is still that of the former rows
    scrollToTop();
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void TaskTableView::rowsChangeSoon(int firstRemoved, int lastRemoved)
{
    noticeQuery();
    m_anchor.remember(firstRemoved, lastRemoved);
}

void TaskTableView::rowsCame(int first, int last)
{
    const bool above = first < m_anchor.row();
    m_paintPause->noteChange();
    rowsChanged();
    // Rows of another query or range were there before, only not shown: they are no news.
    if (above && m_model.isMerging())
        setNewRowsAbove(m_newRows + last - first + 1);
}

void TaskTableView::rowsChanged()
{
    m_anchor.restore();
    ensureCurrent();
}

void TaskTableView::restoreTasks()
{
    noticeQuery();
    setNewRowsAbove(0);
    const std::optional<int> row = m_kept.current ? m_model.rowOf(*m_kept.current) : std::nullopt;
    if (row)
        makeCurrent(*row);
    else
        ensureCurrent();
    selectionModel()->select(rowsOf(m_model, m_kept.selected),
                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_kept = {};
}

/// Without a current index, Qt 6.4 crashes when a screen reader asks a table for its focus. And
/// what the detail pane shows is marked: Qt moves on from a vanished row without selecting another.
void TaskTableView::ensureCurrent()
{
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        makeCurrent(0);
    else if (currentIndex().isValid() && !selectionModel()->hasSelection())
        makeCurrent(currentIndex().row());
    else if (m_model.rowCount() == 0)
        reportCurrent();
}

/// Not setCurrentIndex(), which heeds the keys that somebody holds down just now.
void TaskTableView::makeCurrent(int row)
{
    selectionModel()->setCurrentIndex(m_model.index(row, m_columns->firstVisible()),
                                      QItemSelectionModel::ClearAndSelect |
                                          QItemSelectionModel::Rows);
}

void TaskTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    reportCurrent();
}

void TaskTableView::reportCurrent()
{
    const QModelIndex current = currentIndex();
    const std::optional<TaskRow> task =
        current.isValid() ? std::optional(m_model.storeRow(current.row())) : std::nullopt;
    if (task == m_reported)
        return;
    m_reported = task;
    Q_EMIT currentTaskChanged(current.isValid() ? current.row() : -1);
}

void TaskTableView::setNewRowsAbove(int count)
{
    if (count == m_newRows)
        return;
    m_newRows = count;
    m_chip->showCount(count);
    m_chip->placeIn(viewport()->geometry());
    Q_EMIT newRowsAboveChanged(count);
}

void TaskTableView::setHoveredRow(int row)
{
    const int former = m_delegate->hoveredRow();
    if (row == former)
        return;
    m_delegate->setHoveredRow(row);
    for (const int changed : {former, row}) {
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(),
                               m_scroll->rowHeight());
    }
}

void TaskTableView::applyLooks()
{
    verticalHeader()->setMinimumSectionSize(tableRowHeight());
    verticalHeader()->setDefaultSectionSize(tableRowHeight());
    m_scroll->setRowHeight(tableRowHeight());
    m_columns->fillWidth();
}

void TaskTableView::copySelected() const
{
    QGuiApplication::clipboard()->setText(
        tabSeparated(m_model, selectedRowNumbers(*selectionModel()), m_columns->visibleInOrder()));
}

void TaskTableView::selectCurrentAlone()
{
    if (currentIndex().isValid())
        makeCurrent(currentIndex().row());
}

void TaskTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_columns)
        applyLooks();
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Tasks"));
        m_chip->showCount(m_newRows);
    }
}

void TaskTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->fillWidth();
    m_chip->placeIn(viewport()->geometry());
}

bool TaskTableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Wheel || event->type() == QEvent::MouseButtonPress)
        m_paintPause->end();
    if (event->type() == QEvent::HoverMove)
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void TaskTableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || !currentIndex().isValid())
        return;
    // Where the keyboard is, also when several rows are selected.
    const int top = rowViewportPosition(currentIndex().row());
    QPainter(viewport()).fillRect(0, top, 2, m_scroll->rowHeight(), themeColors(palette()).accent);
}

QModelIndex TaskTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int column = std::max(currentIndex().column(), 0);
    if (action == MoveHome)
        return m_model.index(0, column);
    if (action == MoveEnd)
        return m_model.index(m_model.rowCount() - 1, column);
    return QTableView::moveCursor(action, modifiers);
}

void TaskTableView::keyPressEvent(QKeyEvent *event)
{
    m_paintPause->end();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT taskOpened(currentIndex().row());
    else if (event->matches(QKeySequence::Copy))
        copySelected();
    else if (const int arrow = rowKeyOf(*event))
        moveRow(arrow, event->modifiers());
    else
        QTableView::keyPressEvent(event);
}

/// A selected row can be dragged away. Until it is, or the button is let go, the selection stays.
void TaskTableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    m_dragBegin.reset();
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier &&
        index.isValid() && selectionModel()->isSelected(index))
        m_dragBegin = event->position().toPoint();
    else
        QTableView::mousePressEvent(event);
}

void TaskTableView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragBegin)
        return QTableView::mouseMoveEvent(event);
    const QPoint way = event->position().toPoint() - *m_dragBegin;
    if (way.manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragBegin.reset();
    std::unique_ptr<QMimeData> rows =
        dragged(m_model, selectedRowNumbers(*selectionModel()), visibleColumns());
    if (!rows)
        return QToolTip::showText(event->globalPosition().toPoint(),
                                  tr("At most %1 rows can be dragged. Export them instead.")
                                      .arg(QLocale().toString(mostDraggedRows)),
                                  this);
    auto *drag = new QDrag(this);
    drag->setMimeData(rows.release());
    drag->exec(Qt::CopyAction);
}

void TaskTableView::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_dragBegin, std::nullopt)) {
        QMouseEvent press(QEvent::MouseButtonPress, event->position(), event->globalPosition(),
                          event->button(), event->button(), event->modifiers());
        QTableView::mousePressEvent(&press);
    }
    QTableView::mouseReleaseEvent(event);
}

void TaskTableView::moveRow(int arrow, Qt::KeyboardModifiers modifiers)
{
    QKeyEvent event(QEvent::KeyPress, arrow, modifiers);
    QTableView::keyPressEvent(&event);
}

void TaskTableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const auto column = static_cast<SyncTaskTableModel::Column>(index.column());
    const SyncTask task = m_model.taskAt(index.row());
    auto *menu =
        new TaskRowMenu(m_model, *selectionModel(), m_columns->visibleInOrder(), index,
                        cellName(task, column, index.data().toString()), m_rowActions, this);
    connect(menu, &TaskRowMenu::narrowRequested, this,
            [this, task, column](bool exclude) { Q_EMIT narrowRequested(task, column, exclude); });
    const QPersistentModelIndex opened(index);
    connect(menu, &TaskRowMenu::openRequested, this, [this, opened] {
        if (opened.isValid())
            Q_EMIT taskOpened(opened.row());
    });
    connect(menu, &TaskRowMenu::linkRequested, this, [this, opened] {
        if (opened.isValid())
            Q_EMIT linkRequested(opened.row());
    });
    connect(menu, &TaskRowMenu::actionRequested, this, &TaskTableView::actionRequested);
    connect(menu, &TaskRowMenu::comparisonRequested, this, &TaskTableView::comparisonRequested);
    connect(menu, &TaskRowMenu::exportRequested, this, &TaskTableView::exportRequested);
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

KeySection TaskTableView::keySection()
{
    return {.title = tr("In the table and the boards"),
            .lines = {{.keys = keysText({Qt::Key_J, Qt::Key_Down}), .what = tr("Next row")},
                      {.keys = keysText({Qt::Key_K, Qt::Key_Up}), .what = tr("Previous row")},
                      {.keys = keysText({Qt::Key_Return}),
                       .what = tr("Open the task, or the tasks of the row")},
                      {.keys = keysText({Qt::CTRL | Qt::Key_Return}),
                       .what = tr("On a board: leave the tasks of the row out")},
                      {.keys = keysText({Qt::Key_Backspace}), .what = tr("On a board: back")},
                      {.keys = keysText({Qt::Key_Delete}), .what = tr("Delete the current rule…")},
                      {.keys = keysText({QKeySequence::Copy}), .what = tr("Copy the rows")}}};
}
