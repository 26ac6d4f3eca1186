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
    row("failed, and succeeded", R"({"IsSuccess":false,"Code":"success"})",
        "and that it succeeded");
    row("half an object", R"({"IsSuccess":true)", "not a complete JSON object");
    row("something behind", R"({"IsSuccess":true,"SyncTasks":[]} {})", "not valid JSON");
    row("two objects", R"({"IsSuccess":true}{"IsSuccess":true})", "not valid JSON");
    row("list is an object", R"({"IsSuccess":true,"SyncTasks":{"SyncTask":[]}})",
        "SyncTasks is not an array");
    row("list is a text", R"({"IsSuccess":true,"SyncTasks":""})", "SyncTasks is not an array");
    row("list is a number", R"({"IsSuccess":true,"SyncTasks":0})", "SyncTasks is not an array");
    row("list is false", R"({"IsSuccess":true,"SyncTasks":false})", "SyncTasks is not an array");
    row("more rows than a page may have",
        R"({"IsSuccess":true,"SyncTasks":[)" +
            QByteArray(R"({"SyncTaskId":"1"},)").repeated(50'000) + R"({"SyncTaskId":"2"}]})",
        "more rows than a reply may have");
    row("bad UTF-8", pageWith("\"LinkId\":\"a\xff\xfe\""), "not valid JSON");
    row("UTF-8 cut off", pageWith("\"LinkId\":\"a\xe9\""), "not valid JSON");
    row("bad escape", pageWith(R"("LinkId":"\q")"), "not valid JSON");
    row("line break in a text", pageWith("\"LinkId\":\"a\nb\""), "not valid JSON");
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), "not valid JSON");
    row("no colon", pageWith(R"("LinkId" "a")"), "not valid JSON");
    row("no comma", pageWith(R"("LinkId":"a" "Priority":1)"), "not valid JSON");
    row("not a word of JSON", pageWith(R"("CrossUser":yes)"), "not valid JSON");
    row("NaN", pageWith(R"("CreateTime":NaN)"), "not valid JSON");
    row("a number with letters", pageWith(R"("Priority":1x)"), "not valid JSON");
    row("not a word for a task", R"({"SyncTasks":[nothing]})", "not valid JSON");
    row("not a word for a list", R"({"SyncTasks":nothing})", "SyncTasks is not an array");
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
    QTest::newRow("id is an object")
        << QByteArray(R"("IsSuccess":true,"SyncTaskId":{})") << u"SyncTaskId is missing"_s;
    QTest::newRow("id is blank") << QByteArray(R"("IsSuccess":true,"SyncTaskId":" ")")
                                 << u"SyncTaskId is missing"_s;
}

void TestUnreadableReply::badDetailsAreErrors()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, mentions);
    JsonMemory memory;
    const Result<SyncTaskDetail> detail = syncTaskDetailFromJson('{' + members + '}', memory, now);
    QVERIFY(!detail);
    QCOMPARE(detail.error().kind, ApiError::Kind::Protocol);
    QVERIFY2(detail.error().message.contains(mentions), qPrintable(detail.error().message));
}

void TestUnreadableReply::everyTruncationIsAnError()
{
    const QByteArray whole = sample(u"ListRepoSyncTask.json"_s).trimmed();
    JsonMemory memory;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const Result<SyncTaskPage> page = syncTaskPageFromJson(whole.left(size), memory, now);
        QVERIFY2(!page, qPrintable(QString::number(size)));
        QCOMPARE(page.error().kind, ApiError::Kind::Protocol);
    }
    QVERIFY(syncTaskPageFromJson(whole, memory, now).has_value());
}

void TestUnreadableReply::everyDamagedByteIsSurvived()
{
    const QByteArray whole = sample(u"ListRepoSyncTask.json"_s);
    JsonMemory memory;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char damage : {'\0', '"', '{', '}', '[', ']', ',', '\\', '\xff', '-'}) {
            QByteArray damaged = whole;
            damaged[at] = damage;
            const Result<SyncTaskPage> page = syncTaskPageFromJson(damaged, memory, now);
            QVERIFY(page || !page.error().message.isEmpty());
        }
    }
    QVERIFY(syncTaskPageFromJson(whole, memory, now).has_value());
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
