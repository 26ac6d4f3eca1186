#include "silence.h"
#include "silencewords.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &time)
{
    return QDateTime::fromString(time + u":00Z"_s, Qt::ISODate);
}

Silence mute(const QString &from, const QString &until)
{
    return {.scope = {.kind = SilenceScope::Kind::View, .view = u"team1"_s},
            .kind = Silence::Kind::Mute,
            .reason = u"deployment"_s,
            .from = utc(from),
            .until = until.isEmpty() ? QDateTime() : utc(until)};
}

Silence maintenance(const QString &from, const QString &until)
{
    return {.kind = Silence::Kind::Maintenance, .from = utc(from), .until = utc(until)};
}

/// \p days: "1,3" are Monday and Wednesday.
Silence weekly(const QString &days, QTime from, QTime to, const QString &zone)
{
    Silence silence{.kind = Silence::Kind::Weekly,
                    .weekly = {.from = from, .to = to, .zoneId = zone}};
    for (const QString &day : days.split(u',', Qt::SkipEmptyParts))
        silence.weekly.days.at(static_cast<std::size_t>(day.toInt() - 1)) = true;
    return silence;
}

/// "2026-03-29T00:00 to 2026-03-29T02:00", in UTC; empty where it does not hold.
QString inShort(const std::optional<SilencePeriod> &period)
{
    if (!period)
        return {};
    constexpr auto format = "yyyy-MM-ddTHH:mm"_L1;
    const QString until = period->until.toUTC().toString(QString(format));
    return period->from.toUTC().toString(QString(format)) + u" to "_s + until;
}

} // namespace

class TestSilence final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itBeginsWithItsFirstMomentAndEndsBeforeItsLast_data();
    void itBeginsWithItsFirstMomentAndEndsBeforeItsLast();
    void weeklyHoursFollowTheClocksOfTheirZone_data();
    void weeklyHoursFollowTheClocksOfTheirZone();
    void aMuteHoldsThoughTheClockIsSetBack();
    void maintenanceBeginsAgainWhenTheClockIsSetBack();
    void whatHasEndedIsOver();
    void ofSeveralTheOneThatHoldsLongestCounts();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void itIsSaidUntilWhenAndWhy();
};

void TestSilence::itBeginsWithItsFirstMomentAndEndsBeforeItsLast_data()
{
    QTest::addColumn<Silence>("silence");
    QTest::addColumn<QString>("now");
    QTest::addColumn<bool>("holds");

    const Silence plan = maintenance(u"2026-11-24T14:00"_s, u"2026-11-24T16:00"_s);
    QTest::newRow("before maintenance") << plan << u"2026-11-24T13:59"_s << false;
    QTest::newRow("its beginning") << plan << u"2026-11-24T14:00"_s << true;
    QTest::newRow("its last minute") << plan << u"2026-11-24T15:59"_s << true;
    QTest::newRow("its end") << plan << u"2026-11-24T16:00"_s << false;
    const Silence hour = mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s);
    QTest::newRow("a mute") << hour << u"2026-11-24T14:59"_s << true;
    QTest::newRow("its end ") << hour << u"2026-11-24T15:00"_s << false;
    QTest::newRow("a mute without an end")
        << mute(u"2026-11-24T14:00"_s, {}) << u"2036-11-24T14:00"_s << true;
    // 2026-11-24 is a Tuesday.
    const Silence tuesdays = weekly(u"2"_s, {22, 0}, {23, 30}, u"UTC"_s);
    QTest::newRow("before weekly hours") << tuesdays << u"2026-11-24T21:59"_s << false;
    QTest::newRow("their beginning") << tuesdays << u"2026-11-24T22:00"_s << true;
    QTest::newRow("their end") << tuesdays << u"2026-11-24T23:30"_s << false;
    QTest::newRow("another day") << tuesdays << u"2026-11-25T22:30"_s << false;
    QTest::newRow("the next week") << tuesdays << u"2026-12-01T22:30"_s << true;
    const Silence nights = weekly(u"2"_s, {22, 0}, {4, 0}, u"UTC"_s);
    QTest::newRow("after midnight") << nights << u"2026-11-25T03:59"_s << true;
    QTest::newRow("not before the night") << nights << u"2026-11-24T03:59"_s << false;
    QTest::newRow("the end of the night") << nights << u"2026-11-25T04:00"_s << false;
    const Silence far = weekly(u"3"_s, {1, 0}, {2, 0}, u"Asia/Shanghai"_s);
    QTest::newRow("the day is that of the zone") << far << u"2026-11-24T17:30"_s << true;
}

void TestSilence::itBeginsWithItsFirstMomentAndEndsBeforeItsLast()
{
    QFETCH(Silence, silence);
    QFETCH(QString, now);
    QFETCH(bool, holds);
    QVERIFY(isUsable(silence));
    QCOMPARE(periodAt(silence, utc(now)).has_value(), holds);
}

void TestSilence::weeklyHoursFollowTheClocksOfTheirZone_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("period");

    // Berlin: from 02:00 to 03:00 on 2026-03-29, back from 03:00 to 02:00 on 2026-10-25, Sundays.
    QTest::newRow("an hour less") << QTime(1, 0) << QTime(4, 0) << u"2026-03-29T01:30"_s
                                  << u"2026-03-29T00:00 to 2026-03-29T02:00"_s;
    QTest::newRow("an hour more") << QTime(1, 0) << QTime(4, 0) << u"2026-10-25T02:30"_s
                                  << u"2026-10-24T23:00 to 2026-10-25T03:00"_s;
    QTest::newRow("a beginning that is skipped")
        << QTime(2, 30) << QTime(5, 0) << u"2026-03-29T01:00"_s << QString();
    QTest::newRow("it comes later") << QTime(2, 30) << QTime(5, 0) << u"2026-03-29T01:30"_s
                                    << u"2026-03-29T01:30 to 2026-03-29T03:00"_s;
    QTest::newRow("an end that comes twice") << QTime(1, 0) << QTime(2, 30) << u"2026-10-25T01:00"_s
                                             << u"2026-10-24T23:00 to 2026-10-25T01:30"_s;
    QTest::newRow("nothing is left of it")
        << QTime(2, 30) << QTime(3, 0) << u"2026-03-29T01:15"_s << QString();
}

void TestSilence::weeklyHoursFollowTheClocksOfTheirZone()
{
    QFETCH(QTime, from);
    QFETCH(QTime, to);
    QFETCH(QString, now);
    QFETCH(QString, period);
    QCOMPARE(inShort(periodAt(weekly(u"7"_s, from, to, u"Europe/Berlin"_s), utc(now))), period);
}

void TestSilence::aMuteHoldsThoughTheClockIsSetBack()
{
    const Silence silence = mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s);
    const auto period = periodAt(silence, utc(u"2026-11-24T12:00"_s));
    QVERIFY(period.has_value());
    QCOMPARE(period->until, silence.until); // as it is shown
}

void TestSilence::maintenanceBeginsAgainWhenTheClockIsSetBack()
{
    const Silence plan = maintenance(u"2026-11-24T14:00"_s, u"2026-11-24T16:00"_s);
    QVERIFY(periodAt(plan, utc(u"2026-11-24T15:00"_s)));
    QVERIFY(!periodAt(plan, utc(u"2026-11-24T13:00"_s)));
    QVERIFY(!isOver(plan, utc(u"2026-11-24T13:00"_s)));
    QVERIFY(periodAt(plan, utc(u"2026-11-24T14:30"_s)));
}

void TestSilence::whatHasEndedIsOver()
{
    QVERIFY(
        !isOver(mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s), utc(u"2026-11-24T14:59"_s)));
    QVERIFY(isOver(mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s), utc(u"2026-11-24T15:00"_s)));
    QVERIFY(isOver(maintenance(u"2026-11-24T14:00"_s, u"2026-11-24T16:00"_s),
                   utc(u"2026-11-24T16:00"_s)));
    QVERIFY(!isOver(mute(u"2026-11-24T14:00"_s, {}), utc(u"2036-11-24T15:00"_s)));
    QVERIFY(!isOver(weekly(u"2"_s, {1, 0}, {2, 0}, {}), utc(u"2036-11-24T15:00"_s)));
}

void TestSilence::ofSeveralTheOneThatHoldsLongestCounts()
{
    Silences silences{mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s),
                      mute(u"2026-11-24T14:00"_s, u"2026-11-24T17:00"_s),
                      mute(u"2026-11-24T14:00"_s, u"2026-11-24T16:00"_s),
                      maintenance(u"2026-11-24T14:00"_s, u"2026-11-24T20:00"_s)};
    const SilenceScope scope = silences.front().scope;
    const QDateTime now = utc(u"2026-11-24T14:30"_s);
    QCOMPARE(lastingSilence(silences, scope, now)->silence, silences.at(1));
    QVERIFY(!lastingSilence(silences, {.kind = SilenceScope::Kind::View, .view = u"other"_s}, now));
    silences.push_back(mute(u"2026-11-24T14:00"_s, {}));
    QCOMPARE(lastingSilence(silences, scope, now)->silence, silences.back());
}

void TestSilence::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<Silence>("silence");
    QTest::newRow("an end before its beginning")
        << maintenance(u"2026-11-24T16:00"_s, u"2026-11-24T14:00"_s);
    QTest::newRow("no length") << maintenance(u"2026-11-24T14:00"_s, u"2026-11-24T14:00"_s);
    QTest::newRow("no time") << Silence{.kind = Silence::Kind::Maintenance};
    QTest::newRow("no day") << weekly({}, {1, 0}, {2, 0}, {});
    QTest::newRow("no hours") << weekly(u"1"_s, {1, 0}, {1, 0}, {});
    QTest::newRow("no such zone") << weekly(u"1"_s, {1, 0}, {2, 0}, u"Moon"_s);
    Silence nameless = mute(u"2026-11-24T14:00"_s, u"2026-11-24T15:00"_s);
    nameless.scope.view.clear();
    QTest::newRow("no view") << nameless;
    nameless.scope = {.kind = SilenceScope::Kind::Route, .fromRegion = u"cn-beijing"_s};
    QTest::newRow("half a route") << nameless;
    Silence wordy = mute(u"2026-11-24T14:00"_s, {});
    wordy.reason = QString(Silence::longestReason + 1, u'x');
    QTest::newRow("a reason without an end") << wordy;
}

void TestSilence::whatMakesNoSenseIsRefused()
{
    QFETCH(Silence, silence);
    QVERIFY(!isUsable(silence));
    QVERIFY(!periodAt(silence, utc(u"2026-11-24T14:30"_s)));
}

void TestSilence::itIsSaidUntilWhenAndWhy()
{
    const QDateTime now = utc(u"2026-11-24T13:00"_s);
    const TimeContext context(now, {.zone = QTimeZone::utc()});
    const auto said = [&](const Silence &silence) {
        return silenceText({.silence = silence, .period = *periodAt(silence, now)}, context);
    };
    QCOMPARE(said(mute(u"2026-11-24T12:00"_s, u"2026-11-24T14:00"_s)),
             u"Muted until 14:00 · deployment"_s);
    QCOMPARE(said(mute(u"2026-11-24T12:00"_s, u"2026-11-25T09:00"_s)),
             u"Muted until 11-25 09:00 · deployment"_s);
    QCOMPARE(said(mute(u"2026-11-24T12:00"_s, {})), u"Muted · deployment"_s);
    QCOMPARE(said(maintenance(u"2026-11-24T12:00"_s, u"2026-11-24T14:00"_s)),
             u"Maintenance until 14:00"_s);
    Silence odd = mute(u"2026-11-24T12:00"_s, {});
    odd.reason = u"a\u202eb"_s;
    QCOMPARE(said(odd), u"Muted · a<U+202E>b"_s);
    QCOMPARE(silenceTimesText(weekly(u"1,3"_s, {22, 0}, {2, 0}, u"Europe/Berlin"_s), context),
             u"Every Mon, Wed 22:00–02:00 (Europe/Berlin)"_s);
    QCOMPARE(silencedText({.kind = SilenceScope::Kind::Route,
                           .fromRegion = u"cn-hangzhou"_s,
                           .toRegion = u"eu-central-1"_s}),
             u"Hangzhou → Frankfurt"_s);
}

QTEST_GUILESS_MAIN(TestSilence)
#include "tst_silence.moc"
