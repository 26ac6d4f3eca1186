#pragma once

#include "clock.h"
#include "historyengine.h"
#include "historyvalues.h"
#include "sentaction.h"

#include <QObject>

#include <memory>
#include <vector>

class HistoryThread;
class HistoryWorker;
struct HistoryBatch;
struct HistoryRecord;

/// What was seen, kept in a file or by another engine: the window starts from it before the network
/// answers, and has it without a network. Nothing here waits for the engine but the end.
class TaskHistory final : public QObject {
    Q_OBJECT

public:
    /// Without a \p thread it has its own; without an \p engine a file of SQLite's.
    explicit TaskHistory(Clock &clock, std::shared_ptr<HistoryThread> thread = {},
                         std::unique_ptr<HistoryEngine> engine = {}, QObject *parent = nullptr);
    /// Writes what is queued, for at most closingTime.
    ~TaskHistory() override;

    static constexpr std::chrono::seconds closingTime{5};
    static constexpr qint64 tasksInFirstBatch = 500; // enough for a window's first rows
    static constexpr qint64 tasksInBatch = 4'000;

    /// Answers with opened(). What is recorded or asked meanwhile waits for it.
    void open(const HistoryOptions &options);
    /// Writes what is queued, as the end does, and lets the file go.
    void close();
    /// From now on; the file follows in its own time.
    void setRetention(std::chrono::days maxAge, qint64 maxBytes);

    /// Answers with directoryLoaded(), sentActionsLoaded(), tasksLoaded() as often as needed,
    /// loadFinished(). The next tasks are read when the handlers of the former have returned. Of
    /// two loads the latter counts.
    void load();

    // What was seen. Each gives the number by which recorded() will name it; 0: there is no
    // history, and nothing will be kept. A field that a task does not give leaves the known one
    // alone; lists of instances and rules take the place of the known ones.
    quint64 record(const QString &instanceId, std::vector<SyncTask> tasks, const QDateTime &seenAt);
    quint64 recordInstances(const QString &account, std::vector<RegistryInstance> instances);
    quint64 recordRules(const QString &instanceId, std::vector<SyncRule> rules);
    /// The list of tasks of \p instanceId was seen to be as it is known, and is read every
    /// \p interval.
    quint64 recordAsOf(const QString &instanceId, const QDateTime &seenAt,
                       std::chrono::milliseconds interval = {});
    /// All lists of the account that cannot be read now.
    quint64 recordUnread(std::vector<UnreadList> lists);
    /// Something that is about to be sent, or of which more is known now.
    quint64 recordSentAction(const SentAction &action);

Q_SIGNALS:
    /// Comes again when a damage shows later or the file is removed: then a new file has begun;
    /// and after a refusal that may pass, when it could be opened.
    void opened(const HistoryOpening &opening);
    void directoryLoaded(const HistoryDirectory &directory);
    /// Oldest first; once for each load.
    void sentActionsLoaded(const std::vector<SentAction> &actions);
    /// Newest first.
    void tasksLoaded(const std::vector<HistoryTasks> &tasks);
    void loadFinished();

    /// Everything up to \p number is in the file, but for what failed() spoke of.
    void recorded(quint64 number);
    /// Writing stopped; once, until recovered(). What is recorded meanwhile waits, and it is tried
    /// again by itself.
    void failed(const HistoryFailure &failure);
    /// \p isIncomplete: more was recorded meanwhile than could wait; it has to be recorded again.
    void recovered(bool isIncomplete);

private:
    quint64 enqueue(HistoryRecord record);
    void workerOpened(const HistoryOpening &opening);
    void reopen();
    void batchArrived(const HistoryBatch &batch);
    void readBatch(qint64 count);
    void tidy();
    void tidyHourly();

    Clock &m_clock;
    [[nodiscard]] bool closeWorker();

    std::shared_ptr<HistoryThread> m_thread;
    std::unique_ptr<HistoryWorker> m_worker;
    bool m_isWanted = false; // open() came after close()
    bool m_isUsable = false; // open, or being opened
    bool m_isLoading = false;
    quint64 m_load = 0;
    quint64 m_lastNumber = 0;
    HistoryOptions m_options;
    PendingCall m_nextTidying;
    PendingCall m_nextRetry;
    PendingCall m_nextOpening; // after a refusal
};
