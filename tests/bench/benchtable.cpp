#include "benchmarks.h"
#include "measuredtable.h"
#include "tablepeers.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

constexpr int tableTasks = 1'000'000;
constexpr int peerTasks = 100'000; // Qt's proxy is quadratic: a million would take minutes

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

Figure memoryFigure(MeasuredTable &table)
{
    const double before = residentMemory();
    table.growTo(tableTasks);
    constexpr double bytesInMebibyte = 1024 * 1024;
    const double ours = (residentMemory() - before) * bytesInMebibyte / tableTasks;
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

Figure filterFigure(MeasuredTable &table)
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
        return milliseconds([&] { proxy.setWord(MeasuredTable::word()); });
    });
    MeasuredTable smaller(2);
    smaller.growTo(peerTasks);
    Figure figure =
        upTo(5, u"filter by text, every tenth found, 1,000,000 tasks"_s, table.filterMs().median);
    besidePeer(figure, u"QSortFilterProxyModel, both 100,000 in a view"_s, smaller.showFoundMs(),
               theirs, 100);
    return figure;
}

/// An expression is compared with each text once, however many tasks have it.
Figure expressionFigure(MeasuredTable &table)
{
    Figure figure = upTo(50, u"filter by an ordinary expression, 1,000,000 tasks"_s,
                         table.filterMs(uR"(image:/^[\w-]+\/.*:2\.\d+\.7$/)"_s).median);
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
               theirs * tableTasks / peerTasks, 5);
    return figure;
}

Figure sortFigure(MeasuredTable &table)
{
    Column slowest = Column::Status;
    double ours = 0;
    for (int column = 0; column < SyncTaskTableModel::columns; ++column) {
        const double taken = table.sortMs(static_cast<Column>(column)).median;
        if (taken > ours) {
            ours = taken;
            slowest = static_cast<Column>(column);
        }
    }
    PlainTaskModel plain(table.store(), tableTasks);
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
    besidePeer(figure, u"QSortFilterProxyModel, both by Created"_s,
               table.sortMs(Column::Created).median, theirs, 5);
    return figure;
}

} // namespace

std::vector<Figure> benchTable()
{
    say(u"table: filling a store, then filter and sort beside Qt's models, two minutes"_s);
    MeasuredTable table(1);
    std::vector<Figure> figures = {memoryFigure(table), filterFigure(table),
                                   expressionFigure(table)};
    figures.push_back({.what = u"the same until the table shows it"_s,
                       .unit = u"ms"_s,
                       .value = table.showFoundMs()});
    table.model().setQuery({});
    figures.push_back(sortFigure(table));
    figures.push_back(
        upTo(15, u"all facets counted after a changed query"_s, table.facetsMs().median));
    figures.push_back({.what = u"newest result of each image and destination, all looked at"_s,
                       .unit = u"ms"_s,
                       .value = table.latestMs()});
    figures.push_back(upTo(4, u"earlier results and push of a task"_s, table.relationsMs()));
    figures.push_back(upTo(2, u"the same, longest without a break"_s, table.relationsPieceMs()));
    figures.push_back(
        upTo(8, u"merge a page, 50 new and 50 changed, and paint"_s, table.mergeMs().median));
    return figures;
}
