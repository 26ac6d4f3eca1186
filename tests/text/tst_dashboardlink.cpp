#include "dashboardlink.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDashboardLink final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack_data();
    void whatIsWrittenIsReadBack();
    void whateverStandsInAQueryIsReadBack();
    void linksOfOtherProgramsThatMeanTheSameAreRead_data();
    void linksOfOtherProgramsThatMeanTheSameAreRead();
    void whatIsNoLinkIsRefusedWithASentence_data();
    void whatIsNoLinkIsRefusedWithASentence();
    void noTextBreaksTheParser();
    void whatIsReadIsWrittenAndReadTheSame();
};

void TestDashboardLink::whatIsWrittenIsReadBack_data()
{
    QTest::addColumn<DashboardLink>("link");
    QTest::addColumn<QString>("text");

    QTest::newRow("task") << DashboardLink(LinkedTask{.instanceId = u"cri-a1"_s,
                                                      .taskId = u"6D5C-4B.2:9_x"_s})
                          << u"syncdashboard://task/cri-a1/6D5C-4B.2:9_x"_s;
    QTest::newRow("query") << DashboardLink(LinkedQuery{.query = u"status:failed since:24h"_s,
                                                        .range = u"week"_s})
                           << u"syncdashboard://query?q=status:failed%20since:24h&range=week"_s;
    QTest::newRow("query of everything")
        << DashboardLink(LinkedQuery{}) << u"syncdashboard://query?q="_s;
    QTest::newRow("signs of its own") << DashboardLink(LinkedQuery{.query = u"a&b=c?d#e%41+f"_s})
                                      << u"syncdashboard://query?q=a%26b=c%3Fd%23e%2541%2Bf"_s;
    QTest::newRow("view") << DashboardLink(LinkedView{.name = u"夜班 1"_s})
                          << u"syncdashboard://view?name=%E5%A4%9C%E7%8F%AD%201"_s;
}

void TestDashboardLink::whatIsWrittenIsReadBack()
{
    QFETCH(DashboardLink, link);
    QFETCH(QString, text);
    QCOMPARE(writeLink(link), text);
    const auto read = parseLink(text);
    QVERIFY(read.has_value());
    QVERIFY(*read == link);
}

void TestDashboardLink::whateverStandsInAQueryIsReadBack()
{
    QRandomGenerator random(13);
    for (int i = 0; i < 2'000; ++i) {
        QString query;
        const int length = random.bounded(60);
        for (int at = 0; at < length; ++at) {
            // Printable ASCII, CJK, and what needs two units.
            const int kind = random.bounded(3);
            const char32_t character = kind == 0   ? U' ' + random.bounded(95U)
                                       : kind == 1 ? U'\u4e00' + random.bounded(500U)
                                                   : U'\U0001F300' + random.bounded(100U);
            query += QString::fromUcs4(&character, 1);
        }
        const DashboardLink link = LinkedQuery{.query = query, .range = u"day"_s};
        const auto read = parseLink(writeLink(link));
        QVERIFY2(read && *read == link, qPrintable(query));
    }
}

void TestDashboardLink::linksOfOtherProgramsThatMeanTheSameAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("case of the scheme") << u"SyncDashboard://query?q=a"_s;
    QTest::newRow("slash of a browser") << u"syncdashboard://query/?q=a"_s;
    QTest::newRow("needless percent sign") << u"syncdashboard://query?q=%61"_s;
}

void TestDashboardLink::linksOfOtherProgramsThatMeanTheSameAreRead()
{
    QFETCH(QString, text);
    const auto read = parseLink(text);
    QVERIFY(read.has_value());
    QVERIFY(*read == DashboardLink(LinkedQuery{.query = u"a"_s}));
}

void TestDashboardLink::whatIsNoLinkIsRefusedWithASentence_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("another scheme") << u"https://query?q=a"_s;
    QTest::newRow("no authority") << u"syncdashboard:query?q=a"_s;
    QTest::newRow("scheme only") << u"syncdashboard://"_s;
    QTest::newRow("unknown kind") << u"syncdashboard://retry/cri-a/1"_s;
    QTest::newRow("unknown kind with values") << u"syncdashboard://retry?task=1"_s;
    QTest::newRow("task without an instance") << u"syncdashboard://task/1"_s;
    QTest::newRow("task with a part too many") << u"syncdashboard://task/cri-a/1/2"_s;
    QTest::newRow("task with values") << u"syncdashboard://task/cri-a/1?retry=yes"_s;
    QTest::newRow("empty task") << u"syncdashboard://task/cri-a/"_s;
    QTest::newRow("hidden slash") << u"syncdashboard://task/cri-a/1%2F2"_s;
    QTest::newRow("quote in an id") << u"syncdashboard://task/cri-a/1%22"_s;
    QTest::newRow("long id") << u"syncdashboard://task/cri-a/"_s + QString(129, u'1');
    QTest::newRow("query without q") << u"syncdashboard://query?range=day"_s;
    QTest::newRow("query with another value") << u"syncdashboard://query?q=a&run=1"_s;
    QTest::newRow("query twice") << u"syncdashboard://query?q=a&q=b"_s;
    QTest::newRow("value without a name") << u"syncdashboard://query?=a"_s;
    QTest::newRow("range that is no word") << u"syncdashboard://query?q=a&range=1h"_s;
    QTest::newRow("long query") << u"syncdashboard://query?q="_s + QString(4'001, u'a');
    QTest::newRow("long link") << u"syncdashboard://query?q="_s + QString(9'000, u'a');
    QTest::newRow("half a percent sign") << u"syncdashboard://query?q=a%4"_s;
    QTest::newRow("sign in a percent sign") << u"syncdashboard://query?q=a%+1"_s;
    QTest::newRow("not UTF-8") << u"syncdashboard://query?q=%C3%28"_s;
    QTest::newRow("overlong UTF-8") << u"syncdashboard://query?q=%C0%AF"_s;
    QTest::newRow("half a pair") << u"syncdashboard://query?q=%ED%A0%80"_s;
    QTest::newRow("line break") << u"syncdashboard://query?q=a%0Ab"_s;
    QTest::newRow("null") << u"syncdashboard://query?q=a%00b"_s;
    QTest::newRow("direction override") << u"syncdashboard://view?name=a%E2%80%AEb"_s;
    QTest::newRow("space") << u"syncdashboard://query?q=a b"_s;
    QTest::newRow("letter that is not ASCII") << u"syncdashboard://query?q=ä"_s;
    QTest::newRow("fragment") << u"syncdashboard://query?q=a#b"_s;
    QTest::newRow("view without a name") << u"syncdashboard://view?name="_s;
    QTest::newRow("long name") << u"syncdashboard://view?name="_s + QString(201, u'a');
}

void TestDashboardLink::whatIsNoLinkIsRefusedWithASentence()
{
    QFETCH(QString, text);
    const auto read = parseLink(text);
    QVERIFY(!read.has_value());
    QVERIFY2(read.error().endsWith(u'.'), qPrintable(read.error()));
}

void TestDashboardLink::noTextBreaksTheParser()
{
    QRandomGenerator random(7);
    const QString signs = u"task/query?q=&range=name%0aF#+ \u202e~"_s;
    for (int i = 0; i < 20'000; ++i) {
        QString text = u"syncdashboard://"_s;
        for (int at = random.bounded(40); at > 0; --at)
            text += signs.at(random.bounded(static_cast<int>(signs.size())));
        const auto read = parseLink(text);
        if (!read)
            QVERIFY(!read.error().isEmpty());
    }
}

void TestDashboardLink::whatIsReadIsWrittenAndReadTheSame()
{
    QRandomGenerator random(21);
    const QString kinds[] = {u"syncdashboard://query?q="_s, u"syncdashboard://view?name="_s,
                             u"syncdashboard://task/cri-1/"_s};
    int readable = 0;
    for (int i = 0; i < 5'000; ++i) {
        QString text = kinds[random.bounded(3)];
        for (int at = random.bounded(20); at > 0; --at)
            text += random.bounded(4) == 0
                        ? u"%%1"_s.arg(random.bounded(0x20, 0x7f), 2, 16, QChar(u'0'))
                        : QString(QChar(random.bounded(0x21, 0x7f)));
        const auto read = parseLink(text);
        if (!read)
            continue;
        ++readable;
        const auto again = parseLink(writeLink(*read));
        QVERIFY2(again && *again == *read, qPrintable(text));
    }
    QVERIFY(readable > 500);
}

QTEST_GUILESS_MAIN(TestDashboardLink)
#include "tst_dashboardlink.moc"
