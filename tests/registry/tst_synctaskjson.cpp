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
    void aBadReplyIsNeverAnEmptyList_data();
    void aBadReplyIsNeverAnEmptyList();
    void badDetailsAreErrors_data();
    void badDetailsAreErrors();
    void aRefusalInAGoodStatusIsTheServersError_data();
    void aRefusalInAGoodStatusIsTheServersError();
    void everyTruncationIsAnError();
    void everyDamagedByteIsSurvived();
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

void TestSyncTaskJson::aBadReplyIsNeverAnEmptyList_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *name, const QByteArray &json, const char *mentions) {
        QTest::newRow(name) << json << QString::fromLatin1(mentions);
    };
    row("nothing", "", "not valid JSON");
    row("blanks", "  \n ", "not valid JSON");
    row("HTML", "<html><body>Login</body></html>", "not a complete JSON object");
    row("text", "Service Unavailable", "not a complete JSON object");
    row("array", R"([{"SyncTasks":[]}])", "not a complete JSON object");
    row("null", "null", "not a complete JSON object");
    row("number", "17", "not a complete JSON object");
    row("string", "\"SyncTasks\"", "not a complete JSON object");
    row("empty object", "{}", "not one of this API");
    row("object of another API", R"({"status":"ok","items":[]})", "not one of this API");
    row("only a code", R"({"Code":"success"})", "not one of this API");
    row("half an object", R"({"IsSuccess":true)", "not a complete JSON object");
    row("something behind", R"({"IsSuccess":true,"SyncTasks":[]} {})", "not valid JSON");
    row("two objects", R"({"IsSuccess":true}{"IsSuccess":true})", "not valid JSON");
    row("list is an object", R"({"IsSuccess":true,"SyncTasks":{"SyncTask":[]}})",
        "SyncTasks is not an array");
    row("list is a text", R"({"IsSuccess":true,"SyncTasks":""})", "SyncTasks is not an array");
    row("list is a number", R"({"IsSuccess":true,"SyncTasks":0})", "SyncTasks is not an array");
    row("list is false", R"({"IsSuccess":true,"SyncTasks":false})", "SyncTasks is not an array");
    row("success is a number", R"({"IsSuccess":1,"SyncTasks":[]})", "IsSuccess is neither");
    row("success is a word", R"({"IsSuccess":"yes","SyncTasks":[]})", "IsSuccess is neither");
    row("page number is a word", R"({"IsSuccess":true,"PageNo":"one"})",
        "PageNo is not an integer");
    row("page number has a fraction", R"({"IsSuccess":true,"PageNo":1.5})",
        "PageNo is not an integer");
    row("page size too large", R"({"IsSuccess":true,"PageSize":4294967296})",
        "PageSize is out of range");
    row("null for a task", R"({"SyncTasks":[{"SyncTaskId":"a"},null]})",
        "SyncTasks[1] is not an object");
    row("text for a task", R"({"SyncTasks":["rst-1"]})", "SyncTasks[0] is not an object");
    row("array for a task", R"({"SyncTasks":[[]]})", "SyncTasks[0] is not an object");
    row("no id", R"({"SyncTasks":[{"SyncTaskId":"a"},{"TaskStatus":"SUCCESS"}]})",
        "SyncTasks[1].SyncTaskId is missing");
    row("empty id", R"({"SyncTasks":[{"SyncTaskId":""}]})", "SyncTasks[0].SyncTaskId is missing");
    row("null id", R"({"SyncTasks":[{"SyncTaskId":null}]})", "SyncTasks[0].SyncTaskId is missing");
    row("number for an id", R"({"SyncTasks":[{"SyncTaskId":17}]})",
        "SyncTasks[0].SyncTaskId is not a text");
    row("time is a word", pageWith(R"("CreateTime":"yesterday")"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time by the clock", pageWith(R"("CreateTime":"2019-11-04T03:45:26Z")"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time has a fraction", pageWith(R"("CreateTime":1572839126000.5)"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time is true", pageWith(R"("CreateTime":true)"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time is an object", pageWith(R"("CreateTime":{})"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time beyond 64 bits", pageWith(R"("CreateTime":99999999999999999999)"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time beyond 64 bits, text", pageWith(R"("CreateTime":"99999999999999999999")"),
        "SyncTasks[0].CreateTime is not an integer");
    row("time beyond all years", pageWith(R"("ModifiedTime":253402300800000)"),
        "SyncTasks[0].ModifiedTime is out of range");
    row("time in nanoseconds", pageWith(R"("ModifedTime":1572839126000000000)"),
        "SyncTasks[0].ModifedTime is out of range");
    row("number with blanks", pageWith(R"("Priority":" 1")"),
        "SyncTasks[0].Priority is not an integer");
    row("number with a sign", pageWith(R"("Priority":"+1")"),
        "SyncTasks[0].Priority is not an integer");
    row("number in hex", pageWith(R"("Priority":"0x1")"),
        "SyncTasks[0].Priority is not an integer");
    row("priority too large", pageWith(R"("Priority":2147483648)"),
        "SyncTasks[0].Priority is out of range");
    row("flag is a number", pageWith(R"("CrossUser":0)"), "SyncTasks[0].CrossUser is neither");
    row("flag is an array", pageWith(R"("CustomLink":[])"), "SyncTasks[0].CustomLink is neither");
    row("flag is a word", pageWith(R"("SyncTransAccelerate":"on")"),
        "SyncTasks[0].SyncTransAccelerate is neither");
    row("status is a number", pageWith(R"("TaskStatus":3)"),
        "SyncTasks[0].TaskStatus is not a text");
    row("status is an array", pageWith(R"("TaskStatus":["SUCCESS"])"),
        "SyncTasks[0].TaskStatus is not a text");
    row("image is a text", pageWith(R"("ImageFrom":"ns/repo:tag")"),
        "SyncTasks[0].ImageFrom is not an object");
    row("image is an array", pageWith(R"("ImageTo":[])"), "SyncTasks[0].ImageTo is not an object");
    row("region is a number", pageWith(R"("ImageTo":{"RegionId":1})"),
        "SyncTasks[0].ImageTo.RegionId is not a text");
    row("bad UTF-8", pageWith("\"LinkId\":\"a\xff\xfe\""), "not valid JSON");
    row("UTF-8 cut off", pageWith("\"LinkId\":\"a\xe9\""), "not valid JSON");
    row("half a surrogate pair", pageWith(R"("LinkId":"\ud83d")"), "not valid JSON");
    row("bad escape", pageWith(R"("LinkId":"\q")"), "not valid JSON");
    row("line break in a text", pageWith("\"LinkId\":\"a\nb\""), "not valid JSON");
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), "not valid JSON");
    row("no colon", pageWith(R"("LinkId" "a")"), "not valid JSON");
    row("no comma", pageWith(R"("LinkId":"a" "Priority":1)"), "not valid JSON");
    row("not a word of JSON", pageWith(R"("CrossUser":yes)"), "SyncTasks[0].CrossUser is neither");
    row("NaN", pageWith(R"("CreateTime":NaN)"), "SyncTasks[0].CreateTime is not an integer");
    row("wrong bracket", R"({"SyncTasks":[{"SyncTaskId":"a"]})", "not valid JSON");
    row("deep nesting", "{\"x\":" + QByteArray(1'000'000, '[') + "}", "not valid JSON");
    row("deep nesting, whole",
        "{\"x\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}",
        "not one of this API");
    row("deep objects", QByteArray("{\"a\":").repeated(200'000), "not a complete JSON object");
}

void TestSyncTaskJson::aBadReplyIsNeverAnEmptyList()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    const Result<SyncTaskPage> page = pageOf(json);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    QVERIFY(!page.error().code.isEmpty());
    QVERIFY2(page.error().message.contains(mentions), qPrintable(page.error().message));
}

void TestSyncTaskJson::badDetailsAreErrors_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("no id") << QByteArray(R"("IsSuccess":true)") << u"SyncTaskId is missing"_s;
    QTest::newRow("nothing") << QByteArray() << u"not one of this API"_s;
    QTest::newRow("layers are an object")
        << QByteArray(R"("SyncTaskId":"a","LayerTasks":{})") << u"LayerTasks is not an array"_s;
    QTest::newRow("size of a layer")
        << QByteArray(R"("SyncTaskId":"a","LayerTasks":[{},{"Size":"big"}])")
        << u"LayerTasks[1].Size is not an integer"_s;
    QTest::newRow("progress") << QByteArray(R"("SyncTaskId":"a","Progress":0.5)")
                              << u"Progress is not an integer"_s;
    QTest::newRow("image") << QByteArray(R"("SyncTaskId":"a","ImageTo":{"RepoName":{}})")
                           << u"ImageTo.RepoName is not a text"_s;
}

void TestSyncTaskJson::badDetailsAreErrors()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<SyncTaskDetail> detail = syncTaskDetailFromJson('{' + members + '}', memory);
    QVERIFY(!detail);
    QCOMPARE(detail.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(detail.error().message.contains(mentions), qPrintable(detail.error().message));
}

void TestSyncTaskJson::aRefusalInAGoodStatusIsTheServersError_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *json) {
        QTest::newRow(name) << QByteArray(json);
    };
    row("usual", R"({"IsSuccess":false,"Code":"INSTANCE_NOT_EXIST","Message":"gone",
                     "RequestId":"R"})");
    row("as a text", R"({"Code":"INSTANCE_NOT_EXIST","Message":"gone","RequestId":"R",
                         "IsSuccess":"false"})");
    row("with a list", R"({"SyncTasks":[],"Code":"INSTANCE_NOT_EXIST","Message":"gone",
                           "RequestId":"R","IsSuccess":false})");
    row("behind a bad field", R"({"SyncTasks":"","Code":"INSTANCE_NOT_EXIST","Message":"gone",
                                  "RequestId":"R","IsSuccess":false})");
    row("without the flag", R"({"Code":"INSTANCE_NOT_EXIST","Message":"gone","RequestId":"R"})");
}

void TestSyncTaskJson::aRefusalInAGoodStatusIsTheServersError()
{
    QFETCH(QByteArray, json);
    const Result<SyncTaskPage> page = pageOf(json);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::NotFound);
    QCOMPARE(page.error().code, u"INSTANCE_NOT_EXIST"_s);
    QCOMPARE(page.error().message, u"gone"_s);
    QCOMPARE(page.error().requestId, u"R"_s);
}

void TestSyncTaskJson::everyTruncationIsAnError()
{
    const QByteArray whole = sample(u"ListRepoSyncTask.json"_s).trimmed();
    JsonMemory memory;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Result<SyncTaskPage> page = syncTaskPageFromJson(whole.left(size), memory);
        QVERIFY2(!page, qPrintable(QString::number(size)));
        QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    }
    QVERIFY(syncTaskPageFromJson(whole, memory).has_value());
}

void TestSyncTaskJson::everyDamagedByteIsSurvived()
{
    const QByteArray whole = sample(u"ListRepoSyncTask.json"_s);
    JsonMemory memory;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char damage : {'\0', '"', '{', '}', '[', ']', ',', '\\', '\xff', '-'}) {
            QByteArray damaged = whole;
            damaged[at] = damage;
            const Result<SyncTaskPage> page = syncTaskPageFromJson(damaged, memory);
            QVERIFY(page || !page.error().message.isEmpty());
        }
    }
    QVERIFY(syncTaskPageFromJson(whole, memory).has_value());
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
