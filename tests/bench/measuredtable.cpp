#include "measuredtable.h"

#include "earlierresults.h"
#include "facetcounts.h"
#include "queryparser.h"
#include "samepush.h"
#include "tasktableview.h"

#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

constexpr int tableRuns = 7;

TaskQuery asked(const QString &text)
{
    return parseQuery(text).value_or(TaskQuery{});
}

Spread timed(const std::function<void()> &work)
{
    return repeated(tableRuns, [&work] { return milliseconds(work); });
}

} // namespace

QString MeasuredTable::word()
{
    return u"Jakarta"_s;
}

void MeasuredTable::growTo(int size)
{
    fill(m_store, m_tasks, size);
    m_model.emplace(m_store, m_clock);
}

Spread MeasuredTable::filterMs(const QString &query)
{
    const TaskQuery parsed = asked(query);
    return timed([&] { (void)TaskFilter(m_store, parsed).matchingRows(); });
}

double MeasuredTable::showFoundMs()
{
    QTableView view;
    show(view, *m_model);
    return median(tableRuns, [this] {
        m_model->setQuery({});
        return milliseconds([this] { m_model->setQuery(asked(word())); });
    });
}

Spread MeasuredTable::sortMs(SyncTaskTableModel::Column column)
{
    const Column other = column == Column::Created ? Column::Image : Column::Created;
    return repeated(3, [&] {
        m_model->sort(static_cast<int>(other), Qt::AscendingOrder);
        return milliseconds([&] { m_model->sort(static_cast<int>(column), Qt::DescendingOrder); });
    });
}

Spread MeasuredTable::facetsMs()
{
    return timed([this] { countFacets(m_store, TaskFilter(m_store, asked(word()))); });
}

double MeasuredTable::latestMs()
{
    return timed([this] { LatestResults(m_store).begin(); }).median;
}

double MeasuredTable::relationsMs()
{
    return timed([this] {
               EarlierResults earlier(m_store, 0);
               SamePush push(m_store, 0);
               while (earlier.processChunk() || push.processChunk()) {
               }
           })
        .median;
}

double MeasuredTable::relationsPieceMs()
{
    EarlierResults earlier(m_store, 0);
    SamePush push(m_store, 0);
    double longest = 0;
    bool hasMore = true;
    while (hasMore) {
        longest = std::max(longest, milliseconds([&] { hasMore = earlier.processChunk(); }));
        longest = std::max(longest, milliseconds([&] { hasMore = push.processChunk(); }));
    }
    return longest;
}

Spread MeasuredTable::mergeMs()
{
    m_model->sort(static_cast<int>(Column::Created), Qt::DescendingOrder);
    TaskTableView view(*m_model);
    view.resize(1280, 720);
    view.show();
    return repeated(tableRuns * 3, [&] {
        std::vector<SyncTask> page = m_tasks.takePage(pageSize / 2);
        for (int i = 1; i <= pageSize / 2; ++i) {
            SyncTask task = m_store.task(m_store.size() - static_cast<TaskRow>(i));
            task.modifiedAt = task.modifiedAt.addMSecs(1);
            page.push_back(task);
        }
        return milliseconds([&] {
            m_model->applyMerge(m_store.merge(m_store.instanceId(0), page));
            view.viewport()->repaint();
        });
    });
}

void show(QTableView &view, QAbstractItemModel &model)
{
    view.setModel(&model);
    view.resize(1280, 720);
    view.show();
    (void)model.rowCount(); // until somebody asks a proxy does nothing
}
