#pragma once

#include "actionrunner.h"
#include "actiontablemodel.h"
#include "clock.h"
#include "taskstore.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class ActionDialog;
class MainWindow;
class RegistryDirectory;
class SyncTaskTableModel;
class WatchedAccounts;

/// What can be done about tasks in the window: offers it, shows what would be sent, sends it when
/// that was read, and tells what became of it. Changes nothing in a registry unless that was
/// allowed for the profile.
class ActionPresenter final : public QObject {
    Q_OBJECT

public:
    ActionPresenter(const TaskStore &store, SyncTaskTableModel &model, const Clock &clock,
                    MainWindow &window, QObject *parent = nullptr);
    ~ActionPresenter() override;

    /// Both must live until disconnectFrom().
    void connectTo(WatchedAccounts &accounts, const RegistryDirectory &directory);
    /// Ends what is under way: nothing can be asked any more.
    void disconnectFrom();
    /// Profiles for which changes are allowed.
    void setWritableProfiles(const QStringList &profiles);
    [[nodiscard]] QStringList writableProfiles() const;
    /// The task in the pane; empty: none.
    void showCurrent(std::optional<TaskRow> row);
    /// It may have changed.
    void update();
    /// What must not be, or cannot be; only while it is connected.
    [[nodiscard]] ActionLimits limits() const;
    /// The registry refused it for want of permission: it is not offered again.
    void noteRefused(const InstanceRef &instance, const QString &operation);

Q_SIGNALS:
    /// The registry was changed: what it lists is to be read again.
    void changed();
    void limitsChanged();

private:
    void connectWindow();
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
    [[nodiscard]] InstanceRef sourceOf(const ImageRef &image, const QString &account) const;
    void replan();
    void send();
    void showOutcome(qsizetype line);
    void finish();
    void exportResults();

    const TaskStore &m_store;
    SyncTaskTableModel &m_model;
    const Clock &m_clock;
    MainWindow &m_window;
    WatchedAccounts *m_accounts = nullptr; // null: nothing can be asked
    const RegistryDirectory *m_directory = nullptr;
    QSet<QString> m_writable; // profiles
    QSet<std::pair<QString, QString>> m_refused;
    std::optional<TaskRow> m_current;

    ActionKind m_kind = ActionKind::Retry; // of what is previewed or under way
    std::vector<TaskRow> m_rows;           // of a retry or cancel
    TagCopy m_copy;                        // of a copy
    ActionTableModel m_table;
    QPointer<ActionDialog> m_dialog;
    std::unique_ptr<ActionRunner> m_runner;
};
