#pragma once

#include "handed.h"
#include "historyengine.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

/// Some tasks of a load.
struct HistoryBatch {
    quint64 load = 0;
    std::vector<HistoryTasks> tasks{};
    bool isLast = false;
};

/// The half of TaskHistory that waits for the engine. It lives in a thread of its own; only
/// enqueue(), stop() and abandon() may be called from another one.
class HistoryWorker final : public QObject {
    Q_OBJECT

public:
    explicit HistoryWorker(std::unique_ptr<HistoryEngine> engine);

    void enqueue(HistoryRecord record);
    /// Nothing is read, checked or forgotten any more; what is queued is still written.
    void stop() { m_isStopping = true; }
    /// What is queued is not written either.
    void abandon() { m_isAbandoned = true; }

    void open(const HistoryOptions &options, const QDateTime &now);
    void close();
    void setRetention(std::chrono::days maxAge, qint64 maxBytes);
    /// Writes what could not be written before.
    void retry(const QDateTime &now);
    /// Answers with the directory and what was sent, and makes the newest task the next one.
    void startLoad(const QDateTime &now);
    void readBatch(quint64 load, qint64 count, const QDateTime &now);
    /// Checks and forgets, a step now and the next when the event loop comes round.
    void tidy(const QDateTime &now);

    // Each of them is received in another thread: a number or a bool, or Handed.
Q_SIGNALS:
    void opened(const Handed<HistoryOpening> &opening);
    void recorded(quint64 number);
    void failed(const Handed<HistoryFailure> &failure);
    /// retry() should be called \p after this time.
    void retryWanted(const Handed<std::chrono::seconds> &after);
    /// \p isIncomplete: more came meanwhile than was kept.
    void recovered(bool isIncomplete);
    void directoryRead(const Handed<std::shared_ptr<const HistoryDirectory>> &directory);
    void sentActionsRead(const Handed<std::shared_ptr<const std::vector<SentAction>>> &actions);
    void batchRead(const Handed<std::shared_ptr<const HistoryBatch>> &batch);

private:
    void drain();
    void tidyOn(const QDateTime &now);
    void takeQueue();
    void writeWaiting(const QDateTime &now);
    void limitWaiting();
    void renewIfGone(const QDateTime &now);
    void beginAnew(const HistoryOpening &renewed);
    bool writeOrReplace(std::span<const HistoryRecord> records, const QDateTime &now);
    bool settle(const QDateTime &now);
    void noteFailure(const HistoryTrouble &trouble, const QDateTime &now);

    std::atomic<bool> m_isStopping = false;
    std::atomic<bool> m_isAbandoned = false;
    std::mutex m_queueGuard;
    std::vector<HistoryRecord> m_queue;

    std::vector<HistoryRecord> m_waiting; // taken from the queue, not written yet
    bool m_isIncomplete = false;          // too much waited, and was dropped
    bool m_isFailing = false;             // and that was told

    HistoryOptions m_options;
    std::unique_ptr<HistoryEngine> m_engine;
    HistoryCursor m_cursor;
    bool m_isTidying = false;
    std::optional<QDateTime> m_retryAt; // set while writing fails
};
