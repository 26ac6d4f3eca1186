#pragma once

#include "page.h"
#include "pendingcall.h"
#include "registryinstance.h"
#include "syncrule.h"
#include "synctask.h"
#include "synctaskdetail.h"

using SyncTaskPage = Page<SyncTask>;
using SyncRulePage = Page<SyncRule>;
using RegistryInstancePage = Page<RegistryInstance>;

/// What API page ListRepoSyncTask can be asked. Empty texts ask for everything.
struct SyncTaskQuery {
    InstanceRef instance{};
    QString repoNamespaceName{};
    QString repoName{};
    QString tag{};
    QString syncRecordId{}; ///< the batch id of tasks
    int pageNo = 1;
    int pageSize = 100;

    friend bool operator==(const SyncTaskQuery &, const SyncTaskQuery &) = default;
};

/// What API page ListRepoSyncRule can be asked.
struct SyncRuleQuery {
    InstanceRef instance{};
    QString namespaceName{};
    QString repoName{};
    QString targetRegionId{};
    QString targetInstanceId{};
    int pageNo = 1;
    int pageSize = 100;

    friend bool operator==(const SyncRuleQuery &, const SyncRuleQuery &) = default;
};

/// What API page ListInstance can be asked. It answers for one region.
struct InstanceQuery {
    QString regionId{};
    int pageNo = 1;
    int pageSize = 100;
    QString account{}; ///< as in InstanceRef

    friend bool operator==(const InstanceQuery &, const InstanceQuery &) = default;
};

/// Where sync tasks come from: a registry's API, or what a test puts in its place.
class TaskSource {
public:
    TaskSource() = default;
    virtual ~TaskSource() = default;
    Q_DISABLE_COPY_MOVE(TaskSource)

    virtual PendingCall listInstances(const InstanceQuery &query,
                                      Handler<RegistryInstancePage> handler) = 0;
    virtual PendingCall listSyncTasks(const SyncTaskQuery &query,
                                      Handler<SyncTaskPage> handler) = 0;
    virtual PendingCall getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                    Handler<SyncTaskDetail> handler) = 0;
    virtual PendingCall listSyncRules(const SyncRuleQuery &query,
                                      Handler<SyncRulePage> handler) = 0;
};
