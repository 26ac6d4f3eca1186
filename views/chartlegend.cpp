#include "chartlegend.h"

#include "displaytext.h"
#include "theme.h"

#include <QEvent>
#include <QPainter>

namespace {

constexpr int squareSize = 9;
constexpr int squareGap = 6;
constexpr int entryGap = 14;

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setFont(textFont(TextStyle::Secondary, font()));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

ChartLegend::~ChartLegend() = default;

void ChartLegend::showUnknown(bool shown)
{
    if (shown == m_showsUnknown)
        return;
    m_showsUnknown = shown;
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    int width = 0;
    for (const SyncTaskStatus status : shownStatuses) {
        if (isNamed(status))
            width += entryWidth(status);
    }
    return {width, fontMetrics().height()};
}

QSize ChartLegend::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

bool ChartLegend::isNamed(SyncTaskStatus status) const
{
    return m_showsUnknown || status != SyncTaskStatus::Unknown;
}

int ChartLegend::entryWidth(SyncTaskStatus status) const
{
    return squareSize + squareGap + fontMetrics().horizontalAdvance(displayName(status)) + entryGap;
}

void ChartLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void ChartLegend::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect entry(0, 0, 0, height());
    for (const SyncTaskStatus status : shownStatuses) {
        entry.setWidth(entryWidth(status));
        if (!isNamed(status) || entry.right() - entryGap > width())
            continue;
        const QRect square(entry.left(), (height() - squareSize) / 2, squareSize, squareSize);
        painter.setPen(Qt::NoPen);
        painter.setBrush(statusFill(status, palette()));
        painter.drawRoundedRect(square, 2, 2);
        painter.setPen(themeColors(palette()).text);
        painter.drawText(entry.adjusted(squareSize + squareGap, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, displayName(status));
        entry.moveLeft(entry.right() + 1);
    }
}
