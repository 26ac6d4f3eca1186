#pragma once

#include "benchtasks.h"
#include "clock.h"
#include "measure.h"
#include "synctasktablemodel.h"
#include "taskstore.h"

#include <QString>

#include <optional>

class QAbstractItemModel;
class QTableView;

/// A store with a table over it, and what it takes to work with them. All times are in ms.
class MeasuredTable final {
public:
    static constexpr int pageSize = 100;
    /// The destination of every tenth, anywhere in the table.
    static QString word();

    explicit MeasuredTable(unsigned seed) : m_tasks(seed) {}

    void growTo(int size);
    [[nodiscard]] const TaskStore &store() const { return m_store; }
    SyncTaskTableModel &model() { return *m_model; }

    Spread filterMs(const QString &query = word());
    /// The time until a table shows what is found.
    double showFoundMs();
    Spread sortMs(SyncTaskTableModel::Column column);
    Spread facetsMs();
    /// Which task of each image and destination is the newest, found out anew.
    double latestMs();
    /// What has to do with a task, looked for among all others.
    double relationsMs();
    /// The longest that it holds the event loop without a break.
    double relationsPieceMs();
    /// A page of which half is new and half has changed, until it is painted.
    Spread mergeMs();

private:
    const SystemClock m_clock;
    BenchTasks m_tasks;
    TaskStore m_store;
    std::optional<SyncTaskTableModel> m_model;
};

/// Shows \p model in \p view, of the size in which tables are measured.
void show(QTableView &view, QAbstractItemModel &model);
