#include "caseregistry.h"
#include "commandline.h"
#include "hastenedclock.h"
#include "listcommand.h"
#include "queries.h"
#include "registryclient.h"
#include "registryclock.h"

#include <QBuffer>
#include <QFile>
#include <QLocale>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What "sync-dashboard list" says of a registry that holds one of the cases.
struct CaseRun {
    explicit CaseRun(const QString &caseFile, const QString &text = {},
                     ListFormat format = ListFormat::Ndjson,
                     std::chrono::milliseconds computerIsAhead = 0ms, QIODevice *printer = nullptr)
        : registry(QStringLiteral(FIXTURES_DIR) + u"/cases/"_s + caseFile, registryTime)
    {
        if (!registry.isReady())
            qFatal("%s cannot be read", qPrintable(caseFile));
        computer.putForward(computerIsAhead);
        RegistryClock clock(computer);
        RegistryClient client({.accessKeyId = "id", .accessKeySecret = Secret("secret")},
                              {.ownEndpoint = registry.endpoint()}, clock);
        client.tellServerTimes([&clock](const ServerTime &time) { clock.learn(time); });
        QBuffer out(&output);
        QBuffer err(&errors);
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        code = runList(client, {{.regionId = u"cn-hangzhou"_s}}, clock,
                       {.query = query(text), .format = format}, printer ? *printer : out, err);
    }
    [[nodiscard]] QByteArrayList ids() const
    {
        QByteArrayList found;
        for (const QByteArray &line : output.split('\n')) {
            const QByteArray key = "\"syncTaskId\":\"";
            const qsizetype begin = line.indexOf(key) + key.size();
            if (line.contains(key))
                found << line.mid(begin, line.indexOf('"', begin) - begin);
        }
        return found;
    }

    HastenedClock registryTime{};
    HastenedClock computer{};
    CaseRegistry registry;
    QByteArray output{};
    QByteArray errors{};
    int code = -1;
};

QStringList queriesOfTheCase()
{
    QFile file(QStringLiteral(FIXTURES_DIR "/cases/fullwidth-punctuation/queries.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

/// The inputs of tests/fixtures/cases, as the command line meets them.
class TestCases final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneThatRefusesIsNamedAndLeavesTheOthers();
    void oneOddValueLosesNothing();
    void directionsOfTextAreShownAsWhatTheyAre();
    void aSpreadsheetRunsNoName();
    void aClockThatIsAheadMakesNoTaskStuck();
    void signsOfAChineseKeyboardAreRead_data();
    void signsOfAChineseKeyboardAreRead();
    void aFullDiskAtTheLastFlushIsSaid();
    void theSystemsLocaleChangesNothing();
    void whatOthersHoldIsPrinted_data();
    void whatOthersHoldIsPrinted();
};

void TestCases::oneThatRefusesIsNamedAndLeavesTheOthers()
{
    const CaseRun run(u"one-refuses/data.json"_s);
    QCOMPARE(run.code, 1);
    QCOMPARE(run.ids(), QByteArrayList{"rst-b1"});
    QVERIFY2(run.errors.contains("instance alpha (cri-a) in cn-hangzhou: ") &&
                 run.errors.contains("INSTANCE_STATUS_NOT_SUPPORT"),
             run.errors.constData());
    QCOMPARE(run.errors.count('\n'), 1);
}

void TestCases::oneOddValueLosesNothing()
{
    const CaseRun run(u"odd-value/data.json"_s);
    QCOMPARE(run.code, 0);
    QCOMPARE(run.ids().size(), 2);
    QVERIFY(run.output.contains(R"("linkId":"17")"));
}

void TestCases::directionsOfTextAreShownAsWhatTheyAre()
{
    const CaseRun run(u"bidi-override/data.json"_s, {}, ListFormat::Table);
    QCOMPARE(run.code, 0);
    const QString printed = QString::fromUtf8(run.output);
    QVERIFY(!printed.contains(QChar(0x202E)));
    QVERIFY(printed.contains(u"<U+202E>gpj.exe"));
    QVERIFY(printed.contains(QChar(0x2068) + u"مرحبا"_s));
}

void TestCases::aSpreadsheetRunsNoName()
{
    const CaseRun run(u"clipboard-formula/data.json"_s, {}, ListFormat::Csv);
    QCOMPARE(run.code, 0);
    QVERIFY(run.output.startsWith("\xEF\xBB\xBF"));
    const QString printed = QString::fromUtf8(run.output);
    for (const QString &name : {u"=cmd|"_s, u"\n=1+1"_s, u"＝1+1"_s}) {
        QVERIFY2(printed.contains(u'\'' + name), qPrintable(name));
        QVERIFY2(!printed.contains(u',' + name) && !printed.contains(u",\""_s + name),
                 qPrintable(name));
    }
}

void TestCases::aClockThatIsAheadMakesNoTaskStuck()
{
    for (const auto ahead : {0min, 13min, -13min}) {
        const CaseRun stuck(u"clock-ahead/data.json"_s, u"is:stuck"_s, ListFormat::Ndjson, ahead);
        QCOMPARE(stuck.ids(), QByteArrayList());
        const CaseRun young(u"clock-ahead/data.json"_s, u"status:running age<1m"_s,
                            ListFormat::Ndjson, ahead);
        QCOMPARE(young.ids(), QByteArrayList{"rst-run1"});
    }
}

void TestCases::signsOfAChineseKeyboardAreRead_data()
{
    QTest::addColumn<QString>("text");
    const QStringList queries = queriesOfTheCase();
    QVERIFY(!queries.isEmpty());
    for (const QString &text : queries)
        QTest::newRow(qPrintable(text)) << text;
}

void TestCases::signsOfAChineseKeyboardAreRead()
{
    QFETCH(const QString, text);
    const CaseRun run(u"fullwidth-punctuation/data.json"_s, text);
    QCOMPARE(run.code, 0);
    QCOMPARE(run.ids(), QByteArrayList{"rst-a1"});
}

void TestCases::aFullDiskAtTheLastFlushIsSaid()
{
    for (const ListFormat format :
         {ListFormat::Table, ListFormat::Json, ListFormat::Ndjson, ListFormat::Csv}) {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly));
        const CaseRun run(u"stdout-last-flush/data.json"_s, {}, format, 0ms, &full);
        QCOMPARE(run.code, 1);
        QVERIFY2(run.errors.contains("cannot write"), run.errors.constData());
        QCOMPARE(run.errors.count('\n'), 1);
    }
}

void TestCases::theSystemsLocaleChangesNothing()
{
    const auto times = [](const QByteArray &output) { return output.count(':'); };
    const CaseRun usual(u"locale-arabic/data.json"_s, {}, ListFormat::Table);
    for (const QString &name : {u"ar_EG"_s, u"fa_IR"_s, u"mr_IN"_s}) {
        QLocale::setDefault(QLocale(name));
        const CaseRun run(u"locale-arabic/data.json"_s, {}, ListFormat::Table);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(run.code, 0);
        QCOMPARE(times(run.output), times(usual.output));
        const QString printed = QString::fromUtf8(run.output);
        QVERIFY(std::ranges::none_of(
            printed, [](QChar sign) { return sign.isDigit() && sign.unicode() > u'9'; }));
    }
}

void TestCases::whatOthersHoldIsPrinted_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("tasks");
    QTest::newRow("notify-markup, before") << u"notify-markup/before.json"_s << 1;
    QTest::newRow("notify-markup, after") << u"notify-markup/after.json"_s << 2;
}

void TestCases::whatOthersHoldIsPrinted()
{
    QFETCH(const QString, file);
    const CaseRun run(file);
    QCOMPARE(run.code, 0);
    QTEST(static_cast<int>(run.ids().size()), "tasks");
    QCOMPARE(run.errors, "");
}

QTEST_GUILESS_MAIN(TestCases)
#include "tst_cases.moc"
