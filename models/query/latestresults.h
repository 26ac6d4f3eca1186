#pragma once

#include "numbertable.h"
#include "taskstore.h"

#include <QHash>

#include <span>
#include <vector>

/// What came of each image at each destination: which task is the newest, and whether a failure was
/// made good since. A task is later than another when it was created later; of two created at once
/// it is the one that changed later.
///
/// The same image and destination: instance, namespace, repository and tag of both ends are the
/// same, and the same instance lists the tasks. Where an end does not name its instance its region
/// stands for that. Rule, trigger and push do not matter: a copy by hand repairs what a rule could
/// not do. A task that does not name repository and tag of both ends is compared with no other.
///
/// Costs nothing until it is asked the first time; then it looks at all tasks, and from then on
/// wants to hear of each merge.
class LatestResults final {
public:
    /// \p store must outlive this.
    explicit LatestResults(const TaskStore &store) : m_store(store) {}

    /// No later task copies the image to the same place, whatever came of it.
    [[nodiscard]] bool isLatest(TaskRow row) const
    {
        begin();
        const quint32 group = groupOf(row);
        return group == alone || m_groups[group].newest == row;
    }
    /// It failed, and a later task of the same image and destination succeeded.
    [[nodiscard]] bool isRepaired(TaskRow row) const
    {
        if (m_store.hotFields(row).status != SyncTaskStatus::Error)
            return false;
        begin();
        const quint32 group = groupOf(row);
        return group != alone && m_groups[group].success != none &&
               isLater(m_groups[group].success, row);
    }
    /// It ended without success, and the newest task of the same image and destination has not
    /// ended yet.
    [[nodiscard]] bool isUnderWayAgain(TaskRow row) const
    {
        const SyncTaskStatus status = m_store.hotFields(row).status;
        if (status != SyncTaskStatus::Error && status != SyncTaskStatus::Canceled)
            return false;
        begin();
        const quint32 group = groupOf(row);
        return group != alone && !isFinished(m_store.hotFields(m_groups[group].newest).status);
    }
    /// Looks at all tasks, if that was not done yet.
    void begin() const
    {
        while (!m_isComplete)
            processChunk();
    }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    /// A piece of that, of a few milliseconds at most; whether more is to be done.
    bool processChunk() const;

    /// After each merge. The rows beside those of \p report for which an answer is another now.
    std::vector<TaskRow> take(const MergeReport &report);

private:
    static constexpr quint32 alone = ~quint32{0}; ///< in no group
    static constexpr TaskRow none = ~TaskRow{0};

    struct Key {
        quint32 from = 0; ///< numbers of images without their tags
        quint32 to = 0;
        StringPool::Id tagFrom = StringPool::empty;
        StringPool::Id tagTo = StringPool::empty;
        StringPool::Id instance = StringPool::empty;

        /// Too little is known to compare the task with any other.
        [[nodiscard]] bool isVague() const
        {
            return from == 0 || to == 0 || tagFrom == StringPool::empty ||
                   tagTo == StringPool::empty;
        }
        friend bool operator==(const Key &, const Key &) = default;
    };
    /// The tasks of one image and destination.
    struct Group {
        Key key{};
        TaskRow last = none; ///< its others follow by m_before
        TaskRow newest = none;
        TaskRow success = none; ///< the newest of those that succeeded
        qint64 newestMs = 0;    ///< see timeOf(): most tasks are compared without a look at others
        qint64 successMs = 0;
    };
    [[nodiscard]] quint32 groupOf(TaskRow row) const
    {
        return row < m_groupOf.size() ? m_groupOf[row] : alone; // a merge was not told of yet
    }
    void lookAtBlock() const;
    void learnRepositories() const;
    [[nodiscard]] quint32 imageOf(const RepositoryKey &repository) const;
    [[nodiscard]] Key keyOf(TaskRow row) const;
    [[nodiscard]] static std::size_t hashOf(const Key &key);
    [[nodiscard]] quint32 groupOf(const Key &key, std::size_t hash) const;
    [[nodiscard]] quint32 findGroup(TaskRow row) const;
    void fetchSoon(std::span<const std::size_t> hashes) const;
    void add(TaskRow row, quint32 group) const;
    void takeNew(TaskRow row, std::vector<TaskRow> &touched);
    void takeChange(TaskRow row, std::vector<TaskRow> &touched);
    void unlink(TaskRow row);
    void judge(quint32 group, std::vector<TaskRow> &touched);
    void tell(const Group &before, const Group &now, std::vector<TaskRow> &touched) const;
    void compare(Group &group, TaskRow row) const;
    [[nodiscard]] qint64 timeOf(TaskRow row) const;
    [[nodiscard]] bool isLater(TaskRow row, TaskRow other) const;

    const TaskStore &m_store;
    mutable bool m_isComplete = false;     // all tasks were looked at
    mutable std::vector<quint32> m_images; // by repository; 0: names no repository
    mutable QHash<RepositoryKey, quint32> m_imageNumbers;
    mutable std::vector<quint32> m_groupOf; // by row
    mutable std::vector<TaskRow> m_before;  // by row: another one of its group
    mutable std::vector<Group> m_groups;
    mutable NumberTable m_groupNumbers; // by key
};
