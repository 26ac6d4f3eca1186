#pragma once

#include "rulefigures.h"
#include "syncrule.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <span>
#include <vector>

/// How a rule stands; what needs a person first.
enum class RuleState {
    Silent,    ///< started nothing for long, against its habit; see RuleRhythm
    Failing,   ///< of its tasks that ended in the range, at least failingShare failed
    Working,   ///< some task is known
    NotListed, ///< tasks name it, and the registry has not said whether it exists
    NotSeen,   ///< listed, and no task of it is known
    Deleted,   ///< tasks name it, and the registry does not list it any more
};

/// A rule that fails now and then is not yet failing: with many tasks some always do.
inline constexpr double failingShare = 0.1;

/// A rule as the registry lists it.
struct ListedRule {
    SyncRule rule{};
    QString instanceId{}; ///< that lists it

    friend bool operator==(const ListedRule &, const ListedRule &) = default;
};

/// What the registry says of rules.
struct RuleList {
    std::vector<ListedRule> rules{};
    /// When an instance told of its rules last since the program was started, Unix epoch. Others
    /// may have rules that nobody knows.
    QHash<QString, qint64> listedAtMs{};

    friend bool operator==(const RuleList &, const RuleList &) = default;
};

/// A rule as the page of rules shows it.
struct RuleRow {
    QString id{};
    std::optional<SyncRule> rule{}; ///< empty: tasks name it, the registry does not list it
    QString instanceId{};           ///< that lists the rule, or its newest task
    RuleFigures figures{};
    RuleState state = RuleState::NotSeen;

    [[nodiscard]] QString key() const { return id; }

    friend bool operator==(const RuleRow &, const RuleRow &) = default;
};

/// All rules that are listed or named by tasks, each once, by state, then those with most failures,
/// then who ran last. \p silent are the ids of rules that went silent.
///
/// A rule that tasks name is deleted where the instance that lists them told of its rules and not
/// of that one, which it had when it was asked: one of the tasks is older than the answer.
std::vector<RuleRow> ruleRows(const RuleList &list, std::span<const RuleFigures> figures,
                              const QSet<QString> &silent);
