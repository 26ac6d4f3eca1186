#pragma once

#include "boardfact.h"

#include <QTableView>

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

class BoardDelegate;
class RowScroll;

/// The table of a page that stands for tasks: a click selects a row, a double click or Enter
/// chooses it, and with Ctrl leaves it out; a click on a number of tasks chooses those that it
/// counts. The first
/// column names the row and has the room that is left; where it is narrow, columns that say less
/// go. Ctrl+C copies the selected rows with all columns.
class BoardTable : public QTableView {
    Q_OBJECT

public:
    struct ColumnWidth {
        int column = 0;
        int width = 0;
    };
    /// Of columns that say so themselves, see BoardColumn.
    template<typename Column>
    static std::vector<ColumnWidth> widthsOf(std::span<const Column> columns)
    {
        std::vector<Column> ranked;
        std::ranges::copy_if(columns, std::back_inserter(ranked),
                             [](const Column &column) { return column.width > 0; });
        std::ranges::stable_sort(ranked, {}, &Column::rank);
        std::vector<ColumnWidth> widths;
        for (const Column &column : ranked)
            widths.push_back({.column = static_cast<int>(column.column), .width = column.width});
        return widths;
    }

    /// Takes \p delegate as its own. \p widths: what says most comes first, and stays longest where
    /// there is little room.
    BoardTable(const QString &objectName, BoardDelegate *delegate,
               std::span<const ColumnWidth> widths, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// A click on a title sorts the model; it begins by \p column. Before setModel().
    void setSorting(int column, Qt::SortOrder order);
    /// Which column names the row, where it is not the first one. Before setModel().
    void setNameColumn(int column) { m_nameColumn = column; }
    /// What that column has at least.
    void setLeastNameWidth(int width);
    void makeCurrent(int row);
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    /// What names the row.
    [[nodiscard]] QString nameOf(int row) const;
    /// What each other column says of the row, also those that have no room, but for empty cells.
    [[nodiscard]] std::vector<BoardFact> factsOf(int row) const;

Q_SIGNALS:
    void currentRowChanged(int row); ///< -1: there is none
    void rowsChanged();              ///< what the rows say, or which there are
    void chosen(int row, bool exclude);
    /// A number of tasks was clicked: see BoardRole::Counted.
    void numberChosen(int row, const QString &words);
    void backRequested(); ///< Backspace
    /// A menu for the row that is current now.
    void menuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void moveRow(int arrow, Qt::KeyboardModifiers modifiers);
    void applyLooks();
    void fitColumns();
    void ensureCurrent();
    void setHoveredRow(int row);
    void copySelected() const;

    BoardDelegate *m_delegate = nullptr;
    RowScroll *m_scroll = nullptr;
    std::vector<ColumnWidth> m_widths{};
    int m_nameColumn = 0;
    int m_leastNameWidth = 150;
    QPersistentModelIndex m_pressed{};
};
