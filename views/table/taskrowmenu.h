#pragma once

#include "actionplan.h"

#include <QMenu>
#include <QPersistentModelIndex>

#include <vector>

class QItemSelectionModel;
class SyncTaskTableModel;

/// What can be done with the rows that are selected in the task table. Deletes itself.
class TaskRowMenu final : public QMenu {
    Q_OBJECT

public:
    /// \p columns: those that are copied; \p clicked: the cell under the pointer; \p cell: what
    /// that says, empty where nothing can be asked for; \p further: actions on the selected tasks
    /// that are the window's.
    TaskRowMenu(const SyncTaskTableModel &model, const QItemSelectionModel &selection,
                std::vector<int> columns, const QModelIndex &clicked, const QString &cell,
                const QList<QAction *> &further, QWidget *parent);

Q_SIGNALS:
    void openRequested();
    /// To the tasks that say the same in the clicked cell, or to all others.
    void narrowRequested(bool exclude);
    void actionRequested(ActionKind kind);
    void comparisonRequested(); ///< of the repository of the current row
    void exportRequested();
    void linkRequested();

private:
    void addNarrowing(const QString &cell);
    void copyCell(int column) const;

    const SyncTaskTableModel &m_model;
    const QItemSelectionModel &m_selection;
    std::vector<int> m_columns;
    QPersistentModelIndex m_clicked; ///< rows may come while the menu is open
};
