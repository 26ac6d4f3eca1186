#pragma once

#include "operations.h"

#include <QString>

#include <vector>

/// A rule that is being written down.
struct RuleDraft {
    CreateSyncRule rule{};
    SyncScope scope = SyncScope::Namespace;
    bool isTargetWatched = true;
    /// It is another account's than the source: the registry wants its id.
    bool isTargetForeign = false;

    /// What is sent: a field that the scope does not have is left out.
    [[nodiscard]] CreateSyncRule toBeSent() const;

    friend bool operator==(const RuleDraft &, const RuleDraft &) = default;
};

/// What a draft is written in.
enum class RuleField : quint8 {
    Name,
    Source,
    Namespace,
    Repository,
    Target,
    TargetRegion,
    TargetNamespace,
    TargetRepository,
    TargetAccount,
    RepositoryFilter,
    TagFilter,
};

/// Why a draft cannot be sent yet, and what to do about it, in the language of the user.
struct RuleFault {
    RuleField field = RuleField::Name;
    QString text{};

    friend bool operator==(const RuleFault &, const RuleFault &) = default;
};

/// In the order of the fields; one for each at most. Source of what is needed: API page
/// CreateRepoSyncRule. It gives no limits for names, so only what no image reference can hold is
/// refused here, and the rest is left to the registry.
std::vector<RuleFault> faultsIn(const RuleDraft &draft);
/// What is wrong with a regular expression, and where; empty when nothing is.
QString expressionFault(const QString &pattern);
