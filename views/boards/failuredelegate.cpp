#include "failuredelegate.h"

#include "cellpainter.h"
#include "failuretablemodel.h"
#include "theme.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int numberWidth = 52;
constexpr int shareHeight = 6;
constexpr int trendArrowWidth = 9;
constexpr int sparkHeight = 16;

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
    const double top = middle - half * (up ? 1.0 : 0.7);
    drawArrow(painter, QRectF(box.left(), top, box.width(), half * 1.7),
              up ? Qt::AscendingOrder : Qt::DescendingOrder,
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

} // namespace

FailureDelegate::FailureDelegate(QObject *parent) : BoardDelegate(parent) {}

void FailureDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const auto column = static_cast<FailureColumn>(index.column());
    if (column == FailureColumn::Failed)
        paintCount(painter, option, index);
    else if (column == FailureColumn::Trend)
        paintTrend(painter, option, index);
    else
        BoardDelegate::paintCell(painter, option, index);
}

/// The number, and its share of the largest; what was repaired of it is pale.
void FailureDelegate::paintCount(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const QRect room = contentOf(option);
    QRect number = room;
    number.setWidth(numberWidth);
    paintNumber(painter, option, mirrored(option, number), index.data(Qt::DisplayRole).toString(),
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

void FailureDelegate::paintTrend(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const QRect room = contentOf(option);
    QRect arrow = room;
    arrow.setWidth(trendArrowWidth);
    QRect spark = room;
    spark.setLeft(arrow.right() + Metrics::cellPadding);
    paintTrendArrow(painter, mirrored(option, arrow),
                    static_cast<FailureTrend>(index.data(FailureTableModel::TrendRole).toInt()),
                    option.palette);
    paintSparkline(painter, mirrored(option, spark),
                   index.data(FailureTableModel::BucketsRole).value<QList<int>>(), option.palette);
}
