#pragma once

#include "actionrunner.h"
#include "actiontablemodel.h"
#include "clock.h"
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
class MainMenu;
class MessageBar;
class RegistryDirectory;
class SentPresenter;
class SyncTaskTableModel;
class TaskDetailPane;
class TaskTableView;
class ToolBar;
class WatchedAccounts;

/// What can be done about tasks in the window: offers it, shows what would be sent, sends it when
/// that was read, and tells what became of it. Changes nothing in a registry unless that was
/// allowed for the profile.
class ActionPresenter final : public QObject {
    Q_OBJECT

public:
    /// What offers actions, and what tells of them.
    struct Widgets {
        MainMenu &menu;
        ToolBar &toolBar;
        TaskTableView &table;
        TaskDetailPane &detailPane;
        MessageBar &messageBar;
    };

    ActionPresenter(const TaskStore &store, SyncTaskTableModel &model, const Clock &clock,
                    SentPresenter &sent, const Widgets &widgets, QObject *parent = nullptr);
    ~ActionPresenter() override;

    /// \p directory must live until the next call. What is under way keeps the accounts that it was
    /// sent to, until its outcome is known and told.
    void connectTo(const std::shared_ptr<WatchedAccounts> &accounts,
                   const RegistryDirectory &directory);
    /// Something was sent, or waits to be, and its outcome is not known yet.
    [[nodiscard]] bool isRunning() const { return m_runner != nullptr; }
    /// Profiles for which changes are allowed.
    void setWritableProfiles(const QStringList &profiles);
    [[nodiscard]] QStringList writableProfiles() const;
    /// The task in the pane; empty: none.
    void showCurrent(std::optional<TaskRow> row);
    /// It may have changed, or what is known of instances and rules has. What can be done about a
    /// task is no matter of time.
    void update();
    /// What must not be, or cannot be; only while it is connected.
    [[nodiscard]] WritePermissions permissions() const;
    /// The registry refused it for want of permission: it is not offered again.
    void noteRefused(const InstanceRef &instance, const QString &operation);

Q_SIGNALS:
    /// The registry was changed: what it lists is to be read again.
    void changed();
    void permissionsChanged();

private:
    void connectParts();
    void allow(bool allowed);
    void showWritable();
    [[nodiscard]] bool isAllowedForAll() const;
    [[nodiscard]] ListedTask listed(TaskRow row) const;
    [[nodiscard]] std::vector<PlannedAction>
    plan(ActionKind kind, const std::vector<ListedTask> &tasks, const RetryChoices &choices) const;
    [[nodiscard]] std::vector<PlannedAction> previewed(const RetryChoices &choices) const;
    [[nodiscard]] std::vector<TaskRow> selectedRows() const;
    void open(ActionKind kind, const std::vector<TaskRow> &rows);
    void askForCopy();
    void openCopy(const TagCopy &copy);
    void preview(ActionKind kind);
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

    ActionKind m_kind = ActionKind::Retry; // of what is previewed or under way
    std::vector<TaskRow> m_rows;           // of a retry or cancel
    TagCopy m_copy;                        // of a copy
    ActionTableModel m_table;
    std::map<QString, qsizetype> m_lines; // of what was sent, by SentAction::id
    QPointer<ActionDialog> m_dialog;
    bool m_isPreview = false; // the dialog shows what would be sent, not what became of it
    std::shared_ptr<WatchedAccounts> m_askedAccounts; // by the runner
    std::unique_ptr<ActionRunner> m_runner;
};
