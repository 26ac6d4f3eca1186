#include "footbar.h"
#include "simulateddashboard.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWindowHistory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowBeginsWithWhatWasSeenAndWorksOffline();
    void theNetworkAddsNothingTwice();
    void aDamagedHistoryIsKeptAndTold();
    void aSecondWindowSaysThatItKeepsNothing();
    void aSecondWindowKeepsTheHistoryWhenTheFirstIsClosed();
    void aRemovedFolderIsToldAndTheHistoryMadeAnew();

private:
    /// How many tasks a window without a network has.
    static int rowsKeptIn(const QString &file)
    {
        SimulatedDashboard program(10, {.chartRange = ChartRange::All}, file);
        program.breakNetwork();
        return program.settle() ? program.model().rowCount() : -1;
    }
};

void TestWindowHistory::theWindowBeginsWithWhatWasSeenAndWorksOffline()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(900, {}, folder.filePath(u"history.sqlite"_s));
    QVERIFY(program.settle());
    const int rows = program.model().rowCount();
    const int failed = program.rowsWith(SyncTaskStatus::Error);
    QVERIFY(rows > 0 && failed > 0);
    program.breakNetwork();
    program.reopen();
    QTRY_COMPARE(program.model().rowCount(), rows);
    QTRY_VERIFY(program.part<QWidget>(u"errorHappened"_s).isVisible());
    // Filters, names and age are there as if the registry had answered.
    program.type(u"filterText"_s, u"status:failed"_s);
    QTRY_COMPARE(program.model().rowCount(), failed);
    const QString foot = program.window().footBar().findChild<QLabel *>(u"coverage"_s)->text();
    QVERIFY2(foot.contains(u"as of"_s), qPrintable(foot));
}

void TestWindowHistory::theNetworkAddsNothingTwice()
{
    const QTemporaryDir folder;
    SimulatedDashboard program(900, {}, folder.filePath(u"history.sqlite"_s));
    QVERIFY(program.settle());
    const int rows = program.model().rowCount();
    program.reopen();
    QVERIFY(program.settle());
    QCOMPARE(program.model().rowCount(), rows);
}

void TestWindowHistory::aDamagedHistoryIsKeptAndTold()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"history.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    SimulatedDashboard program(300, {}, file.fileName());
    QVERIFY(program.settle());
    QVERIFY(program.model().rowCount() > 0);
    QTRY_VERIFY(program.part<QWidget>(u"errorHappened"_s).isVisible());
    QVERIFY(program.text(u"errorHappened"_s).contains(u"damaged"_s));
    QVERIFY(program.text(u"errorWhatToDo"_s).contains(u"corrupt"_s)); // under which name
    program.click(u"closeError"_s);
    QVERIFY(!program.part<QWidget>(u"errorHappened"_s).isVisible());
}

void TestWindowHistory::aSecondWindowSaysThatItKeepsNothing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    SimulatedDashboard first(300, {}, file);
    QVERIFY(first.settle());
    SimulatedDashboard second(300, {}, file);
    QVERIFY(second.settle());
    QVERIFY(second.model().rowCount() > 0);
    QTRY_VERIFY(second.part<QWidget>(u"errorHappened"_s).isVisible());
    QVERIFY(second.text(u"errorHappened"_s).contains(u"Another window"_s));
}

void TestWindowHistory::aSecondWindowKeepsTheHistoryWhenTheFirstIsClosed()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    auto first = std::make_unique<SimulatedDashboard>(20, Settings{}, file);
    QVERIFY(first->settle());
    {
        SimulatedDashboard second(300, {.chartRange = ChartRange::All}, file);
        QVERIFY(second.settle());
        auto &notice = second.part<QWidget>(u"errorHappened"_s);
        QTRY_VERIFY(notice.isVisible());
        first.reset();
        second.clock().putForward(31s);
        QTRY_VERIFY(!notice.isVisible()); // it is not so any more
        QVERIFY(second.settle());
    }
    QCOMPARE_GE(rowsKeptIn(file), 300);
}

void TestWindowHistory::aRemovedFolderIsToldAndTheHistoryMadeAnew()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"sub/history.sqlite"_s);
    {
        SimulatedDashboard program(300, {.chartRange = ChartRange::All}, file);
        QVERIFY(program.settle());
        QVERIFY(QDir(folder.filePath(u"sub"_s)).removeRecursively());
        program.clock().putForward(11s); // what was seen is written
        auto &notice = program.part<QWidget>(u"errorHappened"_s);
        QTRY_VERIFY(notice.isVisible());
        QVERIFY2(program.text(u"errorHappened"_s).contains(u"removed"_s),
                 qPrintable(program.text(u"errorHappened"_s)));
        QVERIFY(program.settle());
    }
    QCOMPARE_GE(rowsKeptIn(file), 300);
}

QTEST_MAIN(TestWindowHistory)
#include "tst_window_history.moc"
