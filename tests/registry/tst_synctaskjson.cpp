#include "jsonmemory.h"
#include "synctaskjson.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<SyncTaskPage> pageOf(const QByteArray &json)
{
    JsonMemory memory;
    return syncTaskPageFromJson(json, memory);
}

/// A good page around one task with the members \p members.
QByteArray pageWith(const QByteArray &members)
{
    return R"({"IsSuccess":true,"Code":"success","PageNo":1,"PageSize":30,"TotalCount":"1",)"
           R"("SyncTasks":[{"SyncTaskId":"rst-1")" +
           QByteArray(members.isEmpty() ? "" : ",") + members + "}]}";
}

QDateTime utc(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

QString drawn(const std::optional<bool> &flag)
{
    return !flag ? u"?"_s : *flag ? u"yes"_s : u"no"_s;
}

/// The parts of a task that the rows of the tables below speak about.
QString drawn(const SyncTask &task)
{
    QStringList facts;
    facts << task.id << task.ruleId << task.status.text << task.issue.text << task.linkId;
    facts << (task.createdAt.isValid() ? QString::number(task.createdAt.toMSecsSinceEpoch())
                                       : u"never"_s);
    facts << (task.modifiedAt.isValid() ? QString::number(task.modifiedAt.toMSecsSinceEpoch())
                                        : u"never"_s);
    facts << drawn(task.crossUser);
    facts << (task.priority ? QString::number(*task.priority) : u"?"_s);
    facts << task.imageFrom.path();
    return facts.join(u' ');
}

} // namespace

class TestSyncTaskJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleOfTheApiPageIsRead();
    void aFailedTaskTellsItsReason();
    void everyFieldOfTheNewestApiIsRead();
    void aTaskInDetailHasItsLayers();
    void looseValuesAreUnderstood_data();
    void looseValuesAreUnderstood();
    void oddPagesAreUnderstood_data();
    void oddPagesAreUnderstood();
    void aHugePageIsRead();
    void equalNamesShareOneMemory();
};

void TestSyncTaskJson::theSampleOfTheApiPageIsRead()
{
    const Result<SyncTaskPage> page = pageOf(sample(u"ListRepoSyncTask.json"_s));
    QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
    QCOMPARE(page->pageNo, 1);
    QCOMPARE(page->pageSize, 30);
    QCOMPARE(page->totalCount, 1);
    QCOMPARE(page->requestId, u"7640819A-FB5B-4E25-A227-97717F62****"_s);
    const SyncTask expected{
        .id = u"rst-4kfd7fk6pohk****"_s,
        .ruleId = u"crsr-7lph66uloi6h****"_s,
        .batchId = u"15DEEB56-9271-4FDD-AC4D-C3A5CC2C****"_s,
        .status = {.value = SyncTaskStatus::Success, .text = u"SUCCESS"_s},
        .trigger = {.value = TaskTrigger::Passive, .text = u"PASSIVE"_s},
        .createdAt = utc(1572839126000),
        .modifiedAt = utc(1572839133000),
        .crossUser = true,
        .syncTransAccelerate = true,
        .customLink = true,
        .imageFrom = {.instanceId = u"cri-kmsiwlxxdcva****"_s,
                      .regionId = u"cn-shanghai"_s,
                      .repoNamespaceName = u"test"_s,
                      .repoName = u"test"_s,
                      .imageTag = u"v0.1"_s},
        .imageTo = {.instanceId = u"cri-k77rd2eo9zttneqo"_s,
                    .regionId = u"cn-shenzhen"_s,
                    .repoNamespaceName = u"test"_s,
                    .repoName = u"test"_s,
                    .imageTag = u"v0.1"_s},
    };
    QCOMPARE(page->items.size(), 1U);
    QVERIFY(page->items.front() == expected);
}

void TestSyncTaskJson::aFailedTaskTellsItsReason()
{
    const Result<SyncTaskPage> page = pageOf(sample(u"ListRepoSyncTask-failed.json"_s));
    QVERIFY(page.has_value());
    QCOMPARE(page->items.front().status.value, SyncTaskStatus::Error);
    QCOMPARE(page->items.front().issue.value, TaskIssue::NetworkError);
}

void TestSyncTaskJson::everyFieldOfTheNewestApiIsRead()
{
    const Result<SyncTaskPage> page = pageOf(pageWith(
        R"("LinkId":"cl-1","Priority":5,"ModifiedTime":1700000000001,"ModifedTime":1700000000000,)"
        R"("CustomLink":false,"TaskTrigger":"INITIATIVE")"));
    QVERIFY(page.has_value());
    const SyncTask &task = page->items.front();
    QCOMPARE(task.linkId, u"cl-1"_s);
    QCOMPARE(task.priority, 5);
    QCOMPARE(task.modifiedAt, utc(1700000000001));
    QCOMPARE(task.customLink, false);
    QCOMPARE(task.trigger.value, TaskTrigger::Initiative);
}

void TestSyncTaskJson::aTaskInDetailHasItsLayers()
{
    JsonMemory memory;
    const Result<SyncTaskDetail> detail =
        syncTaskDetailFromJson(sample(u"GetRepoSyncTask.json"_s), memory);
    QVERIFY(detail.has_value());
    QCOMPARE(detail->task.id, u"rst-zxjkiv5oil6f****"_s);
    QCOMPARE(detail->task.imageTo.regionId, u"eu-west-1"_s);
    QCOMPARE(detail->progress, 1);
    QCOMPARE(detail->syncedSize, 23655489);
    QCOMPARE(detail->requestId, u"A6DEF8B0-5D45-46D6-867D-8C7FF0966B07"_s);
    QCOMPARE(detail->reply, sample(u"GetRepoSyncTask.json"_s));
    QCOMPARE(detail->layers.size(), 1U);
    const QString digest =
        u"sha256:36fb85fcb5e919cb60e782397a6be04201868fe7b38ef7669fc01caec1c8fc4e"_s;
    const LayerTask expected{.id = u"rslt-074x4q20fx2d****"_s,
                             .digest = digest,
                             .artifactDigest = digest,
                             .size = 23655489,
                             .syncedSize = 23655489,
                             .status = {.value = SyncTaskStatus::Success, .text = u"SUCCESS"_s}};
    QVERIFY(detail->layers.front() == expected);
    QVERIFY(!detail->task.createdAt.isValid());
}

void TestSyncTaskJson::looseValuesAreUnderstood_data()
{
    // id, rule, status, issue, link, created, modified, cross user, priority, source image
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("task");
    const auto row = [](const char *name, const char *members, const QString &task) {
        QTest::newRow(name) << QByteArray(members) << task;
    };
    row("nothing given", "", u"rst-1     never never ? ? "_s);
    row("all null",
        R"("SyncRuleId":null,"TaskStatus":null,"TaskIssue":null,"LinkId":null,"CreateTime":null,
           "ModifedTime":null,"ModifiedTime":null,"CrossUser":null,"Priority":null,
           "ImageFrom":null,"ImageTo":null)",
        u"rst-1     never never ? ? "_s);
    row("all empty",
        R"("SyncRuleId":"","TaskStatus":"","TaskIssue":"","LinkId":"","CreateTime":"",
           "ModifedTime":"","ModifiedTime":"","CrossUser":"","Priority":"","ImageFrom":{})",
        u"rst-1     never never ? ? "_s);
    row("numbers as texts", R"("CreateTime":"1572839126000","Priority":"3")",
        u"rst-1     1572839126000 never ? 3 "_s);
    row("booleans as texts", R"("CrossUser":"true")", u"rst-1     never never yes ? "_s);
    row("booleans in other case", R"("CrossUser":"False")", u"rst-1     never never no ? "_s);
    row("time zero", R"("CreateTime":0,"ModifiedTime":"0")", u"rst-1     never never ? ? "_s);
    row("time before 1970", R"("CreateTime":-1)", u"rst-1     never never ? ? "_s);
    row("last time", R"("CreateTime":253402300799999)", u"rst-1     253402300799999 never ? ? "_s);
    row("old spelling", R"("ModifedTime":7)", u"rst-1     never 7 ? ? "_s);
    row("new spelling", R"("ModifiedTime":8)", u"rst-1     never 8 ? ? "_s);
    row("both, old first", R"("ModifedTime":7,"ModifiedTime":8)", u"rst-1     never 8 ? ? "_s);
    row("both, new first", R"("ModifiedTime":8,"ModifedTime":7)", u"rst-1     never 8 ? ? "_s);
    row("new one null", R"("ModifedTime":7,"ModifiedTime":null)", u"rst-1     never 7 ? ? "_s);
    row("new one zero", R"("ModifiedTime":0,"ModifedTime":7)", u"rst-1     never 7 ? ? "_s);
    row("unknown word", R"("TaskStatus":"PAUSED","TaskIssue":"FULL_MOON")",
        u"rst-1  PAUSED FULL_MOON  never never ? ? "_s);
    row("two L", R"("TaskStatus":"CANCELLED")", u"rst-1  CANCELLED   never never ? ? "_s);
    row("unknown fields", R"("New":{"a":[1,{"b":null}]},"Other":[[[]]],"LinkId":"l","More":1.5e3)",
        u"rst-1    l never never ? ? "_s);
    row("other case is another field", R"("linkid":"x","LINKID":"y")",
        u"rst-1     never never ? ? "_s);
    row("a longer name is another field", R"("LinkIdentity":"x","Link":"y")",
        u"rst-1     never never ? ? "_s);
    row("escapes", R"("LinkId":"a\"b\\c\u00e9\ud83d\ude00\/")",
        u"rst-1    a\"b\\c\u00e9\U0001f600/ never never ? ? "_s);
    row("escapes in a name", R"("Link\u0049d":"x")", u"rst-1    x never never ? ? "_s);
    row("other scripts", "\"LinkId\":\"镜像\"", u"rst-1    镜像 never never ? ? "_s);
    row("the later of two counts", R"("LinkId":"a","LinkId":"b","SyncTaskId":"rst-2")",
        u"rst-2    b never never ? ? "_s);
    row("image without instance",
        R"("ImageFrom":{"RepoName":"r","RepoNamespaceName":"n","ImageTag":null,"New":1})",
        u"rst-1     never never ? ? n/r"_s);
    row("blanks", " \"LinkId\" : \t\"x\" \r\n , \"Priority\" : 1 ",
        u"rst-1    x never never ? 1 "_s);
    row("zero byte", R"("LinkId":"a\u0000b")",
        u"rst-1    a"_s + QChar(0) + u"b never never ? ? "_s);
}

void TestSyncTaskJson::looseValuesAreUnderstood()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, task);
    const Result<SyncTaskPage> page = pageOf(pageWith(members));
    QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
    QCOMPARE(drawn(page->items.front()), task);
}

void TestSyncTaskJson::oddPagesAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("page"); // tasks, page number, page size, total
    const auto row = [](const char *name, const char *json, const QString &page) {
        QTest::newRow(name) << QByteArray(json) << page;
    };
    row("no list", R"({"IsSuccess":true,"PageNo":2,"PageSize":30,"TotalCount":"0"})",
        u"0 2 30 0"_s);
    row("null for a list", R"({"IsSuccess":true,"SyncTasks":null})", u"0 0 0 ?"_s);
    row("empty list", R"({"IsSuccess":true,"SyncTasks":[]})", u"0 0 0 ?"_s);
    row("no word of success", R"({"SyncTasks":[],"PageNo":1})", u"0 1 0 ?"_s);
    row("success as text", R"({"IsSuccess":"true","SyncTasks":[]})", u"0 0 0 ?"_s);
    row("another code", R"({"IsSuccess":true,"Code":"200","SyncTasks":[]})", u"0 0 0 ?"_s);
    row("numbers as texts", R"({"IsSuccess":true,"PageNo":"3","PageSize":"50","TotalCount":77})",
        u"0 3 50 77"_s);
    row("a total of many", R"({"IsSuccess":true,"TotalCount":"9007199254740993"})",
        u"0 0 0 9007199254740993"_s);
    row("a total that is none", R"({"IsSuccess":true,"TotalCount":"many","PageNo":1})",
        u"0 1 0 ?"_s);
    row("a total of another type", R"({"IsSuccess":true,"TotalCount":{"a":1},"PageNo":1})",
        u"0 1 0 ?"_s);
    row("a total too large", R"({"IsSuccess":true,"TotalCount":99999999999999999999,"PageNo":1})",
        u"0 1 0 ?"_s);
    row("a total below nothing", R"({"IsSuccess":true,"TotalCount":-1})", u"0 0 0 ?"_s);
    row("list first", R"({"SyncTasks":[{"SyncTaskId":"a"},{"SyncTaskId":"b"}],"IsSuccess":true})",
        u"2 0 0 ?"_s);
    row("two lists", R"({"SyncTasks":[{"SyncTaskId":"a"},{"SyncTaskId":"b"}],"SyncTasks":[]})",
        u"0 0 0 ?"_s);
    row("blanks around", " \n{\"IsSuccess\":true,\"SyncTasks\":[ ]}\r\n ", u"0 0 0 ?"_s);
}

void TestSyncTaskJson::oddPagesAreUnderstood()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, page);
    const Result<SyncTaskPage> read = pageOf(json);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    const QString total = read->totalCount ? QString::number(*read->totalCount) : u"?"_s;
    QCOMPARE(u"%1 %2 %3 "_s.arg(read->items.size()).arg(read->pageNo).arg(read->pageSize) + total,
             page);
}

void TestSyncTaskJson::aHugePageIsRead()
{
    QByteArray json = R"({"IsSuccess":true,"SyncTasks":[)";
    for (int number = 0; number < 20'000; ++number) {
        json += (number ? ",{\"SyncTaskId\":\"rst-" : "{\"SyncTaskId\":\"rst-") +
                QByteArray::number(number) + R"(","LinkId":")" + QByteArray(300, 'x') + "\"}";
    }
    json += "]}";
    JsonMemory memory;
    const Result<SyncTaskPage> page = syncTaskPageFromJson(json, memory);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 20'000U);
    QCOMPARE(page->items.back().id, u"rst-19999"_s);
    QCOMPARE(page->items.back().linkId.size(), 300);
    QVERIFY(syncTaskPageFromJson(sample(u"ListRepoSyncTask.json"_s), memory).has_value());
}

void TestSyncTaskJson::equalNamesShareOneMemory()
{
    JsonMemory memory;
    const QByteArray json = sample(u"ListRepoSyncTask.json"_s);
    const Result<SyncTaskPage> first = syncTaskPageFromJson(json, memory);
    const Result<SyncTaskPage> second = syncTaskPageFromJson(json, memory);
    QVERIFY(first && second);
    const SyncTask &one = first->items.front();
    const SyncTask &two = second->items.front();
    QCOMPARE(one.ruleId.constData(), two.ruleId.constData());
    QCOMPARE(one.status.text.constData(), two.status.text.constData());
    QCOMPARE(one.imageFrom.regionId.constData(), two.imageFrom.regionId.constData());
    QCOMPARE(one.imageFrom.repoName.constData(), one.imageTo.repoNamespaceName.constData());
}

QTEST_GUILESS_MAIN(TestSyncTaskJson)
#include "tst_synctaskjson.moc"
