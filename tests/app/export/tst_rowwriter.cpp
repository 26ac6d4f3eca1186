#include "rowwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray written(RowFormat format, const std::vector<std::vector<QString>> &rows,
                   const std::optional<ExportCoverage> &coverage = {})
{
    const std::unique_ptr<RowWriter> writer =
        makeRowWriter(format, {u"image"_s, u"end.tag"_s}, coverage);
    QByteArray bytes = writer->begin();
    for (const std::vector<QString> &row : rows) {
        std::vector<FieldValue> values;
        for (const QString &text : row)
            values.emplace_back(QStringView(text));
        writer->append(bytes, values);
    }
    return bytes + writer->end();
}

const ExportCoverage partial{.exportedAt = QDateTime::fromSecsSinceEpoch(1'800'000'000),
                             .asOf = QDateTime::fromSecsSinceEpoch(1'799'999'990),
                             .isComplete = false,
                             .shortfall = u"300 of 36,204"_s,
                             .query = u"status:failed"_s,
                             .rows = 1};

} // namespace

class TestRowWriter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvIsMadeHarmlessForSpreadsheets_data();
    void csvIsMadeHarmlessForSpreadsheets();
    void jsonOfAWindowSaysWhatItCovers();
    void whoseRowsTheyAreAndWhatIsLeftOutIsSaid_data();
    void whoseRowsTheyAreAndWhatIsLeftOutIsSaid();
    void jsonWithoutCoverageIsAnArray();
    void ndjsonHasNothingButRows();
    void markdownSaysWhatItCoversAboveTheTable();
    void markdownShowsACellAsItIs_data();
    void markdownShowsACellAsItIs();
};

void TestRowWriter::csvIsMadeHarmlessForSpreadsheets_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("formula") << u"=1+1"_s << "'=1+1,t\r\n"_ba;
    QTest::newRow("plus") << u"+1"_s << "'+1,t\r\n"_ba;
    QTest::newRow("minus") << u"-1"_s << "'-1,t\r\n"_ba;
    QTest::newRow("at") << u"@SUM(A1)"_s << "'@SUM(A1),t\r\n"_ba;
    QTest::newRow("quotes") << u"a\"b"_s << "\"a\"\"b\",t\r\n"_ba;
    QTest::newRow("comma") << u"a,b"_s << "\"a,b\",t\r\n"_ba;
    QTest::newRow("harmless") << u"ns/repo:v1"_s << "ns/repo:v1,t\r\n"_ba;
}

void TestRowWriter::csvIsMadeHarmlessForSpreadsheets()
{
    QFETCH(QString, cell);
    QFETCH(QByteArray, line);
    QCOMPARE(written(RowFormat::Csv, {{cell, u"t"_s}}, partial),
             "\xef\xbb\xbfimage,end.tag\r\n" + line);
}

void TestRowWriter::jsonOfAWindowSaysWhatItCovers()
{
    QJsonParseError error;
    const QByteArray text = written(RowFormat::Json, {{u"a"_s, u"b"_s}}, partial);
    const QJsonObject all = QJsonDocument::fromJson(text, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(all[u"isComplete"_s], QJsonValue(false));
    QCOMPARE(all[u"shortfall"_s].toString(), u"300 of 36,204"_s);
    QCOMPARE(all[u"asOf"_s].toString(), u"2027-01-15T07:59:50.000Z"_s);
    QCOMPARE(all[u"since"_s], QJsonValue(QJsonValue::Null));
    QCOMPARE(all[u"query"_s].toString(), u"status:failed"_s);
    const QJsonArray tasks = all[u"tasks"_s].toArray();
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(tasks[0].toObject()[u"end"_s].toObject()[u"tag"_s].toString(), u"b"_s);
}

void TestRowWriter::whoseRowsTheyAreAndWhatIsLeftOutIsSaid_data()
{
    QTest::addColumn<bool>("isDemo");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("line");
    QTest::newRow("profiles") << false << u"prod, test, spare"_s
                              << u"Profiles: prod, test, spare"_s;
    QTest::newRow("demo") << true << u"Demo: simulated tasks"_s << u"Demo: simulated tasks"_s;
}

void TestRowWriter::whoseRowsTheyAreAndWhatIsLeftOutIsSaid()
{
    QFETCH(bool, isDemo);
    QFETCH(QString, scope);
    QFETCH(QString, line);
    ExportCoverage coverage = partial;
    coverage.scope = {.accounts = {u"prod"_s, u"test"_s, u"spare"_s}, .isDemo = isDemo};
    coverage.leftOut = {u"old"_s, u"cri-spare"_s};
    const QStringList lines = coverageLines(coverage);
    QVERIFY2(lines.contains(line), qPrintable(lines.join(u'\n')));
    QVERIFY(lines.contains(u"Not read, by the settings: old, cri-spare"_s));
    const QJsonObject json =
        QJsonDocument::fromJson(written(RowFormat::Json, {}, coverage)).object();
    QCOMPARE(json[u"scope"_s].toString(), scope);
    QCOMPARE(json[u"leftOut"_s].toString(), u"old, cri-spare"_s);
}

void TestRowWriter::jsonWithoutCoverageIsAnArray()
{
    QCOMPARE(written(RowFormat::Json, {}), "[]\n"_ba);
    QVERIFY(QJsonDocument::fromJson(written(RowFormat::Json, {{u"a"_s, u"b"_s}})).isArray());
    QVERIFY(QJsonDocument::fromJson(written(RowFormat::Json, {}, partial)).isObject());
}

void TestRowWriter::ndjsonHasNothingButRows()
{
    QCOMPARE(written(RowFormat::Ndjson, {{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}}, partial),
             "{\"image\":\"a\",\"end\":{\"tag\":\"b\"}}\n"
             "{\"image\":\"c\",\"end\":{\"tag\":\"d\"}}\n"_ba);
}

void TestRowWriter::markdownSaysWhatItCoversAboveTheTable()
{
    const QList<QByteArray> lines =
        written(RowFormat::Markdown, {{u"a"_s, u"b"_s}}, partial).split('\n');
    QCOMPARE(lines.value(0), "- Tasks may be missing. 300 of 36,204"_ba);
    QVERIFY(lines.value(1).startsWith("- As of 2027-01-15 07:59:50"));
    QCOMPARE(lines.value(3), "- Query: status:failed"_ba);
    QCOMPARE(lines.mid(5), QList<QByteArray>({""_ba, "| image | end.tag |"_ba, "|---|---|"_ba,
                                              "| a | b |"_ba, ""_ba}));
}

void TestRowWriter::markdownShowsACellAsItIs_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("bar") << u"a|b"_s << "| a\\|b | t |"_ba;
    QTest::newRow("line break") << u"a\nb"_s << "| a b | t |"_ba;
    QTest::newRow("link") << u"[x](http://y)"_s << "| \\[x\\](http://y) | t |"_ba;
    QTest::newRow("element") << u"<img>&lt;"_s << "| &lt;img>&amp;lt; | t |"_ba;
    QTest::newRow("turned") << u"a\u202eb"_s << "| a&lt;U+202E>b | t |"_ba;
    QTest::newRow("formula stays") << u"-1"_s << "| -1 | t |"_ba;
}

void TestRowWriter::markdownShowsACellAsItIs()
{
    QFETCH(QString, cell);
    QFETCH(QByteArray, line);
    QCOMPARE(written(RowFormat::Markdown, {{cell, u"t"_s}}).split('\n').value(2), line);
}

QTEST_GUILESS_MAIN(TestRowWriter)
#include "tst_rowwriter.moc"
