#pragma once

#include "imageref.h"
#include "registryinstance.h"
#include "syncrule.h"

#include <QString>

#include <functional>
#include <optional>

/// One end of a comparison.
struct ComparisonEnd {
    InstanceRef instance{};
    QString namespaceName{};   ///< empty: every namespace that the rule takes
    QString repoName{};        ///< empty: every repository that the rule takes
    bool isListed = false;     ///< a watched account lists the instance
    bool isOutOfReach = false; ///< see isOutOfReach()

    friend bool operator==(const ComparisonEnd &, const ComparisonEnd &) = default;
};

/// Nobody can be asked about an instance that no watched account lists: it is another account's, or
/// its region is not known.
bool isOutOfReach(const InstanceRef &unlisted, bool isCrossUser);

/// What is compared: one repository with another, or all that a rule takes.
struct ComparisonScope {
    ComparisonEnd from{};
    ComparisonEnd to{};
    std::optional<SyncRule> rule{};
    bool isCrossUser = false; ///< the ends belong to two accounts

    friend bool operator==(const ComparisonScope &, const ComparisonScope &) = default;
};

/// How to ask about an instance, where a watched account lists it.
using ListedInstances = std::function<std::optional<InstanceRef>(const QString &instanceId)>;

/// Each end is asked by the account that lists it; one that none lists, where it is not another
/// account's, by that of the other end.
ComparisonScope comparisonOf(const SyncRule &rule, const ListedInstances &listed);
/// Of the repositories of a task's images; their tags are not looked at.
ComparisonScope comparisonOf(const ImageRef &from, const ImageRef &to, bool isCrossUser,
                             const ListedInstances &listed);

/// "team/app", "team/*" or "*".
QString scopeText(const ComparisonEnd &end);
/// The rule's namespace at the source is \p fromNamespace: which it is at the destination.
QString destinationNamespace(const ComparisonScope &scope, const QString &fromNamespace);
/// Likewise for a repository.
QString destinationRepository(const ComparisonScope &scope, const QString &fromRepository);
