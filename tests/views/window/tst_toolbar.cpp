#include "glyphbutton.h"
#include "printable.h"
#include "theme.h"
#include "toolbar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QVBoxLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::vector<RegistryInstance> twoInstances()
{
    return {{.id = u"cri-hz"_s,
             .name = u"cn-hz-prod"_s,
             .status = instanceStatusFromWire(u"RUNNING"_s),
             .regionId = u"cn-hangzhou"_s},
            {.id = u"cri-fra"_s,
             .name = u"eu-prod"_s,
             .status = instanceStatusFromWire(u"FROZEN"_s),
             .regionId = u"eu-central-1"_s}};
}

/// What is being typed will be asked for when its pause is over.
bool isPausing(const ToolBar &bar)
{
    return bar.findChild<QTimer *>(u"typingPause"_s)->isActive();
}

QMenu *menuOf(const ToolBar &bar, const QString &button)
{
    return bar.findChild<GlyphButton *>(button)->menu();
}

} // namespace

class ToolBarTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typingAsksOnceAfterAPause();
    void enterAsksAtOnce();
    void whatIsNotFinishedWaitsLonger_data();
    void whatIsNotFinishedWaitsLonger();
    void escapeClosesTheProposalsThenLeaves();
    void returnAndDownLeaveForTheTable();
    void aSpaceOpensNothing();
    void theProposalsStandAlone();
    void allProposalsAreInSight_data();
    void allProposalsAreInSight();
    void undoBringsFormerQueriesBack();
    void upBringsEarlierQueriesBack();
    void setFilterTextAnnouncesNothing();
    void anEchoLeavesWhatIsBeingTyped();
    void theChooserNamesInstanceAndPlace();
    void theChooserSaysWhoseInstancesTheseAre();
    void theMenuSaysRegionAndState();
    void ofSeveralAccountsTheInstancesSayWhose();
    void choosingAnInstanceAnnouncesItOnce();
    void aQueryMayNameInstancesInItsOwnWay();
    void theChooserIsAsBeforeWhenTheQueryNamesNoneAnyMore_data();
    void theChooserIsAsBeforeWhenTheQueryNamesNoneAnyMore();
    void candidatesAreOfferedAndTaken();
    void tabTakesTheFirstCandidate();
    void aMistakeStandsUnderTheBoxUntilItIsMended();
    void theSameMistakeIsToldAgain();
    void theButtonRefreshesAndTheMenuChoosesTheInterval();
    void refreshingIsShown();
    void theSideBarToggleIsShownOnlyWhenTold();
};

void ToolBarTest::typingAsksOnceAfterAPause()
{
    QMenu menu;
    ToolBar bar(&menu);
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    QTest::keyClicks(bar.findChild<QLineEdit *>(u"filterText"_s), u"nginx"_s);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.last().constFirst().toString(), u"nginx"_s);
}

void ToolBarTest::enterAsksAtOnce()
{
    QMenu menu;
    ToolBar bar(&menu);
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"nginx"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!isPausing(bar)); // nothing more is asked
}

void ToolBarTest::whatIsNotFinishedWaitsLonger_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("pause");
    const auto row = [](const QString &text, int pause) {
        QTest::newRow(qPrintable(text)) << text << pause;
    };
    for (const QString &text :
         {u"sta"_s, u"status"_s, u"status:"_s, u"nginx st"_s, u"-na"_s, u"-"_s, u"repo:a,"_s,
          u"status:fai"_s, u"status:failed,ru"_s, u"age>"_s, u"age>3"_s, u"since:2026-"_s,
          u"\"two wor"_s, u"repo:/a b"_s, u"status："_s, u"trigger:ma"_s})
        row(text, 600);
    for (const QString &text :
         {u"nginx"_s, u"sta "_s, u"status:failed"_s, u"repo:ng"_s, u"age>3m"_s, u"x"_s,
          u"since:2h"_s, u"\"two\""_s, u"/a b/"_s, u"status:失败"_s, u"-nginx"_s})
        row(text, 60);
}

void ToolBarTest::whatIsNotFinishedWaitsLonger()
{
    QFETCH(QString, text);
    QFETCH(int, pause);
    QMenu menu;
    ToolBar bar(&menu);
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    field->insert(text);
    QVERIFY(isPausing(bar));
    QCOMPARE(bar.findChild<QTimer *>(u"typingPause"_s)->interval(), pause);
}

void ToolBarTest::escapeClosesTheProposalsThenLeaves()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.show();
    bar.setFilterCompletion([](const QString &, qsizetype cursor) {
        return QueryCompletion{.length = cursor, .candidates = {{.text = u"status:"_s}}};
    });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QSignalSpy left(&bar, &ToolBar::filterLeft);
    QSignalSpy finished(&bar, &ToolBar::filterFinished);
    QTest::keyClicks(field, u"st"_s);
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QCOMPARE(left.size(), 0);
    QCOMPARE(field->text(), u"st"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(field->text(), u"st"_s);
}

void ToolBarTest::returnAndDownLeaveForTheTable()
{
    QMenu menu;
    ToolBar bar(&menu);
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QSignalSpy left(&bar, &ToolBar::filterLeft);
    QTest::keyClicks(field, u"nginx"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(left.size(), 1);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(left.size(), 2);
    connect(&bar, &ToolBar::filterTextChanged, field,
            [&bar] { bar.showFilterMistake(u"wrong"_s, 0, 1); });
    QTest::keyClicks(field, u"x"_s);
    QTest::keyClick(field, Qt::Key_Return); // to be corrected first
    QCOMPARE(left.size(), 2);
}

void ToolBarTest::aSpaceOpensNothing()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.show();
    bar.setFilterCompletion([](const QString &, qsizetype cursor) {
        return QueryCompletion{.begin = cursor, .candidates = {{.text = u"status:"_s}}};
    });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    for (const QString &text : {u" "_s, u"nginx "_s, u"repo:a　"_s}) {
        field->clear();
        field->insert(text);
        QVERIFY(!QApplication::activePopupWidget());
    }
    field->clear();
    field->insert(u"status:"_s); // a value may follow at once
    QVERIFY(QApplication::activePopupWidget());
}

void ToolBarTest::theProposalsStandAlone()
{
    QMenu menu;
    QWidget window;
    window.resize(800, 400);
    ToolBar bar(&menu, &window);
    bar.resize(800, bar.height());
    window.show();
    bar.setFilterCompletion([](const QString &, qsizetype cursor) {
        return QueryCompletion{.length = cursor, .candidates = {{.text = u"status:"_s}}};
    });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"st"_s);
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    bar.showFilterMistake(u"A value is missing here."_s, 0, 2);
    auto *mistake = window.findChild<QLabel *>(u"queryMistake"_s);
    QVERIFY(mistake && mistake->isHidden());
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(mistake->isVisible()); // there is room for it
    QTest::keyClicks(field, u"a"_s);
    QVERIFY(mistake->isHidden());
}

void ToolBarTest::allProposalsAreInSight_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
    QTest::newRow("five") << 5;
}

void ToolBarTest::allProposalsAreInSight()
{
    QFETCH(const int, count);
    applyTheme(*qApp, ThemeChoice::Light); // its lists have a padding
    QMenu menu;
    ToolBar bar(&menu);
    bar.resize(800, bar.height());
    bar.show();
    bar.setFilterCompletion([count](const QString &, qsizetype cursor) {
        QueryCompletion completion{.length = cursor};
        for (int i = 0; i < count; ++i)
            completion.candidates.push_back({.text = u"storefront-%1"_s.arg(i)});
        return completion;
    });
    QTest::keyClicks(bar.findChild<QLineEdit *>(u"filterText"_s), u"sto"_s);
    const auto *popup = qobject_cast<QAbstractItemView *>(QApplication::activePopupWidget());
    QVERIFY(popup);
    QCOMPARE(popup->model()->rowCount(), count);
    const QRect last = popup->visualRect(popup->model()->index(count - 1, 0));
    QVERIFY(popup->viewport()->rect().contains(last));
    QVERIFY(!popup->verticalScrollBar()->isVisible());
}

void ToolBarTest::undoBringsFormerQueriesBack()
{
    QMenu menu;
    ToolBar bar(&menu);
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    bar.setFilterText(u"nginx"_s);
    bar.setFilterText(u"status:failed"_s); // a click
    QTest::mouseClick(bar.findChild<QWidget *>(u"clearFilterText"_s), Qt::LeftButton);
    QCOMPARE(field->text(), QString());
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field->text(), u"status:failed"_s);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.last().constFirst().toString(), u"status:failed"_s);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field->text(), u"nginx"_s);
    QTest::keyClick(field, Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(field->text(), u"status:failed"_s);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(field->text(), QString());
}

void ToolBarTest::upBringsEarlierQueriesBack()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.setEarlierQueries([] { return QStringList{u"c"_s, u"b"_s, u"a"_s}; });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QSignalSpy left(&bar, &ToolBar::filterLeft);
    bar.setFilterText(u"c"_s); // what stands there is not offered again
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), u"b"_s);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), u"a"_s);
    QVERIFY(isPausing(bar));
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(field->text(), u"c"_s);
    QTest::keyClick(field, Qt::Key_Down); // to what was there before
    QCOMPARE(field->text(), u"c"_s);
    QCOMPARE(left.size(), 1);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field->text(), u"c"_s);
}

void ToolBarTest::setFilterTextAnnouncesNothing()
{
    QMenu menu;
    ToolBar bar(&menu);
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    bar.setFilterText(u"nginx"_s);
    QCOMPARE(bar.filterText(), u"nginx"_s);
    QCOMPARE(changed.size(), 0);
    QVERIFY(!isPausing(bar));
}

void ToolBarTest::anEchoLeavesWhatIsBeingTyped()
{
    QMenu menu;
    ToolBar bar(&menu);
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"ngi"_s);
    bar.setFilterText({}); // a status was clicked meanwhile
    QCOMPARE(field->text(), u"ngi"_s);
    QTRY_COMPARE(changed.size(), 1);
    bar.setFilterText(u"ngi"_s);
    QTest::keyClicks(field, u" "_s);
    QTRY_VERIFY(!isPausing(bar));
    QCOMPARE(field->text(), u"ngi "_s); // the next word may begin
    QCOMPARE(changed.size(), 1);
}

void ToolBarTest::theChooserNamesInstanceAndPlace()
{
    QMenu menu;
    ToolBar bar(&menu);
    auto *chooser = bar.findChild<GlyphButton *>(u"instanceChooser"_s);
    QVERIFY(!chooser->isEnabled());
    bar.showInstances(twoInstances(), u"cri-fra"_s);
    QVERIFY(chooser->isEnabled());
    QCOMPARE(chooser->text(), u"eu-prod"_s);
    QVERIFY(chooser->secondaryText().contains(u"Frankfurt"_s));
    QVERIFY(chooser->toolTip().contains(u"cri-fra"_s));
}

void ToolBarTest::theChooserSaysWhoseInstancesTheseAre()
{
    QMenu menu;
    ToolBar bar(&menu);
    const auto *chooser = bar.findChild<GlyphButton *>(u"instanceChooser"_s);
    bar.showInstances(twoInstances(), {});
    bar.showScope({.accounts = {u"prod"_s}});
    QCOMPARE(chooser->text(), isolated(u"prod"_s) + u" · All instances"_s);
    QVERIFY(chooser->secondaryText().startsWith(u"2 region"_s));
    bar.showInstances(twoInstances(), u"cri-fra"_s);
    QCOMPARE(chooser->text(), isolated(u"prod"_s) + u" · eu-prod"_s);
    bar.showScope({.isDemo = true});
    QVERIFY(!bar.findChild<QPushButton *>(u"leaveDemo"_s)->isHidden());
    QCOMPARE(chooser->text(), u"eu-prod"_s);
}

void ToolBarTest::theMenuSaysRegionAndState()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.showInstances(twoInstances(), u"cri-hz"_s);
    const QList<QAction *> entries = menuOf(bar, u"instanceChooser"_s)->actions();
    QCOMPARE(entries.size(), 4); // all, a line, two
    QVERIFY(entries.at(2)->text().contains(u"Hangzhou"_s));
    QVERIFY(entries.at(2)->isChecked());
    QVERIFY(!entries.at(0)->isChecked());
    QVERIFY(!entries.at(3)->isChecked());
    QVERIFY(entries.at(3)->text().contains(u"FROZEN"_s)); // a state unknown to us, as it was said
}

void ToolBarTest::ofSeveralAccountsTheInstancesSayWhose()
{
    QMenu menu;
    ToolBar bar(&menu);
    const auto *chooser = bar.findChild<GlyphButton *>(u"instanceChooser"_s);
    const auto lastEntry = [&bar] {
        return menuOf(bar, u"instanceChooser"_s)->actions().constLast()->text();
    };
    std::vector<RegistryInstance> instances = twoInstances();
    for (RegistryInstance &instance : instances)
        instance.account = u"prod"_s;
    bar.showInstances(instances, u"cri-fra"_s);
    QVERIFY2(!lastEntry().contains(u" prod"_s), qPrintable(lastEntry()));
    QVERIFY(!chooser->toolTip().contains(u"Profile"_s));
    instances.back().account = u"mirror"_s;
    bar.showInstances(instances, u"cri-fra"_s);
    QVERIFY2(lastEntry().contains(u"mirror"_s), qPrintable(lastEntry()));
    QVERIFY2(chooser->toolTip().endsWith(u"Profile mirror"_s), qPrintable(chooser->toolTip()));
}

void ToolBarTest::choosingAnInstanceAnnouncesItOnce()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.showInstances(twoInstances(), u"cri-hz"_s);
    QSignalSpy chosen(&bar, &ToolBar::instanceChosen);
    menuOf(bar, u"instanceChooser"_s)->actions().at(3)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().constFirst().toString(), u"cri-fra"_s);
    QCOMPARE(bar.findChild<GlyphButton *>(u"instanceChooser"_s)->text(), u"eu-prod"_s);
    menuOf(bar, u"instanceChooser"_s)->actions().at(3)->trigger();
    QCOMPARE(chosen.size(), 1);
    QVERIFY(menuOf(bar, u"instanceChooser"_s)->actions().at(3)->isChecked());
    menuOf(bar, u"instanceChooser"_s)->actions().at(0)->trigger();
    QCOMPARE(chosen.size(), 2);
    QVERIFY(chosen.last().constFirst().toString().isEmpty()); // all
}

void ToolBarTest::theChooserIsAsBeforeWhenTheQueryNamesNoneAnyMore_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("all") << QString();
    QTest::newRow("one") << u"cri-fra"_s;
}

void ToolBarTest::theChooserIsAsBeforeWhenTheQueryNamesNoneAnyMore()
{
    QFETCH(const QString, id);
    QMenu menu;
    ToolBar bar(&menu);
    const auto said = [&bar] {
        const auto *chooser = bar.findChild<GlyphButton *>(u"instanceChooser"_s);
        QStringList texts{chooser->text(), chooser->secondaryText(), chooser->toolTip(),
                          chooser->accessibleName()};
        for (const QAction *entry : menuOf(bar, u"instanceChooser"_s)->actions())
            texts << entry->text() + (entry->isChecked() ? u" *"_s : QString());
        return texts;
    };
    bar.showInstances(twoInstances(), id);
    const QStringList before = said();
    bar.showInstances(twoInstances(), {});
    bar.showInstancesOfQuery();
    QVERIFY(said().first() != before.first());
    bar.showInstances(twoInstances(), id);
    QCOMPARE(said(), before);
}

void ToolBarTest::aQueryMayNameInstancesInItsOwnWay()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.showInstances(twoInstances(), {});
    bar.showInstancesOfQuery();
    for (const QAction *entry : menuOf(bar, u"instanceChooser"_s)->actions())
        QVERIFY(!entry->isChecked());
    QSignalSpy chosen(&bar, &ToolBar::instanceChosen);
    menuOf(bar, u"instanceChooser"_s)->actions().at(0)->trigger();
    QCOMPARE(chosen.size(), 1);
}

void ToolBarTest::candidatesAreOfferedAndTaken()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.show();
    bar.setFilterCompletion([](const QString &text, qsizetype cursor) {
        if (text == u"sta")
            return QueryCompletion{.length = cursor, .candidates = {{.text = u"status:"_s}}};
        return QueryCompletion{.begin = 7, .candidates = {{.text = u"failed"_s}}};
    });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"sta"_s);
    auto *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(field->text(), u"status:"_s);
    popup = QApplication::activePopupWidget(); // its values follow at once
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(field->text(), u"status:failed "_s);
    QSignalSpy changed(&bar, &ToolBar::filterTextChanged);
    QTRY_COMPARE(changed.size(), 1);
}

void ToolBarTest::tabTakesTheFirstCandidate()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.show();
    bar.setFilterCompletion([](const QString &text, qsizetype cursor) {
        if (text.startsWith(u"status:"_s))
            return QueryCompletion{};
        return QueryCompletion{.length = cursor,
                               .candidates = {{.text = u"status:"_s}, {.text = u"stuck"_s}}};
    });
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"st"_s);
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(field->text(), u"status:"_s);
    QVERIFY(!popup->isVisible());

    field->clear();
    QTest::keyClicks(field, u"st"_s);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Tab); // the one that is chosen
    QCOMPARE(field->text(), u"stuck "_s);
}

void ToolBarTest::aMistakeStandsUnderTheBoxUntilItIsMended()
{
    QMenu menu;
    QWidget window;
    window.resize(800, 400);
    ToolBar bar(&menu);
    QWidget below;
    QVBoxLayout layout(&window);
    layout.addWidget(&bar);
    layout.addWidget(&below, 1);
    window.show();
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    QTest::keyClicks(field, u"statsu:failed"_s);
    bar.showFilterMistake(u"There is no such field"_s, 0, 6);
    auto *mistake = window.findChild<QLabel *>(u"queryMistake"_s);
    QVERIFY(mistake && mistake->isVisible());
    layout.activate();
    QCOMPARE(mistake->text(), u"There is no such field"_s);
    const int top = mistake->mapTo(&window, QPoint()).y();
    QVERIFY(top >= field->mapTo(&window, QPoint(0, field->height())).y());
    QVERIFY(below.mapTo(&window, QPoint()).y() >= top + mistake->height()); // it covers nothing
    QCOMPARE(field->text(), u"statsu:failed"_s);
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(mistake->isHidden());
    layout.activate();
    QVERIFY(below.y() < window.height() / 4); // and takes no room
}

void ToolBarTest::theSameMistakeIsToldAgain()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.show();
    auto *field = bar.findChild<QLineEdit *>(u"filterText"_s);
    connect(&bar, &ToolBar::filterTextChanged, this, [&bar](const QString &text) {
        if (text == u"is:borken"_s)
            bar.showFilterMistake(u"wrong"_s, 0, 1);
    });
    QTest::keyClicks(field, u"is:borken"_s);
    bar.commitFilterText();
    const auto *mistake = bar.findChild<QLabel *>(u"queryMistake"_s);
    QVERIFY(mistake->isVisible());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(mistake->isHidden());
    QTest::keyClicks(field, u"n"_s); // before anybody was told of another text
    bar.commitFilterText();
    QVERIFY(mistake->isVisible());
}

void ToolBarTest::theButtonRefreshesAndTheMenuChoosesTheInterval()
{
    QMenu menu;
    ToolBar bar(&menu);
    bar.setRefreshInterval(10s);
    QSignalSpy refresh(&bar, &ToolBar::refreshRequested);
    QSignalSpy chosen(&bar, &ToolBar::refreshIntervalChosen);
    QTest::mouseClick(bar.findChild<GlyphButton *>(u"refreshButton"_s), Qt::LeftButton);
    QCOMPARE(refresh.size(), 1);
    QCOMPARE(chosen.size(), 0);

    const QList<QAction *> entries = menuOf(bar, u"refreshInterval"_s)->actions();
    QCOMPARE(static_cast<std::size_t>(entries.size()), ToolBar::refreshIntervals().size());
    QVERIFY(entries.at(1)->isChecked());
    entries.at(3)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().constFirst().value<std::chrono::seconds>(), std::chrono::seconds(60));
    QVERIFY(menuOf(bar, u"refreshInterval"_s)->actions().at(3)->isChecked());
    QVERIFY(bar.findChild<GlyphButton *>(u"refreshInterval"_s)->text().contains(u"1"_s));
}

void ToolBarTest::refreshingIsShown()
{
    QMenu menu;
    ToolBar bar(&menu);
    auto *button = bar.findChild<GlyphButton *>(u"refreshButton"_s);
    bar.showRefreshing(true);
    QVERIFY(button->isBusy());
    QVERIFY(!button->accessibleDescription().isEmpty());
    bar.showRefreshing(false);
    QVERIFY(!button->isBusy());
}

void ToolBarTest::theSideBarToggleIsShownOnlyWhenTold()
{
    QMenu menu;
    ToolBar bar(&menu);
    auto *toggle = bar.findChild<GlyphButton *>(u"sideBarToggle"_s);
    QVERIFY(toggle->isHidden());
    bar.setSideBarToggleVisible(true);
    QVERIFY(!toggle->isHidden());
    QSignalSpy toggled(&bar, &ToolBar::sideBarToggled);
    toggle->click();
    QCOMPARE(toggled.size(), 1);
}

QTEST_MAIN(ToolBarTest)
#include "tst_toolbar.moc"
