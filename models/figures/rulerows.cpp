#include "rulerows.h"

#include <algorithm>
#include <tuple>

namespace {

bool isDeleted(const RuleFigures &figures, const RuleList &list)
{
    const qint64 listedAt = list.listedAtMs.value(figures.instanceId);
    return listedAt != 0 && figures.firstMs != 0 && figures.firstMs < listedAt;
}

RuleState stateOf(const RuleRow &row, const RuleList &list, bool isSilent)
{
    if (!row.rule)
        return isDeleted(row.figures, list) ? RuleState::Deleted : RuleState::NotListed;
    if (row.figures.ruleId.isEmpty())
        return RuleState::NotSeen;
    if (isSilent)
        return RuleState::Silent;
    const bool isFailing = row.figures.counts.successRate().value_or(1.0) <= 1.0 - failingShare;
    return isFailing ? RuleState::Failing : RuleState::Working;
}

bool isMoreUrgent(const RuleRow &a, const RuleRow &b)
{
    const auto rank = [](const RuleRow &row) {
        const int failed = row.figures.counts.of(SyncTaskStatus::Error);
        return std::tuple(row.state, -failed, -row.figures.lastMs);
    };
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.id < b.id;
}

} // namespace

std::vector<RuleRow> ruleRows(const RuleList &list, std::span<const RuleFigures> figures,
                              const QSet<QString> &silent)
{
    std::vector<RuleRow> rows;
    QHash<QString, std::size_t> rowsById;
    for (const ListedRule &listed : list.rules) {
        if (rowsById.contains(listed.rule.id))
            continue; // both of its ends list it
        rowsById.insert(listed.rule.id, rows.size());
        rows.push_back(
            {.id = listed.rule.id, .rule = listed.rule, .instanceId = listed.instanceId});
    }
    for (const RuleFigures &each : figures) {
        const auto row = rowsById.constFind(each.ruleId);
        if (row == rowsById.cend())
            rows.push_back({.id = each.ruleId, .instanceId = each.instanceId, .figures = each});
        else
            rows[*row].figures = each;
    }
    for (RuleRow &row : rows)
        row.state = stateOf(row, list, silent.contains(row.id));
    std::ranges::sort(rows, isMoreUrgent);
    return rows;
}
