#pragma once

#include <QStyledItemDelegate>

/// Paints a line of a plan: the result as shape and words, what is not sent in secondary text.
class ActionDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ActionDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};
