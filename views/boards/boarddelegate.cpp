#include "boarddelegate.h"

#include "boardroles.h"
#include "cellpainter.h"
#include "printable.h"
#include "statusicon.h"
#include "theme.h"
#include "widgetparts.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace {

constexpr int markSize = 7;

CellTone toneOf(const QModelIndex &index)
{
    return static_cast<CellTone>(index.data(BoardRole::Tone).toInt());
}

QColor toneColor(CellTone tone, const QPalette &palette)
{
    switch (tone) {
    case CellTone::Plain:
        return themeColors(palette).text;
    case CellTone::Warning:
        return statusText(SyncTaskStatus::Pending, palette);
    case CellTone::Alarm:
        return statusText(SyncTaskStatus::Error, palette);
    case CellTone::Quiet:
        break;
    }
    return themeColors(palette).secondaryText;
}

} // namespace

BoardDelegate::BoardDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

void BoardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    painter->setFont(option.font);
    painter->fillRect(option.rect, isSelected                    ? colors.selection
                                   : index.row() == m_hoveredRow ? colors.hover
                                                                 : colors.panel);
    paintCell(*painter, option, index);
    painter->restore();
}

void BoardDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const CellTone tone = toneOf(index);
    const QColor color = toneColor(tone, option.palette);
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = Qt::Alignment::fromInt(index.data(Qt::TextAlignmentRole).toUInt());
    if (index.data(BoardRole::FixedFont).toBool())
        painter.setFont(fixedFont());
    if (tone == CellTone::Alarm) {
        QFont font = painter.font();
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
    }
    if (const QString muted = index.data(BoardRole::Muted).toString(); !muted.isEmpty())
        return paintMuted(painter, option, text, muted, color);
    if (!alignment.testFlag(Qt::AlignRight))
        return paintWords(painter, option, text, color);
    paintNumber(painter, option, contentOf(option), text, color);
    if (!index.data(BoardRole::Mark).toBool())
        return;
    const int left = contentOf(option).right() - tabularWidth(painter.font(), text) - markSize - 4;
    const QRect mark(left, option.rect.center().y() - markSize / 2, markSize, markSize);
    drawArrow(painter, mirrored(option, mark), Qt::AscendingOrder, color);
}

/// The words, and behind them a sign and, as far as there is room, until when and why.
void BoardDelegate::paintMuted(QPainter &painter, const QStyleOptionViewItem &option,
                               const QString &text, const QString &muted, const QColor &color)
{
    constexpr int signSize = 14;
    constexpr int gap = 6;
    QStyleOptionViewItem words = option;
    const int wanted = painter.fontMetrics().horizontalAdvance(printableLines(text)) +
                       2 * Metrics::cellPadding + 2; // what is rounded
    words.rect.setWidth(std::min(wanted, option.rect.width() - signSize - gap));
    const QRect content = contentOf(option);
    const int left = words.rect.right() - Metrics::cellPadding + gap;
    const QColor quiet = themeColors(option.palette).secondaryText;
    const QRect sign(left, content.center().y() - signSize / 2 + 1, signSize, signSize);
    paintMutedIcon(painter, mirrored(option, sign), quiet);
    const QRect rest(left + signSize + 4, content.top(), content.right() - left - signSize - 4,
                     content.height());
    words.rect = mirrored(option, words.rect);
    paintWords(painter, words, text, color);
    painter.setPen(quiet);
    painter.drawText(mirrored(option, rest),
                     static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(muted, Qt::ElideRight, rest.width()));
}

QRect BoardDelegate::contentOf(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(Metrics::cellPadding, 0, -Metrics::cellPadding, 0);
}

QRect BoardDelegate::mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, contentOf(option), rect);
}

void BoardDelegate::paintWords(QPainter &painter, const QStyleOptionViewItem &option,
                               const QString &text, const QColor &color)
{
    const QRect rect = contentOf(option);
    painter.setPen(color);
    painter.drawText(
        rect,
        static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                         Qt::AlignVCenter) |
            Qt::TextSingleLine,
        // A long path is told by its end as well.
        painter.fontMetrics().elidedText(printableLines(text), Qt::ElideMiddle, rect.width()));
}

void BoardDelegate::paintNumber(QPainter &painter, const QStyleOptionViewItem &option,
                                const QRect &rect, const QString &text, const QColor &color)
{
    painter.setPen(color);
    drawTabular(painter, rect,
                QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter, text);
}

bool BoardDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                              const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString shown = index.data(Qt::DisplayRole).toString();
    QStringList lines;
    if (option.fontMetrics.horizontalAdvance(shown) > contentOf(option).width())
        lines += shown;
    if (const QString more = index.data(Qt::ToolTipRole).toString(); !more.isEmpty())
        lines += more;
    QToolTip::showText(event->globalPos(), cellToolTip(lines.join(u'\n'), false), view);
    return true;
}
