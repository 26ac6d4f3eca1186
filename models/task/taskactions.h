#pragma once

#include "pendingcall.h"
#include "registryaction.h"

/// What can be done about sync tasks. Each action is sent at most once, whatever becomes of it: an
/// error with isOutcomeInDoubt says that it may have taken place all the same, any other error that
/// it did not. Dropping the call does not take back what was sent: keep it until it reports.
class TaskActions {
public:
    TaskActions() = default;
    virtual ~TaskActions() = default;
    Q_DISABLE_COPY_MOVE(TaskActions)

    virtual PendingCall cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                       Handler<ActionReceipt> handler) = 0;
    virtual PendingCall runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler) = 0;
    virtual PendingCall createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler) = 0;
    virtual PendingCall createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler) = 0;
    virtual PendingCall deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                                       Handler<ActionReceipt> handler) = 0;
};
