#include "failurequery.h"
#include "queries.h"
#include "querytext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Case {
    FailureGrouping grouping = FailureGrouping::Cause;
    FailureGroup group{};
};

Case cause(const QString &text)
{
    return {.grouping = FailureGrouping::Cause, .group = {.text = text}};
}

Case rule(const QString &id)
{
    return {.grouping = FailureGrouping::Rule, .group = {.text = id}};
}

Case route(const QString &from, const QString &to)
{
    return {.grouping = FailureGrouping::Route, .group = {.text = from, .second = to}};
}

Case repository(const QString &repoNamespace, const QString &repo)
{
    return {.grouping = FailureGrouping::Repository,
            .group = {.text = repoNamespace, .second = repo}};
}

const QueryNames names{.rules = {{u"crsr-1"_s, u"to the west"_s}}};

} // namespace

class TestFailureQuery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsAQuery_data()
    {
        QTest::addColumn<Case>("made");
        QTest::addColumn<QString>("narrowed");
        QTest::addColumn<QString>("left");
        QTest::newRow("cause") << cause(u"TAG_CONFLICT"_s)
                               << u"since:7d status:failed cause:tag-conflict"_s
                               << u"since:7d -cause:tag-conflict"_s;
        QTest::newRow("cause nobody knows")
            << cause(u"NEW_ONE"_s) << u"since:7d status:failed cause:=NEW_ONE"_s
            << u"since:7d -cause:=NEW_ONE"_s;
        QTest::newRow("no cause") << cause({}) << u"since:7d status:failed -cause:/./"_s
                                  << u"since:7d cause:/./"_s;
        QTest::newRow("rule by its name")
            << rule(u"crsr-1"_s) << u"since:7d status:failed rule:=\"to the west\""_s
            << u"since:7d -rule:=\"to the west\""_s;
        QTest::newRow("rule by its id")
            << rule(u"crsr-2"_s) << u"since:7d status:failed rule:=crsr-2"_s
            << u"since:7d -rule:=crsr-2"_s;
        QTest::newRow("no rule") << rule({}) << u"since:7d status:failed -rule:/./"_s
                                 << u"since:7d rule:/./"_s;
        QTest::newRow("route") << route(u"cn-hangzhou"_s, u"eu-central-1"_s)
                               << u"since:7d status:failed route:cn-hangzhou>eu-central-1"_s
                               << u"since:7d -route:cn-hangzhou>eu-central-1"_s;
        QTest::newRow("repository") << repository(u"team"_s, u"web.app"_s)
                                    << u"since:7d status:failed ns:=team repo:=web.app"_s
                                    << u"since:7d -image:/^team\\/web\\.app:/"_s;
    }

    void aGroupIsAQuery()
    {
        QFETCH(Case, made);
        QFETCH(QString, narrowed);
        QFETCH(QString, left);
        QVERIFY(canBeNamed(made.grouping, made.group));
        const TaskQuery before = query(u"since:7d"_s);
        QCOMPARE(queryText(narrowedTo(before, made.grouping, made.group, names)), narrowed);
        QCOMPARE(queryText(without(before, made.grouping, made.group, names)), left);
        // What the box shows is read back as the same.
        QCOMPARE(queryText(query(narrowed)), narrowed);
        QCOMPARE(queryText(query(left)), left);
    }

    void whatWasAskedBeforeIsNarrowedNotDoubled()
    {
        const TaskQuery before = query(u"status:failed,done cause:tag-conflict,network-error x"_s);
        const Case made = cause(u"TAG_CONFLICT"_s);
        const TaskQuery once = narrowedTo(before, made.grouping, made.group, names);
        QCOMPARE(queryText(once), u"status:failed cause:tag-conflict x"_s);
        QCOMPARE(narrowedTo(once, made.grouping, made.group, names), once);
        const Case none = rule({});
        const TaskQuery without = narrowedTo(before, none.grouping, none.group, names);
        QCOMPARE(narrowedTo(without, none.grouping, none.group, names), without);
    }

    void whatNoQueryCanNameIsToldSo()
    {
        QVERIFY(!canBeNamed(FailureGrouping::Route, route({}, u"eu-central-1"_s).group));
        QVERIFY(!canBeNamed(FailureGrouping::Repository, repository({}, {}).group));
        QVERIFY(canBeNamed(FailureGrouping::Repository, repository({}, u"app"_s).group));
    }
};

QTEST_GUILESS_MAIN(TestFailureQuery)
#include "tst_failurequery.moc"
