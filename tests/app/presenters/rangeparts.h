#pragma once

#include "queryparts.h"
#include "rangepresenter.h"
#include "sampletasks.h"
#include "statuschartview.h"

#include <chrono>
#include <vector>

/// These, and the chart with the range that all numbers speak of: the list follows the query, and
/// the range follows the buttons of the chart, as in the window.
struct RangeParts : QueryParts {
    RangeParts()
    {
        QObject::connect(&queries, &QueryPresenter::queryChanged, &ranges,
                         [this](const TaskQuery &query) { model.setQuery(query); });
        QObject::connect(&chart, &StatusChartView::rangeChosen, &ranges, [this](ChartRange range) {
            queries.removeTimes();
            ranges.choose(range);
        });
    }

    void add(const std::vector<SyncTask> &tasks)
    {
        model.applyMerge(store.merge(QStringLiteral("cri-1"), tasks));
    }
    /// A task that was created so long ago, and ended in the same second where it has ended.
    [[nodiscard]] SyncTask task(int number, SyncTaskStatus status, std::chrono::seconds age) const
    {
        SyncTask task = sampleTask(number, status);
        task.createdAt = clock.now().addSecs(-age.count());
        task.modifiedAt = task.createdAt;
        return task;
    }

    StatusChartView chart{};
    RangePresenter ranges{model, clock};
};
