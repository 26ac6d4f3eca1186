#pragma once

#include <QStyledItemDelegate>

/// Paints the cells of a page's table: the row's ground, and words or numbers in their tone, see
/// BoardRole. On hover says what was too long, and what the model has to add.
class BoardDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit BoardDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const final;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    void setHoveredRow(int row) { m_hoveredRow = row; }
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }

protected:
    /// What stands on the row's ground; the painter has the option's font.
    virtual void paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const;

    // For who paints a cell of its own.
    [[nodiscard]] static QRect contentOf(const QStyleOptionViewItem &option);
    /// Where \p rect lies in a window that reads from right to left.
    [[nodiscard]] static QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect);
    static void paintWords(QPainter &painter, const QStyleOptionViewItem &option,
                           const QString &text, const QColor &color);
    static void paintMuted(QPainter &painter, const QStyleOptionViewItem &option,
                           const QString &text, const QString &muted, const QColor &color);
    static void paintNumber(QPainter &painter, const QStyleOptionViewItem &option,
                            const QRect &rect, const QString &text, const QColor &color);

private:
    int m_hoveredRow = -1;
};
