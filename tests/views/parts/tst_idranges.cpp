#include "idranges.h"
#include "theme.h"
#include "wrappedtext.h"

#include <QStringList>
#include <QTest>

using namespace Qt::StringLiterals;

class TestIdRanges final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsAreFoundInASentence_data();
    void idsAreFoundInASentence();
    void aSentenceShowsItsIdsInTheFixedFont();
    void aTextAfterAnIdIsNotInTheFixedFont();
};

void TestIdRanges::idsAreFoundInASentence_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("instance") << u"cri-ax28kmrmy1jb338r: no answer."_s
                              << QStringList{u"cri-ax28kmrmy1jb338r"_s};
    QTest::newRow("rule and task") << u"By rule crsr-7lph66uloi6h, task rst-32x7."_s
                                   << QStringList{u"crsr-7lph66uloi6h"_s, u"rst-32x7"_s};
    QTest::newRow("request") << u"request id 031572FA-7D8F-4C05-B790-1071E0E05DE6 (HTTP 403)"_s
                             << QStringList{u"031572FA-7D8F-4C05-B790-1071E0E05DE6"_s};
    QTest::newRow("digests") << u"sha256:3b95c3f7, 3b95c3f7…a62bfd77 and sha256:3b95c3f7…a62b"_s
                             << QStringList{u"sha256:3b95c3f7"_s, u"sha256:3b95c3f7…a62b"_s};
    QTest::newRow("bare digest") << u"Layer 45023655bf39c382 failed"_s
                                 << QStringList{u"45023655bf39c382"_s};
    QTest::newRow("Chinese beside it") << u"实例cri-a1没有应答"_s << QStringList{u"cri-a1"_s};
    QTest::newRow("none") << u"Hangzhou → Frankfurt: 36204 of 120000000000 in cn-hangzhou, "
                             "defaced, pre-cri-1, web/cri"_s
                          << QStringList();
}

void TestIdRanges::idsAreFoundInASentence()
{
    QFETCH(const QString, sentence);
    QStringList found;
    for (const IdRange &range : idRanges(sentence))
        found << sentence.mid(range.start, range.length);
    QTEST(found, "ids");
}

void TestIdRanges::aSentenceShowsItsIdsInTheFixedFont()
{
    WrappedText text;
    text.showText(u"Instance cri-32x7 refuses."_s);
    QTextCursor cursor(text.document());
    const auto familyAt = [&cursor](int position) {
        cursor.setPosition(position + 1); // of the character before it
        return cursor.charFormat().font().families().value(0);
    };
    QCOMPARE(familyAt(9), fixedFont().family());
    QCOMPARE(familyAt(17), fixedFont().family()); // with the joiner behind its hyphen
    QVERIFY(familyAt(8) != fixedFont().family());
    QVERIFY(familyAt(18) != fixedFont().family());
    QCOMPARE(text.toPlainText().remove(QChar(0x2060)), u"Instance cri-32x7 refuses."_s);
}

void TestIdRanges::aTextAfterAnIdIsNotInTheFixedFont()
{
    WrappedText text;
    text.showText(u"cri-32x7"_s);
    text.showText(u"All is well."_s);
    QTextCursor cursor(text.document());
    cursor.setPosition(1);
    QVERIFY(cursor.charFormat().font().families().value(0) != fixedFont().family());
}

QTEST_MAIN(TestIdRanges)
#include "tst_idranges.moc"
