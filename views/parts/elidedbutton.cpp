#include "elidedbutton.h"

#include "printable.h"
#include "theme.h"

#include <QPainter>
#include <QStyle>

namespace {

constexpr int lineInset = 3;

} // namespace

ElidedButton::ElidedButton(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

QSize ElidedButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2 * lineInset + 1,
            fontMetrics().height() + 2 * lineInset};
}

void ElidedButton::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    if (underMouse() || hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? colors.hover : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QRect room = rect().adjusted(lineInset, 0, -lineInset, 0);
    painter.setPen(colors.secondaryText);
    painter.drawText(
        room,
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                         Qt::AlignVCenter),
        fontMetrics().elidedText(printableLines(text()), Qt::ElideRight, room.width()));
}
