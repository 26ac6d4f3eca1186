#pragma once

#include "clock.h"
#include "shownrows.h"
#include "taskfilter.h"
#include "taskstore.h"
#include "timedisplay.h"

#include <QAbstractTableModel>
#include <QDate>
#include <QHash>

#include <functional>
#include <optional>
#include <span>
#include <vector>

class QTimer;
class TaskOrder;

/// The store through a query and a sort order: an index vector of its own, so that a refresh is
/// rows inserted, changed, moved and removed, never a reset. (A changed query is a reset where it
/// changes the visible rows in many places, else rows inserted and removed.)
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
        Account,
    };
    Q_ENUM(Column)
    static constexpr int columns = static_cast<int>(Column::Account) + 1;

    /// A column that the order looks at, and which way.
    struct SortKey {
        Column column = Column::Created;
        Qt::SortOrder order = Qt::DescendingOrder;

        friend bool operator==(const SortKey &, const SortKey &) = default;
    };

    enum Role {
        StatusRole = Qt::UserRole + 1, ///< SyncTaskStatus as int, every column
        ProgressRole,                  ///< 0..1 as double where bytes are known, else invalid
        FixedFontRole,                 ///< true for ids and digests
        RepairedRole,                  ///< true for a failure that a later copy made good
        AcknowledgedRole,              ///< true for a failure that somebody of the team looks after
        UnreadRole,   ///< true where the value is that of the last reading, which is not now
        CopyTextRole, ///< the whole value, unshortened, for the clipboard
    };

    SyncTaskTableModel(const TaskStore &store, const Clock &clock, QObject *parent = nullptr);

    void setQuery(const TaskQuery &query);
    [[nodiscard]] const TaskQuery &query() const;
    /// The range of time to which the rows belong, unless the query says since or until.
    void setRange(const TimeRange &range);
    /// Tasks outside the range match the query. Looks at all of them.
    [[nodiscard]] bool findsOutsideRange() const;
    /// Which rows are shown, for those who count them.
    [[nodiscard]] const TaskFilter &filter() const { return *m_filter; }
    /// What came of each image: kept up to date by applyMerge().
    [[nodiscard]] const LatestResults &results() const { return m_results; }
    /// What the team notes: what "is:acknowledged" means, and what the status says more.
    void setNotes(const TeamNotes &notes);
    [[nodiscard]] const Acknowledgements &acknowledgements() const { return m_acknowledgements; }
    /// Shows what a merge brought; call once after each.
    void applyMerge(const MergeReport &report);
    /// The rows that come and go just now do so because tasks came or changed; else the query, the
    /// range or the time did.
    [[nodiscard]] bool isMerging() const { return m_isMerging; }
    /// For the columns Rule and Account, and to find text by what is shown.
    void setNames(const QueryNames &names);
    /// Other instances are watched, see TaskStore::setWatched().
    void updateWatched() { refilter(); }
    /// What "is:stuck" means.
    void setStuckTest(std::function<bool(TaskRow)> isStuck);
    /// How times are told, and in which zone a query names them.
    void setTimes(const TimeDisplay &times);
    /// For what stands beside the rows.
    [[nodiscard]] TimeContext timeContext() const { return {m_clock.now(), m_times}; }
    /// Lets durations and relative times of unfinished rows move on, and what a query counts from
    /// now.
    void tick();
    /// The language changed: names what is shown anew, and finds text by the new names.
    void retranslate();

    [[nodiscard]] std::span<const TaskRow> rows() const;
    [[nodiscard]] TaskRow storeRow(int row) const;
    [[nodiscard]] std::optional<int> rowOf(TaskRow storeRow) const;
    [[nodiscard]] SyncTask taskAt(int row) const;
    /// Some row is of a running task. Looks at all of them until it finds one.
    [[nodiscard]] bool showsRunning() const;
    /// How many of the rows from \p first to \p last failed, and were not repaired since.
    [[nodiscard]] int countFailed(int first, int last) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    /// By this column alone.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// By raw values, stable; by the next column where the one before is equal. The default is
    /// Created, newest first. Without a key nothing is changed.
    void sortBy(std::vector<SortKey> keys);
    [[nodiscard]] const std::vector<SortKey> &sortKeys() const { return m_sortKeys; }

Q_SIGNALS:
    /// tick() looked for what the query finds now: what follows the rows is to be counted anew.
    void movedOn();

private:
    struct CachedTask {
        TaskRow row = 0;
        SyncTask task{};
        SyncTask displayed{}; ///< see displayed.h
    };
    using Rows = ShownRows::Rows;

    void makeFilter(TaskQuery query);
    [[nodiscard]] TaskOrder order() const;
    [[nodiscard]] const CachedTask &cachedTask(TaskRow row) const;
    [[nodiscard]] Rows wantedRows() const;
    [[nodiscard]] bool isRepaired(TaskRow row) const;
    [[nodiscard]] QString acknowledgedText(TaskRow row) const;
    void announce(Column column);
    void compareResults();

    // Each step of the rows, announced
    void refilter();
    void resort();
    void removeVanished(const Rows &changed);
    void removeRuns(const std::vector<RowRun> &runs);
    void moveMisplaced(const Rows &changed);
    void insertNew(const Rows &added);
    void announceTime();
    void announceChanged(const Rows &changed);

    const TaskStore &m_store;
    const Clock &m_clock;
    LatestResults m_results;
    Acknowledgements m_acknowledgements;
    QueryNames m_names;
    TimeDisplay m_times;
    std::function<bool(TaskRow)> m_isStuck;
    TimeRange m_range;
    bool m_isMerging = false;
    std::optional<TaskFilter> m_filter; // never empty; a filter is made anew, not assigned
    qint64 m_filteredAtMs = 0;          // the now of the filter
    std::vector<SortKey> m_sortKeys{SortKey{}};
    QDate m_today;           // when times were told last
    qint64 m_sortedAtMs = 0; // unfinished tasks lasted until then when they were sorted
    ShownRows m_rows;
    QTimer *m_comparison = nullptr; ///< of all results, piece by piece, once somebody asks
    mutable std::optional<CachedTask> m_cached; // the row that is being painted
};
