#include "headlineword.h"

#include "theme.h"

#include <QPainter>
#include <QStyle>

HeadlineWord::HeadlineWord(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setLeading(false);
}

void HeadlineWord::setLeading(bool isLeading)
{
    setEnabled(isLeading);
    setCursor(isLeading ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QSize HeadlineWord::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2 * inset, fontMetrics().height()};
}

void HeadlineWord::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    const bool isUnderMouse = isEnabled() && underMouse();
    if (isUnderMouse || hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(isUnderMouse ? colors.hover : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setPen(colors.text); // also where it cannot be pressed
    painter.drawText(rect().adjusted(inset, 0, -inset, 0),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter),
                     text());
}
