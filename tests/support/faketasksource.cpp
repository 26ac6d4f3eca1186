#include "faketasksource.h"

#include "fakecalls.h"

#include <QCoreApplication>
#include <QEvent>

FakeTaskSource::FakeTaskSource() = default;

FakeTaskSource::~FakeTaskSource()
{
    destroyCalls(instanceCalls);
    destroyCalls(taskCalls);
    destroyCalls(detailCalls);
    destroyCalls(ruleCalls);
}

PendingCall FakeTaskSource::listInstances(const InstanceQuery &query,
                                          Handler<RegistryInstancePage> handler)
{
    return keepCall(instanceCalls, query, std::move(handler));
}

PendingCall FakeTaskSource::listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler)
{
    return keepCall(taskCalls, query, std::move(handler));
}

PendingCall FakeTaskSource::getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                        Handler<SyncTaskDetail> handler)
{
    return keepCall(detailCalls, TaskQuestion{.instance = instance, .syncTaskId = syncTaskId},
                    std::move(handler));
}

PendingCall FakeTaskSource::listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler)
{
    return keepCall(ruleCalls, query, std::move(handler));
}

int FakeTaskSource::openTaskCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return countOpen(taskCalls);
}
