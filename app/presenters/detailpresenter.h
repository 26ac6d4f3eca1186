#pragma once

#include "clock.h"
#include "digestcomparison.h"
#include "earlierresults.h"
#include "registrydirectory.h"
#include "samepush.h"
#include "synctasktablemodel.h"
#include "taskdetailloader.h"
#include "taskstore.h"
#include "timedisplay.h"
#include "timeslicedjob.h"
#include "transferpace.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class TaskDetailPane;

/// Keeps the detail pane up to date: first the current task from the store, then its details from
/// the registry, then the digests of its tags at both ends, then every change of these.
class DetailPresenter final : public QObject {
    Q_OBJECT

public:
    DetailPresenter(const TaskStore &store, Clock &clock, TaskDetailPane &pane,
                    QObject *parent = nullptr);

    /// \p directory gives names; both must stay valid until the next call.
    void connectTo(Registry &registry, const RegistryDirectory &directory);
    /// Where set, refresh() sends a request only if \p mayRefresh allows one, and with a minimum
    /// interval.
    void setMayRefresh(std::function<bool(const QString &account)> mayRefresh)
    {
        m_mayRefresh = std::move(mayRefresh);
    }
    /// How the pane tells times.
    void setTimes(const TimeDisplay &times);
    /// Empty: no task.
    void showTask(std::optional<TaskRow> row);
    /// Nothing is requested while the pane is hidden.
    void setVisible(bool visible);
    /// To be called when the shown task may have changed, and as time passes.
    void update();
    /// Requests the details again for a task that may have made progress.
    void refresh();
    [[nodiscard]] bool isLoading() const;
    /// The task whose progress is requested here, not by the feed.
    [[nodiscard]] std::optional<TaskRow> askedRow() const
    {
        return m_isVisible ? m_row : std::nullopt;
    }

Q_SIGNALS:
    /// A person asks again: what is asked next should not be held back.
    void askingAgain();
    void detailArrived(const QString &instanceId, const SyncTaskDetail &detail);

private:
    /// What was asked of the details of the present task.
    enum class DetailRequest {
        None,
        Scheduled,    ///< and not sent yet
        BeforeTheEnd, ///< sent while the task was not finished
        AfterTheEnd,  ///< sent when it was, or the reply says that it is
    };
    /// What was known of the present task when the digests were asked for.
    struct DigestRequest {
        bool hadEnded = false;
        std::optional<qint64> copiedMs{}; ///< when another task had last copied the image
    };

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
    [[nodiscard]] bool isDetailSent() const;
    void showDigests();
    [[nodiscard]] InstanceRef listedBy() const;
    [[nodiscard]] std::optional<SyncRule> ruleOf(const SyncTask &task) const;

    const TaskStore &m_store;
    Clock &m_clock;
    TaskDetailPane &m_pane;
    const RegistryDirectory *m_directory = nullptr;
    std::function<bool(const QString &)> m_mayRefresh;
    TimeDisplay m_times;
    QDateTime m_askedAt; // for the present task
    std::unique_ptr<TaskDetailLoader> m_loader;
    std::unique_ptr<DigestComparison> m_digests;
    std::optional<TaskRow> m_row;
    // Of the present task. The store is searched only while the pane is visible, in slices, so that
    // stepping through a million tasks is not slowed down.
    std::optional<EarlierResults> m_earlier;
    std::optional<SamePush> m_push;
    TimeSlicedJob m_relations;
    TransferWatch m_transfer;
    DetailRequest m_detailRequest = DetailRequest::None;
    std::optional<DigestRequest> m_digestRequest; ///< empty: not sent
    PendingCall m_nextAsk;
    bool m_isVisible = false;
    bool m_isWorthAnotherTry = false; ///< what was asked last failed, and may not the next time
};
