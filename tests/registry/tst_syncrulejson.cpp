#include "jsonmemory.h"
#include "syncrulejson.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

} // namespace

class TestSyncRuleJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfTheApiPageIsRead();
    void theNewestFieldsAreRead();
    void oddValuesLoseNoOtherRule();
    void badRulesAreErrors_data();
    void badRulesAreErrors();
};

void TestSyncRuleJson::theSampleOfTheApiPageIsRead()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/ListRepoSyncRule.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    JsonMemory memory;
    const Result<SyncRulePage> page = syncRulePageFromJson(file.readAll(), memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->totalCount, 1);
    const SyncRule expected{
        .id = u"crsr-7lph66uloi6h****"_s,
        .name = u"sync-rule-1"_s,
        .direction = {.value = SyncDirection::From, .text = u"FROM"_s},
        .scope = {.value = SyncScope::Namespace, .text = u"NAMESPACE"_s},
        .trigger = {.value = TaskTrigger::Passive, .text = u"PASSIVE"_s},
        .tagFilter = u".*"_s,
        .repoNameFilter = u".*"_s,
        .crossUser = true,
        .createdAt = QDateTime::fromMSecsSinceEpoch(1572604642000, Qt::UTC),
        .modifiedAt = QDateTime::fromMSecsSinceEpoch(1572604642000, Qt::UTC),
        .local = {.instanceId = u"cri-kmsiwlxxdcva****"_s,
                  .regionId = u"cn-shanghai"_s,
                  .namespaceName = u"test"_s,
                  .repoName = u"test-repo-local"_s},
        .target = {.instanceId = u"cri-k77rd2eo9ztt****"_s,
                   .regionId = u"cn-shenzhen"_s,
                   .namespaceName = u"test"_s,
                   .repoName = u"test-repo-target"_s},
    };
    QCOMPARE(page->items.size(), 1U);
    QVERIFY(page->items.front() == expected);
}

void TestSyncRuleJson::theNewestFieldsAreRead()
{
    JsonMemory memory;
    const Result<SyncRulePage> page = syncRulePageFromJson(
        R"({"SyncRules":[{"SyncRuleId":"crsr-1","LinkId":"cl-1","Priority":"4",
            "NamespaceNameFilter":"a.*","SyncScope":"WORLD","LocalRepoName":null}]})",
        memory, now);
    QVERIFY(page.has_value());
    const SyncRule &rule = page->items.front();
    QCOMPARE(rule.linkId, u"cl-1"_s);
    QCOMPARE(rule.priority, 4);
    QCOMPARE(rule.namespaceNameFilter, u"a.*"_s);
    QCOMPARE(rule.scope.value, SyncScope::Unknown);
    QCOMPARE(rule.scope.text, u"WORLD"_s);
    QVERIFY(rule.local.repoName.isEmpty());
}

void TestSyncRuleJson::oddValuesLoseNoOtherRule()
{
    JsonMemory memory;
    const Result<SyncRulePage> page = syncRulePageFromJson(
        R"({"SyncRules":[{"SyncRuleName":"a"},{"SyncRuleId":3,"TargetRegionId":1,"CrossUser":"1",
            "Priority":"4.0","LocalRepoName":[],"ModifiedTime":"2019-11-04T03:45:26Z"},[]]})",
        memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 1U);
    const SyncRule &rule = page->items.front();
    QCOMPARE(rule.id, u"3"_s);
    QCOMPARE(rule.target.regionId, u"1"_s);
    QCOMPARE(rule.crossUser, true);
    QCOMPARE(rule.priority, 4);
    QCOMPARE(rule.modifiedAt, QDateTime::fromMSecsSinceEpoch(1572839126000, Qt::UTC));
    QCOMPARE(page->issues.rows.size(), 2U);
    QCOMPARE(page->issues.values.size(), 1U);
}

void TestSyncRuleJson::badRulesAreErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("text") << QByteArray(R"({"SyncRules":""})") << u"SyncRules is not an array"_s;
    QTest::newRow("object") << QByteArray(R"({"SyncRules":{}})") << u"SyncRules is not an array"_s;
}

void TestSyncRuleJson::badRulesAreErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<SyncRulePage> page = syncRulePageFromJson(json, memory, now);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(page.error().message.contains(mentions), qPrintable(page.error().message));
}

QTEST_GUILESS_MAIN(TestSyncRuleJson)
#include "tst_syncrulejson.moc"
