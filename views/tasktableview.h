#pragma once

#include <QTableView>

class SyncTaskTableModel;

/// The table of tasks. Refresh never moves the current row, the selection or the rows under the
/// eye; columns can be shown, hidden, moved and sized, from the header's menu too.
class TaskTableView final : public QTableView {
    Q_OBJECT

public:
    /// \p model must outlive the view.
    explicit TaskTableView(SyncTaskTableModel &model, QWidget *parent = nullptr);
    ~TaskTableView() override;

    /// Columns: order, width, visibility, sorting. For Settings; an unusable state is refused.
    [[nodiscard]] QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);
    void resetColumns();

    /// Rows that came in above the visible ones since the list was last at its top.
    [[nodiscard]] int newRowsAbove() const;
    void scrollToNewRows();

Q_SIGNALS:
    /// The current task changed; -1: none.
    void currentTaskChanged(int row);
    /// Enter or double click: show it, also where the detail pane is a drawer.
    void taskOpened(int row);
    void newRowsAboveChanged(int count);
};
