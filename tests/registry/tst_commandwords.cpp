#include "commandwords.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestCommandWords final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommandIsSplitWithoutAShell_data();
    void aCommandIsSplitWithoutAShell();
};

void TestCommandWords::aCommandIsSplitWithoutAShell_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("words"); // in brackets; none: the command is refused
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("blanks") << u" \t "_s << u""_s;
    QTest::newRow("words") << u" give  me\tkeys "_s << u"[give][me][keys]"_s;
    QTest::newRow("double quotes") << u"\"a b\" c"_s << u"[a b][c]"_s;
    QTest::newRow("single quotes") << u"'a \"b' c"_s << u"[a \"b][c]"_s;
    QTest::newRow("within a word") << u"a'b c'd"_s << u"[ab cd]"_s;
    QTest::newRow("an empty word") << u"a '' b"_s << u"[a][][b]"_s;
    QTest::newRow("backslash outside") << u"a\\ b \\'c"_s << u"[a b]['c]"_s;
    QTest::newRow("backslash in double quotes") << u"\"a\\\"b\\n\""_s << u"[a\"b\\n]"_s;
    QTest::newRow("backslash in single quotes") << u"'a\\b'"_s << u"[a\\b]"_s;
    QTest::newRow("nothing is expanded")
        << u"$HOME `ls` * ; a|b >c"_s << u"[$HOME][`ls`][*][;][a|b][>c]"_s;
    QTest::newRow("double quote left open") << u"a \"b"_s << u"refused"_s;
    QTest::newRow("single quote left open") << u"a 'b"_s << u"refused"_s;
    QTest::newRow("backslash at the end") << u"a \\"_s << u"refused"_s;
}

void TestCommandWords::aCommandIsSplitWithoutAShell()
{
    QFETCH(QString, command);
    const std::optional<QStringList> words = commandWords(command);
    QString drawn = words ? QString() : u"refused"_s;
    for (const QString &word : words.value_or(QStringList()))
        drawn += u'[' + word + u']';
    QTEST(drawn, "words");
}

QTEST_GUILESS_MAIN(TestCommandWords)
#include "tst_commandwords.moc"
