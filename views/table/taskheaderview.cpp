#include "taskheaderview.h"

#include <QMouseEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

TaskHeaderView::TaskHeaderView(SyncTaskTableModel &model, QWidget *parent)
    : TitleHeaderView(parent), m_model(model)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setMinimumSectionSize(40);
    setContextMenuPolicy(Qt::CustomContextMenu);
    // Qt paints the former and the new first column only; the others lose their marks.
    connect(&m_model, &QAbstractItemModel::layoutChanged, viewport(),
            qOverload<>(&QWidget::update));
}

std::optional<TaskHeaderView::Mark> TaskHeaderView::markOf(int logicalIndex) const
{
    const std::vector<SortKey> &keys = m_model.sortKeys();
    const auto key = std::ranges::find(keys, static_cast<SyncTaskTableModel::Column>(logicalIndex),
                                       &SortKey::column);
    if (key == keys.end())
        return {};
    return Mark{.order = key->order,
                .number = keys.size() > 1 ? QString::number(key - keys.begin() + 1) : QString()};
}

void TaskHeaderView::sortBy(const std::vector<SortKey> &keys)
{
    if (keys.empty())
        return;
    {
        const QSignalBlocker blocker(this); // the view would sort by this one alone
        setSortIndicator(static_cast<int>(keys.front().column), keys.front().order);
    }
    m_model.sortBy(keys);
    viewport()->update();
    Q_EMIT sortKeysChanged();
}

void TaskHeaderView::mousePressEvent(QMouseEvent *event)
{
    const bool isOnEdge = cursor().shape() == Qt::SplitHCursor; // there a press sizes the column
    const bool adds = event->button() == Qt::LeftButton && !isOnEdge &&
                      (event->modifiers() & Qt::ShiftModifier) != 0;
    m_pressedWithShift = adds ? logicalIndexAt(event->position().toPoint()) : -1;
    if (m_pressedWithShift < 0)
        TitleHeaderView::mousePressEvent(event);
}

void TaskHeaderView::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressedWithShift, -1);
    if (pressed < 0)
        TitleHeaderView::mouseReleaseEvent(event);
    else if (logicalIndexAt(event->position().toPoint()) == pressed)
        addKey(pressed);
}

/// Behind the others, or the other way round where it is among them.
void TaskHeaderView::addKey(int logicalIndex)
{
    const auto column = static_cast<SyncTaskTableModel::Column>(logicalIndex);
    std::vector<SortKey> keys = m_model.sortKeys();
    const auto known = std::ranges::find(keys, column, &SortKey::column);
    if (known == keys.end()) {
        const QVariant order =
            m_model.headerData(logicalIndex, Qt::Horizontal, Qt::InitialSortOrderRole);
        keys.push_back({.column = column, .order = static_cast<Qt::SortOrder>(order.toInt())});
    } else {
        known->order =
            known->order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    }
    sortBy(keys);
}
