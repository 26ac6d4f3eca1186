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

#include <optional>
#include <vector>

class CenterPages;
class FilterPane;
class HeadlineBar;
class QWidget;
class TaskDetailPane;
class TaskFilter;
class TaskTableView;
class ToolBar;

/// The query, and the parts of the window that write it: box, side bar, instance chooser, headline,
/// "same push". All of them always say the same.
class QueryPresenter final : public QObject {
    Q_OBJECT

public:
    /// What writes the query, and what shows it.
    struct Widgets {
        ToolBar &toolBar;
        FilterPane &filterPane;
        HeadlineBar &headline;
        CenterPages &pages;
        TaskTableView &table;
        TaskDetailPane &detailPane;
    };

    QueryPresenter(const TaskStore &store, const Widgets &widgets, QObject *parent = nullptr);

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    void setQuery(const TaskQuery &query);
    /// A text with a mistake is shown as such; the query stays.
    void setText(const QString &text);
    void clear();
    /// Reads what is written in the box; false where that has a mistake.
    [[nodiscard]] bool commitText();
    /// Opens the list of tasks with \p query.
    void showTasks(const TaskQuery &query);
    /// Opens the list of tasks with \p query; stepBack() leads back to \p page as it is now.
    void openTasks(const TaskQuery &query, const QWidget &page);
    /// The same for those tasks of \p query that also match \p words, which were counted on \p
    /// page.
    void openCounted(const TaskQuery &query, const QString &words, const QWidget &page);
    /// Of the query that is there a part, chosen in the chart: stepBack() leads back to the whole.
    void narrow(const TaskQuery &query);
    /// Takes the last narrowing back, if the query is as it left it; else \p otherwise is asked.
    void takeNarrowingBack(const TaskQuery &otherwise);
    /// Without what the query says of time: another range was chosen.
    void removeTimes();
    /// Escape in the list: back to the page from which it was opened, or to the query that was
    /// narrowed, or to all tasks.
    void stepBack();
    void goBack();                                  ///< to the query and page before
    void goForward();                               ///< to where goBack() was called
    void chooseInstance(const QString &instanceId); ///< empty: all
    /// Chooses it as soon as it is among the instances, unless one was chosen before.
    void restoreInstance(const QString &instanceId) { m_instanceToRestore = instanceId; }
    void setInstances(const std::vector<RegistryInstance> &instances);
    void setNames(const QueryNames &names);
    /// What stands in the box is not the query, for it has a mistake.
    void retranslate();
    [[nodiscard]] bool hasMistake() const { return m_hasMistake; }
    /// A regular expression of the query was given up over a text that came later.
    [[nodiscard]] bool isUndecided() const { return m_isUndecided; }
    /// After \p filter, which answers the query, has seen new tasks.
    void checkAnswer(const TaskFilter &filter);
    /// Earlier queries are kept there.
    void keepIn(const QString &file) { m_history = QueryHistory(file); }
    /// The id of the one instance that the query speaks of; empty for several, or all.
    [[nodiscard]] QString onlyInstance() const;
    /// Of the query, what it says of instances and of time: the scope of headline and figures.
    [[nodiscard]] TaskQuery headlineScope() const;

Q_SIGNALS:
    void queryChanged(const TaskQuery &query);
    void instanceChosen(const QString &instanceId); ///< in the chooser; empty: all

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
    const Widgets m_widgets;
    TaskQuery m_query;
    bool m_hasMistake = false;
    QueryError m_mistake; // while there is one
    bool m_isUndecided = false;
    std::optional<Origin> m_origin;
    QueryNames m_names;
    std::vector<RegistryInstance> m_instances;
    QString m_instanceToRestore; // empty: none
    QString m_hint;              // is shown under the box
    QueryHistory m_history;
    QueryTrail m_trail;
    bool m_isTyping = false; // the query comes from a text that is not finished
    bool m_wasTyped = false; // the place where one is
    bool m_isTravelling = false;
};
