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
constexpr int legendLineGap = 2;

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
    fitHeight();
}

void ChartLegend::showRare(const std::vector<SyncTaskStatus> &statuses)
{
    if (statuses == m_rare)
        return;
    m_rare = statuses;
    fitHeight();
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
    for (const PlacedEntry &placed : placed(width())) {
        if (placed.rect.adjusted(0, 0, entryGap / 2, legendLineGap).contains(position))
            return placed.entry.status;
    }
    return {};
}

std::vector<ChartLegend::PlacedEntry> ChartLegend::inLines(const std::vector<Entry> &entries,
                                                           int width) const
{
    const int lineHeight = fontMetrics().height() + legendLineGap;
    std::vector<PlacedEntry> lines;
    QPoint at;
    for (const Entry &entry : entries) {
        const int own = entryWidth(entry) - entryGap;
        if (at.x() > 0 && at.x() + own > width)
            at = QPoint(0, at.y() + lineHeight);
        const QRect rect(at, QSize(own, lineHeight - legendLineGap));
        at.rx() += own + entryGap;
        lines.push_back({.entry = entry, .rect = rect});
    }
    return lines;
}

std::vector<ChartLegend::PlacedEntry> ChartLegend::placed(int width) const
{
    std::vector<Entry> shown = entries();
    const int twoLines = 2 * (fontMetrics().height() + legendLineGap);
    while (true) {
        std::vector<PlacedEntry> lines = inLines(shown, width);
        if (shown.size() < 2 || lines.back().rect.bottom() < twoLines)
            return inTheMiddle(std::move(lines));
        // The statuses stand in the order of their urgency, but for Done.
        const bool isDoneLast = shown.back().status == SyncTaskStatus::Success && shown.size() > 2;
        shown.erase(shown.end() - (isDoneLast ? 2 : 1));
    }
}

std::vector<ChartLegend::PlacedEntry> ChartLegend::inTheMiddle(std::vector<PlacedEntry> lines) const
{
    if (lines.empty())
        return lines;
    const int above = std::max(0, (height() - lines.back().rect.bottom() - 1) / 2);
    for (PlacedEntry &placed : lines)
        placed.rect.translate(0, above);
    return lines;
}

void ChartLegend::fitHeight()
{
    const std::vector<PlacedEntry> lines = placed(width());
    setMinimumHeight(lines.empty() ? 0 : lines.back().rect.bottom() - lines.front().rect.top() + 1);
    updateGeometry();
    update();
}

void ChartLegend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
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

/// Failed in one line, Done in the other.
QSize ChartLegend::minimumSizeHint() const
{
    int width = 0;
    for (const Entry &entry : entries()) {
        if (entry.status == SyncTaskStatus::Error || entry.status == SyncTaskStatus::Success)
            width = std::max(width, entryWidth(entry) - entryGap);
    }
    return {width, fontMetrics().height()};
}

int ChartLegend::entryWidth(const Entry &entry) const
{
    return squareSize + squareGap + fontMetrics().horizontalAdvance(entry.text) + entryGap;
}

void ChartLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        fitHeight();
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
    for (const PlacedEntry &placed : placed(width())) {
        QRect square(0, 0, squareSize, squareSize);
        square.moveCenter(placed.rect.center());
        square.moveLeft(placed.rect.left());
        painter.setOpacity(isWanted(placed.entry) ? 1.0 : 0.4);
        paintMark(painter, placed.entry, QRectF(square));
        painter.setPen(themeColors(palette()).text);
        painter.drawText(placed.rect.adjusted(squareSize + squareGap, 0, entryGap, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, placed.entry.text);
    }
}
