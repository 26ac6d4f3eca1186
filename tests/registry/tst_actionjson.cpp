#include "actionjson.h"
#include "jsonmemory.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

using Parser = Result<ActionReceipt> (*)(const QByteArray &, JsonMemory &);

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(FIXTURES_DIR "/registry/samples/") + name + u".json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<ActionReceipt> read(Parser parser, const QByteArray &json)
{
    JsonMemory memory;
    return parser(json, memory);
}

} // namespace

class TestActionJson final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSamplesOfTheDocumentsAreRead_data();
    void theSamplesOfTheDocumentsAreRead();
    void whatDoesNotSayThatItTookPlaceIsAnError_data();
    void whatDoesNotSayThatItTookPlaceIsAnError();
    void aReceiptMayBeWrittenLoosely();
    void aRefusalIsTheServersError();
    void everyTruncationIsAnError();
};

void TestActionJson::theSamplesOfTheDocumentsAreRead_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<Parser>("parser");
    QTest::addColumn<QString>("createdId");
    QTest::addColumn<QString>("requestId");
    const auto row = [](const QString &operation, Parser parser, const QString &createdId,
                        const QString &requestId) {
        QTest::newRow(qPrintable(operation)) << operation << parser << createdId << requestId;
    };
    row(u"CreateRepoSyncTask"_s, createdTaskFromJson, u"rst-gbch330f0c****"_s,
        u"8F8A0BA6-7F06-4BAE-B147-10BD6A25****"_s);
    row(u"CreateRepoSyncTaskByRule"_s, createdTaskFromJson, u"rst-biu4u4pm4it5****"_s,
        u"17A4C658-AE8F-4A08-821F-EDCB5FC74EE8"_s);
    row(u"CreateRepoSyncRule"_s, createdRuleFromJson, u"crsr-gk5p2ns1kzns****"_s,
        u"8F8A0BA6-7F06-4BAE-B147-10BD6A25****"_s);
    row(u"CancelRepoSyncTask"_s, doneFromJson, {}, u"EB9C5722-51E2-4497-A573-575B0CA5CE0C"_s);
    row(u"DeleteRepoSyncRule"_s, doneFromJson, {}, u"72DD4198-1BB9-47A3-BC01-EAD1A6D5E173"_s);
}

void TestActionJson::theSamplesOfTheDocumentsAreRead()
{
    QFETCH(QString, operation);
    QFETCH(Parser, parser);
    QFETCH(QString, createdId);
    QFETCH(QString, requestId);
    const Result<ActionReceipt> receipt = read(parser, sample(operation));
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->createdId, createdId);
    QCOMPARE(receipt->requestId, requestId);
}

void TestActionJson::whatDoesNotSayThatItTookPlaceIsAnError_data()
{
    QTest::addColumn<Parser>("parser");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, Parser parser, const char *json) {
        QTest::newRow(name) << parser << QByteArray(json);
    };
    row("nothing", doneFromJson, "");
    row("empty object", doneFromJson, "{}");
    row("only a request id", doneFromJson, R"({"RequestId":"R"})");
    row("success without the flag", doneFromJson, R"({"RequestId":"R","Code":"success"})");
    row("flag is null", doneFromJson, R"({"Code":"success","IsSuccess":null})");
    row("flag is another number", doneFromJson, R"({"Code":"success","IsSuccess":2})");
    row("flag is a word", doneFromJson, R"({"Code":"success","IsSuccess":"yes"})");
    row("flag is an object", doneFromJson, R"({"Code":"success","IsSuccess":{}})");
    row("HTML", doneFromJson, "<html>Login</html>");
    row("array", doneFromJson, R"([{"IsSuccess":true}])");
    row("two objects", doneFromJson, R"({"IsSuccess":true}{"IsSuccess":true})");
    row("no id of a task", createdTaskFromJson, R"({"Code":"success","IsSuccess":true})");
    row("id is null", createdTaskFromJson, R"({"IsSuccess":true,"SyncTaskId":null})");
    row("id is empty", createdTaskFromJson, R"({"IsSuccess":true,"SyncTaskId":""})");
    row("id is blank", createdTaskFromJson, R"({"IsSuccess":true,"SyncTaskId":" "})");
    row("id is a list", createdTaskFromJson, R"({"IsSuccess":true,"SyncTaskId":["rst-1"]})");
    row("id of a rule for a task", createdTaskFromJson,
        R"({"IsSuccess":true,"SyncRuleId":"crsr-1"})");
    row("no id of a rule", createdRuleFromJson, R"({"IsSuccess":true})");
    row("id of a task for a rule", createdRuleFromJson,
        R"({"IsSuccess":true,"SyncTaskId":"rst-1"})");
}

void TestActionJson::whatDoesNotSayThatItTookPlaceIsAnError()
{
    QFETCH(Parser, parser);
    QFETCH(QByteArray, json);
    const Result<ActionReceipt> receipt = read(parser, json);
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().kind, Kind::Protocol);
    QVERIFY(!receipt.error().message.isEmpty());
}

void TestActionJson::aReceiptMayBeWrittenLoosely()
{
    QVERIFY(read(doneFromJson, R"({"Code":"success","IsSuccess":1})").has_value());
    QVERIFY(read(doneFromJson, R"({"Code":200,"IsSuccess":"TRUE"})").has_value());
    const Result<ActionReceipt> receipt =
        read(createdTaskFromJson, R"({"IsSuccess":true,"SyncTaskId":17})");
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->createdId, u"17"_s);
}

void TestActionJson::aRefusalIsTheServersError()
{
    for (const Parser parser : {createdTaskFromJson, createdRuleFromJson, doneFromJson}) {
        const Result<ActionReceipt> receipt =
            read(parser, R"({"RequestId":"R","Code":"REPO_NOT_EXIST","IsSuccess":false,
                             "Message":"gone"})");
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().kind, Kind::NotFound);
        QCOMPARE(receipt.error().code, u"REPO_NOT_EXIST"_s);
        QCOMPARE(receipt.error().requestId, u"R"_s);
    }
}

void TestActionJson::everyTruncationIsAnError()
{
    const QByteArray whole = sample(u"CreateRepoSyncTask"_s).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        for (const Parser parser : {createdTaskFromJson, doneFromJson}) {
            const Result<ActionReceipt> receipt = read(parser, whole.left(size));
            QVERIFY2(!receipt, qPrintable(QString::number(size)));
            QCOMPARE(receipt.error().kind, Kind::Protocol);
        }
    }
}

QTEST_GUILESS_MAIN(TestActionJson)
#include "tst_actionjson.moc"
