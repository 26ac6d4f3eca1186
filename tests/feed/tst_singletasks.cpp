#include "sampletasks.h"
#include "singletasks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString mine = u"cri-hangzhou"_s;

struct Schedule {
    TaskStore store{};
    SingleTasks tasks{};
    SingleTasks::View view{.isOnPages = [](TaskRow) { return false; },
                           .nowMs = sampleTask(60).createdAt.toMSecsSinceEpoch()};

    void add(int number, SyncTaskStatus status, const QString &instanceId = mine)
    {
        store.merge(instanceId, std::vector{sampleTask(number, status)});
    }
    [[nodiscard]] TaskRow row(int number) const { return *store.find(mine, sampleTask(number).id); }
    /// The numbers of the tasks that are due.
    [[nodiscard]] QList<int> due()
    {
        QList<int> numbers;
        for (const TaskRow row : tasks.choose(store, mine, view))
            numbers << store.task(row).id.sliced(4).toInt();
        return numbers;
    }
    void ask(int number) { tasks.asked(row(number), view.nowMs); }
    void pass(std::chrono::milliseconds time) { view.nowMs += time.count(); }
};

} // namespace

class TestSingleTasks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyUnfinishedOnesOfTheInstanceAreDue()
    {
        Schedule s;
        s.add(1, SyncTaskStatus::Pending);
        s.add(2, SyncTaskStatus::Synchronizing);
        s.add(3, SyncTaskStatus::Success);
        s.add(4, SyncTaskStatus::Error);
        s.add(5, SyncTaskStatus::Pending, u"cri-shanghai"_s);
        QCOMPARE(s.due(), (QList{1, 2}));
        s.add(1, SyncTaskStatus::Success);
        QCOMPARE(s.due(), QList{2});
    }

    void whoWasAskedForLongestAgoComesFirst()
    {
        Schedule s;
        for (const int number : {1, 2, 3})
            s.add(number, SyncTaskStatus::Pending);
        s.view.isByHand = true;
        s.ask(2);
        s.pass(1s);
        s.ask(1);
        QCOMPARE(s.due(), (QList{3, 2, 1}));
    }

    void theIntervalHasToPassToTheMillisecond()
    {
        Schedule s;
        s.add(20, SyncTaskStatus::Synchronizing); // forty minutes old
        s.ask(20);
        s.pass(126'314ms); // a twentieth of its age by now is 1 ms more
        QCOMPARE(s.due(), QList<int>());
        s.pass(1ms);
        QCOMPARE(s.due(), QList{20});
        s.ask(20);
        QCOMPARE(s.due(), QList<int>());
        s.view.isByHand = true; // whoever asks does not wait
        QCOMPARE(s.due(), QList{20});
    }

    void thoseOnThePagesAreDueWhereSomebodyLooksAtThem()
    {
        Schedule s;
        s.add(1, SyncTaskStatus::Pending);
        s.add(2, SyncTaskStatus::Synchronizing);
        s.add(3, SyncTaskStatus::Synchronizing);
        s.view.isOnPages = [](TaskRow) { return true; };
        QCOMPARE(s.due(), QList<int>());
        s.view.watched = {s.row(1), s.row(2)};
        QCOMPARE(s.due(), QList{2}); // one that waits has no bytes to tell of
    }

    void whatTheRegistryCannotTellIsNotAskedAgain()
    {
        Schedule s;
        s.add(1, SyncTaskStatus::Pending);
        s.add(2, SyncTaskStatus::Pending);
        s.tasks.giveUp(s.row(1));
        s.view.isByHand = true;
        QCOMPARE(s.due(), QList{2});
        s.tasks = {}; // another query
        QCOMPARE(s.due(), (QList{1, 2}));
    }
};

QTEST_GUILESS_MAIN(TestSingleTasks)
#include "tst_singletasks.moc"
