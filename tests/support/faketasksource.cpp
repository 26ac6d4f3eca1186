#include "faketasksource.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace {

template<typename Question, typename Answer>
PendingCall keep(std::vector<FakeTaskSource::Call<Question, Answer>> &calls, Question question,
                 Handler<Answer> handler)
{
    auto *alive = new QObject;
    calls.push_back(
        {.question = std::move(question), .handler = std::move(handler), .alive = alive});
    return {alive, {}};
}

template<typename Question, typename Answer>
void destroy(std::vector<FakeTaskSource::Call<Question, Answer>> &calls)
{
    for (auto &call : calls)
        delete call.alive.data();
}

} // namespace

FakeTaskSource::FakeTaskSource() = default;

FakeTaskSource::~FakeTaskSource()
{
    destroy(instanceCalls);
    destroy(taskCalls);
    destroy(detailCalls);
    destroy(ruleCalls);
}

PendingCall FakeTaskSource::listInstances(const InstanceQuery &query,
                                          Handler<RegistryInstancePage> handler)
{
    return keep(instanceCalls, query, std::move(handler));
}

PendingCall FakeTaskSource::listSyncTasks(const SyncTaskQuery &query, Handler<SyncTaskPage> handler)
{
    return keep(taskCalls, query, std::move(handler));
}

PendingCall FakeTaskSource::getSyncTask(const InstanceRef &instance, const QString &syncTaskId,
                                        Handler<SyncTaskDetail> handler)
{
    return keep(detailCalls, TaskQuestion{.instance = instance, .syncTaskId = syncTaskId},
                std::move(handler));
}

PendingCall FakeTaskSource::listSyncRules(const SyncRuleQuery &query, Handler<SyncRulePage> handler)
{
    return keep(ruleCalls, query, std::move(handler));
}

int FakeTaskSource::openTaskCalls()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // dropped calls
    return static_cast<int>(
        std::ranges::count_if(taskCalls, [](const auto &call) { return call.isOpen(); }));
}
