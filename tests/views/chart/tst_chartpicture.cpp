#include "chartpicture.h"
#include "sampletasks.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

TimelineData someData()
{
    TaskStore store;
    std::vector<SyncTask> tasks;
    for (int i = 1; i <= 90; ++i)
        tasks.push_back(
            sampleTask(i, i % 3 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success));
    store.merge(u"cri-alpha"_s, tasks);
    std::vector<TaskRow> rows;
    for (TaskRow row = 0; row < store.size(); ++row)
        rows.push_back(row);
    const QDateTime begin({2026, 11, 24}, {0, 0}, Qt::UTC);
    const BucketLayout layout =
        bucketLayoutBetween(begin, begin.addSecs(7'200), begin.addSecs(10'800));
    TimelineData data{.kind = ChartKind::Status};
    data.statuses = buildTimeline(store, rows, layout);
    data.durations = buildDurationTimeline(store, rows, layout);
    return data;
}

/// Pixels that are not the paper's.
int inkOf(const QImage &image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixelColor(x, y) == QColor(Qt::white) ? 0 : 1;
    }
    return ink;
}

} // namespace

class TestChartPicture final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anImageHasTwoPixelsForEach();
    void aVectorPictureIsWellFormedAndHasItsTexts();
    void aDarkWindowSavesALightPicture();
};

void TestChartPicture::anImageHasTwoPixelsForEach()
{
    const QImage image = chartImage(someData(), {}, {680, 190}, 2);
    QCOMPARE(image.size(), QSize(1360, 380));
    QVERIFY(inkOf(image) > 10'000);
}

void TestChartPicture::aVectorPictureIsWellFormedAndHasItsTexts()
{
    const QByteArray svg =
        chartSvg(someData(), {.title = {}, .scope = u"of the 90 loaded tasks"_s}, {680, 190});
    QXmlStreamReader xml(svg);
    QString text;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters)
            text += xml.text();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(text.contains(u"Failed"_s));
    QVERIFY(text.contains(u"of the 90 loaded tasks"_s));
    QVERIFY(!svg.contains("<image")); // vectors alone
}

void TestChartPicture::aDarkWindowSavesALightPicture()
{
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    const QPalette before = QApplication::palette();
    QApplication::setPalette(dark);
    const QImage image = chartImage(someData(), {}, {680, 190}, 1);
    QApplication::setPalette(before);
    QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
}

QTEST_MAIN(TestChartPicture)
#include "tst_chartpicture.moc"
