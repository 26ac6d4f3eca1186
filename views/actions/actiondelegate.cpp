#include "actiondelegate.h"

#include "actioncolumns.h"
#include "statusicon.h"
#include "theme.h"

#include <QPainter>

namespace {

constexpr int shapeSize = 14;
constexpr int shapeGap = 7;

} // namespace

ActionDelegate::ActionDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

void ActionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const ThemeColors &colors = themeColors(option.palette);
    if ((option.state & QStyle::State_Selected) != 0)
        painter->fillRect(option.rect, colors.selection);
    QRect rect = option.rect.adjusted(Metrics::cellPadding, 0, -Metrics::cellPadding, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QVariant status = index.data(ActionTableModel::StatusRole);
    if (status.isValid() && !text.isEmpty()) {
        const auto shape = static_cast<SyncTaskStatus>(status.toInt());
        const QRectF place(rect.left(), rect.center().y() - shapeSize / 2.0 + 0.5, shapeSize,
                           shapeSize);
        paintStatusIcon(*painter, place, shape, option.palette);
        rect.setLeft(rect.left() + shapeSize + shapeGap);
    }
    const bool isSent = index.data(ActionTableModel::IsSentRole).toBool();
    const bool isImage = actionColumns()[static_cast<std::size_t>(index.column())].isImage;
    const Qt::TextElideMode elide = isImage ? Qt::ElideMiddle : Qt::ElideRight;
    painter->setFont(option.font);
    painter->setPen(isSent ? colors.text : colors.secondaryText);
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(text, elide, rect.width()));
}
