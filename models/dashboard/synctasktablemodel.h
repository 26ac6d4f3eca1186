#pragma once

#include "clock.h"
#include "taskfilter.h"
#include "taskstore.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <span>
#include <vector>

/// The store through a query and a sort order: an index vector of its own, so that a refresh is
/// rows inserted, changed, moved and removed, never a reset. (A changed query is a reset.)
class SyncTaskTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column {
        Status,
        Image,
        Cause,
        Route,
        Created,
        Duration,
        Progress,
        Source,
        Destination,
        Trigger,
        Rule,
        Modified,
        Batch,
        TaskId,
        CrossUser,
        Accelerated,
        CustomLink,
        LinkId,
        Priority,
    };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Priority) + 1;

    enum Role {
        StatusRole = Qt::UserRole + 1, ///< SyncTaskStatus as int, every column
        ProgressRole,                  ///< 0..1 as double where bytes are known, else invalid
        FixedFontRole,                 ///< true for ids and digests
        CopyTextRole,                  ///< the whole value, unshortened, for the clipboard
    };

    SyncTaskTableModel(const TaskStore &store, const Clock &clock, QObject *parent = nullptr);
    ~SyncTaskTableModel() override;

    void setQuery(const TaskQuery &query);
    [[nodiscard]] const TaskQuery &query() const;
    /// Shows what a merge brought; call once after each.
    void applyMerge(const MergeReport &report);
    /// Names of rules by id, for the column Rule and for text search by what is shown.
    void setRuleNames(const QHash<QString, QString> &names);
    /// Lets durations and relative times of unfinished rows move on.
    void tick();

    [[nodiscard]] std::span<const TaskRow> rows() const;
    [[nodiscard]] TaskRow storeRow(int row) const;
    [[nodiscard]] std::optional<int> rowOf(TaskRow storeRow) const;
    [[nodiscard]] SyncTask taskAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    /// By raw value, stable; the default is Created, newest first.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
};
