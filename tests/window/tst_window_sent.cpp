#include "registryclient.h"
#include "sentcells.h"
#include "senttablemodel.h"
#include "simulateddashboard.h"
#include "spreadsheetcell.h"
#include "sqlitedatabase.h"
#include "tasktableview.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Never answers a cancellation, and looks into the history when it gets one.
class SilentAccount final : public Registry {
public:
    SilentAccount(std::unique_ptr<RegistryClient> client, const QString &history, qint64 &announced)
        : m_client(std::move(client)), m_history(history), m_announced(announced)
    {
    }

    PendingCall send(Operation operation, ReplyHandler handler) override
    {
        if (!std::holds_alternative<CancelSyncTask>(operation))
            return m_client->send(std::move(operation), std::move(handler));
        SqliteDatabase database;
        if (database.open(m_history))
            m_announced =
                database.number("SELECT count(*) FROM sent_actions WHERE outcome = 'sending'");
        return {};
    }

private:
    std::unique_ptr<RegistryClient> m_client;
    QString m_history;
    qint64 &m_announced;
};

/// Two failures of the network that nothing has repaired: of the first, the destination has the tag
/// already, and it is none that may be written twice.
std::vector<SyncTask> twoFailures(SimulatedDashboard &program)
{
    const auto copied = [](const SyncTask &task) -> QString {
        return task.imageFrom.path() + u' ' + task.imageTo.instanceId + u' ' + task.imageTo.path();
    };
    std::vector<SyncTask> failed;
    QHash<QString, QDateTime> arrived;
    for (int row = 0; row < program.model().rowCount(); ++row) {
        const SyncTask task = program.model().taskAt(row);
        if (task.status.value == SyncTaskStatus::Success)
            arrived[copied(task)] = std::max(arrived.value(copied(task)), task.createdAt);
        else if (task.issue.value == TaskIssue::NetworkError && task.crossUser == false)
            failed.push_back(task);
    }
    std::vector<SyncTask> chosen;
    for (const bool isThere : {true, false}) {
        for (const SyncTask &task : failed) {
            const QDateTime last = arrived.value(copied(task));
            const bool isOther =
                chosen.empty() || chosen.front().imageTo.repoName != task.imageTo.repoName;
            const bool isFixed = task.imageTo.imageTag != u"latest" && last < task.createdAt;
            if (isOther && last.isValid() == isThere && (!isThere || isFixed)) {
                chosen.push_back(task);
                break;
            }
        }
    }
    return chosen;
}

} // namespace

class TestWindowSent final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingWasSentAndThePageSaysSo();
    void whatBecameOfARetryIsToldAndOutlivesTheWindow();
    void whatWasNotAnsweredBeforeTheEndStaysInDoubt();
    void aRowOpensItsTasks();
    void anExportIsReadByASpreadsheet();

private:
    static void openPage(SimulatedDashboard &program)
    {
        program.trigger(u"actionSentActions"_s); // keys need a window without a dialog over it
    }
    static QStringList cells(SimulatedDashboard &program, SentColumn column)
    {
        const QAbstractItemModel &rows = *program.part<QTableView>(u"sentTable"_s).model();
        QStringList texts;
        for (int row = 0; row < rows.rowCount(); ++row)
            texts << rows.index(row, static_cast<int>(column)).data().toString();
        texts.sort();
        return texts;
    }
    static bool finish(SimulatedDashboard &program)
    {
        return QTest::qWaitFor(
            [&program] {
                const auto *button = program.window().findChild<QPushButton *>(u"exportResults"_s);
                return button != nullptr && button->isVisible();
            },
            60'000);
    }
    /// Cancels the newest running task.
    static void cancelOne(SimulatedDashboard &program)
    {
        program.toggleAllowed();
        (void)program.choose(SyncTaskStatus::Synchronizing);
        program.trigger(u"actionCancelTasks"_s);
        program.click(u"sendActions"_s);
    }
};

void TestWindowSent::nothingWasSentAndThePageSaysSo()
{
    SimulatedDashboard program;
    QVERIFY(program.settle());
    program.trigger(u"actionSentActions"_s);
    QVERIFY(program.part<QLabel>(u"nothingSent"_s).isVisible());
    QVERIFY(!program.part<QPushButton>(u"exportSent"_s).isVisible());
    QTest::keyClick(&program.window(), Qt::Key_1, Qt::AltModifier);
    QVERIFY(!program.part<QLabel>(u"nothingSent"_s).isVisible());
    QTest::keyClick(&program.window(), Qt::Key_5, Qt::AltModifier);
    QVERIFY(program.part<QLabel>(u"nothingSent"_s).isVisible());
}

void TestWindowSent::whatBecameOfARetryIsToldAndOutlivesTheWindow()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(9000, {.chartRange = ChartRange::All},
                               folder.filePath(u"history.sqlite"_s));
    QVERIFY(program.settle());
    const std::vector<SyncTask> failed = twoFailures(program);
    QCOMPARE(failed.size(), std::size_t{2});
    const ImageRef &there = failed[0].imageTo;
    program.simulator().setFaults(
        {.immutableRepositories = {(there.repoNamespaceName + u'/' + there.repoName).toUtf8()}});
    program.toggleAllowed();
    program.type(u"filterText"_s, u"id:="_s + failed[0].id + u",="_s + failed[1].id);
    QTRY_COMPARE(program.model().rowCount(), 2);
    program.table().selectAll();
    program.trigger(u"actionRetryTasks"_s);
    program.click(u"sendActions"_s);
    QVERIFY(finish(program));
    QVERIFY2(program.text(u"actionSummary"_s).startsWith(u"2 accepted"_s),
             qPrintable(program.text(u"actionSummary"_s)));
    program.clock().putForward(10min);
    QTRY_COMPARE_WITH_TIMEOUT(program.text(u"actionSummary"_s),
                              u"2 accepted: 1 done, 1 failed again"_s, 60'000);
    program.click(u"closeActions"_s);

    openPage(program);
    const QStringList became{u"Done"_s, u"Failed again: Immutable tag"_s};
    QTRY_COMPARE(cells(program, SentColumn::Progress), became);
    QCOMPARE(cells(program, SentColumn::Outcome), (QStringList{u"Accepted"_s, u"Accepted"_s}));
    QCOMPARE(program.text(u"sentSummary"_s), u"2 accepted: 1 done, 1 failed again"_s);
    const QStringList images = cells(program, SentColumn::Subject);

    program.breakNetwork(); // nothing but the history tells
    program.reopen();
    QTRY_VERIFY(program.model().rowCount() > 0);
    openPage(program);
    QTRY_COMPARE(cells(program, SentColumn::Progress), became);
    QCOMPARE(cells(program, SentColumn::Subject), images);
    QCOMPARE(cells(program, SentColumn::What), (QStringList{u"Retry"_s, u"Retry"_s}));
}

void TestWindowSent::whatWasNotAnsweredBeforeTheEndStaysInDoubt()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    SimulatedDashboard program(900, {}, file);
    QVERIFY(program.settle());
    qint64 announced = -1;
    program.connectTo(std::make_unique<SilentAccount>(program.makeClient(), file, announced));
    QVERIFY(program.settle());
    cancelOne(program);
    QTRY_VERIFY(announced >= 0);
    QCOMPARE(announced, 1); // it was in the file before it left
    openPage(program);
    QTRY_COMPARE(cells(program, SentColumn::Outcome), QStringList{u"Sending…"_s});
    program.reopen();
    QVERIFY(program.settle());
    openPage(program);
    QTRY_COMPARE(cells(program, SentColumn::Outcome),
                 QStringList{u"Not known whether it was sent"_s});
    QCOMPARE(cells(program, SentColumn::Progress), QStringList{QString()});
    QCOMPARE(program.simulator().effectiveWrites(), 0);
}

void TestWindowSent::aRowOpensItsTasks()
{
    SimulatedDashboard program; // without a history: of this window alone
    QVERIFY(program.settle());
    cancelOne(program);
    QVERIFY(finish(program));
    program.click(u"closeActions"_s);
    openPage(program);
    auto &table = program.part<QTableView>(u"sentTable"_s);
    QTRY_COMPARE(cells(program, SentColumn::Progress), QStringList{u"Cancelled"_s});
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_COMPARE(program.model().rowCount(), 1);
    QCOMPARE(program.model().taskAt(0).status.value, SyncTaskStatus::Canceled);
    QVERIFY(program.table().isVisible());
    program.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    QTest::keyClick(&program.window(), Qt::Key_Escape);
    QTRY_VERIFY(table.isVisible()); // back to the page
}

void TestWindowSent::anExportIsReadByASpreadsheet()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"sent.csv"_s);
    SimulatedDashboard program;
    QVERIFY(program.settle());
    cancelOne(program);
    QVERIFY(finish(program));
    program.click(u"closeActions"_s);
    openPage(program);
    QTRY_VERIFY(program.part<QPushButton>(u"exportSent"_s).isVisible());
    QTimer answer;
    connect(&answer, &QTimer::timeout, this, [&path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (dialog == nullptr)
            return;
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    answer.start(10ms);
    program.click(u"exportSent"_s);
    QTRY_VERIFY(QFile::exists(path));
    answer.stop();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith(csvByteOrderMark)); // else its Chinese is not read as UTF-8
    QVERIFY(text.contains("CancelRepoSyncTask"));
}

QTEST_MAIN(TestWindowSent)
#include "tst_window_sent.moc"
