#pragma once

#include "clock.h"
#include "recount.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

class BoardRowPane;
class BoardView;
class CenterPages;
class QueryPresenter;
class SyncTaskTableModel;

/// The pane beside a board: the row that is current there, by the tasks that its query finds. Turns
/// what is asked of the pane into queries. It works only while the pane is in sight.
class BoardRowPresenter final : public QObject {
    Q_OBJECT

public:
    /// Which tasks a row of the board is about; none where no query can say it.
    using QueryOf = std::function<std::optional<TaskQuery>(int row)>;

    BoardRowPresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                      QueryPresenter &queries, CenterPages &pages, BoardRowPane &pane,
                      QObject *parent = nullptr);

    void addBoard(BoardView &view, QueryOf queryOf);
    /// One of the boards is the page that is open.
    [[nodiscard]] bool isBoardOpen() const { return openBoard() != nullptr; }
    /// Whether the pane is in sight.
    void setVisible(bool isVisible);
    /// Tasks, or what boards say of them, may be others.
    void scheduleRecount();

Q_SIGNALS:
    void retryRequested(const std::vector<TaskRow> &rows);
    void taskChosen(TaskRow row); ///< the list is open, with the failures of the row

private:
    struct Board {
        BoardView *view = nullptr;
        QueryOf queryOf{};
    };

    [[nodiscard]] const Board *openBoard() const;
    [[nodiscard]] std::optional<TaskQuery> currentQuery() const;
    [[nodiscard]] bool isInSight() const { return m_isVisible && isBoardOpen(); }
    void connectPane();
    void showSoon();
    void show();
    /// \p words: of a query, which the tasks match too.
    void openTasks(const QString &words);

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    QueryPresenter &m_queries;
    CenterPages &m_pages;
    BoardRowPane &m_pane;
    std::vector<Board> m_boards;
    // Of the row that is shown: the current one may be another by now.
    const BoardView *m_shownBoard = nullptr;
    std::optional<TaskQuery> m_shownQuery;
    std::vector<TaskRow> m_openFailures;
    bool m_isVisible = true;
    Recount m_recount;
};
