#include "fixedtimes.h"
#include "queries.h"
#include "querytext.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestFixedTimes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTimeKeepsItsMeaningInAnotherZone_data();
    void aTimeKeepsItsMeaningInAnotherZone();
};

void TestFixedTimes::aTimeKeepsItsMeaningInAnotherZone_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("fixed");
    const auto row = [](const char *name, const QString &written, const QString &fixed,
                        const QString &zone = u"Asia/Shanghai"_s) {
        QTest::newRow(name) << zone << written << fixed;
    };
    row("a day", u"since:2026-11-20"_s, u"since:2026-11-20T00:00+08:00"_s);
    row("the end of a day", u"until:2026-11-20"_s, u"until:2026-11-21T00:00+08:00"_s);
    row("a time", u"since:2026-11-20T10:00"_s, u"since:2026-11-20T10:00+08:00"_s);
    row("excluded", u"-since:2026-11-20T10:00"_s, u"-since:2026-11-20T10:00+08:00"_s);
    row("with an offset", u"since:2026-11-20T10:00+02:00"_s, u"since:2026-11-20T10:00+02:00"_s);
    row("UTC", u"until:2026-11-20T10:00Z"_s, u"until:2026-11-20T10:00Z"_s);
    row("before now", u"since:2h"_s, u"since:2h"_s);
    row("now", u"until:now"_s, u"until:now"_s);
    row("today", u"since:today"_s, u"since:today"_s);
    row("yesterday", u"since:yesterday"_s, u"since:yesterday"_s);
    row("no time at all", u"status:failed"_s, u"status:failed"_s);
    // The hour that comes twice: all of it is meant.
    row("the equal hours begin", u"since:2026-10-25T02:30"_s, u"since:2026-10-25T02:30+02:00"_s,
        u"Europe/Berlin"_s);
    row("the equal hours end", u"until:2026-10-25T02:30"_s, u"until:2026-10-25T02:30+01:00"_s,
        u"Europe/Berlin"_s);
}

void TestFixedTimes::aTimeKeepsItsMeaningInAnotherZone()
{
    QFETCH(QString, zone);
    QFETCH(QString, written);
    const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);
    QTEST(queryText(withOffsets(query(written), now, QTimeZone(zone.toUtf8()))), "fixed");
}

QTEST_GUILESS_MAIN(TestFixedTimes)
#include "tst_fixedtimes.moc"
