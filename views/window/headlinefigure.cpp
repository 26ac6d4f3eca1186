#include "headlinefigure.h"

#include "theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace {

constexpr int sidePadding = 6;

} // namespace

HeadlineFigure::HeadlineFigure(const QString &objectName, Kind kind, QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(objectName);
    if (kind == Kind::Clickable) {
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    } else {
        setFocusPolicy(Qt::NoFocus);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }
}

void HeadlineFigure::showFigure(const QString &number, const QString &caption)
{
    if (number == text() && caption == m_caption)
        return;
    setText(number);
    m_caption = caption;
    setAccessibleName(number + u' ' + caption);
    updateGeometry();
    update();
}

void HeadlineFigure::setAlarming(bool alarming)
{
    m_alarming = alarming;
    update();
}

QFont HeadlineFigure::numberFont() const
{
    return textFont(TextStyle::Number, font());
}

QFont HeadlineFigure::captionFont() const
{
    return textFont(TextStyle::Secondary, font());
}

QSize HeadlineFigure::sizeHint() const
{
    const QFontMetrics number(numberFont());
    const QFontMetrics below(captionFont());
    const int width =
        std::max(number.horizontalAdvance(text()), below.horizontalAdvance(m_caption));
    return {width + 2 * sidePadding, number.height() + below.height() + 2 * Metrics::unit};
}

void HeadlineFigure::paintEvent(QPaintEvent * /*event*/)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? colors.hover : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QRect room = rect().adjusted(sidePadding, 0, -sidePadding, 0);
    const int numberHeight = QFontMetrics(numberFont()).height();
    const int captionHeight = QFontMetrics(captionFont()).height();
    const int top = (height() - numberHeight - captionHeight) / 2;
    painter.setFont(numberFont());
    painter.setPen(m_alarming ? statusText(SyncTaskStatus::Error, palette()) : colors.text);
    const auto flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                        Qt::AlignVCenter);
    painter.drawText(QRect(room.left(), top, room.width(), numberHeight), flags, text());
    painter.setFont(captionFont());
    painter.setPen(colors.secondaryText);
    painter.drawText(QRect(room.left(), top + numberHeight, room.width(), captionHeight), flags,
                     m_caption);
}
