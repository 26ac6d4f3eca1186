#pragma once

#include "actionrunner.h"
#include "actiontablemodel.h"
#include "clock.h"
#include "feedstate.h"
#include "taskstore.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class ActionDialog;
class DestinationCheck;
class MainMenu;
class RegistryDirectory;
class SavedBar;
class SentPresenter;
class SyncTaskTableModel;
class TaskDetailPane;
class TaskTableView;
class ToolBar;
class WatchedAccounts;

/// The actions on tasks: offers them, previews the requests, sends them when the user has confirmed
/// the preview, and shows the outcomes. Changes a registry only where changes are allowed for the
/// profile.
class ActionPresenter final : public QObject {
    Q_OBJECT

public:
    /// The parts that offer the actions or show their outcomes.
    struct Widgets {
        MainMenu &menu;
        ToolBar &toolBar;
        TaskTableView &table;
        TaskDetailPane &detailPane;
        SavedBar &savedBar;
        /// How many tasks are loaded, and of about how many; empty: it is not known.
        std::function<FeedState()> feed{};
    };

    ActionPresenter(const TaskStore &store, SyncTaskTableModel &model, const Clock &clock,
                    SentPresenter &sent, const Widgets &widgets, QObject *parent = nullptr);
    ~ActionPresenter() override;

    /// \p directory must stay valid until the next call. A running action keeps the accounts that
    /// it was sent to until its outcome is known and shown.
    void connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                   const RegistryDirectory &directory);
    /// An action was sent or is queued, and its outcome is not known yet.
    [[nodiscard]] bool isRunning() const { return m_runner != nullptr; }
    /// Profiles for which changes are allowed.
    void setWritableProfiles(const QStringList &profiles);
    [[nodiscard]] QStringList writableProfiles() const;
    /// Opens the preview of a retry of these.
    void retry(const std::vector<TaskRow> &rows) { open(ActionKind::Retry, rows); }
    /// The task in the pane; empty: none.
    void showCurrent(std::optional<TaskRow> row);
    /// To be called when the current task, an instance or a rule changed. Which actions are
    /// possible does not depend on the time.
    void update();
    /// Only after connectTo().
    [[nodiscard]] WritePermissions permissions() const;
    /// The registry refused \p operation for lack of permission: it is disabled from now on.
    void noteRefused(const InstanceRef &instance, const QString &operation);

    /// Previews these copies; one preview or running action at a time, as for the others.
    void openCopies(const std::vector<TagCopy> &copies);

Q_SIGNALS:
    /// The registry was changed: its lists must be read again.
    void changed();
    void permissionsChanged();
    /// Changes are wanted, and there is no key that could sign them, because of \p error.
    void changeRefused(const ApiError &error);

private:
    void connectParts();
    void askToAllow();
    void toggleAllowed(bool isWanted);
    void allow(bool allowed);
    void showWritable();
    void offerInMenu();
    [[nodiscard]] bool isAllowedForAll() const;
    [[nodiscard]] QStringList namedProfiles() const;
    [[nodiscard]] ListedTask listed(TaskRow row) const;
    [[nodiscard]] std::vector<PlannedAction>
    plan(ActionKind kind, const std::vector<ListedTask> &tasks, const RetryChoices &choices) const;
    [[nodiscard]] std::vector<PlannedAction> previewed(const RetryChoices &choices) const;
    [[nodiscard]] LaterCopy laterCopyOf(TaskRow row, const QSet<QString> &awaited) const;
    [[nodiscard]] std::vector<TaskRow> selectedRows() const;
    [[nodiscard]] std::vector<TaskRow> meantRows(TaskRow current) const;
    [[nodiscard]] std::vector<TaskRow> failedRows() const;
    [[nodiscard]] QString loadedOnlyText() const;
    void retryMatching();
    void open(ActionKind kind, const std::vector<TaskRow> &rows);
    void askForCopy();
    void previewOf(ActionKind kind, const std::vector<TaskRow> &rows);
    void preview(ActionKind kind);
    void checkDestinations();
    void showDestinations();
    void replan();
    void send();
    void begin(qsizetype line, const std::function<void()> &proceed);
    void showFollowed(const SentAction &action);
    void showOutcome(qsizetype line);
    void finish();
    void exportResults();

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    const Clock &m_clock;
    SentPresenter &m_sent;
    const Widgets m_widgets;
    std::shared_ptr<WatchedAccounts> m_accounts; // null: nothing can be asked
    const RegistryDirectory *m_directory = nullptr;
    QSet<QString> m_writable; // profiles
    QSet<std::pair<QString, QString>> m_refused;
    std::optional<TaskRow> m_current;

    ActionKind m_kind = ActionKind::Retry; // of the preview or the running action
    std::vector<TaskRow> m_rows;           // of a retry or cancel
    std::vector<TagCopy> m_copies;         // of a copy
    ActionTableModel m_table;
    std::map<QString, qsizetype> m_lines; // of each sent request, by SentAction::id
    QPointer<ActionDialog> m_dialog;
    std::unique_ptr<DestinationCheck> m_check; // of the preview
    bool m_wasAllowed = false;                 // somebody read what that means
    bool m_isPreview = false;                  // the dialog shows the preview, not the outcomes
    std::shared_ptr<WatchedAccounts> m_askedAccounts; // those of the runner
    std::unique_ptr<ActionRunner> m_runner;
};
