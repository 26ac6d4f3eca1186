#include "chartlegend.h"

#include "displaytext.h"
#include "theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace {

constexpr int squareSize = 9;
constexpr int squareGap = 6;
constexpr int entryGap = 14;

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setFont(textFont(TextStyle::Secondary, font()));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

void ChartLegend::showKind(ChartKind kind)
{
    m_kind = kind;
    setCursor(kind == ChartKind::Status ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    update();
}

void ChartLegend::showRare(const std::vector<SyncTaskStatus> &statuses)
{
    if (statuses == m_rare)
        return;
    m_rare = statuses;
    updateGeometry();
    update();
}

void ChartLegend::showWanted(const std::vector<SyncTaskStatus> &statuses)
{
    m_wanted = statuses;
    update();
}

bool ChartLegend::isWanted(const Entry &entry) const
{
    return m_wanted.empty() || !entry.status ||
           std::ranges::find(m_wanted, *entry.status) != m_wanted.end();
}

std::optional<SyncTaskStatus> ChartLegend::statusAt(const QPoint &position) const
{
    int left = 0;
    for (const Entry &entry : entries()) {
        const int end = left + entryWidth(entry);
        if (end - entryGap > width())
            break;
        if (position.x() >= left && position.x() < end - entryGap / 2)
            return entry.status;
        left = end;
    }
    return {};
}

void ChartLegend::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = statusAt(event->position().toPoint());
}

void ChartLegend::mouseReleaseEvent(QMouseEvent *event)
{
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    if (pressed && pressed == statusAt(event->position().toPoint()))
        Q_EMIT statusClicked(*pressed);
}

bool ChartLegend::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const std::optional<SyncTaskStatus> status = statusAt(help->pos());
        //: on the legend of the chart; %1: a status
        const QString text =
            status ? tr("Show only %1, or all again").arg(displayName(*status)) : QString();
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

std::vector<ChartLegend::Entry> ChartLegend::statusEntries() const
{
    std::vector<Entry> entries;
    for (const SyncTaskStatus status : shownStatuses) {
        if (!isRare(status) || std::ranges::find(m_rare, status) != m_rare.end()) {
            entries.push_back({.color = statusFill(status, palette()),
                               .text = displayName(status),
                               .status = status});
        }
    }
    return entries;
}

std::vector<ChartLegend::Entry> ChartLegend::entries() const
{
    const ThemeColors &colors = themeColors(palette());
    const auto fill = [this](SyncTaskStatus status) { return statusFill(status, palette()); };
    switch (m_kind) {
    case ChartKind::Status:
        break;
    case ChartKind::Duration:
        //: legend of a chart of durations: 95 % of the tasks were done in this time
        return {{.mark = Mark::Line, .color = colors.accent, .text = tr("p95")},
                //: legend of a chart of durations: half of the tasks were done in this time
                {.mark = Mark::DottedLine, .color = colors.secondaryText, .text = tr("median")}};
    case ChartKind::Success:
        //: legend of a chart: the share of tasks that succeeded
        return {{.mark = Mark::Line,
                 .color = fill(SyncTaskStatus::Success),
                 .text = tr("done of done and failed")},
                //: legend of a chart: a dot where the share is below 99.5 %
                {.mark = Mark::Dot,
                 .color = fill(SyncTaskStatus::Error),
                 .text = tr("below %1").arg(shareText(0.995))}};
    case ChartKind::Backlog:
        //: legend of a chart: how many tasks are not finished
        return {{.color = fill(SyncTaskStatus::Synchronizing), .text = tr("running and waiting")}};
    }
    return statusEntries();
}

QSize ChartLegend::sizeHint() const
{
    int width = 0;
    for (const Entry &entry : entries())
        width += entryWidth(entry);
    return {width, fontMetrics().height()};
}

QSize ChartLegend::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

int ChartLegend::entryWidth(const Entry &entry) const
{
    return squareSize + squareGap + fontMetrics().horizontalAdvance(entry.text) + entryGap;
}

void ChartLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateGeometry();
}

void ChartLegend::paintMark(QPainter &painter, const Entry &entry, const QRectF &area)
{
    const double middle = area.center().y();
    painter.setPen(Qt::NoPen);
    painter.setBrush(entry.color);
    switch (entry.mark) {
    case Mark::Square:
        painter.drawRoundedRect(area, 2, 2);
        break;
    case Mark::Dot:
        painter.drawEllipse(area.center(), 2.5, 2.5);
        break;
    case Mark::Line:
    case Mark::DottedLine:
        painter.setPen(
            QPen(entry.color, 1.8, entry.mark == Mark::Line ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(QPointF(area.left() - 2, middle), QPointF(area.right() + 2, middle));
        break;
    }
}

void ChartLegend::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int left = 0;
    for (const Entry &entry : entries()) {
        const int end = left + entryWidth(entry);
        if (end - entryGap > width())
            return;
        painter.setOpacity(isWanted(entry) ? 1.0 : 0.4);
        paintMark(painter, entry,
                  QRectF(left, (height() - squareSize) / 2, squareSize, squareSize));
        painter.setPen(themeColors(palette()).text);
        painter.drawText(QRect(left + squareSize + squareGap, 0, width(), height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        left = end;
    }
}
