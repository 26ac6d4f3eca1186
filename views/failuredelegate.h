#pragma once

#include <QStyledItemDelegate>

/// Paints the cells of the board of failures: counts with a bar for their share, the trend as an
/// arrow and small bars over time.
class FailureDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit FailureDelegate(QObject *parent = nullptr);
    ~FailureDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    void setHoveredRow(int row) { m_hoveredRow = row; }
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }

private:
    int m_hoveredRow = -1;
};
