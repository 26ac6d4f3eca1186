#pragma once

#include "centerpages.h"
#include "keybindings.h"
#include "placeholder.h"
#include "preferences.h"
#include "setupfield.h"
#include "sidepane.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <utility>
#include <vector>

class BoardRowPane;
class CommandPalette;
class FailureBoardView;
class FilterPane;
class FocusOrder;
class FootBar;
class HeadlineBar;
class HistorySearchBar;
class MainMenu;
class ManualWindow;
class MessageBar;
class QSplitter;
class QStackedWidget;
class QueryNotice;
class RouteView;
class RuleView;
class SavedBar;
class SelectionBar;
class SentView;
class SettingsDialog;
class ShortcutSheet;
class StatusChartView;
class SyncTaskTableModel;
class TaskDetailPane;
class TaskTableView;
class ToolBar;
class WindowKeys;
class WindowTitle;
struct KeySection;
struct ManualPlace;
struct PaletteEntry;
struct WatchedScope;
struct SettingsProblem;

/// The frame: lays the parts out, hides and shows them by width, owns actions and shortcuts. It
/// connects no part to a model; that is done where the program is put together.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(SyncTaskTableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] ToolBar &toolBar() const { return *m_toolBar; }
    [[nodiscard]] HeadlineBar &headline() const { return *m_headline; }
    [[nodiscard]] FilterPane &filterPane() const { return *m_filterPane; }
    [[nodiscard]] StatusChartView &chart() const { return *m_chart; }
    [[nodiscard]] TaskTableView &table() const { return *m_table; }
    [[nodiscard]] FailureBoardView &failures() const { return *m_failures; }
    [[nodiscard]] RouteView &routes() const { return *m_routes; }
    [[nodiscard]] RuleView &rules() const { return *m_rules; }
    [[nodiscard]] SentView &sent() const { return *m_sent; }
    [[nodiscard]] SelectionBar &selectionBar() const { return *m_selectionBar; }
    [[nodiscard]] CenterPages &pages() const { return *m_pages; }
    [[nodiscard]] TaskDetailPane &detailPane() const { return *m_detailPane; }
    [[nodiscard]] BoardRowPane &boardRowPane() const { return *m_boardRowPane; }
    [[nodiscard]] MessageBar &messageBar() const { return *m_messageBar; }
    [[nodiscard]] SavedBar &savedBar() const { return *m_savedBar; }
    [[nodiscard]] QueryNotice &queryNotice() const { return *m_queryNotice; }
    [[nodiscard]] HistorySearchBar &historySearchBar() const { return *m_historySearchBar; }
    [[nodiscard]] Placeholder &placeholder() const { return m_pages->placeholder(); }
    [[nodiscard]] FootBar &footBar() const { return *m_footBar; }
    [[nodiscard]] MainMenu &menu() const { return *m_menu; }
    [[nodiscard]] WindowTitle &title() const { return *m_title; }

    /// Whose registries it shows, in the title and the tool bar.
    void showScope(const WatchedScope &scope);

    /// Opens the side bar, also where it is a drawer.
    void openSideBar() { m_sideBar->setOpen(true); }
    /// Opens the pane, also where it is a drawer.
    void openDetailPane() { m_details->setOpen(true); }
    void closeDetailPane() { m_details->setOpen(false); }
    [[nodiscard]] bool isDetailPaneOpen() const { return m_details->isOpen(); }
    enum class PaneSubject : quint8 { Nothing, Task, BoardRow };
    /// What the pane at the side is about; it makes room where there is nothing to be shown.
    void setPaneSubject(PaneSubject subject);

    /// Asked before the window closes; where it answers false the window stays.
    void setMayClose(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }
    /// Asked when it is closed other than by quit(); where it answers true the window is hidden
    /// only.
    void setHidesOnClose(std::function<bool()> hides) { m_hidesOnClose = std::move(hides); }
    /// Closes it for good; false where it may not be.
    bool quit();

    /// Asked before preferences are taken: what of them cannot be used, in a sentence or two.
    void setPreferencesCheck(std::function<SettingsProblem(const Preferences &)> check);
    /// The settings have a page about accounts from now on, and errors lead to it. \p fill says
    /// what the dialog shows, each time before it opens.
    void offerAccounts(std::function<void(SettingsDialog &)> fill);
    /// Opens the settings at \p field, which says what went wrong with it.
    void openSettings(SetupField field, const QString &problem);
    /// What the settings say when they are opened; announces nothing.
    void setPreferences(const Preferences &preferences) { m_preferences = preferences; }

    /// The same, of mutes and maintenance alone, which are made outside the settings too.
    void setSilences(const Silences &silences) { m_preferences.silences = silences; }
    /// Gives the actions their keys; how many of \p choices cannot be used.
    int applyKeys(const KeyChoices &choices);
    /// Opens the settings at mutes and maintenance.
    void openSilences();

    /// What the command palette offers; asked each time that it opens.
    void setPaletteSource(std::function<std::vector<PaletteEntry>()> source);

    /// Sizes of the panes and what is open. For Settings; an unusable state is refused.
    [[nodiscard]] QByteArray layoutState() const;
    bool restoreLayoutState(const QByteArray &state);

Q_SIGNALS:
    void quitRequested();
    void stepBackRequested(); ///< Escape in the list of tasks, with no drawer open
    void backRequested();     ///< Alt+Left: to where one was
    void forwardRequested();  ///< Alt+Right
    void preferencesChosen(const Preferences &preferences);
    void settingsMade(SettingsDialog &dialog); ///< once, before it is shown
    void detailPaneToggled(bool open);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void layOut();
    QWidget *makeCenter();
    void connectActions();
    void connectParts();
    void orderFocus();
    void bindKeys();
    [[nodiscard]] std::vector<KeyGroup> keyGroups();
    void arrange();
    void applyPaneWidths();
    void showSideBarState();
    void showDetailState(bool open);
    void toggleSideBar();
    void setChartWanted(bool wanted);
    void showChartOrNot();
    void stepBack();
    void focusContent();
    void findCommand();
    void placeInManual();
    [[nodiscard]] ManualPlace manualPlace() const;
    void showManual();
    void showShortcuts();
    [[nodiscard]] std::vector<KeySection> keySections() const;
    void showSettings();
    void makeSettings();

    WindowTitle *m_title = nullptr;
    MainMenu *m_menu = nullptr;
    ToolBar *m_toolBar = nullptr;
    QueryNotice *m_queryNotice = nullptr;
    HistorySearchBar *m_historySearchBar = nullptr;
    MessageBar *m_messageBar = nullptr;
    SavedBar *m_savedBar = nullptr;
    HeadlineBar *m_headline = nullptr;
    FilterPane *m_filterPane = nullptr;
    StatusChartView *m_chart = nullptr;
    CenterPages *m_pages = nullptr;
    TaskTableView *m_table = nullptr;
    FailureBoardView *m_failures = nullptr;
    RouteView *m_routes = nullptr;
    RuleView *m_rules = nullptr;
    SentView *m_sent = nullptr;
    SelectionBar *m_selectionBar = nullptr;
    TaskDetailPane *m_detailPane = nullptr;
    BoardRowPane *m_boardRowPane = nullptr;
    QStackedWidget *m_panes = nullptr; ///< both, in one place
    PaneSubject m_paneSubject = PaneSubject::Task;
    FootBar *m_footBar = nullptr;
    QSplitter *m_splitter = nullptr;
    WindowKeys *m_keys = nullptr;
    KeyBindings m_bindings{};
    FocusOrder *m_focusOrder = nullptr;
    CommandPalette *m_palette = nullptr; ///< null: there is nothing to be offered
    SidePane *m_sideBar = nullptr;
    SidePane *m_details = nullptr;
    ShortcutSheet *m_shortcutSheet = nullptr;
    QPointer<ManualWindow> m_manual{}; ///< over the dialog that was open when it was asked for
    SettingsDialog *m_settingsDialog = nullptr;
    std::function<SettingsProblem(const Preferences &)> m_preferencesCheck;
    std::function<void(SettingsDialog &)> m_fillSettings; ///< empty: no page about accounts
    Preferences m_preferences;
    bool m_chartWanted = true;
    std::function<bool()> m_mayClose;
    std::function<bool()> m_hidesOnClose;
    bool m_isQuitting = false;
};
