#include "failureboardview.h"
#include "filterpane.h"
#include "footbar.h"
#include "layoutstate.h"
#include "mainmenu.h"
#include "mainwindow.h"
#include "manualclock.h"
#include "sampletasks.h"
#include "statuschartview.h"
#include "synctasktablemodel.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "theme.h"
#include "toolbar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// Says every text backwards, so that what was not translated anew is seen.
class BackwardTranslator final : public QTranslator {
public:
    [[nodiscard]] QString translate(const char *, const char *sourceText, const char *,
                                    int) const override
    {
        QString text = QString::fromUtf8(sourceText);
        std::reverse(text.begin(), text.end());
        return text;
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

/// A window with five tasks in its table.
class Fixture final {
public:
    explicit Fixture(const QSize &size = {1440, 900})
    {
        std::vector<SyncTask> tasks;
        for (int i = 0; i < 5; ++i)
            tasks.push_back(sampleTask(i));
        m_model.applyMerge(m_store.merge(u"cri-1"_s, tasks));
        window = std::make_unique<MainWindow>(m_model);
        window->resize(size);
        window->show();
        window->activateWindow();
        QCoreApplication::processEvents();
    }

    void trigger(const QString &action) const { window->findChild<QAction *>(action)->trigger(); }

private:
    ManualClock m_clock{};
    TaskStore m_store{};
    SyncTaskTableModel m_model{m_store, m_clock};

public:
    std::unique_ptr<MainWindow> window{};
};

} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wideItShowsEveryPaneBesideTheTable();
    void below1200TheDetailsAreADrawer();
    void aDrawerOpensWithATaskAndClosesWithEscape();
    void theDetailsReturnBesideTheTableWhenThereIsRoom();
    void at1024TheSideBarIsHiddenAndComesWithItsToggle();
    void theDetailsAreADrawerWhereTheTableNeedsTheRoom_data();
    void theDetailsAreADrawerWhereTheTableNeedsTheRoom();
    void aNarrowWindowHasALowChart();
    void detailPaneToggledIsSaidOncePerChange();
    void thePlaceholderStandsInTheTablesPlace();
    void keysAndTheSwitchOpenPages();
    void withoutAnAnswerThereAreNoPages();
    void theChartStaysWhileAFilterMatchesNothing();
    void keysRefreshAndFocusTheFilter();
    void aSlashTypedIntoAFieldIsText();
    void escapeLeavesTheFilterThenStepsBack();
    void theFocusReturnsFromADrawer();
    void loadAllAsksWhatTheFootBarAsks();
    void layoutStateComesBack();
    void garbageIsNoLayoutState();
    void widthsThatNoWindowHasAreNoLayoutState();
    void themeAndLanguageAreAnnouncedAndMarked();
    void theLanguageChangesUnderTheWindow();
    void everyControlHasANameForScreenReaders();
    void everythingFitsInto1024x640();
    void shortcutsAndAboutAreNotModal();
};

void MainWindowTest::wideItShowsEveryPaneBesideTheTable()
{
    const Fixture fixture;
    const MainWindow &window = *fixture.window;
    QCOMPARE(window.windowTitle(), u"Image Sync Dashboard"_s);
    QVERIFY(window.isDetailPaneOpen());
    QVERIFY(window.detailPane().isVisible());
    QCOMPARE(window.detailPane().width(), Metrics::detailPaneWidth);
    QVERIFY(window.filterPane().isVisible());
    QCOMPARE(window.filterPane().width(), Metrics::sideBarWidth);
    QVERIFY(window.chart().isVisible());
    QVERIFY(window.table().isVisible());
    QVERIFY(!window.toolBar().findChild<QPushButton *>(u"sideBarToggle"_s)->isVisible());
}

void MainWindowTest::below1200TheDetailsAreADrawer()
{
    const Fixture fixture({1100, 700});
    MainWindow &window = *fixture.window;
    QVERIFY(!window.isDetailPaneOpen());
    QVERIFY(!window.detailPane().isVisible());
    const int tableWidth = window.table().width();
    window.openDetailPane();
    QVERIFY(window.detailPane().isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(window.table().width(), tableWidth); // over the table, not beside it
    const int right =
        window.detailPane().mapTo(&window, QPoint(window.detailPane().width(), 0)).x();
    QCOMPARE(right, window.width());
    window.detailPane().findChild<QPushButton *>(u"closeDetails"_s)->click();
    QVERIFY(!window.isDetailPaneOpen());
}

void MainWindowTest::aDrawerOpensWithATaskAndClosesWithEscape()
{
    const Fixture fixture({1100, 700});
    MainWindow &window = *fixture.window;
    const QModelIndex first = window.table().model()->index(0, 1);
    QTest::mouseClick(window.table().viewport(), Qt::LeftButton, {},
                      window.table().visualRect(first).center());
    QVERIFY(window.isDetailPaneOpen());
    QSignalSpy wentBack(&window, &MainWindow::stepBackRequested);
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!window.isDetailPaneOpen());
    QCOMPARE(wentBack.size(), 0);
}

void MainWindowTest::theDetailsReturnBesideTheTableWhenThereIsRoom()
{
    const Fixture fixture({1100, 700});
    MainWindow &window = *fixture.window;
    window.openDetailPane();
    window.resize(1500, 800);
    QVERIFY(window.isDetailPaneOpen());
    QTRY_COMPARE(window.detailPane().width(), Metrics::detailPaneWidth);
    QTRY_VERIFY(window.table().mapTo(&window, QPoint(window.table().width(), 0)).x() <=
                window.detailPane().mapTo(&window, QPoint(0, 0)).x());
    fixture.trigger(u"actionDetails"_s);
    QVERIFY(!window.isDetailPaneOpen());
    window.resize(1100, 700);
    window.resize(1500, 800);
    QVERIFY(!window.isDetailPaneOpen()); // closed by hand stays closed
}

void MainWindowTest::at1024TheSideBarIsHiddenAndComesWithItsToggle()
{
    const Fixture fixture({1024, 640});
    MainWindow &window = *fixture.window;
    QVERIFY(!window.filterPane().isVisible());
    auto *toggle = window.toolBar().findChild<QPushButton *>(u"sideBarToggle"_s);
    QVERIFY(toggle->isVisible());
    toggle->click();
    QVERIFY(window.filterPane().isVisible());
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!window.filterPane().isVisible());
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    QVERIFY(window.filterPane().isVisible());
}

void MainWindowTest::theDetailsAreADrawerWhereTheTableNeedsTheRoom_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isBeside");
    QTest::newRow("1200") << 1200 << false;
    QTest::newRow("1280") << 1280 << false;
    QTest::newRow("1399") << 1399 << false;
    QTest::newRow("1400") << 1400 << true;
    QTest::newRow("2560") << 2560 << true;
}

void MainWindowTest::theDetailsAreADrawerWhereTheTableNeedsTheRoom()
{
    QFETCH(int, width);
    QFETCH(bool, isBeside);
    const Fixture fixture({width, 800});
    MainWindow &window = *fixture.window;
    window.openDetailPane();
    QCoreApplication::processEvents();
    const int end = window.table().mapTo(&window, QPoint(window.table().width(), 0)).x();
    QCOMPARE(end <= window.detailPane().mapTo(&window, QPoint()).x(), isBeside);
    QCOMPARE(window.table().horizontalScrollBar()->maximum(), 0); // each column is in sight
}

void MainWindowTest::aNarrowWindowHasALowChart()
{
    const Fixture fixture({1024, 640});
    MainWindow &window = *fixture.window;
    QCOMPARE(window.chart().height(), 132);
    window.resize(1100, 700);
    QTRY_COMPARE(window.chart().height(), 186);
}

void MainWindowTest::detailPaneToggledIsSaidOncePerChange()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    QSignalSpy toggled(&window, &MainWindow::detailPaneToggled);
    QTest::keyClick(&window, Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(toggled.size(), 1);
    QCOMPARE(toggled.last().constFirst().toBool(), false);
    window.closeDetailPane();
    QCOMPARE(toggled.size(), 1);
    window.openDetailPane();
    QCOMPARE(toggled.size(), 2);
    window.resize(1100, 700); // becomes a drawer, closed
    QCOMPARE(toggled.size(), 3);
    QCOMPARE(toggled.last().constFirst().toBool(), false);
}

void MainWindowTest::thePlaceholderStandsInTheTablesPlace()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    window.placeholder().showState(Placeholder::State::NoCredentials);
    window.pages().setHasTasks(false);
    QVERIFY(window.placeholder().isVisible());
    QVERIFY(!window.table().isVisible());
    QVERIFY(!window.chart().isVisible());
    window.pages().setHasTasks(true);
    QVERIFY(window.table().isVisible());
    QVERIFY(window.chart().isVisible());
}

void MainWindowTest::keysAndTheSwitchOpenPages()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QVERIFY(window.failures().isVisible());
    QVERIFY(!window.table().isVisible());
    QTest::keyClick(&window, Qt::Key_9, Qt::AltModifier); // there is no such page
    QVERIFY(window.failures().isVisible());
    auto *failures = window.findChild<QPushButton *>(u"pageFailures"_s);
    failures->setFocus();
    QTest::keyClick(failures, Qt::Key_Left);
    QVERIFY(window.table().isVisible());
    QVERIFY(window.findChild<QPushButton *>(u"pageTasks"_s)->hasFocus());
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
    QVERIFY(window.table().hasFocus());
}

void MainWindowTest::withoutAnAnswerThereAreNoPages()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    window.placeholder().showState(Placeholder::State::NoCredentials);
    window.pages().setHasTasks(false);
    QVERIFY(window.placeholder().isVisible());
    QVERIFY(!window.findChild<QPushButton *>(u"pageTasks"_s)->isVisible());
    QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
    QVERIFY(window.placeholder().isVisible());
    window.pages().setHasTasks(true);
    QVERIFY(window.failures().isVisible()); // as it was left
}

void MainWindowTest::theChartStaysWhileAFilterMatchesNothing()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    window.placeholder().showState(Placeholder::State::NothingMatches);
    window.pages().setHasTasks(false);
    QVERIFY(window.chart().isVisible());
    fixture.trigger(u"actionChart"_s);
    QVERIFY(!window.chart().isVisible());
}

void MainWindowTest::keysRefreshAndFocusTheFilter()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    QSignalSpy refresh(window.menu().refresh(), &QAction::triggered);
    QTest::keyClick(&window, Qt::Key_F5);
    QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(refresh.size(), 2);

    auto *filter = window.findChild<QLineEdit *>(u"filterText"_s);
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_Slash);
    QVERIFY(filter->hasFocus());
    QCOMPARE(filter->text(), QString());
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(filter->hasFocus());
}

void MainWindowTest::aSlashTypedIntoAFieldIsText()
{
    const Fixture fixture;
    auto *name = fixture.window->findChild<QLineEdit *>(u"repoName"_s);
    name->setFocus();
    QTest::keyClick(name, Qt::Key_Slash);
    QCOMPARE(name->text(), u"/"_s);
    QVERIFY(name->hasFocus());
}

void MainWindowTest::escapeLeavesTheFilterThenStepsBack()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    QSignalSpy wentBack(&window, &MainWindow::stepBackRequested);
    auto *filter = window.findChild<QLineEdit *>(u"filterText"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"x"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(filter->text(), u"x"_s); // it keeps its text
    QVERIFY(window.table().hasFocus());
    QCOMPARE(wentBack.size(), 0);
    QTest::keyClick(&window.table(), Qt::Key_Escape);
    QCOMPARE(wentBack.size(), 1);
}

void MainWindowTest::theFocusReturnsFromADrawer()
{
    const Fixture fixture({1024, 640});
    MainWindow &window = *fixture.window;
    fixture.trigger(u"actionSideBar"_s);
    window.findChild<QLineEdit *>(u"tag"_s)->setFocus();
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(window.table().hasFocus());
    window.pages().setHasTasks(false);
    QVERIFY(window.placeholder().hasFocus());
    window.pages().setHasTasks(true);
    QVERIFY(window.table().hasFocus());
}

void MainWindowTest::loadAllAsksWhatTheFootBarAsks()
{
    const Fixture fixture;
    QSignalSpy all(&fixture.window->footBar(), &FootBar::loadAllRequested);
    fixture.trigger(u"actionLoadAll"_s);
    QCOMPARE(all.size(), 1);
}

void MainWindowTest::layoutStateComesBack()
{
    const Fixture first;
    first.trigger(u"actionChart"_s);
    first.window->closeDetailPane();
    const QByteArray state = first.window->layoutState();

    const Fixture second;
    QVERIFY(second.window->restoreLayoutState(state));
    QVERIFY(!second.window->isDetailPaneOpen());
    QVERIFY(!second.window->chart().isVisible());
    QVERIFY(second.window->filterPane().isVisible());
    QCOMPARE(second.window->layoutState(), state);

    const LayoutState wider{.sideBarWidth = 260, .detailPaneWidth = 420};
    QVERIFY(second.window->restoreLayoutState(layoutToBytes(wider)));
    QTRY_COMPARE(second.window->filterPane().width(), 260);
    QTRY_COMPARE(second.window->detailPane().width(), 420);
}

void MainWindowTest::garbageIsNoLayoutState()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    const QByteArray good = window.layoutState();
    QVERIFY(!window.restoreLayoutState({}));
    QVERIFY(!window.restoreLayoutState("garbage of some length, longer than a state"));
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY(!window.restoreLayoutState(good.first(length)));
    QVERIFY(!window.restoreLayoutState(good + 'x'));
    QByteArray another = good;
    another[5] = static_cast<char>(another.at(5) + 1); // the version
    QVERIFY(!window.restoreLayoutState(another));
    QCOMPARE(window.layoutState(), good);
}

void MainWindowTest::widthsThatNoWindowHasAreNoLayoutState()
{
    const Fixture fixture;
    for (const int width : {-5, 0, 79, 100000}) {
        const QByteArray state = layoutToBytes({.sideBarWidth = 216, .detailPaneWidth = width});
        QVERIFY(!fixture.window->restoreLayoutState(state));
    }
}

void MainWindowTest::themeAndLanguageAreAnnouncedAndMarked()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    MainMenu &menu = window.menu();
    QSignalSpy theme(&menu, &MainMenu::themeChosen);
    QSignalSpy language(&menu, &MainMenu::languageChosen);
    fixture.trigger(u"actionTheme2"_s);
    QCOMPARE(theme.last().constFirst().value<ThemeChoice>(), ThemeChoice::Dark);
    fixture.trigger(u"actionLanguage_zh_CN"_s);
    QCOMPARE(language.last().constFirst().toString(), u"zh_CN"_s);
    menu.showTheme(ThemeChoice::Light);
    menu.showLanguage(u"en"_s);
    QVERIFY(window.findChild<QAction *>(u"actionTheme1"_s)->isChecked());
    QVERIFY(!window.findChild<QAction *>(u"actionTheme2"_s)->isChecked());
    QVERIFY(window.findChild<QAction *>(u"actionLanguage_en"_s)->isChecked());
    QCOMPARE(theme.size(), 1);
    QCOMPARE(language.size(), 1);
}

void MainWindowTest::theLanguageChangesUnderTheWindow()
{
    const Fixture fixture;
    MainWindow &window = *fixture.window;
    window.detailPane().showTask(sampleTask(1, SyncTaskStatus::Error), {}, QDateTime());
    fixture.trigger(u"actionShortcuts"_s);
    fixture.trigger(u"actionDetails"_s);
    BackwardTranslator translator;
    QCoreApplication::installTranslator(&translator);
    QTRY_COMPARE(window.windowTitle(), u"draobhsaD cnyS egamI"_s);
    QCOMPARE(window.findChild<QAction *>(u"actionRefresh"_s)->text(), u"hserfeR"_s);
    QCOMPARE(window.findChild<QPushButton *>(u"samePush"_s)->text(), u"tsil eht ni wohS"_s);
    QCOMPARE(window.findChild<QLineEdit *>(u"filterText"_s)->placeholderText(),
             u"\u2026 h42:ecnis deliaf:sutats ro ,sdrow :retliF"_s);
    QCOMPARE(window.findChild<QPushButton *>(u"loadAll"_s)->text(), u"sksat lla daoL"_s);
    QCOMPARE(window.findChild<QWidget *>(u"shortcutSheet"_s)->windowTitle(),
             u"stuctrohs draobyeK"_s);
    QCoreApplication::removeTranslator(&translator);
    QTRY_COMPARE(window.windowTitle(), u"Image Sync Dashboard"_s);
}

void MainWindowTest::everyControlHasANameForScreenReaders()
{
    const Fixture fixture;
    fixture.window->detailPane().showTask(sampleTask(1, SyncTaskStatus::Error), {}, QDateTime());
    QStringList nameless;
    const QWidgetList widgets = fixture.window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed =
            !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        const bool isInner =
            widget->objectName().startsWith(u"qt_"_s) ||
            qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()) != nullptr;
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 && !isInner &&
            !isNamed)
            nameless << QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                            widget->objectName() + u" in "_s +
                            QString::fromLatin1(widget->parentWidget()->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void MainWindowTest::everythingFitsInto1024x640()
{
    const Fixture fixture({1024, 640});
    MainWindow &window = *fixture.window;
    QCOMPARE(window.size(), QSize(1024, 640));
    QVERIFY(window.table().height() > 3 * Metrics::tableRowHeight);
    window.resize(800, 520);
    QCoreApplication::processEvents();
    QCOMPARE(window.size(), QSize(800, 520));
    QVERIFY(window.centralWidget()->minimumSizeHint().width() <= 800);
    QVERIFY(window.centralWidget()->minimumSizeHint().height() <= 520);
    auto *menu = window.toolBar().findChild<QPushButton *>(u"mainMenu"_s);
    QVERIFY(menu->geometry().right() <= window.width());
}

void MainWindowTest::shortcutsAndAboutAreNotModal()
{
    const Fixture fixture;
    fixture.trigger(u"actionShortcuts"_s);
    auto *sheet = fixture.window->findChild<QWidget *>(u"shortcutSheet"_s);
    QVERIFY(sheet->isVisible());
    QVERIFY(!sheet->isModal());
    QTRY_VERIFY(sheet->isActiveWindow());
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
    fixture.trigger(u"actionAbout"_s);
    auto *about = fixture.window->findChild<QWidget *>(u"aboutDialog"_s);
    QVERIFY(about->isVisible());
    QVERIFY(!about->isModal());
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
