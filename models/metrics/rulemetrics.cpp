#include "rulemetrics.h"

#include "measuring.h"
#include "rulefigures.h"
#include "rulerhythm.h"

#include <algorithm>
#include <map>

namespace {

class RuleMetrics final {
public:
    explicit RuleMetrics(Measuring &measuring)
        : m_measuring(measuring), m_store(measuring.source.store)
    {
    }

    void add()
    {
        RuleFigureCount count(m_store, m_measuring.source.now);
        count.add(m_measuring.rows);
        count.addInRange(m_measuring.rows);
        while (count.finishNext()) {
        }
        std::set<FamilySet::Labels> names;
        for (const RuleFigures &rule : count.figures())
            names.insert(nameAndId(rule.ruleId));
        m_named = NamedLabels(names, m_measuring.choice.named);
        for (const RuleFigures &rule : count.figures())
            m_measuring.addStatuses(Metric::RuleTasks, labelsOf(rule.ruleId), rule.counts,
                                    m_measuring.isAllRead);
        addLastSuccesses();
        addSilence();
    }

private:
    using Rows = std::vector<TaskRow>;

    /// The first ones by name are the first ones of these; the id tells rules of one name apart.
    [[nodiscard]] FamilySet::Labels nameAndId(const QString &ruleId) const
    {
        return {m_measuring.source.ruleNames.value(ruleId, ruleId), ruleId};
    }

    [[nodiscard]] FamilySet::Labels labelsOf(const QString &ruleId) const
    {
        const FamilySet::Labels named = m_named.of(nameAndId(ruleId));
        return {named[1], named[0]};
    }

    /// Rules that are not named have no time of their own.
    void raise(Metric metric, StringPool::Id rule, double value)
    {
        const QString id = m_store.texts().text(rule);
        if (m_named.has(nameAndId(id)))
            m_measuring.set.raise(metric, labelsOf(id), value);
    }

    void addLastSuccesses()
    {
        std::map<StringPool::Id, qint64> lastMs;
        for (const TaskRow row : m_measuring.rows) {
            const StringPool::Id rule = m_store.coldFields(row).rule;
            if (rule == StringPool::empty || m_store.status(row) != SyncTaskStatus::Success)
                continue;
            qint64 &last = lastMs[rule];
            last = std::max(last, m_store.effectiveTimeMs(row));
        }
        for (const auto &[rule, last] : lastMs) {
            if (last != 0)
                raise(Metric::RuleLastSuccess, rule, inSeconds(std::chrono::milliseconds(last)));
        }
    }

    /// By instance, of those whose tasks are known without a gap.
    [[nodiscard]] std::map<QString, Rows> rowsByInstance() const
    {
        std::map<QString, Rows> rowsOf;
        for (const ListStatus &list : m_measuring.source.lists) {
            if (list.isInstance() && list.feed.completeSince.isValid())
                rowsOf[list.instance.instanceId];
        }
        for (const TaskRow row : m_measuring.rows) {
            if (const auto rows = rowsOf.find(m_store.instanceId(row)); rows != rowsOf.end())
                rows->second.push_back(row);
        }
        return rowsOf;
    }

    /// Of each list by itself: what one does not tell hides no rule of another. A rule that two
    /// lists show is silent where both say so.
    void addSilence()
    {
        const std::map<QString, Rows> rowsOf = rowsByInstance();
        std::map<StringPool::Id, bool> silent; // by rule
        for (const ListStatus &list : m_measuring.source.lists) {
            if (const auto rows = rowsOf.find(list.instance.instanceId); rows != rowsOf.end())
                judge(list, rows->second, silent);
        }
        for (const auto &[rule, isSilent] : silent)
            raise(Metric::RuleSilent, rule, isSilent ? 1 : 0);
    }

    void judge(const ListStatus &list, const Rows &rows, std::map<StringPool::Id, bool> &silent)
    {
        for (const RuleRhythm &rhythm :
             ruleRhythms(m_store, rows, list.asOf, list.feed.completeSince)) {
            if (!rhythm.typicalGap)
                continue;
            const auto [known, isNew] = silent.try_emplace(rhythm.rule, rhythm.silent);
            known->second = known->second && rhythm.silent;
        }
    }

    Measuring &m_measuring;
    const TaskStore &m_store;
    NamedLabels m_named;
};

} // namespace

void addRules(Measuring &measuring)
{
    RuleMetrics(measuring).add();
}
