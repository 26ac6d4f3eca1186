#include "groupquery.h"
#include "queries.h"
#include "sampletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

TaskGroup group(const QString &instance, const QString &rule, SyncTaskStatus status,
                const QString &to)
{
    const SyncTask sample = sampleTask(1, status);
    return {.instanceId = instance,
            .like = {.ruleId = rule,
                     .status = sample.status,
                     .imageFrom = {.regionId = u"cn-hangzhou"_s},
                     .imageTo = {.regionId = to}}};
}

/// A letter for each group that \p asked finds.
QString found(const QString &asked, const QueryContext &context = {})
{
    const std::vector<TaskGroup> groups = {
        group(u"cri-1"_s, u"crsr-a"_s, SyncTaskStatus::Success, u"eu-central-1"_s),
        group(u"cri-1"_s, u"crsr-b"_s, SyncTaskStatus::Error, u"eu-central-1"_s),
        group(u"cri-2"_s, u"crsr-a"_s, SyncTaskStatus::Pending, u"us-east-1"_s),
    };
    const std::optional<std::vector<bool>> found = groupsFoundBy(query(asked), context, groups);
    if (!found)
        return u"too costly"_s;
    QString letters;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (found->at(i))
            letters += u"abc"_s.at(static_cast<qsizetype>(i));
    }
    return letters;
}

} // namespace

class TestGroupQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueryFindsGroupsAsItFindsTasks();
    void namesOfRulesAreFound();
    void timesAreNotLookedAt();
    void whatNeedsATaskIsSaid_data();
    void whatNeedsATaskIsSaid();
    void whatNeedsNoTaskIsAnswered_data();
    void whatNeedsNoTaskIsAnswered();
};

void TestGroupQuery::aQueryFindsGroupsAsItFindsTasks()
{
    QCOMPARE(found({}), u"abc"_s);
    QCOMPARE(found(u"status:failed"_s), u"b"_s);
    QCOMPARE(found(u"is:active"_s), u"c"_s);
    QCOMPARE(found(u"-rule:=crsr-a"_s), u"b"_s);
    QCOMPARE(found(u"route:cn-hangzhou>us-east-1"_s), u"c"_s);
    QCOMPARE(found(u"to:frankfurt instance:cri-1"_s), u"ab"_s);
    QCOMPARE(found(u"rule:/[b]$/"_s), u"b"_s);
}

void TestGroupQuery::namesOfRulesAreFound()
{
    const QueryContext context{.names = {.rules = {{u"crsr-b"_s, u"nightly"_s}}}};
    QCOMPARE(found(u"rule:nightly"_s), QString());
    QCOMPARE(found(u"rule:nightly"_s, context), u"b"_s);
}

void TestGroupQuery::timesAreNotLookedAt()
{
    QCOMPARE(found(u"since:2026-11-01 until:2026-11-02 status:done"_s), u"a"_s);
}

void TestGroupQuery::whatNeedsATaskIsSaid_data()
{
    QTest::addColumn<QString>("asked");
    for (const char *asked : {"nginx",
                              "repo:app",
                              "namespace:=team",
                              "tag:latest",
                              "image:team/app",
                              "batch:=b1",
                              "trigger:push",
                              "id:=rst-1",
                              "age>1h",
                              "duration>5m",
                              "cross:yes",
                              "accelerated:no",
                              "is:stuck",
                              "is:latest",
                              "-is:repaired",
                              "is:acknowledged",
                              "-is:acknowledged",
                              "is:failed,acknowledged",
                              "status:failed repo:app",
                              "-since:2026-11-01"})
        QTest::newRow(asked) << QString::fromLatin1(asked);
}

void TestGroupQuery::whatNeedsATaskIsSaid()
{
    QFETCH(QString, asked);
    const TaskQuery parsed = query(asked);
    const QueryTerm *term = termBeyondGroups(parsed);
    QVERIFY(term);
    QCOMPARE(*term, parsed.terms.back());
}

void TestGroupQuery::whatNeedsNoTaskIsAnswered_data()
{
    QTest::addColumn<QString>("asked");
    for (const char *asked : {"", "status:failed,running", "-cause:network", "rule:nightly",
                              "from:cri-1", "to:shanghai", "route:cn-hangzhou>us-east-1",
                              "instance:cri-1", "is:failed", "since:7d until:1d"})
        QTest::newRow(asked) << QString::fromLatin1(asked);
}

void TestGroupQuery::whatNeedsNoTaskIsAnswered()
{
    QFETCH(QString, asked);
    QVERIFY(!termBeyondGroups(query(asked)));
}

QTEST_GUILESS_MAIN(TestGroupQuery)
#include "tst_groupquery.moc"
