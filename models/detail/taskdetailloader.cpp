#include "taskdetailloader.h"

TaskDetailLoader::TaskDetailLoader(TaskSource &source, QObject *parent)
    : QObject(parent), m_source(source)
{
}

TaskDetailLoader::~TaskDetailLoader() = default;

void TaskDetailLoader::open(const InstanceRef &instance, const QString &syncTaskId)
{
    m_instance = instance;
    m_taskId = syncTaskId;
    ask();
}

void TaskDetailLoader::refresh()
{
    if (!m_taskId.isEmpty() && !isLoading())
        ask();
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

void TaskDetailLoader::ask()
{
    m_call = {};
    if (m_taskId.isEmpty())
        return;
    m_call =
        m_source.getSyncTask(m_instance, m_taskId, [this](const Result<SyncTaskDetail> &detail) {
            m_call = {};
            if (detail)
                Q_EMIT arrived(InstanceRef(m_instance), *detail); // a slot may open another
            else
                Q_EMIT failed(detail.error());
        });
}
