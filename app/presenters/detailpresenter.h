#pragma once

#include "clock.h"
#include "digestcomparison.h"
#include "earlierresults.h"
#include "registrydirectory.h"
#include "samepush.h"
#include "synctasktablemodel.h"
#include "taskdetailloader.h"
#include "taskstore.h"
#include "timeslicedjob.h"
#include "transferpace.h"

#include <QObject>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

class TaskDetailPane;

/// Keeps the detail pane true: the current task's facts from the store at once, then what the
/// registry adds, then what its tags point to at both ends, then every change of these.
class DetailPresenter final : public QObject {
    Q_OBJECT

public:
    DetailPresenter(const TaskStore &store, Clock &clock, TaskDetailPane &pane,
                    QObject *parent = nullptr);

    /// \p directory gives names; all must live until the next call.
    void connectTo(Registry &registry, const RegistryDirectory &directory);
    /// Where given, refresh() asks only when this says that a request may be made, and not too
    /// often.
    void setMayRefresh(std::function<bool(const QString &account)> mayRefresh)
    {
        m_mayRefresh = std::move(mayRefresh);
    }
    /// Empty: no task.
    void showTask(std::optional<TaskRow> row);
    /// Whether somebody sees the pane: what nobody sees is not asked for.
    void setVisible(bool visible);
    /// Something of the shown task may have changed, or time went on.
    void update();
    /// Asks again for a task that may have moved on.
    void refresh();
    [[nodiscard]] bool isLoading() const;
    /// The task whose progress the pane asks for itself.
    [[nodiscard]] std::optional<TaskRow> askedRow() const
    {
        return m_isVisible ? m_row : std::nullopt;
    }

Q_SIGNALS:
    void detailArrived(const QString &instanceId, const SyncTaskDetail &detail);

private:
    void connectPane();
    [[nodiscard]] bool isRefreshAllowed() const;
    void scheduleAsk();
    void ask();
    void takeDetail(const InstanceRef &instance, const SyncTaskDetail &detail);
    void showPace();
    void lookForRelations();
    void showRelations();
    void considerEnd();
    void considerDigests();
    void showDigests();
    [[nodiscard]] InstanceRef listedBy() const;
    [[nodiscard]] std::optional<SyncRule> ruleOf(const SyncTask &task) const;

    const TaskStore &m_store;
    Clock &m_clock;
    TaskDetailPane &m_pane;
    const RegistryDirectory *m_directory = nullptr;
    std::function<bool(const QString &)> m_mayRefresh;
    QDateTime m_askedAt; // for the present task
    std::unique_ptr<TaskDetailLoader> m_loader;
    std::unique_ptr<DigestComparison> m_digests;
    std::optional<TaskRow> m_row;
    // Of the present task; the looks at the store are made when it is seen, and leave breaks: who
    // steps through a million tasks is not held up.
    std::optional<EarlierResults> m_earlier;
    std::optional<SamePush> m_push;
    TimeSlicedJob m_relations;
    TransferWatch m_transfer;
    bool m_isVisible = false;
    bool m_wasAsked = false; ///< for the present task
    bool m_isAskPlanned = false;
    bool m_wasAskedEarly = false; ///< while the task was not finished
    bool m_areDigestsAsked = false;
    bool m_wereDigestsEarly = false;      ///< asked while the task was not finished
    std::size_t m_successesWhenAsked = 0; ///< other tasks that had copied the image by then
    PendingCall m_nextAsk;
};
