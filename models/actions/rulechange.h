#pragma once

#include "actionplan.h"
#include "rulerows.h"

#include <QString>

#include <functional>
#include <variant>

/// A rule to be deleted.
struct RuleRemoval {
    InstanceRef instance{}; ///< the source's
    SyncRule rule{};        ///< as it was known

    friend bool operator==(const RuleRemoval &, const RuleRemoval &) = default;
};

/// What an operator wants done to the rules of a registry.
using RuleChange = std::variant<CreateSyncRule, RuleRemoval>;

/// What is sent.
const CreateSyncRule &operationFor(const CreateSyncRule &creation);
DeleteSyncRule operationFor(const RuleRemoval &removal);
/// The API's name of what is sent.
QString operationOf(const RuleChange &change);
/// Which instance is asked.
InstanceRef instanceOf(const RuleChange &change);
/// The id of the instance that the rule copies to.
QString destinationOf(const RuleChange &change);

/// Why a change is not offered.
enum class RuleDisabledReason : quint8 {
    None,
    ReadOnly,     ///< changes are not allowed for the account
    NotPermitted, ///< the registry refused it before, for this instance
    NoInstance,   ///< there is nothing to copy from, yet
    NoRule,       ///< none is chosen
    NotListed,    ///< the registry does not list it: it is deleted, or not known
    OtherSide,    ///< it is one of the instance it copies from, which is not watched
};

/// Why the permissions forbid a change.
RuleDisabledReason disabledReasonFor(const RuleChange &change, const WritePermissions &permissions);

/// How a rule is deleted, or why it is not.
struct RemovalOffer {
    RuleRemoval removal{};
    RuleDisabledReason disabledReason = RuleDisabledReason::None;
};

/// \p refOf completes an instance's region and account. A rule is asked of the instance that it
/// copies from, also where only its other end lists it. Source: API pages ListRepoSyncRule, where
/// the direction To is one that is seen from the destination, and DeleteRepoSyncRule. Nothing there
/// says that a rule could be one of the registry itself.
RemovalOffer removalOf(const RuleRow &row, const std::function<InstanceRef(const QString &)> &refOf,
                       const WritePermissions &permissions);

/// In the language of the user; empty for None.
QString disabledReasonText(RuleDisabledReason disabledReason);
