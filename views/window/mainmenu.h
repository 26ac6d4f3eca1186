#pragma once

#include "theme.h"

#include <QMenu>

class ProfileMenu;
class QActionGroup;

/// The actions of the window, with their shortcuts, and the menu that lists them.
class MainMenu final : public QMenu {
    Q_OBJECT

public:
    explicit MainMenu(QWidget *window);

    [[nodiscard]] QAction *refresh() const { return m_refresh; }
    [[nodiscard]] QAction *loadAll() const { return m_loadAll; }
    [[nodiscard]] QAction *filter() const { return m_filter; }
    [[nodiscard]] QAction *clearFilters() const { return m_clearFilters; }
    /// Hidden where there is no history that holds more than can be loaded.
    [[nodiscard]] QAction *searchHistory() const { return m_searchHistory; }
    [[nodiscard]] QAction *saveView() const { return m_saveView; }
    [[nodiscard]] QAction *exportViews() const { return m_exportViews; }
    [[nodiscard]] QAction *importViews() const { return m_importViews; }
    /// A link to the query, for others who use this program.
    [[nodiscard]] QAction *copyQueryLink() const { return m_copyQueryLink; }
    [[nodiscard]] QAction *saveChart() const { return m_saveChart; }
    [[nodiscard]] QAction *report() const { return m_report; }
    [[nodiscard]] QAction *exportRows() const { return m_exportRows; }
    [[nodiscard]] QAction *diagnostics() const { return m_diagnostics; }
    [[nodiscard]] QAction *sideBar() const { return m_sideBar; }
    [[nodiscard]] QAction *details() const { return m_details; }
    [[nodiscard]] QAction *chart() const { return m_chart; }
    [[nodiscard]] ProfileMenu &profiles() const { return *m_profiles; }
    /// Hidden where no key is used, as in the demo.
    [[nodiscard]] QAction *keySource() const { return m_keySource; }
    [[nodiscard]] QAction *retryTasks() const { return m_retryTasks; }
    [[nodiscard]] QAction *retryMatching() const { return m_retryMatching; }
    [[nodiscard]] QAction *cancelTasks() const { return m_cancelTasks; }
    /// Hidden where no notes can be written.
    [[nodiscard]] QAction *acknowledge() const { return m_acknowledge; }
    [[nodiscard]] QAction *copyTag() const { return m_copyTag; }
    [[nodiscard]] QAction *compareTags() const { return m_compareTags; }
    [[nodiscard]] QAction *newRule() const { return m_newRule; }
    [[nodiscard]] QAction *sentActions() const { return m_sentActions; }
    [[nodiscard]] QAction *allowChanges() const { return m_allowChanges; }
    [[nodiscard]] QAction *settings() const { return m_settings; }
    [[nodiscard]] QAction *findCommand() const { return m_findCommand; }
    [[nodiscard]] QAction *manual() const { return m_manual; }
    [[nodiscard]] QAction *shortcuts() const { return m_shortcuts; }
    [[nodiscard]] QAction *about() const { return m_about; }
    [[nodiscard]] QAction *quit() const { return m_quit; }

    /// Marks the chosen entries; announces nothing.
    void showTheme(ThemeChoice theme);
    [[nodiscard]] ThemeChoice theme() const;
    /// As by its entry.
    void chooseTheme(ThemeChoice theme);
    void showLanguage(const QString &language);
    /// Why the language cannot be changed now; empty: it can.
    void setLanguageReason(const QString &reason);

Q_SIGNALS:
    void themeChosen(ThemeChoice theme);
    void languageChosen(const QString &language); ///< "en", "zh_CN", empty: the system's

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addNamed(QMenu &menu, const QString &objectName);
    void addViewMenu();
    void addThemeMenu();
    void addLanguageMenu();
    void retranslate();

    QWidget *m_window = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_loadAll = nullptr;
    QAction *m_filter = nullptr;
    QAction *m_clearFilters = nullptr;
    QAction *m_searchHistory = nullptr;
    QAction *m_saveView = nullptr;
    QMenu *m_viewsMenu = nullptr;
    QAction *m_exportViews = nullptr;
    QAction *m_importViews = nullptr;
    QAction *m_copyQueryLink = nullptr;
    QAction *m_exportRows = nullptr;
    QAction *m_saveChart = nullptr;
    QAction *m_report = nullptr;
    QMenu *m_viewMenu = nullptr;
    QAction *m_sideBar = nullptr;
    QAction *m_details = nullptr;
    QAction *m_chart = nullptr;
    ProfileMenu *m_profiles = nullptr;
    QMenu *m_themeMenu = nullptr;
    QActionGroup *m_themes = nullptr;
    QMenu *m_languageMenu = nullptr;
    QActionGroup *m_languages = nullptr;
    QAction *m_keySource = nullptr;
    QAction *m_retryTasks = nullptr;
    QAction *m_retryMatching = nullptr;
    QAction *m_cancelTasks = nullptr;
    QAction *m_acknowledge = nullptr;
    QAction *m_copyTag = nullptr;
    QAction *m_compareTags = nullptr;
    QAction *m_newRule = nullptr;
    QAction *m_sentActions = nullptr;
    QAction *m_allowChanges = nullptr;
    QAction *m_settings = nullptr;
    QAction *m_findCommand = nullptr;
    QAction *m_manual = nullptr;
    QAction *m_shortcuts = nullptr;
    QAction *m_diagnostics = nullptr;
    QAction *m_about = nullptr;
    QAction *m_quit = nullptr;
};
