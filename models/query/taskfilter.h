#pragma once

#include "querywords.h"
#include "taskfilterindex.h"
#include "taskfilterplan.h"
#include "taskstore.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

/// Answers a query over the rows of a store, by integers and bits: one column after the other, and
/// only those that can decide. Made anew when the query or its context changes; sees texts that
/// come later.
class TaskFilter final {
public:
    using Bits = TaskFilterPlan::Bits;
    using Sides = TaskFilterPlan::Sides;
    /// Fails for tasks outside the chosen range, and for those of instances that are not watched,
    /// whatever else is ignored.
    static constexpr Bits outsideRange = Bits{1} << TaskQuery::maxValues;

    TaskFilter(const TaskStore &store, TaskQuery query, QueryContext context = {});
    Q_DISABLE_COPY_MOVE(TaskFilter) // the index refers to the plan
    ~TaskFilter() = default;

    [[nodiscard]] const TaskQuery &query() const { return m_plan.query(); }
    [[nodiscard]] const QueryContext &context() const { return m_plan.context(); }
    /// See TaskFilterPlan::range().
    [[nodiscard]] const TimeRange &range() const { return m_plan.range(); }
    [[nodiscard]] bool matches(TaskRow row) const;
    /// All matching rows, in the store's order; none once costlyTerm() is one.
    [[nodiscard]] std::vector<TaskRow> matchingRows() const;

    /// The first condition with a regular expression that took too long over a text of the store.
    /// Then no row matches, and that is not an answer. To be asked after rows were looked at.
    [[nodiscard]] const QueryTerm *costlyTerm() const;

    /// For all rows of the store: calls \p visit with the first of some and what fails for each of
    /// them. A row matches where nothing does from one of its ends.
    template<typename Visit>
    void visitBlocks(const Visit &visit) const
    {
        m_index.catchUp();
        const Columns columns = columnsToRead();
        std::array<Sides, TaskStore::block> failing;
        for (TaskRow first = 0; first < m_store.size(); first += TaskStore::block) {
            const std::span rows = std::span(failing).first(
                std::min<std::size_t>(TaskStore::block, m_store.size() - first));
            findFailing(first, rows, columns);
            visit(first, rows);
        }
    }
    using Offsets = std::array<quint32, TaskStore::block>;
    /// Which of a block fail nothing but what is to be \p ignored; how many those are. Without a
    /// branch: hits are scattered, and each that is not foreseen costs.
    static std::size_t passing(std::span<const Sides> failing, Bits ignored, Offsets &offsets)
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < failing.size(); ++i) {
            const auto passes = [ignored](Bits bits) {
                return static_cast<std::size_t>((bits & ~ignored) == 0);
            };
            offsets[count] = static_cast<quint32>(i);
            count += passes(failing[i].bySource) | passes(failing[i].byDestination);
        }
        return count;
    }
    /// The conditions that name one of \p fields.
    [[nodiscard]] Bits conditionsOn(std::initializer_list<QueryField> fields) const
    {
        return m_plan.naming(fields);
    }

private:
    /// What has to be read of each task; what nothing was found in cannot decide.
    struct Columns {
        bool repositories = true;
        bool tags = true;
        bool hotFields = true;
        bool names = true; ///< rule and instance
        bool batches = true;
        bool rest = true; ///< what is seldom asked for: routes, whole images and ids
    };

    // Many rows at once
    [[nodiscard]] Columns columnsToRead() const;
    /// \p first and those after it, all in one block of the store.
    void findFailing(TaskRow first, std::span<Sides> failing, const Columns &columns) const;
    void findInRepositories(TaskRow first, std::span<Sides> found) const;
    void findInTags(TaskRow first, std::span<Sides> found) const;
    void findInTasks(TaskRow first, std::span<Sides> found, const Columns &columns) const;
    void findRest(TaskRow row, Sides &found) const;

    // One row
    /// Of the chosen range, and of an instance that is watched.
    [[nodiscard]] bool isCovered(TaskRow row) const;
    [[nodiscard]] bool coversAll() const;
    [[nodiscard]] Bits foundInHotFields(TaskRow row) const;
    [[nodiscard]] Bits foundInNumbers(TaskRow row) const;
    [[nodiscard]] bool holds(const TaskFilterPlan::NumberTerm &term, TaskRow row) const;
    [[nodiscard]] bool isInState(QueryState state, TaskRow row) const;
    [[nodiscard]] Bits foundInRoute(TaskEnds ends) const;
    [[nodiscard]] Bits foundInImage(quint32 repository, StringPool::Id tag) const;
    [[nodiscard]] bool isSameImage(TaskEnds ends, TaskTags tags) const;

    const TaskStore &m_store;
    TaskFilterPlan m_plan;
    mutable TaskFilterIndex m_index; // grows with the store
};
