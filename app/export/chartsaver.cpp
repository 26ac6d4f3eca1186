#include "chartsaver.h"

#include "chartpicture.h"
#include "savedfile.h"
#include "statuschartview.h"

#include <QAction>
#include <QBuffer>

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

ChartSaver::ChartSaver(StatusChartView &chart, MessageBar &messageBar, QAction &action,
                       QObject *parent)
    : QObject(parent), m_chart(chart), m_messageBar(messageBar)
{
    connect(&action, &QAction::triggered, this, &ChartSaver::save);
    connect(&chart, &StatusChartView::pictureRequested, this, &ChartSaver::save);
}

void ChartSaver::save()
{
    const QString path = askWhereToSave(m_chart.window(), tr("Save the chart"), u"chart"_s,
                                        {{.name = tr("Picture"), .suffix = u"png"_s},
                                         {.name = tr("Vector graphics"), .suffix = u"svg"_s}});
    if (path.isEmpty())
        return;
    const TimelineData &data = m_chart.shownData();
    const ChartCaption caption{.title = {}, .scope = m_chart.scope()};
    saveAndTell(path,
                path.endsWith(u".svg"_s)
                    ? chartSvg(data, caption, pictureSize)
                    : pngOf(chartImage(data, caption, pictureSize, pictureScale)),
                m_messageBar);
}
