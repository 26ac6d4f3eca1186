#include "calljournal.h"

#include <algorithm>
#include <utility>
#include <vector>

std::optional<std::chrono::milliseconds> CallFigures::timeOf(int percent) const
{
    if (times.empty())
        return {};
    std::vector<std::chrono::milliseconds> sorted(times.begin(), times.end());
    // The smallest index up to which that many percent of them lie.
    const std::size_t index =
        std::max<std::size_t>(1, (sorted.size() * static_cast<std::size_t>(percent) + 99) / 100) -
        1;
    const auto wanted = sorted.begin() + static_cast<std::ptrdiff_t>(index);
    std::ranges::nth_element(sorted, wanted);
    return *wanted;
}

void CallJournal::noteBegun(const QString &operation)
{
    ++m_operations[operation].begun;
}

void CallJournal::noteAnswered(const QString &operation, std::chrono::milliseconds took)
{
    CallFigures &figures = m_operations[operation];
    ++figures.answered;
    addTime(figures, took);
}

void CallJournal::noteFailed(const QString &operation, FailedCall call)
{
    CallFigures &figures = m_operations[operation];
    ++figures.failed;
    addTime(figures, call.took);
    m_failures.push_back(std::move(call));
    if (m_failures.size() > mostFailures)
        m_failures.pop_front();
}

void CallJournal::addTime(CallFigures &figures, std::chrono::milliseconds took) const
{
    figures.times.push_back(took);
    if (figures.times.size() > mostTimes)
        figures.times.pop_front();
}
