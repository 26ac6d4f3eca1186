#include "spreadsheetcell.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSpreadsheetCell final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatBeginsAFormulaIsGuarded_data();
    void whatBeginsAFormulaIsGuarded();
    void csvCellsAreQuoted_data();
    void csvCellsAreQuoted();
    void tsvCellsAreOneCell();
};

void TestSpreadsheetCell::whatBeginsAFormulaIsGuarded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGuarded");
    const auto row = [](const char *name, const QString &text, bool isGuarded) {
        QTest::newRow(name) << text << isGuarded;
    };
    row("command", u"=cmd|'/c calc'!A1"_s, true);
    row("plus", u"+1"_s, true);
    row("minus", u"-1"_s, true);
    row("at", u"@SUM(A1)"_s, true);
    row("tab", u"\t=1"_s, true);
    row("carriage return", u"\r=1"_s, true);
    row("tab alone", u"\tx"_s, true);
    row("carriage return alone", u"\rx"_s, true);
    row("line feed", u"\n=1+1"_s, true);
    row("line feed alone", u"\nx"_s, true);
    row("full-width equals", u"＝1+1"_s, true);
    row("full-width plus", u"＋1"_s, true);
    row("full-width minus", u"－1"_s, true);
    row("full-width at", u"＠SUM(A1)"_s, true);
    row("small equals", u"\uFE661"_s, true);
    row("small plus", u"\uFE621"_s, true);
    row("small minus", u"\uFE631"_s, true);
    row("small at", u"\uFE6BSUM(A1)"_s, true);
    row("minus sign", u"\u22121"_s, true);
    row("behind a blank", u" =1"_s, true);
    row("behind a byte order mark", u"\uFEFF=1"_s, true);
    row("behind a zero width space", u"\u200B=1"_s, true);
    row("behind an escape", u"\x1b=1"_s, true);
    row("behind a delete", u"\x7f=1"_s, true);
    row("behind the first C1", QChar(0x80) + u"=1"_s, true);
    row("behind the last C1", QChar(0x9f) + u"=1"_s, true);
    row("behind several", u" \u200B\x1b=1"_s, true);
    row("C1 alone", QString(QChar(0x80)), false);
    row("empty", {}, false);
    row("blank", u" "_s, false);
    row("within", u"v=1"_s, false);
    row("path", u"team/app:1"_s, false);
    row("Chinese", u"镜像"_s, false);
    row("dash", u"–"_s, false);
}

void TestSpreadsheetCell::whatBeginsAFormulaIsGuarded()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isGuarded);
    QCOMPARE(beginsFormula(text), isGuarded);
    const QString shown = isGuarded ? u'\'' + text : text;
    QCOMPARE(spreadsheetText(text), shown);
    QVERIFY(!beginsFormula(csvCell(text)));
    QVERIFY(!beginsFormula(tsvCell(text)));
    QCOMPARE(tsvCell(text).startsWith(u'\''), isGuarded);
}

void TestSpreadsheetCell::csvCellsAreQuoted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    QTest::newRow("plain") << u"team/app:1"_s << u"team/app:1"_s;
    QTest::newRow("comma and quote") << u"a,\"b\""_s << u"\"a,\"\"b\"\"\""_s;
    QTest::newRow("semicolon") << u"a;b"_s << u"\"a;b\""_s;
    QTest::newRow("line feed") << u"a\nb"_s << u"\"a\nb\""_s;
    QTest::newRow("tab") << u"a\tb"_s << u"\"a\tb\""_s;
    QTest::newRow("formula") << u"=A(1,2)"_s << u"\"'=A(1,2)\""_s;
    QTest::newRow("line feed first") << u"\n=1+1"_s << u"\"'\n=1+1\""_s;
    QTest::newRow("escape") << u"a\x1b[2J"_s << u"a<U+001B>[2J"_s;
    QTest::newRow("C1") << u"a"_s + QChar(0x9b) + u"2J"_s << u"a<U+009B>2J"_s;
    QTest::newRow("carriage return") << u"a\rb"_s << u"a<U+000D>b"_s;
    QTest::newRow("override") << u"a\u202Egpj.exe"_s << u"a<U+202E>gpj.exe"_s;
    QTest::newRow("Chinese") << u"镜像"_s << u"镜像"_s;
}

void TestSpreadsheetCell::csvCellsAreQuoted()
{
    QFETCH(const QString, text);
    QFETCH(const QString, cell);
    QCOMPARE(csvCell(text), cell);
    QByteArray line = "before,";
    appendCsvCell(line, text);
    QCOMPARE(line, "before," + cell.toUtf8());
}

void TestSpreadsheetCell::tsvCellsAreOneCell()
{
    QCOMPARE(tsvCell(u"a\tb\nc\rd\u2028e"_s), u"a b c d e"_s);
    QCOMPARE(tsvCell(u"a\vb\fc\u0085d\u2029e"_s), u"a b c d e"_s);
    QCOMPARE(tsvCell(u"\t=1"_s), u"' =1"_s);
    QCOMPARE(tsvCell(u"a\u202Eb"_s), u"a\u202Eb"_s); // the data itself
}

QTEST_GUILESS_MAIN(TestSpreadsheetCell)
#include "tst_spreadsheetcell.moc"
