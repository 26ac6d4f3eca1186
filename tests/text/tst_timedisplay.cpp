#include "timedisplay.h"
#include "zonedtime.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QDateTime at(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
}

TimeDisplay in(const char *zone, TimeStyle style = TimeStyle::Suited)
{
    return {.zone = QTimeZone(zone), .style = style};
}

} // namespace

class TestTimeDisplay final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTimeIsToldInTheChosenZone_data();
    void aTimeIsToldInTheChosenZone();
    void noChosenZoneIsThatOfThisComputer();
    void aLineLeavesOutWhatIsKnown();
    void theStyleDecidesWhatACellTells_data();
    void theStyleDecidesWhatACellTells();
    void theZoneIsNamedAsShortAsItIsTrue_data();
    void theZoneIsNamedAsShortAsItIsTrue();
    void aClockCanShowATimeTwiceOrNever();
    void aDayBeginsWhenItsClocksDo();
};

void TestTimeDisplay::aTimeIsToldInTheChosenZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *zone, const char *time, const QString &text) {
        QTest::newRow(name) << QByteArray(zone) << at(time) << text;
    };
    row("UTC", "UTC", "2026-11-24T06:01:41Z", u"2026-11-24 06:01:41 +00:00"_s);
    row("east", "Asia/Shanghai", "2026-11-24T06:01:41Z", u"2026-11-24 14:01:41 +08:00"_s);
    row("another day", "Asia/Shanghai", "2026-12-31T16:00:00Z", u"2027-01-01 00:00:00 +08:00"_s);
    row("west, half an hour", "America/St_Johns", "2026-11-24T06:01:41Z",
        u"2026-11-24 02:31:41 -03:30"_s);
    row("an offset", "UTC+05:30", "2026-11-24T06:01:41Z", u"2026-11-24 11:31:41 +05:30"_s);
    // The clocks go back at 01:00 UTC: this hour comes twice, and the offset tells which it is.
    row("first of the equal hours", "Europe/Berlin", "2026-10-25T00:30:00Z",
        u"2026-10-25 02:30:00 +02:00"_s);
    row("second of the equal hours", "Europe/Berlin", "2026-10-25T01:30:00Z",
        u"2026-10-25 02:30:00 +01:00"_s);
    // They go forward at 01:00 UTC: no time between 2 and 3 is ever told.
    row("before the skipped hour", "Europe/Berlin", "2026-03-29T00:59:59Z",
        u"2026-03-29 01:59:59 +01:00"_s);
    row("after the skipped hour", "Europe/Berlin", "2026-03-29T01:00:00Z",
        u"2026-03-29 03:00:00 +02:00"_s);
    row("given in another zone", "UTC", "2026-11-24T14:01:41+08:00",
        u"2026-11-24 06:01:41 +00:00"_s);
}

void TestTimeDisplay::aTimeIsToldInTheChosenZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, time);
    QFETCH(QString, text);
    QCOMPARE(absoluteTimeText(time, in(zone.constData())), text);
    QCOMPARE(absoluteTimeText({}, in(zone.constData())), QString());
}

void TestTimeDisplay::noChosenZoneIsThatOfThisComputer()
{
    const QDateTime time = at("2026-11-24T06:01:41Z");
    QCOMPARE(absoluteTimeText(time, {}).first(19),
             time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"));
    QCOMPARE(absoluteTimeText(time, {.zone = QTimeZone("No/Such"), .style = TimeStyle::Absolute}),
             absoluteTimeText(time, {}));
}

void TestTimeDisplay::aLineLeavesOutWhatIsKnown()
{
    const TimeContext now(at("2026-11-24T17:00:00Z"), in("Asia/Shanghai"));
    QCOMPARE(cellTimeText(at("2026-11-24T16:00:07Z"), now), u"11-25 00:00"_s);
    QCOMPARE(cellTimeText(at("2026-11-24T15:59:07Z"), now), u"11-24 23:59"_s);
    QCOMPARE(cellTimeText(at("2025-12-31T15:59:07Z"), now), u"2025-12-31 23:59"_s);
    QCOMPARE(cellTimeText({}, now), QString());
    // In a zone where it is tomorrow for the reader, whose clock shows the 24th, UTC.
    const TimeContext far(at("2026-11-24T15:30:00Z"), {.zone = QTimeZone("Pacific/Auckland")});
    QCOMPARE(cellTimeText(at("2026-11-24T15:20:00Z"), far), u"11-25 04:20"_s);
    QCOMPARE(shortTimeText(at("2026-11-24T15:20:07Z"), far, true), u"11-25 04:20:07"_s);
    QCOMPARE(cellTimeText(at("2026-11-24T09:20:00Z"), far), u"11-24 22:20"_s);
    const TimeContext near(at("2026-11-24T15:30:00Z"), {.zone = QTimeZone("Asia/Dubai")});
    QCOMPARE(cellTimeText(at("2026-11-24T15:20:00Z"), near), u"19:20:00"_s);
    const TimeContext inUtc(now.now, in("UTC"));
    QCOMPARE(cellTimeText(at("2026-11-24T15:59:07Z"), inUtc), u"15:59:07"_s);
}

void TestTimeDisplay::theStyleDecidesWhatACellTells_data()
{
    QTest::addColumn<TimeStyle>("style");
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("age");
    QTest::newRow("as it suits") << TimeStyle::Suited << u"13:37:00"_s << u"23 m ago"_s;
    QTest::newRow("moments") << TimeStyle::Absolute << u"13:37:00"_s << u"13:37:00"_s;
    QTest::newRow("ages") << TimeStyle::Relative << u"23 m ago"_s << u"23 m ago"_s;
}

void TestTimeDisplay::theStyleDecidesWhatACellTells()
{
    QFETCH(TimeStyle, style);
    const TimeContext now(at("2026-11-24T14:00:00Z"), in("UTC", style));
    const QDateTime time = at("2026-11-24T13:37:00Z");
    QTEST(momentCellText(time, now), "moment");
    QTEST(ageCellText(time, now), "age");
}

void TestTimeDisplay::theZoneIsNamedAsShortAsItIsTrue_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *zone, const QString &label, const QString &name) {
        QTest::newRow(zone) << QByteArray(zone) << label << name;
    };
    row("UTC", u"UTC"_s, u"UTC"_s);
    row("Asia/Shanghai", u"UTC+8"_s, u"Asia/Shanghai, UTC+8"_s);
    row("Asia/Kolkata", u"UTC+5:30"_s, u"Asia/Kolkata, UTC+5:30"_s);
    row("America/Bogota", u"UTC−5"_s, u"America/Bogota, UTC−5"_s);
    // An offset would be true of a part of the rows only.
    row("Europe/Berlin", u"Berlin"_s, u"Europe/Berlin, UTC+1"_s);
    row("America/New_York", u"New York"_s, u"America/New_York, UTC−5"_s);
}

void TestTimeDisplay::theZoneIsNamedAsShortAsItIsTrue()
{
    QFETCH(QByteArray, zone);
    const TimeContext now(at("2026-11-24T14:00:00Z"), in(zone.constData()));
    QTEST(zoneLabel(now), "label");
    QTEST(zoneName(now), "name");
    QFETCH(QString, label);
    QCOMPARE(withZone(u"Created"_s, now), u"Created ("_s + label + u')');
}

void TestTimeDisplay::aClockCanShowATimeTwiceOrNever()
{
    const QTimeZone berlin("Europe/Berlin");
    const WallMoments once = momentsOf(at("2026-11-24T10:00:00Z"), berlin);
    QVERIFY(once.exists);
    QCOMPARE(once.earliest, at("2026-11-24T09:00:00Z"));
    QCOMPARE(once.latest, once.earliest);
    const WallMoments twice = momentsOf(at("2026-10-25T02:30:00Z"), berlin);
    QVERIFY(twice.exists);
    QCOMPARE(twice.earliest, at("2026-10-25T00:30:00Z"));
    QCOMPARE(twice.latest, at("2026-10-25T01:30:00Z"));
    QVERIFY(!momentsOf(at("2026-03-29T02:30:00Z"), berlin).exists);
}

void TestTimeDisplay::aDayBeginsWhenItsClocksDo()
{
    QCOMPARE(firstMomentOf({2026, 11, 24}, QTimeZone("Asia/Shanghai")), at("2026-11-23T16:00:00Z"));
    // There the clocks went forward at midnight.
    QCOMPARE(firstMomentOf({2024, 9, 8}, QTimeZone("America/Santiago")),
             at("2024-09-08T04:00:00Z"));
    QCOMPARE(dayOf(at("2026-11-23T16:00:00Z"), in("Asia/Shanghai")), QDate(2026, 11, 24));
    QCOMPARE(dayOf(at("2026-11-23T15:59:59Z"), in("Asia/Shanghai")), QDate(2026, 11, 23));
}

QTEST_GUILESS_MAIN(TestTimeDisplay)
#include "tst_timedisplay.moc"
