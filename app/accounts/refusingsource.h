#pragma once

#include "clock.h"
#include "tasksource.h"

/// Stands for a registry that cannot be asked, e.g. for want of a key: every call fails with the
/// reason, so that the window needs no second way to say it.
class RefusingSource final : public TaskSource {
public:
    RefusingSource(ApiError reason, Clock &clock);

    PendingCall listInstances(const InstanceQuery &query,
                              Handler<RegistryInstancePage> handler) override;
    PendingCall listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler) override;
    PendingCall getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                            Handler<SyncTaskDetail> handler) override;
    PendingCall listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler) override;

private:
    template<typename T>
    PendingCall refuse(Handler<T> handler);

    ApiError m_reason;
    Clock &m_clock;
};
