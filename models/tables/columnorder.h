#pragma once

#include "querynames.h"
#include "synctasktablemodel.h"
#include "tasksortvalue.h"

#include <vector>

/// Tasks in the order of one column: by its raw value, never by formatted text. What is not given
/// comes last both ways.
class ColumnOrder final {
public:
    /// \p nowMs is the moment to which unfinished tasks last. The store and the names must outlive
    /// the order.
    ColumnOrder(const TaskStore &store, const SyncTaskTableModel::SortKey &key, qint64 nowMs,
                const QueryNames &names);

    /// Negative: \p a comes before \p b.
    [[nodiscard]] int compare(TaskRow a, TaskRow b) const;
    /// Into the same order, for many rows: each distinct text gets a rank first. Where two are
    /// equal they stay in the order in which they are.
    void sort(std::vector<TaskRow> &rows) const;

private:
    using Parts = TaskSortValue::Parts;

    /// Of ids or repositories: what comes first has the smallest; what is not used has none.
    struct Ranks {
        std::vector<quint32> of{};
        quint32 count = 1;
    };

    [[nodiscard]] quint64 numberKey(TaskRow row) const;
    [[nodiscard]] bool isGiven(const RepositoryKey &key) const;
    [[nodiscard]] int compareRepositories(quint32 a, quint32 b) const;
    [[nodiscard]] int compareGiven(const RepositoryKey &a, const RepositoryKey &b) const;
    [[nodiscard]] int compareSeconds(quint32 a, quint32 b) const;
    [[nodiscard]] int directed(int order) const { return m_descending ? -order : order; }
    [[nodiscard]] const StringPool &pool() const;
    /// It sorts by what ids stand for.
    [[nodiscard]] bool isNamed() const;
    [[nodiscard]] QByteArray nameOf(StringPool::Id id) const;

    [[nodiscard]] Ranks rankRepositories(const std::vector<quint32> &repositories) const;
    [[nodiscard]] Ranks rankSeconds(const std::vector<quint32> &seconds) const;
    void sortByNumber(std::vector<TaskRow> &rows) const;
    void sortByTexts(std::vector<TaskRow> &rows) const;

    const TaskStore &m_store;
    const TaskSortValue &m_value;
    bool m_descending;
    qint64 m_nowMs;
    const QueryNames &m_names;
};
