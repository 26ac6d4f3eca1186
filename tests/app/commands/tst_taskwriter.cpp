#include "sampletasks.h"
#include "taskwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const InstanceRef alpha{
    .regionId = u"cn-hangzhou"_s, .instanceId = u"cri-alpha"_s, .account = u"prod"_s};

QByteArray written(ListFormat format, const std::vector<SyncTask> &tasks,
                   const InstanceRef &listedBy = alpha)
{
    const std::unique_ptr<TaskWriter> writer = makeTaskWriter(format);
    QByteArray text = writer->begin();
    for (const SyncTask &task : tasks)
        text += writer->task(task, listedBy);
    return text + writer->end();
}

} // namespace

class TestTaskWriter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jsonHasEveryKey();
    void noMemberOfATaskIsForgotten_data();
    void noMemberOfATaskIsForgotten();
    void jsonOfNothingIsAnEmptyArray();
    void whatWasNotGivenIsNull();
    void ndjsonIsAnObjectALine();
    void csvHasTheJsonsKeysAsColumns();
    void csvQuotesWhatNeedsIt();
    void csvNeutralisesWhatASpreadsheetWouldRun_data();
    void csvNeutralisesWhatASpreadsheetWouldRun();
    void theTableAlignsItsColumns();
    void theTableSaysWhoListsATask();
    void theTableDropsControlCharacters();
    void namesDoNotTurnTheTextAroundThem();
    void jsonKeepsTheDataAndEscapesWhatATerminalWouldObey();
};

void TestTaskWriter::jsonHasEveryKey()
{
    SyncTask first = sampleTask(1, SyncTaskStatus::Error);
    first.priority = 5;
    const QByteArray text = written(ListFormat::Json, {first, sampleTask(2)});
    QJsonParseError error;
    const QJsonArray tasks = QJsonDocument::fromJson(text, &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(tasks.size(), 2);
    const QJsonObject expected{
        {u"syncTaskId"_s, u"rst-1"_s},
        {u"syncRuleId"_s, u"crsr-1"_s},
        {u"syncBatchTaskId"_s, u"batch-1"_s},
        {u"status"_s, u"ERROR"_s},
        {u"issue"_s, u"NETWORK_ERROR"_s},
        {u"trigger"_s, u"PASSIVE"_s},
        {u"createTime"_s, u"2026-11-24T00:01:00.000Z"_s},
        {u"modifiedTime"_s, u"2026-11-24T00:01:30.000Z"_s},
        {u"crossUser"_s, false},
        {u"accelerated"_s, true},
        {u"customLink"_s, false},
        {u"linkId"_s, QJsonValue()},
        {u"priority"_s, 5},
        {u"instanceId"_s, u"cri-alpha"_s},
        {u"account"_s, u"prod"_s},
        {u"imageFrom"_s, QJsonObject{{u"instanceId"_s, u"cri-hangzhou"_s},
                                     {u"regionId"_s, u"cn-hangzhou"_s},
                                     {u"namespace"_s, u"team"_s},
                                     {u"repo"_s, u"app"_s},
                                     {u"tag"_s, u"1"_s}}},
        {u"imageTo"_s, QJsonObject{{u"instanceId"_s, u"cri-frankfurt"_s},
                                   {u"regionId"_s, u"eu-central-1"_s},
                                   {u"namespace"_s, u"team"_s},
                                   {u"repo"_s, u"app"_s},
                                   {u"tag"_s, u"1"_s}}},
    };
    QCOMPARE(tasks.at(0).toObject(), expected);
}

void TestTaskWriter::noMemberOfATaskIsForgotten_data()
{
    QTest::addColumn<ListFormat>("format");
    QTest::newRow("json") << ListFormat::Json;
    QTest::newRow("ndjson") << ListFormat::Ndjson;
    QTest::newRow("csv") << ListFormat::Csv;
}

void TestTaskWriter::noMemberOfATaskIsForgotten()
{
    QFETCH(const ListFormat, format);
    const auto tasks = tasksByMember();
    QSet<QByteArray> texts;
    for (const auto &[member, task] : tasks) {
        const QByteArray text = written(format, {task});
        QVERIFY2(!texts.contains(text), member.constData());
        texts.insert(text);
    }
}

void TestTaskWriter::jsonOfNothingIsAnEmptyArray()
{
    QCOMPARE(written(ListFormat::Json, {}), "[]\n");
    QCOMPARE(written(ListFormat::Ndjson, {}), "");
}

void TestTaskWriter::whatWasNotGivenIsNull()
{
    const QByteArray text = written(ListFormat::Ndjson, {SyncTask{.id = u"rst-1"_s}}, {});
    const QJsonObject task = QJsonDocument::fromJson(text).object();
    for (const QString &key :
         {u"syncRuleId"_s, u"status"_s, u"createTime"_s, u"modifiedTime"_s, u"crossUser"_s,
          u"issue"_s, u"trigger"_s, u"linkId"_s, u"priority"_s, u"instanceId"_s, u"account"_s})
        QVERIFY2(task.value(key).isNull(), qPrintable(key));
}

void TestTaskWriter::ndjsonIsAnObjectALine()
{
    const QByteArray text = written(ListFormat::Ndjson, {sampleTask(1), sampleTask(2)});
    const QList<QByteArray> lines = text.split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(QJsonDocument::fromJson(lines.at(1)).object().value(u"syncTaskId").toString(),
             u"rst-2"_s);
    QVERIFY(lines.at(2).isEmpty());
}

void TestTaskWriter::csvHasTheJsonsKeysAsColumns()
{
    const QList<QByteArray> lines = written(ListFormat::Csv, {sampleTask(1)}).split('\n');
    QVERIFY(lines.at(0).startsWith(
        "\xef\xbb\xbfsyncTaskId,syncRuleId,syncBatchTaskId,status,issue,trigger,"));
    QVERIFY(lines.at(0).endsWith("imageTo.repo,imageTo.tag\r"));
    QCOMPARE(lines.at(0).count(','), lines.at(1).count(','));
    QVERIFY(lines.at(1).startsWith("rst-1,crsr-1,batch-1,SUCCESS,,PASSIVE,2026-11-24T00:01:00"));
}

void TestTaskWriter::csvQuotesWhatNeedsIt()
{
    SyncTask task = sampleTask(1);
    task.ruleId = u"a,\"b\"\nc"_s;
    QVERIFY(written(ListFormat::Csv, {task}).contains(",\"a,\"\"b\"\"\nc\","));
}

void TestTaskWriter::csvNeutralisesWhatASpreadsheetWouldRun_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("equals") << u"=1+1"_s << QByteArray("'=1+1");
    QTest::newRow("plus") << u"+1"_s << QByteArray("'+1");
    QTest::newRow("minus") << u"-1"_s << QByteArray("'-1");
    QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
    QTest::newRow("quoted") << u"=A(1,2)"_s << QByteArray("\"'=A(1,2)\"");
    QTest::newRow("line feed") << u"\n=1+1"_s << QByteArray("\"'\n=1+1\"");
    QTest::newRow("full-width") << u"＝1+1"_s << QByteArray("'＝1+1");
    QTest::newRow("harmless") << u"v=1"_s << QByteArray("v=1");
}

void TestTaskWriter::csvNeutralisesWhatASpreadsheetWouldRun()
{
    QFETCH(const QString, tag);
    QFETCH(const QByteArray, cell);
    SyncTask task = sampleTask(1);
    task.imageTo.imageTag = tag;
    const QByteArray text = written(ListFormat::Csv, {task});
    QVERIFY2(text.endsWith(QByteArray(",app," + cell + "\r\n")), text.constData());
}

void TestTaskWriter::theTableAlignsItsColumns()
{
    const QList<QByteArray> lines =
        written(ListFormat::Table, {sampleTask(1), sampleTask(100, SyncTaskStatus::Error)})
            .split('\n');
    QCOMPARE(lines.at(0).indexOf("IMAGE"), lines.at(1).indexOf("team/app:1"));
    QCOMPARE(lines.at(0).indexOf("TASK"), lines.at(2).indexOf("rst-100"));
    QVERIFY(!lines.at(0).endsWith(' '));
}

void TestTaskWriter::theTableSaysWhoListsATask()
{
    SyncTask task = sampleTask(1);
    const QList<QByteArray> plain = written(ListFormat::Table, {task}).split('\n');
    QVERIFY(plain.at(0).endsWith("TASK   INSTANCE   ACCOUNT"));
    QVERIFY(plain.at(1).endsWith("rst-1  cri-alpha  prod"));
    task.linkId = u"link-1"_s;
    task.priority = 7;
    const QList<QByteArray> all = written(ListFormat::Table, {task}, {}).split('\n');
    QVERIFY(all.at(0).endsWith("TASK   LINK    PRIORITY"));
    QVERIFY(all.at(1).endsWith("rst-1  link-1  7"));
}

void TestTaskWriter::theTableDropsControlCharacters()
{
    SyncTask task = sampleTask(1);
    task.imageFrom.imageTag = u"a\x1b[2Jb"_s;
    QVERIFY(written(ListFormat::Table, {task}).contains("team/app:a<U+001B>[2Jb"));
}

void TestTaskWriter::namesDoNotTurnTheTextAroundThem()
{
    SyncTask override = sampleTask(1);
    override.imageFrom.repoName = u"a\u202Egpj.exe"_s;
    SyncTask arabic = sampleTask(2);
    arabic.imageFrom.repoName = u"مرحبا"_s;
    const std::vector<SyncTask> tasks{override, arabic};
    const QString table = QString::fromUtf8(written(ListFormat::Table, tasks));
    QVERIFY(table.contains(u"team/a<U+202E>gpj.exe:1 "_s));
    QVERIFY(table.contains(u"team/\u2068مرحبا\u2069:2 "_s));
    QStringList lines = table.split(u'\n');
    lines[2].remove(u'\u2068').remove(u'\u2069');
    QCOMPARE(lines.at(2).indexOf(u"rst-2"_s), lines.at(0).indexOf(u"TASK"_s));
    const QString csv = QString::fromUtf8(written(ListFormat::Csv, tasks));
    QVERIFY(csv.contains(u",a<U+202E>gpj.exe,"_s));
}

void TestTaskWriter::jsonKeepsTheDataAndEscapesWhatATerminalWouldObey()
{
    SyncTask task = sampleTask(1);
    const QString name = u"a\u202Eb\x7f"_s + QChar(0x9b) + u"\x1b\U000E0041\U0001F600镜"_s;
    task.imageFrom.repoName = name;
    for (const ListFormat format : {ListFormat::Json, ListFormat::Ndjson}) {
        const QByteArray text = written(format, {task});
        const QString shown = QString::fromUtf8(text);
        QVERIFY(!shown.contains(u'\u202E') && !shown.contains(QChar(0x9b)) &&
                !shown.contains(QChar(0x7f)));
        QVERIFY(shown.contains(u"a\\u202eb"_s));
        const QJsonDocument document = QJsonDocument::fromJson(text);
        const QJsonObject read =
            document.isArray() ? document.array().at(0).toObject() : document.object();
        QCOMPARE(read["imageFrom"_L1]["repo"_L1].toString(), name);
    }
}

QTEST_GUILESS_MAIN(TestTaskWriter)
#include "tst_taskwriter.moc"
