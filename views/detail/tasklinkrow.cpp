#include "tasklinkrow.h"

#include "displaytext.h"
#include "printable.h"
#include "statusicon.h"
#include "theme.h"
#include "widgetparts.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int linkMarkSize = 13;
constexpr int linkMarkGap = 8;

} // namespace

TaskLinkRow::TaskLinkRow(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TaskLinkRow::showLink(const TaskLink &link)
{
    if (link == m_link)
        return;
    m_link = link;
    m_link.text = printableLines(link.text);
    m_link.detail = printableLines(link.detail);
    setText(m_link.text);
    explain(*this, link.toolTip);
    // The text may say the status already; the shape is for who sees it.
    setAccessibleName(listText({m_link.text, m_link.detail}));
    update();
}

QSize TaskLinkRow::sizeHint() const
{
    return {240, rowHeight};
}

QSize TaskLinkRow::minimumSizeHint() const
{
    return {120, rowHeight};
}

void TaskLinkRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    const bool hasGround = underMouse() || hasFocus();
    painter.setPen(hasFocus() ? QPen(colors.accent, 1) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() ? QBrush(colors.hover) : QBrush(Qt::NoBrush));
    if (hasGround)
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QRect mark(2, (height() - linkMarkSize) / 2, linkMarkSize, linkMarkSize);
    paintStatusIcon(painter, mark, m_link.status, palette());

    painter.setFont(textFont(TextStyle::Secondary, font()));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect room(mark.right() + linkMarkGap, 0, width() - mark.right() - linkMarkGap - 4,
                     height());
    // What it is called counts more than how it stands, but not so much that this vanishes.
    const int detailWidth =
        std::min(metrics.boundingRect(m_link.detail).width() + 2, room.width() * 6 / 10);
    painter.setPen(colors.secondaryText);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight,
                     metrics.elidedText(m_link.detail, Qt::ElideRight, detailWidth));
    painter.setPen(colors.text);
    painter.drawText(
        room, Qt::AlignVCenter | Qt::AlignLeft,
        metrics.elidedText(m_link.text, Qt::ElideMiddle, room.width() - detailWidth - linkMarkGap));
}
