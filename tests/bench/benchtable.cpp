#include "benchmarks.h"
#include "benchtasks.h"
#include "clock.h"
#include "earlierresults.h"
#include "facetcounts.h"
#include "queryparser.h"
#include "samepush.h"
#include "synctasktablemodel.h"
#include "tablepeers.h"
#include "tasktableview.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QTableView>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

constexpr int runs = 7;
constexpr int million = 1'000'000;
constexpr int peerTasks = 100'000; // Qt's proxy is quadratic: a million would take minutes
constexpr int pageSize = 100;
const QString word = u"Jakarta"_s; // the destination of every tenth, anywhere in the table

TaskQuery asked(const QString &text)
{
    return parseQuery(text).value_or(TaskQuery{});
}

double timed(const std::function<void()> &work)
{
    return median(runs, [&work] { return milliseconds(work); });
}

Figure upTo(double limit, const QString &what, double value)
{
    return {.what = what,
            .unit = u"ms"_s,
            .value = value,
            .expected = u"<= %1 ms"_s.arg(limit),
            .isMet = value <= limit};
}

void besidePeer(Figure &figure, const QString &peer, double ours, double theirs, double times)
{
    figure.peer = peer;
    figure.peerValue = theirs;
    figure.ratio = theirs / ours;
    figure.expected += u" and >= %1 times"_s.arg(times);
    figure.isMet = figure.isMet && figure.ratio >= times;
}

void show(QTableView &view, QAbstractItemModel &model)
{
    view.setModel(&model);
    view.resize(1280, 720);
    view.show();
    (void)model.rowCount(); // until somebody asks a proxy does nothing
}

/// A store with a table over it that is painted.
class BenchTable final {
public:
    explicit BenchTable(unsigned seed) : m_tasks(seed) {}

    void growTo(int size)
    {
        fill(m_store, m_tasks, size);
        m_model.emplace(m_store, m_clock);
    }
    [[nodiscard]] const TaskStore &store() const { return m_store; }
    SyncTaskTableModel &model() { return *m_model; }

    double filterMs(const QString &query = word)
    {
        const TaskQuery parsed = asked(query);
        return timed([&] { (void)TaskFilter(m_store, parsed).matchingRows(); });
    }
    /// The time until a table shows what is found.
    double showFoundMs()
    {
        QTableView view;
        show(view, *m_model);
        return median(runs, [this] {
            m_model->setQuery({});
            return milliseconds([this] { m_model->setQuery(asked(word)); });
        });
    }
    double sortMs(Column column)
    {
        const Column other = column == Column::Created ? Column::Image : Column::Created;
        return median(3, [&] {
            m_model->sort(static_cast<int>(other), Qt::AscendingOrder);
            return milliseconds(
                [&] { m_model->sort(static_cast<int>(column), Qt::DescendingOrder); });
        });
    }
    double facetsMs()
    {
        return timed([this] { countFacets(m_store, TaskFilter(m_store, asked(word))); });
    }
    /// Which task of each image and destination is the newest, found out anew.
    double latestMs()
    {
        return timed([this] { LatestResults(m_store).begin(); });
    }
    /// What has to do with a task, looked for among all others.
    double relationsMs()
    {
        return timed([this] {
            EarlierResults earlier(m_store, 0);
            SamePush push(m_store, 0);
            while (earlier.processChunk() || push.processChunk()) {
            }
        });
    }
    /// The longest that it holds the event loop without a break.
    double relationsPieceMs()
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
    /// A page of which half is new and half has changed, until it is painted.
    double mergeMs()
    {
        m_model->sort(static_cast<int>(Column::Created), Qt::DescendingOrder);
        TaskTableView view(*m_model);
        view.resize(1280, 720);
        view.show();
        return median(runs * 3, [&] {
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

private:
    const SystemClock m_clock;
    BenchTasks m_tasks;
    TaskStore m_store;
    std::optional<SyncTaskTableModel> m_model;
};

Figure memoryFigure(BenchTable &table)
{
    const double before = residentMemory();
    table.growTo(million);
    constexpr double bytesInMebibyte = 1024 * 1024;
    const double ours = (residentMemory() - before) * bytesInMebibyte / million;
    Figure figure = {.what = u"memory of a task, 1,000,000 tasks and a table over them"_s,
                     .unit = u"bytes"_s,
                     .value = ours,
                     .expected = u"<= 160 bytes"_s,
                     .isMet = ours <= 160};
    const double beforeItems = residentMemory();
    QStandardItemModel items;
    fillItems(items, table.store(), peerTasks);
    const double theirs = (residentMemory() - beforeItems) * bytesInMebibyte / peerTasks;
    besidePeer(figure, u"QStandardItemModel, 100,000"_s, ours, theirs, 10);
    return figure;
}

Figure filterFigure(BenchTable &table)
{
    // Each time a new proxy: what one let back in lies together at its end, and is let out again in
    // one piece. And a view, as ours has: taking rows out one run after the other, the proxy alone
    // needs 80 ms, but a view looks through all rows after each run, which makes 1,300 ms of it.
    PlainTaskModel plain(table.store(), peerTasks);
    const double theirs = median(3, [&plain] {
        TypedProxyModel proxy(plain);
        proxy.sort(0, Qt::DescendingOrder);
        QTableView view;
        show(view, proxy);
        return milliseconds([&] { proxy.setWord(word); });
    });
    BenchTable smaller(2);
    smaller.growTo(peerTasks);
    Figure figure =
        upTo(5, u"filter by text, every tenth found, 1,000,000 tasks"_s, table.filterMs());
    besidePeer(figure, u"QSortFilterProxyModel, both 100,000 in a view"_s, smaller.showFoundMs(),
               theirs, 100);
    return figure;
}

/// An expression is compared with each text once, however many tasks have it.
Figure expressionFigure(BenchTable &table)
{
    Figure figure = upTo(50, u"filter by an ordinary expression, 1,000,000 tasks"_s,
                         table.filterMs(uR"(image:/^[\w-]+\/.*:2\.\d+\.7$/)"_s));
    const QRegularExpression expression(uR"(^[\w-]+/.*:2\.\d+\.7$)"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    const TaskStore &store = table.store();
    const double theirs = milliseconds([&] {
        int found = 0;
        for (TaskRow row = 0; row < peerTasks; ++row) {
            found += expression.match(store.task(row).imageFrom.path()).hasMatch() ? 1 : 0;
        }
        return found;
    });
    besidePeer(figure, u"QRegularExpression over each row"_s, figure.value,
               theirs * million / peerTasks, 5);
    return figure;
}

Figure sortFigure(BenchTable &table)
{
    Column slowest = Column::Status;
    double ours = 0;
    for (int column = 0; column < SyncTaskTableModel::columns; ++column) {
        const double taken = table.sortMs(static_cast<Column>(column));
        if (taken > ours) {
            ours = taken;
            slowest = static_cast<Column>(column);
        }
    }
    PlainTaskModel plain(table.store(), million);
    TypedProxyModel proxy(plain);
    (void)proxy.rowCount();
    Qt::SortOrder order = Qt::AscendingOrder;
    const double theirs = median(3, [&] {
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        return milliseconds([&] { proxy.sort(0, order); });
    });
    const QString name =
        QString::fromLatin1(QMetaEnum::fromType<Column>().valueToKey(static_cast<int>(slowest)));
    Figure figure = upTo(80, u"sort by the slowest column, %1"_s.arg(name), ours);
    besidePeer(figure, u"QSortFilterProxyModel, both by Created"_s, table.sortMs(Column::Created),
               theirs, 5);
    return figure;
}

/// What grows with the store, and how: 1 is in proportion.
class CostCurve final {
public:
    void add(BenchTable &table)
    {
        const auto size = static_cast<double>(table.store().size());
        const std::array costs = {table.filterMs(), table.sortMs(Column::Image), table.facetsMs(),
                                  table.mergeMs()};
        for (std::size_t i = 0; i < names.size(); ++i) {
            m_figures.push_back({.what = u"%1, %L2 tasks"_s.arg(names[i]).arg(size, 0, 'f', 0),
                                 .unit = u"ms"_s,
                                 .value = costs[i]});
            m_points[i].push_back({.size = size, .cost = costs[i]});
        }
    }
    [[nodiscard]] std::vector<Figure> figures() const
    {
        std::vector<Figure> all = m_figures;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Point &first = m_points[i].front();
            const Point &last = m_points[i].back();
            const double power =
                std::log(last.cost / first.cost) / std::log(last.size / first.size);
            all.push_back({.what = u"%1: power of the size by which it grows"_s.arg(names[i]),
                           .unit = {},
                           .value = power,
                           .expected = u"<= 1.1"_s,
                           .isMet = power <= 1.1});
        }
        return all;
    }

private:
    struct Point {
        double size = 0;
        double cost = 0;
    };
    static inline const std::array names = {u"filter by text"_s, u"sort by image"_s,
                                            u"all facets"_s, u"merge a page and paint"_s};

    std::vector<Figure> m_figures;
    std::array<std::vector<Point>, 4> m_points;
};

} // namespace

std::vector<Figure> benchTable()
{
    BenchTable table(1);
    std::vector<Figure> figures = {memoryFigure(table), filterFigure(table),
                                   expressionFigure(table)};
    figures.push_back({.what = u"the same until the table shows it"_s,
                       .unit = u"ms"_s,
                       .value = table.showFoundMs()});
    table.model().setQuery({});
    figures.push_back(sortFigure(table));
    figures.push_back(upTo(15, u"all facets counted after a changed query"_s, table.facetsMs()));
    figures.push_back({.what = u"newest result of each image and destination, all looked at"_s,
                       .unit = u"ms"_s,
                       .value = table.latestMs()});
    figures.push_back(upTo(4, u"earlier results and push of a task"_s, table.relationsMs()));
    figures.push_back(upTo(2, u"the same, longest without a break"_s, table.relationsPieceMs()));
    figures.push_back(
        upTo(8, u"merge a page, 50 new and 50 changed, and paint"_s, table.mergeMs()));

    CostCurve curve;
    BenchTable growing(3);
    for (const int size : {10'000, 100'000, 1'000'000, 5'000'000}) {
        growing.growTo(size);
        curve.add(growing);
    }
    const std::vector<Figure> costs = curve.figures();
    figures.insert(figures.end(), costs.begin(), costs.end());
    return figures;
}
