#pragma once

#include "bytearena.h"
#include "chunkedvector.h"
#include "numbertable.h"
#include "stringpool.h"
#include "synctask.h"
#include "synctaskdetail.h"
#include "taskrecord.h"
#include "textcache.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

#include <optional>
#include <set>
#include <span>
#include <vector>

/// The number of a task in the store. It never changes and is never given to another task.
using TaskRow = quint32;

/// What a merge did. Rows are named once, in the order in which the tasks came.
struct MergeReport {
    std::vector<TaskRow> inserted{};
    std::vector<TaskRow> changed{};
    qsizetype unchanged = 0;

    [[nodiscard]] bool isEmpty() const { return inserted.empty() && changed.empty(); }
};

/// Bytes copied so far, of how many.
struct TransferProgress {
    qint64 synced = 0;
    qint64 total = 0;

    friend bool operator==(const TransferProgress &, const TransferProgress &) = default;
};

/// Every task seen, one compact row each: words, names and tags are interned, times are
/// milliseconds. A SyncTask value is made only for the row that is painted or opened.
/// Tasks are told apart by the instance that listed them and their id; one without an id is not
/// kept.
class TaskStore final {
public:
    TaskStore();

    /// Takes in what \p instanceId listed. A field that is not given leaves the known one alone.
    /// A finished task stays finished unless the news of it are newer: answers overtake each other.
    MergeReport merge(const QString &instanceId, std::span<const SyncTask> tasks);
    /// Takes in status, issue and byte progress of a task that was asked for alone; a task that
    /// no list has shown yet is not added. When a task ended is told by lists only: until then its
    /// last change is not given, rather than that from which it was still running.
    MergeReport mergeDetail(const QString &instanceId, const SyncTaskDetail &detail);

    [[nodiscard]] TaskRow size() const;
    [[nodiscard]] std::optional<TaskRow> find(const QString &instanceId,
                                              const QString &taskId) const;

    /// Rows of tasks that may still change: few of many, so that nobody has to look through all.
    [[nodiscard]] const std::set<TaskRow> &unfinished() const { return m_unfinished; }

    [[nodiscard]] SyncTask task(TaskRow row) const;
    /// The same for whoever wants many: \p texts is of texts().
    [[nodiscard]] SyncTask task(TaskRow row, TextCache &texts) const;
    [[nodiscard]] QString instanceId(TaskRow row) const;
    [[nodiscard]] SyncTaskStatus status(TaskRow row) const;
    [[nodiscard]] TaskTrigger trigger(TaskRow row) const;
    [[nodiscard]] qint64 createdMs(TaskRow row) const; ///< Unix epoch; 0 when not given
    [[nodiscard]] qint64 modifiedMs(TaskRow row) const ///< Unix epoch; 0 when not given
    {
        return m_hotFields[row].givenModifiedMs();
    }
    [[nodiscard]] qint64 effectiveTimeMs(TaskRow row) const { return m_moments[row].ms(); }
    /// By instance: when its tasks were read last, of those that cannot be read at present.
    /// Unfinished tasks of it are known until then, and no longer. True: others than before.
    bool setLastReadings(const QHash<QString, QDateTime> &readings);
    /// \p nowMs, or before that when what is known of \p row was read last. Unix epoch.
    [[nodiscard]] qint64 knownUntilMs(TaskRow row, qint64 nowMs) const
    {
        return m_lastReadings.isEmpty() ? nowMs : lastReadingMs(row, nowMs);
    }
    /// By id, the instances that are watched; without a value all are. No filter finds the tasks of
    /// others, which stay in the store for when they are watched again. True: others than before.
    bool setWatched(const std::optional<QSet<QString>> &instanceIds);
    [[nodiscard]] bool areAllWatched() const { return !m_watched; }
    [[nodiscard]] bool isWatched(TaskRow row) const
    {
        return !m_watched || m_watched->contains(m_coldFields[row].instance);
    }
    /// The same as a time, of a task that has not ended; invalid where it can be read.
    [[nodiscard]] QDateTime lastReading(TaskRow row, const QDateTime &now) const;
    /// As TaskHotFields::durationMs(), where unfinished tasks last until what is known of them.
    [[nodiscard]] std::optional<qint64> durationMs(TaskRow row, qint64 nowMs) const
    {
        return m_hotFields[row].durationMs(knownUntilMs(row, nowMs));
    }
    /// Known only for tasks that were asked for alone.
    [[nodiscard]] std::optional<TransferProgress> progress(TaskRow row) const;

    [[nodiscard]] std::optional<bool> crossUser(TaskRow row) const;
    [[nodiscard]] std::optional<bool> accelerated(TaskRow row) const;
    [[nodiscard]] std::optional<bool> customLink(TaskRow row) const;
    [[nodiscard]] std::optional<int> priority(TaskRow row) const;

    // What filter and sort read: numbers instead of texts.
    [[nodiscard]] const StringPool &texts() const { return m_texts; }
    /// Ids of batches have a pool of their own: they are many, and no other text is like them.
    [[nodiscard]] const StringPool &batches() const { return m_batches; }
    [[nodiscard]] const TaskHotFields &hotFields(TaskRow row) const { return m_hotFields[row]; }
    [[nodiscard]] const TaskColdFields &coldFields(TaskRow row) const { return m_coldFields[row]; }
    [[nodiscard]] TaskMoment moment(TaskRow row) const { return m_moments[row]; }
    [[nodiscard]] TaskEnds ends(TaskRow row) const { return m_ends[row]; }
    [[nodiscard]] TaskTags tags(TaskRow row) const { return m_tags[row]; }
    /// Of \p row and those after it, as many as lie in one piece: for who reads all.
    [[nodiscard]] std::span<const TaskEnds> endsFrom(TaskRow row) const
    {
        return m_ends.pieceFrom(row);
    }
    [[nodiscard]] std::span<const TaskTags> tagsFrom(TaskRow row) const
    {
        return m_tags.pieceFrom(row);
    }
    [[nodiscard]] std::span<const TaskColdFields> coldFieldsFrom(TaskRow row) const
    {
        return m_coldFields.pieceFrom(row);
    }
    /// Rows from a multiple of this on lie in one piece up to the next one.
    static constexpr TaskRow block = ChunkedVector<TaskEnds>::block;
    /// Of a text: every TextUse that it ever had.
    [[nodiscard]] unsigned usesOf(StringPool::Id text) const
    {
        return text < m_uses.size() ? m_uses[text] : 0U;
    }
    [[nodiscard]] quint32 repositoryCount() const { return m_repositories.size(); }
    [[nodiscard]] const RepositoryKey &repository(quint32 number) const
    {
        return m_repositories[number];
    }
    [[nodiscard]] QByteArrayView taskIdBytes(TaskRow row) const
    {
        return m_ids.at(m_coldFields[row].id);
    }

private:
    [[nodiscard]] qint64 lastReadingMs(TaskRow row, qint64 nowMs) const;
    TaskRow findOrAdd(StringPool::Id instance, const QString &taskId, bool &added);
    [[nodiscard]] TaskRow find(StringPool::Id instance, QByteArrayView taskId,
                               std::size_t hash) const;
    bool mergeInto(TaskRow row, const SyncTask &task);
    bool takeStatus(TaskRow row, const SyncTask &task);
    bool takeText(StringPool::Id &known, const QString &text);
    bool takeText(StringPool::Id &known, const QString &text, TextUse use);
    void noteUse(StringPool::Id text, TextUse use);
    void takeEnd(quint32 &repository, StringPool::Id &tag, const ImageRef &end, TextUse region);
    bool takeProgress(TaskRow row, const SyncTaskDetail &detail);
    quint32 repositoryNumber(const RepositoryKey &key);
    template<typename TextOf>
    [[nodiscard]] SyncTask makeTask(TaskRow row, const TextOf &textOf) const;

    StringPool m_texts;
    StringPool m_batches;
    QHash<StringPool::Id, qint64> m_lastReadings; // by instance
    std::optional<QSet<StringPool::Id>> m_watched;
    ByteArena m_ids;
    ChunkedVector<TaskHotFields> m_hotFields;
    ChunkedVector<TaskColdFields> m_coldFields;
    ChunkedVector<TaskMoment> m_moments; // follow from the hot fields
    ChunkedVector<TaskEnds> m_ends;
    ChunkedVector<TaskTags> m_tags;
    std::vector<quint8> m_uses; // by text
    ChunkedVector<RepositoryKey> m_repositories;
    QHash<RepositoryKey, quint32> m_repositoryNumbers;
    NumberTable m_rows; // by instance and id
    QHash<TaskRow, TransferProgress> m_progress;
    std::set<TaskRow> m_unfinished;
};
