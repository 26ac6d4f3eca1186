#include "faketasksource.h"

#include "fakecalls.h"

#include <QCoreApplication>
#include <QEvent>

namespace {

template<typename Question, typename Answer>
PendingCall askList(FakeTaskSource::RestingList<Answer> &list,
                    std::vector<FakeTaskSource::Call<Question, Answer>> &calls,
                    const Question &query, Handler<Answer> handler)
{
    if (list.knows(query.pageNo))
        return list.replay(query.pageNo, std::move(handler));
    if (query.pageNo == 1)
        list.pages.clear();
    PendingCall call = keepCall(calls, query, std::move(handler));
    calls.back().run = [&list, pageNo = query.pageNo](const Handler<Answer> &then,
                                                      const Result<Answer> &result) {
        list.take(pageNo, then, result);
    };
    return call;
}

} // namespace

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
    return askList(m_instanceLists[query.account + u'/' + query.regionId], instanceCalls, query,
                   std::move(handler));
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
    const QString key = query.instance.account + u'/' + query.instance.instanceId;
    return askList(m_ruleLists[key], ruleCalls, query, std::move(handler));
}

int FakeTaskSource::openTaskCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return countOpen(taskCalls);
}
