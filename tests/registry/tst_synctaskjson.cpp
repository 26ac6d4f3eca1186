#include "jsonmemory.h"
#include "jsonreader.h"
#include "synctaskjson.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

Result<SyncTaskPage> pageOf(const QByteArray &json)
{
    JsonMemory memory;
    return syncTaskPageFromJson(json, memory, now);
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
    void whatIsRepeatedAndCannotBeReadIsNotGiven_data();
    void whatIsRepeatedAndCannotBeReadIsNotGiven();
    void oddPagesAreUnderstood_data();
    void oddPagesAreUnderstood();
    void anAbsentListIsNoEmptyList();
    void whatCannotBeReadIsCounted_data();
    void whatCannotBeReadIsCounted();
    void everyFieldOfATaskMayHoldAnything();
    void issuesHaveTheSameFingerprintInAnotherReply();
    void manyIssuesAreCountedAndFewAreKept();
    void longTextsAreCut();
    void anOddValueInATaskInDetailIsCounted();
    void aHugePageIsRead();
    void equalNamesShareOneMemory();
    void eachRowMayHaveAnOrderOfItsOwn();
    void aReplyIsReadWithoutRoomBehindIt();
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
        syncTaskDetailFromJson(sample(u"GetRepoSyncTask.json"_s), memory, now);
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
    row("first time", R"("CreateTime":1420070400000)", u"rst-1     1420070400000 never ? ? "_s);
    row("last time", R"("CreateTime":1795262400000)", u"rst-1     1795262400000 never ? ? "_s);
    row("old spelling", R"("ModifedTime":1572839126007)", u"rst-1     never 1572839126007 ? ? "_s);
    row("new spelling", R"("ModifiedTime":1572839126008)", u"rst-1     never 1572839126008 ? ? "_s);
    row("both, old first", R"("ModifedTime":1572839126007,"ModifiedTime":1572839126008)",
        u"rst-1     never 1572839126008 ? ? "_s);
    row("both, new first", R"("ModifiedTime":1572839126008,"ModifedTime":1572839126007)",
        u"rst-1     never 1572839126008 ? ? "_s);
    row("new one null", R"("ModifedTime":1572839126007,"ModifiedTime":null)",
        u"rst-1     never 1572839126007 ? ? "_s);
    row("new one zero", R"("ModifiedTime":0,"ModifedTime":1572839126007)",
        u"rst-1     never 1572839126007 ? ? "_s);
    row("time in ISO 8601", R"("CreateTime":"2019-11-04T03:45:26Z")",
        u"rst-1     1572839126000 never ? ? "_s);
    row("ISO 8601 with an offset", R"("CreateTime":"2019-11-04T11:45:26.250+08:00")",
        u"rst-1     1572839126250 never ? ? "_s);
    row("ISO 8601 without seconds", R"("CreateTime":" 2019-11-04T03:45Z ")",
        u"rst-1     1572839100000 never ? ? "_s);
    row("time with an exponent", R"("CreateTime":1.572839126e12)",
        u"rst-1     1572839126000 never ? ? "_s);
    row("time with a point, as text", R"("CreateTime":"1572839126000.0")",
        u"rst-1     1572839126000 never ? ? "_s);
    row("numbers for texts", R"("LinkId":17,"SyncRuleId":-1.50,"TaskStatus":3,"TaskIssue":true)",
        u"rst-1 -1.50 3 true 17 never never ? ? "_s);
    row("number for an id", R"("SyncTaskId":17)", u"17     never never ? ? "_s);
    row("numbers in an image",
        R"("ImageFrom":{"RepoNamespaceName":7,"RepoName":"r","ImageTag":1.10 })",
        u"rst-1     never never ? ? 7/r:1.10"_s);
    row("whole numbers", R"("Priority":3.0)", u"rst-1     never never ? 3 "_s);
    row("whole number as text", R"("Priority":" +3e0 ")", u"rst-1     never never ? 3 "_s);
    row("largest number", R"("Priority":2147483647)", u"rst-1     never never ? 2147483647 "_s);
    row("smallest number", R"("Priority":-2147483648)", u"rst-1     never never ? -2147483648 "_s);
    row("smallest number as text", R"("Priority":"-2147483648")",
        u"rst-1     never never ? -2147483648 "_s);
    row("blanks of every kind", R"("Priority":"\t3\r\n")", u"rst-1     never never ? 3 "_s);
    row("flag 1", R"("CrossUser":1)", u"rst-1     never never yes ? "_s);
    row("flag 0 as text", R"("CrossUser":"0")", u"rst-1     never never no ? "_s);
    row("flag 1.0", R"("CrossUser":1.0)", u"rst-1     never never yes ? "_s);
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

void TestSyncTaskJson::whatIsRepeatedAndCannotBeReadIsNotGiven_data()
{
    QTest::addColumn<QByteArray>("members");
    const auto row = [](const char *name, const char *members) {
        QTest::newRow(name) << QByteArray(members);
    };
    row("text", R"("LinkId":"a","LinkId":{})");
    row("word", R"("TaskStatus":"SUCCESS","TaskStatus":[])");
    row("number", R"("Priority":3,"Priority":"three")");
    row("number out of range", R"("Priority":3,"Priority":2147483648)");
    row("flag", R"("CrossUser":true,"CrossUser":"perhaps")");
    row("time", R"("CreateTime":1572839126000,"CreateTime":"soon")");
    row("time out of range", R"("CreateTime":1572839126000,"CreateTime":1)");
    row("image", R"("ImageFrom":{"RepoName":"r"},"ImageFrom":"r")");
}

void TestSyncTaskJson::whatIsRepeatedAndCannotBeReadIsNotGiven()
{
    QFETCH(QByteArray, members);
    const Result<SyncTaskPage> page = pageOf(pageWith(members));
    QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
    QCOMPARE(drawn(page->items.front()), u"rst-1     never never ? ? "_s);
    QCOMPARE(page->issues.values.size(), 1U);
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
    row("a good code alone", R"({"Code":"Success","SyncTasks":[]})", u"0 0 0 ?"_s);
    row("another good code alone", R"({"Code":"OK","SyncTasks":[]})", u"0 0 0 ?"_s);
    row("a status as a code alone", R"({"Code":200,"SyncTasks":[]})", u"0 0 0 ?"_s);
    row("page numbers below zero", R"({"IsSuccess":true,"PageNo":-2147483649,"PageSize":30})",
        u"0 0 30 ?"_s);
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
    row("page numbers that are none", R"({"IsSuccess":true,"PageNo":"one","PageSize":1.5})",
        u"0 0 0 ?"_s);
    row("page size too large", R"({"IsSuccess":true,"PageNo":2,"PageSize":4294967296})",
        u"0 2 0 ?"_s);
    row("success as a number", R"({"IsSuccess":1,"SyncTasks":[]})", u"0 0 0 ?"_s);
    row("success is a word", R"({"IsSuccess":"yes","SyncTasks":[]})", u"0 0 0 ?"_s);
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

void TestSyncTaskJson::anAbsentListIsNoEmptyList()
{
    QVERIFY(!pageOf(R"({"IsSuccess":true,"TotalCount":"253"})")->hasList);
    QVERIFY(!pageOf(R"({"IsSuccess":true,"SyncTasks":null})")->hasList);
    QVERIFY(pageOf(R"({"IsSuccess":true,"SyncTasks":[]})")->hasList);
    QVERIFY(pageOf(pageWith({}))->hasList);
}

void TestSyncTaskJson::whatCannotBeReadIsCounted_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<QStringList>("issues");
    const auto row = [](const char *name, const QByteArray &json, const QString &ids,
                        const QStringList &issues) {
        QTest::newRow(name) << json << ids << issues;
    };
    const auto field = [&row](const char *name, const char *members, const QString &issue) {
        row(name, pageWith(members), u"rst-1"_s, {issue});
    };
    row("null for a task", R"({"SyncTasks":[{"SyncTaskId":"a"},null,{"SyncTaskId":"b"}]})",
        u"a b"_s, {u"row SyncTasks[1] is not an object: null"_s});
    row("text for a task", R"({"SyncTasks":["rst-1"]})", {},
        {u"row SyncTasks[0] is not an object: \"rst-1\""_s});
    row("array for a task", R"({"SyncTasks":[[{"SyncTaskId":"a"}],{"SyncTaskId":"b"}]})", u"b"_s,
        {u"row SyncTasks[0] is not an object: [{\"SyncTaskId\":\"a\"}]"_s});
    row("no id", R"({"SyncTasks":[{"SyncTaskId":"a"},{"TaskStatus":"}"},{"SyncTaskId":"b"}]})",
        u"a b"_s, {u"row SyncTasks[1] has no usable id: {\"TaskStatus\":\"}\"}"_s});
    row("empty id", R"({"SyncTasks":[{"SyncTaskId":""}]})", {},
        {u"row SyncTasks[0] has no usable id: {\"SyncTaskId\":\"\"}"_s});
    row("null id", R"({"SyncTasks":[{"SyncTaskId":null}]})", {},
        {u"row SyncTasks[0] has no usable id: {\"SyncTaskId\":null}"_s});
    row("blank id", R"({"SyncTasks":[{"SyncTaskId":" "}]})", {},
        {u"row SyncTasks[0] has no usable id: {\"SyncTaskId\":\" \"}"_s});
    row("object for an id, and more", R"({"SyncTasks":[{"LinkId":{},"SyncTaskId":{"a":1}}]})", {},
        {u"row SyncTasks[0] has no usable id: {\"LinkId\":{},\"SyncTaskId\":{\"a\":1}}"_s});
    row("several", R"({"SyncTasks":[{"SyncTaskId":"a","LinkId":[]},7,{"SyncTaskId":"b",
                       "CrossUser":2}],"IsSuccess":"si"})",
        u"a b"_s,
        {u"SyncTasks[0].LinkId of a is not a text: []"_s, u"row SyncTasks[1] is not an object: 7"_s,
         u"SyncTasks[2].CrossUser of b is neither true nor false: 2"_s,
         u"IsSuccess is neither true nor false: \"si\""_s});
    row("numbers of the page", R"({"PageNo":"one","TotalCount":-1,"SyncTasks":[]})", {},
        {u"PageNo is not an integer: \"one\""_s, u"TotalCount is below zero: -1"_s});
    field("time is a word", R"("CreateTime":"yesterday")",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: \"yesterday\""_s);
    field("time of an unknown zone", R"("CreateTime":"2019-11-04T03:45:26")",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: \"2019-11-04T03:45:26\""_s);
    field("time has a fraction", R"("CreateTime":1572839126000.5)",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: 1572839126000.5"_s);
    field("time is true", R"("CreateTime":true)",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: true"_s);
    field("time is an object", R"("CreateTime":{"ms":1})",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: {\"ms\":1}"_s);
    const QString outside =
        u"SyncTasks[0].CreateTime of rst-1 is not a time from 2015 to tomorrow"_s;
    field("time beyond 64 bits", R"("CreateTime":99999999999999999999)",
          u"SyncTasks[0].CreateTime of rst-1 is not a time: 99999999999999999999"_s);
    field("time in seconds", R"("CreateTime":1572839126)", outside + u": 1572839126"_s);
    field("time in microseconds", R"("CreateTime":1572839126000000)",
          outside + u": 1572839126000000"_s);
    field("time before 1970", R"("CreateTime":-1)", outside + u": -1"_s);
    field("time in 2014", R"("CreateTime":1420070399999)", outside + u": 1420070399999"_s);
    field("time after tomorrow", R"("CreateTime":"1795262400001")",
          outside + u": \"1795262400001\""_s);
    field("ISO time in 2014", R"("CreateTime":"2014-11-04T03:45:26Z")",
          outside + u": \"2014-11-04T03:45:26Z\""_s);
    field("number in hex", R"("Priority":"0x1")",
          u"SyncTasks[0].Priority of rst-1 is not an integer: \"0x1\""_s);
    field("priority too large", R"("Priority":2147483648)",
          u"SyncTasks[0].Priority of rst-1 is out of range: 2147483648"_s);
    field("priority too small", R"("Priority":-2147483649)",
          u"SyncTasks[0].Priority of rst-1 is out of range: -2147483649"_s);
    field("priority too small, as text", R"("Priority":"-2147483649")",
          u"SyncTasks[0].Priority of rst-1 is out of range: \"-2147483649\""_s);
    field("priority below 64 bits", R"("Priority":-99999999999999999999)",
          u"SyncTasks[0].Priority of rst-1 is not an integer: -99999999999999999999"_s);
    field("priority with a fraction", R"("Priority":-1.5)",
          u"SyncTasks[0].Priority of rst-1 is not an integer: -1.5"_s);
    field("priority with two signs", R"("Priority":"+-3")",
          u"SyncTasks[0].Priority of rst-1 is not an integer: \"+-3\""_s);
    field("flag below zero", R"("CrossUser":-1)",
          u"SyncTasks[0].CrossUser of rst-1 is neither true nor false: -1"_s);
    field("flag is a word", R"("SyncTransAccelerate":"on")",
          u"SyncTasks[0].SyncTransAccelerate of rst-1 is neither true nor false: \"on\""_s);
    field("status is an array", R"("TaskStatus":["SUCCESS"])",
          u"SyncTasks[0].TaskStatus of rst-1 is not a text: [\"SUCCESS\"]"_s);
    field("image is a text", R"("ImageFrom":"ns/repo:tag")",
          u"SyncTasks[0].ImageFrom of rst-1 is not an object: \"ns/repo:tag\""_s);
    field("region is an object", R"("ImageTo":{"RegionId":{},"RepoName":"r"})",
          u"SyncTasks[0].ImageTo.RegionId of rst-1 is not a text: {}"_s);
    field("half a surrogate pair, in capitals", R"("LinkId":"a\uD83D")",
          u"SyncTasks[0].LinkId of rst-1 has half a character: \"a\\uD83D\""_s);
    field("half a surrogate pair", R"("LinkId":"a\ud83d")",
          u"SyncTasks[0].LinkId of rst-1 has half a character: \"a\\ud83d\""_s);
}

void TestSyncTaskJson::whatCannotBeReadIsCounted()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, ids);
    QFETCH(QStringList, issues);
    const Result<SyncTaskPage> page = pageOf(json);
    QVERIFY2(page.has_value(), page ? "" : qPrintable(page.error().message));
    QStringList read;
    for (const SyncTask &task : page->items)
        read << task.id;
    QCOMPARE(read.join(u' '), ids);
    QStringList told;
    for (const ReadingIssue &issue : page->issues.examples) {
        const bool isRow = issue.problem.contains(u"object"_s) || issue.problem.contains(u"id"_s);
        told << (isRow && issue.item.isEmpty() ? u"row "_s : QString()) + technicalLine(issue);
    }
    QCOMPARE(told, issues);
    const auto rows = static_cast<std::size_t>(issues.filter(QRegularExpression(u"^row"_s)).size());
    QCOMPARE(page->issues.rows.size(), rows);
    QCOMPARE(page->issues.values.size(), static_cast<std::size_t>(issues.size()) - rows);
    QCOMPARE(page->rowCount(), page->items.size() + rows);
}

void TestSyncTaskJson::everyFieldOfATaskMayHoldAnything()
{
    const QByteArrayList names{
        "ModifedTime",         "ModifiedTime", "SyncRuleId",      "TaskStatus",
        "TaskIssue",           "CreateTime",   "SyncBatchTaskId", "CrossUser",
        "SyncTransAccelerate", "TaskTrigger",  "ImageFrom",       "ImageTo",
        "CustomLink",          "LinkId",       "Priority",        "Unknown"};
    const QByteArrayList values{"null",
                                "true",
                                "false",
                                "0",
                                "17",
                                "-1.5e300",
                                "1e999",
                                "\"\"",
                                "\"x\"",
                                "\"\\ud800\"",
                                "[]",
                                "{}",
                                "[{\"a\":[1]}]",
                                "{\"RepoName\":{\"a\":[]},\"ImageTag\":[[]]}"};
    for (const QByteArray &name : names) {
        for (const QByteArray &value : values) {
            const QByteArray member = '"' + name + "\":" + value;
            const Result<SyncTaskPage> page =
                pageOf(pageWith(member + R"(,"SyncTaskId":"rst-2"},{"SyncTaskId":"rst-3")"));
            QVERIFY2(page && page->items.size() == 2, member.constData());
            QCOMPARE(page->items.front().id, u"rst-2"_s);
            QVERIFY(page->issues.rows.empty());
        }
    }
}

void TestSyncTaskJson::issuesHaveTheSameFingerprintInAnotherReply()
{
    const auto issuesOf = [](const QByteArray &rows) {
        return pageOf(R"({"SyncTasks":[)" + rows + "]}")->issues;
    };
    const QByteArray rows = R"({"SyncTaskId":"a","LinkId":{},"CrossUser":{}},{"LinkId":"x"},null)";
    const ReadingIssues issues = issuesOf(rows);
    QCOMPARE(issues.rows.size(), 2U);
    QCOMPARE(issues.values.size(), 2U);
    QCOMPARE(issues.examples.size(), 4U);
    const ReadingIssues again = issuesOf(R"({"SyncTaskId":"new"},)" + rows);
    QCOMPARE(again.rows, issues.rows);
    QCOMPARE(again.values, issues.values);
    const ReadingIssues others = issuesOf(R"({"SyncTaskId":"b","LinkId":{}},{"LinkId":"y"})");
    QVERIFY(std::ranges::find(issues.rows, others.rows.front()) == issues.rows.end());
    QVERIFY(std::ranges::find(issues.values, others.values.front()) == issues.values.end());
}

void TestSyncTaskJson::manyIssuesAreCountedAndFewAreKept()
{
    QByteArray rows;
    for (int number = 0; number < 1000; ++number)
        rows += R"({"LinkId":")" + QByteArray::number(number) + R"("},)";
    const QByteArray longRow = R"({"LinkId":")" + QByteArray(1'000'000, 'x') + "\"}";
    const Result<SyncTaskPage> page = pageOf(R"({"SyncTasks":[)" + rows + longRow + "]}");
    QVERIFY(page.has_value());
    QCOMPARE(page->issues.rows.size(), 1001U);
    QCOMPARE(page->issues.examples.size(), ReadingIssues::maxExamples);
    const Result<SyncTaskPage> one = pageOf(R"({"SyncTasks":[)" + longRow + "]}");
    QCOMPARE(one->issues.examples.front().raw.size(), ReadingIssues::longestRaw);
}

void TestSyncTaskJson::longTextsAreCut()
{
    const QString emoji = QStringLiteral("\U0001f600");
    const QString exact = u"镜"_s.repeated(JsonReader::longestText);
    const QString longer = u"镜"_s.repeated(JsonReader::longestText - 1) + emoji + u"镜"_s;
    const auto linkOf = [](const QString &text) {
        return pageOf(pageWith("\"LinkId\":\"" + text.toUtf8() + "\""));
    };
    QCOMPARE(linkOf(exact)->items.front().linkId, exact);
    QVERIFY(linkOf(exact)->issues.isEmpty());
    const Result<SyncTaskPage> cut = linkOf(longer);
    QCOMPARE(cut->items.front().linkId, longer.left(JsonReader::longestText - 1));
    QCOMPARE(cut->issues.values.size(), 1U);
    QCOMPARE(cut->issues.examples.front().problem, u"is longer than 1,024 characters"_s);

    const QByteArray huge(3'000'000, 'x');
    const Result<SyncTaskPage> page =
        pageOf(pageWith("\"TaskStatus\":\"" + huge + "\",\"SyncBatchTaskId\":\"" + huge +
                        "\",\"ImageTo\":{\"RepoName\":\"" + huge + "\"}"));
    const SyncTask &task = page->items.front();
    QCOMPARE(task.status.text.size(), JsonReader::longestText);
    QCOMPARE(task.batchId.size(), JsonReader::longestText);
    QCOMPARE(task.imageTo.repoName.size(), JsonReader::longestText);
    QCOMPARE(page->issues.values.size(), 3U);
    // Cut, an id would be another one.
    const Result<SyncTaskPage> id = pageOf(pageWith("\"SyncTaskId\":\"" + huge + "\""));
    QCOMPARE(id->items.size(), 0U);
    QCOMPARE(id->issues.rows.size(), 1U);
}

void TestSyncTaskJson::anOddValueInATaskInDetailIsCounted()
{
    JsonMemory memory;
    const auto read = [&memory](const char *members) {
        return syncTaskDetailFromJson(QByteArray(R"({"SyncTaskId":"a",)") + members + '}', memory,
                                      now);
    };
    const Result<SyncTaskDetail> detail =
        read(R"("Progress":0.5,"SyncedSize":"7.0","ImageTo":{"RepoName":{},"ImageTag":2},
                "LayerTasks":[{"SyncLayerTaskId":5,"Size":"big","SyncedSize":3.0},{},null])");
    QVERIFY(detail.has_value());
    QCOMPARE(detail->progress, std::nullopt);
    QCOMPARE(detail->syncedSize, 7);
    QCOMPARE(detail->task.imageTo.imageTag, u"2"_s);
    QCOMPARE(detail->layers.size(), 1U);
    QCOMPARE(detail->layers.front().id, u"5"_s);
    QCOMPARE(detail->layers.front().syncedSize, 3);
    QCOMPARE(detail->issues.rows.size(), 2U);
    QStringList told;
    for (const ReadingIssue &issue : detail->issues.examples)
        told << technicalLine(issue);
    QCOMPARE(told, QStringList({u"Progress is not an integer: 0.5"_s,
                                u"ImageTo.RepoName is not a text: {}"_s,
                                u"LayerTasks[0].Size of 5 is not an integer: \"big\""_s,
                                u"LayerTasks[1] has no usable id: {}"_s,
                                u"LayerTasks[2] is not an object: null"_s}));
    const Result<SyncTaskDetail> noLayers = read(R"("LayerTasks":{},"Progress":1)");
    QCOMPARE(noLayers->progress, 1);
    QCOMPARE(noLayers->issues.values.size(), 1U);
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
    const Result<SyncTaskPage> page = syncTaskPageFromJson(json, memory, now);
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 20'000U);
    QCOMPARE(page->items.back().id, u"rst-19999"_s);
    QCOMPARE(page->items.back().linkId.size(), 300);
    QVERIFY(syncTaskPageFromJson(sample(u"ListRepoSyncTask.json"_s), memory, now).has_value());
}

void TestSyncTaskJson::equalNamesShareOneMemory()
{
    JsonMemory memory;
    const QByteArray json = sample(u"ListRepoSyncTask.json"_s);
    const Result<SyncTaskPage> first = syncTaskPageFromJson(json, memory, now);
    const Result<SyncTaskPage> second = syncTaskPageFromJson(json, memory, now);
    QVERIFY(first && second);
    const SyncTask &one = first->items.front();
    const SyncTask &two = second->items.front();
    QCOMPARE(one.ruleId.constData(), two.ruleId.constData());
    QCOMPARE(one.status.text.constData(), two.status.text.constData());
    QCOMPARE(one.imageFrom.regionId.constData(), two.imageFrom.regionId.constData());
    QCOMPARE(one.imageFrom.repoName.constData(), one.imageTo.repoNamespaceName.constData());
}

void TestSyncTaskJson::eachRowMayHaveAnOrderOfItsOwn()
{
    // One of them, which comes and goes, is not of this API.
    std::vector<QByteArray> members = {
        R"("SyncTaskId":"rst-1")",
        R"("SyncRuleId":"crsr-2")",
        R"("TaskStatus":"ERROR")",
        R"("TaskIssue":"NETWORK_ERROR")",
        R"("CreateTime":1572839126000)",
        R"("ModifiedTime":1572839133000)",
        R"("CrossUser":true)",
        R"("LinkId":"link-3")",
        R"("Priority":4)",
        R"("ImageFrom":{"RepoName":"web","RepoNamespaceName":"team"})",
        R"("Tomorrow":{"RepoName":"other"})",
    };
    std::mt19937 random(7);
    QByteArrayList rows;
    for (int i = 0; i < 300; ++i) {
        std::shuffle(members.begin(), members.end(), random);
        rows << '{' + QByteArrayList(members.begin(), members.end()).join(',') + '}';
    }
    const auto page = pageOf(R"({"IsSuccess":true,"SyncTasks":[)" + rows.join(',') + "]}");
    QVERIFY(page);
    QCOMPARE(page->items.size(), 300U);
    for (const SyncTask &task : page->items)
        QCOMPARE(drawn(task), u"rst-1 crsr-2 ERROR NETWORK_ERROR link-3 1572839126000 "
                              "1572839133000 yes 4 team/web"_s);
}

void TestSyncTaskJson::aReplyIsReadWithoutRoomBehindIt()
{
    const QByteArray json = sample(u"ListRepoSyncTask.json"_s);
    QVERIFY(!json.isEmpty());
    JsonMemory memory;
    const auto expected = syncTaskPageFromJson(json, memory, now);
    QVERIFY(expected);
    QCOMPARE(expected->items.size(), 1U);
    // As it stands in memory that is not its own, and in some that is much too large for it.
    const std::vector<char> bytes(json.begin(), json.end());
    const auto exact =
        syncTaskPageFromJson(QByteArray::fromRawData(bytes.data(), json.size()), memory, now);
    QByteArray roomy = json;
    roomy.reserve(json.size() + 100'000);
    const auto withRoom = syncTaskPageFromJson(roomy, memory, now);
    QVERIFY(exact && withRoom);
    QCOMPARE(exact->items, expected->items);
    QCOMPARE(withRoom->items, expected->items);
}

QTEST_GUILESS_MAIN(TestSyncTaskJson)
#include "tst_synctaskjson.moc"
