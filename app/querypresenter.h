#pragma once

#include "querycompletion.h"
#include "registryinstance.h"
#include "taskquery.h"
#include "taskstore.h"

#include <QObject>
#include <QString>

#include <vector>

class MainWindow;

/// The query, and the parts of the window that write it: box, side bar, instance chooser, headline,
/// "same push". All of them always say the same.
class QueryPresenter final : public QObject {
    Q_OBJECT

public:
    QueryPresenter(const TaskStore &store, MainWindow &window, QObject *parent = nullptr);

    [[nodiscard]] const TaskQuery &query() const { return m_query; }
    void setQuery(const TaskQuery &query);
    /// A text with a mistake is shown as such; the query stays.
    void setText(const QString &text);
    void clear();
    void chooseInstance(const QString &instanceId); ///< empty: all
    /// Chooses it as soon as it is among the instances, unless one was chosen before.
    void restoreInstance(const QString &instanceId) { m_instanceToRestore = instanceId; }
    void setInstances(const std::vector<RegistryInstance> &instances);
    void setNames(const QueryNames &names);
    /// The id of the one instance that the query speaks of; empty for several, or all.
    [[nodiscard]] QString onlyInstance() const;

Q_SIGNALS:
    void queryChanged(const TaskQuery &query);
    void instanceChosen(const QString &instanceId); ///< in the chooser; empty: all

private:
    void connectWindow();
    void readText(const QString &text);
    void apply(const TaskQuery &query);
    void showInstances();
    /// Of the query, what it says of instances: the scope of headline and figures.
    [[nodiscard]] TaskQuery instancesOnly() const;

    const TaskStore &m_store;
    MainWindow &m_window;
    TaskQuery m_query;
    QueryNames m_names;
    std::vector<RegistryInstance> m_instances;
    QString m_instanceToRestore; // empty: none
};
