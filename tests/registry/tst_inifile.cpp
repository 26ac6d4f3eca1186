#include "inifile.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestIniFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSectionIsReadAsTheVendorsSdksWriteIt_data();
    void aSectionIsReadAsTheVendorsSdksWriteIt();
    void aSectionThatIsNotThereIsNone();
};

void TestIniFile::aSectionIsReadAsTheVendorsSdksWriteIt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value"); // of the key "a" of section [s]
    QTest::newRow("blanks around it") << QByteArray("[s]\n  a =  1 ") << u"1"_s;
    QTest::newRow("no blanks") << QByteArray("[s]\na=1") << u"1"_s;
    QTest::newRow("a name in capital letters") << QByteArray("[s]\nA=1") << u"1"_s;
    QTest::newRow("lines of another system") << QByteArray("[s]\r\na=1\r\n") << u"1"_s;
    QTest::newRow("a comment behind it") << QByteArray("[s]\na=1 ; not 2") << u"1"_s;
    QTest::newRow("a sign of a comment within") << QByteArray("[s]\na=1;2#3") << u"1;2#3"_s;
    QTest::newRow("a line that is a comment") << QByteArray("[s]\n;a=1\n# a=2\n") << QString();
    QTest::newRow("commas") << QByteArray("[s]\na=1,2") << u"1,2"_s;
    QTest::newRow("an equals sign within") << QByteArray("[s]\na=1==") << u"1=="_s;
    QTest::newRow("quotation marks") << QByteArray("[s]\na=\"1\"") << u"1"_s;
    QTest::newRow("another section before") << QByteArray("[t]\na=2\n[s]\na=1") << u"1"_s;
    QTest::newRow("another section behind") << QByteArray("[s]\na=1\n[t]\na=2") << u"1"_s;
    QTest::newRow("a blank in the head") << QByteArray("[ s ]\na=1") << u"1"_s;
    QTest::newRow("twice: the last") << QByteArray("[s]\na=1\na=2") << u"2"_s;
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF[s]\na=1") << u"1"_s;
    QTest::newRow("no equals sign") << QByteArray("[s]\na") << QString();
}

void TestIniFile::aSectionIsReadAsTheVendorsSdksWriteIt()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, value);
    const std::optional<IniSection> section = iniSection(text, u"s"_s);
    QVERIFY(section.has_value());
    QCOMPARE(section->value(u"a"_s), value);
}

void TestIniFile::aSectionThatIsNotThereIsNone()
{
    QVERIFY(!iniSection("[s]\na=1", u"S"_s));
    QVERIFY(!iniSection("a=1", u"s"_s));
    QVERIFY(!iniSection({}, u"s"_s));
}

QTEST_GUILESS_MAIN(TestIniFile)
#include "tst_inifile.moc"
