#include "queries.h"
#include "querycontradiction.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

QString contradiction(const QString &text)
{
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    return contradictionIn(query(text), now);
}

} // namespace

class TestQueryContradiction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatNoTaskCanMatchIsNamed_data();
    void whatNoTaskCanMatchIsNamed();
    void whatSomeTaskMayMatchIsNot_data();
    void whatSomeTaskMayMatchIsNot();
    void ofTwoWordsTheWayToAskForEitherIsTold();
    void aDayIsOneOfTheZone();
};

void TestQueryContradiction::aDayIsOneOfTheZone()
{
    const QDateTime now(QDate(2026, 11, 24), QTime(20, 0), Qt::UTC); // the 25th in Shanghai
    const TaskQuery today = query(u"since:today until:2026-11-24T18:00Z"_s);
    QCOMPARE(contradictionIn(today, now, QTimeZone("UTC")), QString());
    QCOMPARE(contradictionIn(today, now, QTimeZone("Asia/Shanghai")), QString());
    const TaskQuery early = query(u"since:today until:2026-11-24T12:00Z"_s);
    QCOMPARE(contradictionIn(early, now, QTimeZone("UTC")), QString());
    QVERIFY(!contradictionIn(early, now, QTimeZone("Asia/Shanghai")).isEmpty());
}

void TestQueryContradiction::whatNoTaskCanMatchIsNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char *name, const QString &text, const QString &first,
                        const QString &second) { QTest::newRow(name) << text << first << second; };
    row("days", u"since:today until:yesterday"_s, u"since:today"_s, u"until:yesterday"_s);
    row("ages", u"since:24h until:48h"_s, u"since:24h"_s, u"until:48h"_s);
    row("the end first", u"until:48h since:24h"_s, u"since:24h"_s, u"until:48h"_s);
    row("a moment", u"since:2026-11-20T10:00 until:2026-11-20T10:00Z"_s, u"since:"_s, u"until:"_s);
    row("a time that is counted from now", u"since:now until:2026-11-20"_s, u"since:now"_s,
        u"until:2026-11-20"_s);
    row("each of several", u"since:1h,2h until:3h,4h"_s, u"since:1h,2h"_s, u"until:3h,4h"_s);
    row("duration", u"duration>5m duration<30s"_s, u"duration>5m"_s, u"duration<30s"_s);
    row("age", u"age<1d age>2d"_s, u"age>2d"_s, u"age<1d"_s);
    row("status", u"status:failed status:done"_s, u"status:failed"_s, u"status:done"_s);
    row("status of the API", u"status:failed status:PAUSED"_s, u"status:failed"_s,
        u"status:PAUSED"_s);
    row("cause", u"cause:network repo:app cause:quota"_s, u"cause:network"_s, u"cause:quota"_s);
    row("trigger", u"trigger:manual trigger:automatic"_s, u"trigger:manual"_s, u"trigger:push"_s);
    row("flag", u"cross:yes cross:no"_s, u"cross:yes"_s, u"cross:no"_s);
    row("other flag", u"accelerated:no accelerated:yes"_s, u"accelerated:no"_s,
        u"accelerated:yes"_s);
    row("excluded by another word", u"status:failed -status:ERROR"_s, u"status:failed"_s,
        u"-status:"_s);
    row("excluded in capitals", u"nginx -NGINX"_s, u"nginx"_s, u"-NGINX"_s);
    row("excluded by a part of it", u"tag:v1.2 -tag:v1"_s, u"tag:v1.2"_s, u"-tag:v1"_s);
    row("exact and excluded", u"repo:=app -repo:APP"_s, u"repo:=app"_s, u"-repo:APP"_s);
    row("excluded", u"repo:app -repo:app"_s, u"repo:app"_s, u"-repo:app"_s);
    row("excluded among others", u"-tag:b,a tag:a"_s, u"tag:a"_s, u"-tag:b,a"_s);
    row("excluded state", u"is:stuck -is:stuck"_s, u"is:stuck"_s, u"-is:stuck"_s);
    row("excluded word", u"nginx -nginx"_s, u"nginx"_s, u"-nginx"_s);
}

void TestQueryContradiction::whatNoTaskCanMatchIsNamed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, first);
    QFETCH(const QString, second);
    const QString told = contradiction(text);
    QVERIFY2(told.contains(u'“' + first), qPrintable(told));
    QVERIFY2(told.contains(u'“' + second), qPrintable(told));
}

void TestQueryContradiction::whatSomeTaskMayMatchIsNot_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {
             u""_s,
             u"since:yesterday until:today"_s,
             u"since:48h until:24h"_s,
             u"since:today until:today"_s, // a day lasts
             u"since:1h,3d until:2d"_s,    // the second since is before it
             u"-since:24h until:48h"_s,
             u"since:24h age>48h"_s, // it may have ended long after it was created
             u"duration>30s duration<5m"_s,
             u"duration>30s age<10s"_s,
             u"duration>5m duration>1h"_s,
             u"-duration>5m duration>1m"_s,
             u"age>1h -age<30m"_s, // an excluded end is not one that is wanted
             u"-age<30m age>1h"_s,
             u"age<30m -age>1h"_s,
             u"-age>2h -age<1h"_s,
             u"duration>5m -duration<30s"_s,
             u"duration<30s -duration>5m"_s,
             u"since:24h -until:48h"_s,
             u"until:48h -since:24h"_s,
             u"-since:24h -until:48h"_s,
             u"status:failed,done status:done"_s,
             u"status:failed status:ERROR"_s, // two words for one
             u"status:/fail/ status:failed"_s,
             u"-status:failed -status:done"_s,
             u"repo:app repo:web"_s,   // one at each end
             u"is:failed is:latest"_s, // a task is in several states
             u"tag:a,b -tag:a"_s,
             u"tag:=a -tag:b"_s,
             u"tag:v1 -tag:v1.2"_s,
             u"tag:a -tag:=a"_s,
             u"rst-12345 -rst"_s, // the shorter word is not looked for in ids
             u"tag:=a -tag:=A"_s, // exact is with regard to case
             u"cross:yes cross:yes"_s,
         })
        QTest::newRow(qPrintable(text)) << text;
}

void TestQueryContradiction::whatSomeTaskMayMatchIsNot()
{
    QFETCH(const QString, text);
    QCOMPARE(contradiction(text), QString());
}

void TestQueryContradiction::ofTwoWordsTheWayToAskForEitherIsTold()
{
    QVERIFY(contradiction(u"status:failed status:done"_s).contains(u"“status:failed,done”"_s));
    QVERIFY(!contradiction(u"since:24h until:48h"_s).contains(u"either"_s));
    QVERIFY(!contradiction(u"status:failed -status:failed"_s).contains(u"either"_s));
}

QTEST_GUILESS_MAIN(TestQueryContradiction)
#include "tst_querycontradiction.moc"
