#pragma once

#include "databaseaddress.h"
#include "historysearch.h"
#include "historysearchbar.h"
#include "statustimeline.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class FootBar;
class Placeholder;
class QAction;
class QueryPresenter;
class RangePresenter;
class SyncTaskTableModel;

/// Searches the whole of a team's history for what the query finds, and says how far that has come.
/// What is found joins the tasks that are loaded.
class HistorySearchPresenter final : public QObject {
    Q_OBJECT

public:
    struct Widgets {
        HistorySearchBar &bar;
        FootBar &footBar;
        Placeholder &placeholder;
        QAction &search;
    };

    /// \p isShown: whether tasks of an instance are listed at all.
    HistorySearchPresenter(const SyncTaskTableModel &model, const QueryPresenter &queries,
                           const RangePresenter &ranges,
                           std::function<bool(const QString &instanceId)> isShown,
                           const Widgets &widgets, QObject *parent = nullptr);

    /// There is a history that holds more than is loaded; until then nothing is offered.
    void offer(const DatabaseAddress &address);
    [[nodiscard]] bool isOffered() const { return m_search != nullptr; }
    /// The query is another one: what is searched for is not asked for any more.
    void endForQuery();
    /// Times are shown otherwise, or in another language.
    void update();
    /// For the query, where that is possible.
    void search();

Q_SIGNALS:
    void tasksFound(const std::vector<HistoryTasks> &tasks);
    /// What is found may be of any time.
    void rangeWanted(ChartRange range);

private:
    void end();
    void updateOffer();
    void takeTasks(const std::vector<HistoryTasks> &tasks);
    void take(const SearchProgress &progress);
    [[nodiscard]] QString reasonAgainst() const;
    [[nodiscard]] QString textOf(const SearchProgress &progress) const;
    [[nodiscard]] QStringList foundFacts(const SearchProgress &progress) const;
    [[nodiscard]] QString reachedText(const SearchProgress &progress) const;
    [[nodiscard]] QString explanationOf(const SearchProgress &progress) const;
    [[nodiscard]] std::optional<double> doneOf(const SearchProgress &progress) const;

    const SyncTaskTableModel &m_model;
    const QueryPresenter &m_queries;
    const RangePresenter &m_ranges;
    const std::function<bool(const QString &)> m_isShown;
    const Widgets m_widgets;
    DatabaseAddress m_address;
    std::unique_ptr<HistorySearch> m_search;  // null: nothing can be searched
    std::optional<SearchProgress> m_progress; // empty: nothing is searched
    qint64 m_notShown = 0;                    // of what was found
    std::optional<ChartRange> m_rangeBefore;  // that the search has widened
};
