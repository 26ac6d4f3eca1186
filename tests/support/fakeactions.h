#pragma once

#include "faketasksource.h"
#include "taskactions.h"

/// Actions that a test answers by hand, as FakeTaskSource does tasks.
class FakeActions final : public TaskActions {
public:
    FakeActions();
    ~FakeActions() override;

    PendingCall cancelSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                               Handler<ActionReceipt> handler) override;
    PendingCall runSyncRule(const RuleRun &run, Handler<ActionReceipt> handler) override;
    PendingCall createSyncTask(const NewSyncTask &task, Handler<ActionReceipt> handler) override;
    PendingCall createSyncRule(const NewSyncRule &rule, Handler<ActionReceipt> handler) override;
    PendingCall deleteSyncRule(const InstanceRef &instance, const QString &syncRuleId,
                               Handler<ActionReceipt> handler) override;

    struct IdQuestion {
        InstanceRef instance{};
        QString id{};
    };

    // In the order of asking. References hold until the next call.
    std::vector<FakeTaskSource::Call<IdQuestion, ActionReceipt>> cancelCalls{};
    std::vector<FakeTaskSource::Call<RuleRun, ActionReceipt>> runCalls{};
    std::vector<FakeTaskSource::Call<NewSyncTask, ActionReceipt>> createCalls{};
    std::vector<FakeTaskSource::Call<NewSyncRule, ActionReceipt>> createRuleCalls{};
    std::vector<FakeTaskSource::Call<IdQuestion, ActionReceipt>> deleteRuleCalls{};
};
