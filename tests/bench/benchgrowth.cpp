#include "benchmarks.h"
#include "measuredtable.h"

#include <array>
#include <cmath>
#include <malloc.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Column = SyncTaskTableModel::Column;

/// What a cost is divided by to be that of one task.
enum class Share : quint8 {
    Store, ///< all that are there
    Page,  ///< those that are merged
};

/// The cost of one thing at each size of the store, for one task.
class CostCurve final {
public:
    CostCurve(QString name, QString unit, Share share = Share::Store)
        : m_name(std::move(name)), m_unit(std::move(unit)), m_share(share)
    {
    }

    void add(double size, const Spread &cost)
    {
        Figure figure = figureOf(u"%1, %L2 tasks"_s.arg(m_name).arg(size, 0, 'f', 0), m_unit, cost);
        if (!m_points.empty())
            setPeer(figure, u"the size before"_s, m_points.back().cost);
        m_figures.push_back(std::move(figure));
        m_points.push_back({.size = size, .cost = cost});
    }
    /// With the power of the size by which the whole cost grows, not that of one task: 1 is in
    /// proportion to the store.
    [[nodiscard]] std::vector<Figure> figures() const
    {
        std::vector<Figure> all = m_figures;
        const Point &first = m_points.front();
        const Point &last = m_points.back();
        const double powerOfOne =
            std::log(last.cost.median / first.cost.median) / std::log(last.size / first.size);
        const double power = m_share == Share::Store ? 1 + powerOfOne : powerOfOne;
        all.push_back({.what = u"%1: power of the size by which it grows"_s.arg(m_name),
                       .value = power,
                       .expected = u"<= 1.1"_s,
                       .isMet = power <= 1.1});
        return all;
    }

private:
    struct Point {
        double size = 0;
        Spread cost{};
    };

    QString m_name;
    QString m_unit;
    Share m_share;
    std::vector<Figure> m_figures;
    std::vector<Point> m_points;
};

/// A task's part of \p cost; \p times changes the unit.
Spread perTask(Spread cost, double tasks, double times)
{
    for (double *value : {&cost.median, &cost.low, &cost.high})
        *value *= times / tasks;
    return cost;
}

/// What lies in freed memory is given back first: it would be used again, and not seen to grow.
double residentBytes()
{
    constexpr double bytesInMebibyte = 1024 * 1024;
    ::malloc_trim(0);
    return residentMemory() * bytesInMebibyte;
}

} // namespace

std::vector<Figure> benchGrowth()
{
    constexpr double nanoseconds = 1e6; // in a millisecond
    std::array curves = {
        CostCurve(u"memory of a task"_s, u"bytes"_s), CostCurve(u"filter by text"_s, u"ns/task"_s),
        CostCurve(u"all facets"_s, u"ns/task"_s), CostCurve(u"sort by image"_s, u"ns/task"_s)};
    CostCurve merge(u"merge a page of 100 and paint"_s, u"ns/task"_s, Share::Page);
    MeasuredTable table(3);
    const double before = residentBytes();
    for (const int size : {10'000, 100'000, 1'000'000, 5'000'000}) {
        say(u"growth: %L1 tasks"_s.arg(size));
        table.growTo(size);
        const double bytes = (residentBytes() - before) / size;
        curves[0].add(size, {.median = bytes, .low = bytes, .high = bytes, .runs = 1});
        curves[1].add(size, perTask(table.filterMs(), size, nanoseconds));
        curves[2].add(size, perTask(table.facetsMs(), size, nanoseconds));
        curves[3].add(size, perTask(table.sortMs(Column::Image), size, nanoseconds));
        merge.add(size, perTask(table.mergeMs(), MeasuredTable::pageSize, nanoseconds));
    }
    std::vector<Figure> figures;
    for (const CostCurve &curve : curves) {
        for (Figure &figure : curve.figures())
            figures.push_back(std::move(figure));
    }
    for (Figure &figure : merge.figures())
        figures.push_back(std::move(figure));
    return figures;
}
