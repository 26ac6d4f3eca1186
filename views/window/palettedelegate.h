#pragma once

#include <QStyledItemDelegate>

/// A row of the command palette: name and note, at the other end its keys and what it is. One that
/// cannot be run says why in the place of the note.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Role { Note = Qt::UserRole, Keys, KindName, Reason };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
};
