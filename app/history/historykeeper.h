#pragma once

#include "advice.h"
#include "feedgroup.h"
#include "historyfacts.h"
#include "preferences.h"
#include "registrydirectory.h"
#include "taskhistory.h"
#include "taskstore.h"
#include "textcache.h"
#include "waitingrows.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

class HistoryThread;

/// Between what is shown and the file of what one account saw: fills the store from it at the
/// start, and hands it everything that comes from the network: tasks not faster than they are
/// written, since a registry may give them faster than a disk takes them.
class HistoryKeeper final : public QObject {
    Q_OBJECT

public:
    /// \p account: as in InstanceRef.
    /// \p isOwn: whether an instance of the store is the account's; without one all are.
    /// \p engine: as for TaskHistory.
    HistoryKeeper(TaskStore &store, Clock &clock, const QString &account = {},
                  std::function<bool(const QString &instanceId)> isOwn = {},
                  std::shared_ptr<HistoryThread> thread = {},
                  std::unique_ptr<HistoryEngine> engine = {}, QObject *parent = nullptr);
    /// Hands over what waits. \p store must still be there.
    ~HistoryKeeper() override;

    /// Keeps as much in \p file as \p preferences say.
    void open(const QString &file, const Preferences &preferences);
    void setRetention(const Preferences &preferences);
    /// What the registry told of the account's instances. \p report names rows of the store.
    void record(const MergeReport &report);
    /// Of all accounts' instances and feeds, keeps this one's. A list of instances that did not
    /// come in full does not take the place of the known one.
    void record(const RegistryDirectory &directory);
    void record(const std::vector<InstanceFeed> &feeds);
    /// All lists of the account that cannot be read now.
    void record(const std::vector<UnreadList> &unread);
    /// Answers with sentActionKept(), at once where nothing is kept.
    void record(const SentAction &action);

    [[nodiscard]] const QString &account() const { return m_account; }
    /// What there is on the disk now.
    [[nodiscard]] HistoryFacts facts() const;

    /// As the file knew it; empty before it was read.
    [[nodiscard]] const HistoryDirectory &directory() const { return m_directory; }
    /// The oldest time at which an instance's list was seen; invalid when there is no past.
    [[nodiscard]] QDateTime asOf() const;
    /// The past is still being read.
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    /// All that was recorded is in the file, or cannot be kept.
    [[nodiscard]] bool isIdle() const { return m_waitingRows.isEmpty() && m_underWay.empty(); }

Q_SIGNALS:
    /// What came of opening it, each time; what is wrong is noticed before.
    void openingEnded(const HistoryOpening &opening);
    void directoryRestored();
    void tasksRestored(const MergeReport &report);
    void sentActionsRestored(const std::vector<SentAction> &actions);
    /// It is in the file, or cannot be kept.
    void sentActionKept(const QString &id);
    /// Something the operator should know.
    void noticed(const Advice &advice, const QString &technical);
    /// What was noticed is not so any more.
    void noticeEnded(const Advice &advice);

private:
    void opened(const HistoryOpening &opening);
    void tell(HistoryFault fault, const QString &technical);
    void endFault();
    void recordAll();
    void handOverRows();
    void handOverSomeRows();
    void rowsWritten(quint64 number);
    void recordTimes(const std::vector<InstanceFeed> &feeds);
    void seedStore(const std::vector<HistoryTasks> &tasks);
    void restoreSentActions(const std::vector<SentAction> &actions);
    void noteKept(quint64 number);

    TaskStore &m_store;
    TextCache m_texts; // the history shares the memory of those that repeat
    Clock &m_clock;
    QString m_account;
    std::size_t m_mostUnderWay; // tasks
    TaskHistory m_history;
    HistoryDirectory m_directory;
    std::map<quint64, QString> m_sentActions; // ids, on their way to the file, by number
    // What was handed over last.
    QHash<QString, QDateTime> m_recordedAsOf; // by instance id
    std::vector<RegistryInstance> m_keptInstances;
    QHash<QString, std::vector<SyncRule>> m_keptRules; // by instance id
    std::optional<std::vector<UnreadList>> m_unread;
    std::function<bool(const QString &)> m_isOwn;
    QString m_file;                      // empty: nothing is kept
    QDateTime m_oldest;                  // of the tasks that were read
    std::optional<HistoryFault> m_fault; // told, and not over
    QStringList m_leftOut;               // instances whose tasks are not shown
    bool m_isLoading = false;
    WaitingRows m_waitingRows;
    struct HandedOver {
        quint64 number = 0;
        std::size_t tasks = 0;
    };
    std::size_t m_tasksUnderWay = 0;   // the sum of what follows
    std::deque<HandedOver> m_underWay; // what is not in the file yet
    std::vector<InstanceFeed> m_feeds; // of which the times wait for the rows
    PendingCall m_nextHandover;
};
