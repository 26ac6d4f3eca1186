#include "fakeregistry.h"
#include "manualclock.h"
#include "queries.h"
#include "reportcommand.h"
#include "sampletasks.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

/// A registry with one instance of nine tasks, each third of which failed.
struct ReportedRegistry {
    ReportedRegistry()
    {
        for (int i = 1; i <= 9; ++i)
            all.push_back(
                sampleTask(i, i % 3 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success));
        clock.set(QDateTime({2026, 11, 24}, {1, 0}, Qt::UTC));
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] { answer(); });
        timer.start(0);
    }

    void answer()
    {
        for (std::size_t i = 0; i < registry.taskCalls.size(); ++i) {
            if (!registry.taskCalls[i].isOpen())
                continue;
            if (isRefused)
                registry.taskCalls[i].answer(
                    tl::unexpected(ApiError{.kind = ApiError::Kind::Credential}));
            else
                registry.taskCalls[i].answer(samplePage(
                    registry.taskCalls[i].question.pageNo == 1 ? all : std::vector<SyncTask>(),
                    static_cast<qint64>(all.size()), registry.taskCalls[i].question.pageNo));
        }
    }

    int run(const QStringList &missing = {}, const QString &asked = u"since:2026-11-24"_s)
    {
        const ReportOptions options{
            .list = {.instanceId = u"cri-1"_s, .query = query(asked), .zone = zone},
            .pdf = {},
            .html = path};
        QBuffer told;
        told.open(QIODevice::WriteOnly);
        const int code =
            runReport(registry, {{.regionId = u"cn-hangzhou"_s}}, clock, options, missing, told);
        errors = told.data();
        return code;
    }
    [[nodiscard]] QByteArray page() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    FakeRegistry registry{};
    ManualClock clock{};
    QTimer timer{};
    QTemporaryDir folder{};
    QString path = folder.filePath(u"report.html"_s);
    std::vector<SyncTask> all{};
    bool isRefused = false;
    QTimeZone zone{};
    QByteArray errors{};
};

} // namespace

class TestReportCommand final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThatWasReadIsReported();
    void daysAndTimesAreThoseOfTheZone();
    void aProfileThatCannotBeAskedIsSaidFirst();
    void ofABatchAllIsReadThatMayHaveRepairedIt();
    void withoutAnyAnswerNothingIsWritten();
    void aFileThatCannotBeWrittenIsAnError();
};

void TestReportCommand::allThatWasReadIsReported()
{
    ReportedRegistry it;
    QCOMPARE(it.run(), 0);
    QVERIFY2(it.errors.isEmpty(), it.errors.constData());
    const QByteArray page = it.page();
    QVERIFY(page.contains("Every task of the range was read."));
    QVERIFY(page.contains("rst-9"));
    QVERIFY(page.contains("Query: since:2026-11-24"));
}

void TestReportCommand::daysAndTimesAreThoseOfTheZone()
{
    ReportedRegistry it;
    it.zone = QTimeZone("Asia/Shanghai");
    QCOMPARE(it.run(), 0);
    QVERIFY(it.page().contains("2026-11-24 00:00:00 +08:00")); // the begin of the day
    QVERIFY(!it.page().contains("+00:00"));
}

void TestReportCommand::aProfileThatCannotBeAskedIsSaidFirst()
{
    ReportedRegistry it;
    QCOMPARE(it.run({u"profile prod: key expired"_s}), 1);
    QVERIFY(it.page().contains("Tasks may be missing. profile prod: key expired"));
}

void TestReportCommand::ofABatchAllIsReadThatMayHaveRepairedIt()
{
    ReportedRegistry it;
    QCOMPARE(it.run({}, u"since:2026-11-24 batch:=batch-1"_s), 0);
    QVERIFY(!it.registry.taskCalls.empty());
    for (std::size_t i = 0; i < it.registry.taskCalls.size(); ++i)
        QCOMPARE(it.registry.taskCalls[i].question.syncRecordId, QString());
    QVERIFY(it.page().contains("Query: since:2026-11-24 batch:=batch-1"));
}

void TestReportCommand::withoutAnyAnswerNothingIsWritten()
{
    ReportedRegistry it;
    it.isRefused = true;
    QCOMPARE(it.run(), 1);
    QVERIFY(it.errors.contains("no report was written"));
    QVERIFY(!QFile::exists(it.path));
}

void TestReportCommand::aFileThatCannotBeWrittenIsAnError()
{
    ReportedRegistry it;
    it.path = it.folder.filePath(u"missing/report.html"_s);
    QCOMPARE(it.run(), 1);
    QVERIFY(it.errors.contains("cannot write: "));
}

QTEST_MAIN(TestReportCommand)
#include "tst_reportcommand.moc"
