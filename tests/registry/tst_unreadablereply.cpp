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

} // namespace

class TestUnreadableReply final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBadReplyIsNeverAnEmptyList_data();
    void aBadReplyIsNeverAnEmptyList();
    void badDetailsAreErrors_data();
    void badDetailsAreErrors();
    void aRefusalInAGoodStatusIsTheServersError_data();
    void aRefusalInAGoodStatusIsTheServersError();
    void everyTruncationIsAnError();
    void everyDamagedByteIsSurvived();
};

void TestUnreadableReply::aBadReplyIsNeverAnEmptyList_data()
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

void TestUnreadableReply::aBadReplyIsNeverAnEmptyList()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, mentions);
    const Result<SyncTaskPage> page = pageOf(json);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    QVERIFY(!page.error().code.isEmpty());
    QVERIFY2(page.error().message.contains(mentions), qPrintable(page.error().message));
}

void TestUnreadableReply::badDetailsAreErrors_data()
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

void TestUnreadableReply::badDetailsAreErrors()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<SyncTaskDetail> detail = syncTaskDetailFromJson('{' + members + '}', memory);
    QVERIFY(!detail);
    QCOMPARE(detail.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(detail.error().message.contains(mentions), qPrintable(detail.error().message));
}

void TestUnreadableReply::everyTruncationIsAnError()
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

void TestUnreadableReply::everyDamagedByteIsSurvived()
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

void TestUnreadableReply::aRefusalInAGoodStatusIsTheServersError_data()
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

void TestUnreadableReply::aRefusalInAGoodStatusIsTheServersError()
{
    QFETCH(QByteArray, json);
    const Result<SyncTaskPage> page = pageOf(json);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::NotFound);
    QCOMPARE(page.error().code, u"INSTANCE_NOT_EXIST"_s);
    QCOMPARE(page.error().message, u"gone"_s);
    QCOMPARE(page.error().requestId, u"R"_s);
}

QTEST_GUILESS_MAIN(TestUnreadableReply)
#include "tst_unreadablereply.moc"
