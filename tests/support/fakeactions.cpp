#include "fakeactions.h"

#include "fakecalls.h"

FakeActions::FakeActions() = default;

FakeActions::~FakeActions()
{
    destroyCalls(cancelCalls);
    destroyCalls(runCalls);
    destroyCalls(createCalls);
    destroyCalls(createRuleCalls);
    destroyCalls(deleteRuleCalls);
}

PendingCall FakeActions::cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                        Handler<ActionReceipt> handler)
{
    return keepCall<IdQuestion, ActionReceipt>(
        cancelCalls, {.instance = instance, .id = syncTaskId}, std::move(handler));
}

PendingCall FakeActions::runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler)
{
    return keepCall(runCalls, run, std::move(handler));
}

PendingCall FakeActions::createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler)
{
    return keepCall(createCalls, task, std::move(handler));
}

PendingCall FakeActions::createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler)
{
    return keepCall(createRuleCalls, rule, std::move(handler));
}

PendingCall FakeActions::deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                                        Handler<ActionReceipt> handler)
{
    return keepCall<IdQuestion, ActionReceipt>(
        deleteRuleCalls, {.instance = instance, .id = syncRuleId}, std::move(handler));
}
