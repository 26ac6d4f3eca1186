#include "chartsaver.h"

#include "chartpicture.h"
#include "savedfile.h"
#include "savedialog.h"
#include "statuschartview.h"

#include <QAction>
#include <QBuffer>
#include <QDir>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize pictureSize{1'120, 240};
constexpr double pictureScale = 2;

QByteArray pngOf(const QImage &image)
{
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

ChartSaver::ChartSaver(StatusChartView &chart, SavedBar &savedBar, QAction &action, QObject *parent)
    : QObject(parent), m_chart(chart), m_savedBar(savedBar)
{
    connect(&action, &QAction::triggered, this, &ChartSaver::save);
    connect(&chart, &StatusChartView::pictureRequested, this, &ChartSaver::save);
}

void ChartSaver::save()
{
    askWhereToSave(m_chart.window(), this, tr("Save the chart"), QDir::home().filePath(u"chart"_s),
                   {{.name = tr("Picture"), .suffix = u"png"_s},
                    {.name = tr("Vector graphics"), .suffix = u"svg"_s}},
                   [this](const SaveTarget &target) { saveTo(target); });
}

void ChartSaver::saveTo(const SaveTarget &target)
{
    const TimelineData &data = m_chart.shownData();
    const ChartCaption caption{.title = {}, .scope = m_chart.scope()};
    saveAndTell(target.path,
                target.suffix == u"svg"
                    ? chartSvg(data, caption, pictureSize)
                    : pngOf(chartImage(data, caption, pictureSize, pictureScale)),
                m_savedBar);
}
