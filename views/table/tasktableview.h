#pragma once

#include "actionplan.h"
#include "kepttasks.h"
#include "keyline.h"
#include "scrollanchor.h"
#include "synctasktablemodel.h"
#include "taskquery.h"

#include <QTableView>

#include <optional>

class NewRowsChip;
class PaintPause;
class RowScroll;
class TaskTableColumns;
class TaskDelegate;

/// The table of tasks. Refresh never moves the current row, the selection or the rows under the
/// eye; columns can be shown, hidden, moved and sized, from the header's menu too.
class TaskTableView final : public QTableView {
    Q_OBJECT

public:
    /// \p model must outlive the view.
    explicit TaskTableView(SyncTaskTableModel &model, QWidget *parent = nullptr);
    /// What its keys do.
    [[nodiscard]] static KeySection keySection();

    /// Columns: order, width, visibility, sorting. For Settings; an unusable state is refused.
    [[nodiscard]] QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);
    void resetColumns();
    /// Numbers of the model's columns, as they are shown from the left.
    [[nodiscard]] std::vector<int> visibleColumns() const;

    /// Rows that came in above the visible ones since the list was last at its top.
    [[nodiscard]] int newRowsAbove() const;
    /// What it shows is not what the model has: while many rows come it is painted less often.
    [[nodiscard]] bool isPaintHeldBack() const { return !viewport()->updatesEnabled(); }
    void scrollToNewRows();
    /// The selected rows, with the columns in sight, as they are in a spreadsheet.
    void copySelected() const;
    void selectCurrentAlone();
    /// The menu of the rows lists it too, while it is visible. It must outlive the view.
    void addRowAction(QAction &action) { m_rowActions << &action; }

Q_SIGNALS:
    /// The current task changed; -1: none.
    void currentTaskChanged(int row);
    /// Enter or double click: show it, also where the detail pane is a drawer.
    void taskOpened(int row);
    /// For the selected tasks.
    void actionRequested(ActionKind kind);
    /// To the tasks that say the same as \p task in \p column, or to all others; see cellquery.h.
    void narrowRequested(const SyncTask &task, SyncTaskTableModel::Column column, bool exclude);
    void newRowsAboveChanged(int count);
    void comparisonRequested();  ///< of the repository of the current task
    void linkRequested(int row); ///< it is to be copied
    void exportRequested();

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void moveRow(int arrow, Qt::KeyboardModifiers modifiers);
    void watchModel();
    void applyLooks();
    void queryAnswered();
    void rowsChangeSoon(int firstRemoved = -1, int lastRemoved = -1);
    void rowsChanged();
    void restoreTasks();
    void ensureCurrent();
    void makeCurrent(int row);
    void reportCurrent();
    void rowsCame(int first, int last);
    void noticeQuery();

    void setNewRowsAbove(int count);
    void setHoveredRow(int row);

    SyncTaskTableModel &m_model;
    TaskDelegate *m_delegate = nullptr;
    TaskTableColumns *m_columns = nullptr;
    NewRowsChip *m_chip = nullptr;

    PaintPause *m_paintPause = nullptr;
    RowScroll *m_scroll = nullptr;
    ScrollAnchor m_anchor;
    int m_newRows = 0;
    TaskQuery m_query{}; ///< that the rows answered when some last came

    std::optional<QPoint> m_dragBegin; ///< pressed on a selected row: it may be dragged from there
    std::optional<TaskRow> m_reported; ///< the task that was last announced as the current one
    KeptTasks m_kept{};                ///< over a reset
    QList<QAction *> m_rowActions{};
};
