#include "taskdelegate.h"

#include "celloverflow.h"
#include "cellpainter.h"
#include "statusicon.h"
#include "synctasktablemodel.h"
#include "taskcolumns.h"
#include "theme.h"
#include "widgetparts.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QTableView>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

using Column = SyncTaskTableModel::Column;

constexpr int iconSize = 14;
constexpr int iconGap = 7;
constexpr int personSize = 12;
constexpr int progressBarHeight = 6;

Column columnOf(const QModelIndex &index)
{
    return static_cast<Column>(index.column());
}

SyncTaskStatus statusOf(const QModelIndex &index)
{
    const int value = index.data(SyncTaskTableModel::StatusRole).toInt();
    const bool known = value >= 0 && value < static_cast<int>(shownStatuses.size());
    return known ? static_cast<SyncTaskStatus>(value) : SyncTaskStatus::Unknown;
}

QString textOf(const QModelIndex &index)
{
    return index.data(Qt::DisplayRole).toString();
}

QFont fontOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return index.data(SyncTaskTableModel::FixedFontRole).toBool() ? fixedFont() : option.font;
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant given = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment horizontal =
        given.isValid() ? Qt::Alignment::fromInt(given.toUInt()) & Qt::AlignHorizontal_Mask
                        : Qt::Alignment(Qt::AlignLeft);
    return horizontal | Qt::AlignVCenter;
}

/// What must stay readable: both ends of images and ids, the beginning of everything else.
Qt::TextElideMode elideModeOf(const QModelIndex &index)
{
    const bool bothEnds = taskColumn(columnOf(index)).isImage ||
                          index.data(SyncTaskTableModel::FixedFontRole).toBool();
    return bothEnds ? Qt::ElideMiddle : Qt::ElideRight;
}

QRect textRect(const QRect &cell, const QModelIndex &index)
{
    const QRect rect = cell.adjusted(Metrics::cellPadding, 0, -Metrics::cellPadding, 0);
    const bool hasIcon = columnOf(index) == Column::Status;
    return hasIcon ? rect.adjusted(iconSize + iconGap, 0, 0, 0) : rect;
}

int textWidth(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QFont font = fontOf(option, index);
    return taskColumn(columnOf(index)).isRightAligned
               ? tabularWidth(font, textOf(index))
               : QFontMetrics(font).horizontalAdvance(textOf(index));
}

QString percentText(double part)
{
    // Rounded down: 100 % is said when all is there, not before.
    const int percent = static_cast<int>(std::floor(part * 100.0));
    //: share of a task's bytes that were copied, e.g. "61 %"
    return QCoreApplication::translate("TaskDelegate", "%1 %").arg(QLocale().toString(percent));
}

/// A failure that a later copy made good is no alarm any more.
bool isRepaired(const QModelIndex &index)
{
    return index.data(SyncTaskTableModel::RepairedRole).toBool();
}

/// Somebody of the team looks after the failure.
bool isAcknowledged(const QModelIndex &index)
{
    return index.data(SyncTaskTableModel::AcknowledgedRole).toBool();
}

/// A person: head and shoulders.
void paintPerson(QPainter &painter, const QRect &place, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const QRectF box(place);
    painter.drawEllipse(QPointF(box.center().x(), box.top() + box.height() * 0.28),
                        box.width() * 0.22, box.height() * 0.22);
    const QRectF shoulders(box.left() + box.width() * 0.1, box.top() + box.height() * 0.58,
                           box.width() * 0.8, box.height() * 0.8);
    painter.setClipRect(box);
    painter.drawEllipse(shoulders);
    painter.restore();
}

QColor backgroundOf(const QStyleOptionViewItem &option, bool hovered)
{
    const ThemeColors &colors = themeColors(option.palette);
    if ((option.state & QStyle::State_Selected) != 0)
        return colors.selection;
    return hovered ? colors.hover : colors.panel;
}

void paintStatus(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const SyncTaskStatus status = statusOf(index);
    QRect icon(0, 0, iconSize, iconSize);
    icon.moveCenter(option.rect.center());
    icon.moveLeft(option.rect.left() + Metrics::cellPadding);
    const bool repaired = isRepaired(index);
    painter.setOpacity(repaired ? 0.45 : 1.0);
    paintStatusIcon(painter, QStyle::visualRect(option.direction, option.rect, icon), status,
                    option.palette);
    painter.setOpacity(1.0);
    QRect room = textRect(option.rect, index);
    if (isAcknowledged(index)) {
        QRect person(0, 0, personSize, personSize);
        person.moveCenter(option.rect.center());
        person.moveRight(room.right());
        room.setRight(person.left() - 2);
        paintPerson(painter, QStyle::visualRect(option.direction, option.rect, person),
                    themeColors(option.palette).secondaryText);
    }
    const QRect rect = QStyle::visualRect(option.direction, option.rect, room);
    painter.setPen(repaired ? themeColors(option.palette).secondaryText
                            : statusText(status, option.palette));
    painter.drawText(rect,
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                                      Qt::AlignVCenter),
                     option.fontMetrics.elidedText(textOf(index), Qt::ElideRight, rect.width()));
}

void paintProgress(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   double part)
{
    const ThemeColors &colors = themeColors(option.palette);
    const QRect cell = option.rect.adjusted(Metrics::cellPadding, 0, -Metrics::cellPadding, 0);
    const int room = tabularWidth(option.font, percentText(1.0)) + Metrics::cellPadding / 2;
    QRect bar(0, 0, std::max(cell.width() - room, 0), progressBarHeight);
    bar.moveCenter(cell.center());
    bar.moveLeft(cell.left());
    drawProgressBar(painter, QStyle::visualRect(option.direction, cell, bar), part,
                    statusFill(statusOf(index), option.palette), colors.track);
    painter.setPen(colors.secondaryText);
    drawTabular(painter, cell,
                QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter,
                percentText(part));
}

/// As textInCell(), where the cell is one of a table.
TextRoom textIn(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    return view ? textInCell(*view, index, option.rect)
                : TextRoom{.index = index, .rect = option.rect};
}

void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect rect = textRect(option.rect, index);
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, alignmentOf(index));
    painter.setFont(fontOf(option, index));
    const bool isUnread = index.data(SyncTaskTableModel::UnreadRole).toBool();
    const ThemeColors &colors = themeColors(option.palette);
    painter.setPen(isUnread ? colors.secondaryText : colors.text);
    if (taskColumn(columnOf(index)).isRightAligned) {
        drawTabular(painter, rect, alignment, textOf(index));
        return;
    }
    const QString shown =
        painter.fontMetrics().elidedText(textOf(index), elideModeOf(index), rect.width());
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, shown);
}

void paintFlowingText(QPainter &painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index)
{
    const TextRoom text = textIn(option, index);
    QStyleOptionViewItem room = option;
    room.rect = text.rect;
    painter.setClipRect(option.rect, Qt::IntersectClip);
    paintText(painter, room, text.index);
}

} // namespace

TaskDelegate::TaskDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setFont(option.font);
    painter->fillRect(option.rect, backgroundOf(option, index.row() == m_hoveredRow));
    const QVariant progress = columnOf(index) == Column::Progress
                                  ? index.data(SyncTaskTableModel::ProgressRole)
                                  : QVariant();
    if (columnOf(index) == Column::Status)
        paintStatus(*painter, option, index);
    else if (progress.isValid())
        paintProgress(*painter, option, index, progress.toDouble());
    else
        paintFlowingText(*painter, option, index);
    painter->restore();
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = textWidth(option, index) + 2 * Metrics::cellPadding + 2;
    if (columnOf(index) == Column::Status)
        width += iconSize + iconGap;
    if (columnOf(index) == Column::Progress)
        width = std::max(width, tabularWidth(option.font, percentText(1.0)) + 60);
    return {width, tableRowHeight()};
}

bool TaskDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                             const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QStringList lines;
    const TextRoom room = textIn(option, index);
    if (textWidth(option, room.index) > textRect(room.rect, room.index).width())
        lines += room.index.data(SyncTaskTableModel::CopyTextRole).toString();
    const QString more = index.data(Qt::ToolTipRole).toString();
    if (!more.isEmpty() && !lines.contains(more))
        lines += more;
    const bool isId = room.index.data(SyncTaskTableModel::FixedFontRole).toBool();
    QToolTip::showText(event->globalPos(), cellToolTip(lines.join(u'\n'), isId), view);
    return true;
}

void TaskDelegate::setHoveredRow(int row)
{
    m_hoveredRow = row;
}
