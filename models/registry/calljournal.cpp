#include "calljournal.h"

#include <algorithm>
#include <utility>
#include <vector>

std::optional<std::chrono::milliseconds> CallFigures::timeOf(int percent) const
{
    if (times.empty())
        return {};
    std::vector<std::chrono::milliseconds> sorted(times.begin(), times.end());
    const std::size_t place = (sorted.size() - 1) * static_cast<std::size_t>(percent) / 100;
    const auto wanted = sorted.begin() + static_cast<std::ptrdiff_t>(place);
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
