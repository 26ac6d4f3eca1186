#include "querytime.h"

#include <QScopeGuard>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 stepMs = 15 * 60 * 1000; // Lord Howe's clocks go back by half an hour
constexpr int stepsAround = 4 * 30;

/// All moments around a change of the clocks, and what the clocks of the zone show.
struct Around {
    struct Moment {
        QDateTime at{};
        QDateTime wall{};
    };

    Around(const QDateTime &change, const QTimeZone &zone)
    {
        for (int step = -stepsAround; step <= stepsAround; ++step) {
            const QDateTime at = change.toUTC().addMSecs(step * stepMs);
            moments.push_back({at, at.addSecs(zone.offsetFromUtc(at))});
        }
    }

    std::vector<Moment> moments;
};

QString typed(const QDateTime &wall)
{
    return wall.toString(u"yyyy-MM-ddTHH:mm"_s);
}

} // namespace

class TestQueryTime final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesOfTheClocksIn2026_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<bool>("changes");
        for (const char *id : {"America/New_York",
                               "America/Los_Angeles",
                               "America/Chicago",
                               "America/St_Johns",
                               "America/Halifax",
                               "America/Havana",
                               "America/Santiago",
                               "America/Nuuk",
                               "America/Scoresbysund",
                               "America/Miquelon",
                               "Atlantic/Azores",
                               "Europe/London",
                               "Europe/Berlin",
                               "Europe/Helsinki",
                               "Europe/Chisinau",
                               "Africa/Casablanca",
                               "Africa/Cairo",
                               "Asia/Beirut",
                               "Asia/Jerusalem",
                               "Australia/Sydney",
                               "Australia/Adelaide",
                               "Australia/Lord_Howe",
                               "Pacific/Auckland",
                               "Pacific/Chatham",
                               "Pacific/Norfolk",
                               "Pacific/Easter",
                               "Antarctica/Troll",
                               "Antarctica/Macquarie",
                               "Asia/Gaza"})
            QTest::newRow(id) << QByteArray(id) << true;
        for (const char *id : {"UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu",
                               "Pacific/Kiritimati", "Australia/Eucla", "America/Asuncion"})
            QTest::newRow(id) << QByteArray(id) << false;
    }

    void changesOfTheClocksIn2026()
    {
        QFETCH(QByteArray, id);
        QFETCH(bool, changes);
        const QTimeZone zone(id);
        QVERIFY2(zone.isValid(), "the zone is not known here: tzdata is missing or too old");
        const QDateTime year(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
        std::vector<QDateTime> times;
        for (const QTimeZone::OffsetData &change : zone.transitions(year, year.addYears(1)))
            times.push_back(change.atUtc);
        QVERIFY2(!times.empty() || !changes, "the zone does not change here: tzdata is too old");
        if (times.empty())
            times.push_back(year.addDays(100));
        for (const QDateTime &change : times) {
            const Around around(change, zone);
            for (const Around::Moment &moment : around.moments)
                check(around, moment, zone);
            checkSkipped(around, change, zone);
            checkDays(around, change, zone);
        }
    }

    void thisComputersZoneIsTheDefault()
    {
        const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
        QCOMPARE(queryTimeText(now), u"2026-11-24T12:00+00:00"_s); // the tests run in UTC
        QCOMPARE(queryTimeText(now.addMSecs(5'500)), u"2026-11-24T12:00:05+00:00"_s);
        QCOMPARE(queryTimeText(now, QTimeZone("Asia/Kolkata")), u"2026-11-24T17:30+05:30"_s);
        QCOMPARE(queryTimeText(now, QTimeZone("America/St_Johns")), u"2026-11-24T08:30-03:30"_s);
    }

    void todayIsTheDayThatTheClocksShow_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QTime>("utc");
        QTest::addColumn<int>("day");
        const auto row = [](const char *id, const QTime &utc, int day) {
            QTest::addRow("%s, %s UTC", id, qPrintable(utc.toString()))
                << QByteArray(id) << utc << day;
        };
        row("UTC", {0, 0}, 24);
        row("UTC", {23, 59, 59}, 24);
        row("Asia/Shanghai", {15, 59, 59}, 24);
        row("Asia/Shanghai", {16, 0}, 25);
        row("Asia/Kathmandu", {18, 14, 59}, 24);
        row("Asia/Kathmandu", {18, 15}, 25);
        row("America/New_York", {4, 59, 59}, 23);
        row("America/New_York", {5, 0}, 24);
    }

    void todayIsTheDayThatTheClocksShow()
    {
        QFETCH(QByteArray, id);
        QFETCH(QTime, utc);
        QFETCH(int, day);
        const QDateTime now(QDate(2026, 11, 24), utc, Qt::UTC);
        const QDate today(2026, 11, day);
        checkWordsForDays(now, today, QTimeZone(id));
        const QByteArray before = qgetenv("TZ");
        const auto restore = qScopeGuard([&before] { setLocalZone(before); });
        setLocalZone(id);
        checkWordsForDays(now, today, {});
        checkWordsForDays(now.toLocalTime(), today, {});
        checkWordsForDays(now, QDate(2026, 11, 24), QTimeZone::utc());
    }

    void theRepeatedHourOfNewYork()
    {
        const QTimeZone zone("America/New_York");
        const QDateTime now(QDate(2026, 11, 2), QTime(0, 0), Qt::UTC);
        const QDateTime first(QDate(2026, 11, 1), QTime(5, 30), Qt::UTC);
        const QString bare = u"2026-11-01T01:30"_s;
        QCOMPARE(*timeFromQuery(bare, now, TimeEdge::Earliest, zone), first);
        QCOMPARE(*timeFromQuery(bare, now, TimeEdge::Latest, zone), first.addSecs(3600));
        QCOMPARE(queryTimeText(first, zone), bare + u"-04:00"_s);
        QCOMPARE(queryTimeText(first.addSecs(3600), zone), bare + u"-05:00"_s);
    }

private:
    static void setLocalZone(const QByteArray &id)
    {
        qputenv("TZ", id);
        tzset();
    }

    /// The words mean at either edge what the days themselves mean.
    static void checkWordsForDays(const QDateTime &now, const QDate &today, const QTimeZone &zone)
    {
        for (const TimeEdge edge : {TimeEdge::Earliest, TimeEdge::Latest}) {
            const auto moment = [&](const QString &text) {
                return timeFromQuery(text, now, edge, zone).value_or(QDateTime());
            };
            QCOMPARE(moment(u"today"_s), moment(today.toString(Qt::ISODate)));
            QCOMPARE(moment(u"Yesterday"_s), moment(today.addDays(-1).toString(Qt::ISODate)));
        }
    }

    static QDateTime read(const QString &text, TimeEdge edge, const QTimeZone &zone)
    {
        const QDateTime now(QDate(2026, 6, 1), QTime(0, 0), Qt::UTC);
        return timeFromQuery(text, now, edge, zone).value_or(QDateTime()).toUTC();
    }

    /// A written time means one moment, a typed one all that show it.
    static void check(const Around &around, const Around::Moment &moment, const QTimeZone &zone)
    {
        const QString written = queryTimeText(moment.at, zone);
        QCOMPARE(read(written, TimeEdge::Earliest, zone), moment.at);
        QCOMPARE(read(written, TimeEdge::Latest, zone), moment.at);
        const QDateTime earliest = read(typed(moment.wall), TimeEdge::Earliest, zone);
        const QDateTime latest = read(typed(moment.wall), TimeEdge::Latest, zone);
        QVERIFY2(earliest <= moment.at && latest >= moment.at, qPrintable(written));
        for (const QDateTime &edge : {earliest, latest})
            QCOMPARE(edge.addSecs(zone.offsetFromUtc(edge)), moment.wall);
        const auto shown = std::ranges::count(around.moments, moment.wall, &Around::Moment::wall);
        QCOMPARE(earliest != latest, shown > 1);
    }

    /// A time that the clocks skip takes in the moment at which they do, and not much more.
    static void checkSkipped(const Around &around, const QDateTime &change, const QTimeZone &zone)
    {
        for (int step = -8; step <= 8; ++step) {
            const QDateTime wall =
                around.moments[stepsAround - 8].wall.addMSecs((step + 8) * stepMs);
            if (std::ranges::find(around.moments, wall, &Around::Moment::wall) !=
                around.moments.end())
                continue;
            const QDateTime earliest = read(typed(wall), TimeEdge::Earliest, zone);
            const QDateTime latest = read(typed(wall), TimeEdge::Latest, zone);
            QVERIFY2(earliest <= change && latest >= change, qPrintable(typed(wall)));
            QVERIFY(earliest.secsTo(latest) <= 2 * 3600);
        }
    }

    /// A day is all moments at which the clocks show it; between two days none is lost.
    static void checkDays(const Around &around, const QDateTime &change, const QTimeZone &zone)
    {
        const QDate day = change.addSecs(zone.offsetFromUtc(change)).date();
        for (const QDate &each : {day.addDays(-1), day, day.addDays(1)}) {
            const QString text = each.toString(Qt::ISODate);
            const QDateTime begin = read(text, TimeEdge::Earliest, zone);
            const QDateTime end = read(text, TimeEdge::Latest, zone);
            QCOMPARE(end, read(each.addDays(1).toString(Qt::ISODate), TimeEdge::Earliest, zone));
            for (const Around::Moment &moment : around.moments) {
                const bool isWithin = moment.at >= begin && moment.at < end;
                QVERIFY2(isWithin == (moment.wall.date() == each),
                         qPrintable(text + u' ' + moment.at.toString(Qt::ISODate)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestQueryTime)
#include "tst_querytime.moc"
