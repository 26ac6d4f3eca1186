#include "taskheaderview.h"

#include "theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>
#include <utility>

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

TaskHeaderView::TaskHeaderView(SyncTaskTableModel &model, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_model(model)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setTextElideMode(Qt::ElideRight);
    setMinimumSectionSize(40);
    setContextMenuPolicy(Qt::CustomContextMenu);
    // Qt paints the former and the new first column only; the others lose their marks.
    connect(&m_model, &QAbstractItemModel::layoutChanged, viewport(),
            qOverload<>(&QWidget::update));
    connect(this, &QHeaderView::sortIndicatorChanged, viewport(), qOverload<>(&QWidget::update));
}

TaskHeaderView::~TaskHeaderView() = default;

QSize TaskHeaderView::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), Metrics::tableRowHeight};
}

void TaskHeaderView::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const ThemeColors &colors = themeColors(palette());
    const std::optional<Mark> mark = markOf(logicalIndex);
    painter->save();
    painter->setFont(titleFont(font()));
    const QRect room = rect.adjusted(Metrics::cellPadding, 0,
                                     -Metrics::cellPadding - (mark ? widthOf(*mark) : 0), -1);
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
    painter->setPen(mark ? colors.text : colors.secondaryText);
    painter->drawText(place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), title);
    if (mark) {
        const QRect after(place.right() + 5, rect.top(), widthOf(*mark), rect.height() - 1);
        paintMark(*painter, after, *mark);
    }
    painter->restore();
}

void TaskHeaderView::paintMark(QPainter &painter, const QRect &rect, const Mark &mark) const
{
    const QColor color = themeColors(palette()).secondaryText;
    paintArrow(painter, rect, mark.order, color);
    painter.setPen(color);
    painter.setFont(numberFont(font()));
    painter.drawText(rect.adjusted(arrowSize + numberGap, 0, 0, 0),
                     static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), mark.number);
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
    const int markWidth = std::max(arrowRoom, widthOf(markOf(logicalIndex).value_or(Mark{})));
    return {width + 2 * Metrics::cellPadding + markWidth, Metrics::tableRowHeight};
}

QString TaskHeaderView::titleOf(int logicalIndex) const
{
    return model()->headerData(logicalIndex, orientation(), Qt::DisplayRole).toString();
}

std::optional<TaskHeaderView::Mark> TaskHeaderView::markOf(int logicalIndex) const
{
    const std::vector<SortKey> &keys = m_model.sortKeys();
    const auto key = std::ranges::find(keys, static_cast<SyncTaskTableModel::Column>(logicalIndex),
                                       &SortKey::column);
    if (key == keys.end())
        return {};
    return Mark{.order = key->order,
                .number = keys.size() > 1 ? QString::number(key - keys.begin() + 1) : QString()};
}

int TaskHeaderView::widthOf(const Mark &mark) const
{
    if (mark.number.isEmpty())
        return arrowRoom;
    return arrowRoom + numberGap + QFontMetrics(numberFont(font())).horizontalAdvance(mark.number);
}

void TaskHeaderView::sortBy(const std::vector<SortKey> &keys)
{
    if (keys.empty())
        return;
    {
        const QSignalBlocker blocker(this); // the view would sort by this one alone
        setSortIndicator(static_cast<int>(keys.front().column), keys.front().order);
    }
    m_model.sortBy(keys);
    viewport()->update();
    Q_EMIT sortKeysChanged();
}

void TaskHeaderView::mousePressEvent(QMouseEvent *event)
{
    const bool isOnEdge = cursor().shape() == Qt::SplitHCursor; // there a press sizes the column
    const bool adds = event->button() == Qt::LeftButton && !isOnEdge &&
                      (event->modifiers() & Qt::ShiftModifier) != 0;
    m_pressedWithShift = adds ? logicalIndexAt(event->position().toPoint()) : -1;
    if (m_pressedWithShift < 0)
        QHeaderView::mousePressEvent(event);
}

void TaskHeaderView::mouseReleaseEvent(QMouseEvent *event)
{
    const int pressed = std::exchange(m_pressedWithShift, -1);
    if (pressed < 0)
        QHeaderView::mouseReleaseEvent(event);
    else if (logicalIndexAt(event->position().toPoint()) == pressed)
        addKey(pressed);
}

/// Behind the others, or the other way round where it is among them.
void TaskHeaderView::addKey(int logicalIndex)
{
    const auto column = static_cast<SyncTaskTableModel::Column>(logicalIndex);
    std::vector<SortKey> keys = m_model.sortKeys();
    const auto known = std::ranges::find(keys, column, &SortKey::column);
    if (known == keys.end()) {
        const QVariant order =
            m_model.headerData(logicalIndex, Qt::Horizontal, Qt::InitialSortOrderRole);
        keys.push_back({.column = column, .order = static_cast<Qt::SortOrder>(order.toInt())});
    } else {
        known->order =
            known->order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    }
    sortBy(keys);
}
