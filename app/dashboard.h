#pragma once

#include "actionpresenter.h"
#include "advice.h"
#include "chartsaver.h"
#include "clock.h"
#include "clocknotice.h"
#include "comparepresenter.h"
#include "connection.h"
#include "detailpresenter.h"
#include "diagnosticssaver.h"
#include "exportpresenter.h"
#include "historycounts.h"
#include "historygroup.h"
#include "historysearchpresenter.h"
#include "instancewatcher.h"
#include "linkpresenter.h"
#include "mainwindow.h"
#include "notespresenter.h"
#include "overviewpresenter.h"
#include "pagespresenter.h"
#include "palettepresenter.h"
#include "querypresenter.h"
#include "rangepresenter.h"
#include "reportpresenter.h"
#include "ruleactions.h"
#include "selectionpresenter.h"
#include "sentpresenter.h"
#include "settings.h"
#include "settingstransfer.h"
#include "silencepresenter.h"
#include "sleepnotice.h"
#include "statepresenter.h"
#include "synctasktablemodel.h"
#include "taskstore.h"
#include "teampresenter.h"
#include "traylife.h"
#include "viewspresenter.h"
#include "viewstransfer.h"
#include "watchpresenter.h"
#include "windowexposure.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class SilencesPage;

/// One window and what feeds it: the place where every part of the program is connected.
class Dashboard final : public QObject {
    Q_OBJECT

public:
    Dashboard(Clock &clock, const Settings &settings, QObject *parent = nullptr);

    /// Begins with what \p account saw before, and keeps what it will see. To be called before
    /// connectTo(), for each account.
    void keepHistory(const QString &file, const QString &account = {});
    /// Earlier queries are kept in \p file; without one they are forgotten with the window.
    void keepQueries(const QString &file) { m_queries.keepIn(file); }
    /// Saved views are kept in \p file.
    void keepViews(const QString &file) { m_views.keepIn(file); }
    /// What happens while nobody looks is told by \p notifier, which must outlive this.
    void notifyThrough(Notifier &notifier);
    /// Says when this computer's clock differs from the registry's. \p clock must outlive this.
    void watchClock(const RegistryClock &clock) { m_registryClock = &clock; }
    /// Reads everything again, and says so, when the computer wakes. \p uptime as for SleepNotice.
    void watchSleep(std::function<std::chrono::milliseconds()> uptime)
    {
        m_uptime = std::move(uptime);
    }
    /// Watches the instances that each account lists in its regions. What was loaded before stays:
    /// other accounts are for another dashboard.
    /// \p unusable: why further profiles cannot be asked at all.
    void connectTo(std::vector<Connection> connections, std::vector<ApiError> unusable = {});
    /// The connections are to a team's history at \p address: it is searched and counted in, and
    /// what the team notes is written there.
    void useTeam(const DatabaseAddress &address);
    /// What is told of it.
    void showTeam(const DatabaseAddress &address, const TeamStatus &status)
    {
        m_team.show(address, status);
    }
    void showNotes(const TeamNotes &notes) { m_notes.show(notes); }
    void takeTasks(const std::vector<HistoryTasks> &tasks)
    {
        m_instances.takeTasks(tasks);
        m_historyCounts.noteNews();
    }
    /// Asks the accounts everything again, by hand.
    void askAgain();
    /// The only account.
    void connectTo(Result<std::unique_ptr<Registry>> registry, const QStringList &regions,
                   std::vector<ApiError> unusable = {});

    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] SyncTaskTableModel &model() { return m_model; }
    /// All that is known, also what is left out.
    [[nodiscard]] const std::vector<RegistryInstance> &instances() const
    {
        return m_instances.directory().instances();
    }
    [[nodiscard]] const TaskQuery &query() const { return m_queries.query(); }
    void setQuery(const TaskQuery &query) { m_queries.setQuery(query); }
    /// Opens the window; \p hidden: in the tray, or minimized where there is none.
    void showWindow(bool hidden) { m_trayLife.showWindow(hidden); }
    /// Shows what \p link leads to; nothing else is done. An empty one is none.
    void openLink(const QString &link);
    /// As the window stands now.
    [[nodiscard]] Settings settings() const;
    /// All that was asked for by itself has come and is shown.
    [[nodiscard]] bool isSettled() const;
    /// What became of actions that were sent is not known yet.
    [[nodiscard]] bool isActing() const
    {
        return m_actions.isRunning() || m_ruleActions.isRunning();
    }
    /// What of a report of faults this does not know: keys, files, how the program was started.
    void completeDiagnostics(std::function<void(DiagnosticsSource &source)> complete)
    {
        m_completeDiagnostics = std::move(complete);
    }
    [[nodiscard]] DiagnosticsSource diagnosticsSource() const;
    /// A file is being written, of which nothing is left without this window.
    [[nodiscard]] bool isExporting() const { return m_export.isRunning(); }
    /// What the window says, in a few lines of text.
    [[nodiscard]] QString textSummary() const;
    /// What keeps it from being complete, each once.
    [[nodiscard]] std::vector<ApiError> errors() const;

Q_SIGNALS:
    /// The key, or where the registry is, should be looked up again.
    void reconnectRequested();
    void demoRequested();
    void themeChosen(ThemeChoice theme, const Looks &looks);
    void languageChosen(const QString &language);
    /// The user chose something that settings() keeps; sizes and places are not announced.
    void settingsChosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectWindow();
    void connectSilences();
    void connectQuery();
    void connectPanes();
    void connectNotes();
    void serveSilences(SilencesPage &page);
    void connectInstances();
    void connectHistory();
    void takeAccounts();
    void takeInstances();
    void showNames();
    void applyQuery(const TaskQuery &query);
    [[nodiscard]] bool isBeyondLoading(const QDateTime &begin) const;
    void askQuestion();
    void setPreferences(const Preferences &preferences);
    void setTimes(const TimeChoice &choice);
    void showRange(ChartRange range);
    void setChartRange(ChartRange range);
    [[nodiscard]] ChartRange rangeHere(ChartRange range) const;
    /// Of the table, in the pane; -1: none. No other page has a task for it.
    void showRow(int row);
    void showCurrentRow();
    void stepBack();
    void openTask(TaskRow row);
    void retry();
    void retranslate();
    [[nodiscard]] bool mayClose();
    [[nodiscard]] ExportCoverage coverage() const;
    [[nodiscard]] ReportSource reportSource() const;
    /// What the registry told: kept and shown.
    void onRegistryMerge(const MergeReport &report);
    void showMerge(const MergeReport &report);
    void watchShownTasks();
    void noteSleep();
    [[nodiscard]] TimeContext timesNow() const;
    void tick();

    Clock &m_clock;
    Settings m_settings;
    TaskStore m_store;
    SyncTaskTableModel m_model;
    MainWindow m_window;
    RangePresenter m_ranges;
    HistoryCounts m_historyCounts;
    OverviewPresenter m_overview;
    QueryPresenter m_queries;
    ViewsPresenter m_views;
    PagesPresenter m_pages;
    WatchPresenter m_watch;
    SilencePresenter m_silences;
    HistoryGroup m_history;
    InstanceWatcher m_instances; // its accounts outlive all that asks them
    TeamPresenter m_team;
    HistorySearchPresenter m_historySearch;
    StatePresenter m_state;
    DetailPresenter m_detail;
    SentPresenter m_sent;
    ActionPresenter m_actions;
    ComparePresenter m_compare;
    SelectionPresenter m_selection;
    NotesPresenter m_notes;
    RuleActions m_ruleActions;
    ExportPresenter m_export;
    ChartSaver m_chartSaver;
    std::function<void(DiagnosticsSource &)> m_completeDiagnostics;
    DiagnosticsSaver m_diagnostics;
    ViewsTransfer m_viewsTransfer;
    SettingsTransfer m_settingsTransfer;
    ReportPresenter m_report;
    const RegistryClock *m_registryClock = nullptr; // may be null
    ClockNotice m_clockNotice;
    std::function<std::chrono::milliseconds()> m_uptime; // empty: sleep is not noticed
    SleepNotice m_sleepNotice;
    bool m_wasCloseRefused = false;
    PalettePresenter m_palette;
    LinkPresenter m_links;
    TrayLife m_trayLife;
    Advice m_unsavedQueries; ///< as it was shown last
    Advice m_unknownZone;    ///< as it was shown last
    WindowExposure m_exposure;
    PendingCall m_nextTick;
};
