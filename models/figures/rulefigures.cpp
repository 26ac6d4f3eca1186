#include "rulefigures.h"

#include "activetasks.h"
#include "percentile.h"
#include "timerange.h"

#include <algorithm>

RuleFigureCount::RuleFigureCount(const TaskStore &store, const QDateTime &now)
    : m_store(&store), m_nowMs(now.toMSecsSinceEpoch())
{
}

void RuleFigureCount::add(std::span<const TaskRow> rows)
{
    m_numberOfRule.resize(m_store->texts().size());
    for (const TaskRow row : rows) {
        const StringPool::Id rule = m_store->coldFields(row).rule;
        if (rule == StringPool::empty)
            continue;
        quint32 &number = m_numberOfRule[rule];
        if (number == 0) {
            m_rules.push_back({.rule = rule});
            number = static_cast<quint32>(m_rules.size());
        }
        addTask(m_rules[number - 1], row);
    }
}

void RuleFigureCount::addTask(Findings &findings, TaskRow row)
{
    const qint64 createdMs = m_store->createdMs(row);
    RuleFigures &figures = findings.figures;
    keepOldest(figures.firstMs, createdMs);
    if (!findings.newest || createdMs > figures.lastMs) {
        findings.newest = row;
        figures.lastMs = std::max(figures.lastMs, createdMs);
    }
}

void RuleFigureCount::addInRange(std::span<const TaskRow> rows)
{
    for (const TaskRow row : rows) {
        const StringPool::Id rule = m_store->coldFields(row).rule;
        if (rule >= m_numberOfRule.size() || m_numberOfRule[rule] == 0)
            continue;
        Findings &findings = m_rules[m_numberOfRule[rule] - 1];
        const TaskHotFields &hot = m_store->hotFields(row);
        findings.figures.counts.add(hot.status);
        const std::optional<qint64> duration = hot.durationMs(m_nowMs);
        if (hot.status == SyncTaskStatus::Success && duration)
            findings.durations.push_back(*duration);
    }
}

bool RuleFigureCount::finishNext()
{
    if (m_figures.size() == m_rules.size())
        return false;
    Findings &findings = m_rules[m_figures.size()];
    RuleFigures figures = findings.figures;
    const TaskEnds ends = m_store->ends(*findings.newest);
    figures.ruleId = m_store->texts().text(findings.rule);
    figures.instanceId = m_store->instanceId(*findings.newest);
    figures.fromRegion = m_store->texts().text(m_store->repository(ends.from).region);
    figures.toRegion = m_store->texts().text(m_store->repository(ends.to).region);
    figures.p95Duration = percentile(std::span(findings.durations), 95);
    findings.durations = {};
    m_figures.push_back(figures);
    return true;
}

std::vector<RuleFigures> countRules(const TaskStore &store, std::span<const TaskRow> rows,
                                    const QDateTime &now)
{
    RuleFigureCount count(store, now);
    count.add(rows);
    count.addInRange(rowsIn(store, rows, TimeRange::last(std::chrono::hours(24), now)));
    while (count.finishNext()) {
    }
    return count.figures();
}
