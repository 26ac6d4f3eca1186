#pragma once

#include "registryinstance.h"
#include "syncrule.h"

#include <QString>

#include <optional>

/// Runs a rule whose trigger is Initiative for one tag, as API page CreateRepoSyncTaskByRule.
struct RuleRun {
    InstanceRef instance{}; ///< the source's
    QString repoId{};       ///< of the source, as RepositorySource tells it
    QString tag{};
    QString ruleId{};
    std::optional<int> priority{}; ///< 1 to 5, larger first; not given means 3

    friend bool operator==(const RuleRun &, const RuleRun &) = default;
};

/// Copies one tag without a rule, as API page CreateRepoSyncTask.
struct NewSyncTask {
    InstanceRef instance{}; ///< the source's
    QString repoId{};       ///< of the source, as RepositorySource tells it
    QString tag{};
    ImageRef target{};          ///< all five parts; the tag may be another
    QString targetUserId{};     ///< the account of the target, when it is another than the source's
    bool overwritesTag = false; ///< a tag that the target has already is replaced
    std::optional<int> priority{};

    friend bool operator==(const NewSyncTask &, const NewSyncTask &) = default;
};

/// A standing order to copy what matches, as API page CreateRepoSyncRule. The repositories are
/// given both or neither: without them it is a rule for namespaces.
struct NewSyncRule {
    InstanceRef instance{}; ///< the source's
    QString name{};
    QString namespaceName{};
    QString repoName{};
    QString tagFilter{};      ///< regular expression
    QString repoNameFilter{}; ///< regular expression, for namespaces only
    TaskTrigger trigger = TaskTrigger::Passive;
    SyncRuleEnd target{};
    QString targetUserId{}; ///< the account of the target, when it is another than the source's

    friend bool operator==(const NewSyncRule &, const NewSyncRule &) = default;
};

/// The scope that the repositories make of it.
inline SyncScope scopeOf(const NewSyncRule &rule)
{
    return rule.repoName.isEmpty() ? SyncScope::Namespace : SyncScope::Repo;
}

/// What the server said of an action that took place.
struct ActionReceipt {
    QString createdId{}; ///< of the task or rule; empty where the action creates none
    QString requestId{};

    friend bool operator==(const ActionReceipt &, const ActionReceipt &) = default;
};
