#pragma once

#include "boarddelegate.h"

/// Paints the cells of the board of failures: counts with a bar for their share, the trend as an
/// arrow and small bars over time.
class FailureDelegate final : public BoardDelegate {
    Q_OBJECT

public:
    explicit FailureDelegate(QObject *parent = nullptr);

protected:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;

private:
    static void paintCount(QPainter &painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index);
    static void paintTrend(QPainter &painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index);
};
