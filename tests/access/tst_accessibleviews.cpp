#include "accessibleparts.h"

#include <QAccessible>
#include <QHeaderView>
#include <QListWidget>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include <climits>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface &told(QWidget &widget)
{
    return *QAccessible::queryAccessibleInterface(&widget);
}

/// Asks all that can be asked of a place, as Qt's bridge does, which does not look whether there is
/// an answer; what the cell says.
QString askedAt(QWidget &widget, int row, int column)
{
    QAccessibleInterface &view = told(widget);
    QAccessibleTableInterface *table = view.tableInterface();
    QAccessibleInterface *cell = table->cellAt(row, column);
    const int index = view.indexOfChild(cell);
    QAccessibleTableCellInterface *place = cell->tableCellInterface();
    QStringList titles;
    for (const QAccessibleInterface *title : place->columnHeaderCells())
        titles << title->text(QAccessible::Name);
    [[maybe_unused]] const auto rest = std::tuple(
        place->rowExtent(), place->columnExtent(), place->isSelected(), cell->rect(), cell->state(),
        cell->role(), cell->window(), cell->parent(), place->rowHeaderCells(),
        table->columnDescription(column), table->rowDescription(row), table->isRowSelected(row),
        table->isColumnSelected(column), QAccessible::uniqueId(cell));
    if (index >= 0 && view.child(index) != cell)
        return u"the child at its index is another one"_s;
    return cell->isValid() ? u"%1 %2,%3 [%4] %5"_s.arg(index)
                                 .arg(place->rowIndex())
                                 .arg(place->columnIndex())
                                 .arg(titles.join(u' '), cell->text(QAccessible::Name))
                           : u"none"_s;
}

/// Of all that are told, also the hidden ones.
int walked(QAccessibleInterface &view)
{
    int count = 0;
    for (int i = 0; i < view.childCount(); ++i) {
        QAccessibleInterface *child = view.child(i);
        if (child && child->isValid() && view.indexOfChild(child) == i)
            ++count;
    }
    return count;
}

/// Qt's view does so while a screen reader listens.
void tellChange(QWidget &widget, QAccessibleTableModelChangeEvent::ModelChangeType type)
{
    QAccessibleTableModelChangeEvent event(&widget, type);
    told(widget).tableInterface()->modelChange(&event);
}

void fill(QStandardItemModel &model, int rows)
{
    model.setHorizontalHeaderLabels({u"Name"_s, u"Size"_s});
    for (int row = 0; row < rows; ++row)
        model.appendRow(
            {new QStandardItem(u"n%1"_s.arg(row)), new QStandardItem(u"s%1"_s.arg(row))});
}

struct Table {
    explicit Table(int rows)
    {
        fill(model, rows);
        view.setModel(&model);
        view.verticalHeader()->hide();
        view.resize(400, 300);
        view.show();
    }
    QStandardItemModel model{};
    QTableView view{};
};

} // namespace

/// Tables, lists and trees as a screen reader asks for them, whatever is current in them.
class TestAccessibleViews final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPlaceThatIsNotThereIsAnswered_data();
    void aPlaceThatIsNotThereIsAnswered();
    void aTableIsWalkedWithoutACurrentIndex();
    void aTableWithoutRowsOrModelIsAnswered();
    void aCellStaysItselfWhileRowsComeAndGo();
    void aResetLeavesNothingBehind();
    void whatIsCurrentHasTheFocus();
    void aHiddenColumnIsNotToBeSeen();
    void rowsAreSelected();
    void aListAndATreeAreWalked();
};

void TestAccessibleViews::initTestCase()
{
    installAccessibleParts();
}

void TestAccessibleViews::aPlaceThatIsNotThereIsAnswered_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::newRow("what Orca asks without a current index") << -1 << -1;
    QTest::newRow("no row") << -1 << 0;
    QTest::newRow("no column") << 0 << -1;
    QTest::newRow("behind the last row") << 3 << 0;
    QTest::newRow("behind the last column") << 0 << 2;
    QTest::newRow("far away") << INT_MAX << INT_MAX;
}

void TestAccessibleViews::aPlaceThatIsNotThereIsAnswered()
{
    QFETCH(int, row);
    QFETCH(int, column);
    Table table(3);
    QCOMPARE(askedAt(table.view, row, column), u"none"_s);
    QListWidget list;
    list.addItems({u"a"_s, u"b"_s, u"c"_s});
    QCOMPARE(askedAt(list, row, row == 0 ? 2 : column), u"none"_s);
    QTreeWidget tree;
    tree.setColumnCount(2);
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        tree.addTopLevelItem(new QTreeWidgetItem({name, name}));
    QCOMPARE(askedAt(tree, row, column), u"none"_s);
}

void TestAccessibleViews::aTableIsWalkedWithoutACurrentIndex()
{
    Table table(3);
    QVERIFY(!table.view.currentIndex().isValid());
    // A line of titles, and a column before the first, as Qt counts in its events.
    QCOMPARE(told(table.view).childCount(), 4 * 3);
    QCOMPARE(walked(told(table.view)), 4 * 3);
    QCOMPARE(askedAt(table.view, 1, 1), u"8 1,1 [Size] s1"_s);
    QCOMPARE(told(table.view).child(1)->role(), QAccessible::ColumnHeader);
    QVERIFY(told(table.view).child(0)->state().invisible);
    QVERIFY(told(table.view).child(3)->state().invisible); // what stands before a row is hidden
    [[maybe_unused]] const QAccessibleInterface *focus = told(table.view).focusChild();
}

void TestAccessibleViews::aTableWithoutRowsOrModelIsAnswered()
{
    Table table(0);
    QCOMPARE(askedAt(table.view, 0, 0), u"none"_s);
    QCOMPARE(walked(told(table.view)), 3);
    table.view.setModel(nullptr);
    QCOMPARE(askedAt(table.view, 0, 0), u"none"_s);
    QCOMPARE(told(table.view).childCount(), 0);
    QVERIFY(!told(table.view).child(0));
}

void TestAccessibleViews::aCellStaysItselfWhileRowsComeAndGo()
{
    Table table(3);
    QAccessibleInterface *last = told(table.view).tableInterface()->cellAt(2, 0);
    const QAccessible::Id gone =
        QAccessible::uniqueId(told(table.view).tableInterface()->cellAt(0, 0));
    table.model.insertRow(1, new QStandardItem(u"new"_s));
    QCOMPARE(askedAt(table.view, 3, 0), u"13 3,0 [Name] n2"_s);
    QCOMPARE(told(table.view).tableInterface()->cellAt(3, 0), last);
    table.model.removeRow(0);
    tellChange(table.view, QAccessibleTableModelChangeEvent::RowsRemoved);
    QCOMPARE(told(table.view).tableInterface()->cellAt(2, 0), last);
    QVERIFY(!QAccessible::accessibleInterface(gone));
}

void TestAccessibleViews::aResetLeavesNothingBehind()
{
    Table table(3);
    const QAccessible::Id cell =
        QAccessible::uniqueId(told(table.view).tableInterface()->cellAt(2, 1));
    table.model.clear();
    QVERIFY(!QAccessible::accessibleInterface(cell)->isValid());
    tellChange(table.view, QAccessibleTableModelChangeEvent::ModelReset);
    QVERIFY(!QAccessible::accessibleInterface(cell));
    QCOMPARE(askedAt(table.view, 2, 1), u"none"_s);
    fill(table.model, 1);
    QCOMPARE(askedAt(table.view, 0, 1), u"5 0,1 [Size] s0"_s);
}

void TestAccessibleViews::whatIsCurrentHasTheFocus()
{
    Table table(3);
    table.view.setFocus();
    table.view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&table.view));
    table.view.setCurrentIndex(table.model.index(1, 0));
    QAccessibleInterface *current = told(table.view).tableInterface()->cellAt(1, 0);
    QVERIFY(current->state().focused);
    QCOMPARE(told(table.view).focusChild(), current);
    QVERIFY(!told(table.view).tableInterface()->cellAt(2, 0)->state().focused);
    // Qt counts the children by itself for the event of the focus.
    QCOMPARE(told(table.view).indexOfChild(current), (1 + 1) * 3 + 1);
}

void TestAccessibleViews::aHiddenColumnIsNotToBeSeen()
{
    Table table(1);
    table.view.setColumnHidden(1, true);
    QAccessibleInterface &view = told(table.view);
    QVERIFY(view.tableInterface()->cellAt(0, 1)->state().invisible);
    QVERIFY(!view.tableInterface()->cellAt(0, 0)->state().invisible);
    QVERIFY(view.child(2)->state().invisible);
    QVERIFY(!view.child(1)->state().invisible);
}

void TestAccessibleViews::rowsAreSelected()
{
    Table table(3);
    table.view.setSelectionBehavior(QAbstractItemView::SelectRows);
    QAccessibleTableInterface &rows = *told(table.view).tableInterface();
    QVERIFY(rows.selectRow(2));
    QVERIFY(!rows.selectRow(7));
    QVERIFY(rows.isRowSelected(2));
    QVERIFY(rows.cellAt(2, 1)->state().selected);
    QCOMPARE(rows.selectedRows(), QList<int>{2});
    QCOMPARE(rows.selectedCellCount(), 2);
    QCOMPARE(rows.selectedCells().size(), 2);
    rows.cellAt(1, 0)->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(rows.selectedRowCount(), 2);
    QVERIFY(rows.unselectRow(2));
    QVERIFY(!rows.isRowSelected(2));
}

void TestAccessibleViews::aListAndATreeAreWalked()
{
    QListWidget list;
    list.addItems({u"a"_s, u"b"_s});
    QCOMPARE(walked(told(list)), 2);
    QCOMPARE(told(list).child(1)->text(QAccessible::Name), u"b"_s);
    QCOMPARE(told(list).child(1)->role(), QAccessible::ListItem);
    QTreeWidget tree;
    tree.setHeaderLabels({u"Page"_s});
    auto *top = new QTreeWidgetItem({u"top"_s});
    top->addChild(new QTreeWidgetItem({u"below"_s}));
    tree.addTopLevelItem(top);
    QCOMPARE(walked(told(tree)), 2); // closed
    QVERIFY(told(tree).child(1)->state().collapsed);
    tree.expandAll();
    QCOMPARE(walked(told(tree)), 3);
    QCOMPARE(told(tree).child(2)->text(QAccessible::Name), u"below"_s);
    QCOMPARE(told(tree).child(2)->role(), QAccessible::TreeItem);
}

QTEST_MAIN(TestAccessibleViews)

#include "tst_accessibleviews.moc"
