#include "mainwindow.h"

#include "aboutdialog.h"
#include "boardrowpane.h"
#include "commandpalette.h"
#include "disabledaction.h"
#include "failureboardview.h"
#include "filterfield.h"
#include "filterpane.h"
#include "focusorder.h"
#include "footbar.h"
#include "headlinebar.h"
#include "historysearchbar.h"
#include "keyspage.h"
#include "layoutstate.h"
#include "mainmenu.h"
#include "manualplace.h"
#include "manualwindow.h"
#include "messagebar.h"
#include "profilemenu.h"
#include "querynotice.h"
#include "routeview.h"
#include "ruleview.h"
#include "savedbar.h"
#include "selectionbar.h"
#include "sentview.h"
#include "settingsdialog.h"
#include "shortcutsheet.h"
#include "statuschartview.h"
#include "taskdetailpane.h"
#include "tasktableview.h"
#include "timelinechart.h"
#include "toolbar.h"
#include "viewlist.h"
#include "watchedscope.h"
#include "widgetparts.h"
#include "windowkeys.h"
#include "windowtitle.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>
#include <utility>

using namespace Qt::StringLiterals;

MainWindow::MainWindow(SyncTaskTableModel &model, QWidget *parent)
    : QMainWindow(parent),
      m_title(new WindowTitle(this)),
      m_menu(new MainMenu(this)),
      m_toolBar(new ToolBar(m_menu, this)),
      m_queryNotice(new QueryNotice(this)),
      m_historySearchBar(new HistorySearchBar(this)),
      m_messageBar(new MessageBar(this)),
      m_savedBar(new SavedBar(this)),
      m_headline(new HeadlineBar(this)),
      m_filterPane(new FilterPane(this)),
      m_chart(new StatusChartView(this)),
      m_pages(new CenterPages(this)),
      m_table(new TaskTableView(model, this)),
      m_failures(new FailureBoardView(this)),
      m_routes(new RouteView(this)),
      m_rules(new RuleView(this)),
      m_sent(new SentView(this)),
      m_selectionBar(new SelectionBar(this)),
      m_detailPane(new TaskDetailPane(this)),
      m_boardRowPane(new BoardRowPane(this)),
      m_panes(new QStackedWidget(this)),
      m_footBar(new FootBar(this)),
      m_keys(new WindowKeys(*this))
{
    setObjectName(u"mainWindow"_s);
    setMinimumSize(800, 520);
    layOut();
    connectActions();
    connectParts();
    orderFocus();
    bindKeys();
    placeInManual();
    resize(1440, 900);
    arrange();
    m_pages->setHasTasks(true);
    m_table->setFocus();
}

void MainWindow::layOut()
{
    auto *central = new QWidget(this);
    fillWithPanel(*central);
    auto *content = new QWidget(central);
    m_splitter = new QSplitter(Qt::Horizontal, content);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addWidget(m_splitter);

    m_splitter->addWidget(makeCenter());
    m_splitter->setStretchFactor(0, 1);
    m_filterPane->setMinimumWidth(160);
    m_panes->addWidget(m_detailPane);
    m_panes->addWidget(m_boardRowPane);
    m_panes->setMinimumWidth(300);
    m_sideBar =
        new SidePane(*m_filterPane, SidePane::Edge::Left, *m_splitter, Metrics::sideBarWidth);
    m_details =
        new SidePane(*m_panes, SidePane::Edge::Right, *m_splitter, Metrics::detailPaneWidth);

    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(makeHairline(Qt::Horizontal, central));
    layout->addWidget(m_queryNotice);
    layout->addWidget(m_historySearchBar);
    layout->addWidget(m_savedBar);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_headline);
    layout->addWidget(content, 1);
    layout->addWidget(m_footBar);
    setCentralWidget(central);
}

QWidget *MainWindow::makeCenter()
{
    auto *center = new QWidget(this);
    //: A page of the window: the list of tasks
    m_pages->addPage(*m_table, u"pageTasks"_s, [] { return MainWindow::tr("Tasks"); });
    //: A page of the window: failures by what they have in common
    m_pages->addPage(*m_failures, u"pageFailures"_s, [] { return MainWindow::tr("Failures"); });
    //: A page of the window: from where to where images are copied
    m_pages->addPage(*m_routes, u"pageRoutes"_s, [] { return MainWindow::tr("Routes"); });
    //: A page of the window: the rules by which images are copied
    m_pages->addPage(*m_rules, u"pageRules"_s, [] { return MainWindow::tr("Rules"); });
    //: A page of the window: what was sent to change the registry
    m_pages->addPage(*m_sent, u"pageSent"_s, [] { return MainWindow::tr("Sent"); });
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chart);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_selectionBar);
    return center;
}

void MainWindow::connectActions()
{
    connect(m_menu->loadAll(), &QAction::triggered, m_footBar, &FootBar::loadAllRequested);
    connect(m_menu->filter(), &QAction::triggered, m_toolBar, &ToolBar::focusFilter);
    connect(m_menu->saveView(), &QAction::triggered, this, [this] {
        openSideBar();
        m_filterPane->views().askForName();
    });
    connect(m_menu->sentActions(), &QAction::triggered, this, [this] {
        m_pages->openPage(*m_sent);
        m_pages->focusPage();
    });
    connect(m_menu->sideBar(), &QAction::triggered, this, &MainWindow::toggleSideBar);
    connect(m_menu->details(), &QAction::triggered, m_details, &SidePane::setOpen);
    connect(m_menu->chart(), &QAction::triggered, this, &MainWindow::setChartWanted);
    connect(m_menu->settings(), &QAction::triggered, this, &MainWindow::showSettings);
    connect(m_menu->manual(), &QAction::triggered, this, &MainWindow::showManual);
    connect(m_menu->shortcuts(), &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_menu->about(), &QAction::triggered, this,
            [this] { (new AboutDialog(this))->show(); });
    connect(m_menu->quit(), &QAction::triggered, this, &MainWindow::quitRequested);
    connect(m_menu->findCommand(), &QAction::triggered, this, &MainWindow::findCommand);
    connect(m_keys->stepBack(), &QAction::triggered, this, &MainWindow::stepBack);
    connect(m_keys->goBack(), &QAction::triggered, this, &MainWindow::backRequested);
    connect(m_keys->goForward(), &QAction::triggered, this, &MainWindow::forwardRequested);
    connect(m_keys->nextPane(), &QAction::triggered, this,
            [this] { m_focusOrder->moveToPane(true); });
    connect(m_keys->previousPane(), &QAction::triggered, this,
            [this] { m_focusOrder->moveToPane(false); });
}

void MainWindow::connectParts()
{
    connect(m_toolBar, &ToolBar::filterLeft, this, &MainWindow::focusContent);
    connect(m_selectionBar, &SelectionBar::appeared, this, [this] {
        if (!m_details->isDocked()) // a drawer would lie over it
            closeDetailPane();
    });
    connect(m_selectionBar, &SelectionBar::exportRequested, m_menu->exportRows(),
            &QAction::trigger);
    connect(m_toolBar, &ToolBar::sideBarToggled, this, &MainWindow::toggleSideBar);
    connect(m_sideBar, &SidePane::openChanged, this, &MainWindow::showSideBarState);
    connect(m_details, &SidePane::openChanged, this, &MainWindow::showDetailState);
    connect(m_sideBar, &SidePane::widthWanted, this, &MainWindow::applyPaneWidths);
    connect(m_details, &SidePane::widthWanted, this, &MainWindow::applyPaneWidths);
    connect(m_sideBar, &SidePane::focusLeft, this, &MainWindow::focusContent);
    connect(m_details, &SidePane::focusLeft, this, &MainWindow::focusContent);
    applyPaneWidths();
    connect(m_pages, &CenterPages::answerChanged, this, &MainWindow::showChartOrNot);
    for (const BoardView *board :
         std::initializer_list<const BoardView *>{m_failures, m_routes, m_rules, m_sent})
        connect(board, &BoardView::backRequested, m_pages, &CenterPages::stepBack);
    connect(m_detailPane, &TaskDetailPane::closeRequested, this, &MainWindow::closeDetailPane);
    connect(m_boardRowPane, &BoardRowPane::closeRequested, this, &MainWindow::closeDetailPane);
    connect(m_table, &TaskTableView::taskOpened, this, &MainWindow::openDetailPane);
    connect(m_messageBar, &MessageBar::setupRequested, this, &MainWindow::openSettings);
    connect(&placeholder(), &Placeholder::setupRequested, this, &MainWindow::openSettings);
    // Beside the table a click needs no more than the selection; a drawer has to come.
    connect(m_table, &QAbstractItemView::clicked, this, [this] {
        if (!m_details->isDocked() && m_selectionBar->isHidden())
            openDetailPane();
    });
}

void MainWindow::orderFocus()
{
    m_focusOrder = new FocusOrder(
        *this,
        {m_toolBar, m_queryNotice, m_historySearchBar, m_savedBar, m_messageBar, m_headline,
         m_filterPane, m_chart, m_pages, m_selectionBar, m_panes, m_footBar},
        {{.area = &m_toolBar->queryBox(), .entry = [this] { return &m_toolBar->queryBox(); }},
         {.area = m_filterPane},
         {.area = m_chart, .entry = [this] { return m_chart->focusProxy(); }},
         {.area = m_pages, .entry = [this] { return m_pages->pageFocus(); }},
         {.area = m_panes}});
}

/// Tab, and what had the focus is being hidden or disabled: its stated place is the page then.
bool MainWindow::focusNextPrevChild(bool next)
{
    if (!m_focusOrder)
        return QMainWindow::focusNextPrevChild(next);
    if (!m_focusOrder->moveToStop(next))
        focusContent();
    return true;
}

void MainWindow::setChartWanted(bool wanted)
{
    m_chartWanted = wanted;
    m_menu->chart()->setChecked(wanted);
    showChartOrNot();
}

void MainWindow::showChartOrNot()
{
    // Without any answer, bars would be an empty frame; with a filter that matches nothing the
    // chart stays, so that typing does not make the window jump.
    m_chart->setVisible(m_chartWanted && m_pages->hasAnswer());
}

void MainWindow::toggleSideBar()
{
    m_sideBar->setOpen(!m_sideBar->isOpen());
    if (m_sideBar->isOpen() && !m_sideBar->isDocked())
        m_filterPane->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showSideBarState()
{
    m_menu->sideBar()->setChecked(m_sideBar->isOpen());
    m_toolBar->setSideBarToggleVisible(!m_sideBar->isDocked() || !m_sideBar->isOpen());
}

void MainWindow::showDetailState(bool open)
{
    m_menu->details()->setChecked(open);
    Q_EMIT detailPaneToggled(open);
}

void MainWindow::showScope(const WatchedScope &scope)
{
    m_toolBar->showScope(scope);
    m_title->showScope(scope);
}

void MainWindow::setPaneSubject(PaneSubject subject)
{
    const bool isUsed = subject != PaneSubject::Nothing;
    if (std::exchange(m_paneSubject, subject) != subject && !m_details->isDocked())
        m_details->setOpen(false); // a drawer covers the page that was just opened
    if (subject == PaneSubject::Task)
        m_panes->setCurrentWidget(m_detailPane);
    else if (subject == PaneSubject::BoardRow)
        m_panes->setCurrentWidget(m_boardRowPane);
    //: Why the details cannot be shown
    setDisabledReason(*m_menu->details(), isUsed ? QString() : tr("This page has no details."));
    m_details->setUsed(isUsed);
}

void MainWindow::arrange()
{
    const bool isNarrow = width() <= Metrics::hiddenSideBarBelowWidth;
    m_sideBar->setDocked(!isNarrow);
    m_chart->setLow(isNarrow);
    m_details->setDocked(width() >= Metrics::drawerBelowWidth);
    m_menu->details()->setChecked(m_details->isOpen());
    showSideBarState();
}

void MainWindow::applyPaneWidths()
{
    // All at once: what a splitter that was never shown says of its sizes is worth nothing.
    QList<int> sizes;
    for (int i = 0; i < m_splitter->count(); ++i) {
        const QWidget *part = m_splitter->widget(i);
        sizes << (part == m_filterPane ? m_sideBar->paneWidth()
                  : part == m_panes    ? m_details->paneWidth()
                                       : std::max(1, part->width()));
    }
    m_splitter->setSizes(sizes);
}

void MainWindow::focusContent()
{
    m_pages->focusPage();
}

void MainWindow::stepBack()
{
    if (!m_details->isDocked() && m_details->isOpen())
        m_details->setOpen(false);
    else if (!m_sideBar->isDocked() && m_sideBar->isOpen())
        m_sideBar->setOpen(false);
    else if (qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr)
        focusContent();
    else if (!m_pages->stepBack())
        Q_EMIT stepBackRequested();
}

QByteArray MainWindow::layoutState() const
{
    return layoutToBytes({.sideBarWidth = m_sideBar->paneWidth(),
                          .detailPaneWidth = m_details->paneWidth(),
                          .sideBarWanted = m_sideBar->isWanted(),
                          .detailPaneWanted = m_details->isWanted(),
                          .chartWanted = m_chartWanted});
}

bool MainWindow::restoreLayoutState(const QByteArray &state)
{
    const std::optional<LayoutState> layout = layoutFromBytes(state);
    if (!layout)
        return false;
    // They may be of a wider screen: the table between them must stay.
    m_sideBar->setPaneWidth(std::min(layout->sideBarWidth, width() / 3));
    m_details->setPaneWidth(std::min(layout->detailPaneWidth, width() / 2));
    m_sideBar->setWanted(layout->sideBarWanted);
    m_details->setWanted(layout->detailPaneWanted);
    setChartWanted(layout->chartWanted);
    showSideBarState();
    return true;
}

void MainWindow::placeInManual()
{
    const std::pair<QWidget *, const char *> parts[] = {
        {m_headline, "headline"},     {m_filterPane, "side-bar"}, {m_chart, "chart"},
        {m_table, "table"},           {m_failures, "failures"},   {m_routes, "routes"},
        {m_rules, "rules"},           {m_sent, "sent"},           {m_footBar, "foot"},
        {m_selectionBar, "selection"}};
    for (const auto &[part, anchor] : parts)
        setManualPlace(*part, {.page = u"window"_s, .anchor = QString::fromLatin1(anchor)});
    setManualPlace(*m_toolBar, {.page = u"query"_s});
    setManualPlace(*m_queryNotice, {.page = u"query"_s});
    setManualPlace(*m_historySearchBar, {.page = u"team"_s});
}

/// About what has the focus; in the table about why the chosen task failed, where it did.
ManualPlace MainWindow::manualPlace() const
{
    const QWidget *focus = QApplication::focusWidget();
    const ManualPlace ofTask = manualPlaceOf(m_detailPane);
    const bool isTable = focus == m_table || m_table->isAncestorOf(focus);
    return isTable && ofTask.page == u"causes" ? ofTask : manualPlaceOf(focus);
}

/// While a dialog keeps the window from being used, the manual belongs to
/// the dialog, or it could not be used either.
void MainWindow::showManual()
{
    QWidget *over = QApplication::activeModalWidget();
    if (over == nullptr || over == m_manual)
        over = this;
    const ManualPlace place = manualPlace();
    if (m_manual && m_manual->parentWidget() != over)
        delete m_manual;
    if (!m_manual)
        m_manual = new ManualWindow(over);
    m_manual->openAt(place);
}

void MainWindow::showShortcuts()
{
    if (m_shortcutSheet == nullptr)
        m_shortcutSheet = new ShortcutSheet([this] { return keySections(); }, this);
    m_shortcutSheet->show();
    m_shortcutSheet->activateWindow();
}

std::vector<KeySection> MainWindow::keySections() const
{
    std::vector<KeyLine> ways = keyLinesOf(m_pages->actions());
    ways.push_back({.keys = keysText({ViewList::keyOf(0)}) + u" … "_s +
                            keysText({ViewList::keyOf(ViewList::openedByKey - 1)}),
                    .what = tr("Open a saved view")});
    const std::vector<KeyLine> others =
        keyLinesOf({m_keys->goBack(), m_keys->goForward(), m_keys->nextPane(),
                    m_keys->previousPane(), m_keys->stepBack()});
    ways.insert(ways.end(), others.begin(), others.end());
    ways.push_back({.keys = keysText({Qt::Key_Tab, Qt::SHIFT | Qt::Key_Tab}),
                    .what = tr("Next or previous group (arrows within)")});
    //: Title over keys
    return {{.title = tr("Everywhere"), .lines = keyLinesOf(m_menu->actions())},
            //: Title over keys: those that lead somewhere else in the window
            {.title = tr("Moving around"), .lines = ways},
            FilterField::keySection(),
            TaskTableView::keySection(),
            TimelineChart::keySection(),
            //: Title over keys
            {.title = tr("In the side bar"),
             .lines = {{.keys = keysText({Qt::Key_Return, Qt::Key_Space}),
                        .what = tr("Only these tasks, or all again")},
                       {.keys = keysText({Qt::CTRL | Qt::Key_Return}),
                        .what = tr("All but these tasks")}}}};
}

void MainWindow::setPaletteSource(std::function<std::vector<PaletteEntry>()> source)
{
    m_palette = new CommandPalette(std::move(source), this);
}

void MainWindow::findCommand()
{
    if (!m_palette)
        return;
    if (m_palette->isVisible())
        m_palette->close();
    else
        m_palette->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_keys->retranslate();
}

void MainWindow::setPreferencesCheck(std::function<SettingsProblem(const Preferences &)> check)
{
    m_preferencesCheck = std::move(check);
}

void MainWindow::offerAccounts(std::function<void(SettingsDialog &)> fill)
{
    m_fillSettings = std::move(fill);
    m_messageBar->offerSetup();
    placeholder().offerSetup();
}

void MainWindow::makeSettings()
{
    m_settingsDialog = new SettingsDialog(this);
    m_settingsDialog->setCheck(m_preferencesCheck);
    if (m_fillSettings)
        m_settingsDialog->offerAccounts();
    connect(m_settingsDialog, &SettingsDialog::preferencesChosen, this,
            [this](const Preferences &preferences) {
                m_preferences = preferences;
                Q_EMIT preferencesChosen(preferences);
            });
    connect(m_settingsDialog, &SettingsDialog::themeChosen, m_menu, &MainMenu::chooseTheme);
    Q_EMIT settingsMade(*m_settingsDialog);
}

void MainWindow::showSettings()
{
    if (m_settingsDialog == nullptr)
        makeSettings();
    if (m_fillSettings)
        m_fillSettings(*m_settingsDialog);
    setManualPlace(*m_settingsDialog, {.page = u"window"_s, .anchor = u"settings"_s});
    m_settingsDialog->keys().setActions(keyGroups());
    m_settingsDialog->showPreferences(m_preferences);
    m_settingsDialog->showTheme(m_menu->theme());
    m_settingsDialog->open();
}

void MainWindow::openSettings(SetupField field, const QString &problem)
{
    showSettings();
    m_settingsDialog->showField(field, problem);
}

/// The actions of the menu that are not choices of a list, and those that only have a key. Escape
/// stays what it is.
void MainWindow::bindKeys()
{
    QList<QAction *> actions = m_menu->actions();
    actions.removeAll(m_menu->profiles().menuAction());
    m_bindings.add({}, actions);
    QList<QAction *> ways = m_pages->actions();
    ways << m_keys->goBack() << m_keys->goForward() << m_keys->nextPane() << m_keys->previousPane();
    m_bindings.add({}, ways);
}

std::vector<KeyGroup> MainWindow::keyGroups()
{
    m_bindings.setTitle(0, tr("Everywhere"));
    m_bindings.setTitle(1, tr("Moving around"));
    return m_bindings.groups();
}

int MainWindow::applyKeys(const KeyChoices &choices)
{
    const int unusable = m_bindings.apply(choices);
    m_pages->updateKeys();
    return unusable;
}

void MainWindow::openSilences()
{
    showSettings();
    m_settingsDialog->openSilences();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

bool MainWindow::quit()
{
    m_isQuitting = true;
    const bool isClosed = close();
    m_isQuitting = false;
    return isClosed;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_isQuitting && m_hidesOnClose && m_hidesOnClose()) {
        hide();
        return event->ignore();
    }
    if (m_mayClose && !m_mayClose())
        return event->ignore();
    QMainWindow::closeEvent(event);
}
