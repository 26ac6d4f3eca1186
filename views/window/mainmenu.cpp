#include "mainmenu.h"

#include "disabledaction.h"
#include "keysourcedialog.h"
#include "profilemenu.h"
#include "theme.h"

#include <QActionGroup>
#include <QEvent>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array themeChoices = {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark,
                                     ThemeChoice::HighContrast, ThemeChoice::HighContrastDark};

/// A language is written in itself, so that whoever cannot read the present one finds theirs.
struct LanguageName {
    QString code{};
    QString name{};
};

std::array<LanguageName, 3> languageNames()
{
    return {{//: A language: as the desktop has it
             {.code = {}, .name = MainMenu::tr("System", "language")},
             {.code = u"en"_s, .name = u"English"_s},
             {.code = u"zh_CN"_s, .name = u"中文"_s}}};
}

void markEntry(const QActionGroup &group, const QVariant &data)
{
    for (QAction *action : group.actions())
        action->setChecked(action->data() == data);
}

} // namespace

MainMenu::MainMenu(QWidget *window) : QMenu(window), m_window(window)
{
    setObjectName(u"mainMenuList"_s);
    m_refresh = addNamed(*this, u"actionRefresh"_s);
    m_refresh->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    m_loadAll = addNamed(*this, u"actionLoadAll"_s);
    addSeparator();
    m_filter = addNamed(*this, u"actionFilter"_s);
    m_filter->setShortcuts({QKeySequence(Qt::Key_Slash), QKeySequence(Qt::CTRL | Qt::Key_F)});
    m_clearFilters = addNamed(*this, u"actionClearFilters"_s);
    m_searchHistory = addNamed(*this, u"actionSearchHistory"_s);
    m_searchHistory->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_saveView = addNamed(*this, u"actionSaveView"_s);
    m_saveView->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_S));
    m_viewsMenu = addMenu(QString());
    m_exportViews = addNamed(*m_viewsMenu, u"actionExportViews"_s);
    m_importViews = addNamed(*m_viewsMenu, u"actionImportViews"_s);
    m_copyQueryLink = addNamed(*this, u"actionCopyQueryLink"_s);
    m_exportRows = addNamed(*this, u"actionExportRows"_s);
    m_exportRows->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_saveChart = addNamed(*this, u"actionSaveChart"_s);
    m_report = addNamed(*this, u"actionReport"_s);
    m_report->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    addSeparator();
    m_retryTasks = addNamed(*this, u"actionRetryTasks"_s);
    m_retryTasks->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), QKeySequence(Qt::Key_R)});
    m_retryMatching = addNamed(*this, u"actionRetryMatching"_s);
    m_cancelTasks = addNamed(*this, u"actionCancelTasks"_s);
    m_acknowledge = addNamed(*this, u"actionAcknowledge"_s);
    m_acknowledge->setVisible(false);
    m_copyTag = addNamed(*this, u"actionCopyTag"_s);
    m_copyTag->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    m_compareTags = addNamed(*this, u"actionCompareTags"_s);
    m_compareTags->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    m_newRule = addNamed(*this, u"actionNewRule"_s);
    m_newRule->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    m_sentActions = addNamed(*this, u"actionSentActions"_s);
    m_allowChanges = addNamed(*this, u"actionAllowChanges"_s);
    m_allowChanges->setCheckable(true);
    addSeparator();
    m_profiles = new ProfileMenu(this);
    addMenu(m_profiles);
    m_keySource = addNamed(*this, u"actionKeySource"_s);
    m_keySource->setVisible(false);
    addViewMenu();
    addThemeMenu();
    addLanguageMenu();
    m_settings = addNamed(*this, u"actionSettings"_s);
    m_settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    m_settings->setMenuRole(QAction::PreferencesRole);
    addSeparator();
    m_findCommand = addNamed(*this, u"actionFindCommand"_s);
    m_findCommand->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    m_manual = addNamed(*this, u"actionManual"_s);
    m_manual->setShortcut(QKeySequence(Qt::Key_F1));
    m_shortcuts = addNamed(*this, u"actionShortcuts"_s);
    m_shortcuts->setShortcut(QKeySequence(Qt::Key_Question));
    m_diagnostics = addNamed(*this, u"actionDiagnostics"_s);
    m_about = addNamed(*this, u"actionAbout"_s);
    m_about->setMenuRole(QAction::AboutRole);
    addSeparator();
    m_quit = addNamed(*this, u"actionQuit"_s);
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_quit->setMenuRole(QAction::QuitRole);
    retranslate();
}

QAction *MainMenu::addNamed(QMenu &menu, const QString &objectName)
{
    QAction *action = menu.addAction(QString());
    action->setObjectName(objectName);
    action->setShortcutVisibleInContextMenu(true);
    m_window->addAction(action); // the shortcut works while the menu is closed
    return action;
}

void MainMenu::addViewMenu()
{
    m_viewMenu = addMenu(QString());
    m_sideBar = addNamed(*m_viewMenu, u"actionSideBar"_s);
    m_sideBar->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    m_details = addNamed(*m_viewMenu, u"actionDetails"_s);
    m_details->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    m_chart = addNamed(*m_viewMenu, u"actionChart"_s);
    for (QAction *action : {m_sideBar, m_details, m_chart})
        action->setCheckable(true);
    m_chart->setChecked(true);
}

void MainMenu::addThemeMenu()
{
    m_themeMenu = addMenu(QString());
    m_themes = new QActionGroup(this);
    for (const ThemeChoice choice : themeChoices) {
        const int value = static_cast<int>(choice);
        QAction *action = addNamed(*m_themeMenu, u"actionTheme"_s + QString::number(value));
        action->setCheckable(true);
        action->setData(value);
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT themeChosen(choice); });
    }
    showTheme(ThemeChoice::System);
}

void MainMenu::addLanguageMenu()
{
    m_languageMenu = addMenu(QString());
    m_languages = new QActionGroup(this);
    for (const LanguageName &language : languageNames()) {
        QAction *action = addNamed(*m_languageMenu, u"actionLanguage_"_s + language.code);
        action->setCheckable(true);
        action->setData(language.code);
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, code = language.code] { Q_EMIT languageChosen(code); });
    }
    showLanguage({});
}

void MainMenu::chooseTheme(ThemeChoice theme)
{
    showTheme(theme);
    Q_EMIT themeChosen(theme);
}

ThemeChoice MainMenu::theme() const
{
    const QAction *chosen = m_themes->checkedAction();
    return chosen ? static_cast<ThemeChoice>(chosen->data().toInt()) : ThemeChoice::System;
}

void MainMenu::showTheme(ThemeChoice theme)
{
    markEntry(*m_themes, static_cast<int>(theme));
}

void MainMenu::setLanguageReason(const QString &reason)
{
    for (QAction *action : m_languages->actions())
        setDisabledReason(*action, reason);
}

void MainMenu::showLanguage(const QString &language)
{
    markEntry(*m_languages, language);
}

void MainMenu::retranslate()
{
    m_refresh->setText(tr("Refresh"));
    m_loadAll->setText(tr("Load all tasks"));
    m_filter->setText(tr("Filter the loaded tasks"));
    m_clearFilters->setText(tr("Clear the filters"));
    m_searchHistory->setText(tr("Search the whole history"));
    m_saveView->setText(tr("Save as a view…"));
    m_viewsMenu->setTitle(tr("Saved views"));
    m_exportViews->setText(tr("Export the saved views…"));
    m_importViews->setText(tr("Import saved views…"));
    m_copyQueryLink->setText(tr("Copy link to the query"));
    m_exportRows->setText(tr("Export rows…"));
    m_saveChart->setText(tr("Save the chart…"));
    //: Menu: a document about what happened
    m_report->setText(tr("Report…"));
    //: Menu: which parts of the window are shown
    m_viewMenu->setTitle(tr("View"));
    m_sideBar->setText(tr("Filters at the side"));
    m_details->setText(tr("Details of the task"));
    m_chart->setText(tr("Chart"));
    m_themeMenu->setTitle(tr("Theme"));
    for (QAction *action : m_themes->actions())
        action->setText(displayName(static_cast<ThemeChoice>(action->data().toInt())));
    m_languageMenu->setTitle(tr("Language"));
    const auto languages = languageNames();
    for (std::size_t i = 0; i < languages.size(); ++i)
        m_languages->actions().at(static_cast<qsizetype>(i))->setText(languages.at(i).name);
    m_retryTasks->setText(tr("Retry the selected tasks…"));
    //: Menu: of the list, all tasks that failed
    m_retryMatching->setText(tr("Retry all that match…"));
    m_cancelTasks->setText(tr("Cancel the selected tasks…"));
    //: Menu: tells the team that somebody looks after failed tasks
    m_acknowledge->setText(tr("Acknowledge the selected failures…"));
    m_copyTag->setText(tr("Synchronize a tag now…"));
    //: Menu: which tags the destination of the current task or rule does not have
    m_compareTags->setText(tr("Compare tags with the destination…"));
    m_newRule->setText(tr("New synchronization rule…"));
    m_sentActions->setText(tr("What was sent"));
    m_allowChanges->setText(tr("Allow changes in the registry"));
    m_keySource->setText(KeySourceDialog::title());
    m_settings->setText(tr("Settings…"));
    m_findCommand->setText(tr("Find a command…"));
    m_manual->setText(tr("Manual"));
    m_shortcuts->setText(tr("Keyboard shortcuts"));
    //: Menu: a file for a report of faults
    m_diagnostics->setText(tr("Save diagnostics…"));
    m_about->setText(tr("About Image Sync Dashboard"));
    m_quit->setText(tr("Quit"));
}

void MainMenu::changeEvent(QEvent *event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
