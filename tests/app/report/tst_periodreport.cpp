#include "periodreport.h"
#include "queries.h"
#include "reportdocument.h"
#include "sampletasks.h"

#include <QTest>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

const QDateTime begin = QDateTime({2026, 11, 24}, {0, 0}, Qt::UTC);

/// Tasks of two hours: each third one failed.
struct ReportWorld {
    explicit ReportWorld(int count = 120)
    {
        std::vector<SyncTask> tasks;
        for (int i = 1; i <= count; ++i)
            tasks.push_back(
                sampleTask(i, i % 3 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success));
        store.merge(u"cri-alpha"_s, tasks);
    }

    [[nodiscard]] PeriodReport report() const
    {
        QueryContext context{.now = begin.addSecs(3 * 3600)};
        context.range = {.beginMs = begin.addSecs(since).toMSecsSinceEpoch()};
        return makeReport({.store = store,
                           .query = {},
                           .context = context,
                           .stuckRule = {},
                           .coverage = coverage,
                           .sent = sent});
    }

    TaskStore store{};
    int since = 0; ///< seconds after begin
    ExportCoverage coverage{.isComplete = true};
    std::optional<std::vector<SentAction>> sent{};
};

SentAction actionAt(const QDateTime &time, const QString &subject)
{
    SentAction action{.id = subject, .sentAt = time, .profile = u"prod"_s};
    action.imageFrom.repoNamespaceName = u"team"_s;
    action.imageFrom.repoName = subject;
    action.outcome = SentOutcome::Accepted;
    return action;
}

/// Whether it is well formed; what comes before the root is left out.
bool isWellFormed(const QString &body)
{
    QXmlStreamReader xml(u"<all>"_s + body + u"</all>"_s);
    while (!xml.atEnd())
        xml.readNext();
    return !xml.hasError();
}

QString bodyOf(const PeriodReport &report)
{
    return reportBody(report, [](const TimelineData & /*data*/) { return u"<p>chart</p>"_s; });
}

} // namespace

/// What happened in a period, and how it stands in a document.
class TestPeriodReport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePeriodIsCounted();
    void tasksBeforeThePeriodAreNotCounted();
    void theQuerysOwnTimesAreThePeriod();
    void failuresAreNewestFirstAndLimited();
    void whatWasSentInThePeriodIsListed();
    void theCoverageComesFirst();
    void whatIsIncompleteSaysSo();
    void namesAreNeverMarkUp();
    void htmlHasItsChartsWithinAndNothingRuns();
    void pdfIsADocumentOfPages();
    void theTitlesOfATableComeAgainOnEachPage();
    void anEmptyPeriodIsAReportToo();
};

void TestPeriodReport::thePeriodIsCounted()
{
    const PeriodReport report = ReportWorld().report();
    QCOMPARE(report.since, begin);
    QCOMPARE(report.coverage.rows, 120);
    QCOMPARE(report.summary.counts.of(SyncTaskStatus::Error), 40);
    QCOMPARE(report.causes.count, 40);
    QCOMPARE(report.causes.groups.size(), std::size_t{1});
    QCOMPARE(report.routes.groups.front().text, u"cn-hangzhou"_s);
    QCOMPARE(report.slowest.size(), std::size_t{1});
    QCOMPARE(report.statuses.statuses.total().total(), 120);
}

void TestPeriodReport::tasksBeforeThePeriodAreNotCounted()
{
    ReportWorld world;
    world.since = 3'600;
    const PeriodReport report = world.report();
    // Those that ended from 01:00:00 on, half a minute after they were created.
    QCOMPARE(report.coverage.rows, 61);
    QCOMPARE(report.causes.count, 21);
    QCOMPARE(report.failures.size(), std::size_t{21});
}

void TestPeriodReport::theQuerysOwnTimesAreThePeriod()
{
    const ReportWorld world;
    const PeriodReport report = makeReport({.store = world.store,
                                            .query = query(u"since:2h until:90m"_s),
                                            .context = {.now = begin.addSecs(3 * 3600)},
                                            .stuckRule = {},
                                            .coverage = {},
                                            .sent = {}});
    QCOMPARE(report.since, begin.addSecs(3'600));
    QCOMPARE(report.until, begin.addSecs(5'400));
    QCOMPARE(report.coverage.rows, 30);
}

void TestPeriodReport::failuresAreNewestFirstAndLimited()
{
    const PeriodReport report = ReportWorld(3'000).report();
    QCOMPARE(report.failures.size(), PeriodReport::mostFailures);
    QVERIFY(report.failures.front().modifiedAt > report.failures.back().modifiedAt);
    QVERIFY(bodyOf(report).contains(u"The first 300 of"_s));
}

void TestPeriodReport::whatWasSentInThePeriodIsListed()
{
    ReportWorld world;
    QVERIFY(bodyOf(world.report()).contains(u"Not known: what was sent"_s));
    world.sent = std::vector{actionAt(begin.addSecs(-10), u"before"_s),
                             actionAt(begin.addSecs(10), u"within"_s)};
    const QString body = bodyOf(world.report());
    QVERIFY(body.contains(u"team/within"_s));
    QVERIFY(!body.contains(u"team/before"_s));
}

void TestPeriodReport::theCoverageComesFirst()
{
    const QString body = bodyOf(ReportWorld().report());
    QVERIFY(body.indexOf(u"Every task of the range was read."_s) > 0);
    QVERIFY(body.indexOf(u"Every task of the range was read."_s) < body.indexOf(u"Headline"_s));
    QVERIFY(body.indexOf(u"Headline"_s) < body.indexOf(u"chart"_s));
}

void TestPeriodReport::whatIsIncompleteSaysSo()
{
    ReportWorld world;
    world.coverage = {.isComplete = false, .shortfall = u"alpha: refused"_s};
    const QString body = bodyOf(world.report());
    QVERIFY(body.contains(u"Tasks may be missing. alpha: refused"_s));
    QVERIFY(!body.contains(u"Every task"_s));
}

void TestPeriodReport::namesAreNeverMarkUp()
{
    ReportWorld world(0);
    SyncTask task = sampleTask(3, SyncTaskStatus::Error);
    task.imageFrom.repoName = u"<script>alert(1)</script>"_s;
    task.issue = taskIssueFromWire(u"<b>&x"_s);
    world.store.merge(u"cri-alpha"_s, std::vector{task});
    const QString body = bodyOf(world.report());
    QVERIFY(!body.contains(u"<script"_s));
    QVERIFY(body.contains(u"&lt;script&gt;"_s));
    QVERIFY(isWellFormed(body.split(u"<br>"_s).join(u"<br/>"_s)));
}

void TestPeriodReport::htmlHasItsChartsWithinAndNothingRuns()
{
    const QByteArray html = reportHtml(ReportWorld().report());
    QCOMPARE(html.count("<svg"), 2);
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(!html.contains("<?xml"));
    QVERIFY(!html.contains("src=\"")); // nothing is fetched
    QVERIFY(html.contains("Failures by cause"));
    QVERIFY(html.contains("<path") || html.contains("<rect"));
}

void TestPeriodReport::theTitlesOfATableComeAgainOnEachPage()
{
    QTextDocument document;
    document.setHtml(QString::fromUtf8(reportHtml(ReportWorld().report())));
    int tables = 0;
    const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        const auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        ++tables;
        QCOMPARE(table->format().headerRowCount(), 1); // which QTextDocument prints again
        QVERIFY(table->rows() > 1);
    }
    QVERIFY(tables > 2);
}

void TestPeriodReport::pdfIsADocumentOfPages()
{
    const QByteArray pdf = reportPdf(ReportWorld().report());
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("/Type /Page"));
    QVERIFY(pdf.size() > 10'000);
}

void TestPeriodReport::anEmptyPeriodIsAReportToo()
{
    ReportWorld world(0);
    const PeriodReport report = world.report();
    QCOMPARE(report.coverage.rows, 0);
    QVERIFY(bodyOf(report).contains(u"None in this period."_s));
    QVERIFY(reportPdf(report).startsWith("%PDF-"));
}

QTEST_MAIN(TestPeriodReport)
#include "tst_periodreport.moc"
