#include "refusingsource.h"

#include <utility>

using namespace std::chrono_literals;

RefusingSource::RefusingSource(ApiError reason, Clock &clock)
    : m_reason(std::move(reason)), m_clock(clock)
{
}

template<typename T>
PendingCall RefusingSource::refuse(Handler<T> handler)
{
    return m_clock.after(0ms, [handler = std::move(handler), reason = m_reason] {
        handler(tl::unexpected(reason));
    });
}

PendingCall RefusingSource::listInstances(const InstanceQuery & /*query*/,
                                          Handler<RegistryInstancePage> handler)
{
    return refuse(std::move(handler));
}

PendingCall RefusingSource::listSyncTasks(const SyncTaskQuery & /*query*/,
                                          Handler<SyncTaskPage> handler)
{
    return refuse(std::move(handler));
}

PendingCall RefusingSource::getSyncTask(const InstanceRef & /*instance*/,
                                        const QString & /*syncTaskId*/,
                                        Handler<SyncTaskDetail> handler)
{
    return refuse(std::move(handler));
}

PendingCall RefusingSource::listSyncRules(const SyncRuleQuery & /*query*/,
                                          Handler<SyncRulePage> handler)
{
    return refuse(std::move(handler));
}
