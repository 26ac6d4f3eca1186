#pragma once

#include <QStyledItemDelegate>

/// Paints one cell of the task table: status as shape, word and colour, progress as a bar, ids in
/// the fixed font, digits under digits. The row under the pointer is tinted as a whole.
class TaskDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit TaskDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    void setHoveredRow(int row); ///< -1: none
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }

private:
    int m_hoveredRow = -1;
};
