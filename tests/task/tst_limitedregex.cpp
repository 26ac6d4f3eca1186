#include "limitedregex.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Outcome = LimitedRegex::Outcome;

namespace {

const QString manyLetters = QString(40, u'a') + u'!';

} // namespace

class TestLimitedRegex final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTakesTooManyStepsIsNotDecided_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("repetition in a repetition") << u"^(a+)+$"_s;
        QTest::newRow("not anchored") << u"(a+)+$"_s;
        QTest::newRow("alternatives that overlap") << u"^(a|aa)+$"_s;
        QTest::newRow("in a look-ahead") << u"(?=(a+)+$)a"_s;
        QTest::newRow("in a look-behind's neighbour") << u"(?<!b)(a*)*$"_s;
        QTest::newRow("recursion") << u"^(a|(?R))*$"_s;
        QTest::newRow("back-reference") << u"^(a+)+\\1$"_s;
        QTest::newRow("without the compiler of PCRE2") << u"(*NO_JIT)^(a+)+$"_s;
        QTest::newRow("a higher limit of its own") << u"(*LIMIT_MATCH=4000000000)^(a+)+$"_s;
        QTest::newRow("after another setting") << u"(*UCP)(*LIMIT_MATCH=4000000000)^(a+)+$"_s;
        QTest::newRow("several limits") << u"(*LIMIT_DEPTH=9)(*LIMIT_MATCH=4000000000)^(a+)+$"_s;
    }

    void whatTakesTooManyStepsIsNotDecided()
    {
        QFETCH(QString, pattern);
        QCOMPARE(LimitedRegex(pattern).match(manyLetters), Outcome::Undecided);
        QCOMPARE(LimitedRegex(pattern, QRegularExpression::CaseInsensitiveOption)
                     .match(manyLetters.toUpper()),
                 Outcome::Undecided);
    }

    void theRestIsDecided_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<Outcome>("expected");
        const QString image = u"team/payments-api:1.27.4-alpine3.19-amd64"_s;
        QTest::newRow("word") << u"payments"_s << image << Outcome::Match;
        QTest::newRow("other word") << u"billing"_s << image << Outcome::NoMatch;
        QTest::newRow("whole image")
            << u"^([a-z]+/)+[a-z-]+:\\d+(\\.\\d+)*-.*amd64$"_s << image << Outcome::Match;
        QTest::newRow("many dots")
            << u".*-.*-.*-.*-arm64$"_s << image.repeated(5) << Outcome::NoMatch;
        QTest::newRow("possessive") << u"^(a++)+$"_s << manyLetters << Outcome::NoMatch;
        QTest::newRow("setting") << u"(*UCP)\\w!"_s << u"é!"_s << Outcome::Match;
        QTest::newRow("a lower limit of its own")
            << u"(*LIMIT_MATCH=1)^(a|b)+!$"_s << manyLetters << Outcome::Match;
        QTest::newRow("not valid") << u"(a"_s << u"(a"_s << Outcome::NoMatch;
        QTest::newRow("half of a character")
            << u"a"_s << QString(QChar(0xd800)) + QChar(u'a') << Outcome::Match;
    }

    void theRestIsDecided()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(Outcome, expected);
        QCOMPARE(LimitedRegex(pattern).match(text), expected);
    }

    void theWholeIsMatchedWithSettingsToo()
    {
        const LimitedRegex whole(u"(*UCP)v1|v2"_s, QRegularExpression::NoPatternOption,
                                 LimitedRegex::Extent::Whole);
        QCOMPARE(whole.match(u"v2"_s), Outcome::Match);
        QCOMPARE(whole.match(u"v21"_s), Outcome::NoMatch);
    }

    void theSumOverManyTextsIsLimitedToo()
    {
        // Each takes nearly as many steps as one text may.
        const LimitedRegex regex(u"^(a+)+$"_s);
        const QString expensive = QString(12, u'a') + u'!';
        QCOMPARE(regex.match(expensive), Outcome::NoMatch);
        for (int i = 0; i < 1000; ++i)
            [[maybe_unused]] const Outcome outcome = regex.match(expensive);
        QCOMPARE(regex.match(expensive), Outcome::Undecided);
        QCOMPARE(regex.match(u"aaa"_s), Outcome::Match);
    }
};

QTEST_GUILESS_MAIN(TestLimitedRegex)
#include "tst_limitedregex.moc"
