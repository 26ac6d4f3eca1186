#include "taskheaderview.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace {

constexpr int arrowSize = 6;
constexpr int arrowRoom = arrowSize + 4;

QFont titleFont(const QFont &base)
{
    QFont font = textFont(TextStyle::Secondary, base);
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintArrow(QPainter &painter, const QRect &rect, Qt::SortOrder order, const QColor &color)
{
    const QRectF box(rect.left(), rect.center().y() - arrowSize / 2.0 + 1.0, arrowSize,
                     arrowSize - 1.0);
    const bool up = order == Qt::AscendingOrder;
    QPainterPath arrow(up ? box.bottomLeft() : box.topLeft());
    arrow.lineTo(up ? box.bottomRight() : box.topRight());
    arrow.lineTo(box.center().x(), up ? box.top() : box.bottom());
    arrow.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(arrow, color);
}

} // namespace

TaskHeaderView::TaskHeaderView(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setMinimumSectionSize(40);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

TaskHeaderView::~TaskHeaderView() = default;

QSize TaskHeaderView::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), Metrics::tableRowHeight};
}

void TaskHeaderView::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const ThemeColors &colors = themeColors(palette());
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == logicalIndex;
    painter->save();
    painter->setFont(titleFont(font()));
    const QRect room = rect.adjusted(Metrics::cellPadding, 0,
                                     -Metrics::cellPadding - (sorted ? arrowRoom : 0), -1);
    const QFontMetrics metrics = painter->fontMetrics();
    const QString title = metrics.elidedText(titleOf(logicalIndex), textElideMode(), room.width());
    const QVariant given = model()->headerData(logicalIndex, orientation(), Qt::TextAlignmentRole);
    const Qt::Alignment alignment = QStyle::visualAlignment(
        layoutDirection(), given.isValid()
                               ? Qt::Alignment::fromInt(given.toUInt()) & Qt::AlignHorizontal_Mask
                               : Qt::Alignment(Qt::AlignLeft));
    const QRect place =
        QStyle::alignedRect(Qt::LeftToRight, alignment | Qt::AlignVCenter,
                            QSize(metrics.horizontalAdvance(title), metrics.height()), room);
    painter->setPen(sorted ? colors.text : colors.secondaryText);
    painter->drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), title);
    if (sorted) {
        const QRect after(place.right() + 5, rect.top(), arrowSize, rect.height() - 1);
        paintArrow(*painter, after, sortIndicatorOrder(), colors.secondaryText);
    }
    painter->restore();
}

void TaskHeaderView::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(viewport()->rect(), themeColors(palette()).panel);
    QHeaderView::paintEvent(event);
    QPainter(viewport())
        .fillRect(0, viewport()->height() - 1, viewport()->width(), 1, themeColors(palette()).line);
}

QSize TaskHeaderView::sectionSizeFromContents(int logicalIndex) const
{
    const int width = QFontMetrics(titleFont(font())).horizontalAdvance(titleOf(logicalIndex));
    return {width + 2 * Metrics::cellPadding + arrowRoom, Metrics::tableRowHeight};
}

QString TaskHeaderView::titleOf(int logicalIndex) const
{
    return model()->headerData(logicalIndex, orientation(), Qt::DisplayRole).toString();
}
