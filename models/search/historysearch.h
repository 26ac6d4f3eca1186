#pragma once

#include "historyscan.h"
#include "historythread.h"
#include "querycontext.h"
#include "taskquery.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// How far a search of a history has come.
struct SearchProgress {
    enum class State : quint8 {
        Searching,
        Paused,  ///< as much was found as is wanted at once
        Stopped, ///< by hand
        Done,    ///< the whole history was searched
        Failed,  ///< what was found before is true
        Costly,  ///< a regular expression took too long: what was found is not the answer
    };

    State state = State::Searching;
    qint64 found = 0;   ///< tasks
    QDateTime oldest{}; ///< where the history begins; invalid: not known, or there are no tasks
    /// All tasks that were created since were looked at; invalid: not known.
    QDateTime reached{};
    /// The conditions for which the database rules out nothing, and about how many tasks are looked
    /// at because of them.
    std::vector<QueryTerm> openTerms{};
    std::optional<qint64> rows{};
    std::optional<HistoryFailure> failure{};
    std::optional<QueryTerm> costlyTerm{};

    [[nodiscard]] bool isSearching() const { return state == State::Searching; }
    /// There is more to be searched.
    [[nodiscard]] bool canResume() const
    {
        return state == State::Paused || state == State::Stopped || state == State::Failed;
    }
};

/// Searches a history in a thread of its own, newest tasks first, page by page: the next one is
/// asked for when the last one was taken. After so many tasks it pauses.
class HistorySearch final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 foundAtOnce = 1'000;

    using MakeScan = std::function<std::unique_ptr<HistoryScan>()>;
    /// \p makeScan is called in the thread.
    explicit HistorySearch(MakeScan makeScan, QObject *parent = nullptr);
    /// Waits a moment for the answer under way.
    ~HistorySearch() override;

    /// What was searched for before is forgotten. Of \p context, range, isStuck, results and
    /// acknowledged are not looked at.
    void begin(const TaskQuery &query, QueryContext context);
    /// Where it paused, was stopped or failed.
    void resume();
    /// What the database was asked already may still come.
    void stop();
    /// Forgets what was searched for, and leaves the database.
    void end();

Q_SIGNALS:
    void tasksFound(const std::vector<HistoryTasks> &tasks);
    void progressed(const SearchProgress &progress);

private:
    struct Answer;
    class Worker;

    void ask();
    void take(const Answer &answer);

    HistoryThread m_thread;
    std::unique_ptr<Worker> m_worker; // whose events are handled there
    quint64 m_number = 0;             // of the search
    bool m_isAsking = false;          // for a page of it
    qint64 m_foundAtPause = 0;
    SearchProgress m_progress;
};
