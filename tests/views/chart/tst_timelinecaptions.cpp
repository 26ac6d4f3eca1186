#include "timelinecaptions.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime at(const QString &iso)
{
    return QDateTime::fromString(iso, Qt::ISODate);
}

} // namespace

class TestTimelineCaptions final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSpanIsToldInTheZoneOfTheChart_data();
    void aSpanIsToldInTheZoneOfTheChart();
};

void TestTimelineCaptions::aSpanIsToldInTheZoneOfTheChart_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *zone, const QString &begin,
                        const QString &end, const QString &text) {
        QTest::newRow(name) << QByteArray(zone) << begin << end << text;
    };
    row("within a day", "UTC", u"2026-10-24T14:00:00Z"_s, u"2026-10-24T14:15:00Z"_s,
        u"10-24 14:00 to 14:15 (UTC)"_s);
    row("east", "Asia/Shanghai", u"2026-10-24T14:00:00Z"_s, u"2026-10-24T14:15:00Z"_s,
        u"10-24 22:00 to 22:15 (UTC+8)"_s);
    row("into the next day", "Asia/Shanghai", u"2026-10-24T14:00:00Z"_s, u"2026-10-24T20:00:00Z"_s,
        u"10-24 22:00 to 10-25 04:00 (UTC+8)"_s);
    row("another year", "UTC", u"2025-10-24T14:00:00Z"_s, u"2025-10-24T20:00:00Z"_s,
        u"2025-10-24 14:00 to 20:00 (UTC)"_s);
    row("the hour that comes twice", "Europe/Berlin", u"2026-10-25T00:00:00Z"_s,
        u"2026-10-25T01:00:00Z"_s, u"2026-10-25 02:00:00 +02:00 to 2026-10-25 02:00:00 +01:00"_s);
    row("within the second of them", "Europe/Berlin", u"2026-10-25T01:00:00Z"_s,
        u"2026-10-25T01:30:00Z"_s, u"10-25 02:00 to 02:30 (Berlin)"_s);
}

void TestTimelineCaptions::aSpanIsToldInTheZoneOfTheChart()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, begin);
    QFETCH(QString, end);
    TimelineData data;
    data.statuses.layout = {.begin = at(u"2026-10-20T00:00:00Z"_s),
                            .step = 1h,
                            .buckets = 240,
                            .zone = QTimeZone(zone)};
    QTEST(TimelineCaptions(data).ofSpan({.begin = at(begin), .end = at(end)}), "text");
}

QTEST_GUILESS_MAIN(TestTimelineCaptions)
#include "tst_timelinecaptions.moc"
