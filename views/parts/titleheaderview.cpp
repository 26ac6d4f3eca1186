#include "titleheaderview.h"

#include "cellpainter.h"
#include "theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace {

constexpr int arrowSize = 6;
constexpr int arrowRoom = arrowSize + 4;
constexpr int numberGap = 2;

QFont titleFont(const QFont &base)
{
    QFont font = textFont(TextStyle::Secondary, base);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont numberFont(const QFont &base)
{
    constexpr double part = 0.75;
    QFont font = textFont(TextStyle::Secondary, base);
    if (font.pixelSize() > 0)
        font.setPixelSize(static_cast<int>(font.pixelSize() * part));
    else
        font.setPointSizeF(font.pointSizeF() * part);
    return font;
}

/// Whole, or without the zone that withZone() put behind it, which the tool tip says too; only a
/// name that is too long by itself is cut.
QString fittedTitle(const QString &title, const QFontMetrics &metrics, int room,
                    Qt::TextElideMode mode)
{
    const qsizetype zone = std::max(title.lastIndexOf(u" ("), title.lastIndexOf(u'（'));
    const bool isTooLong = metrics.horizontalAdvance(title) > room;
    if (isTooLong && zone > 0 && (title.endsWith(u')') || title.endsWith(u'）')))
        return metrics.elidedText(title.left(zone), mode, room);
    return metrics.elidedText(title, mode, room);
}

} // namespace

TitleHeaderView::TitleHeaderView(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    connect(this, &QHeaderView::sortIndicatorChanged, viewport(), qOverload<>(&QWidget::update));
}

QSize TitleHeaderView::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), Metrics::tableRowHeight};
}

void TitleHeaderView::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const ThemeColors &colors = themeColors(palette());
    const std::optional<Mark> mark = markOf(logicalIndex);
    painter->save();
    painter->setFont(titleFont(font()));
    const QRect room = rect.adjusted(Metrics::cellPadding, 0,
                                     -Metrics::cellPadding - (mark ? widthOf(*mark) : 0), -1);
    const QFontMetrics metrics = painter->fontMetrics();
    const QString title =
        fittedTitle(titleOf(logicalIndex), metrics, room.width(), textElideMode());
    const QVariant given = model()->headerData(logicalIndex, orientation(), Qt::TextAlignmentRole);
    const Qt::Alignment alignment = QStyle::visualAlignment(
        layoutDirection(), given.isValid()
                               ? Qt::Alignment::fromInt(given.toUInt()) & Qt::AlignHorizontal_Mask
                               : Qt::Alignment(Qt::AlignLeft));
    const QRect place =
        QStyle::alignedRect(Qt::LeftToRight, alignment | Qt::AlignVCenter,
                            QSize(metrics.horizontalAdvance(title), metrics.height()), room);
    painter->setPen(mark ? colors.text : colors.secondaryText);
    painter->drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), title);
    if (mark) {
        const QRect after(place.right() + 5, rect.top(), widthOf(*mark), rect.height() - 1);
        paintMark(*painter, after, *mark);
    }
    painter->restore();
}

void TitleHeaderView::paintMark(QPainter &painter, const QRect &rect, const Mark &mark) const
{
    const QColor color = themeColors(palette()).secondaryText;
    const QRectF arrow(rect.left(), rect.center().y() - arrowSize / 2.0 + 1.0, arrowSize,
                       arrowSize - 1.0);
    drawArrow(painter, arrow, mark.order, color);
    painter.setPen(color);
    painter.setFont(numberFont(font()));
    painter.drawText(rect.adjusted(arrowSize + numberGap, 0, 0, 0),
                     static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), mark.number);
}

void TitleHeaderView::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(viewport()->rect(), themeColors(palette()).panel);
    QHeaderView::paintEvent(event);
    QPainter(viewport())
        .fillRect(0, viewport()->height() - 1, viewport()->width(), 1, themeColors(palette()).line);
}

QSize TitleHeaderView::sectionSizeFromContents(int logicalIndex) const
{
    const int width = QFontMetrics(titleFont(font())).horizontalAdvance(titleOf(logicalIndex));
    const int markWidth = std::max(arrowRoom, widthOf(markOf(logicalIndex).value_or(Mark{})));
    return {width + 2 * Metrics::cellPadding + markWidth, Metrics::tableRowHeight};
}

QString TitleHeaderView::titleOf(int logicalIndex) const
{
    // The model may go first, and the view asks once more.
    return model() != nullptr
               ? model()->headerData(logicalIndex, orientation(), Qt::DisplayRole).toString()
               : QString();
}

std::optional<TitleHeaderView::Mark> TitleHeaderView::markOf(int logicalIndex) const
{
    if (!isSortIndicatorShown() || logicalIndex != sortIndicatorSection())
        return {};
    return Mark{.order = sortIndicatorOrder()};
}

int TitleHeaderView::widthOf(const Mark &mark) const
{
    if (mark.number.isEmpty())
        return arrowRoom;
    return arrowRoom + numberGap + QFontMetrics(numberFont(font())).horizontalAdvance(mark.number);
}
