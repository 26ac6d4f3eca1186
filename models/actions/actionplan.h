#pragma once

#include "operations.h"
#include "retryoutlook.h"
#include "synctask.h"
#include "writepermissions.h"

#include <QHash>
#include <QString>

#include <functional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

/// What an operator wants done: something to tasks, or a tag copied that no task speaks of.
enum class ActionKind : quint8 { Cancel, Retry, Copy };

/// Why an action is not offered for a task, or will not be sent.
enum class ActionDisabledReason : quint8 {
    None,
    ReadOnly,            ///< changes are not allowed for the account
    NotPermitted,        ///< the registry refused it before, for this instance
    StillRunning,        ///< retry: the task is not finished
    Succeeded,           ///< retry: the image arrived
    AlreadyFinished,     ///< cancel: nothing is left to be stopped
    Incomplete,          ///< the registry does not say what was copied where
    TargetAccountNeeded, ///< the destination is another account's, whose id is needed
    Repaired,            ///< a later task brought the image there
    UnderWay,            ///< a task is bringing it there, or was sent for and is awaited
    Repeated,            ///< a newer task of the same image and destination is among these
    WouldFailAgain,      ///< retry: the cause is still there, see RetryOutlook
};

/// What is sent for a task: nothing, where there is a reason not to. Ids of repositories are looked
/// up when it is sent.
using TaskAction = std::variant<std::monostate, CancelSyncTask, RunSyncRule, CreateSyncTask>;

/// One line of a plan.
struct PlannedAction {
    InstanceRef listedBy{};
    SyncTask task{};
    TaskAction action{};
    ActionDisabledReason disabledReason = ActionDisabledReason::None;
    RetryOutlook outlook = RetryOutlook::Open; ///< of a retry that could be sent
    bool isAgain = false;                      ///< a task that is known was to copy the same

    [[nodiscard]] bool isToBeSent() const { return disabledReason == ActionDisabledReason::None; }

    friend bool operator==(const PlannedAction &, const PlannedAction &) = default;
};

/// What became of the image of a task that did not succeed, at the same destination: see
/// LatestResults.
enum class LaterCopy : quint8 { None, UnderWay, Arrived };

/// A task, and who lists it.
struct ListedTask {
    InstanceRef listedBy{};
    SyncTask task{};
    LaterCopy laterCopy = LaterCopy::None;
};

/// What was chosen for a retry.
struct RetryChoices {
    bool overwritesTag = false;   ///< also where the destination has the tag with other content
    QString targetUserId{};       ///< of the account that owns the destination
    bool includesFailing = false; ///< also what will fail again, see RetryOutlook

    friend bool operator==(const RetryChoices &, const RetryChoices &) = default;
};

/// The API's name of what is sent.
QString operationOf(const TaskAction &action);
/// Which instance is asked.
InstanceRef instanceOf(const TaskAction &action);

/// How to ask about an image's instance, under that account where no other lists it.
using InstanceFinder = std::function<InstanceRef(const ImageRef &image, const QString &account)>;

/// A task that cannot be cancelled is in the plan, with the reason.
std::vector<PlannedAction> planCancel(std::span<const ListedTask> tasks,
                                      const WritePermissions &permissions);
/// A task of a rule that is run by hand becomes another run of the rule, any other one a task of
/// its own. \p rules by id; \p refOf as in RegistryDirectory.
std::vector<PlannedAction> planRetry(std::span<const ListedTask> tasks,
                                     const QHash<QString, SyncRule> &rules,
                                     const InstanceFinder &refOf, const RetryChoices &choices,
                                     const WritePermissions &permissions);

/// What is known of earlier copies of a tag that no task was chosen for.
enum class EarlierCopy : quint8 {
    None,
    Known,    ///< a task was to copy it, and has ended
    UnderWay, ///< a task has not ended, or was sent for and is awaited
};

/// A tag to be copied now, from an instance to another.
struct TagCopy {
    ImageRef from{};
    ImageRef to{};
    QString targetUserId{};   ///< of the account that owns the destination, if it is another one
    bool isCrossUser = false; ///< it is another one, whose id may have to be asked for
    QString account{};        ///< whose key asks, where no watched account lists the source
    EarlierCopy earlier = EarlierCopy::None;

    friend bool operator==(const TagCopy &, const TagCopy &) = default;
};

/// A line for each. \p refOf as in RegistryDirectory. An account that a copy names beats that of
/// the choices.
std::vector<PlannedAction> planCopy(std::span<const TagCopy> copies, const InstanceFinder &refOf,
                                    const QDateTime &now, const RetryChoices &choices,
                                    const WritePermissions &permissions);

/// Of a planned retry: what speaks against it, in the language of the user; else empty.
QString outlookReason(const PlannedAction &planned);
/// Whether any of these is or was left out because it will fail again.
bool hasFailingRetry(std::span<const PlannedAction> plan);
/// Whether any of these needs RetryChoices::targetUserId.
bool needsTargetAccount(std::span<const PlannedAction> plan);
/// How many will be sent.
qsizetype countToBeSent(std::span<const PlannedAction> plan);
