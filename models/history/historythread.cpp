#include "historythread.h"

#include <QObject>

using namespace Qt::StringLiterals;

HistoryThread::HistoryThread() : m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(u"history"_s);
    m_thread->start();
}

HistoryThread::~HistoryThread()
{
    if (m_isGivenUp) {
        (void)m_thread.release();
        return;
    }
    m_thread->quit();
    m_thread->wait();
}

void HistoryThread::adopt(QObject &object)
{
    object.moveToThread(m_thread.get());
}
