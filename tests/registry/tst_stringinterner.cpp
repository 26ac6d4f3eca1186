#include "stringinterner.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestStringInterner final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalTextsAreOne();
    void textsThatLookAlikeStayApart();
    void manyTextsPushEachOtherOutUnharmed();
    void longTextsAreHandedThrough();
};

void TestStringInterner::equalTextsAreOne()
{
    StringInterner strings;
    const QString first = strings.intern("cn-hangzhou");
    const QString second = strings.intern(std::string("cn-hang") + "zhou");
    QCOMPARE(first, u"cn-hangzhou"_s);
    QCOMPARE(first.constData(), second.constData());
    QVERIFY(strings.intern("").isEmpty());
    QCOMPARE(strings.intern("镜"), u"镜"_s);
}

void TestStringInterner::textsThatLookAlikeStayApart()
{
    StringInterner strings;
    // Equal at both ends and in the middle, which is where the interner looks first.
    for (char c = 'a'; c <= 'z'; ++c) {
        std::string text(64, '-');
        text[12] = c;
        QCOMPARE(strings.intern(text), QString::fromStdString(text));
    }
    for (std::string text; text.size() < 20; text += 'x')
        QCOMPARE(strings.intern(text), QString::fromStdString(text));
}

void TestStringInterner::manyTextsPushEachOtherOutUnharmed()
{
    StringInterner strings;
    for (int round = 0; round < 2; ++round) {
        for (int number = 0; number < 50'000; ++number) {
            const std::string text = "tag-" + std::to_string(number);
            if (strings.intern(text) != QString::fromStdString(text))
                QFAIL(text.c_str());
        }
    }
}

void TestStringInterner::longTextsAreHandedThrough()
{
    StringInterner strings;
    const std::string text(StringInterner::longestText + 1, 'x');
    const QString first = strings.intern(text);
    const QString second = strings.intern(text);
    QCOMPARE(first, second);
    QVERIFY(first.constData() != second.constData());
}

QTEST_GUILESS_MAIN(TestStringInterner)
#include "tst_stringinterner.moc"
