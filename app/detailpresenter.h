#pragma once

#include "clock.h"
#include "registrydirectory.h"
#include "synctasktablemodel.h"
#include "taskdetailloader.h"
#include "taskstore.h"

#include <QObject>

#include <memory>
#include <optional>

class TaskDetailPane;

/// Keeps the detail pane true: the current task's facts from the store at once, then what the
/// registry adds, then every change of either.
class DetailPresenter final : public QObject {
    Q_OBJECT

public:
    DetailPresenter(const TaskStore &store, Clock &clock, TaskDetailPane &pane,
                    QObject *parent = nullptr);
    ~DetailPresenter() override;

    /// \p directory gives names and must live until the next call.
    void connectTo(TaskSource &source, const RegistryDirectory &directory);
    /// Empty: no task.
    void showTask(std::optional<TaskRow> row);
    /// Whether somebody sees the pane: what nobody sees is not asked for.
    void setVisible(bool visible);
    /// Something of the shown task may have changed, or time went on.
    void update();
    /// Asks again for a task that may have moved on.
    void refresh();
    [[nodiscard]] bool isLoading() const;

Q_SIGNALS:
    void detailArrived(const QString &instanceId, const SyncTaskDetail &detail);

private:
    void planAsk();
    void ask();

    const TaskStore &m_store;
    Clock &m_clock;
    TaskDetailPane &m_pane;
    const RegistryDirectory *m_directory = nullptr;
    std::unique_ptr<TaskDetailLoader> m_loader;
    std::optional<TaskRow> m_row;
    bool m_isVisible = false;
    bool m_wasAsked = false; ///< for the present task
    bool m_isAskPlanned = false;
    PendingCall m_nextAsk;
};
