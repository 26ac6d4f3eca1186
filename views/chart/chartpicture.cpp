#include "chartpicture.h"

#include "chartlegend.h"
#include "theme.h"
#include "timelinechart.h"
#include "widgetparts.h"

#include <QBuffer>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSvgGenerator>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace {

std::vector<SyncTaskStatus> rareOf(const StatusTimeline &timeline)
{
    const StatusCounts total = timeline.total();
    std::vector<SyncTaskStatus> rare;
    std::ranges::copy_if(shownStatuses, std::back_inserter(rare), [&total](SyncTaskStatus status) {
        return isRare(status) && total.of(status) > 0;
    });
    return rare;
}

/// Black on white whatever the window's theme is.
QPalette paperPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::WindowText, Qt::black);
    const ThemeColors &light = themeColors(palette);
    palette.setColor(QPalette::WindowText, light.text);
    palette.setColor(QPalette::Text, light.text);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::PlaceholderText, light.secondaryText);
    palette.setColor(QPalette::Mid, light.line);
    return palette;
}

/// Never shown; painted once.
class PaperChart final : public QWidget {
public:
    PaperChart(const TimelineData &shown, const ChartCaption &caption)
    {
        setPalette(paperPalette());
        fillWithPanel(*this);
        auto *title = makeLabel(TextStyle::Body, QPalette::WindowText, this);
        QFont font = title->font();
        font.setWeight(QFont::DemiBold);
        title->setFont(font);
        title->setText(caption.title.isEmpty() ? displayName(shown.kind) : caption.title);
        auto *legend = new ChartLegend(this);
        legend->showKind(shown.kind);
        legend->showRare(rareOf(shown.statuses));
        auto *scope = makeLabel(TextStyle::Secondary, QPalette::PlaceholderText, this);
        scope->setText(caption.scope);
        auto *chart = new TimelineChart(this);
        chart->setKind(shown.kind);
        chart->showTimeline(shown.statuses);
        chart->showDurations(shown.durations);
        chart->showBacklog(shown.backlog);

        auto *head = new QHBoxLayout;
        head->setContentsMargins(Metrics::padding, 0, Metrics::padding, 0);
        head->setSpacing(Metrics::padding);
        head->addWidget(title);
        head->addWidget(legend);
        head->addStretch(1);
        head->addWidget(scope);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 2 * Metrics::unit, 0, Metrics::unit);
        column->setSpacing(0);
        column->addLayout(head);
        column->addWidget(chart, 1);
    }
};

} // namespace

QImage chartImage(const TimelineData &data, const ChartCaption &caption, QSize size, double scale)
{
    PaperChart chart(data, caption);
    chart.resize(size);
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    chart.render(&image);
    return image;
}

QByteArray chartSvg(const TimelineData &data, const ChartCaption &caption, QSize size)
{
    PaperChart chart(data, caption);
    chart.resize(size);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(caption.title.isEmpty() ? displayName(data.kind) : caption.title);
    QPainter painter(&generator);
    chart.render(&painter);
    painter.end();
    return buffer.data();
}
