#include "busyclock.h"
#include "facetrow.h"
#include "language.h"
#include "queries.h"
#include "rangeparts.h"
#include "viewlist.h"
#include "viewspresenter.h"

#include <QCoreApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestViewsPresenter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachViewBringsBackItsQueryRangeAndColumns();
    void aViewIsMarkedWhileItIsWhatTheWindowShows();
    void theTimesOfAQueryStandForTheRange();
    void aViewMeansTheSameInAnotherZone();
    void viewsThatShowTheSameAreMarkedTogether();
    void aCountCoversTheViewsOwnRange_data();
    void aCountCoversTheViewsOwnRange();
    void aViewOfAnotherRangeIsCountedForItself();
    void newTasksAreCountedAfterAPause();
    void aCountFollowsTheTimeThoughNothingComes_data();
    void aCountFollowsTheTimeThoughNothingComes();
    void aViewThatIsDeletedWhileItsLikesAreCountedStaysAway();
    void aCountThatCannotBeMadeIsNotShown();
    void aNameIsTakenOnce();
    void aNameThatAnotherWindowGaveIsTaken();
    void aMistakeInTheBoxIsNotSaved();
    void aFaultGoesWithTheNextThingThatWorks();
    void aFileThatCannotBeReadIsTold();
    void aFileThatCanBeReadAgainIsRead();
    void aFileThatCannotBeWrittenLeavesTheListAsItIs();
    void aRenamedViewIsTheSameInItsPlace();
    void aReplacedViewKeepsItsPlaceAndItsNotifications();
    void aViewMovesWithinTheList();
    void aDeletedViewComesBackWhereItWas_data();
    void aDeletedViewComesBackWhereItWas();
    void theLastDeletedViewIsOffered();
    void aDeletedViewWhoseNameIsTakenWaits();
    void aDeletedViewComesBackToAListThatHasShrunk();
    void whatAnotherWindowSavedIsShownWithTheNextChange();
    void aViewThatAnotherWindowDeletedIsNotChanged();
    void onlyViewsThatCanBeUsedNotify();
    void aViewThatCannotBeUsedSaysWhy();
    void aKeyOpensTheViewOfItsNumber();
    void theMarksFollowTheLanguage_data();
    void theMarksFollowTheLanguage();
};

namespace {

/// The list of views over four tasks: one failed, two done and one cancelled, of half an hour, two
/// hours, three days and more than a month ago.
struct Views : RangeParts {
    explicit Views(const QString &file = {})
    {
        using enum SyncTaskStatus;
        add({task(1, Error, 30min), task(2, Success, 120min), task(3, Success, 72h),
             task(4, Canceled, 800h)});
        QObject::connect(&views, &ViewsPresenter::rangeChosen, &ranges, &RangePresenter::choose);
        views.keepIn(file);
    }

    void save(const QString &name, const QString &text)
    {
        queries.setText(text);
        Q_EMIT list.saveRequested(name);
    }
    /// As the user does: with the button and the field.
    void type(const QString &name)
    {
        auto *edit = list.findChild<QLineEdit *>(u"viewName"_s);
        list.findChild<QPushButton *>(u"saveView"_s)->click();
        edit->setText(name);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    [[nodiscard]] FacetRow *row(int place) const
    {
        return list.findChild<FacetRow *>(u"view"_s + QString::number(place));
    }
    /// The rows that are shown, with what stands behind their names.
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int place = 0; row(place) != nullptr; ++place) {
            if (!row(place)->isHidden())
                names << row(place)->accessibleName();
        }
        return names;
    }
    [[nodiscard]] QString count(int place) const { return row(place)->accessibleDescription(); }
    [[nodiscard]] QList<bool> marks() const
    {
        QList<bool> marks;
        for (int place = 0; place < names().size(); ++place)
            marks << row(place)->isChecked();
        return marks;
    }
    /// Empty: none is shown.
    [[nodiscard]] QString fault() const
    {
        const auto *label = list.findChild<QLabel *>(u"viewFault"_s);
        return label->isHidden() ? QString() : label->text();
    }
    [[nodiscard]] QString offer() const
    {
        const auto *undo = list.findChild<QPushButton *>(u"undoViewRemoval"_s);
        return undo->isHidden() ? QString() : undo->text();
    }
    [[nodiscard]] bool isNaming() const
    {
        return !list.findChild<QLineEdit *>(u"viewName"_s)->isHidden();
    }

    BusyClock busyClock{clock};
    ViewList &list = filterPane.views();
    ViewsPresenter views{store, model, ranges, busyClock, queries, list, table, chart};
};

QString columnOf(const TaskTableView &table)
{
    return table.isColumnHidden(2) ? u"hidden"_s : u"shown"_s;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void TestViewsPresenter::eachViewBringsBackItsQueryRangeAndColumns()
{
    Views it;
    it.table.setColumnHidden(2, true);
    it.ranges.choose(ChartRange::Week);
    it.chart.setRange(ChartRange::Week);
    it.save(u"A"_s, u"status:failed"_s);
    it.table.setColumnHidden(2, false);
    it.ranges.choose(ChartRange::Hour);
    it.chart.setRange(ChartRange::Hour);
    it.save(u"B"_s, u"status:done"_s);
    for (int round = 0; round < 2; ++round) {
        it.row(0)->click();
        QCOMPARE(it.toolBar.filterText(), u"status:failed"_s);
        QCOMPARE(it.queries.query(), query(u"status:failed"_s));
        QCOMPARE(it.chart.range(), ChartRange::Week);
        QCOMPARE(it.ranges.chosen(), ChartRange::Week);
        QCOMPARE(columnOf(it.table), u"hidden"_s);
        it.row(1)->click();
        QCOMPARE(it.queries.query(), query(u"status:done"_s));
        QCOMPARE(it.chart.range(), ChartRange::Hour);
        QCOMPARE(it.ranges.chosen(), ChartRange::Hour);
        QCOMPARE(columnOf(it.table), u"shown"_s);
    }
    // A range that is drawn is none of the view's.
    it.ranges.draw(it.clock.now().addSecs(-600), it.clock.now());
    it.row(0)->click();
    QVERIFY(!it.ranges.drawn());
    QCOMPARE(it.ranges.chosen(), ChartRange::Week);
}

void TestViewsPresenter::aViewIsMarkedWhileItIsWhatTheWindowShows()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    it.save(u"B"_s, u"status:done"_s);
    QCOMPARE(it.marks(), (QList<bool>{false, true}));
    it.queries.setText(u"status:failed"_s);
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
    it.queries.setText(u"status:failed repo:app"_s);
    QCOMPARE(it.marks(), (QList<bool>{false, false}));
    it.row(0)->click();
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
    it.chart.setRange(ChartRange::Week);
    it.ranges.choose(ChartRange::Week);
    QCOMPARE(it.marks(), (QList<bool>{false, false}));
    it.chart.setRange(ChartRange::Day);
    it.ranges.choose(ChartRange::Day);
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
    it.ranges.draw(it.clock.now().addDays(-1), it.clock.now());
    QCOMPARE(it.marks(), (QList<bool>{false, false})); // the buttons of the chart show none
    it.row(0)->click();
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
}

void TestViewsPresenter::theTimesOfAQueryStandForTheRange()
{
    Views it;
    it.save(u"Since"_s, u"since:2026-11-23"_s);
    it.save(u"Until"_s, u"until:2026-11-23"_s);
    it.ranges.choose(ChartRange::Week);
    it.chart.setRange(ChartRange::Week);
    QCOMPARE(it.marks(), (QList<bool>{false, true}));
    it.queries.setText(u"since:2026-11-23"_s);
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
    it.ranges.draw(it.clock.now().addSecs(-600), it.clock.now());
    QCOMPARE(it.marks(), (QList<bool>{true, false}));
}

void TestViewsPresenter::aViewMeansTheSameInAnotherZone()
{
    Views it;
    it.model.setTimes({.zone = QTimeZone("Asia/Shanghai")});
    it.save(u"A"_s, u"since:2026-11-23"_s);
    QCOMPARE(it.marks(), QList<bool>{true});
    it.model.setTimes({.zone = QTimeZone("UTC")});
    it.queries.setText({});
    it.row(0)->click();
    QCOMPARE(it.toolBar.filterText(), u"since:2026-11-23T00:00+08:00"_s);
    QCOMPARE(it.marks(), QList<bool>{true});
    it.queries.setText(u"since:2026-11-23"_s); // of another zone now
    QCOMPARE(it.marks(), QList<bool>{false});
}

void TestViewsPresenter::viewsThatShowTheSameAreMarkedTogether()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    it.save(u"Copy"_s, u"status:failed"_s);
    it.ranges.choose(ChartRange::Week);
    it.chart.setRange(ChartRange::Week);
    it.save(u"Week"_s, u"status:failed"_s);
    QCOMPARE(it.marks(), (QList<bool>{false, false, true}));
    it.row(1)->click();
    QCOMPARE(it.marks(), (QList<bool>{true, true, false}));
}

void TestViewsPresenter::aCountCoversTheViewsOwnRange_data()
{
    QTest::addColumn<ChartRange>("range");
    QTest::addColumn<QString>("count");
    QTest::newRow("hour") << ChartRange::Hour << u"1"_s;
    QTest::newRow("day") << ChartRange::Day << u"2"_s;
    QTest::newRow("week") << ChartRange::Week << u"3"_s;
    QTest::newRow("month") << ChartRange::Month << u"3"_s;
    QTest::newRow("all") << ChartRange::All << u"4"_s;
}

void TestViewsPresenter::aCountCoversTheViewsOwnRange()
{
    QFETCH(ChartRange, range);
    QFETCH(QString, count);
    Views it;
    it.add({it.task(5, SyncTaskStatus::Error, 5min)}); // of another query
    it.chart.setRange(range);
    it.save(u"A"_s, u"tag:/[1-4]/"_s);
    QCOMPARE(it.count(0), count);
    it.queries.setText({});
    it.clock.advance(1s); // counted anew, while the window shows something else
    QCOMPARE(it.count(0), count);
    it.row(0)->click();
    QCOMPARE(QString::number(it.model.rowCount()), count);
}

void TestViewsPresenter::aViewOfAnotherRangeIsCountedForItself()
{
    Views it;
    it.save(u"Day"_s, {});
    it.chart.setRange(ChartRange::Hour);
    it.save(u"Hour"_s, {});
    QCOMPARE(it.count(0), u"2"_s);
    QCOMPARE(it.count(1), u"1"_s);
    Q_EMIT it.list.moveRequested(u"Hour"_s, -1);
    QCOMPARE(it.count(0), u"1"_s);
    QCOMPARE(it.count(1), u"2"_s);
}

void TestViewsPresenter::newTasksAreCountedAfterAPause()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    it.save(u"B"_s, u"status:done"_s);
    it.clock.advance(1s);
    it.add({it.task(5, SyncTaskStatus::Error, 5min), it.task(6, SyncTaskStatus::Success, 5min),
            it.task(7, SyncTaskStatus::Success, 5min)});
    it.views.scheduleRecount();
    it.clock.advance(Recount::shortestPause - 1ms);
    QCOMPARE(it.count(0), u"1"_s);
    it.clock.advance(1ms);
    QCOMPARE(it.count(0), u"2"_s);
    QCOMPARE(it.count(1), u"3"_s);
}

void TestViewsPresenter::aCountFollowsTheTimeThoughNothingComes_data()
{
    QTest::addColumn<QString>("shown");
    QTest::newRow("the view is shown") << u"age>2h tag:/[12]/"_s;
    QTest::newRow("something else is shown") << u"tag:2"_s;
    QTest::newRow("all is shown") << QString();
}

void TestViewsPresenter::aCountFollowsTheTimeThoughNothingComes()
{
    QFETCH(QString, shown);
    Views it;
    it.chart.setRange(ChartRange::Hour);
    it.save(u"Hour"_s, {});
    it.chart.setRange(ChartRange::Day);
    it.save(u"Old"_s, u"age>2h tag:/[12]/"_s);
    it.queries.setText(shown);
    it.clock.advance(1s);
    QCOMPARE(it.count(0), u"1"_s);
    QCOMPARE(it.count(1), u"0"_s);                         // one is two hours old, no more
    for (int second = 0; second < 2 * 60 * 60; ++second) { // as the window does
        it.clock.advance(1s);
        it.ranges.tick();
        it.model.tick();
        if (second == 60)
            QCOMPARE(it.count(1), u"1"_s);
    }
    QCOMPARE(it.count(0), u"0"_s);
    QCOMPARE(it.count(1), u"2"_s);
}

void TestViewsPresenter::aViewThatIsDeletedWhileItsLikesAreCountedStaysAway()
{
    Views it;
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        it.save(name, u"status:failed"_s);
    it.clock.advance(1s);
    it.add({it.task(5, SyncTaskStatus::Error, 5min)});
    it.busyClock.msPerLook = 5; // each view takes a slice of its own
    it.views.scheduleRecount();
    it.clock.advance(100ms);
    for (const QString &name : {u"C"_s, u"B"_s})
        Q_EMIT it.list.removeRequested(name);
    it.clock.advance(1s);
    QCOMPARE(it.names(), QStringList(u"A"_s));
    QCOMPARE(it.count(0), u"2"_s);
}

void TestViewsPresenter::aCountThatCannotBeMadeIsNotShown()
{
    Views it;
    it.save(u"A"_s, u"tag:/^(a+)+$/"_s);
    it.save(u"B"_s, u"tag:1"_s);
    SyncTask slow = it.task(5, SyncTaskStatus::Error, 5min);
    slow.imageFrom.imageTag = slow.imageTo.imageTag = QString(40, u'a') + u'!';
    it.add({slow});
    it.views.scheduleRecount();
    it.clock.advance(1s);
    QCOMPARE(it.count(0), QString());
    QCOMPARE(it.count(1), u"1"_s);
}

void TestViewsPresenter::aNameIsTakenOnce()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    it.queries.setText(u"status:done"_s);
    it.type(u"A"_s);
    QVERIFY(it.fault().contains(u"“A”"_s));
    QVERIFY(it.isNaming()); // to be corrected
    QCOMPARE(it.names(), QStringList(u"A"_s));
    it.row(0)->click();
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));

    it.save(u"B"_s, u"status:done"_s);
    Q_EMIT it.list.renameRequested(u"A"_s, u"B"_s);
    QVERIFY(it.fault().contains(u"“B”"_s));
    QCOMPARE(it.names(), QStringList({u"A"_s, u"B"_s}));
    it.save(u"b"_s, u"status:done"_s); // is another name
    QCOMPARE(it.names(), QStringList({u"A"_s, u"B"_s, u"b"_s}));
    QCOMPARE(it.fault(), QString());
}

void TestViewsPresenter::aNameThatAnotherWindowGaveIsTaken()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    Views one(file);
    one.save(u"Mine"_s, u"status:failed"_s);
    one.save(u"Gone"_s, u"status:failed"_s);
    Q_EMIT one.list.removeRequested(u"Gone"_s);
    Views other(file);
    for (const QString &name : {u"A"_s, u"B"_s, u"Gone"_s})
        other.save(name, u"status:done"_s);
    const QStringList all{u"Mine"_s, u"A"_s, u"B"_s, u"Gone"_s};

    one.queries.setText(u"status:failed"_s);
    one.type(u"A"_s);
    QVERIFY(one.fault().contains(u"“A”"_s));
    QVERIFY(one.isNaming());
    Views again(file);
    QCOMPARE(again.names(), all);

    Views third(file);
    other.save(u"C"_s, u"status:done"_s);
    Q_EMIT third.list.renameRequested(u"Mine"_s, u"C"_s);
    QVERIFY(third.fault().contains(u"“C”"_s));
    QCOMPARE(third.row(0)->text(), u"Mine"_s);

    Q_EMIT one.list.undoRequested();
    QVERIFY(one.fault().contains(u"“Gone”"_s));
    QVERIFY(one.offer().contains(u"Gone"_s));
    QCOMPARE(Views(file).names(), all + QStringList(u"C"_s));
}

void TestViewsPresenter::aMistakeInTheBoxIsNotSaved()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    it.queries.setText(u"status:"_s);
    it.type(u"B"_s);
    QVERIFY(!it.fault().isEmpty());
    QVERIFY(it.isNaming());
    QCOMPARE(it.names(), QStringList(u"A"_s));
    Q_EMIT it.list.replaceRequested(u"A"_s);
    QVERIFY(!it.fault().isEmpty());
    it.row(0)->click();
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
    QCOMPARE(it.fault(), QString());
}

void TestViewsPresenter::aFaultGoesWithTheNextThingThatWorks()
{
    const auto cases = {
        +[](Views &it) { Q_EMIT it.list.opened(u"A"_s); },
        +[](Views &it) { Q_EMIT it.list.moveRequested(u"A"_s, 1); },
        +[](Views &it) { Q_EMIT it.list.notifyToggled(u"A"_s, true); },
        +[](Views &it) { Q_EMIT it.list.renameRequested(u"A"_s, u"C"_s); },
        +[](Views &it) { Q_EMIT it.list.replaceRequested(u"A"_s); },
        +[](Views &it) { Q_EMIT it.list.removeRequested(u"A"_s); },
    };
    for (const auto &work : cases) {
        Views it;
        it.save(u"A"_s, u"status:failed"_s);
        it.save(u"B"_s, u"status:done"_s);
        it.type(u"B"_s);
        QVERIFY(!it.fault().isEmpty());
        work(it);
        QCOMPARE(it.fault(), QString());
        QVERIFY(!it.isNaming());
    }
}

void TestViewsPresenter::aFileThatCannotBeReadIsTold()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    write(file, "damaged");
    Views it(file);
    QVERIFY(it.fault().contains(u"views.json"_s));
    QCOMPARE(it.names(), QStringList());
    it.save(u"A"_s, u"status:failed"_s);
    QVERIFY(it.fault().contains(u"views.json"_s));
    QCOMPARE(it.names(), QStringList());
    QVERIFY(QFile::remove(file)); // as the message says
    it.save(u"A"_s, u"status:failed"_s);
    QCOMPARE(it.fault(), QString());
    QCOMPARE(it.names(), QStringList(u"A"_s));
}

void TestViewsPresenter::aFileThatCanBeReadAgainIsRead()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    {
        Views former(file);
        former.save(u"A"_s, u"status:failed"_s);
    }
    QVERIFY(QFile::rename(file, file + u".aside"_s));
    write(file, "damaged");
    Views it(file);
    QCOMPARE(it.names(), QStringList());
    it.clock.advance(11s);
    QVERIFY(it.fault().contains(u"views.json"_s));
    QVERIFY(QFile::remove(file));
    QVERIFY(QFile::rename(file + u".aside"_s, file));
    it.clock.advance(11s);
    QCOMPARE(it.fault(), QString());
    QCOMPARE(it.names(), QStringList(u"A"_s));
}

void TestViewsPresenter::aFileThatCannotBeWrittenLeavesTheListAsItIs()
{
    const auto cases = {
        +[](Views &it) { it.save(u"C"_s, u"status:waiting"_s); },
        +[](Views &it) { Q_EMIT it.list.moveRequested(u"A"_s, 1); },
        +[](Views &it) { Q_EMIT it.list.notifyToggled(u"A"_s, true); },
        +[](Views &it) { Q_EMIT it.list.renameRequested(u"A"_s, u"C"_s); },
        +[](Views &it) { Q_EMIT it.list.replaceRequested(u"A"_s); },
        +[](Views &it) { Q_EMIT it.list.removeRequested(u"A"_s); },
    };
    for (const auto &work : cases) {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"views.json"_s);
        Views it(file);
        it.save(u"A"_s, u"status:failed"_s);
        it.save(u"B"_s, u"status:done"_s);
        const QSignalSpy changed(&it.views, &ViewsPresenter::viewsChanged);
        write(file, "damaged");
        work(it);
        QVERIFY(it.fault().contains(u"views.json"_s));
        QCOMPARE(it.names(), QStringList({u"A"_s, u"B"_s}));
        QCOMPARE(it.offer(), QString());
        QCOMPARE(changed.size(), 0);
        it.row(0)->click();
        QCOMPARE(it.queries.query(), query(u"status:failed"_s));
    }
}

void TestViewsPresenter::aRenamedViewIsTheSameInItsPlace()
{
    Views it;
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        it.save(name, u"status:failed"_s);
    Q_EMIT it.list.notifyToggled(u"B"_s, true);
    Q_EMIT it.list.renameRequested(u"B"_s, u"New"_s);
    QCOMPARE(it.names(), QStringList({u"A"_s, u"New, notifies"_s, u"C"_s}));
    QCOMPARE(it.count(1), u"1"_s); // at once
    QCOMPARE(it.views.notifyingQueries(), std::vector{query(u"status:failed"_s)});
    it.queries.clear();
    it.row(1)->click();
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
}

void TestViewsPresenter::aReplacedViewKeepsItsPlaceAndItsNotifications()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    write(file, R"({"version": 1, "views": [
        {"name": "A", "version": 1, "query": "status:failed", "notify": true, "color": "red"},
        {"name": "B", "version": 1, "query": "status:failed"}]})");
    Views it(file);
    it.chart.setRange(ChartRange::All);
    it.queries.setText(u"status:done"_s);
    Q_EMIT it.list.replaceRequested(u"A"_s);
    QCOMPARE(it.names(), QStringList({u"A, notifies"_s, u"B"_s}));
    QCOMPARE(it.count(0), u"2"_s);
    QCOMPARE(it.count(1), u"1"_s);
    QCOMPARE(it.views.notifyingQueries(), std::vector{query(u"status:done"_s)});
    it.queries.clear();
    it.row(0)->click();
    QCOMPARE(it.queries.query(), query(u"status:done"_s));
    QCOMPARE(it.chart.range(), ChartRange::All);
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().contains("red")); // of another version of the program
}

void TestViewsPresenter::aViewMovesWithinTheList()
{
    Views it;
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        it.save(name, u"tag:"_s + name);
    const auto move = [&it](const QString &name, int steps) {
        Q_EMIT it.list.moveRequested(name, steps);
        return it.names().join(QString());
    };
    QCOMPARE(move(u"A"_s, -1), u"ABC"_s);
    QCOMPARE(move(u"C"_s, 1), u"ABC"_s);
    QCOMPARE(move(u"A"_s, 1), u"BAC"_s);
    QCOMPARE(move(u"A"_s, 1), u"BCA"_s);
    QCOMPARE(move(u"C"_s, -1), u"CBA"_s);
    it.row(0)->click();
    QCOMPARE(it.queries.query(), query(u"tag:C"_s));
    QCOMPARE(move(u"C"_s, 1), u"BCA"_s);
    it.row(1)->click();
    QCOMPARE(it.queries.query(), query(u"tag:C"_s));
}

void TestViewsPresenter::aDeletedViewComesBackWhereItWas_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"A", "B", "C"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestViewsPresenter::aDeletedViewComesBackWhereItWas()
{
    QFETCH(QString, name);
    Views it;
    for (const QString &each : {u"A"_s, u"B"_s, u"C"_s})
        it.save(each, u"tag:"_s + each);
    Q_EMIT it.list.notifyToggled(name, true);
    const QStringList before = it.names();
    Q_EMIT it.list.removeRequested(name);
    QCOMPARE(it.names().size(), 2);
    QVERIFY(it.views.notifyingQueries().empty());
    QVERIFY(it.offer().contains(name));
    Q_EMIT it.list.undoRequested();
    QCOMPARE(it.names(), before);
    QCOMPARE(it.views.notifyingQueries(), std::vector{query(u"tag:"_s + name)});
    QCOMPARE(it.offer(), QString());
    Q_EMIT it.list.undoRequested(); // a second click on the link
    QCOMPARE(it.names(), before);
    QCOMPARE(it.fault(), QString());
}

void TestViewsPresenter::theLastDeletedViewIsOffered()
{
    Views it;
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        it.save(name, u"status:failed"_s);
    Q_EMIT it.list.removeRequested(u"A"_s);
    Q_EMIT it.list.removeRequested(u"C"_s);
    QVERIFY(it.offer().contains(u"C"_s));
    Q_EMIT it.list.undoRequested();
    QCOMPARE(it.names(), QStringList({u"B"_s, u"C"_s}));
    QCOMPARE(it.offer(), QString());
}

void TestViewsPresenter::aDeletedViewWhoseNameIsTakenWaits()
{
    Views it;
    it.save(u"A"_s, u"status:failed"_s);
    Q_EMIT it.list.removeRequested(u"A"_s);
    it.save(u"A"_s, u"status:done"_s);
    Q_EMIT it.list.undoRequested();
    QVERIFY(it.fault().contains(u"“A”"_s));
    QVERIFY(it.offer().contains(u"A"_s));
    Q_EMIT it.list.renameRequested(u"A"_s, u"B"_s);
    Q_EMIT it.list.undoRequested();
    QCOMPARE(it.names(), QStringList({u"A"_s, u"B"_s}));
    it.row(0)->click();
    QCOMPARE(it.queries.query(), query(u"status:failed"_s));
}

void TestViewsPresenter::aDeletedViewComesBackToAListThatHasShrunk()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    Views it(file);
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        it.save(name, u"status:failed"_s);
    Q_EMIT it.list.removeRequested(u"C"_s);
    Views other(file);
    for (const QString &name : {u"A"_s, u"B"_s})
        Q_EMIT other.list.removeRequested(name);
    Q_EMIT it.list.undoRequested();
    QCOMPARE(it.names(), QStringList(u"C"_s));
}

void TestViewsPresenter::whatAnotherWindowSavedIsShownWithTheNextChange()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    Views one(file);
    Views other(file);
    other.save(u"A"_s, u"status:done"_s);
    one.save(u"B"_s, u"status:failed"_s);
    QCOMPARE(one.names(), QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(one.count(0), u"1"_s);
    one.row(0)->click();
    QCOMPARE(one.queries.query(), query(u"status:done"_s));
}

void TestViewsPresenter::aViewThatAnotherWindowDeletedIsNotChanged()
{
    const auto cases = {
        +[](Views &it) { Q_EMIT it.list.moveRequested(u"A"_s, 1); },
        +[](Views &it) { Q_EMIT it.list.notifyToggled(u"A"_s, true); },
        +[](Views &it) { Q_EMIT it.list.renameRequested(u"A"_s, u"C"_s); },
        +[](Views &it) { Q_EMIT it.list.replaceRequested(u"A"_s); },
        +[](Views &it) { Q_EMIT it.list.removeRequested(u"A"_s); },
    };
    for (const auto &work : cases) {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"views.json"_s);
        Views it(file);
        it.save(u"A"_s, u"status:failed"_s);
        it.save(u"B"_s, u"status:done"_s);
        Views other(file);
        Q_EMIT other.list.removeRequested(u"A"_s);
        work(it);
        QCOMPARE(it.names(), QStringList(u"B"_s));
        QCOMPARE(it.offer(), QString());
        QCOMPARE(Views(file).names(), QStringList(u"B"_s));
    }
}

void TestViewsPresenter::onlyViewsThatCanBeUsedNotify()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    write(file, R"({"version": 1, "views": [
        {"name": "Later", "version": 7, "notify": true, "query": "status:failed"},
        {"name": "Bad", "version": 1, "notify": true, "query": "repo:/(/"},
        {"name": "A", "version": 1, "query": "status:failed"},
        {"name": "B", "version": 1, "notify": true, "query": "status:done"}]})");
    Views it(file);
    QCOMPARE(it.views.notifyingQueries(), std::vector{query(u"status:done"_s)});
    const QSignalSpy changed(&it.views, &ViewsPresenter::viewsChanged);
    Q_EMIT it.list.notifyToggled(u"A"_s, true);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(it.views.notifyingQueries(),
             (std::vector{query(u"status:failed"_s), query(u"status:done"_s)}));
    Q_EMIT it.list.notifyToggled(u"B"_s, false);
    QCOMPARE(it.views.notifyingQueries(), std::vector{query(u"status:failed"_s)});
    QCOMPARE(it.names().mid(2), QStringList({u"A, notifies"_s, u"B"_s}));
}

void TestViewsPresenter::aViewThatCannotBeUsedSaysWhy()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    write(file, R"({"version": 1, "views": [
        {"name": "Later", "version": 7, "query": "status:failed"},
        {"name": "Bad", "version": 1, "query": "repo:/(/"},
        {"name": "A", "version": 1, "query": "status:failed"}]})");
    Views it(file);
    QCOMPARE(it.names(), QStringList({u"Later, newer version"_s, u"Bad, mistake"_s, u"A"_s}));
    QCOMPARE(it.count(0), QString());
    QCOMPARE(it.count(1), QString());
    it.queries.setText(u"status:done"_s);
    it.chart.setRange(ChartRange::Week);
    it.row(0)->click();
    QVERIFY(it.fault().contains(u"“Later”"_s));
    QCOMPARE(it.queries.query(), query(u"status:done"_s));
    QCOMPARE(it.chart.range(), ChartRange::Week);
    it.row(1)->click(); // where it can be corrected
    QCOMPARE(it.fault(), QString());
    QCOMPARE(it.toolBar.filterText(), u"repo:/(/"_s);
    QVERIFY(it.queries.hasMistake());
    QCOMPARE(it.marks(), (QList<bool>{false, false, false}));
}

void TestViewsPresenter::aKeyOpensTheViewOfItsNumber()
{
    Views it;
    for (int number = 1; number <= 10; ++number)
        it.save(QString::number(number), u"tag:v%1"_s.arg(number));
    it.filterPane.show();
    QVERIFY(QTest::qWaitForWindowActive(&it.filterPane));
    for (const int number : {1, 9, 5}) {
        QTest::keyClick(&it.filterPane, static_cast<Qt::Key>(Qt::Key_0 + number),
                        Qt::ControlModifier);
        QCOMPARE(it.queries.query(), query(u"tag:v%1"_s.arg(number)));
    }
    Q_EMIT it.list.removeRequested(u"1"_s);
    Q_EMIT it.list.removeRequested(u"2"_s);
    QTest::keyClick(&it.filterPane, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(it.queries.query(), query(u"tag:v3"_s));
    QTest::keyClick(&it.filterPane, Qt::Key_9, Qt::ControlModifier); // there are eight
    QCOMPARE(it.queries.query(), query(u"tag:v3"_s));
}

void TestViewsPresenter::theMarksFollowTheLanguage_data()
{
    QTest::addColumn<QByteArray>("view");
    QTest::newRow("newer") << QByteArray(R"({"name": "A", "version": 7})");
    QTest::newRow("mistake") << QByteArray(R"({"name": "A", "version": 1, "query": "repo:/(/"})");
    QTest::newRow("notifies") << QByteArray(R"({"name": "A", "version": 1, "notify": true})");
}

void TestViewsPresenter::theMarksFollowTheLanguage()
{
    QFETCH(QByteArray, view);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"views.json"_s);
    write(file, R"({"version": 1, "views": [)" + view + "]}");
    Views it(file);
    const QStringList english = it.names();
    Language language;
    const auto use = [&it, &language](const QString &name) {
        language.use(name);
        QCoreApplication::processEvents(); // the window hears of it
        it.views.show();
    };
    use(u"zh_CN"_s);
    const QStringList chinese = it.names();
    QVERIFY(chinese.constFirst().startsWith(u"A"_s));
    QVERIFY2(chinese != english, qPrintable(chinese.constFirst()));
    use(u"en"_s);
    QCOMPARE(it.names(), english);
}

QTEST_MAIN(TestViewsPresenter)
#include "tst_viewspresenter.moc"
