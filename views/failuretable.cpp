#include "failuretable.h"

#include "failuredelegate.h"
#include "failuretablemodel.h"
#include "theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int leastNameWidth = 150;

struct ColumnWidth {
    FailureColumn column;
    int width;
};

/// The one that says most comes first, and stays longest where there is little room. The name has
/// the rest.
constexpr std::array columnWidths = {
    ColumnWidth{FailureColumn::Open, 64},      ColumnWidth{FailureColumn::Failed, 132},
    ColumnWidth{FailureColumn::Trend, 158},    ColumnWidth{FailureColumn::Last, 92},
    ColumnWidth{FailureColumn::Repaired, 120}, ColumnWidth{FailureColumn::First, 92},
};

} // namespace

FailureTable::FailureTable(QWidget *parent)
    : QTableView(parent), m_delegate(new FailureDelegate(this))
{
    setObjectName(u"failureTable"_s);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(Metrics::tableRowHeight);
    verticalHeader()->setDefaultSectionSize(Metrics::tableRowHeight);
    verticalHeader()->hide();
    verticalScrollBar()->setSingleStep(Metrics::tableRowHeight);
    QFont titles = textFont(TextStyle::Secondary, font());
    titles.setWeight(QFont::DemiBold);
    horizontalHeader()->setFont(titles);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setFixedHeight(Metrics::tableRowHeight);
    retranslate();
}

FailureTable::~FailureTable() = default;

void FailureTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FailureTable::ensureCurrent);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FailureTable::ensureCurrent);
    fitColumns();
    ensureCurrent();
}

/// Without a current index, Qt 6.4 crashes when a screen reader asks a table for its focus.
void FailureTable::ensureCurrent()
{
    const int row = std::max(currentIndex().row(), 0);
    if (row < model()->rowCount() && !selectionModel()->isRowSelected(row, {}))
        selectionModel()->setCurrentIndex(model()->index(row, 0),
                                          QItemSelectionModel::ClearAndSelect |
                                              QItemSelectionModel::Rows);
}

void FailureTable::fitColumns()
{
    if (model() == nullptr)
        return;
    int room = viewport()->width() - leastNameWidth;
    int used = 0;
    for (const ColumnWidth &column : columnWidths) {
        const int section = static_cast<int>(column.column);
        const bool fits = used + column.width <= room;
        setColumnHidden(section, !fits);
        setColumnWidth(section, column.width);
        if (fits)
            used += column.width;
        else
            room = used; // nothing that says less takes the place of what says more
    }
    setColumnWidth(static_cast<int>(FailureColumn::Name),
                   std::max(viewport()->width() - used, leastNameWidth));
}

void FailureTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void FailureTable::setHoveredRow(int row)
{
    if (row == m_delegate->hoveredRow())
        return;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

bool FailureTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::HoverMove)
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::HoverLeave || event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

/// Not Qt's way, in which Ctrl takes the selection away.
void FailureTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    m_pressed = index;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
}

void FailureTable::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isClick = m_pressed.isValid() && index.row() == m_pressed.row();
    m_pressed = QModelIndex();
    if (event->button() == Qt::LeftButton && isClick)
        Q_EMIT chosen(index.row(), event->modifiers().testFlag(Qt::ControlModifier));
}

void FailureTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT chosen(currentIndex().row(), event->modifiers().testFlag(Qt::ControlModifier));
    else if (event->key() == Qt::Key_Backspace)
        Q_EMIT backRequested();
    else
        QTableView::keyPressEvent(event);
}

void FailureTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || !currentIndex().isValid())
        return;
    // Where the keyboard is, as in the table of tasks.
    QPainter(viewport())
        .fillRect(0, rowViewportPosition(currentIndex().row()), 2, Metrics::tableRowHeight,
                  themeColors(palette()).accent);
}

void FailureTable::retranslate()
{
    setAccessibleName(tr("Failures"));
    setAccessibleDescription(
        tr("Enter shows the tasks of a group, Ctrl and Enter leaves them out."));
}

void FailureTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
