#include "pendingcall.h"

#include <utility>

PendingCall::PendingCall(QObject *call, QMetaObject::Connection handler)
    : m_call(call), m_handler(std::move(handler))
{
}

PendingCall::~PendingCall()
{
    cancel();
}

PendingCall::PendingCall(PendingCall &&other) noexcept
{
    swap(other);
}

PendingCall &PendingCall::operator=(PendingCall &&other) noexcept
{
    PendingCall taken(std::move(other));
    swap(taken);
    return *this;
}

void PendingCall::swap(PendingCall &other) noexcept
{
    m_call.swap(other.m_call);
    std::swap(m_handler, other.m_handler);
}

void PendingCall::cancel()
{
    // Only this connection: QNetworkReply aborts through signals of its own.
    QObject::disconnect(m_handler);
    if (m_call)
        m_call->deleteLater(); // not delete: the handler itself may start the next call
}
