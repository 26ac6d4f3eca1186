#include "glyphbutton.h"

#include "theme.h"

#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>

namespace {

constexpr int glyphSize = 14;
constexpr int arrowWidth = 8;
constexpr int gap = 6;

void drawRefresh(QPainter &painter, const QRectF &rect)
{
    const QRectF circle = rect.adjusted(2, 2, -2, -2);
    painter.drawArc(circle, 60 * 16, 290 * 16);
    const QPointF tip(circle.center().x() + circle.width() * 0.27, circle.top() + 0.7);
    painter.drawLine(tip, tip + QPointF(-0.4, -3.2));
    painter.drawLine(tip, tip + QPointF(-3.2, 0.9));
}

void drawMenu(QPainter &painter, const QRectF &rect)
{
    for (const qreal y : {3.5, 7.0, 10.5})
        painter.drawLine(rect.topLeft() + QPointF(2, y), rect.topLeft() + QPointF(12, y));
}

void drawClose(QPainter &painter, const QRectF &rect)
{
    const QRectF cross = rect.adjusted(3.5, 3.5, -3.5, -3.5);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

void drawSideBar(QPainter &painter, const QRectF &rect)
{
    const QRectF frame = rect.adjusted(1, 2, -1, -2);
    painter.drawRoundedRect(frame, 2, 2);
    const qreal x = frame.left() + 4;
    painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));
}

void drawCopy(QPainter &painter, const QRectF &rect)
{
    painter.drawRoundedRect(rect.adjusted(4.5, 4.5, -1.5, -1.5), 1.5, 1.5);
    const QPointF corner = rect.topLeft() + QPointF(1.5, 1.5);
    painter.drawPolyline(QPolygonF{corner + QPointF(0.5, 8), corner + QPointF(0, 7.5), corner,
                                   corner + QPointF(7.5, 0), corner + QPointF(8, 0.5)});
}

void drawGlyph(QPainter &painter, Glyph glyph, const QRectF &rect)
{
    switch (glyph) {
    case Glyph::None:
        break;
    case Glyph::Refresh:
        drawRefresh(painter, rect);
        break;
    case Glyph::Menu:
        drawMenu(painter, rect);
        break;
    case Glyph::Close:
        drawClose(painter, rect);
        break;
    case Glyph::SideBar:
        drawSideBar(painter, rect);
        break;
    case Glyph::Copy:
        drawCopy(painter, rect);
        break;
    }
}

void drawArrow(QPainter &painter, const QRectF &rect, const QColor &color)
{
    const QPointF center = rect.center();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(
        QPolygonF{center + QPointF(-3.5, -2), center + QPointF(3.5, -2), center + QPointF(0, 2.5)});
}

} // namespace

GlyphButton::GlyphButton(Glyph glyph, QWidget *parent) : QPushButton(parent), m_glyph(glyph)
{
    setAutoDefault(false);
}

void GlyphButton::setSecondaryText(const QString &text)
{
    if (text == m_secondaryText)
        return;
    m_secondaryText = text;
    updateGeometry();
    update();
}

void GlyphButton::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    update();
}

int GlyphButton::fixedPartsWidth() const
{
    int width = 0;
    if (m_glyph != Glyph::None)
        width += glyphSize + (text().isEmpty() ? 0 : gap);
    if (!m_secondaryText.isEmpty())
        width += gap + fontMetrics().horizontalAdvance(m_secondaryText);
    if (menu() != nullptr && !text().isEmpty())
        width += gap + arrowWidth;
    return width;
}

QSize GlyphButton::sizeFor(int contentWidth) const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    const QSize content(contentWidth, std::max(fontMetrics().height(), glyphSize));
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, content, this);
}

QSize GlyphButton::sizeHint() const
{
    return sizeFor(fixedPartsWidth() + fontMetrics().horizontalAdvance(text()));
}

QSize GlyphButton::minimumSizeHint() const
{
    const int wanted = fontMetrics().horizontalAdvance(text());
    return sizeFor(fixedPartsWidth() + std::min(wanted, fontMetrics().averageCharWidth() * 8));
}

void GlyphButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    const ThemeColors &colors = themeColors(palette());
    const QColor ink = isEnabled() ? colors.text : colors.secondaryText;
    const int missing = std::max(0, sizeHint().width() - width());
    const int textRoom = fontMetrics().horizontalAdvance(text()) - missing;
    const QString shownText =
        missing == 0 ? text() : fontMetrics().elidedText(text(), Qt::ElideMiddle, textRoom);
    const int content = fixedPartsWidth() + fontMetrics().horizontalAdvance(shownText);
    int x = std::max(0, (width() - content) / 2);
    painter.setRenderHint(QPainter::Antialiasing);

    if (m_glyph != Glyph::None) {
        const bool quiet = text().isEmpty() && m_glyph != Glyph::Menu;
        painter.setPen(QPen(m_busy ? colors.accent : (quiet ? colors.secondaryText : ink), 1.4,
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        drawGlyph(painter, m_glyph, QRectF(x, (height() - glyphSize) / 2.0, glyphSize, glyphSize));
        x += glyphSize + gap;
    }
    const auto draw = [&](const QString &word, const QColor &color) {
        painter.setPen(color);
        const int advance = fontMetrics().horizontalAdvance(word);
        painter.drawText(QRect(x, 0, advance + 1, height()), Qt::AlignVCenter, word);
        x += advance + gap;
    };
    if (!shownText.isEmpty())
        draw(shownText, ink);
    if (!m_secondaryText.isEmpty())
        draw(m_secondaryText, colors.secondaryText);
    if (menu() != nullptr && !text().isEmpty())
        drawArrow(painter, QRectF(x, 0, arrowWidth, height()), ink);
}
