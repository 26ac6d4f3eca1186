#include "historylist.h"
#include "historyrecord.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "sqlitehistory.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(14, 0), Qt::UTC);

struct Printed {
    int code = -1;
    QByteArray output{};
    QByteArray errors{};

    /// The ids of the tasks, in their order.
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (const QByteArray &line : output.split('\n')) {
            if (!line.isEmpty())
                ids << QJsonDocument::fromJson(line).object().value("syncTaskId"_L1).toString();
        }
        return ids;
    }
};

/// A device that is full at once.
class FullDevice final : public QIODevice {
public:
    FullDevice() { open(QIODevice::WriteOnly); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

/// sync-dashboard list --history, with a file.
class TestHistoryList final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theNewestTaskComesFirst();
    void theQueryDecides_data();
    void theQueryDecides();
    void anInstanceIsChosen();
    void itSaysWhatItCovers();
    void itSaysWhatTheDatabaseCannotSearchFor();
    void whatRestsOnAllTasksIsAnswered();
    void whatATeamNotedIsNotWithTheTasks();
    void anUnfinishedTaskIsStuckFromWhenItWasSeen();
    void anInstanceThatIsNotKnownIsNoAnswer();
    void whatIsOldIsToldAndMayBeOfTheAnswer();
    void failOnCountsWhatIsPrinted_data();
    void failOnCountsWhatIsPrinted();
    void aCostlyExpressionIsNoAnswer();
    void aHistoryThatIsNotThereIsNoAnswer();
    void aFullDiskIsNoAnswer();
    void theTableHasTheRegionOfTheInstance();

private:
    void keep(std::vector<HistoryRecord> records);
    [[nodiscard]] ListOptions options(const QString &text) const
    {
        return {.query = query(text),
                .zone = QTimeZone::utc(),
                .format = ListFormat::Ndjson,
                .history = SearchedHistory{.file = m_file}};
    }
    [[nodiscard]] static Printed print(const ListOptions &options);
    [[nodiscard]] Printed print(const QString &text) const { return print(options(text)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

Printed TestHistoryList::print(const ListOptions &options)
{
    ManualClock clock(now);
    QBuffer output;
    QBuffer errors;
    output.open(QIODevice::WriteOnly);
    errors.open(QIODevice::WriteOnly);
    const std::unique_ptr<HistoryScan> scan = historyScanOf(*options.history);
    const int code = runHistoryList(*scan, clock, options, output, errors);
    return {.code = code, .output = output.data(), .errors = errors.data()};
}

void TestHistoryList::keep(std::vector<HistoryRecord> records)
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"history.sqlite"_s);
    SqliteHistory history;
    QVERIFY(history.open({.file = m_file}, now).isUsable());
    history.write(records);
    QVERIFY(!history.takeTrouble(now));
}

/// 1 and 2 of cri-1, which is called alpha; 3, failed, of cri-2.
void TestHistoryList::init()
{
    SyncTask failed = sampleTask(3, SyncTaskStatus::Error);
    failed.imageFrom.repoName = u"web"_s;
    keep({{.seenAt = now,
           .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {sampleTask(1), sampleTask(2)}}},
          {.seenAt = now, .what = HistoryTasks{.instanceId = u"cri-2"_s, .tasks = {failed}}},
          {.seenAt = now,
           .what = HistoryRecord::Instances{.instances = {{.id = u"cri-1"_s,
                                                           .name = u"alpha"_s,
                                                           .regionId = u"cn-beijing"_s}}}},
          {.seenAt = now.addSecs(-60), .what = HistoryRecord::ListSeen{.instanceId = u"cri-1"_s}},
          {.seenAt = now, .what = HistoryRecord::ListSeen{.instanceId = u"cri-2"_s}}});
}

void TestHistoryList::theNewestTaskComesFirst()
{
    const Printed printed = print(QString());
    QCOMPARE(printed.code, 0);
    QCOMPARE(printed.ids(), (QStringList{u"rst-3"_s, u"rst-2"_s, u"rst-1"_s}));
}

void TestHistoryList::theQueryDecides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("a status") << u"status:failed"_s << QStringList{u"rst-3"_s};
    QTest::newRow("an expression") << u"repo:/^w/"_s << QStringList{u"rst-3"_s};
    QTest::newRow("the name of an instance")
        << u"instance:alpha tag:=2"_s << QStringList{u"rst-2"_s};
    QTest::newRow("nothing") << u"repo:none"_s << QStringList{};
}

void TestHistoryList::theQueryDecides()
{
    QFETCH(QString, text);
    QFETCH(QStringList, ids);
    const Printed printed = print(text);
    QCOMPARE(printed.code, 0);
    QCOMPARE(printed.ids(), ids);
}

void TestHistoryList::anInstanceIsChosen()
{
    ListOptions chosen = options(QString());
    chosen.instanceId = u"cri-2"_s;
    QCOMPARE(print(chosen).ids(), QStringList{u"rst-3"_s});
}

void TestHistoryList::itSaysWhatItCovers()
{
    const Printed printed = print(u"repo:web"_s);
    QCOMPARE(printed.errors,
             "sync-dashboard: history " + m_file.toUtf8() +
                 ": its lists were read last between 2026-11-24T13:59:00.000Z and "
                 "2026-11-24T14:00:00.000Z; the oldest task is of 2026-11-24T00:01:00.000Z\n"
                 "sync-dashboard: 1 of the history's tasks were read for this answer\n");
    keep({});
    QVERIFY(print(QString()).errors.contains("is not known; there are no tasks\n"));
    QCOMPARE(print(QString()).code, 0);
}

void TestHistoryList::itSaysWhatTheDatabaseCannotSearchFor()
{
    const QByteArray errors = print(u"repo:/^w/ status:failed duration<1h"_s).errors;
    QVERIFY2(
        errors.contains("cannot search for this, tasks (of about 3 in the history) are read to "
                        "look: "
                        "repo:/^w/ duration<1h\n"),
        errors.constData());
    QVERIFY2(errors.contains("\nsync-dashboard: 1 of the history's tasks were read"),
             errors.constData());
}

void TestHistoryList::whatRestsOnAllTasksIsAnswered()
{
    SyncTask failed = sampleTask(1, SyncTaskStatus::Error);
    SyncTask again = sampleTask(2);
    again.imageFrom.imageTag = again.imageTo.imageTag = failed.imageFrom.imageTag;
    keep({{.seenAt = now,
           .what =
               HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {failed, again, sampleTask(3)}}}});
    const Printed latest = print(u"is:latest"_s);
    QCOMPARE(latest.code, 0);
    QCOMPARE(latest.ids(), (QStringList{u"rst-3"_s, u"rst-2"_s}));
    QVERIFY(latest.errors.contains("rests on all tasks"));
    QCOMPARE(print(u"-is:latest status:failed"_s).ids(), QStringList{u"rst-1"_s});
    QCOMPARE(print(u"is:repaired"_s).ids(), QStringList{u"rst-1"_s});
}

void TestHistoryList::whatATeamNotedIsNotWithTheTasks()
{
    const Printed printed = print(u"-is:acknowledged"_s);
    QCOMPARE(printed.code, 1);
    QVERIFY(printed.errors.contains("acknowledged"));
    QCOMPARE(printed.ids(), QStringList{});
}

void TestHistoryList::anUnfinishedTaskIsStuckFromWhenItWasSeen()
{
    SyncTask running = sampleTask(1, SyncTaskStatus::Synchronizing);
    running.createdAt = now.addDays(-2);
    const auto keepSeenAt = [&](const QDateTime &seenAt) {
        keep({{.seenAt = now,
               .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {running, sampleTask(2)}}},
              {.seenAt = seenAt, .what = HistoryRecord::ListSeen{.instanceId = u"cri-1"_s}}});
    };
    keepSeenAt(now);
    QCOMPARE(print(u"is:stuck"_s).ids(), QStringList{u"rst-1"_s});
    keepSeenAt(running.createdAt.addSecs(1));
    QCOMPARE(print(u"is:stuck"_s).ids(), QStringList{});
}

void TestHistoryList::anInstanceThatIsNotKnownIsNoAnswer()
{
    ListOptions asked = options(QString());
    asked.instanceId = u"cri-nope"_s;
    const Printed printed = print(asked);
    QCOMPARE(printed.code, 1);
    QVERIFY(printed.errors.contains("knows no instance cri-nope"));
}

void TestHistoryList::whatIsOldIsToldAndMayBeOfTheAnswer()
{
    keep(
        {{.seenAt = now,
          .what =
              HistoryRecord::Instances{
                  .instances = {{.id = u"cri-1"_s}, {.id = u"cri-2"_s}, {.id = u"cri-3"_s}}}},
         {.seenAt = now.addSecs(-299), .what = HistoryRecord::ListSeen{.instanceId = u"cri-1"_s}},
         {.seenAt = now.addSecs(-301), .what = HistoryRecord::ListSeen{.instanceId = u"cri-2"_s}}});
    const Printed listed = print(QString());
    QCOMPARE(listed.code, 0); // nobody asked whether anything is missing
    QVERIFY(!listed.errors.contains("instance cri-1"));
    QVERIFY(listed.errors.contains("instance cri-2 was read last at 2026-11-24T13:54:59"));
    QVERIFY(listed.errors.contains("instance cri-3 was not read in full yet"));
    ListOptions asked = options(QString());
    asked.failOn = query(u"is:failed"_s);
    QCOMPARE(print(asked).code, 1);
}

void TestHistoryList::failOnCountsWhatIsPrinted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("failOn");
    QTest::addColumn<int>("code");
    QTest::newRow("one has failed") << QString() << u"is:failed,waiting"_s << 3;
    QTest::newRow("none waits") << QString() << u"is:waiting"_s << 0;
    QTest::newRow("it is not printed") << u"tag:=1"_s << u"is:failed"_s << 0;
    QTest::newRow("the latest has failed") << u"is:latest"_s << u"is:failed"_s << 3;
    QTest::newRow("one is the latest") << u"status:failed"_s << u"is:latest"_s << 3;
    QTest::newRow("none is repaired") << u"status:failed"_s << u"is:repaired"_s << 0;
}

void TestHistoryList::failOnCountsWhatIsPrinted()
{
    QFETCH(QString, text);
    QFETCH(QString, failOn);
    QFETCH(int, code);
    ListOptions asked = options(text);
    asked.failOn = query(failOn);
    const Printed printed = print(asked);
    QCOMPARE(printed.code, code);
    QCOMPARE(printed.errors.contains("--fail-on: 1 of the tasks"), code == 3);
}

void TestHistoryList::aCostlyExpressionIsNoAnswer()
{
    SyncTask task = sampleTask(1);
    task.imageFrom.repoName = QString(60, u'a') + u'!';
    keep({{.seenAt = now, .what = HistoryTasks{.instanceId = u"cri-1"_s, .tasks = {task}}}});
    for (const QString &text : {u"repo:/(a+)+$/"_s, u"repo:/(a+)+$/ is:latest"_s}) {
        const Printed printed = print(text);
        QCOMPARE(printed.code, 1);
        QVERIFY2(printed.errors.contains("(a+)+$"), printed.errors.constData());
        QCOMPARE(printed.ids(), QStringList());
    }
}

void TestHistoryList::aHistoryThatIsNotThereIsNoAnswer()
{
    ListOptions asked = options(QString());
    asked.history->file = m_folder->filePath(u"other.sqlite"_s);
    const Printed printed = print(asked);
    QCOMPARE(printed.code, 1);
    QVERIFY(printed.output.isEmpty());
    QCOMPARE(printed.errors,
             "sync-dashboard: history: there is no file " + asked.history->file.toUtf8() + '\n');
    QVERIFY(!QFile::exists(asked.history->file));
}

void TestHistoryList::aFullDiskIsNoAnswer()
{
    ManualClock clock(now);
    FullDevice output;
    QBuffer errors;
    errors.open(QIODevice::WriteOnly);
    const ListOptions asked = options(QString());
    const std::unique_ptr<HistoryScan> scan = historyScanOf(*asked.history);
    QCOMPARE(runHistoryList(*scan, clock, asked, output, errors), 1);
    QVERIFY2(errors.data().contains("cannot write"), errors.data().constData());
}

void TestHistoryList::theTableHasTheRegionOfTheInstance()
{
    ListOptions asked = options(u"tag:=1"_s);
    asked.format = ListFormat::Table;
    const QByteArray table = print(asked).output;
    QVERIFY2(table.startsWith("STATUS"), table.constData());
    QCOMPARE(table.count('\n'), 2);
    QVERIFY2(table.contains("cri-1"), table.constData());
}

QTEST_GUILESS_MAIN(TestHistoryList)
#include "tst_historylist.moc"
