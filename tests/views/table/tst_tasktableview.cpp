#include "celloverflow.h"
#include "columnstate.h"
#include "manualclock.h"
#include "queries.h"
#include "sampletasks.h"
#include "synctasktablemodel.h"
#include "taskcolumns.h"
#include "tasktableview.h"
#include "tasktext.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace Qt::StringLiterals;
using Column = SyncTaskTableModel::Column;

namespace {

const QString instance = u"cri-one"_s;

int number(Column column)
{
    return static_cast<int>(column);
}

/// A shown table over a store, filled by number of tasks: the higher, the newer.
struct Table {
    TaskStore store{};
    ManualClock clock{};
    SyncTaskTableModel model{store, clock};
    TaskTableView view{model};

    explicit Table(int tasks = 0)
    {
        view.resize(900, 300);
        view.show();
        add(1, tasks);
        QCoreApplication::processEvents();
    }

    /// Every second one failed.
    void add(int first, int last)
    {
        std::vector<SyncTask> tasks;
        for (int i = first; i <= last; ++i)
            tasks.push_back(
                sampleTask(i, i % 2 == 0 ? SyncTaskStatus::Error : SyncTaskStatus::Success));
        model.applyMerge(store.merge(instance, tasks));
    }

    void add(SyncTaskStatus status)
    {
        const std::vector<SyncTask> tasks{sampleTask(9'000, status)};
        model.applyMerge(store.merge(instance, tasks));
    }

    [[nodiscard]] QString idAt(int row) const { return model.taskAt(row).id; }
    [[nodiscard]] QString currentId() const { return idAt(view.currentIndex().row()); }
    [[nodiscard]] int value() const { return view.verticalScrollBar()->value(); }
    /// The task at the upper edge and where it lies.
    [[nodiscard]] std::pair<QString, int> underTheEye() const
    {
        const int row = view.rowAt(0);
        return {idAt(row), view.rowViewportPosition(row)};
    }
    void select(int row)
    {
        view.selectionModel()->setCurrentIndex(
            model.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    [[nodiscard]] QPushButton *chip() const
    {
        return view.findChild<QPushButton *>(u"newRowsChip"_s);
    }
    [[nodiscard]] QStringList visibleTitles() const
    {
        QStringList titles;
        const QHeaderView *header = view.horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                titles += model.headerData(column, Qt::Horizontal).toString();
        }
        return titles;
    }
    void clickHeader(Column column, Qt::KeyboardModifiers modifiers = {})
    {
        QHeaderView *header = view.horizontalHeader();
        const QPoint at(header->sectionViewportPosition(number(column)) +
                            header->sectionSize(number(column)) / 2,
                        header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, at);
    }
    QMenu *openRowMenu(int row, Column column)
    {
        const QPoint at = view.visualRect(model.index(row, number(column))).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view.viewport(), &event);
        return view.findChild<QMenu *>(u"rowMenu"_s);
    }
    QMenu *openHeaderMenu(Column column)
    {
        QHeaderView *header = view.horizontalHeader();
        Q_EMIT header->customContextMenuRequested(
            {header->sectionViewportPosition(number(column)) + 4, 4});
        return view.findChild<QMenu *>(u"headerMenu"_s);
    }
};

void trigger(QMenu *menu, const QString &action)
{
    QVERIFY(menu != nullptr);
    QAction *found = menu->findChild<QAction *>(action);
    QVERIFY2(found != nullptr, qUtf8Printable(action));
    found->trigger();
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class TestTaskTableView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRowMenuNarrowsToWhatTheCellSays();
    void aPressOnSelectedRowsKeepsThemForADrag();
    void draggedRowsAreTextAndCsv();
    void tooManyRowsAreNotDragged();
    void aLongImageGoesOnWhereThereIsNoCause();
    void theCurrentRowStaysInSightOverQueries_data();
    void theCurrentRowStaysInSightOverQueries();
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void theUsualColumnsAreShownNewestFirst()
    {
        const Table table(5);
        QStringList usual;
        for (int column = 0; column <= number(Column::Progress); ++column)
            usual += table.model.headerData(column, Qt::Horizontal).toString();
        QCOMPARE(table.visibleTitles(), usual);
        QCOMPARE(table.view.horizontalHeader()->sortIndicatorSection(), number(Column::Created));
        QCOMPARE(table.view.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
        QCOMPARE(table.idAt(0), sampleTask(5).id);
        QCOMPARE(table.view.rowHeight(0), 28);
    }

    void theImageTakesTheRoomThatIsLeft()
    {
        Table table(5);
        const QHeaderView *header = table.view.horizontalHeader();
        QCOMPARE(header->length(), table.view.viewport()->width());
        table.view.resize(1300, 300);
        QCoreApplication::processEvents();
        QCOMPARE(header->length(), table.view.viewport()->width());
        table.view.resize(500, 300);
        QCoreApplication::processEvents();
        QCOMPARE_GT(header->length(), table.view.viewport()->width());
        QCOMPARE_GT(table.view.horizontalScrollBar()->maximum(), 0);
    }

    void columnsGiveWayBeforeTheyLeave()
    {
        Table table(5);
        const auto widthAt = [&table](int width, Column column) {
            table.view.resize(width, 300);
            QCoreApplication::processEvents();
            return table.view.columnWidth(number(column));
        };
        const int narrow = widthAt(720, Column::Route);
        QCOMPARE(table.view.horizontalScrollBar()->maximum(), 0);
        const int wide = widthAt(1300, Column::Route);
        QCOMPARE_LT(narrow, wide);
        QCOMPARE(wide, taskColumn(Column::Route).mostWidth);
        // The image comes before what the others have to spare.
        QCOMPARE_GE(widthAt(800, Column::Image), 170);
        QCOMPARE_LT(widthAt(800, Column::Progress), taskColumn(Column::Progress).width);
        // A route is cut only when the others have nothing left.
        QCOMPARE(widthAt(800, Column::Route), taskColumn(Column::Route).width);
        QCOMPARE_LT(widthAt(720, Column::Route), taskColumn(Column::Route).width);
        // What was sized by hand stays, and narrow columns are not what is remembered.
        table.view.horizontalHeader()->resizeSection(number(Column::Route), 170);
        QCOMPARE(widthAt(680, Column::Route), 170);
        const QByteArray state = table.view.columnState();
        (void)widthAt(1300, Column::Route);
        QCOMPARE(table.view.columnState(), state);
        // Nor is a narrow one wanted when it is shown again.
        (void)widthAt(680, Column::Route);
        table.view.horizontalHeader()->hideSection(number(Column::Progress));
        table.view.horizontalHeader()->showSection(number(Column::Progress));
        QCOMPARE(widthAt(1300, Column::Progress), taskColumn(Column::Progress).width);
        // With the image sized by hand all stays as it is seen.
        const int seen = widthAt(680, Column::Created);
        table.view.horizontalHeader()->resizeSection(number(Column::Image), 300);
        QCOMPARE(widthAt(1300, Column::Created), seen);
        Table other;
        QVERIFY(other.view.restoreColumnState(table.view.columnState()));
        QCOMPARE(other.view.columnWidth(number(Column::Created)), seen);
    }

    void routeAndImageShareTheRoomThatIsLeft()
    {
        Table table(5);
        const auto widthsAt = [&table](int width) {
            table.view.resize(width, 300);
            QCoreApplication::processEvents();
            return std::pair(table.view.columnWidth(number(Column::Route)),
                             table.view.columnWidth(number(Column::Image)));
        };
        const auto [route, image] = widthsAt(960);
        const auto [widerRoute, widerImage] = widthsAt(1000);
        QCOMPARE_GT(widerRoute, route);
        QCOMPARE_GT(widerImage, image);
        QCOMPARE_GT(widthsAt(2300).second, 1000); // a route is whole, and asks for no more
    }

    void anEmptyProgressGivesItsWidthToTheImage()
    {
        Table table(5);
        table.view.resize(830, 300);
        QCoreApplication::processEvents();
        const auto isShown = [&table] {
            return !table.view.isColumnHidden(number(Column::Progress));
        };
        QTRY_VERIFY(!isShown());
        const int wide = table.view.columnWidth(number(Column::Image));
        QVERIFY(columnsFromBytes(table.view.columnState())->columns[6].visible); // wanted still
        table.add(SyncTaskStatus::Synchronizing);
        QTRY_VERIFY(isShown());
        QCOMPARE_LT(table.view.columnWidth(number(Column::Image)), wide);
        table.model.setQuery(query(u"status:failed"_s));
        QTRY_VERIFY(!isShown());
        table.view.resize(1300, 300); // room for all
        QTRY_VERIFY(isShown());
    }

    void theFirstRowIsNeverCut_data()
    {
        QTest::addColumn<int>("height");
        QTest::newRow("as it is") << 300;
        QTest::newRow("some pixels less") << 289;
        QTest::newRow("half a row less") << 286;
    }

    void theFirstRowIsNeverCut()
    {
        QFETCH(int, height);
        Table table(200);
        table.view.resize(900, height);
        QCoreApplication::processEvents();
        QScrollBar *bar = table.view.verticalScrollBar();
        const auto topOfFirst = [&table] { return table.underTheEye().second; };
        for (const int value : {1, 27, 29, 1000, bar->maximum()}) {
            bar->setValue(value);
            QCOMPARE(topOfFirst(), 0);
            QCOMPARE_GE(bar->value(), value);
        }
        const int last = table.model.rowCount() - 1; // whole at the end
        QCOMPARE_LE(table.view.rowViewportPosition(last) + 28, table.view.viewport()->height());
        table.view.resize(900, height + 40);
        QCoreApplication::processEvents();
        QCOMPARE(topOfFirst(), 0);
        table.select(100);
        table.view.scrollTo(table.view.currentIndex());
        QCOMPARE(topOfFirst(), 0);
        QVERIFY(table.view.viewport()->rect().contains(
            table.view.visualRect(table.view.currentIndex())));
    }

    void theWheelTurnsWholeRows()
    {
        Table table(200);
        const auto turn = [&table](int angle) {
            const QPointF at(50, 50);
            QWheelEvent event(at, table.view.viewport()->mapToGlobal(at), {}, QPoint(0, angle),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(table.view.viewport(), &event);
        };
        turn(-120);
        QCOMPARE(table.value(), QApplication::wheelScrollLines() * 28);
        const int before = table.value();
        for (int i = 0; i < 12; ++i)
            turn(-10); // of a touch pad
        QCOMPARE(table.value(), before + QApplication::wheelScrollLines() * 28);
        turn(240);
        QCOMPARE(table.value(), 0);
    }

    void columnsAreRemembered()
    {
        Table one;
        QHeaderView *header = one.view.horizontalHeader();
        header->hideSection(number(Column::Cause));
        header->showSection(number(Column::TaskId));
        header->moveSection(header->visualIndex(number(Column::Route)), 0);
        header->resizeSection(number(Column::Created), 177);
        one.view.sortByColumn(number(Column::Duration), Qt::AscendingOrder);

        Table other;
        QVERIFY(other.view.restoreColumnState(one.view.columnState()));
        QCOMPARE(other.visibleTitles(), one.visibleTitles());
        QCOMPARE(other.view.columnWidth(number(Column::Created)), 177);
        QCOMPARE(other.view.horizontalHeader()->sortIndicatorSection(), number(Column::Duration));
        QCOMPARE(other.view.columnState(), one.view.columnState());

        other.view.resetColumns();
        QCOMPARE(other.view.columnState(), Table().view.columnState());
    }

    void aClickWithShiftAddsAColumnToTheOrder()
    {
        using Keys = std::vector<SyncTaskTableModel::SortKey>;
        Table table(6);
        table.clickHeader(Column::Status);
        const Qt::SortOrder first = table.view.horizontalHeader()->sortIndicatorOrder();
        QCOMPARE(table.model.sortKeys(), (Keys{{.column = Column::Status, .order = first}}));
        const QImage alone = table.view.horizontalHeader()->grab().toImage();
        table.clickHeader(Column::Created, Qt::ShiftModifier);
        QCOMPARE(table.model.sortKeys(),
                 (Keys{{.column = Column::Status, .order = first},
                       {.column = Column::Created, .order = Qt::DescendingOrder}}));
        QCOMPARE_NE(table.view.horizontalHeader()->grab().toImage(), alone);
        table.clickHeader(Column::Created, Qt::ShiftModifier);
        QCOMPARE(table.model.sortKeys()[1].order, Qt::AscendingOrder);
        QCOMPARE(table.view.horizontalHeader()->sortIndicatorSection(), number(Column::Status));

        Table other;
        QVERIFY(other.view.restoreColumnState(table.view.columnState()));
        QCOMPARE(other.model.sortKeys(), table.model.sortKeys());

        table.clickHeader(Column::Route);
        QCOMPARE(table.model.sortKeys().size(), 1U);
        QCOMPARE(table.model.sortKeys()[0].column, Column::Route);
    }

    void aClickOnATimeBringsTheNewestFirst()
    {
        Table table(6);
        table.clickHeader(Column::Image);
        QCOMPARE(table.model.sortKeys()[0].order, Qt::AscendingOrder);
        table.clickHeader(Column::Created);
        QCOMPARE(table.model.sortKeys()[0].order, Qt::DescendingOrder);
    }

    void aStateFromBeforeSeveralColumnsCouldSortIsTaken()
    {
        QByteArray state;
        QDataStream stream(&state, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_4);
        stream << quint32{0x53594344} << quint16{1} << quint16{1} << u"Status"_s << qint32{80}
               << true << true << u"Duration"_s << true;
        Table table;
        QVERIFY(table.view.restoreColumnState(state));
        QCOMPARE(table.model.sortKeys(),
                 (std::vector<SyncTaskTableModel::SortKey>{
                     {.column = Column::Duration, .order = Qt::AscendingOrder}}));
    }

    void anUnusableStateIsRefused_data()
    {
        QTest::addColumn<QByteArray>("state");
        const QByteArray good = Table().view.columnState();
        QByteArray otherVersion = good;
        otherVersion[5] = char(99);
        const ColumnState column{.name = u"Status"_s, .width = 80, .visible = true};
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("noise") << QByteArray("\x01\x02 not a state at all");
        QTest::newRow("cut off") << good.left(good.size() / 2);
        QTest::newRow("too long") << good + QByteArray("x");
        QTest::newRow("another version") << otherVersion;
        QTest::newRow("nothing visible")
            << toBytes({.columns = {{.name = u"Status"_s, .width = 80, .visible = false}}});
        QTest::newRow("only columns that we do not have")
            << toBytes({.columns = {{.name = u"Weather"_s, .width = 80}}});
        QTest::newRow("a column twice") << toBytes({.columns = {column, column}});
        QTest::newRow("no width") << toBytes({.columns = {{.name = u"Status"_s, .width = 0}}});
    }

    void anUnusableStateIsRefused()
    {
        QFETCH(QByteArray, state);
        Table table;
        const QByteArray before = table.view.columnState();
        QVERIFY(!table.view.restoreColumnState(state));
        QCOMPARE(table.view.columnState(), before);
    }

    void aStateFromBeforeSomeColumnsExistedIsTaken()
    {
        Table table;
        const QByteArray state = toBytes({.columns = {{.name = u"Route"_s, .width = 150},
                                                      {.name = u"Gone"_s, .width = 90},
                                                      {.name = u"Status"_s, .width = 90}},
                                          .sorting = {{.name = u"Gone"_s}}});
        QVERIFY(table.view.restoreColumnState(state));
        const QHeaderView *header = table.view.horizontalHeader();
        QCOMPARE(header->visualIndex(number(Column::Route)), 0);
        QCOMPARE(header->visualIndex(number(Column::Status)), 1);
        QVERIFY(!header->isSectionHidden(number(Column::Image))); // as by default
        QVERIFY(header->isSectionHidden(number(Column::TaskId)));
    }

    void rowsUnderTheEyeStayWhenNewOnesComeAbove()
    {
        Table table(200);
        table.view.verticalScrollBar()->setValue(1000);
        const auto before = table.underTheEye();
        QSignalSpy changed(&table.view, &TaskTableView::newRowsAboveChanged);
        table.add(201, 212);
        QCOMPARE(table.underTheEye(), before);
        QCoreApplication::processEvents();
        QCOMPARE(table.underTheEye(), before);
        QCOMPARE(table.view.newRowsAbove(), 12);
        QCOMPARE(changed.size(), 1);
        QVERIFY(table.chip()->isVisible());
        QVERIFY(table.chip()->text().contains(u"12"_s));

        table.chip()->click();
        QCOMPARE(table.value(), 0);
        QCOMPARE(table.view.newRowsAbove(), 0);
        QVERIFY(!table.chip()->isVisible());
    }

    void rowsUnderTheEyeStayWhenOthersVanishAbove()
    {
        Table table(200);
        table.view.verticalScrollBar()->setValue(1000);
        table.select(table.view.rowAt(0) + 2);
        const auto before = table.underTheEye();
        const int newest = 200;
        std::vector<SyncTask> changed{sampleTask(newest, SyncTaskStatus::Canceled)};
        table.model.setQuery(query(u"status:failed,done"_s));
        table.model.applyMerge(table.store.merge(instance, changed)); // leaves the query
        QCOMPARE(table.model.rowCount(), newest - 1);
        QCOMPARE(table.underTheEye(), before);
    }

    void atTheTopNewRowsSimplyAppear()
    {
        Table table(50);
        table.select(3);
        const QString current = table.currentId();
        table.add(51, 55);
        QCoreApplication::processEvents();
        QCOMPARE(table.value(), 0);
        QCOMPARE(table.view.newRowsAbove(), 0);
        QCOMPARE(table.currentId(), current);
        QCOMPARE(table.view.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table.view.selectionModel()->selectedRows().first().row(),
                 table.view.currentIndex().row());
    }

    void olderRowsBelowAreNotNews()
    {
        Table table;
        table.add(101, 200);
        table.view.verticalScrollBar()->setValue(500);
        table.add(1, 100);
        QCOMPARE(table.view.newRowsAbove(), 0);
    }

    void aWiderFilterIsNotNews()
    {
        Table table(60);
        table.model.setQuery(query(u"status:failed"_s));
        QCoreApplication::processEvents();
        table.view.verticalScrollBar()->setValue(table.view.verticalScrollBar()->maximum());
        table.model.setQuery({});
        QCOMPARE(table.view.newRowsAbove(), 0);
        QCoreApplication::processEvents();
        table.view.verticalScrollBar()->setValue(500);
        table.add(61, 63);
        QCOMPARE(table.view.newRowsAbove(), 3);
    }

    void aWiderRangeIsNotNews()
    {
        Table table(60);
        const auto minute = [](int number) {
            return sampleTask(number).createdAt.toMSecsSinceEpoch();
        };
        table.model.setRange({.beginMs = minute(1), .endMs = minute(55)});
        QCoreApplication::processEvents();
        table.view.verticalScrollBar()->setValue(table.view.verticalScrollBar()->maximum());
        QVERIFY(table.value() > 0);
        const int before = table.model.rowCount();
        table.model.setRange({.beginMs = minute(0)});
        QVERIFY(table.model.rowCount() > before);
        QCOMPARE(table.view.newRowsAbove(), 0);
        table.add(61, 63);
        QCOMPARE(table.view.newRowsAbove(), 3);
    }

    void theCurrentTaskIsKeptWhenTheQueryChanges()
    {
        Table table(300);
        table.select(100);
        const QString current = table.currentId(); // failed: an even number
        QSignalSpy reset(&table.model, &SyncTaskTableModel::modelReset);
        QSignalSpy changed(&table.view, &TaskTableView::currentTaskChanged);
        table.model.setQuery(query(u"status:failed"_s));
        QCOMPARE(reset.size(), 1); // or this tests something else
        QCOMPARE(table.currentId(), current);
        QCOMPARE(table.view.selectionModel()->selectedRows().size(), 1);
        QCOMPARE(changed.size(), 0);
        QVERIFY(table.view.viewport()->rect().intersects(
            table.view.visualRect(table.view.currentIndex())));
    }

    void theCurrentTaskIsKeptWhenSorted()
    {
        Table table(100);
        table.select(20);
        const QString current = table.currentId();
        table.view.sortByColumn(number(Column::Created), Qt::AscendingOrder);
        QCOMPARE(table.currentId(), current);
        QCOMPARE(table.value(), 0);
    }

    void thereIsACurrentRowAsSoonAsThereAreRows()
    {
        Table table;
        QSignalSpy changed(&table.view, &TaskTableView::currentTaskChanged);
        QSignalSpy opened(&table.view, &TaskTableView::taskOpened);
        table.add(1, 3);
        QCOMPARE(table.view.currentIndex().row(), 0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.last().at(0).toInt(), 0);

        table.model.setQuery(query(u"no such task"_s));
        QCOMPARE(changed.last().at(0).toInt(), -1);
        table.model.setQuery({});
        QVERIFY(table.view.currentIndex().isValid());
        QCOMPARE_GE(changed.last().at(0).toInt(), 0);
        QCOMPARE(opened.size(), 0);
    }

    void enterAndDoubleClickOpen()
    {
        Table table(20);
        table.select(4);
        QSignalSpy opened(&table.view, &TaskTableView::taskOpened);
        QTest::keyClick(&table.view, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).toInt(), 4);
        const QPoint at = table.view.visualRect(table.model.index(2, 1)).center();
        QTest::mouseClick(table.view.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(table.view.viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(1).at(0).toInt(), 2);
    }

    void theKeyboardReachesEverything()
    {
        Table table(50);
        QTest::keyClick(&table.view, Qt::Key_End);
        QCOMPARE(table.view.currentIndex().row(), 49);
        QTest::keyClick(&table.view, Qt::Key_Up);
        QCOMPARE(table.view.currentIndex().row(), 48);
        QTest::keyClick(&table.view, Qt::Key_Home);
        QCOMPARE(table.view.currentIndex().row(), 0);
        QTest::keyClick(&table.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(table.view.selectionModel()->selectedRows().size(), 50);
    }

    void copyingTakesWholeValuesUnderTheirTitles()
    {
        Table table(5);
        table.select(1);
        QTest::keyClick(&table.view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&table.view, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = clipboard().trimmed().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).split(u'\t'), table.visibleTitles());
        const QString image = table.model.index(1, number(Column::Image))
                                  .data(SyncTaskTableModel::CopyTextRole)
                                  .toString();
        QCOMPARE(lines.at(1).split(u'\t').at(1), image);
    }

    void whatIsCopiedIsNoFormula()
    {
        Table table;
        SyncTask task = sampleTask(1);
        task.imageFrom = {.repoName = u"=cmd|'/c calc'!A1"_s, .imageTag = u"1"_s};
        table.model.applyMerge(table.store.merge(instance, std::vector{task}));
        table.select(0);
        QTest::keyClick(&table.view, Qt::Key_C, Qt::ControlModifier);
        const QStringList cells = clipboard().split(u'\n').at(1).split(u'\t');
        QVERIFY2(cells.contains(u"'=cmd|'/c calc'!A1:1"_s), qUtf8Printable(clipboard()));
        trigger(table.openRowMenu(0, Column::Image), u"copyCell"_s);
        QCOMPARE(clipboard(), u"'=cmd|'/c calc'!A1:1"_s);
    }

    void idsAreShownInTheFixedFont()
    {
        Table table(1);
        const auto isFixed = [&table](Column column) {
            return table.model.index(0, number(column))
                .data(SyncTaskTableModel::FixedFontRole)
                .toBool();
        };
        for (const Column column : {Column::TaskId, Column::Batch, Column::LinkId, Column::Rule,
                                    Column::Source, Column::Destination})
            QVERIFY2(isFixed(column), qPrintable(QString::number(number(column))));
        for (const Column column : {Column::Image, Column::Status, Column::Route, Column::Created})
            QVERIFY2(!isFixed(column), qPrintable(QString::number(number(column))));
        table.model.setNames({.rules = {{u"crsr-1"_s, u"To Europe"_s}}});
        QVERIFY(!isFixed(Column::Rule)); // a name, no longer the id
    }

    void namesAreShownAsWhatTheyAre()
    {
        Table table;
        SyncTask override = sampleTask(1);
        override.imageFrom.repoName = u"a\u202Egpj.exe"_s;
        SyncTask arabic = sampleTask(2);
        arabic.imageFrom = {.repoName = u"مرحبا"_s, .imageTag = u"1.0"_s};
        table.model.applyMerge(table.store.merge(instance, std::vector{override, arabic}));
        const QModelIndex newest = table.model.index(0, number(Column::Image));
        const QModelIndex oldest = table.model.index(1, number(Column::Image));
        QCOMPARE(newest.data().toString(), u"\u2068مرحبا\u2069:1.0"_s);
        QCOMPARE(oldest.data().toString(), u"team/a<U+202E>gpj.exe:1"_s);
        QVERIFY(oldest.data(Qt::ToolTipRole).toString().contains(u"a<U+202E>gpj.exe"_s));
        QVERIFY(!oldest.data(Qt::ToolTipRole).toString().contains(u'\u202E'));
        // What is copied and what is filtered by is the name itself.
        QCOMPARE(oldest.data(SyncTaskTableModel::CopyTextRole).toString(),
                 u"team/a\u202Egpj.exe:1"_s);
        table.model.setQuery(query(u"repo:مرحبا"_s));
        QCOMPARE(table.model.rowCount(), 1);
    }

    void theRowMenuCopies()
    {
        Table table(5);
        table.select(2);
        trigger(table.openRowMenu(2, Column::Route), u"copyTaskId"_s);
        QCOMPARE(clipboard(), table.idAt(2));
        trigger(table.openRowMenu(2, Column::Route), u"copyCell"_s);
        QCOMPARE(clipboard(), table.model.index(2, number(Column::Route))
                                  .data(SyncTaskTableModel::CopyTextRole)
                                  .toString());
        trigger(table.openRowMenu(2, Column::Route), u"copyRows"_s);
        QCOMPARE(clipboard().count(u'\n'), 2);
        trigger(table.openRowMenu(2, Column::Route), u"copyJson"_s);
        const QJsonArray tasks = QJsonDocument::fromJson(clipboard().toUtf8()).array();
        QCOMPARE(tasks.size(), 1);
        QVERIFY(!tasks.at(0).toObject().value("image"_L1).toString().isEmpty());

        QSignalSpy opened(&table.view, &TaskTableView::taskOpened);
        trigger(table.openRowMenu(2, Column::Route), u"showDetails"_s);
        QCOMPARE(opened.size(), 1);
    }

    void theHeaderMenuShowsHidesAndResetsColumns()
    {
        Table table(5);
        const QStringList usual = table.visibleTitles();
        trigger(table.openHeaderMenu(Column::Image), u"showCause"_s);
        QVERIFY(table.view.isColumnHidden(number(Column::Cause)));
        trigger(table.openHeaderMenu(Column::Image), u"showTaskId"_s);
        QVERIFY(!table.view.isColumnHidden(number(Column::TaskId)));
        table.view.setColumnWidth(number(Column::Route), 400);
        trigger(table.openHeaderMenu(Column::Route), u"fitColumn"_s);
        QCOMPARE_LT(table.view.columnWidth(number(Column::Route)), 250);
        trigger(table.openHeaderMenu(Column::Image), u"resetColumns"_s);
        QCOMPARE(table.visibleTitles(), usual);
    }

    void aColumnThatIsHiddenLeavesNoGap_data()
    {
        QTest::addColumn<Column>("column");
        QTest::addColumn<QString>("action");
        QTest::newRow("the cause") << Column::Cause << u"showCause"_s;
        QTest::newRow("the progress") << Column::Progress << u"showProgress"_s;
        QTest::newRow("the image") << Column::Image << u"showImage"_s;
    }

    void aColumnThatIsHiddenLeavesNoGap()
    {
        QFETCH(Column, column);
        QFETCH(QString, action);
        Table table(5);
        table.view.resize(680, 300);
        QCoreApplication::processEvents();
        const QHeaderView *header = table.view.horizontalHeader();
        trigger(table.openHeaderMenu(Column::Route), action);
        QVERIFY(table.view.isColumnHidden(number(column)));
        int widths = 0;
        for (int other = 0; other < header->count(); ++other)
            widths += header->isSectionHidden(other) ? 0 : header->sectionSize(other);
        QCOMPARE(header->length(), widths);
        if (column == Column::Image) // nothing is scarce then
            QCOMPARE(table.view.columnWidth(number(Column::Route)),
                     taskColumn(Column::Route).width);
        else
            QCOMPARE(widths, table.view.viewport()->width());
    }

    void theLastColumnCannotBeHidden()
    {
        Table table(5);
        for (int column = 1; column < SyncTaskTableModel::columns; ++column)
            table.view.hideColumn(column);
        QMenu *menu = table.openHeaderMenu(Column::Status);
        QVERIFY(menu != nullptr);
        QVERIFY(!menu->findChild<QAction *>(u"showStatus"_s)->isEnabled());
        QVERIFY(menu->findChild<QAction *>(u"showImage"_s)->isEnabled());
        menu->close();
    }

    void everyColumnPaints()
    {
        Table table(3);
        for (int column = 0; column < SyncTaskTableModel::columns; ++column)
            table.view.showColumn(column);
        table.view.resize(3000, 200);
        const QImage all = table.view.grab().toImage();
        QCOMPARE(all.size(), QSize(3000, 200));
        // The word of a failed task stands in its colour, also where the row is selected.
        const QColor word = statusText(SyncTaskStatus::Success, table.view.palette());
        const QRect cell =
            table.view.visualRect(table.model.index(0, 0)).translated(table.view.viewport()->pos());
        bool found = false;
        for (int x = cell.left(); x < cell.right() && !found; ++x) {
            for (int y = cell.top(); y < cell.bottom() && !found; ++y)
                found = all.pixelColor(x, y) == word;
        }
        QVERIFY(found);
    }
};

void TestTaskTableView::aPressOnSelectedRowsKeepsThemForADrag()
{
    Table table(20);
    table.view.selectionModel()->select(
        QItemSelection(table.model.index(1, 0), table.model.index(3, 0)),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const QPoint second = table.view.visualRect(table.model.index(2, 0)).center();
    QTest::mousePress(table.view.viewport(), Qt::LeftButton, {}, second);
    QCOMPARE(table.view.selectionModel()->selectedRows().size(), 3);
    QTest::mouseRelease(table.view.viewport(), Qt::LeftButton, {}, second); // it was a click
    QCOMPARE(table.view.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table.view.currentIndex().row(), 2);
}

void TestTaskTableView::draggedRowsAreTextAndCsv()
{
    const Table table(3);
    const std::vector<int> rows = {0, 2};
    const std::vector<int> columns = {number(Column::TaskId), number(Column::Status)};
    const std::unique_ptr<QMimeData> data = dragged(table.model, rows, columns);
    QCOMPARE(data->text(), u"Task id\tStatus\nrst-3\tDone\nrst-1\tDone\n"_s);
    QCOMPARE(data->data(u"text/csv"_s), "Task id,Status\r\nrst-3,Done\r\nrst-1,Done\r\n"_ba);
}

void TestTaskTableView::tooManyRowsAreNotDragged()
{
    const Table table(1);
    const std::vector<int> columns = {number(Column::TaskId)};
    std::vector<int> rows(mostDraggedRows, 0);
    QVERIFY(dragged(table.model, rows, columns));
    rows.push_back(0);
    QVERIFY(!dragged(table.model, rows, columns));
}

void TestTaskTableView::theRowMenuNarrowsToWhatTheCellSays()
{
    Table table(2);
    QSignalSpy asked(&table.view, &TaskTableView::narrowRequested);
    QMenu *menu = table.openRowMenu(0, Column::Cause);
    QCOMPARE(menu->findChild<QAction *>(u"onlyCell"_s)->text(), u"Only “Network”"_s);
    trigger(menu, u"withoutCell"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<SyncTask>().id, table.idAt(0));
    QCOMPARE(asked[0][1].value<Column>(), Column::Cause);
    QCOMPARE(asked[0][2].toBool(), true);

    menu = table.openRowMenu(0, Column::Image);
    QCOMPARE(menu->findChild<QAction *>(u"onlyCell"_s)->text(), u"Only “team/app”"_s);
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    menu = table.openRowMenu(1, Column::Cause); // it has none
    QVERIFY(menu && !menu->findChild<QAction *>(u"onlyCell"_s));
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    menu = table.openRowMenu(1, Column::Created); // two of them are hardly ever alike
    QVERIFY(menu && !menu->findChild<QAction *>(u"onlyCell"_s));
}

void TestTaskTableView::aLongImageGoesOnWhereThereIsNoCause()
{
    Table table(2);
    const auto cell = [&table](int row, Column column) {
        const QModelIndex index = table.model.index(row, number(column));
        return textInCell(table.view, index, table.view.visualRect(index));
    };
    const auto rect = [&table](int row, Column column) {
        return table.view.visualRect(table.model.index(row, number(column)));
    };
    // The newer one failed, and shows its cause.
    QCOMPARE(cell(0, Column::Image).rect, rect(0, Column::Image));
    QCOMPARE(cell(0, Column::Cause).index.column(), number(Column::Cause));
    const QRect both = rect(1, Column::Image) | rect(1, Column::Cause);
    QCOMPARE(cell(1, Column::Image).rect, both);
    QCOMPARE(cell(1, Column::Cause).index.column(), number(Column::Image));
    QCOMPARE(cell(1, Column::Cause).rect, both);
    // A bar is not written over, whether or not it is there.
    table.view.setColumnHidden(number(Column::Cause), true);
    table.view.setColumnHidden(number(Column::Route), true);
    QCOMPARE(cell(1, Column::Image).rect, rect(1, Column::Image));
    QCOMPARE(cell(1, Column::Progress).index.column(), number(Column::Progress));
}

void TestTaskTableView::theCurrentRowStaysInSightOverQueries_data()
{
    QTest::addColumn<QString>("narrow");
    QTest::addColumn<int>("current");
    QTest::newRow("few rows, which need no scroll bar") << u"tag:=1000"_s << 0;
    QTest::newRow("the last of half the rows") << u"status:failed"_s << 999;
    QTest::newRow("the middle of half the rows") << u"status:failed"_s << 500;
    QTest::newRow("the first of half the rows") << u"status:failed"_s << 0;
    QTest::newRow("the oldest rows, which are the last of all") << u"tag:=1,=2,=3,=4"_s << 3;
    QTest::newRow("the first of old rows, which need a scroll bar") << uR"(tag:/^\d\d$/)"_s << 0;
}

void TestTaskTableView::theCurrentRowStaysInSightOverQueries()
{
    QFETCH(QString, narrow);
    QFETCH(int, current);
    Table table(2000);
    const auto isInSight = [&table] {
        return table.view.viewport()->rect().contains(
            table.view.visualRect(table.view.currentIndex()).center());
    };
    table.model.setQuery(query(narrow));
    QTRY_VERIFY(isInSight());
    table.select(current);
    const QString id = table.currentId();
    table.model.setQuery({});
    QTRY_VERIFY(isInSight());
    QCOMPARE(table.currentId(), id);
    QCoreApplication::processEvents();
    QVERIFY(isInSight());
    table.model.setQuery(query(narrow));
    QTRY_VERIFY(isInSight());
    QCOMPARE(table.currentId(), id);
}

QTEST_MAIN(TestTaskTableView)
#include "tst_tasktableview.moc"
