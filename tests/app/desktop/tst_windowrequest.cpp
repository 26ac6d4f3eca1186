#include "windowrequest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

class TestWindowRequest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsReadAsItWasWritten_data();
    void aRequestIsReadAsItWasWritten();
    void aReplyIsReadAsItWasWritten();
    void anotherVersionIsToldFromNonsense();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void anOddTokenIsLeftOut_data();
    void anOddTokenIsLeftOut();
    void noBytesBreakTheReader();
};

namespace {

const WindowRequest fullRequest{.link = u"syncdashboard://view?name=%E5%A4%9C"_s,
                                .activation = "abc_TIME123",
                                .staysHidden = true};

QByteArray requestWith(const QString &key, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(writeRequest(fullRequest)).object();
    object[key] = value;
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

void TestWindowRequest::aRequestIsReadAsItWasWritten_data()
{
    QTest::addColumn<WindowRequest>("request");
    QTest::newRow("raise only") << WindowRequest{};
    QTest::newRow("everything") << fullRequest;
    QTest::newRow("odd text") << WindowRequest{.link = u"a\n\"\\\u202e\U0001F600"_s};
    QTest::newRow("longest link") << WindowRequest{.link = QString(8'193, QChar(0x4e00))};
}

void TestWindowRequest::aRequestIsReadAsItWasWritten()
{
    QFETCH(WindowRequest, request);
    const QByteArray line = writeRequest(request);
    QVERIFY(line.size() <= longestWindowMessage);
    QCOMPARE(line.indexOf('\n'), line.size() - 1);
    const auto read = readRequest(line);
    QVERIFY(read.has_value());
    QVERIFY(*read == request);
}

void TestWindowRequest::aReplyIsReadAsItWasWritten()
{
    for (const WindowReply &reply :
         {WindowReply{}, WindowReply{.isTaken = true}, WindowReply{.isOtherVersion = true}})
        QVERIFY(readReply(writeReply(reply)) == reply);
    QVERIFY(readReply("nonsense\n") == WindowReply{});
    QVERIFY(readReply({}) == WindowReply{});
}

void TestWindowRequest::anotherVersionIsToldFromNonsense()
{
    QVERIFY(readRequest(R"({"protocol":2,"whatever":[]})").error() == BadRequest::OtherVersion);
    QVERIFY(readRequest("GET / HTTP/1.1\n").error() == BadRequest::Malformed);
}

void TestWindowRequest::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("list") << QByteArray("[1]\n");
    QTest::newRow("no version") << QByteArray("{}\n");
    QTest::newRow("version in words") << requestWith(u"protocol"_s, u"1"_s);
    QTest::newRow("link is a number") << requestWith(u"link"_s, 1);
    QTest::newRow("link is too long") << requestWith(u"link"_s, QString(8'194, u'a'));
    QTest::newRow("hidden is a word") << requestWith(u"staysHidden"_s, u"yes"_s);
    QTest::newRow("one field too many") << requestWith(u"run"_s, u"rm"_s);
    QTest::newRow("too long") << QByteArray(longestWindowMessage + 1, ' ');
}

void TestWindowRequest::whatIsNoRequestIsRefused()
{
    QFETCH(QByteArray, line);
    const auto read = readRequest(line);
    QVERIFY(!read.has_value());
    QVERIFY(read.error() == BadRequest::Malformed);
}

void TestWindowRequest::anOddTokenIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("taken");
    QTest::newRow("token") << QByteArray("kwin-17_TIME4") << QByteArray("kwin-17_TIME4");
    QTest::newRow("line break") << QByteArray("a\nb") << QByteArray();
    QTest::newRow("not ASCII") << QByteArray("\xc3\xa4") << QByteArray();
    QTest::newRow("long") << QByteArray(257, 'a') << QByteArray();
}

void TestWindowRequest::anOddTokenIsLeftOut()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, taken);
    QCOMPARE(activationToken(token), taken);
    const auto read = readRequest(requestWith(u"activation"_s, QString::fromUtf8(token)));
    QVERIFY(read.has_value());
    QCOMPARE(read->activation, taken);
}

void TestWindowRequest::noBytesBreakTheReader()
{
    QRandomGenerator random(3);
    const QByteArray good = writeRequest(fullRequest);
    for (int i = 0; i < 5'000; ++i) {
        QByteArray bad = good;
        for (int change = random.bounded(1, 4); change > 0; --change)
            bad[random.bounded(static_cast<int>(bad.size()))] =
                static_cast<char>(random.bounded(256));
        if (const auto read = readRequest(bad))
            QVERIFY(read->link.size() <= 8'193);
    }
}

QTEST_GUILESS_MAIN(TestWindowRequest)
#include "tst_windowrequest.moc"
