#include "manualclock.h"
#include "queries.h"
#include "randomtasks.h"
#include "sampletasks.h"
#include "synctasktablemodel.h"
#include "taskcolumns.h"
#include "taskorder.h"

#include <QAbstractItemModelTester>
#include <QMap>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Column = SyncTaskTableModel::Column;

const QString here = u"cri-hangzhou"_s;

/// A store, a model over it, and a tester that watches the model all the time.
struct Table {
    TaskStore store{};
    ManualClock clock{};
    SyncTaskTableModel model{store, clock};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void merge(const std::vector<SyncTask> &tasks) { model.applyMerge(store.merge(here, tasks)); }
    [[nodiscard]] QString text(int row, Column column, int role = Qt::DisplayRole) const
    {
        return model.index(row, static_cast<int>(column)).data(role).toString();
    }
    /// The numbers of the tasks, as shown.
    [[nodiscard]] QString shown() const
    {
        QStringList numbers;
        for (const TaskRow row : model.rows())
            numbers << store.task(row).id.sliced(4);
        return numbers.join(u' ');
    }
};

struct Spies {
    explicit Spies(const SyncTaskTableModel &model)
        : inserted(&model, &QAbstractItemModel::rowsInserted),
          removed(&model, &QAbstractItemModel::rowsRemoved),
          moved(&model, &QAbstractItemModel::rowsMoved),
          changed(&model, &QAbstractItemModel::dataChanged),
          layout(&model, &QAbstractItemModel::layoutChanged),
          reset(&model, &QAbstractItemModel::modelReset)
    {
    }
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy moved;
    QSignalSpy changed;
    QSignalSpy layout;
    QSignalSpy reset;
};

std::vector<SyncTask> tasksFromTo(int first, int last)
{
    std::vector<SyncTask> tasks;
    for (int number = first; number <= last; ++number)
        tasks.push_back(sampleTask(number));
    return tasks;
}

} // namespace

class TestSyncTaskTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsStuckIsAskedOfTheLatestTest()
    {
        Table table;
        table.merge({sampleTask(1, SyncTaskStatus::Synchronizing),
                     sampleTask(2, SyncTaskStatus::Synchronizing)});
        QVERIFY(!table.model.filter().context().isStuck); // nobody knows
        for (const TaskRow stuck : {TaskRow{0}, TaskRow{1}, TaskRow{0}}) {
            table.model.setStuckTest([stuck](TaskRow row) { return row == stuck; });
            // Others count by it while the query does not speak of it.
            QVERIFY(table.model.filter().context().isStuck(stuck));
            QVERIFY(!table.model.filter().context().isStuck(1 - stuck));
        }
        table.model.setQuery(query(u"is:stuck"_s));
        QCOMPARE(table.shown(), u"1"_s);
        table.model.setStuckTest([](TaskRow row) { return row == 1; });
        QCOMPARE(table.shown(), u"2"_s);
        table.model.setStuckTest({});
        QCOMPARE(table.shown(), QString());
    }

    void theNewestTaskIsFirst()
    {
        Table table;
        table.merge({sampleTask(2), sampleTask(5), sampleTask(1)});
        QCOMPARE(table.shown(), u"5 2 1"_s);
    }

    void newTasksAreInsertedInOneStep()
    {
        Table table;
        table.merge(tasksFromTo(1, 3));
        const Spies spies(table.model);
        table.merge(tasksFromTo(4, 6));
        QCOMPARE(table.shown(), u"6 5 4 3 2 1"_s);
        QCOMPARE(spies.inserted.size(), 1);
        QCOMPARE(spies.reset.size() + spies.layout.size() + spies.removed.size(), 0);
    }

    void aChangedTaskIsAnnouncedWhereItIs()
    {
        Table table;
        table.merge({sampleTask(1), sampleTask(2, SyncTaskStatus::Synchronizing), sampleTask(3)});
        const Spies spies(table.model);
        table.merge({sampleTask(2)});
        QCOMPARE(spies.changed.size(), 1);
        QCOMPARE(spies.changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(spies.changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(spies.changed[0][1].toModelIndex().column(), SyncTaskTableModel::columns - 1);
        QCOMPARE(spies.inserted.size() + spies.moved.size() + spies.reset.size(), 0);
        QCOMPARE(table.text(1, Column::Status), u"Done"_s);
    }

    void aTaskThatSortsElsewhereIsMovedWithItsIndex()
    {
        Table table;
        table.merge({sampleTask(1), sampleTask(2, SyncTaskStatus::Synchronizing), sampleTask(3)});
        table.model.sort(static_cast<int>(Column::Status), Qt::AscendingOrder);
        QCOMPARE(table.shown(), u"2 1 3"_s);
        const QPersistentModelIndex current(table.model.index(0, 0));
        const Spies spies(table.model);
        table.merge({sampleTask(2)});
        QCOMPARE(table.shown(), u"1 2 3"_s);
        QCOMPARE(spies.moved.size(), 1);
        QCOMPARE(spies.reset.size() + spies.layout.size(), 0);
        QCOMPARE(current.row(), 1);
    }

    void aTaskThatNoLongerMatchesIsRemoved()
    {
        Table table;
        table.merge(
            {sampleTask(1, SyncTaskStatus::Pending), sampleTask(2, SyncTaskStatus::Pending)});
        table.model.setQuery(query(u"status:waiting"_s));
        const Spies spies(table.model);
        table.merge({sampleTask(1), sampleTask(3)});
        QCOMPARE(table.shown(), u"2"_s);
        QCOMPARE(spies.removed.size(), 1);
        QCOMPARE(spies.inserted.size() + spies.reset.size(), 0);
    }

    void aTaskThatMatchesNowIsInserted()
    {
        Table table;
        table.merge({sampleTask(1, SyncTaskStatus::Pending), sampleTask(2, SyncTaskStatus::Error)});
        table.model.setQuery(query(u"status:failed"_s));
        const Spies spies(table.model);
        table.merge({sampleTask(1, SyncTaskStatus::Error)});
        QCOMPARE(table.shown(), u"2 1"_s);
        QCOMPARE(spies.inserted.size(), 1);
        QCOMPARE(spies.reset.size(), 0);
    }

    void aTaskThatComesTakesThePlaceOfAnOlderOne()
    {
        Table table;
        table.model.setQuery(query(u"is:latest"_s));
        SyncTask failed = sampleTask(1, SyncTaskStatus::Error);
        SyncTask retry = sampleTask(2, SyncTaskStatus::Synchronizing);
        retry.imageFrom = failed.imageFrom;
        retry.imageTo = failed.imageTo;
        table.merge({failed, sampleTask(3)});
        QCOMPARE(table.shown(), u"3 1"_s);
        table.merge({retry});
        QCOMPARE(table.shown(), u"3 2"_s);

        table.model.setQuery(query(u"status:failed -is:repaired"_s));
        QCOMPARE(table.shown(), u"1"_s);
        const Spies spies(table.model);
        retry.status = syncTaskStatusFromWire(u"SUCCESS"_s);
        retry.modifiedAt = retry.modifiedAt.addSecs(60);
        table.merge({retry});
        QCOMPARE(table.shown(), QString());
        QCOMPARE(spies.reset.size(), 0);
    }

    void aRepairedFailureSaysSo()
    {
        Table table;
        SyncTask failed = sampleTask(1, SyncTaskStatus::Error);
        SyncTask retry = sampleTask(2);
        retry.imageFrom = failed.imageFrom;
        retry.imageTo = failed.imageTo;
        SyncTask other = sampleTask(3, SyncTaskStatus::Error);
        table.merge({failed, other});
        const auto status = [&table](int row, int role = Qt::DisplayRole) {
            return table.model.index(row, 0).data(role).toString();
        };
        QCOMPARE(status(1), u"Failed"_s);
        QSignalSpy changed(&table.model, &SyncTaskTableModel::dataChanged);
        QTRY_VERIFY(!changed.isEmpty()); // all were compared
        table.merge({retry});
        QCOMPARE(status(2), u"Repaired"_s);
        QCOMPARE(status(2, SyncTaskTableModel::RepairedRole), u"true"_s);
        QCOMPARE(status(2, SyncTaskTableModel::CopyTextRole), u"Failed"_s); // as the registry says
        QCOMPARE(status(0), u"Failed"_s);
        QCOMPARE(table.model.countFailed(0, 2), 1); // the other was made good
    }

    void anAcknowledgedFailureSaysWhoLooksAfterIt()
    {
        Table table;
        table.merge({sampleTask(1, SyncTaskStatus::Error), sampleTask(2, SyncTaskStatus::Error)});
        const auto status = [&table](int row, int role) {
            return table.model.index(row, 0).data(role).toString();
        };
        const QString instance = table.store.instanceId(0);
        const QSignalSpy changed(&table.model, &SyncTaskTableModel::dataChanged);
        table.model.setNotes({.access = TeamNotes::Access::Read,
                              .notes = {{.by = u"Ada\u202E"_s,
                                         .reason = u"I ask"_s,
                                         .madeAt = table.clock.now(),
                                         .instanceId = instance,
                                         .taskId = sampleTask(1).id}}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(status(1, Qt::DisplayRole), u"Failed"_s); // it stays so
        QCOMPARE(status(1, SyncTaskTableModel::AcknowledgedRole), u"true"_s);
        QCOMPARE(status(0, SyncTaskTableModel::AcknowledgedRole), u"false"_s);
        for (const int role : {int{Qt::ToolTipRole}, int{Qt::AccessibleTextRole}}) {
            QVERIFY2(status(1, role).contains(u"Acknowledged by Ada<U+202E>"_s),
                     qPrintable(status(1, role)));
            QVERIFY(status(1, role).contains(u"I ask"_s));
            QVERIFY(!status(0, role).contains(u"Acknowledged"_s));
        }
        QCOMPARE(table.model.countFailed(0, 1), 2);
    }

    void whatIsAcknowledgedIsFoundAsItIsNoted()
    {
        Table table;
        table.merge({sampleTask(1, SyncTaskStatus::Error), sampleTask(2, SyncTaskStatus::Error)});
        const auto noted = [&table](const QString &task) {
            return TeamNotes{.access = TeamNotes::Access::Read,
                             .notes = {{.instanceId = table.store.instanceId(0), .taskId = task}}};
        };
        table.model.setQuery(query(u"is:acknowledged"_s));
        QCOMPARE(table.shown(), QString());
        table.model.setNotes(noted(sampleTask(2).id));
        QCOMPARE(table.shown(), u"2"_s);
        table.model.setNotes(noted(sampleTask(3).id));
        QCOMPARE(table.shown(), QString());
        table.merge({sampleTask(3, SyncTaskStatus::Error)}); // comes after its note
        QCOMPARE(table.shown(), u"3"_s);
        table.merge({sampleTask(3)});
        QCOMPARE(table.shown(), QString());
    }

    void aQueryThatShowsTheSameRowsChangesNothing()
    {
        Table table;
        table.merge(tasksFromTo(1, 5));
        const Spies spies(table.model);
        table.model.setQuery(query(u"team/app"_s));
        QCOMPARE(table.shown(), u"5 4 3 2 1"_s);
        QCOMPARE(spies.reset.size() + spies.removed.size() + spies.layout.size(), 0);
        QCOMPARE(table.model.query(), query(u"team/app"_s));
    }

    void aQueryThatNarrowsInFewPlacesKeepsTheCurrentRow()
    {
        Table table;
        table.merge(tasksFromTo(1, 30));
        const QPersistentModelIndex current(
            table.model.index(*table.model.rowOf(11), 0)); // task 12
        const Spies spies(table.model);
        table.model.setQuery(query(u"rst-1"_s));
        QCOMPARE(spies.reset.size(), 0);
        QVERIFY(current.isValid());
        QCOMPARE(table.model.taskAt(current.row()).id, u"rst-12"_s);
        table.model.setQuery({});
        QCOMPARE(spies.reset.size(), 0);
        QCOMPARE(table.model.taskAt(current.row()).id, u"rst-12"_s);
        QCOMPARE(table.model.rowCount(), 30);
    }

    void aQueryThatChangesRowsEverywhereResets()
    {
        Table table;
        std::vector<SyncTask> tasks = tasksFromTo(1, 400);
        for (std::size_t i = 0; i < tasks.size(); i += 2)
            tasks[i].status = syncTaskStatusFromWire(u"ERROR"_s);
        table.merge(tasks);
        const Spies spies(table.model);
        table.model.setQuery(query(u"status:failed"_s));
        QCOMPARE(spies.reset.size(), 1);
        QCOMPARE(table.model.rowCount(), 200);
    }

    void sortingKeepsIndexesOnTheirTasks()
    {
        Table table;
        table.merge(tasksFromTo(1, 9));
        const QPersistentModelIndex current(table.model.index(2, 3));
        const QString id = table.model.taskAt(2).id;
        const Spies spies(table.model);
        table.model.sort(static_cast<int>(Column::Created), Qt::AscendingOrder);
        QCOMPARE(spies.layout.size(), 1);
        QCOMPARE(spies.reset.size(), 0);
        QCOMPARE(table.shown(), u"1 2 3 4 5 6 7 8 9"_s);
        QCOMPARE(table.model.taskAt(current.row()).id, id);
        QCOMPARE(current.column(), 3);
    }

    void numbersInTagsSortByTheirValue()
    {
        Table table;
        table.merge({sampleTask(10), sampleTask(9), sampleTask(1)});
        table.model.sort(static_cast<int>(Column::Image), Qt::AscendingOrder);
        QCOMPARE(table.shown(), u"1 9 10"_s);
    }

    void whatIsNotGivenComesLastBothWays()
    {
        Table table;
        SyncTask some = sampleTask(1, SyncTaskStatus::Error);
        some.priority = 1;
        SyncTask more = sampleTask(2, SyncTaskStatus::Error);
        more.issue = taskIssueFromWire(u"AUTH_ERROR"_s);
        more.priority = 2;
        SyncTask none = sampleTask(3);
        none.priority = {};
        none.modifiedAt = {};
        none.batchId = QString();
        none.imageFrom = {};
        none.imageTo = {};
        table.merge({none, some, more});
        for (const Column column :
             {Column::Cause, Column::Priority, Column::Duration, Column::Modified, Column::Batch,
              Column::Image, Column::Route, Column::Source, Column::Destination}) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                table.model.sort(static_cast<int>(column), order);
                QCOMPARE(table.model.taskAt(2).id, u"rst-3"_s);
            }
        }
    }

    void theNextColumnDecidesWhereTheFirstIsEqual()
    {
        Table table;
        table.merge({sampleTask(1), sampleTask(2, SyncTaskStatus::Error), sampleTask(3),
                     sampleTask(4, SyncTaskStatus::Error)});
        const Spies spies(table.model);
        table.model.sortBy({{.column = Column::Status, .order = Qt::AscendingOrder},
                            {.column = Column::Created, .order = Qt::DescendingOrder}});
        QCOMPARE(table.shown(), u"4 2 3 1"_s);
        table.model.sortBy({{.column = Column::Status, .order = Qt::AscendingOrder},
                            {.column = Column::Created, .order = Qt::AscendingOrder}});
        QCOMPARE(table.shown(), u"2 4 1 3"_s);
        QCOMPARE(spies.layout.size(), 2);
        table.merge({sampleTask(5, SyncTaskStatus::Error)});
        QCOMPARE(table.shown(), u"2 4 5 1 3"_s);
        table.model.sortBy({});
        QCOMPARE(table.model.sortKeys().size(), 2U);
    }

    void anAccountIsNamedWhereSeveralAreWatched()
    {
        Table table;
        table.merge({sampleTask(1)});
        for (const auto &[id, instance] :
             {std::pair(2, u"cri-b"_s), std::pair(3, u"cri-a"_s), std::pair(4, u"cri-none"_s)})
            table.model.applyMerge(table.store.merge(instance, std::vector{sampleTask(id)}));
        const int column = static_cast<int>(Column::Account);
        const auto accounts = [&table] {
            QStringList texts;
            for (int row = 0; row < table.model.rowCount(); ++row)
                texts << table.text(row, Column::Account);
            return texts;
        };
        QCOMPARE(accounts(), QStringList(4, QString())); // one account, which the title names
        table.model.sort(column, Qt::AscendingOrder);
        table.model.setNames(
            {.accounts = {{here, u"prod"_s}, {u"cri-b"_s, u"dev 10"_s}, {u"cri-a"_s, u"dev 9"_s}}});
        QCOMPARE(accounts(), (QStringList{u"dev 9"_s, u"dev 10"_s, u"prod"_s, QString()}));
        table.model.sort(column, Qt::DescendingOrder);
        QCOMPARE(accounts(), (QStringList{u"prod"_s, u"dev 10"_s, u"dev 9"_s, QString()}));
    }

    /// Many rows are sorted by keys, few by comparing.
    void manyRowsAreInTheOrderInWhichFewAre_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column < SyncTaskTableModel::columns; ++column)
            QTest::addRow("column %d", column) << column;
    }

    void manyRowsAreInTheOrderInWhichFewAre()
    {
        QFETCH(int, column);
        TaskStore store;
        std::vector<SyncTask> tasks = randomTasks(2'000, 7);
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const QString digits = QString::number(i * 7919 % 9'973 * (i % 3 == 0 ? 1'000'003 : 1));
            tasks[i].id = (i % 5 == 0 ? u"rst-A%1x"_s : u"rst-a0%1x"_s).arg(digits);
            tasks[i].imageFrom.imageTag = i % 50 == 0 ? QString() : u"1.%1"_s.arg(digits.right(2));
        }
        store.merge(here, tasks);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const std::array keys = {
                SyncTaskTableModel::SortKey{.column = static_cast<Column>(column), .order = order},
                SyncTaskTableModel::SortKey{.column = Column::Image}};
            const QueryNames names{.accounts = {{here, u"prod"_s}}};
            const TaskOrder before(store, keys, testNow.toMSecsSinceEpoch(), names);
            std::vector<TaskRow> rows(store.size());
            std::iota(rows.begin(), rows.end(), TaskRow{0});
            std::ranges::shuffle(rows, std::mt19937(1));
            before.sort(rows);
            QVERIFY(std::ranges::is_sorted(rows, before));
            QVERIFY(std::ranges::adjacent_find(rows) == rows.end());
        }
    }

    void tasksAreSortedByWhatRulesAreCalledNow()
    {
        Table table;
        SyncTask first = sampleTask(1);
        first.ruleId = u"crsr-1"_s;
        SyncTask second = sampleTask(2);
        second.ruleId = u"crsr-2"_s;
        table.merge({first, second});
        table.model.sort(static_cast<int>(Column::Rule), Qt::AscendingOrder);
        QCOMPARE(table.shown(), u"1 2"_s);
        table.model.setNames({.rules = {{u"crsr-1"_s, u"b"_s}, {u"crsr-2"_s, u"a"_s}}});
        QCOMPARE(table.shown(), u"2 1"_s);
        table.model.setNames({});
        QCOMPARE(table.shown(), u"1 2"_s);
    }

    void durationsOfRunningTasksAreSortedAnewAsTimePasses()
    {
        Table table;
        SyncTask done = sampleTask(1); // took 30 s
        SyncTask running = sampleTask(2, SyncTaskStatus::Synchronizing);
        running.createdAt = table.clock.now().addSecs(-10);
        table.merge({done, running});
        table.model.sort(static_cast<int>(Column::Duration), Qt::DescendingOrder);
        QCOMPARE(table.shown(), u"1 2"_s);
        table.clock.advance(60s);
        const Spies spies(table.model);
        table.model.tick();
        QCOMPARE(table.shown(), u"2 1"_s);
        QCOMPARE(spies.reset.size(), 0);
        QCOMPARE(spies.changed.size(), 1);
        QCOMPARE(table.text(0, Column::Duration), u"1 m 10 s"_s);
    }

    /// Nobody knows whether the task goes on.
    void durationsEndWithTheLastReadingOfTheirList()
    {
        Table table;
        SyncTask running = sampleTask(2, SyncTaskStatus::Synchronizing);
        running.createdAt = table.clock.now().addSecs(-10);
        table.merge({sampleTask(1), running});
        const int row = *table.model.rowOf(1);
        const QModelIndex cell = table.model.index(row, static_cast<int>(Column::Duration));
        const QDateTime read = table.clock.now();
        const QString instance = table.store.instanceId(1);
        table.clock.advance(60s);
        QCOMPARE(table.text(row, Column::Duration), u"1 m 10 s"_s);
        QVERIFY(table.store.setLastReadings({{instance, read}}));
        QVERIFY(!table.store.setLastReadings({{instance, read}, {u"cri-unknown"_s, read}}));
        QCOMPARE(table.text(row, Column::Duration), u"10 s"_s);
        QVERIFY(cell.data(SyncTaskTableModel::UnreadRole).toBool());
        QVERIFY2(cell.data(Qt::ToolTipRole).toString().startsWith(u"As of 14:00:00"_s),
                 qPrintable(cell.data(Qt::ToolTipRole).toString()));
        const int other = *table.model.rowOf(0); // which has ended
        QCOMPARE(table.text(other, Column::Duration), u"30 s"_s);
        QVERIFY(
            !table.model.index(other, cell.column()).data(SyncTaskTableModel::UnreadRole).toBool());
        QVERIFY(table.store.setLastReadings({}));
        QCOMPARE(table.text(row, Column::Duration), u"1 m 10 s"_s);
    }

    void onlyTheCellsThatMoveOnAreToldAsTimePasses()
    {
        Table table;
        const auto running = SyncTaskStatus::Synchronizing;
        table.merge({sampleTask(1, running), sampleTask(2), sampleTask(3, running)});
        const Spies spies(table.model);
        table.clock.advance(1s);
        table.model.tick();
        QList<QPoint> cells;
        for (const QList<QVariant> &change : spies.changed) {
            const auto first = change.at(0).toModelIndex();
            QCOMPARE(change.at(1).toModelIndex(), first);
            cells << QPoint(first.column(), first.row());
        }
        std::ranges::sort(cells, {}, &QPoint::y);
        const int duration = static_cast<int>(Column::Duration);
        const int first = *table.model.rowOf(0);
        const int third = *table.model.rowOf(2);
        QCOMPARE(cells, (QList<QPoint>{{duration, std::min(first, third)},
                                       {duration, std::max(first, third)}}));
    }

    void allTimesAreToldAnewAtMidnight()
    {
        Table table;
        table.clock.advance(std::chrono::seconds(
            table.clock.now().secsTo(QDateTime({2030, 1, 1}, {23, 59, 59}, Qt::UTC))));
        SyncTask task = sampleTask(1);
        task.createdAt = table.clock.now().addSecs(-60);
        table.merge({task, sampleTask(2)});
        table.model.tick();
        QCOMPARE(table.text(*table.model.rowOf(0), Column::Created), u"23:58:59"_s);
        const Spies spies(table.model);
        table.clock.advance(1s);
        table.model.tick();
        QCOMPARE(spies.changed.size(), 1);
        QCOMPARE(spies.changed[0].at(0).toModelIndex(), table.model.index(0, 0));
        QCOMPARE(spies.changed[0].at(1).toModelIndex(),
                 table.model.index(1, table.model.columnCount() - 1));
        QVERIFY(table.text(*table.model.rowOf(0), Column::Created) != u"23:58:59"_s);
        table.clock.advance(1s);
        table.model.tick();
        QCOMPARE(spies.changed.size(), 1);
    }

    void cellsSpeakTheWordsOfOperators()
    {
        Table table;
        SyncTask task = sampleTask(7, SyncTaskStatus::Error);
        task.priority = 3;
        table.merge({task});
        table.model.setNames({.rules = {{u"crsr-1"_s, u"To Europe"_s}}});
        QCOMPARE(table.text(0, Column::Status), u"Failed"_s);
        QCOMPARE(table.text(0, Column::Image), u"team/app:7"_s);
        QCOMPARE(table.text(0, Column::Cause), u"Network"_s);
        QCOMPARE(table.text(0, Column::Route), u"Hangzhou → Frankfurt"_s);
        QCOMPARE(table.text(0, Column::Created), u"00:07:00"_s);
        QCOMPARE(table.text(0, Column::Duration), u"30 s"_s);
        QCOMPARE(table.text(0, Column::Progress), QString());
        QCOMPARE(table.text(0, Column::Source), u"cri-hangzhou · team/app:7"_s);
        QCOMPARE(table.text(0, Column::Destination), u"cri-frankfurt · team/app:7"_s);
        QCOMPARE(table.text(0, Column::Trigger), u"Automatic"_s);
        QCOMPARE(table.text(0, Column::Rule), u"To Europe"_s);
        QCOMPARE(table.text(0, Column::Modified), u"00:07:30"_s);
        QCOMPARE(table.text(0, Column::Batch), u"batch-7"_s);
        QCOMPARE(table.text(0, Column::TaskId), u"rst-7"_s);
        QCOMPARE(table.text(0, Column::CrossUser), u"No"_s);
        QCOMPARE(table.text(0, Column::Accelerated), u"Yes"_s);
        QCOMPARE(table.text(0, Column::CustomLink), u"No"_s);
        QCOMPARE(table.text(0, Column::LinkId), QString());
        QCOMPARE(table.text(0, Column::Priority), u"3"_s);
    }

    void cellsAreReadOutAndCopiedAsTheyAreShownOrWhole()
    {
        Table table;
        SyncTask task = sampleTask(7, SyncTaskStatus::Error);
        task.linkId = u"link-1"_s;
        task.priority = 3;
        table.merge({task, sampleTask(6)});
        table.model.setNames({.rules = {{u"crsr-1"_s, u"To Europe"_s}}});
        const QString created = u"2026-11-24 00:07:00 +00:00"_s;
        const QString modified = u"2026-11-24 00:07:30 +00:00"_s;
        const QMap<Column, QString> spoken{{Column::Status, u"Failed: Network"_s},
                                           {Column::Route, u"from Hangzhou to Frankfurt"_s},
                                           {Column::Created, created},
                                           {Column::Modified, modified}};
        const QMap<Column, QString> copied{{Column::Route, u"cn-hangzhou → eu-central-1"_s},
                                           {Column::Created, created},
                                           {Column::Modified, modified}};
        for (int i = 0; i < SyncTaskTableModel::columns; ++i) {
            const auto column = static_cast<Column>(i);
            const QString shown = table.text(0, column);
            QCOMPARE(table.text(0, column, Qt::AccessibleTextRole), spoken.value(column, shown));
            QCOMPARE(table.text(0, column, SyncTaskTableModel::CopyTextRole),
                     copied.value(column, shown));
        }
        QCOMPARE(table.text(1, Column::Status, Qt::AccessibleTextRole), u"Done"_s);
    }

    void noMemberOfATaskIsForgotten()
    {
        QSet<QStringList> rows;
        for (const auto &[member, task] : tasksByMember()) {
            Table table;
            table.merge({task});
            QStringList cells;
            for (int column = 0; column < SyncTaskTableModel::columns; ++column)
                cells << table.text(0, static_cast<Column>(column),
                                    SyncTaskTableModel::CopyTextRole);
            QVERIFY2(!rows.contains(cells), member.constData());
            rows.insert(cells);
        }
    }

    void everyColumnIsFoundByItsKey()
    {
        for (int column = 0; column < SyncTaskTableModel::columns; ++column) {
            const TaskColumn &given = taskColumn(static_cast<Column>(column));
            QCOMPARE(taskColumn(QString::fromLatin1(given.key)), &given);
        }
        QVERIFY(taskColumn(u"Weather"_s) == nullptr);
    }

    void causesAreOfFailedTasksOnly()
    {
        Table table;
        SyncTask task = sampleTask(1);
        task.issue = taskIssueFromWire(u"NETWORK_ERROR"_s);
        table.merge({task});
        QCOMPARE(table.text(0, Column::Cause), QString());
        QCOMPARE(table.text(0, Column::Status, Qt::ToolTipRole), QString());
    }

    void toolTipsSayTheWhole()
    {
        Table table;
        table.merge({sampleTask(1, SyncTaskStatus::Error)});
        table.model.setNames({.rules = {{u"crsr-1"_s, u"To Europe"_s}}});
        const auto toolTip = [&table](Column column) {
            return table.text(0, column, Qt::ToolTipRole);
        };
        QCOMPARE(toolTip(Column::Created), u"2026-11-24 00:01:00 +00:00\n13 h ago"_s);
        QCOMPARE(toolTip(Column::Modified), u"2026-11-24 00:01:30 +00:00\n13 h ago"_s);
        QCOMPARE(toolTip(Column::Image),
                 u"cri-hangzhou · team/app:1 →\ncri-frankfurt · team/app:1"_s);
        QCOMPARE(toolTip(Column::Route), u"cn-hangzhou → eu-central-1"_s);
        QCOMPARE(toolTip(Column::TaskId), u"rst-1"_s);
        QCOMPARE(toolTip(Column::Rule), u"To Europe\ncrsr-1"_s);
        QVERIFY(toolTip(Column::Cause).contains(u"network"_s));
        QVERIFY(toolTip(Column::Status).contains(u'\n'));
        QCOMPARE(table.text(0, Column::Status, Qt::AccessibleTextRole), u"Failed: Network"_s);
        QCOMPARE(table.text(0, Column::Created, SyncTaskTableModel::CopyTextRole),
                 u"2026-11-24 00:01:00 +00:00"_s);
    }

    void progressIsShownWhereBytesAreKnown()
    {
        Table table;
        const SyncTask task = sampleTask(1, SyncTaskStatus::Synchronizing);
        table.merge({task});
        const QModelIndex cell = table.model.index(0, static_cast<int>(Column::Progress));
        QVERIFY(!cell.data(SyncTaskTableModel::ProgressRole).isValid());
        const Spies spies(table.model);
        const SyncTaskDetail detail{
            .task = task, .layers = {{.size = 200 << 20, .syncedSize = (200 << 20) / 8 * 5}}};
        table.model.applyMerge(table.store.mergeDetail(here, detail));
        QCOMPARE(spies.changed.size(), 1);
        QCOMPARE(cell.data(SyncTaskTableModel::ProgressRole).toDouble(), 0.625);
        QCOMPARE(cell.data().toString(), u"62 %"_s);
        QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), u"62 %"_s);
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), u"125.0 MiB of 200.0 MiB"_s);
        table.merge({sampleTask(1)});
        QVERIFY(!cell.data(SyncTaskTableModel::ProgressRole).isValid());
    }

    void numbersAreAlignedRight()
    {
        Table table;
        table.merge({sampleTask(1)});
        for (int column = 0; column < SyncTaskTableModel::columns; ++column) {
            const auto which = static_cast<Column>(column);
            const bool isNumber = which == Column::Created || which == Column::Modified ||
                                  which == Column::Duration || which == Column::Priority;
            const auto wanted =
                static_cast<int>(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
            const QModelIndex index = table.model.index(0, column);
            QCOMPARE(index.data(Qt::TextAlignmentRole).toInt(), wanted);
            QCOMPARE(table.model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt(),
                     wanted);
            QCOMPARE(index.data(SyncTaskTableModel::StatusRole).toInt(),
                     static_cast<int>(SyncTaskStatus::Success));
        }
    }

    void everyColumnHasATitleAndSaysWhatItIs()
    {
        const Table table;
        QSet<QString> titles;
        for (int column = 0; column < SyncTaskTableModel::columns; ++column) {
            titles.insert(table.model.headerData(column, Qt::Horizontal).toString());
            QVERIFY(!table.model.headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                         .toString()
                         .isEmpty());
        }
        QVERIFY(!titles.contains(QString()));
        QCOMPARE(titles.size(), SyncTaskTableModel::columns);
    }

    void aRowIsFoundByItsPlaceInTheStore()
    {
        Table table;
        table.merge(tasksFromTo(1, 4));
        QCOMPARE(table.model.rowOf(0), std::optional(3));
        QCOMPARE(table.model.storeRow(0), 3U);
        table.model.setQuery(query(u"rst-3"_s));
        QCOMPARE(table.model.rowOf(2), std::optional(0));
        QCOMPARE(table.model.rowOf(0), std::nullopt);
    }

    void aHundredThousandRandomStepsShowWhatANaiveModelShows_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("steps");
        // The tester looks at every cell after each step. Few rows for many steps; many for what
        // is done in another way where much changes.
        for (unsigned seed = 1; seed <= (IS_SANITIZED ? 1 : 4); ++seed) {
            QTest::addRow("few rows, seed %u", seed) << seed << 10 << 25'000;
            QTest::addRow("many rows, seed %u", seed) << seed << 250 << 300;
        }
    }

    void aHundredThousandRandomStepsShowWhatANaiveModelShows();
};

namespace {

/// Does random things to a table and says what a naive model would show.
class RandomSteps {
public:
    using SortKey = SyncTaskTableModel::SortKey;
    using Value = std::tuple<bool, qint64, QString, qint64>; ///< whether it is missing comes first

    RandomSteps(Table &table, unsigned seed, int tasks)
        : m_table(table), m_random(seed), m_tasks(tasks)
    {
    }

    void step()
    {
        const int kind = upTo(99);
        if (kind < 70)
            mergeSome();
        else if (kind < 82)
            sortSome();
        else if (kind < 94)
            querySome();
        else
            passTime();
    }

    /// Ids in order: filtered by a filter of its own, sorted by comparing pairs of raw values.
    [[nodiscard]] std::vector<TaskRow> expected() const
    {
        std::vector<std::pair<SyncTask, TaskRow>> tasks;
        const LatestResults results(m_table.store);
        const TaskFilter filter(m_table.store, m_table.model.query(), {.results = &results});
        for (TaskRow row = 0; row < m_table.store.size(); ++row) {
            if (filter.matches(row))
                tasks.emplace_back(m_table.store.task(row), row);
        }
        // From the last key to the first, each stable.
        for (auto key = m_keys.rbegin(); key != m_keys.rend(); ++key)
            std::ranges::stable_sort(tasks, [key](const auto &a, const auto &b) {
                return comesBefore(a.first, b.first, *key);
            });
        std::vector<TaskRow> rows(tasks.size());
        std::ranges::transform(tasks, rows.begin(), &std::pair<SyncTask, TaskRow>::second);
        return rows;
    }

private:
    int upTo(int most) { return std::uniform_int_distribution<>(0, most)(m_random); }

    SyncTask randomTask()
    {
        constexpr std::array wireStatuses = {u"PENDING", u"SYNCHRONIZING", u"SUCCESS", u"ERROR",
                                             u"CANCELED"};
        SyncTask task = sampleTask(upTo(m_tasks));
        task.status = syncTaskStatusFromWire(
            QString::fromUtf16(wireStatuses[static_cast<std::size_t>(upTo(4))]));
        task.createdAt = QDateTime(QDate(2026, 11, 24), QTime(0, upTo(20)), Qt::UTC);
        task.modifiedAt = task.createdAt.addSecs(++m_modified);
        task.imageFrom.repoName = u"app%1"_s.arg(upTo(5));
        task.imageFrom.imageTag = QString::number(upTo(3));
        task.imageTo.imageTag = u"copy"_s;
        if (upTo(3) == 0)
            task.priority = upTo(4);
        return task;
    }

    void mergeSome()
    {
        std::vector<SyncTask> tasks;
        for (int count = upTo(upTo(20) == 0 ? m_tasks / 2 : 6); count > 0; --count)
            tasks.push_back(randomTask());
        m_table.merge(tasks);
    }

    void sortSome()
    {
        constexpr std::array columns = {Column::Status,   Column::Created, Column::Image,
                                        Column::Priority, Column::TaskId,  Column::Modified};
        const auto anyKey = [&] {
            return SortKey{.column = columns[static_cast<std::size_t>(upTo(columns.size() - 1))],
                           .order = upTo(1) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder};
        };
        m_keys = {anyKey()};
        if (upTo(1) == 0) {
            m_table.model.sort(static_cast<int>(m_keys[0].column), m_keys[0].order);
            return;
        }
        m_keys.push_back(anyKey());
        m_table.model.sortBy(m_keys);
    }

    void querySome()
    {
        TaskQuery asked;
        if (upTo(2) == 0)
            asked = query(u"status:failed,waiting"_s);
        if (upTo(2) == 0)
            asked.terms.push_back({.values = {{.text = u"app%1"_s.arg(upTo(5))}}});
        if (upTo(2) == 0)
            asked = withState(asked, QueryState::Latest, true);
        if (upTo(3) == 0)
            asked.toggle(QueryField::Is, {.text = u"repaired"_s}, upTo(1) == 0);
        m_table.model.setQuery(asked);
    }

    void passTime()
    {
        m_table.clock.advance(1s);
        m_table.model.tick();
    }

    static bool comesBefore(const SyncTask &a, const SyncTask &b, const SortKey &key)
    {
        const Value left = value(a, key.column);
        const Value right = value(b, key.column);
        const bool isMissingEqual = std::get<bool>(left) == std::get<bool>(right);
        return key.order == Qt::AscendingOrder || !isMissingEqual ? left < right : right < left;
    }

    static Value value(const SyncTask &task, Column column)
    {
        if (column == Column::Status) {
            return {false,
                    std::ranges::find(shownStatuses, task.status.value) - shownStatuses.begin(),
                    QString(), 0};
        }
        if (column == Column::Image)
            return {false, 0, task.imageFrom.repoName, task.imageFrom.imageTag.toInt()};
        if (column == Column::Priority)
            return {!task.priority, task.priority.value_or(0), QString(), 0};
        if (column == Column::TaskId)
            return {false, task.id.sliced(4).toInt(), QString(), 0};
        const QDateTime &time = column == Column::Created ? task.createdAt : task.modifiedAt;
        return {false, time.toMSecsSinceEpoch(), QString(), 0};
    }

    Table &m_table;
    std::mt19937 m_random;
    int m_tasks;
    std::vector<SortKey> m_keys{SortKey{}};
    int m_modified = 0;
};

/// Indexes that somebody holds on to while the table changes.
class KeptIndexes {
public:
    void keep(const SyncTaskTableModel &model, int row)
    {
        constexpr std::size_t most = 40;
        if (m_kept.size() == most)
            m_kept.erase(m_kept.begin());
        m_kept.emplace_back(model.index(row, 0), model.storeRow(row));
    }
    bool areOnTheirTasks(const SyncTaskTableModel &model)
    {
        std::erase_if(m_kept, [](const auto &kept) { return !kept.first.isValid(); });
        m_compared += static_cast<int>(m_kept.size());
        return std::ranges::all_of(m_kept, [&model](const auto &kept) {
            return model.storeRow(kept.first.row()) == kept.second;
        });
    }
    [[nodiscard]] int compared() const { return m_compared; }

private:
    std::vector<std::pair<QPersistentModelIndex, TaskRow>> m_kept;
    int m_compared = 0;
};

} // namespace

void TestSyncTaskTableModel::aHundredThousandRandomStepsShowWhatANaiveModelShows()
{
    QFETCH(unsigned, seed);
    QFETCH(int, tasks);
    QFETCH(int, steps);
    Table table;
    RandomSteps random(table, seed, tasks);
    const int stepsBetweenLooks = steps > 1'000 ? 3 : 1;
    KeptIndexes kept;
    for (int i = 0; i < steps; ++i) {
        random.step();
        if (i % stepsBetweenLooks != 0)
            continue;
        QVERIFY(std::ranges::equal(table.model.rows(), random.expected()));
        QVERIFY(kept.areOnTheirTasks(table.model));
        if (table.model.rowCount() > 0)
            kept.keep(table.model, i % table.model.rowCount());
        for (int row = 0; row < table.model.rowCount(); row += 7)
            QCOMPARE(table.model.rowOf(table.model.storeRow(row)), std::optional(row));
    }
    QCOMPARE_GT(kept.compared(), 200);
}

QTEST_GUILESS_MAIN(TestSyncTaskTableModel)
#include "tst_synctasktablemodel.moc"
