#include "rowscroll.h"

#include <QApplication>
#include <QScrollBar>
#include <QTableView>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

RowScroll::RowScroll(QTableView &view, int rowHeight)
    : QObject(&view), m_view(view), m_rowHeight(rowHeight)
{
    QScrollBar *bar = view.verticalScrollBar();
    bar->setSingleStep(rowHeight);
    connect(bar, &QScrollBar::rangeChanged, this, &RowScroll::alignRange);
    connect(bar, &QScrollBar::valueChanged, this, &RowScroll::alignValue);
    view.viewport()->installEventFilter(this);
}

void RowScroll::setRowHeight(int rowHeight)
{
    QScrollBar *bar = m_view.verticalScrollBar();
    const int first = bar->value() / m_rowHeight;
    m_rowHeight = rowHeight;
    bar->setSingleStep(rowHeight);
    if (m_view.model() == nullptr)
        return;
    // The range is brought up to date only with the next layout, too late for the value.
    bar->setMaximum(std::max(0, m_view.model()->rowCount() * rowHeight));
    bar->setValue(first * rowHeight);
}

int RowScroll::aligned(int pixels) const
{
    return (pixels + m_rowHeight - 1) / m_rowHeight * m_rowHeight;
}

/// The last row stands above an empty strip rather than the first one half out of sight.
void RowScroll::alignRange()
{
    QScrollBar *bar = m_view.verticalScrollBar();
    bar->setMaximum(aligned(bar->maximum()));
}

/// Down: what was to be seen at the lower edge is seen whole.
void RowScroll::alignValue(int value)
{
    m_view.verticalScrollBar()->setValue(aligned(value));
}

bool RowScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QObject::eventFilter(watched, event);
    const auto &wheel = *static_cast<QWheelEvent *>(event);
    const QPoint turned = wheel.angleDelta();
    if (wheel.modifiers() != Qt::NoModifier || std::abs(turned.x()) >= std::abs(turned.y()))
        return QObject::eventFilter(watched, event);
    // A touch pad turns by less than a row at a time.
    constexpr double notch = QWheelEvent::DefaultDeltasPerStep;
    m_wheelRows -= turned.y() / notch * QApplication::wheelScrollLines();
    const double rows = std::trunc(m_wheelRows);
    m_wheelRows -= rows;
    QScrollBar *bar = m_view.verticalScrollBar();
    bar->setValue(bar->value() + static_cast<int>(rows) * m_rowHeight);
    event->accept();
    return true;
}
