#include "failuredelegate.h"

#include "cellpainter.h"
#include "failuretablemodel.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace {

constexpr int numberWidth = 52;
constexpr int shareHeight = 6;
constexpr int trendArrowWidth = 9;
constexpr int sparkHeight = 16;

FailureColumn failureColumn(const QModelIndex &index)
{
    return static_cast<FailureColumn>(index.column());
}

QString shownText(const QModelIndex &index)
{
    return index.data(Qt::DisplayRole).toString();
}

QRect contentOf(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(Metrics::cellPadding, 0, -Metrics::cellPadding, 0);
}

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, contentOf(option), rect);
}

void paintWords(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                const QColor &color)
{
    const QRect rect = contentOf(option);
    painter.setPen(color);
    // A long path is told by its end as well.
    const QString text =
        painter.fontMetrics().elidedText(shownText(index), Qt::ElideMiddle, rect.width());
    painter.drawText(rect,
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     text);
}

void paintNumber(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                 const QString &text, const QColor &color)
{
    painter.setPen(color);
    drawTabular(painter, rect,
                QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter, text);
}

/// The number, and its share of the largest; what was repaired of it is pale.
void paintCount(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect room = contentOf(option);
    QRect number = room;
    number.setWidth(numberWidth);
    paintNumber(painter, option, mirrored(option, number), shownText(index),
                themeColors(option.palette).text);
    QRect bar(number.right() + Metrics::cellPadding, room.center().y() - shareHeight / 2 + 1, 0,
              shareHeight);
    bar.setRight(room.right());
    QColor pale = statusFill(SyncTaskStatus::Error, option.palette);
    const QColor full = pale;
    pale.setAlphaF(0.35F);
    const auto part = [&](int role, const QColor &color) {
        const double share = index.data(role).toDouble();
        if (share <= 0)
            return;
        QRect filled = bar;
        filled.setWidth(std::max(2, static_cast<int>(bar.width() * share)));
        painter.fillRect(mirrored(option, filled), color);
    };
    part(FailureTableModel::ShareRole, pale);
    part(FailureTableModel::OpenShareRole, full);
}

void paintTrendArrow(QPainter &painter, const QRectF &box, FailureTrend trend,
                     const QPalette &palette)
{
    const double middle = box.center().y();
    if (trend == FailureTrend::Steady) {
        painter.fillRect(QRectF(box.left(), middle - 0.5, box.width(), 1.5),
                         themeColors(palette).secondaryText);
        return;
    }
    const bool up = trend == FailureTrend::Rising;
    const double half = box.width() / 2;
    const double tip = up ? middle - half : middle + half;
    const double foot = up ? middle + half * 0.7 : middle - half * 0.7;
    QPainterPath arrow(QPointF(box.center().x(), tip));
    arrow.lineTo(box.right(), foot);
    arrow.lineTo(box.left(), foot);
    arrow.closeSubpath();
    painter.fillPath(arrow,
                     statusText(up ? SyncTaskStatus::Error : SyncTaskStatus::Success, palette));
}

/// A bar for each part of the covered time, the oldest first also in a mirrored window, as in the
/// chart.
void paintSparkline(QPainter &painter, const QRect &room, const QList<int> &counts,
                    const QPalette &palette)
{
    if (counts.isEmpty() || room.width() < counts.size())
        return;
    const int most = std::max(1, *std::ranges::max_element(counts));
    const auto step = std::min<int>(5, room.width() / static_cast<int>(counts.size()));
    const int bottom = room.center().y() + sparkHeight / 2;
    const QColor fill = statusFill(SyncTaskStatus::Error, palette);
    const int gap = step > 2 ? 1 : 0;
    int left = room.left();
    for (const int count : counts) {
        const int height = count == 0 ? 1 : std::max(3, sparkHeight * count / most);
        painter.fillRect(QRect(left, bottom - height, step - gap, height),
                         count == 0 ? themeColors(palette).line : fill);
        left += step;
    }
}

void paintTrend(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect room = contentOf(option);
    QRect arrow = room;
    arrow.setWidth(trendArrowWidth);
    QRect spark = room;
    spark.setLeft(arrow.right() + Metrics::cellPadding);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTrendArrow(painter, mirrored(option, arrow),
                    static_cast<FailureTrend>(index.data(FailureTableModel::TrendRole).toInt()),
                    option.palette);
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintSparkline(painter, mirrored(option, spark),
                   index.data(FailureTableModel::BucketsRole).value<QList<int>>(), option.palette);
}

void paintOpen(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isAny = index.data(FailureTableModel::OpenShareRole).toDouble() > 0;
    QFont font = option.font;
    if (isAny)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    paintNumber(painter, option, contentOf(option), shownText(index),
                isAny ? statusText(SyncTaskStatus::Error, option.palette)
                      : themeColors(option.palette).secondaryText);
}

} // namespace

FailureDelegate::FailureDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

FailureDelegate::~FailureDelegate() = default;

void FailureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setFont(option.font);
    painter->fillRect(option.rect, isSelected                    ? colors.selection
                                   : index.row() == m_hoveredRow ? colors.hover
                                                                 : colors.panel);
    switch (failureColumn(index)) {
    case FailureColumn::Name:
        paintWords(*painter, option, index, colors.text);
        break;
    case FailureColumn::Failed:
        paintCount(*painter, option, index);
        break;
    case FailureColumn::Open:
        paintOpen(*painter, option, index);
        break;
    case FailureColumn::Repaired:
        paintNumber(*painter, option, contentOf(option), shownText(index), colors.secondaryText);
        break;
    case FailureColumn::First:
    case FailureColumn::Last:
        paintWords(*painter, option, index, colors.secondaryText);
        break;
    case FailureColumn::Trend:
        paintTrend(*painter, option, index);
        break;
    }
    painter->restore();
}

bool FailureDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QStringList lines;
    if (option.fontMetrics.horizontalAdvance(shownText(index)) > contentOf(option).width())
        lines += shownText(index);
    if (const QString more = index.data(Qt::ToolTipRole).toString(); !more.isEmpty())
        lines += more;
    // Plain text: a name from a registry must never be read as mark-up.
    const QString text = lines.join(u'\n').toHtmlEscaped();
    QToolTip::showText(event->globalPos(),
                       text.isEmpty() ? QString() : u"<p style='white-space:pre'>" + text + u"</p>",
                       view);
    return true;
}
