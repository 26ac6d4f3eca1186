#include "sampletasks.h"
#include "shownrows.h"
#include "taskorder.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

namespace {

using Rows = ShownRows::Rows;

/// A store with tasks 0 to 99, one created after the other, and rows of it, the newest first.
struct Shown {
    explicit Shown(const Rows &first = {})
    {
        std::vector<SyncTask> tasks;
        for (int number = 0; number < 100; ++number)
            tasks.push_back(sampleTask(number));
        store.merge(u"cri-hangzhou"_s, tasks);
        rows.replace(first);
    }
    Q_DISABLE_COPY_MOVE(Shown)

    [[nodiscard]] TaskOrder newestFirst() const { return {store, keys, 0, names}; }
    [[nodiscard]] bool knowsEachPosition() const
    {
        for (TaskRow row = 0; row < store.size(); ++row) {
            const auto found = std::ranges::find(rows.rows(), row);
            const int position =
                found == rows.rows().end() ? -1 : static_cast<int>(found - rows.rows().begin());
            if (rows.positionOf(row) != position)
                return false;
        }
        return true;
    }
    void remove(const std::vector<RowRun> &runs)
    {
        for (const RowRun &run : runs)
            rows.remove(run);
    }
    void insert(const Rows &added)
    {
        for (const RowInsertion &insertion : rows.insertionsOf(added, newestFirst()))
            rows.insert(insertion);
    }

    std::vector<SyncTaskTableModel::SortKey> keys{{}};
    QueryNames names{};
    TaskStore store{};
    ShownRows rows{store};
};

/// Some of the rows below 100, in the order that Shown has.
Rows someRows(std::mt19937 &random)
{
    Rows some;
    for (TaskRow row = 100; row > 0; --row) {
        if (random() % 2 == 0)
            some.push_back(row - 1);
    }
    return some;
}

} // namespace

class TestShownRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreOneRunAndTheLastComesFirst()
    {
        const Shown shown({9, 8, 7, 5, 3, 2});
        QCOMPARE(shown.rows.runsOf({3, 9, 7, 8}),
                 (std::vector<RowRun>{{.first = 4, .last = 4}, {.first = 0, .last = 2}}));
        QCOMPARE(shown.rows.runsOf({}), std::vector<RowRun>());
    }

    void whatComesTogetherIsOneInsertion()
    {
        const Shown shown({9, 6, 3});
        QCOMPARE(shown.rows.insertionsOf({1, 8, 10, 7, 4}, shown.newestFirst()),
                 (std::vector<RowInsertion>{{.position = 3, .rows = {1}},
                                            {.position = 2, .rows = {4}},
                                            {.position = 1, .rows = {8, 7}},
                                            {.position = 0, .rows = {10}}}));
    }

    void aRowThatIsOutOfOrderMovesAlone()
    {
        Shown shown({9, 2, 8, 7, 5});
        const TaskOrder order = shown.newestFirst();
        const Rows misplaced = shown.rows.misplacedOf({2}, order);
        QCOMPARE(misplaced, Rows{2});
        const std::optional<RowMove> move = shown.rows.moveOf(2, misplaced, order);
        QCOMPARE(move, (RowMove{.from = 1, .to = 5}));
        shown.rows.move(*move);
        QCOMPARE(shown.rows.rows(), (Rows{9, 8, 7, 5, 2}));
        QVERIFY(shown.knowsEachPosition());
        QCOMPARE(shown.rows.misplacedOf({2, 9}, order), Rows());
    }

    void aRowMovesToTheFrontToo()
    {
        Shown shown({8, 7, 5, 9});
        const TaskOrder order = shown.newestFirst();
        const Rows misplaced = shown.rows.misplacedOf({9}, order);
        const std::optional<RowMove> move = shown.rows.moveOf(9, misplaced, order);
        QCOMPARE(move, (RowMove{.from = 3, .to = 0}));
        shown.rows.move(*move);
        QCOMPARE(shown.rows.rows(), (Rows{9, 8, 7, 5}));
        QVERIFY(shown.knowsEachPosition());
    }

    void aRowThatIsWhereItBelongsDoesNotMove()
    {
        const Shown shown({9, 8, 7});
        QCOMPARE(shown.rows.moveOf(8, {8}, shown.newestFirst()), std::nullopt);
    }

    void aChangeInManyPlacesIsNotTakenInSteps()
    {
        const Shown shown({9, 8, 7, 6, 5});
        QVERIFY(shown.rows.changeTo({9, 7, 5}, 2));  // two go
        QVERIFY(!shown.rows.changeTo({9, 7, 5}, 1)); // one too many
        QVERIFY(shown.rows.changeTo({10, 9, 7, 6, 5}, 2));
        QVERIFY(!shown.rows.changeTo({10, 9, 7, 6, 5}, 1)); // one comes and one goes
    }

    void anyRowsBecomeAnyOthers()
    {
        std::mt19937 random(7);
        Shown shown;
        for (int turn = 0; turn < 200; ++turn) {
            const Rows wanted = someRows(random);
            const auto change = shown.rows.changeTo(wanted, 200);
            QVERIFY(change);
            shown.remove(change->gone);
            if (turn % 2 == 0)
                QVERIFY(shown.knowsEachPosition());
            shown.insert(change->added);
            QCOMPARE(shown.rows.rows(), wanted);
            QVERIFY(shown.knowsEachPosition());
        }
    }

    void anyMisplacedRowsAreMovedIntoOrder()
    {
        std::mt19937 random(11);
        for (int turn = 0; turn < 200; ++turn) {
            Rows rows(20);
            std::iota(rows.rbegin(), rows.rend(), TaskRow{0});
            Rows changed;
            for (int i = 0; i < 5; ++i) {
                // What changed stands anywhere.
                const auto row = static_cast<TaskRow>(random() % 20);
                if (std::ranges::find(changed, row) != changed.end())
                    continue;
                std::erase(rows, row);
                rows.insert(rows.begin() + static_cast<int>(random() % 20), row);
                changed.push_back(row);
            }
            Shown shown(rows);
            const TaskOrder order = shown.newestFirst();
            Rows misplaced = shown.rows.misplacedOf(changed, order);
            while (!misplaced.empty()) {
                if (const auto move = shown.rows.moveOf(misplaced.back(), misplaced, order))
                    shown.rows.move(*move);
                misplaced.pop_back();
            }
            std::ranges::sort(rows, order);
            QCOMPARE(shown.rows.rows(), rows);
            QVERIFY(shown.knowsEachPosition());
        }
    }
};

QTEST_GUILESS_MAIN(TestShownRows)
#include "tst_shownrows.moc"
