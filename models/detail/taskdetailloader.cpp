#include "taskdetailloader.h"

TaskDetailLoader::TaskDetailLoader(Registry &registry, QObject *parent)
    : QObject(parent), m_registry(registry)
{
}

void TaskDetailLoader::open(const InstanceRef &instance, const QString &syncTaskId)
{
    m_instance = instance;
    m_taskId = syncTaskId;
    load();
}

void TaskDetailLoader::refresh()
{
    if (!m_taskId.isEmpty() && !isLoading())
        load();
}

void TaskDetailLoader::close()
{
    m_taskId.clear();
    m_call = {};
}

bool TaskDetailLoader::isLoading() const
{
    return m_call.isRunning();
}

void TaskDetailLoader::load()
{
    m_call = {};
    if (m_taskId.isEmpty())
        return;
    m_call =
        ask(m_registry,
            GetSyncTask{.instance = m_instance, .syncTaskId = m_taskId, .mustBeCurrent = true},
            [this](const Result<SyncTaskDetail> &detail) {
                m_call = {};
                if (detail)
                    Q_EMIT arrived(InstanceRef(m_instance), *detail); // a slot may open another
                else
                    Q_EMIT failed(detail.error());
            });
}
