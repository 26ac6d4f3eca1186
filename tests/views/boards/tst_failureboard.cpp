#include "failureboardview.h"
#include "failuretable.h"
#include "failuretablemodel.h"
#include "manualclock.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FailureGroup group(const QString &text, int count)
{
    FailureGroup made{.text = text, .count = count};
    made.perBucket.fill(1);
    return made;
}

FailureBoard boardOf(std::vector<FailureGroup> groups)
{
    FailureBoard board{.periodMs = 3'600'000, .groups = std::move(groups)};
    for (const FailureGroup &each : board.groups)
        board.count += each.count;
    return board;
}

/// A shown board.
struct Board {
    ManualClock clock{};
    FailureTableModel model{clock};
    FailureBoardView view{};

    Board()
    {
        view.setModel(model);
        view.resize(836, 400);
        view.show();
        view.activateWindow();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] FailureTable &table() const
    {
        return *view.findChild<FailureTable *>(u"failureTable"_s);
    }
    [[nodiscard]] QString currentName() const
    {
        return table().currentIndex().siblingAtColumn(0).data().toString();
    }
    [[nodiscard]] bool isShown(FailureColumn column) const
    {
        return !table().isColumnHidden(static_cast<int>(column));
    }
    void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, modifiers,
                          table().visualRect(model.index(row, 0)).center());
    }
    void doubleClick(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::mouseDClick(table().viewport(), Qt::LeftButton, modifiers,
                           table().visualRect(model.index(row, 0)).center());
    }
};

} // namespace

class TestFailureBoard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void withoutFailuresAWordStandsInTheTablesPlace()
    {
        Board board;
        auto *nothing = board.view.findChild<QLabel *>(u"noFailures"_s);
        QVERIFY(nothing->isVisible());
        board.model.showBoard(boardOf({group(u"A"_s, 3)}));
        QVERIFY(!nothing->isVisible());
        QVERIFY(board.table().isVisible());
        board.model.showBoard(boardOf({}));
        QVERIFY(nothing->isVisible());
    }

    void theFocusFollowsWhatIsShown()
    {
        Board board;
        board.view.setFocus();
        board.model.showBoard(boardOf({group(u"A"_s, 3)}));
        QVERIFY(board.table().hasFocus());
        board.model.showBoard(boardOf({}));
        QVERIFY(board.view.findChild<QLabel *>(u"noFailures"_s)->hasFocus());
    }

    void aRefreshKeepsTheChosenGroup()
    {
        Board board;
        board.model.showBoard(boardOf({group(u"A"_s, 3), group(u"B"_s, 2)}));
        board.table().selectRow(1);
        board.model.showBoard(boardOf({group(u"C"_s, 9), group(u"B"_s, 8), group(u"A"_s, 3)}));
        QCOMPARE(board.currentName(), u"B"_s);
        QVERIFY(board.table().selectionModel()->isRowSelected(1, {}));
        board.model.showBoard(boardOf({group(u"C"_s, 9), group(u"A"_s, 3)}));
        QVERIFY(board.table().currentIndex().isValid()); // else a screen reader ends the program
        QVERIFY(board.table().selectionModel()->hasSelection());
    }

    void aClickSelectsAndADoubleClickChooses()
    {
        Board board;
        board.model.showBoard(boardOf({group(u"A"_s, 3), group(u"B"_s, 2)}));
        QSignalSpy chosen(&board.view, &FailureBoardView::chosen);
        board.click(1);
        board.click(0, Qt::ControlModifier);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(board.table().currentIndex().row(), 0);
        board.doubleClick(1);
        board.doubleClick(0, Qt::ControlModifier);
        QTest::keyClick(&board.table(), Qt::Key_Enter);
        QTest::keyClick(&board.table(), Qt::Key_Return, Qt::ControlModifier);
        const QList<QVariantList> expected = {{1, false}, {0, true}, {0, false}, {0, true}};
        QCOMPARE(QList<QVariantList>(chosen), expected);
    }

    void aPressThatIsLetGoElsewhereChoosesNothing()
    {
        Board board;
        board.model.showBoard(boardOf({group(u"A"_s, 3), group(u"B"_s, 2)}));
        QSignalSpy chosen(&board.view, &FailureBoardView::chosen);
        QWidget *viewport = board.table().viewport();
        const auto at = [&](int row) {
            return board.table().visualRect(board.model.index(row, 0)).center();
        };
        QTest::mousePress(viewport, Qt::LeftButton, {}, at(0));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, at(1));
        QTest::mouseClick(viewport, Qt::LeftButton, {}, at(1) + QPoint(0, 200)); // below the rows
        QTest::mouseClick(viewport, Qt::RightButton, {}, at(0));
        QCOMPARE(chosen.size(), 0);
    }

    void arrowsChooseTheGrouping()
    {
        Board board;
        QSignalSpy chosen(&board.view, &FailureBoardView::groupingChosen);
        auto *cause = board.view.findChild<QAbstractButton *>(u"byCause"_s);
        QCOMPARE(board.view.grouping(), FailureGrouping::Cause);
        cause->setFocus();
        QTest::keyClick(cause, Qt::Key_Right);
        QCOMPARE(board.view.grouping(), FailureGrouping::Rule);
        QVERIFY(board.view.findChild<QAbstractButton *>(u"byRule"_s)->hasFocus());
        QCOMPARE(chosen.size(), 1);
    }

    void whereItIsNarrowTheNameIsReadAllTheSame()
    {
        Board board;
        board.model.showBoard(boardOf({group(QString(200, u'x'), 3)}));
        QVERIFY(board.isShown(FailureColumn::First));
        board.view.resize(560, 400);
        QVERIFY(!board.isShown(FailureColumn::First));
        QVERIFY(!board.isShown(FailureColumn::Repaired));
        QVERIFY(board.isShown(FailureColumn::Failed));
        QVERIFY(board.isShown(FailureColumn::Open));
        QVERIFY(board.table().columnWidth(0) >= 150);
        QCOMPARE(board.table().horizontalHeader()->length(), board.table().viewport()->width());
    }

    void failuresArePaintedInTheirColour()
    {
        Board board;
        board.model.showBoard(boardOf({group(u"A"_s, 3)}));
        const QImage picture = board.table().grab().toImage();
        const QColor red = statusFill(SyncTaskStatus::Error, board.view.palette());
        const auto has = [&](FailureColumn column) {
            const QRect cell =
                board.table().visualRect(board.model.index(0, static_cast<int>(column)));
            const int top = board.table().horizontalHeader()->height() + cell.top();
            for (int y = top; y < top + cell.height(); ++y) {
                for (int x = cell.left(); x < cell.right(); ++x) {
                    if (picture.pixelColor(x, y) == red)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(has(FailureColumn::Failed));
        QVERIFY(has(FailureColumn::Trend));
        QVERIFY(!has(FailureColumn::Last));
    }

    void theModelMayGoFirst()
    {
        FailureBoardView view;
        {
            const ManualClock clock;
            FailureTableModel model(clock);
            view.setModel(model);
            model.showBoard(boardOf({group(u"A"_s, 3)}));
            view.show();
        }
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&view, &change);
        view.resize(300, 300);
        QVERIFY(view.isVisible());
    }
};

QTEST_MAIN(TestFailureBoard)
#include "tst_failureboard.moc"
