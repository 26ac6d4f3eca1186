#include "historythread.h"

#include "handed.h"

#include <QObject>

#include <future>
#include <utility>

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

bool HistoryThread::letGo(QObject &object, std::function<void()> last)
{
    if (m_isGivenUp)
        return false;
    const auto ending = std::make_shared<std::promise<void>>(); // outlives the waiting
    const std::future<void> isEnded = ending->get_future();
    postTo(object, [&object, own = QThread::currentThread(), run = std::move(last), ending] {
        run();
        object.moveToThread(own); // so that nothing of it runs here when it is deleted
        ending->set_value();
    });
    if (isEnded.wait_for(closingTime) == std::future_status::ready)
        return true;
    giveUp();
    return false;
}

void HistoryThread::adopt(QObject &object)
{
    object.moveToThread(m_thread.get());
}
