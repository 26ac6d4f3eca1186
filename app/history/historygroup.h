#pragma once

#include "historykeeper.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

/// The histories of all watched accounts, as one: a file for each, or a part of a database, because
/// what one account may see is not the other's. What comes is kept by the account of its instance.
class HistoryGroup final : public QObject {
    Q_OBJECT

public:
    /// What keeps the history of an account; null: a file of SQLite's.
    using EngineOf = std::function<std::unique_ptr<HistoryEngine>(const QString &account)>;

    HistoryGroup(TaskStore &store, Clock &clock, QObject *parent = nullptr);
    HistoryGroup(TaskStore &store, Clock &clock, EngineOf engineOf, QObject *parent = nullptr);

    /// Begins to keep what \p account sees in \p file, as much as \p preferences say of each.
    void open(const QString &file, const Preferences &preferences, const QString &account);
    void setRetention(const Preferences &preferences);
    /// What the registry told. \p report names rows of the store.
    void record(const MergeReport &report);
    void record(const RegistryDirectory &directory);
    void record(const std::vector<InstanceFeed> &feeds);
    /// All lists that cannot be read now. That of a profile that cannot be used, and so has no
    /// history, is told by the first account's.
    void record(const std::vector<UnreadList> &unread);
    /// Something that is about to be sent, or of which more is known now. Answers with
    /// sentActionKept(), at once where nothing is kept.
    void record(const SentAction &action);

    /// As the files that were read so far knew it, each instance with its account.
    [[nodiscard]] HistoryDirectory directory() const;
    /// The oldest time at which an instance's list was seen; invalid when there is no past.
    [[nodiscard]] QDateTime asOf() const;
    /// By instance id: when its list was last seen before this window.
    [[nodiscard]] QHash<QString, QDateTime> lastReadings() const;
    /// The past is still being read.
    [[nodiscard]] bool isLoading() const;
    /// All that was recorded is in the files, or cannot be kept.
    [[nodiscard]] bool isIdle() const;
    /// What there is of all accounts on the disk now.
    [[nodiscard]] HistoryFacts facts() const;

Q_SIGNALS:
    /// Of one of the histories, each time; what is wrong is noticed before.
    void openingEnded(const HistoryOpening &opening);
    void directoryRestored();
    void tasksRestored(const MergeReport &report);
    void sentActionsRestored(const std::vector<SentAction> &actions);
    /// It is in its account's file, or cannot be kept.
    void sentActionKept(const QString &id);
    /// Something the operator should know.
    void noticed(const Advice &advice, const QString &technical);
    /// What was noticed is not so any more.
    void noticeEnded(const Advice &advice);

private:
    [[nodiscard]] bool isOf(const QString &instanceId, const QString &account) const;
    [[nodiscard]] MergeReport partOf(const MergeReport &report, const QString &account) const;

    TaskStore &m_store;
    Clock &m_clock;
    EngineOf m_engineOf;
    std::shared_ptr<HistoryThread> m_thread; // of all histories
    QHash<QString, QString> m_accounts;      // by instance id; of the keepers too, to their end
    std::vector<std::unique_ptr<HistoryKeeper>> m_keepers;
};
