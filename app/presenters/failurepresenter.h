#pragma once

#include "clock.h"
#include "failuretablemodel.h"
#include "querynames.h"
#include "recount.h"

#include <QObject>

#include <optional>

class FailureBoardView;
class QueryPresenter;
class SyncTaskTableModel;

/// The board of failures: counts while it is visible, and turns its rows into queries.
class FailurePresenter final : public QObject {
    Q_OBJECT

public:
    FailurePresenter(const TaskStore &store, const SyncTaskTableModel &model, Clock &clock,
                     QueryPresenter &queries, FailureBoardView &view, QObject *parent = nullptr);

    void setNames(const QueryNames &names);
    /// Tasks changed: counts after a pause, so not for every page of a long load.
    void scheduleRecount();
    void tick();
    /// The tasks of a row; none where no query can say which.
    [[nodiscard]] std::optional<TaskQuery> queryOf(int row) const;
    void setTimes(const TimeDisplay &times) { m_board.setTimes(times); }
    void retranslate() { m_board.retranslate(); }

private:
    void connectParts();
    void countSoon();
    [[nodiscard]] Recount::Steps beginCount();
    void showBoard();
    void choose(int row, bool exclude);
    void chooseNumber(int row, const QString &words);
    [[nodiscard]] bool isInSight() const;

    const TaskStore &m_store;
    const SyncTaskTableModel &m_model;
    Clock &m_clock;
    QueryPresenter &m_queries;
    FailureBoardView &m_view;
    FailureTableModel m_board;
    QueryNames m_names;
    Recount m_recount;
    bool m_isStale = true;
    QDateTime m_countedAt;
};
