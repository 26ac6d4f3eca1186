#include "jsontoken.h"

#include <QTest>

#include <limits>
#include <string>

using namespace Qt::StringLiterals;

class TestJsonToken final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAValueIsIsSeenFromItsBeginning_data();
    void whatAValueIsIsSeenFromItsBeginning();
    void theWholeValueEndsWithItsLastBracketOrQuote_data();
    void theWholeValueEndsWithItsLastBracketOrQuote();
    void aValueThatIsCutOffEndsWithTheReply();
    void onlyATextWithoutEscapesIsTakenAsItIs_data();
    void onlyATextWithoutEscapesIsTakenAsItIs();
    void halfACharacterIsFound_data();
    void halfACharacterIsFound();
    void wholeNumbersAreReadHoweverTheyAreWritten_data();
    void wholeNumbersAreReadHoweverTheyAreWritten();
    void aTimeNeedsItsOffset_data();
    void aTimeNeedsItsOffset();
};

void TestJsonToken::whatAValueIsIsSeenFromItsBeginning_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("kinds"); // text, container, number, flag, JSON
    const auto row = [](const char *raw, const char *kinds) {
        QTest::newRow(raw) << QByteArray(raw) << QByteArray(kinds);
    };
    row("\"a\"", "tj");
    row("{\"a\":1}", "cj");
    row("[", "cj");
    row("1", "nj");
    row("-1", "nj");
    row("1.5e3", "nj");
    row("1e999", "nj"); // too large, but a number
    row("true", "fj");
    row("false", "fj");
    row("null", "j");
    row("null ", "j");
    row("true\r\n", "j"); // a flag once it is trimmed
    row("-", "");
    row("+1", "");
    row("1a", "");
    row("True", "");
    row("nul", "");
    row("", "");
}

void TestJsonToken::whatAValueIsIsSeenFromItsBeginning()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const QByteArray, kinds);
    const std::string text = raw.toStdString();
    const JsonToken seen(text);
    QCOMPARE(seen.isText(), kinds.contains('t'));
    QCOMPARE(seen.opensContainer(), kinds.contains('c'));
    QCOMPARE(seen.isNumber(), kinds.contains('n'));
    QCOMPARE(seen.isFlag(), kinds.contains('f'));
    QCOMPARE(seen.isJson(), kinds.contains('j'));
}

void TestJsonToken::theWholeValueEndsWithItsLastBracketOrQuote_data()
{
    QTest::addColumn<QByteArray>("whole");
    for (const char *whole : {R"("a")", R"("a\"b")", R"("a\\")", R"({})", R"({"a":{"b":[1,2]}})",
                              R"(["]","}"])", R"({"a":"\"}"})", R"([[],[{}]])", "12", "true"})
        QTest::newRow(whole) << QByteArray(whole);
}

void TestJsonToken::theWholeValueEndsWithItsLastBracketOrQuote()
{
    QFETCH(const QByteArray, whole);
    for (const char *after : {"", ",\"next\":[1]}", " }"}) {
        const std::string reply = whole.toStdString() + after;
        const bool isScalar = whole.front() != '"' && whole.front() != '{' && whole.front() != '[';
        // Of a scalar simdjson says where it ends, but for blanks.
        const std::string_view raw =
            isScalar ? std::string_view(reply).substr(0, static_cast<std::size_t>(whole.size()))
                     : std::string_view(reply).substr(0, 1);
        const std::string_view found = JsonToken(raw).whole(reply.data() + reply.size());
        QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), whole);
    }
}

void TestJsonToken::aValueThatIsCutOffEndsWithTheReply()
{
    for (const std::string &reply :
         std::initializer_list<std::string>{R"({"a":[1)", R"("abc)", R"("abc\)", R"({"a":"x)"}) {
        const std::string_view found =
            JsonToken(std::string_view(reply).substr(0, 1)).whole(reply.data() + reply.size());
        QCOMPARE(std::string(found), reply);
    }
}

void TestJsonToken::onlyATextWithoutEscapesIsTakenAsItIs_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<bool>("isPlain");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray(R"("abc")") << true << QByteArray("abc");
    QTest::newRow("empty") << QByteArray(R"("")") << true << QByteArray();
    QTest::newRow("blanks after") << QByteArray("\"abc\"  \n") << true << QByteArray("abc");
    QTest::newRow("not ASCII") << QByteArray("\"\xe5\x8c\x97\"") << true
                               << QByteArray("\xe5\x8c\x97");
    QTest::newRow("escape") << QByteArray(R"("a\nb")") << false << QByteArray();
    QTest::newRow("quote") << QByteArray(R"("a\"b")") << false << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"("abc)") << false << QByteArray();
}

void TestJsonToken::onlyATextWithoutEscapesIsTakenAsItIs()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const bool, isPlain);
    QFETCH(const QByteArray, text);
    const std::string token = raw.toStdString();
    std::string_view taken;
    QCOMPARE(JsonToken(token).takePlainText(taken), isPlain);
    if (isPlain)
        QCOMPARE(QByteArray(taken.data(), static_cast<qsizetype>(taken.size())), text);
}

void TestJsonToken::halfACharacterIsFound_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<bool>("isHalf");
    QTest::newRow("first half") << QByteArray(R"("a\ud83d")") << true;
    QTest::newRow("second half") << QByteArray(R"("\uDC00")") << true;
    QTest::newRow("capitals") << QByteArray(R"("\uDBFF")") << true;
    QTest::newRow("another character") << QByteArray(R"("\u00e9")") << false;
    QTest::newRow("before the surrogates") << QByteArray(R"("\ud7ff")") << false;
    QTest::newRow("after another escape") << QByteArray(R"("\u0041\udfff")") << true;
    QTest::newRow("cut off") << QByteArray(R"("\ud)") << false;
}

void TestJsonToken::halfACharacterIsFound()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const bool, isHalf);
    const std::string token = raw.toStdString();
    QCOMPARE(JsonToken(token).hasSurrogate(), isHalf);
}

void TestJsonToken::wholeNumbersAreReadHoweverTheyAreWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<qint64>("number");
    const auto good = [](const char *text, qint64 number) {
        QTest::newRow(text) << QByteArray(text) << true << number;
    };
    const auto bad = [](const char *text) {
        QTest::newRow(text) << QByteArray(text) << false << qint64{0};
    };
    good("3", 3);
    good("-3", -3);
    good("+3", 3);
    good(" 3\t", 3);
    good("3.0", 3);
    good("3e0", 3);
    good("1e3", 1000);
    good("9223372036854775807", std::numeric_limits<qint64>::max());
    good("-9223372036854775808", std::numeric_limits<qint64>::min());
    good("9007199254740992.0", 9'007'199'254'740'992);
    bad("9223372036854775808"); // one more than there is
    bad("9007199254740994.0");  // a real number that large is not exact
    bad("3.5");
    bad("++3");
    bad("+-3");
    bad("3a");
    bad("");
    bad("nan");
    bad("inf");
}

void TestJsonToken::wholeNumbersAreReadHoweverTheyAreWritten()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isWhole);
    QFETCH(const qint64, number);
    std::int64_t read = 0;
    QCOMPARE(integerFromText(text.toStdString(), read), isWhole);
    if (isWhole)
        QCOMPARE(qint64{read}, number);
}

void TestJsonToken::aTimeNeedsItsOffset_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("unixMs"); // 0: it is none
    QTest::newRow("UTC") << QByteArray("2026-11-24T14:00:00Z") << qint64{1'795'528'800'000};
    QTest::newRow("offset") << QByteArray("2026-11-24T22:00:00+08:00") << qint64{1'795'528'800'000};
    QTest::newRow("milliseconds") << QByteArray("2026-11-24T14:00:00.250Z")
                                  << qint64{1'795'528'800'250};
    QTest::newRow("blanks") << QByteArray(" 2026-11-24T14:00:00Z ") << qint64{1'795'528'800'000};
    QTest::newRow("local") << QByteArray("2026-11-24T14:00:00") << qint64{0};
    QTest::newRow("no such day") << QByteArray("2026-11-31T14:00:00Z") << qint64{0};
    QTest::newRow("a word") << QByteArray("yesterday") << qint64{0};
    QTest::newRow("megabytes") << QByteArray("2026-11-24T14:00:00Z").append(100, '0') << qint64{0};
}

void TestJsonToken::aTimeNeedsItsOffset()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, unixMs);
    std::int64_t read = 0;
    QCOMPARE(unixMsFromIsoText(text.toStdString(), read), unixMs != 0);
    if (unixMs != 0)
        QCOMPARE(qint64{read}, unixMs);
}

QTEST_GUILESS_MAIN(TestJsonToken)
#include "tst_jsontoken.moc"
