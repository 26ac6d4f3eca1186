#include "jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

namespace {

QByteArray written(const QString &text)
{
    QByteArray json;
    appendJsonText(json, text);
    return json;
}

QString readAgain(const QByteArray &json)
{
    return QJsonDocument::fromJson('[' + json + ']').array().first().toString();
}

} // namespace

class TestJsonText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPlainStaysAsItIs();
    void aReaderGetsTheTextAgain_data();
    void aReaderGetsTheTextAgain();
    void aReaderGetsAnyTextAgain();
    void whatATerminalWouldObeyIsWrittenAsANumber_data();
    void whatATerminalWouldObeyIsWrittenAsANumber();
    void itIsAppended();
};

void TestJsonText::whatIsPlainStaysAsItIs()
{
    QCOMPARE(written({}), "\"\"");
    QCOMPARE(written(u"team/app:1.0 ~"_s), "\"team/app:1.0 ~\"");
    QCOMPARE(written(u"镜像 \U0001F600"_s), "\"镜像 \U0001F600\"");
}

void TestJsonText::aReaderGetsTheTextAgain_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a quotation mark first") << u"\"a"_s;
    QTest::newRow("a quotation mark last") << u"a\""_s;
    QTest::newRow("two backslashes") << u"a\\\\b"_s;
    QTest::newRow("line breaks and tabs") << u"\r\n\ta\n"_s;
    QTest::newRow("delete") << u"a\x7f"_s;
    QTest::newRow("another script between") << u"a镜b像"_s;
    QTest::newRow("an emoji last") << u"a\U0001F600"_s;
    QTest::newRow("a hidden character of two halves") << u"\U000E0041a"_s;
}

void TestJsonText::aReaderGetsTheTextAgain()
{
    QFETCH(const QString, text);
    QCOMPARE(readAgain(written(text)), text);
}

void TestJsonText::aReaderGetsAnyTextAgain()
{
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    const QString alphabet = u"a\"\\\n\t\x01\x7f é镜\u202e\u2028\ufeff/"_s;
    for (int run = 0; run < 2'000; ++run) {
        QString text;
        for (auto length = random() % 12; length > 0; --length) {
            const auto pick = static_cast<qsizetype>(random()) % (alphabet.size() + 1);
            text += pick < alphabet.size() ? QString(alphabet[pick]) : u"\U0001F600"_s;
        }
        QCOMPARE(readAgain(written(text)), text);
    }
}

void TestJsonText::whatATerminalWouldObeyIsWrittenAsANumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("escape") << u"\x1b[2J"_s << QByteArray("\"\\u001b[2J\"");
    QTest::newRow("a C1 control") << QString(QChar(0x9b)) << QByteArray("\"\\u009b\"");
    QTest::newRow("an override") << u"a\u202Eb"_s << QByteArray("\"a\\u202eb\"");
    QTest::newRow("a tag") << u"\U000E0041"_s << QByteArray("\"\\udb40\\udc41\"");
    QTest::newRow("half a pair") << QString(QChar(0xd83d)) << QByteArray("\"\\ud83d\"");
    QTest::newRow("the other half, before a letter")
        << QString(QChar(0xde00)) + u'a' << QByteArray("\"\\ude00a\"");
}

void TestJsonText::whatATerminalWouldObeyIsWrittenAsANumber()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, json);
    QCOMPARE(written(text), json);
}

void TestJsonText::itIsAppended()
{
    QByteArray json = "{\"a\":";
    appendJsonText(json, u"b");
    QCOMPARE(json, "{\"a\":\"b\"");
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
