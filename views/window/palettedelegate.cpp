#include "palettedelegate.h"

#include "theme.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int rowHeight = 28;
constexpr int sideGap = 10;
constexpr int partGap = 14;
constexpr int kindWidth = 84;

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                                const QModelIndex & /*index*/) const
{
    return {200, rowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const QString reason = index.data(Reason).toString();
    const QString keys = index.data(Keys).toString();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.selection);
        painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 4, 4);
    }
    QRect room = option.rect.adjusted(sideGap, 0, -sideGap, 0);
    const auto draw = [painter, &option](const QRect &area, const QFont &font, const QColor &color,
                                         Qt::Alignment side, const QString &text) {
        painter->setFont(font);
        painter->setPen(color);
        const QFontMetrics metrics(font);
        const QRect placed = QStyle::visualRect(option.direction, option.rect, area);
        painter->drawText(
            placed,
            static_cast<int>(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter),
            metrics.elidedText(text, Qt::ElideMiddle, area.width()));
        return std::min(metrics.horizontalAdvance(text), area.width());
    };
    const QFont small = textFont(TextStyle::Secondary, option.font);
    draw(QRect(room.right() - kindWidth, room.top(), kindWidth + 1, room.height()), small,
         colors.secondaryText, Qt::AlignRight, index.data(KindName).toString());
    room.setRight(room.right() - kindWidth - partGap);
    const int keysWidth = QFontMetrics(fixedFont()).horizontalAdvance(keys);
    if (keysWidth > 0) {
        draw(QRect(room.right() - keysWidth, room.top(), keysWidth + 1, room.height()), fixedFont(),
             colors.secondaryText, Qt::AlignRight, keys);
        room.setRight(room.right() - keysWidth - partGap);
    }
    const QColor nameColor = reason.isEmpty() ? colors.text : colors.secondaryText;
    const int nameWidth =
        draw(room, option.font, nameColor, Qt::AlignLeft, index.data().toString());
    room.setLeft(room.left() + nameWidth + partGap);
    if (room.width() > partGap)
        draw(room, small, colors.secondaryText, Qt::AlignLeft,
             reason.isEmpty() ? index.data(Note).toString() : reason);
    painter->restore();
}
