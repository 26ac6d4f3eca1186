#pragma once

#include "advice.h"
#include "dashboardlink.h"
#include "statustimeline.h"
#include "taskstore.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

class CenterPages;
class InstanceWatcher;
class MessageBar;
class QAction;
class QueryPresenter;
class StatusChartView;
class SyncTaskTableModel;
class TaskTableView;
class ViewsPresenter;

/// Opens links to this program, and copies them. A link comes from wherever: what it says is shown
/// and never done, and what it names is looked for among what is watched, asking nobody.
class LinkPresenter final : public QObject {
    Q_OBJECT

public:
    /// How long a task is looked for while the registry has not answered.
    static constexpr std::chrono::seconds patience{60};

    /// What it looks things up in.
    struct Sources {
        const TaskStore &store;
        const SyncTaskTableModel &model;
        const InstanceWatcher &instances;
        QueryPresenter &queries;
        ViewsPresenter &views;
    };
    struct Widgets {
        CenterPages &pages;
        TaskTableView &table;
        StatusChartView &chart;
        MessageBar &messageBar;
        QAction &copyQueryLink;
    };

    LinkPresenter(const Sources &sources, const Widgets &widgets, QObject *parent = nullptr);

    /// A text that is no link is told as such.
    void open(const QString &text, const QDateTime &now);
    /// Looks again for a task that was not there. To be called once a second; \p isLoading: more
    /// may come by itself.
    void tick(const QDateTime &now, bool isLoading);

Q_SIGNALS:
    void taskFound(TaskRow row);
    void rangeChosen(ChartRange range);

private:
    /// A task of a link that is not known yet.
    struct Sought {
        LinkedTask task{};
        QDateTime until{};
    };

    void show(const LinkedTask &task, const QDateTime &now);
    void show(const LinkedQuery &linked);
    void show(const LinkedView &linked);
    bool openFound(const LinkedTask &task);
    void tell(const Advice &advice, const QString &technical = {});
    [[nodiscard]] Advice notFound(const LinkedTask &task) const;
    void copyQueryLink();
    void copyTaskLink(TaskRow row);

    Sources m_sources;
    Widgets m_widgets;
    std::optional<Sought> m_sought{};
    std::optional<Advice> m_told{}; ///< the last one; many links leave one notice
};
