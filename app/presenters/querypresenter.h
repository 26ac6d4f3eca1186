#pragma once

#include "querycompletion.h"
#include "queryerror.h"
#include "queryhistory.h"
#include "querytrail.h"
#include "registryinstance.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QObject>
#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

class CenterPages;
class Clock;
class FilterPane;
class HeadlineBar;
class QWidget;
class TaskDetailPane;
class TaskFilter;
class TaskTableView;
class ToolBar;

/// The query, and the parts of the window that write it: box, side bar, instance chooser, headline,
/// "same push". Keeps them all equal.
class QueryPresenter final : public QObject {
    Q_OBJECT

public:
    /// The parts that write the query or show it.
    struct Widgets {
        ToolBar &toolBar;
        FilterPane &filterPane;
        HeadlineBar &headline;
        CenterPages &pages;
        TaskTableView &table;
        TaskDetailPane &detailPane;
    };

    QueryPresenter(const TaskStore &store, const Clock &clock, const Widgets &widgets,
                   QObject *parent = nullptr);

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    void setQuery(const TaskQuery &query);
    /// A text with a mistake is shown as such; the query stays.
    void setText(const QString &text);
    void clear();
    /// Of times without an offset; not valid: that of this computer. To be followed by
    /// retranslate().
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    /// Reads what is written in the box; false where that has a mistake.
    [[nodiscard]] bool commitText();
    /// Opens the list of tasks with \p query.
    void showTasks(const TaskQuery &query);
    /// Opens the list of tasks with \p query; returnToOrigin() leads back to \p page as it
    /// is now.
    void openTasks(const TaskQuery &query, const QWidget &page);
    /// The same for those tasks of \p query that also match \p words, which were counted on \p
    /// page.
    void openCounted(const TaskQuery &query, const QString &words, const QWidget &page);
    /// Narrows the query to a part that was chosen in the chart; returnToOrigin() restores the
    /// former query.
    void narrow(const TaskQuery &query);
    /// Undoes the last narrowing, if the query has not changed since; else sets \p otherwise.
    void takeNarrowingBack(const TaskQuery &otherwise);
    /// Removes the times from the query: another range was chosen.
    void removeTimes();
    /// Back to the page from which the list was opened, or to the query that was narrowed; false
    /// where it was neither, or the query has changed since.
    bool returnToOrigin();
    /// The chart was zoomed: that is newer than the origin.
    void noteZoom() { m_isZoomNewer = true; }
    [[nodiscard]] bool isZoomNewer() const { return m_isZoomNewer; }
    void goBack();                                  ///< to the query and page before
    void goForward();                               ///< to where goBack() was called
    void chooseInstance(const QString &instanceId); ///< empty: all
    /// Chooses it as soon as it is among the instances, unless one was chosen before.
    void restoreInstance(const QString &instanceId) { m_instanceToRestore = instanceId; }
    void setInstances(const std::vector<RegistryInstance> &instances);
    void setNames(const QueryNames &names);
    void retranslate();
    /// No task can match the query, whatever is loaded.
    [[nodiscard]] bool isContradictory() const { return m_isContradictory; }
    /// The text in the box has a mistake, so it is not the query.
    [[nodiscard]] bool hasMistake() const { return m_hasMistake; }
    /// A regular expression of the query took too long over a text that was loaded later.
    [[nodiscard]] bool isUndecided() const { return m_isUndecided; }
    /// To be called when \p filter, which has the same query, got new tasks.
    void checkAnswer(const TaskFilter &filter);
    /// Keeps earlier queries in \p file.
    void keepIn(const QString &file) { m_history = QueryHistory(file); }
    /// The id of the only instance in the query; empty for several, or all.
    [[nodiscard]] QString onlyInstance() const;
    /// The terms of the query on instances and times: the scope of headline and figures.
    [[nodiscard]] TaskQuery headlineScope() const;

Q_SIGNALS:
    void queryChanged(const TaskQuery &query);
    void instanceChosen(const QString &instanceId); ///< in the chooser; empty: all
    /// Earlier queries cannot be saved; once, until they can.
    void savingFailed(const QString &technical);
    void savingRecovered();

private:
    void connectParts();
    void connectTrail();
    void readText(const QString &text);
    void apply(const TaskQuery &query);
    [[nodiscard]] bool refuseCostly(const TaskQuery &query);
    void showMistake(const QueryError &error);
    void showHint();
    void rememberText(const QString &text);
    void keepQuery(const QString &text);
    void visit();
    void goTo(const std::optional<QueryTrail::Place> &place);
    void showInstances();

    /// Where the list was opened from; without a page a query that was narrowed.
    struct Origin {
        const QWidget *page = nullptr;
        TaskQuery before{};
        TaskQuery opened{};
    };

    const TaskStore &m_store;
    const Clock &m_clock;
    const Widgets m_widgets;
    TaskQuery m_query;
    bool m_hasMistake = false;
    QueryError m_mistake; // while there is one
    bool m_isUndecided = false;
    bool m_isContradictory = false;
    std::optional<Origin> m_origin;
    bool m_isZoomNewer = false; ///< than the origin
    QueryNames m_names;
    QTimeZone m_zone;
    std::vector<RegistryInstance> m_instances;
    QString m_instanceToRestore; // empty: none
    QString m_hint;              // is shown under the box
    QueryHistory m_history;
    bool m_isFailureTold = false; // of saving it
    QueryTrail m_trail;
    bool m_isTyping = false; // the query comes from a text that is not finished
    bool m_wasTyped = false; // the present place of the trail
    bool m_isTravelling = false;
};
