#include "cellpainter.h"

#include <QColor>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace {

int digitWidth(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

/// Calls \p place(piece, width) for each digit and each run between digits.
template<typename Place>
void forEachPiece(const QFontMetrics &metrics, const QString &text, Place place)
{
    const int digit = digitWidth(metrics);
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin + 1;
        const bool number = isDigit(text.at(begin));
        while (!number && end < text.size() && !isDigit(text.at(end)))
            ++end;
        const QString piece = text.mid(begin, end - begin);
        place(piece, number ? digit : metrics.horizontalAdvance(piece));
        begin = end;
    }
}

int widthOf(const QFontMetrics &metrics, const QString &text)
{
    int width = 0;
    forEachPiece(metrics, text, [&width](const QString &, int advance) { width += advance; });
    return width;
}

} // namespace

void drawTabular(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QSize size(widthOf(metrics, text), metrics.height());
    if (size.width() > rect.width()) {
        painter.drawText(rect, static_cast<int>(alignment),
                         metrics.elidedText(text, Qt::ElideRight, rect.width()));
        return;
    }
    const QRect placed = QStyle::alignedRect(painter.layoutDirection(), alignment, size, rect);
    int x = placed.left();
    const int baseline = placed.top() + metrics.ascent();
    forEachPiece(metrics, text, [&](const QString &piece, int advance) {
        const int spare = advance - metrics.horizontalAdvance(piece);
        painter.drawText(x + spare / 2, baseline, piece);
        x += advance;
    });
}

int tabularWidth(const QFont &font, const QString &text)
{
    return widthOf(QFontMetrics(font), text);
}

void drawProgressBar(QPainter &painter, const QRectF &rect, double part, const QColor &fill,
                     const QColor &track)
{
    const double bounded = std::clamp(part, 0.0, 1.0);
    const qreal radius = rect.height() / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(track);
    painter.drawRoundedRect(rect, radius, radius);
    QRectF done(rect);
    done.setWidth(rect.width() * bounded);
    if (painter.layoutDirection() == Qt::RightToLeft)
        done.moveRight(rect.right());
    if (done.width() > 0) {
        painter.setClipRect(done);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect, radius, radius);
    }
    painter.restore();
}

void drawArrow(QPainter &painter, const QRectF &box, Qt::SortOrder order, const QColor &color)
{
    const bool up = order == Qt::AscendingOrder;
    QPainterPath arrow(up ? box.bottomLeft() : box.topLeft());
    arrow.lineTo(up ? box.bottomRight() : box.topRight());
    arrow.lineTo(box.center().x(), up ? box.top() : box.bottom());
    arrow.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(arrow, color);
    painter.restore();
}
