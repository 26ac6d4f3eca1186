#include "apierror.h"
#include "displayed.h"
#include "printable.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestPrintable final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsHiddenIsShownByItsNumber_data();
    void whatIsHiddenIsShownByItsNumber();
    void noControlOrFormatCharacterIsLeft();
    void aTechnicalLineIsPrintable();
    void namesAreIsolated_data();
    void namesAreIsolated();
    void composedTextKeepsItsLinesAndIsolates_data();
    void composedTextKeepsItsLinesAndIsolates();
    void aDisplayedTaskHoldsNothingHidden();
};

void TestPrintable::namesAreIsolated_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("ASCII") << u"nginx"_s << u"nginx"_s;
    QTest::newRow("Chinese") << u"镜像"_s << u"镜像"_s;
    QTest::newRow("Arabic") << u"مرحبا"_s << u"\u2068مرحبا\u2069"_s;
    QTest::newRow("Hebrew within") << u"a-שלום-b"_s << u"\u2068a-שלום-b\u2069"_s;
    QTest::newRow("Arabic digits") << u"v١"_s << u"\u2068v١\u2069"_s;
    QTest::newRow("beyond 16 bits") << u"\U00010800"_s << u"\u2068\U00010800\u2069"_s;
    QTest::newRow("override") << u"a\u202Eb"_s << u"a<U+202E>b"_s;
    QTest::newRow("ends the isolate") << u"مر\u2069حبا"_s << u"\u2068مر<U+2069>حبا\u2069"_s;
    QTest::newRow("line feed") << u"a\nb"_s << u"a<U+000A>b"_s;
    QTest::newRow("delete") << u"a\x7f"_s << u"a<U+007F>"_s;
    QTest::newRow("first C1") << u"a"_s + QChar(0x80) << u"a<U+0080>"_s;
    QTest::newRow("last C1") << u"a"_s + QChar(0x9f) << u"a<U+009F>"_s;
}

void TestPrintable::namesAreIsolated()
{
    QFETCH(const QString, name);
    QFETCH(const QString, shown);
    QCOMPARE(isolated(name), shown);
}

void TestPrintable::composedTextKeepsItsLinesAndIsolates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("lines") << u"a\n\tb"_s << u"a\n\tb"_s;
    QTest::newRow("isolates") << u"\u2068م\u2069:1\n镜"_s << u"\u2068م\u2069:1\n镜"_s;
    QTest::newRow("override") << u"镜\n\u202Eb"_s << u"镜\n<U+202E>b"_s;
    QTest::newRow("delete") << u"a\n\x7f"_s << u"a\n<U+007F>"_s;
    QTest::newRow("open isolate") << u"\u2068a"_s << u"<U+2068>a"_s;
    QTest::newRow("end first") << u"\u2069a\u2068"_s << u"<U+2069>a<U+2068>"_s;
    QTest::newRow("another isolate") << u"\u2066a\u2069"_s << u"<U+2066>a<U+2069>"_s;
}

void TestPrintable::composedTextKeepsItsLinesAndIsolates()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(printableLines(text), shown);
}

void TestPrintable::aDisplayedTaskHoldsNothingHidden()
{
    const QString odd = u"a\u202Eb"_s;
    const QString shown = u"a<U+202E>b"_s;
    const auto taskOf = [](const QString &text) {
        const ImageRef image{.instanceId = text,
                             .regionId = text,
                             .repoNamespaceName = text,
                             .repoName = text,
                             .imageTag = text};
        return SyncTask{.id = text,
                        .ruleId = text,
                        .batchId = text,
                        .status = {.text = text},
                        .trigger = {.text = text},
                        .issue = {.text = text},
                        .linkId = text,
                        .imageFrom = image,
                        .imageTo = image};
    };
    QVERIFY(displayed(taskOf(odd)) == taskOf(shown));
    const ImageRef arabic{.repoName = u"مرحبا"_s, .imageTag = u"1.0"_s};
    QCOMPARE(displayed(arabic).path(), u"\u2068مرحبا\u2069:1.0"_s);
}

void TestPrintable::whatIsHiddenIsShownByItsNumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"team/nginx:1.27 <U>"_s << u"team/nginx:1.27 <U>"_s;
    QTest::newRow("Chinese") << u"镜像 “同步”"_s << u"镜像 “同步”"_s;
    QTest::newRow("beyond 16 bits") << u"a😀𠀀"_s << u"a😀𠀀"_s;
    QTest::newRow("combining") << u"e\u0301"_s << u"e\u0301"_s;
    QTest::newRow("override") << u"a\u202Egnp"_s << u"a<U+202E>gnp"_s;
    QTest::newRow("isolates") << u"\u2066x\u2069"_s << u"<U+2066>x<U+2069>"_s;
    QTest::newRow("escape") << u"\x1b[2J"_s << u"<U+001B>[2J"_s;
    QTest::newRow("null") << QString(1, QChar(0)) << u"<U+0000>"_s;
    QTest::newRow("line breaks, tab") << u"a\r\n\tb"_s << u"a<U+000D><U+000A><U+0009>b"_s;
    QTest::newRow("delete") << u"\x7f"_s << u"<U+007F>"_s;
    QTest::newRow("C1 sequence introducer") << QString(QChar(0x9b)) << u"<U+009B>"_s;
    QTest::newRow("separators") << u"\u2028\u2029"_s << u"<U+2028><U+2029>"_s;
    QTest::newRow("joiner") << u"a\u200Db\u200C"_s << u"a<U+200D>b<U+200C>"_s;
    QTest::newRow("byte order mark, soft hyphen") << u"\uFEFF\u00AD"_s << u"<U+FEFF><U+00AD>"_s;
    QTest::newRow("tag characters") << u"\U000E0041"_s << u"<U+E0041>"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u'x' << u"<U+D83D>x"_s;
}

void TestPrintable::whatIsHiddenIsShownByItsNumber()
{
    QFETCH(QString, text);
    QTEST(printable(text), "shown");
}

void TestPrintable::noControlOrFormatCharacterIsLeft()
{
    for (char32_t character = 0; character <= 0x10ffff; ++character) {
        const QString shown = printable(QStringView(QChar::fromUcs4(character)));
        QVERIFY(!shown.isEmpty());
        for (const QChar c : shown) {
            const QChar::Category category = c.category();
            QVERIFY(category != QChar::Other_Control && category != QChar::Other_Format &&
                    category != QChar::Separator_Line && category != QChar::Separator_Paragraph);
        }
    }
}

void TestPrintable::aTechnicalLineIsPrintable()
{
    const QString hostile = u"\x1b]0;x\a\u202E\x9b\r\n"_s;
    const QString line = technicalLine({.code = hostile,
                                        .message = hostile,
                                        .requestId = hostile,
                                        .operation = hostile,
                                        .host = hostile,
                                        .account = hostile});
    QCOMPARE(line, printable(line));
    QVERIFY2(line.contains(u"<U+001B>]0;x<U+0007><U+202E>"_s), qPrintable(line));
}

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
